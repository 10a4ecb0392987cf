"""Flags: one that is said to look for what nothing comes to is never raised, and each score keeps to its range."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import cases

import kitemark
from kitemark.analysis.questions.flags import raised
from kitemark.analysis.ranges import score_ranges
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.rules.condition import Each

SCALE = [{"value": 0, "name": "Not yet"}, {"value": 1, "name": "Started"}, {"value": 2, "name": "Working"}]
STANDARD: dict[str, Any] = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small",
    "scales": {"up": SCALE, "faults": {"better": "lower", "from": 0, "to": 9, "step": 1}},
    "evidence": {"log": {"fields": {"n": {"type": "integer"}, "q": {"enum": ["a", "b"]}}}},
    "measures": {
        "many": {"from": "log", "take": "count"},
        "kinds": {"from": "log", "take": {"distinct": "q"}},
        "sum": {"from": "log", "take": {"sum": "n"}},
    },
    "sections": [
        {"id": "up", "title": "Up", "scale": "up", "criteria": [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]},
        {
            "id": "faults",
            "title": "Faults",
            "combine": "worst",
            "bands": {"1": 3, "2": 0},
            "scale": "up",
            "criteria": [{"id": "f", "title": "F", "scale": "faults"}],
        },
    ],
    "levels": [{"id": "bronze", "title": "Bronze", "requires": [{"overall": "50%"}]}],
}
NEVER = [
    {"overall": 101},
    {"overall": "101%"},
    {"overall": {"more_than": 100}},
    {"overall": {"less_than": 0}},
    {"each": ["a"], "at_least": 3},
    {"each": ["a"], "at_least": "150%"},
    {"each": ["a"], "less_than": 0},
    {"each": ["a"], "less_than": "Not yet"},
    {"some": ["a", "b"], "more_than": "Working"},
    {"each": ["up"], "more_than": 100},
    {"each": ["faults"], "at_least": 3},
    {"each": ["f"], "at_most": -1},
    {"each": ["f"], "more_than": 9},
    {"each": ["f"], "at_least": 10},
    {"measure": "many", "less_than": 0},
    {"measure": "kinds", "at_least": 3},
]
PERHAPS = [
    {"overall": 100},
    {"overall": {"at_most": 0}},
    {"each": ["a"], "at_least": 2},
    {"each": ["a"], "at_most": 0},
    {"some": ["a", "b"], "at_least": "0%"},
    {"each": ["f"], "at_most": 0},
    {"each": ["f"], "at_least": 9},
    {"measure": "many", "at_most": 0},
    {"measure": "kinds", "at_least": 2},
    {"measure": "sum", "at_least": 1000},
    {"measure": "sum", "less_than": -1000},
    {"applicable": "100%"},
]


def told(standard: kitemark.Standard) -> list[str]:
    return [one.question.about for one in raised(standard.rules)]


def with_flags(*conditions: dict[str, Any]) -> kitemark.Standard:
    flags = [{"id": f"f{place}", "when": one, "says": "Look."} for place, one in enumerate(conditions)]
    return kitemark.standard_from({**STANDARD, "flags": flags})


@pytest.mark.parametrize("condition", NEVER)
def test_a_comparison_beyond_the_worst_or_the_best_is_told(condition: dict[str, Any]) -> None:
    assert told(with_flags(condition)) == ["f0"]


@pytest.mark.parametrize("condition", PERHAPS)
def test_one_that_may_hold_is_left_alone(condition: dict[str, Any]) -> None:
    assert told(with_flags(condition)) == []


def test_a_part_is_told_where_it_stands() -> None:
    found = list(raised(with_flags({"any": [{"overall": 50}, {"all": [{"overall": 200}]}]}).rules))
    assert [one.question.path for one in found] == [("flags", 0, "when", "any", 1, "all", 0)]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=cases())
def test_every_score_keeps_to_its_range_and_no_such_flag_is_raised(case: Any) -> None:
    standard = kitemark.standard_from(case[0])
    try:
        result = kitemark.evaluate(standard, kitemark.assessment_from(case[1]))
    except kitemark.KitemarkError:
        assume(False)
    ranges = score_ranges(standard.rules)
    rules = {flag.id: flag.when for flag in standard.rules.flags}
    plain = {one.question.about for one in raised(standard.rules) if one.question.path[-1] == "when"}
    plain = {name for name in plain if not isinstance(rules[name], Each)}  # which holds of nothing at all
    parties: tuple[PartyOutcome, ...] = (result.outcome, *result.outcome.units)
    for party in parties:
        for name, node in party.nodes.items():
            if node.scored:
                low, high = ranges[name].low, ranges[name].high
                ends = sorted((node.low, node.high))
                assert low is None or low <= ends[0], name
                assert high is None or ends[1] <= high, name
    assert not plain & set(result.flags)
