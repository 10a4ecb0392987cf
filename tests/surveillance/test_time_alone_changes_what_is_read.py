"""Time alone: ages, running periods and dates that are read turn on the very day on which an assessment says so."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import kitemark
from kitemark.surveillance import ageing

Plain = dict[str, Any]
AHEAD = 240
RUNNING = {"from": "2026-01-01", "to": "2026-12-31"}
LONGER = {"from": "2026-01-01", "to": "2028-12-31"}


def standard(measure: Plain, asked: Plain) -> kitemark.Standard:
    """A standard whose one level asks for one measure."""
    fields = {"n": {"type": "integer"}, "site": {"enum": ["north", "south"]}, "by": {"type": "string"}}
    return kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "one",
            "version": "1.0.0",
            "title": "One",
            "scales": {"yes": [{"value": 0}, {"value": 1}]},
            "evidence": {
                "note": {"title": "Note", "fields": fields, "optional": [*fields]},
                "decision": {"title": "Decision", "fields": {}},
            },
            "measures": {"m": {"from": "note", **measure}},
            "criteria": [{"id": "c", "title": "C", "scale": "yes"}],
            "levels": [{"id": "only", "title": "Only", "requires": [{"measure": "m", **asked}]}],
        }
    )


def note(name: str, when: str | Plain, **fields: Any) -> Plain:
    return {"kind": "note", "id": name, "date" if isinstance(when, str) else "period": when, **fields}


def pack(*records: Plain) -> kitemark.Assessment:
    judged = {"criterion": "c", "rating": 1, "assessor": "A", "because": "Seen.", "date": "2026-10-01"}
    head = {"kitemark": 1, "standard": "one", "organisation": {"id": "o"}, "date": "2026-11-01"}
    return kitemark.assessment_from({**head, "evidence": list(records), "judgements": [judged]})


AGE = {"take": {"age": "months"}}
BY_SITE = {"by": "site"}
NORTH_AND_SOUTH = (note("a", "2026-10-20", site="north"), note("b", "2026-09-15", site="south"))
LINKED = {"take": "count", "linked": {"by": "by", "to": "decision", "dated": "after"}}
DECIDED = {"kind": "decision", "id": "d", "date": "2026-11-01"}

CASES: dict[str, tuple[Plain, Plain, tuple[Plain, ...]]] = {
    "an age in months": (AGE, {"at_most": 4}, (note("a", "2026-10-15"),)),
    "an age from a month's last day": (AGE, {"at_most": 4}, (note("a", "2026-08-31"),)),
    "an age held against a fraction": (AGE, {"at_most": 4.5}, (note("a", "2026-10-30"),)),
    "an age that must be passed": (AGE, {"less_than": 4}, (note("a", "2026-10-30"),)),
    "an age in days": ({"take": {"age": "days"}}, {"at_most": 40}, (note("a", "2026-10-15"),)),
    "an age of a record that runs": (AGE, {"at_most": 3}, (note("a", RUNNING),)),
    "the worst of two ages": ({**AGE, **BY_SITE, "across": "worst"}, {"at_most": 4}, NORTH_AND_SOUTH),
    "the share of sites of an age": (
        {**AGE, **BY_SITE, "across": {"reaching": 4}},
        {"at_least": "60%"},
        NORTH_AND_SOUTH,
    ),
    "the gap between two ages": ({**AGE, **BY_SITE, "across": "spread"}, {"at_most": 1}, NORTH_AND_SOUTH),
    "the gap to a record that runs": (
        {"take": {"age": "days"}, **BY_SITE, "across": "spread"},
        {"at_most": 60},
        (note("a", LONGER, site="north"), note("b", "2026-09-15", site="south")),
    ),
    "a link to what was decided on the day": (LINKED, {"at_least": 1}, (note("a", RUNNING, by="d"), DECIDED)),
    "the latest of two that run": (
        {"take": {"latest": "n"}},
        {"at_least": 5},
        (note("a", LONGER, n=1), note("b", RUNNING, n=6)),
    ),
    "the latest of one that runs and one of the day": (
        {"take": {"latest": "n"}},
        {"at_least": 5},
        (note("a", LONGER, n=1), note("b", "2026-11-01", n=6)),
    ),
    "a date that is tested": (
        {"take": "count", "where": {"date": {"at_most": "2026-11-20"}}},
        {"at_least": 1},
        (note("a", LONGER),),
    ),
    "dates that are counted": (
        {"take": {"distinct": "date"}},
        {"at_least": 2},
        (note("a", LONGER), note("b", RUNNING)),
    ),
    "dates that divide": (
        {"take": "count", "by": "date", "across": "best"},
        {"at_least": 2},
        (note("a", LONGER), note("b", RUNNING)),
    ),
    "what is old enough to count": ({"take": "count", "older_than": "14 days"}, {"at_least": 1}, (note("a", RUNNING),)),
    "a judgement that goes stale": ({"from": "judgement", "take": "count", "within": "3 months"}, {"at_least": 1}, ()),
}


@pytest.mark.parametrize("name", CASES)
def test_each_day_is_what_an_assessment_as_of_that_day_comes_to(name: str) -> None:
    measure, asked, records = CASES[name]
    rules, assessment = standard(measure, asked), pack(*records)
    result = kitemark.evaluate(rules, assessment)
    until = assessment.date + datetime.timedelta(days=AHEAD)
    moved = {lapse.day: lapse.established for lapse in ageing(result, until).lapses if lapse.moved}
    level, levels = result.level, {result.level}
    for number in range(1, AHEAD + 1):
        day = assessment.date + datetime.timedelta(days=number)
        level = moved.get(day, level)
        assert (day, kitemark.evaluate(rules, assessment.dated(day)).level) == (day, level)
        levels.add(level)
    assert levels == {None, "only"}
