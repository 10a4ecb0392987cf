"""Two readers of one text agree: the engine, and the naive reference evaluator."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.evaluator import evaluate
from reference.probes import probed
from reference.strategies import cases

kitemark = pytest.importorskip("kitemark")

Plain = dict[str, Any]
LISTS = ("commendations", "flags", "unsettled")
RELAXED = [HealthCheck.too_slow, HealthCheck.data_too_large]


def comparable(result: Plain) -> Plain:
    """The part of a result that both readers give, in one form."""
    scored = ("applies", "low", "high", "max")
    ends = ("low", "high", "max")
    overall, level = result["overall"], result["level"]
    return {
        "level": {key: level[key] for key in ("established", "possible", "target")},
        "overall": overall and {key: overall[key] for key in ends},
        "nodes": {
            name: {key: node[key] for key in scored if node.get(key) is not None}
            for name, node in result["nodes"].items()
        },
        "levels": [
            {
                "id": one["id"],
                "state": one["state"],
                "requires": [each["state"] for each in one["requires"]],
            }
            for one in result["levels"]
        ],
        "units": {
            name: {key: unit["level"][key] for key in ("established", "possible")}
            for name, unit in result.get("units", {}).items()
        },
        **{key: sorted(result[key]) for key in LISTS},
    }


def engine(standard: Plain, pack: Plain, target: str | None = None) -> Plain:
    """The engine's result, as plain data."""
    rules = kitemark.standard_from(standard)
    assessment = kitemark.assessment_from(pack)
    plain: Plain = kitemark.evaluate(rules, assessment, target=target).to_dict()
    return plain


def told_withheld(standard: Plain, result: Plain, *, cited: bool) -> set[str]:
    """The measures wholly withheld; a cited one is told only where something reads it."""
    measures = standard.get("measures", {})
    return {name for name in result["withheld"] if bool(measures[name].get("cited")) == cited}


def check(standard: Plain, pack: Plain) -> None:
    """The engine and the reference say the same."""
    found, wanted = engine(standard, pack), evaluate(standard, pack)
    assert comparable(found) == comparable(wanted)
    plain = told_withheld(standard, found, cited=False)
    assert plain == told_withheld(standard, wanted, cited=False)
    cited = told_withheld(standard, found, cited=True)
    assert cited <= told_withheld(standard, wanted, cited=True)


@settings(deadline=None, suppress_health_check=RELAXED)
@given(cases())
def test_two_readers_agree(case: tuple[Plain, Plain]) -> None:
    check(*case)


@settings(deadline=None, suppress_health_check=RELAXED)
@given(cases())
def test_two_readers_agree_about_each_measure_and_mark(case: tuple[Plain, Plain]) -> None:
    check(probed(*case), case[1])


@settings(max_examples=30, deadline=None, suppress_health_check=RELAXED)
@given(cases())
def test_two_readers_agree_about_each_target(case: tuple[Plain, Plain]) -> None:
    for level in case[0]["levels"]:
        ours = engine(*case, target=level["id"])["level"]
        assert ours == evaluate(*case, target=level["id"])["level"]
