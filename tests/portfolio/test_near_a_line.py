"""Who is near a line is what the engine says of the pack that a small change would make."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from folders import STANDARD, Data, judged, pack_of, papers, survey
from hypothesis import given
from hypothesis import strategies as st

import kitemark
from kitemark.bundled import bundled_folder
from kitemark.portfolio.near import Near, near
from kitemark.portfolio.ways import Input, web_of

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
