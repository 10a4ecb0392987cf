"""Proofs: going through every organisation of a small standard finds what they say, and every witness shows it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.analysis.proving import prove, questions
from kitemark.analysis.supposing import Supposed, World, suppose
from kitemark.evaluation.outcome import CriterionOutcome

POINTS = (0, 1, 2)


def small(levels, *, limit=None, rating=None, combine="mean", not_applicable="refused", safeguard=None):
    first = {"id": "a", "title": "A", "tags": ["core"], "not_applicable": not_applicable}
    if limit is not None:
        first["limits"] = [limit]
    if rating is not None:
        first["rating"] = rating
    return {
        "kitemark": 1,
        "id": "small",
        "version": "1.0.0",
        "title": "Small",
        "tags": {"core": "A must-have"},
        "scales": {"p": [{"value": value} for value in POINTS]},
        "scale": "p",
        "evidence": {"talk": {"fields": {}}, "visit": {"fields": {"people": {"type": "integer", "minimum": 0}}}},
        "measures": {
            "talks": {"from": "talk", "take": "count"},
            "people": {"from": "visit", "take": {"sum": "people"}},
        },
        "combine": combine,
        "criteria": [first, {"id": "b", "title": "B"}, {"id": "c", "title": "C", "weight": 2}],
        "levels": [{"id": f"l{place}", "requires": level} for place, level in enumerate(levels)],
        **({"safeguards": [safeguard]} if safeguard else {}),
    }


def conditions(measures=("talks", "people")):
    sign = st.sampled_from(["at_least", "more_than"])
    value = st.sampled_from([0, 1, 2])
    share = st.sampled_from(["20%", "50%", "75%", "90%", "100%"])
    selection = st.sampled_from(["criteria", ["a"], ["b", "c"], {"tag": "core"}, {"without": "core"}])
    each = st.builds(lambda s, k, v, e: {"each": s, k: v, "except": e}, selection, sign, value, st.sampled_from([0, 1]))
    some = st.builds(lambda s, k, v: {"some": s, k: v}, selection, sign, value)
    measure = st.builds(
        lambda m, k, v: {"measure": m, k: v}, st.sampled_from(measures), sign, st.sampled_from([-1, 0, 3])
    )
    simple = st.one_of(share.map(lambda text: {"overall": text}), each, some, measure)
    either = st.lists(simple, min_size=2, max_size=2).map(lambda parts: {"any": parts})
    return st.lists(st.one_of(simple, either), min_size=1, max_size=3)


def limits():
    unless = st.one_of(
        st.just({"measure": "talks", "at_least": 1}),
        st.just({"measure": "people", "at_least": -1}),
        st.just({"any": [{"measure": "talks", "at_least": 2}, {"each": ["b"], "at_least": 2}]}),
    )
    return st.builds(
        lambda point, lifted: {"at_most": point, **({"unless": lifted} if lifted else {})},
        st.sampled_from(POINTS),
        st.none() | unless,
    )


def standards(*, measured=True):
    banded = {"measure": "talks", "bands": {1: 1, 2: 3}}
    unreached = {"measure": "talks", "bands": {1: -1, 2: 2}}
    ratings = st.sampled_from(
        [None] if not measured else [None, None, banded, unreached, {"worst": ["judgement", banded]}]
    )
    return st.builds(
        lambda levels, limit, rating, combine, na: small(
            levels, limit=limit, rating=rating, combine=combine, not_applicable=na
        ),
        st.lists(conditions(), min_size=1, max_size=3),
        st.none() | limits(),
        ratings,
        st.sampled_from(["mean", "mean", "sum", "worst", "best"]),
        st.sampled_from(["refused", "excluded", "met"]),
    )


def worlds(data):
    """Give every organisation of a small standard: each way of judging it, and each sort of evidence."""
    marks = (*POINTS, None) if data["criteria"][0]["not_applicable"] != "refused" else POINTS
    evidence = list(itertools.product((0, 1, 2, 3, 4), (0, 1, 3, 4)))
    for a, b, c in itertools.product(marks, POINTS, POINTS):
        for talks, people in evidence:
            measures = {("talks", None): Supposed(talks, talks), ("people", None): Supposed(people, people)}
            yield World({}, {"a": a, "b": b, "c": c}, measures)


def loaded_or_none(data):
    try:
        return kitemark.standard_from(data)
    except kitemark.KitemarkError:
        return None  # such as marks that cannot be compared


@settings(max_examples=40, deadline=None)
@given(standards())
def test_going_through_every_organisation_finds_what_the_proofs_say(data) -> None:
    standard = loaded_or_none(data)
    if standard is None:
        return
    outcomes = [suppose(standard.rules, world) for world in worlds(data)]
    answers = {(one.question.code, one.question.path, one.question.says): one for one in prove(standard).answers}
    for asked in questions(standard):
        found = answers[asked.question.code, asked.question.path, asked.question.says]
        shown = any(asked.seen(outcome) for outcome in outcomes)
        assert found.verdict == ("refuted" if shown else "proved"), (asked.question, found)


@settings(max_examples=40, deadline=None)
@given(standards(measured=False))
def test_a_rating_matters_where_two_organisations_differ_in_it_alone_and_in_a_level(data) -> None:
    standard = loaded_or_none(data)
    if standard is None:
        return
    mattering = {"a": False, "b": False, "c": False}
    by_rest = {}
    for world in worlds(data):
        outcome = suppose(standard.rules, world)
        nodes = {name: node for name, node in outcome.nodes.items() if isinstance(node, CriterionOutcome)}
        rated = {name: node.rating.low if node.state == "applies" else node.state for name, node in nodes.items()}
        for name in mattering:
            if nodes[name].state != "applies":
                continue
            measures = (value.low for value in world.measures.values())
            rest = (name, *(value for other, value in rated.items() if other != name), *measures)
            by_rest.setdefault(rest, {})[rated[name]] = outcome.established
    for (name, *_), levels in by_rest.items():
        mattering[name] = mattering[name] or len(set(levels.values())) > 1
    answers = prove(standard).answers
    found = {one.question.about: one.verdict for one in answers if one.question.code == "criterion-without-effect"}
    assert found == {name: "refuted" if matters else "proved" for name, matters in mattering.items()}


@settings(max_examples=25, deadline=None)
@given(standards())
def test_every_witness_comes_to_what_it_is_a_witness_for(data) -> None:
    standard = loaded_or_none(data)
    if standard is None:
        return
    asked = {(one.question.code, one.question.path, one.question.says): one for one in questions(standard)}
    for answer in prove(standard).answers:
        key = (answer.question.code, answer.question.path, answer.question.says)
        results = [
            kitemark.evaluate(standard, kitemark.assessment_from(dict(witness.assessment)))
            for witness in answer.witnesses
        ]
        assert bool(results) is (answer.verdict == "refuted")
        if key in asked and results:
            assert asked[key].seen(results[0].outcome)
        elif results:
            assert results[0].level != results[1].level


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_of_the_bundled_standards_every_level_is_reached_and_every_limit_bites_and_is_lifted(name) -> None:
    standard = kitemark.load_standard(name)
    found = {}
    for answer in prove(standard).answers:
        found.setdefault(answer.question.code, []).append(answer.verdict)
    for code in ("level-out-of-reach", "levels-alike", "limit-never-bites", "limit-always-bites", "point-never-given"):
        assert set(found[code]) == {"refuted"}


def test_without_time_everything_is_undecided_and_says_so() -> None:
    proofs = prove(kitemark.load_standard("customer-care"), seconds=0)
    assert {answer.verdict for answer in proofs.answers} == {"undecided"}
    assert proofs.without == "the time was over before the rules were put to the solver"
    assert proofs.no_floors == "the time for it was over"


@pytest.mark.parametrize("where", [{}, {"unit": ["north", "south"]}])
def test_different_units_are_found_for_a_measure_that_counts_them(where) -> None:
    data = small([[{"measure": "units", "at_least": 2}]])
    data["measures"]["units"] = {"from": "talk", "where": where, "take": {"distinct": "unit"}}
    proofs = prove(kitemark.standard_from(data))
    [reached] = [answer for answer in proofs.answers if answer.question.code == "level-out-of-reach"]
    assert reached.verdict == "refuted"
    units = {record["unit"] for record in reached.witnesses[0].assessment["evidence"]}
    assert len(units) == 2
    assert not where or units == {"north", "south"}
