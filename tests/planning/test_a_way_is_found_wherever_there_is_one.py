"""A way is found wherever there is one: what the rules tell apart is told apart, and units may need other levels."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from planned import drawn_plans

import kitemark
from kitemark.analysis.thresholds import Thresholds
from kitemark.analysis.unknowns import measure_keys
from kitemark.binding import Judgement, Party
from kitemark.evaluation import evaluate_case
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.evaluation.reading import Reading
from kitemark.planning import plan
from kitemark.planning.ordering import reached
from kitemark.result import Result
from kitemark.rules.rating import asks_assessors
from kitemark.rules.standard import Rules

Plain = dict[str, Any]


def at_best(result: Result) -> PartyOutcome:
    """The assessment with every measure at the best that any rule tells apart, and every rating at its best."""
    rules, thresholds = result.standard.rules, Thresholds(result.standard.rules)
    case = result.assessment.bound(result.standard)[0]
    readings = {key: Reading(one, thresholds.sorts(one.id)[-1], "known") for key, one in measure_keys(rules)}
    units = tuple(_judged_best(rules, unit) for unit in case.units)
    changed = dataclasses.replace(case, organisation=_judged_best(rules, case.organisation), units=units)
    return evaluate_case(rules, changed, [readings] * (1 + len(units)))


def _judged_best(rules: Rules, party: Party) -> Party:
    standing = dict(party.standing)
    for one in rules.criteria:
        old, least = standing.get(one.id, ()), rules.judgements.assessors
        if asks_assessors(one.rating) and not (len(old) >= least and all(said.rating is None for said in old)):
            standing[one.id] = tuple(
                Judgement(one.id, one.judged_on.best, f"{place}", "Best.", None, None, (), place)
                for place in range(least)
            )
    return dataclasses.replace(party, standing=standing, empty=False)


def test_where_it_is_proved_that_there_is_no_way_the_best_of_everything_is_none() -> None:
    without = [one for one in drawn_plans() if one.plan.proved and not one.plan.found]
    for one in without:
        assert not reached(at_best(one.result), one.place), one.case
    assert without


def standard(levels: list[Plain], criterion: Plain, **more: Any) -> kitemark.Standard:
    """A standard with a survey, of which it has a share with confidence and a count."""
    counts = {name: {"type": "integer", "minimum": 0} for name in ("positive", "responses")}
    share = {"from": "survey", "take": {"share": "positive", "of": "responses"}, "confidence": "95%"}
    return kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "one",
            "version": "1.0.0",
            "title": "One",
            "scales": {"yes": [{"value": 0}, {"value": 1}]},
            "evidence": {"survey": {"title": "Survey", "fields": counts}},
            "measures": {"said": share, "surveys": {"from": "survey", "take": "count"}},
            "criteria": [{"id": "c", "title": "C", "scale": "yes", **criterion}],
            "levels": [{"title": level["id"], **level} for level in levels],
            **more,
        }
    )


def surveyed(positive: int, responses: int, **more: Any) -> Plain:
    survey = {"kind": "survey", "id": "s", "date": "2026-10-01", "positive": positive, "responses": responses}
    return {
        "kitemark": 1,
        "standard": "one",
        "organisation": {"id": "o"},
        "date": "2026-11-01",
        "evidence": [survey],
    } | more


RATED = {"rating": {"measure": "said", "bands": {1: "80%"}}, "marks": [{"measure": "said", "bronze": "80%"}]}
MARKED = {
    "rating": {"measure": "said", "bands": {1: "10%"}},
    "marks": [{"measure": "said", "bronze": "80%", "silver": "80%"}],
}


@pytest.mark.parametrize(("criterion", "asked"), [(RATED, {"at_least": 1}), (MARKED, {"marks": "silver"})])
def test_the_same_threshold_with_and_without_a_tolerance_is_two(criterion: Plain, asked: Plain) -> None:
    """50 of 60 say so: enough for a mark that is softened, and not for certain."""
    bronze = {"id": "bronze", "requires": [{"each": "criteria", "marks": "bronze"}]}
    silver = {"id": "silver", "requires": [{"each": "criteria", **asked}]}
    rules = standard([bronze, silver], criterion, tolerance={"bronze": "15%"})
    result = kitemark.evaluate(rules, kitemark.assessment_from(surveyed(50, 60)))
    assert result.level == "bronze"
    [move] = plan(result, "silver").moves
    assert (move.terms.hits, move.terms.total) == (55, 60)
    assert kitemark.evaluate(rules, kitemark.assessment_from(surveyed(55, 60))).level == "silver"
    assert kitemark.evaluate(rules, kitemark.assessment_from(surveyed(54, 60))).level == "bronze"


@pytest.mark.parametrize("listed", [True, False])
def test_a_unit_may_need_a_later_level_than_its_organisation(*, listed: bool) -> None:
    bronze = {
        "id": "bronze",
        "requires": [{"each": "criteria", "at_least": 1}, {"some": "units", "at_least": "silver"}],
    }
    silver = {"id": "silver", "builds_on": "none", "requires": [{"measure": "surveys", "at_least": 2}]}
    judged = {"criterion": "c", "rating": 1, "assessor": "A", "because": "Seen."}
    pack = surveyed(1, 1, judgements=[judged])
    if listed:
        pack |= {"units": [{"id": "u", "name": "U", "evidence": pack["evidence"]}], "evidence": []}
    result = kitemark.evaluate(standard([bronze, silver], {}), kitemark.assessment_from(pack))
    assert result.level is None
    [move] = plan(result, "bronze").moves
    assert (move.party, move.terms.words) == ("u" if listed else "", "1 more, 2 instead of 1")
