"""Intervals: what is established is never above what is possible, and what comes to be known stays between."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from hypothesis import assume, given
from hypothesis import strategies as st
from lawful import (
    CUSTOMER_CARE,
    EXCLUDED,
    Case,
    Data,
    all_within,
    cases,
    criterion_of,
    examples,
    no_worse,
    outside,
    parties,
    plain,
    reads_judgements,
    result_of,
    subjects,
    times,
)

import kitemark
from kitemark.evaluation.outcome import ConditionOutcome, CriterionOutcome, MarkOutcome, PartyOutcome, RatingOutcome
from kitemark.rules.standard import Rules


def conditions(party: PartyOutcome) -> Iterator[ConditionOutcome]:
    """Every condition that was asked, in levels, commendations, flags and limits, with its parts."""
    asked = [condition for level in party.levels for condition in level.requires]
    asked += [condition for praise in party.commendations for condition in praise.requires]
    asked += [flag.when for flag in party.flags if flag.when is not None]
    asked += [limit.unless for node in party.nodes.values() for limit in node.limits if limit.unless is not None]
    while asked:
        one = asked.pop()
        asked.extend(one.parts)
        yield one


def lines(party: PartyOutcome) -> Iterator[MarkOutcome]:
    """Every line of marks that was read."""
    left = [line for _, found in party.marks.values() for line in found]
    while left:
        one = left.pop()
        left.extend(one.parts)
        yield one


def crossed(party: PartyOutcome) -> Iterator[str]:
    """Everything whose low end is better than its high end."""
    if party.established > party.possible:
        yield f"level {party.established} above {party.possible}"
    yield from (f"{level.rule.id}" for level in party.levels if level.low > level.high)
    yield from (f"{one.rule}" for one in conditions(party) if one.low > one.high)
    yield from (f"{line.rule}" for line in lines(party) if line.both[0] > line.both[1])
    for name, node in party.nodes.items():
        if node.state != EXCLUDED and not no_worse(node, node.high, node.low):
            yield f"{name} at {node.low}, {node.high}"
        if isinstance(node, CriterionOutcome) and node.rating is not None:
            worse = node.node.scale.worse(node.rating.low, node.rating.high)
            if worse != node.rating.low:
                yield f"{name} rated {node.rating.low}, {node.rating.high}"


@times(60)
@given(cases())
def test_nothing_is_better_at_its_low_end_than_at_its_high_end(case: Case) -> None:
    result = result_of(*case)
    for party in parties(result):
        assert not list(crossed(party))


@times(40)
@given(cases())
def test_a_level_that_is_met_is_possible_and_one_that_is_unmet_is_not(case: Case) -> None:
    result = result_of(*case)
    data = result.to_dict()
    places = [None, *(level["id"] for level in data["levels"])]
    established, possible = places.index(result.level), places.index(result.possible)
    for place, level in enumerate(data["levels"], 1):
        assert level["state"] != "met" or place <= established
        assert level["state"] == "unmet" or place <= possible
    assert result.level is None or data["levels"][established - 1]["state"] == "met"
    assert result.possible is None or data["levels"][possible - 1]["state"] in ("met", "open")


@times(40)
@given(cases())
def test_the_best_point_of_a_scale_is_never_passed(case: Case) -> None:
    for party in parties(result_of(*case)):
        for node in party.nodes.values():
            scale = node.node.scale
            if node.state != EXCLUDED and scale is not None:
                assert {scale.better(end, scale.best) for end in (node.low, node.high)} == {scale.best}
                assert {scale.worse(end, scale.worst) for end in (node.low, node.high)} == {scale.worst}


# Judgements that fill in what was awaited


def awaited(rating: RatingOutcome) -> bool:
    """Whether too few assessors have judged some part of a rating."""
    return rating.state == "awaited" or (rating.state == "parts" and any(map(awaited, rating.parts)))


def filled(data: st.DataObject, rules: Rules, result: kitemark.Result, pack: Data) -> Data:
    """The pack with judgements of one criterion that was awaited and that nobody has judged."""
    after = copy.deepcopy(pack)
    free = []
    for party, place in zip(parties(result), subjects(after), strict=True):
        judged = {one["criterion"] for one in place.get("judgements", [])}
        for name, node in party.nodes.items():
            if isinstance(node, CriterionOutcome) and node.rating is not None and name not in judged:
                free += [(place, name)] * awaited(node.rating)
    assume(free)
    place, name = data.draw(st.sampled_from(free))
    scale = criterion_of(rules, name).judged_on
    points = [point.value for point in scale.points] or [scale.worst, scale.steps(scale.worst, 1), scale.best]
    for assessor in "XYZ"[: data.draw(st.integers(1, 3))]:
        rating = plain(data.draw(st.sampled_from(points)))
        judgement = {"criterion": name, "rating": rating, "assessor": assessor, "because": "Seen."}
        place.setdefault("judgements", []).append({**judgement, "role": "independent"})
    return after


@times(30)
@given(cases(), st.data())
def test_a_judgement_that_was_awaited_stays_within_the_bounds_given_before(case: Case, data: st.DataObject) -> None:
    written, pack = case
    assume(not reads_judgements(written))
    standard = kitemark.standard_from(written)
    before = result_of(standard, pack)
    after = result_of(standard, filled(data, standard.rules, before, pack))
    assert not list(outside(before, after))


@times(10)
@given(examples(), st.data())
def test_a_judgement_given_back_stays_within_the_bounds_without_it_in_customer_care(
    pack: Data, data: st.DataObject
) -> None:
    fewer = copy.deepcopy(pack)
    gone = data.draw(st.sets(st.sampled_from(sorted({one["criterion"] for one in pack["judgements"]})), min_size=1))
    fewer["judgements"] = [one for one in pack["judgements"] if one["criterion"] not in gone]
    before, after = result_of(CUSTOMER_CARE, fewer), result_of(CUSTOMER_CARE, pack)
    assume(all_within(after, before))
    assert not list(outside(before, after))


# Records that fill in a measure that was unknown


def fewer_records(data: st.DataObject, standard: Data, pack: Data) -> Data:
    """The pack without some kind's records, or some of them."""
    fewer = copy.deepcopy(pack)
    places = [place for place in subjects(fewer) if place.get("evidence")]
    assume(places)
    place = data.draw(st.sampled_from(places))
    kind = data.draw(st.sampled_from(sorted(standard["evidence"])))
    of_kind = [one for one in place["evidence"] if one["kind"] == kind]
    assume(of_kind)
    kept = data.draw(st.sampled_from([0, 0, len(of_kind) - 1]))
    place["evidence"] = [one for one in place["evidence"] if one["kind"] != kind or one in of_kind[:kept]]
    ids = {one["id"] for there in subjects(fewer) for one in there.get("evidence", [])}
    for there in subjects(fewer):
        for judgement in there.get("judgements", []):
            judgement["cites"] = [name for name in judgement.get("cites", []) if name in ids]
    return fewer


@times(50)
@given(cases(), st.data())
def test_a_record_for_what_was_unknown_stays_within_the_bounds_given_before(case: Case, data: st.DataObject) -> None:
    written, pack = case
    assume(written.get("measures"))
    standard = kitemark.standard_from(written)
    before, after = result_of(standard, fewer_records(data, written, pack)), result_of(standard, pack)
    assume(all_within(after, before))
    assert not list(outside(before, after))


SURVEY = {
    "people": "answers",
    "fields": {"answers": {"type": "integer"}, "positive": {"type": "integer"}, "site": {"enum": ["north", "south"]}},
}
ONLY: dict[str, Data] = {
    "no record": {"take": {"share": "positive", "of": "answers"}},
    "no record, with confidence": {"take": {"share": "positive", "of": "answers"}, "confidence": "90%"},
    "too few answers": {"take": {"share": "positive", "of": "answers"}, "needs": {"answers": 60}},
    "a group that must be there": {
        "take": {"share": "positive", "of": "answers"},
        "by": "site",
        "across": "worst",
        "every": ["north", "south"],
    },
}


@times(60)
@given(st.sampled_from(sorted(ONLY)), st.integers(0, 40), st.integers(0, 40), st.booleans())
def test_what_comes_to_be_known_of_a_measure_stays_within_the_bounds_given_before(
    why: str, positive: int, more: int, withheld: bool
) -> None:
    bands = {"1": "30%", "2": "60%", "3": "> 90%"}
    criterion = {"id": "a", "title": "A", "rating": {"measure": "m", "bands": bands}}
    written: Data = {"kitemark": 1, "id": "only", "version": "1.0.0", "title": "Only", "scale": "practice"}
    written |= {"scales": {"practice": [{"value": n} for n in range(4)]}, "evidence": {"survey": SURVEY}}
    written |= {"measures": {"m": {"from": "survey", **ONLY[why]}}, "smallest_group": 50 if withheld else 1}
    written |= {"criteria": [criterion, {"id": "b", "title": "B"}]}
    levels = [("one", {"measure": "m", "at_least": "50%"}), ("two", {"overall": "70%"}), ("three", {"overall": "95%"})]
    written["levels"] = [{"id": name, "title": name, "requires": [asked]} for name, asked in levels]
    judged = [{"criterion": "b", "rating": 3, "assessor": "A", "because": "Seen."}]
    pack: Data = {"kitemark": 1, "organisation": {"id": "org"}, "date": "2026-11-01", "judgements": judged}
    first = {"id": "n", "kind": "survey", "date": "2026-10-01", "site": "north", "answers": 40, "positive": positive}
    known = [first] * (why not in ("no record", "no record, with confidence"))
    before = result_of(written, {**pack, "evidence": known})
    after = result_of(written, {**pack, "evidence": [first, {**first, "id": "s", "site": "south", "positive": more}]})
    assert (before["a"].low, before["a"].high) == (0, 3)
    assert not list(outside(before, after))
