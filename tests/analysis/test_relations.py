"""Relations: no proof leaves out what records can come to, and what hangs together through records is known."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.analysis.logic import Logic
from kitemark.analysis.proving import prove
from kitemark.analysis.relations import Related, relate
from kitemark.analysis.thresholds import Thresholds
from kitemark.analysis.unknowns import unknowns
from kitemark.evaluation import evaluate_case
from kitemark.problems import KitemarkError

DATE = datetime.date(2026, 6, 30)
DAYS = ("2026-06-01", "2026-03-01", "2025-01-01")


def standard(measures: dict[str, Any], requires: list[Any] | None = None) -> kitemark.Standard:
    fields = {
        "way": {"enum": ["paper", "talk", "post"]},
        "rung": {"type": "integer", "minimum": 0, "maximum": 3},
        "done": {"type": "boolean"},
        "fed": {"type": "string"},
    }
    return kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "drawn",
            "version": "1.0.0",
            "title": "Drawn",
            "scales": {"p": [{"value": 0}, {"value": 1}]},
            "scale": "p",
            "evidence": {
                "meeting": {"fields": dict(fields), "optional": list(fields)},
                "visit": {"fields": dict(fields), "optional": list(fields)},
            },
            "accepted": {
                "recent": {"from": "meeting", "within": "6 months"},
                "high": {"from": "recent", "where": {"rung": {"at_least": 2}}},
                "led": {"from": "high", "linked": {"by": "fed", "to": "visit"}},
                "both": {"from": ["recent", "visit"]},
            },
            "measures": measures,
            "criteria": [{"id": "a", "title": "A"}],
            "levels": [{"id": "good", "requires": requires or [{"measure": name, "at_least": 1} for name in measures]}],
        }
    )


sources = st.sampled_from(["meeting", "visit", "recent", "high", "led", "both"])
tests = st.fixed_dictionaries(
    {},
    optional={
        "way": st.sampled_from(["paper", ["paper", "talk"]]),
        "rung": st.sampled_from([{"at_least": 1}, {"at_least": 2}, {"at_most": 2}, 2, 3]),
        "done": st.booleans(),
    },
)
spans = st.sampled_from([None, None, "3 months", "100 days", "12 months", "1 years"])
takes = st.sampled_from(
    [
        "count",
        {"distinct": "way"},
        {"distinct": "kind"},
        {"sum": "rung"},
        {"largest": "rung"},
        {"mean": "rung"},
        {"share": {"done": True}},
        {"age": "months"},
    ]
)
splits = st.sampled_from(
    [
        {},
        {},
        {"by": "way", "across": "worst"},
        {"by": "way", "across": {"reaching": 2}},
        {"by": "kind", "across": "best"},
    ]
)


def measure(source: str, where: Any, span: str | None, take: Any, split: Any) -> dict[str, Any]:
    found = {"from": source, "take": take, **split}
    if where:
        found["where"] = where
    if span:
        found["within"] = span
    return found


drawn_measures = st.builds(measure, sources, tests, spans, takes, splits)
goals = st.sampled_from([("at_least", 1), ("at_least", 2), ("more_than", 1), ("at_most", 1), ("less_than", 2)])


@st.composite
def records(draw: st.DrawFn) -> list[dict[str, Any]]:
    found = []
    for place in range(draw(st.integers(0, 5))):
        one = {
            "id": f"r{place}",
            "kind": draw(st.sampled_from(["meeting", "visit"])),
            "date": draw(st.sampled_from(DAYS)),
        }
        more = {
            "way": st.sampled_from(["paper", "talk", "post"]),
            "rung": st.integers(0, 3),
            "done": st.booleans(),
            "fed": st.sampled_from(["r0", "r1", "r2"]),
        }
        found.append({**one, **draw(st.fixed_dictionaries({}, optional=more))})
    return found


def requirement(name: str, goal: tuple[str, int], take: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    sign, value = goal
    lower = sign in ("at_most", "less_than")
    wanted: Any = f"{value * 50}%" if isinstance(take, dict) and "share" in take else value
    return ({"better": "lower"} if lower else {}), {"measure": name, sign: wanted}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(drawn_measures, goals), min_size=2, max_size=4), st.lists(records(), min_size=1, max_size=6))
def test_whatever_records_come_to_is_left_in(drawn, packs) -> None:
    measures, requires = {}, []
    for place, (one, goal) in enumerate(drawn):
        better, required = requirement(f"m{place}", goal, one["take"])
        if isinstance(one.get("across"), dict):
            required = {"measure": f"m{place}", "at_least": "50%"}
            better = {}
        measures[f"m{place}"] = {**one, **better}
        requires.append(required)
    try:
        loaded = standard(measures, requires)
    except KitemarkError:
        return  # such as an age for which more would be better
    rules, logic = loaded.rules, Logic()
    known, thresholds = unknowns(rules, logic), Thresholds(rules)
    related = Related(rules, known, thresholds)
    relate(logic, related, related)
    for evidence in packs:
        pack = {
            "kitemark": 1,
            "standard": "drawn@1.0.0",
            "organisation": {"id": "o", "name": "O"},
            "date": DATE.isoformat(),
            "judgements": [{"criterion": "a", "rating": 1, "assessor": "A", "because": "So."}],
            "evidence": evidence,
        }
        case, problems = kitemark.assessment_from(pack).bound(loaded)
        assert not problems
        assert case is not None
        readings = {reading.measure.id: reading.ends for reading in evaluate_case(rules, case).readings}
        chosen = []
        for (name, _), choice in known.measures.items():
            wanted = thresholds.signature(name, readings[name])
            alike = [
                lit
                for value, lit in zip(choice.values, choice.lits, strict=True)
                if thresholds.signature(name, value) == wanted
            ]
            assert alike, (name, wanted)
            chosen.append(logic.any_of(alike))
        logic.assume([logic.all_of(chosen)])
        verdict, _ = logic.solve(1.0)
        assert verdict == "yes", (measures, requires, evidence)


COUNT = {"from": "meeting", "take": "count"}


@pytest.mark.parametrize(
    ("narrow", "wide", "least"),
    [
        ({"from": "high", "take": "count"}, {"from": "recent", "take": "count"}, 2),
        ({"from": "led", "take": "count"}, {**COUNT, "where": {"rung": {"at_least": 1}}}, 2),
        ({**COUNT, "where": {"rung": 3}}, {**COUNT, "where": {"rung": {"at_least": 2}}}, 2),
        ({**COUNT, "within": "3 months"}, {**COUNT, "within": "100 days"}, 2),
        ({**COUNT, "within": "10 days"}, {**COUNT, "within": "1 months"}, 2),
        ({**COUNT, "older_than": "2 years"}, {**COUNT, "older_than": "12 months"}, 2),
        ({"from": "high", "take": {"distinct": "way"}}, {"from": "meeting", "take": {"distinct": "way"}}, 2),
        ({"from": "meeting", "take": {"sum": "rung"}}, COUNT, 1),
        ({"from": "meeting", "take": {"mean": "rung"}}, COUNT, 1),
        ({"from": "meeting", "take": {"largest": "rung"}}, {"from": "meeting", "take": {"distinct": "kind"}}, 1),
        ({**COUNT, "by": "way", "across": "best"}, COUNT, 2),
    ],
)
def test_enough_of_a_narrower_sort_is_enough_of_a_wider_one(narrow, wide, least) -> None:
    assert implied(narrow, wide, least, least) == "proved"


@pytest.mark.parametrize(
    ("narrow", "wide", "wanted", "least"),
    [
        ({"from": "meeting", "take": {"share": {"done": True}}}, {**COUNT, "where": {"done": True}}, "40%", 1),
        ({**COUNT, "by": "way", "across": {"reaching": 2}}, COUNT, "40%", 2),
    ],
)
def test_a_share_of_something_is_of_something(narrow, wide, wanted, least) -> None:
    assert implied(narrow, wide, wanted, least) == "proved"
    assert implied(narrow, wide, wanted, least + 1) != "proved"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (COUNT, {**COUNT, "from": "visit"}),
        (COUNT, {**COUNT, "where": {"done": True}}),
        (COUNT, {**COUNT, "within": "3 months"}),
        ({**COUNT, "from": "recent"}, {**COUNT, "from": "led"}),
        ({**COUNT, "where": {"way": ["paper", "talk"]}}, {**COUNT, "where": {"way": "talk"}}),
        ({**COUNT, "where": {"rung": {"at_least": 1}}}, {**COUNT, "where": {"rung": {"at_least": 2}}}),
        ({"from": "meeting", "take": {"mean": "rung"}, "if_none": 3}, COUNT),
        (COUNT, {"from": "meeting", "take": {"distinct": "way"}}),
    ],
)
def test_what_is_not_narrower_says_nothing(one, other) -> None:
    assert implied(one, other, 2, 2) != "proved"


def implied(narrow: Any, wide: Any, wanted: Any, least: Any) -> str:
    """The verdict on whether enough of one measure is enough of another."""
    requires = [{"measure": "narrow", "at_least": wanted}, {"measure": "wide", "at_least": least}]
    answers = prove(standard({"narrow": narrow, "wide": wide}, requires)).answers
    [answer] = [one for one in answers if one.question.path == ("levels", 0, "requires", 1)]
    return answer.verdict


def test_ways_add_up_where_each_is_asked_for_by_itself() -> None:
    measures = {
        "papers": {"from": "meeting", "where": {"way": "paper"}, "take": "count"},
        "talks": {"from": "meeting", "where": {"way": "talk"}, "take": {"share": {"done": True}}},
        "ways": {"from": "meeting", "where": {"way": ["paper", "talk", "post"]}, "take": {"distinct": "way"}},
    }
    each = [{"measure": "papers", "at_least": 1}, {"measure": "talks", "at_least": "10%"}]
    for least, verdict in ((2, "proved"), (3, "refuted")):
        loaded = standard(measures, [*each, {"measure": "ways", "at_least": least}])
        [answer] = [one for one in prove(loaded).answers if one.question.path == ("levels", 0, "requires", 2)]
        assert answer.verdict == verdict


def test_a_group_of_two_ways_is_two_ways_and_not_two_rungs() -> None:
    groups = {"from": "meeting", "take": {"distinct": "way"}, "by": "rung", "across": {"reaching": 2}}
    assert implied(groups, {"from": "meeting", "take": {"distinct": "way"}}, "30%", 2) == "proved"
    assert implied(groups, {"from": "meeting", "take": {"distinct": "rung"}}, "30%", 2) != "proved"


def test_spans_are_told_apart_whatever_the_day() -> None:
    spans = ("1 months", "30 days", "31 days", "28 days", "4 weeks")
    shorter = {
        (one, other)
        for one, other in itertools.product(spans, repeat=2)
        if implied({**COUNT, "within": one}, {**COUNT, "within": other}, 2, 2) == "proved"
    }
    assert {(span, span) for span in spans} < shorter
    assert {("28 days", "1 months"), ("1 months", "31 days"), ("4 weeks", "28 days"), ("28 days", "4 weeks")} < shorter
    assert not {("30 days", "1 months"), ("1 months", "30 days"), ("31 days", "30 days")} & shorter
