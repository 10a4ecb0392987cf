"""Who is near a line is what the engine says of the pack that a small change would make."""

from __future__ import annotations

import copy
import dataclasses
import sys
from pathlib import Path
from typing import Any

import pytest
from folders import STANDARD, Data, judged, pack_of, papers, survey
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import cases

import kitemark
from kitemark.bundled import bundled_folder
from kitemark.evaluation import evaluate_case
from kitemark.evaluation.ends import Exact, Interval
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.rating import settle
from kitemark.evaluation.reading import Reading
from kitemark.portfolio.near import SHARE, Moved, Near, near
from kitemark.portfolio.ways import Input, Web, web_of
from kitemark.render.portfolio_words import notes

SMALL = kitemark.standard_from(STANDARD)
WEB = web_of(SMALL.rules)


def result_of(pack: Data, standard: kitemark.Standard = SMALL) -> kitemark.Result:
    return kitemark.evaluate(standard, kitemark.assessment_from(pack))


def near_of(pack: Data) -> set[Near]:
    return set(near(result_of(pack), WEB))


def place(result: kitemark.Result) -> int:
    return result.outcome.established


def with_rating(pack: Data, criterion: str, rating: int) -> Data:
    changed = copy.deepcopy(pack)
    for one in changed["judgements"]:
        if one["criterion"] == criterion:
            one["rating"] = rating
    return changed


def with_share(pack: Data, question: str, by: int) -> Data:
    """The pack in which one survey of twenty has `by` more who say yes."""
    changed = copy.deepcopy(pack)
    for one in changed["evidence"]:
        if one.get("question") == question:
            one["positive"] += by
    return changed


RATINGS = st.integers(0, 3)


@st.composite
def packs(draw: Any) -> Data:
    asked = [question for question in ("heard", "safe") if draw(st.booleans())]
    evidence = [*papers(draw(st.integers(0, 3))), *(survey(one, 20, draw(st.integers(1, 19))) for one in asked)]
    judgements = [one for one in judged(*(draw(RATINGS) for _ in "abc")) if draw(st.integers(0, 9))]
    return pack_of("Ash", judgements=judgements, evidence=evidence)


@given(packs())
def test_a_gain_is_what_the_changed_pack_gains_and_none_is_missed(pack):
    now = place(result_of(pack))
    if now == len(SMALL.rules.levels) - 1 or (not pack["evidence"] and not pack["judgements"]):
        return
    levels = [level.id for level in SMALL.rules.levels]
    wanted = set()
    for one in pack["judgements"]:
        if one["rating"] < 3:
            after = place(result_of(with_rating(pack, one["criterion"], one["rating"] + 1)))
            wanted |= {Near("criterion", one["criterion"], None, levels[after], None)} if after > now else set()
    for question in {one["question"] for one in pack["evidence"] if one["kind"] == "survey"}:
        after = place(result_of(with_share(pack, question, 1)))  # one of twenty is five points
        wanted |= {Near("measure", question, None, levels[after], None)} if after > now else set()
    more = {**pack, "evidence": [*pack["evidence"], {"id": "new", "kind": "paper", "date": "2026-10-01"}]}
    after = place(result_of(more))
    wanted |= {Near("measure", "papers", None, levels[after], None)} if after > now else set()
    assert {one for one in near_of(pack) if one.gains} == wanted


@given(packs())
def test_a_loss_is_what_the_changed_pack_loses_and_only_of_shares(pack):
    now = result_of(pack)
    wanted = {
        Near("measure", one["question"], None, None, now.level)
        for one in pack["evidence"]
        if one["kind"] == "survey" and place(result_of(with_share(pack, one["question"], -1))) < place(now)
    }
    assert {one for one in near_of(pack) if one.loses} == wanted


def test_a_share_at_its_best_is_not_just_above_a_line():
    standard = copy.deepcopy(STANDARD)
    standard["levels"][2]["requires"][0]["at_least"] = "100%"
    strict = kitemark.standard_from(standard)
    result = result_of(
        pack_of("Ash", judgements=judged(3, 3, 3), evidence=[*papers(2), survey("heard", 20, 20)]), strict
    )
    assert result.level == "gold"
    assert near(result, web_of(strict.rules)) == ()


@pytest.mark.parametrize("answers", [9, 10])
def test_a_figure_about_too_few_people_is_near_no_line(answers):
    pack = pack_of("Ash", judgements=judged(3, 3, 3), evidence=[*papers(2), survey("heard", answers, answers - 3)])
    found = {one.id for one in near_of(pack)}
    assert result_of(pack).withheld == (() if answers == 10 else ("heard",))
    assert ("heard" in found) is (answers == 10)


def test_a_target_that_is_asked_about_has_no_lines():
    result = kitemark.evaluate(
        SMALL, kitemark.assessment_from(pack_of("Ash", judgements=judged(0, 1, 1))), target="gold"
    )
    assert near(result, WEB) == ()


def test_an_upheld_reprisal_is_one_thing_between_a_service_and_its_level():
    pack = kitemark.load_assessment(bundled_folder() / "customer-care/examples/reprisal.yaml")
    standard = kitemark.load_standard("customer-care")
    found = near(kitemark.evaluate(standard, pack), web_of(standard.rules))
    assert [(one.kind, one.id, one.gains) for one in found] == [("measure", "open-reprisals", "silver")]


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_whatever_bears_on_a_score_is_behind_it(name):
    rules = kitemark.load_standard(name).rules
    web = web_of(rules)
    for criterion in rules.criteria:
        inputs = web.behind[criterion.id]
        assert inputs <= web.behind[""]
        assert all(one.measure is None or one.measure in rules.measures for one in inputs)
        assert (Input(None, criterion.id) in inputs) or any(one.measure for one in inputs)


def after_all(result: kitemark.Result, web: Web) -> set[Near]:
    """Every small change of a measure or a judgement, one after the other, each put to the whole engine."""
    rules, (case, _) = result.standard.rules, result.assessment.bound(result.standard)
    now, levels = result.outcome.established, [level.id for level in result.standard.rules.levels]
    found = set()
    for key in web.measures:
        reading = Measurer(rules, case.organisation, case.date).read(rules.measures[key.measure], key.of)
        untold = {one.measure.id for one in result.outcome.readings if one.hidden or one.state == "withheld"}
        if reading.state != "known" or key.measure in untold:
            continue
        for better in (True, False):
            by = (SHARE if reading.measure.share else 1) * (1 if better is not reading.measure.lower else -1)
            moved = {(key.measure, key.of): dataclasses.replace(reading, ends=Moved(reading.ends, by))}
            # Units stay as they are.
            after = evaluate_case(rules, case, [moved]).established
            if better and after > now:
                found.add(Near("measure", key.measure, key.of, levels[after], None))
            elif not better and after < now and reading.measure.share and not at_its_best(reading):
                found.add(Near("measure", key.measure, key.of, None, levels[now]))
    for name, standing in case.organisation.standing.items():
        rated = [one for one in standing if one.rating is not None]
        scale = rules.nodes[name].judged_on
        low, _, state = settle(rules.judgements, rated, scale) if rated else (0, 0, "awaited")
        if state != "awaited":
            raised = tuple(dataclasses.replace(one, rating=scale.steps(low, 1)) for one in rated)
            party = dataclasses.replace(case.organisation, standing={**case.organisation.standing, name: raised})
            after = evaluate_case(rules, dataclasses.replace(case, organisation=party)).established
            if after > now:
                found.add(Near("criterion", name, None, levels[after], None))
    return found


def at_its_best(reading: Reading) -> bool:
    """Whether nothing could better a share."""
    ends = reading.ends
    if isinstance(ends, Exact):
        return ends.value == (0 if reading.measure.lower else 1)
    return isinstance(ends, Interval) and ends.hits == (0 if reading.measure.lower else ends.total)


def lone(standard: Data, pack: Data) -> bool:
    """Whether a pack is one whole, so that no unit moves with it."""
    return "units" not in pack and not kitemark.standard_from(standard).rules.asks_units


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_of_all_small_changes_there_are_none_is_missed_and_none_made_up(case):
    standard, pack = kitemark.standard_from(case[0]), case[1]
    assume(lone(*case))
    result = result_of(pack, standard)
    web = web_of(standard.rules)
    if not result.outcome.party.empty:
        assert set(near(result, web)) == after_all(result, web)


def test_a_mark_that_lifts_a_limit_and_a_measure_of_judgements_lie_behind_a_level():
    standard = copy.deepcopy(STANDARD)
    standard["measures"]["good"] = {"from": "judgement", "where": {"rating": {"at_least": 2}}, "take": "count"}
    standard["criteria"][1]["marks"] = [{"measure": "heard", "gold": "70%"}]
    standard["criteria"][0]["limits"] = [
        {"at_most": 0, "unless": {"each": ["b"], "marks": "gold"}, "because": "Nobody is heard."}
    ]
    standard["levels"][1]["requires"] = [{"measure": "good", "at_least": 2}]
    rules = kitemark.standard_from(standard)
    heard = pack_of("Ash", judgements=judged(2, 2, 2), evidence=[*papers(2), survey("heard", 20, 13)])
    result = result_of(heard, rules)
    assert result.level is None
    assert near(result, web_of(rules.rules)) == (Near("measure", "heard", None, "silver", None),)
    one_good = pack_of("Ash", judgements=judged(1, 2, 1), evidence=[*papers(2), survey("heard", 20, 20)])
    found = near(result_of(one_good, rules), web_of(rules.rules))
    assert [(one.kind, one.id, one.gains) for one in found] == [
        ("measure", "good", "silver"),
        ("criterion", "a", "silver"),
        ("criterion", "c", "silver"),
    ]


def test_a_later_level_that_builds_on_none_may_be_the_one_that_is_near():
    standard = copy.deepcopy(STANDARD)
    standard["levels"] = [
        {"id": "bronze", "requires": [{"measure": "heard", "at_least": "70%"}]},
        {"id": "judged", "builds_on": "none", "requires": [{"each": "criteria", "at_least": 1}]},
    ]
    strange = kitemark.standard_from(standard)
    found = near(result_of(pack_of("Ash", judgements=judged(0, 1, 1)), strange), web_of(strange.rules))
    assert [(one.kind, one.gains) for one in found] == [("criterion", "judged")]


def test_one_small_change_from_a_later_level_is_not_called_near_it():
    folder = bundled_folder() / "customer-care/examples"
    books = kitemark.assess_all([folder / "reprisal.yaml", folder / "perfect-on-paper.yaml"], jobs=1).groups
    words = {entry.name: notes(entry, group.book) for group in books for entry in group.entries}
    assert words["Millgate Recovery"][0] == "one small change from Silver"
    assert words["Crestview Support"][0] == "near Committed"
