"""A field that its schema does not hold to numbers, read as a number, is told and never a traceback."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark


def standard(schema: Any, **measure: Any) -> kitemark.Standard:
    return kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "small",
            "version": "1.0.0",
            "title": "Small",
            "scales": {"practice": [{"value": 0}, {"value": 1}]},
            "scale": "practice",
            "evidence": {"log": {"fields": {"n": schema, "people": {}}, "people": "people"}},
            "smallest_group": 3,
            "measures": {"m": {"from": "log", **measure}},
            "criteria": [{"id": "a", "title": "A", "rating": {"measure": "m", "bands": {"1": 1}}}],
            "levels": [{"id": "bronze", "requires": [{"overall": "50%"}]}],
        }
    )


def pack(value: Any) -> kitemark.Assessment:
    record = {"kind": "log", "id": "r1", "date": "2026-01-01", "n": value, "people": 5}
    return kitemark.assessment_from({"organisation": {"id": "o"}, "date": "2026-02-01", "evidence": [record]})


@pytest.mark.parametrize("value", ["many", True, [1]])
@pytest.mark.parametrize("take", [{"sum": "n"}, {"mean": "n"}, {"median": "n"}, {"largest": "n"}])
def test_a_value_that_is_no_number_is_named_and_not_repeated(value: Any, take: Any) -> None:
    with pytest.raises(kitemark.KitemarkError, match="record 'r1': found something else than a number as 'n'") as error:
        kitemark.evaluate(standard({}, take=take), pack(value))
    assert "many" not in str(error.value)


def test_what_a_measure_needs_is_a_number_too() -> None:
    with pytest.raises(kitemark.KitemarkError, match="the measure 'm' reads it as a number"):
        kitemark.evaluate(standard({}, take="count", needs={"n": 1}), pack("many"))


def test_a_number_in_a_field_without_a_type_is_read() -> None:
    assert kitemark.evaluate(standard({}, take={"sum": "n"}), pack(4)).level == "bronze"
