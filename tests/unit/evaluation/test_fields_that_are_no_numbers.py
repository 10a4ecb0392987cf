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


def test_a_value_that_is_no_number_stands_at_its_cell(tmp_path: Any) -> None:
    (tmp_path / "t.csv").write_text("id,date,people,n\nr1,2026-01-01,5,4\nr2,2026-01-01,5,many\n")
    data = {"organisation": {"id": "o"}, "date": "2026-02-01", "evidence": [{"kind": "log", "table": "t.csv"}]}
    of = standard({"enum": [4, "many"]}, take={"sum": "n"})
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.evaluate(of, kitemark.assessment_from(data, folder=tmp_path))
    [found] = caught.value.problems
    assert (found.code, found.file, found.line, found.column) == ("field", str(tmp_path / "t.csv"), 3, 4)


def test_a_value_that_is_no_number_stands_at_its_place_and_beside_what_else_is_wrong(tmp_path: Any) -> None:
    lines = [
        "organisation: {id: o}",
        "date: 2026-02-01",
        "evidence:",
        "  - {kind: log, id: r1, date: 2026-01-01, people: 5, n: many}",
        "judgements:",
        "  - {criterion: b, rating: 1, assessor: A, because: x}",
    ]
    (tmp_path / "pack.yaml").write_text("\n".join(lines))
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.evaluate(standard({}, take={"sum": "n"}), kitemark.load_assessment(tmp_path / "pack.yaml"))
    found = caught.value.problems
    assert [(one.code, one.path, one.line) for one in found] == [
        ("field", "evidence[0].n", 4),
        ("unknown-name", "judgements[0].criterion", 6),
    ]
    assert lines[3][found[0].column - 1 :] == "many}"
    assert {one.file for one in found} == {str(tmp_path / "pack.yaml")}


def test_a_profile_that_no_option_fits_is_told_at_its_place(tmp_path: Any) -> None:
    data = standard({}, take="count").to_data()
    data["profile"] = {"fields": {"size": {"enum": ["small", "large"]}}}
    data["criteria"][0]["rating"] = {"choose": [{"when": {"size": "large"}, "measure": "m", "bands": {"1": 1}}]}
    (tmp_path / "pack.yaml").write_text("date: 2026-02-01\norganisation:\n  id: o\n  profile: {size: small}\n")
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.evaluate(kitemark.standard_from(data), kitemark.load_assessment(tmp_path / "pack.yaml"))
    [found] = caught.value.problems
    assert (found.code, found.path, found.line, found.column) == ("no-choice", "organisation.profile", 4, 12)
