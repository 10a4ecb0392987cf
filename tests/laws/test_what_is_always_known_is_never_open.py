"""Coverage: a requirement that is known whatever the evidence is never open, and is not asked to be shown so."""

from __future__ import annotations

import pytest
from hypothesis import given
from lawful import CUSTOMER_CARE, EXAMPLES, NAMES, Case, cases, result_of, times

import kitemark
from kitemark.examples import coverage_of


def agree(result: kitemark.Result) -> None:
    """Whatever state a requirement comes to is one that coverage asks for."""
    coverage = coverage_of(result.standard.rules, [result.outcome])
    requirements = {one for one in coverage.shown if one[0] == "requirement"}
    assert requirements <= set(coverage.every)


@times(100)
@given(cases())
def test_what_is_always_known_is_never_open(case: Case) -> None:
    agree(result_of(kitemark.standard_from(case[0]), case[1]))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_always_known_is_never_open_in_customer_care(name: str) -> None:
    agree(result_of(CUSTOMER_CARE, kitemark.load_assessment(EXAMPLES / f"{name}.yaml").to_data()))


MEASURES = {
    "a count": ({"from": "log", "take": "count"}, False),
    "a count of different values": ({"from": "log", "take": {"distinct": "who"}}, False),
    "a count that needs some": ({"from": "log", "take": "count", "needs": {"n": 3}}, True),
    "a count by group": ({"from": "log", "take": "count", "by": "who", "across": "worst"}, True),
    "a sum": ({"from": "log", "take": {"sum": "n"}}, False),
    "a sum of what counts people": ({"from": "survey", "take": {"sum": "n"}}, True),
    "a sum of what counts people, through a name": ({"from": "named", "take": {"sum": "n"}}, True),
    "a sum where lower is better": ({"from": "log", "take": {"sum": "n"}, "better": "lower"}, True),
    "a mean": ({"from": "log", "take": {"mean": "n"}}, True),
    "a mean, or else a number": ({"from": "log", "take": {"mean": "n"}, "if_none": 0}, False),
    "a weighed mean, or else a number": (
        {"from": "log", "take": {"mean": "n", "weighted_by": "n"}, "if_none": 0},
        True,
    ),
    "a median in which what lacks is worst": (
        {"from": "log", "take": {"median": "n", "missing": "worst"}, "if_none": 0},
        True,
    ),
    "a share of sums": ({"from": "log", "take": {"share": "n", "of": "n"}, "if_none": "0%"}, True),
    "a share of records": ({"from": "log", "take": {"share": {"who": "a"}}, "if_none": "0%"}, False),
    "a count of judgements": ({"from": "judgement", "take": "count"}, False),
    "a share of judgements": ({"from": "judgement", "take": {"share": {"assessor": "Ann"}}, "if_none": "0%"}, False),
}


def states(requirement: dict, measure: dict) -> list[str]:
    """The states of a requirement that coverage asks for."""
    fields = {"n": {"type": "integer"}, "who": {"enum": ["a", "b"]}}
    standard = {
        "kitemark": 1,
        "id": "s",
        "version": "1.0.0",
        "title": "S",
        "smallest_group": 5,
        "scale": "s",
        "scales": {"s": [{"value": 0}, {"value": 1}]},
        "evidence": {"log": {"fields": fields}, "survey": {"people": "n", "fields": fields}},
        "accepted": {"named": {"from": "survey"}},
        "measures": {"m": measure},
        "criteria": [{"id": "a", "title": "A"}],
        "levels": [{"id": "l", "requires": [requirement]}],
    }
    return [one[2] for one in coverage_of(kitemark.standard_from(standard).rules, []).every if one[0] == "requirement"]


@pytest.mark.parametrize(("measure", "may_be_open"), MEASURES.values(), ids=MEASURES)
def test_what_may_be_unknown_may_be_open(measure: dict, may_be_open: bool) -> None:
    share = "50%" if "share" in str(measure["take"]) else 1
    sign = "at_most" if measure.get("better") == "lower" else "at_least"
    asked = {"measure": "m", sign: share}
    every = ["met", "open", "unmet"] if may_be_open else ["met", "unmet"]
    assert states(asked, measure) == every
    assert states({"any": [asked, {"applicable": "50%"}]}, measure) == every
    assert states({"all": [asked, {"overall": "50%"}]}, measure) == ["met", "open", "unmet"]
