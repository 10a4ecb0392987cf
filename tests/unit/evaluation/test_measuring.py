"""Measuring: months, populations, and fields that hold no number."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark

Data = dict[str, Any]


def read(measure: Data, records: list[Data], *, date: str = "2026-11-01", schema: Any = None) -> Any:
    """The reading of one measure over some records."""
    log = {"fields": {"n": schema or {"type": "number"}, "of": {"type": "integer"}}, "optional": ["of"]}
    standard = {
        "kitemark": 1,
        "id": "one",
        "version": "1.0.0",
        "title": "One",
        "scale": "practice",
        "scales": {"practice": [{"value": 0}, {"value": 1}]},
        "evidence": {"log": log},
        "measures": {"m": {"from": "log", **measure}},
        "criteria": [{"id": "a", "title": "A"}],
        "levels": [{"id": "one", "title": "One"}],
    }
    evidence = [{"id": f"r{n}", "kind": "log", "date": "2026-10-01", "n": 1, **one} for n, one in enumerate(records)]
    pack = {"kitemark": 1, "organisation": {"id": "org"}, "date": date, "evidence": evidence}
    result = kitemark.evaluate(kitemark.standard_from(standard), kitemark.assessment_from(pack))
    return result.outcome.readings[0]


@pytest.mark.parametrize(
    ("dated", "as_of", "months"),
    [
        ("2026-10-31", "2026-11-30", 0),
        ("2026-10-30", "2026-11-30", 1),
        ("2026-10-31", "2026-11-29", 0),
        ("2026-01-31", "2026-02-28", 0),
        ("2026-01-31", "2026-03-01", 1),
        ("2025-12-31", "2026-02-28", 1),
        ("2024-02-29", "2025-02-28", 11),
        ("2024-02-29", "2025-03-01", 12),
        ("2026-02-28", "2026-03-31", 1),
        ("2026-11-01", "2026-11-01", 0),
        ("2020-11-02", "2026-11-01", 71),
        ("2020-11-01", "2026-11-01", 72),
    ],
)
def test_whole_months_are_counted_back_from_the_assessment(dated: str, as_of: str, months: int) -> None:
    from kitemark.quantity import date_from, months_before  # noqa: PLC0415 - beside the count that it proves

    day, record = date_from(as_of), date_from(dated)
    assert day is not None
    assert record is not None
    assert months_before(day, months) >= record > months_before(day, months + 1)
    assert read({"take": {"age": "months"}}, [{"date": dated}], date=as_of).ends.value == months


@pytest.mark.parametrize(
    ("of", "population", "factor"),
    [
        (20, [40], "20/39"),
        (40, [40], "0"),
        (50, [40], "1"),
        (1, [1], "0"),
        (20, [None], "1"),
        (20, [15, 25], "20/39"),
    ],
)
def test_a_population_corrects_as_far_as_it_is_known(of: int, population: list[int | None], factor: str) -> None:
    from fractions import Fraction  # noqa: PLC0415 - only here

    from kitemark.compile.measures import z_squared  # noqa: PLC0415 - only here

    share = {"take": {"margin": "n"}, "confidence": "95%", "population": "of"}
    records: list[Data] = [{"n": 0, **({"of": one} if one is not None else {})} for one in population]
    records[0]["n"] = of
    reading = read(share, records)
    assert reading.ends.square == z_squared(Fraction(95, 100)) * Fraction(factor) / (4 * of)


@pytest.mark.parametrize(("weights", "mean"), [([1, 3], "5/2"), ([-1, -3], "5/2"), ([-1, 3], "4"), ([1, -1], None)])
def test_a_mean_by_weights_is_exact_whichever_way_they_go(weights: list[int], mean: str | None) -> None:
    records = [{"n": n, "of": weight} for n, weight in zip((1, 3), weights, strict=True)]
    reading = read({"take": {"mean": "n", "weighted_by": "of"}}, records)
    assert reading.state == ("undivided" if mean is None else "known")
    assert mean is None or str(reading.ends.value) == mean


def test_a_record_whose_field_holds_nothing_does_not_qualify() -> None:
    maybe = {"type": ["number", "null"]}
    for take, value in (("mean", 4), ("latest", 4), ("smallest", 4), ("largest", 4), ("median", 4)):
        reading = read({"take": {take: "n"}}, [{"n": 4}, {"n": None}], schema=maybe)
        assert (reading.state, reading.ends.value) == ("known", value)
