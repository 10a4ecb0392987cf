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
LISTS = ("commendations", "flags", "withheld", "unsettled")


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


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cases())
def test_two_readers_agree(case: tuple[Plain, Plain]) -> None:
    assert comparable(engine(*case)) == comparable(evaluate(*case))


@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cases())
def test_two_readers_agree_about_each_measure(case: tuple[Plain, Plain]) -> None:
    standard, pack = probed(*case), case[1]
    assert comparable(engine(standard, pack)) == comparable(evaluate(standard, pack))


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cases())
def test_two_readers_agree_about_each_target(case: tuple[Plain, Plain]) -> None:
    for level in case[0]["levels"]:
        ours = engine(*case, target=level["id"])["level"]
        assert ours == evaluate(*case, target=level["id"])["level"]
