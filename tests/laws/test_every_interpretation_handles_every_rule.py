"""Rules: each later room has a case for every class of rule, so that none is forgotten."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given
from lawful import Case, cases, result_of, times

from kitemark.evaluation import asking, ends, measuring, rating, scoring
from kitemark.explain import conditions, nodes, readings
from kitemark.rules import condition as condition_rules
from kitemark.rules import measure as measure_rules
from kitemark.rules import rating as rating_rules


def leaves(rule: type) -> set[type]:
    """The classes of a rule that have no further forms, however deep."""
    # A dataclass with slots leaves the class behind from which it was made.
    forms = [form for form in rule.__subclasses__() if getattr(sys.modules[form.__module__], form.__name__) is form]
    return set[type]().union(*map(leaves, forms)) if forms else {rule}


TABLES: dict[str, tuple[Any, type]] = {
    "evaluate.measuring.TAKES": (measuring.TAKES, measure_rules.Take),
    "evaluate.rating.RATINGS": (rating.RATINGS, rating_rules.RatingRule),
    "evaluate.rating.MARKS": (rating.MARKS, rating_rules.MarkRule),
    "evaluate.asking.CONDITIONS": (asking.CONDITIONS, condition_rules.ConditionRule),
    "explain.conditions.ASKED": (conditions.ASKED, condition_rules.ConditionRule),
}


@pytest.mark.parametrize(("table", "rule"), TABLES.values(), ids=TABLES)
def test_a_table_has_a_case_for_every_form_of_its_rule(table: Any, rule: type) -> None:
    assert set(table) == leaves(rule)
    assert len(leaves(rule)) > 3


def test_what_may_be_asked_of_nodes_is_what_asking_and_explaining_know() -> None:
    # Levels are asked of units only, which have a rule of their own; the other two stand in `_found` and `_ask`.
    known = {condition_rules.Reach, condition_rules.HasMarks, condition_rules.ReachLevel}
    assert leaves(condition_rules.Ask) == known


def test_a_section_combines_in_as_many_ways_as_it_says() -> None:
    assert set(scoring._COMBINED) == set(nodes._COMBINED) == {"mean", "sum", "worst", "best"}


def test_everything_that_can_be_known_of_a_measure_has_words() -> None:
    measure = next(iter(_measures()))
    known: list[ends.Ends] = [ends.Unknown(), ends.Beyond(), ends.Exact(3), ends.Root(4), ends.Interval(1, 2, 3)]
    # What is only supposed, in analysis, is never put in words.
    assert {one.__class__ for one in known} == {one for one in leaves(ends.Ends) if one.__module__ == ends.__name__}
    assert len({readings.ends_words(one, measure) for one in known}) == len(known)


def _measures() -> list[measure_rules.Measure]:
    standard = {
        "kitemark": 1,
        "id": "one",
        "version": "1.0.0",
        "title": "One",
        "scales": {"practice": [{"value": 0}, {"value": 1}]},
        "scale": "practice",
        "evidence": {"log": {"fields": {}}},
        "measures": {"m": {"from": "log", "take": "count"}},
        "criteria": [{"id": "a", "title": "A"}],
        "levels": [{"id": "one", "title": "One"}],
    }
    pack = {"kitemark": 1, "organisation": {"id": "org"}, "date": "2026-11-01"}
    return list(result_of(standard, pack).standard.rules.measures.values())


@times(60)
@given(cases())
def test_every_reading_is_in_a_state_that_has_words(case: Case) -> None:
    assert {reading.state for reading in result_of(*case).outcome.readings} <= set(readings._STATES)
