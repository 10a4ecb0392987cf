"""One slip is one finding: what only follows from a level that nobody can reach is not told beside it."""

from __future__ import annotations

import pytest

import kitemark
from kitemark.checks import check


def standard(*levels, criteria=()):
    return kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "slip",
            "version": "1.0.0",
            "title": "Slip",
            "summary": "A small standard.",
            "scales": {"p": [{"value": 0, "name": "No"}, {"value": 1, "name": "Partly"}, {"value": 2, "name": "Yes"}]},
            "scale": "p",
            "criteria": [
                {"id": "a", "title": "A is done", "asks": "Is A done?"},
                {"id": "b", "title": "B is done", "asks": "Is B done?"},
                *criteria,
            ],
            "levels": [
                {"id": f"l{place}", "title": f"Level {place}", "requires": requires}
                for place, requires in enumerate(levels)
            ],
        }
    )


FIRST = [{"overall": "40%"}]


@pytest.mark.parametrize(
    ("requires", "number"),
    [
        ([{"each": ["a"], "at_least": 1}, {"overall": "101%"}], 2),
        ([{"some": "criteria", "at_least": 1, "count": 30}], 1),
        ([{"overall": "50%"}, {"each": ["a"], "more_than": 2}], 2),
    ],
)
def test_the_requirement_that_nobody_can_meet_is_named(requires, number) -> None:
    [found] = [one for one in check(standard(FIRST, requires)).findings if one.code == "level-out-of-reach"]
    assert found.hint.startswith(f"nobody can meet its requirement {number}, whatever else: ")


def test_what_builds_on_such_a_level_and_what_only_it_asks_for_is_not_told() -> None:
    spare = {"id": "c", "title": "C is done", "asks": "Is C done?", "weight": 0}
    loaded = standard(FIRST, [{"overall": "101%"}], [{"each": ["c"], "at_least": 1}], criteria=[spare])
    report = check(loaded)
    assert [one.code for one in report.findings if one.severity == "error"] == ["level-out-of-reach"]
    assert "criterion-without-effect" not in {one.code for one in report.findings}
    assert "requirement-implied" not in {one.code for one in report.findings}


def test_requirements_that_cannot_hold_together_are_named() -> None:
    choose = [{"when": {"open": True}, "judgement": "p"}, {"judgement": "p", "bands": {1: 1}}]
    data = {
        "kitemark": 1,
        "id": "both",
        "version": "1.0.0",
        "title": "Both",
        "summary": "A small standard.",
        "profile": {"fields": {"open": {"type": "boolean"}}},
        "scales": {"p": [{"value": 0, "name": "No"}, {"value": 1, "name": "Partly"}, {"value": 2, "name": "Yes"}]},
        "scale": "p",
        "criteria": [
            {"id": "a", "title": "A is done", "asks": "Is A done?", "rating": {"choose": choose}},
            {"id": "b", "title": "B is done", "asks": "Is B done?", "applies_when": {"open": False}, "weight": 2},
        ],
        "levels": [
            {
                "id": "good",
                "title": "Good",
                "requires": [{"each": ["a"], "at_least": 2}, {"some": ["b"], "at_least": 1}],
            }
        ],
    }
    [found] = [one for one in check(kitemark.standard_from(data)).findings if one.code == "level-out-of-reach"]
    assert found.hint == "its requirement 1, requirement 2 cannot hold together"
