"""Supposition: what is already so changes nothing, and what is supposed comes out as if the pack were so."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lawful import (
    CUSTOMER_CARE,
    Case,
    Data,
    cases,
    criterion_of,
    examples,
    nobody_is_empty,
    parties,
    parts,
    plain,
    readings,
    reads_judgements,
    result_of,
    subjects,
    times,
    worsened,
)
from test_better_is_never_worse import WAYS, around, changed, logs

import kitemark
from kitemark.evaluation.ends import Exact, Interval
from kitemark.evaluation.reading import Reading
from kitemark.quantity import Amount, exact_text, shown
from kitemark.rules.rating import is_plain_judgement
from kitemark.supposition.figures import is_interval


def found(result: kitemark.Result) -> list[Any]:
    """All that a result decides: levels, scores, how requirements stand, praise and flags; for each party."""
    return [
        (
            [(level.low, level.high, [one.state for one in level.requires]) for level in party.levels],
            (party.established, party.possible),
            {name: (node.state, node.low, node.high) for name, node in party.nodes.items()},
            [praise.given for praise in party.commendations],
            [flag.raised for flag in party.flags],
        )
        for party in parties(result)
    ]


def figure_of(reading: Reading) -> str | None:
    """What a reading is, as a call writes it; None where that cannot be."""
    if reading.state != "known" or reading.hidden:
        return None
    if isinstance(reading.ends, Interval):
        return f"{shown(reading.ends.hits, 22)}/{shown(reading.ends.total, 22)}"
    if not isinstance(reading.ends, Exact) or is_interval(reading.measure):
        return None  # what stands for no record at all is no count of anything
    value = reading.ends.value
    if not reading.measure.share:
        return exact_text(value)
    ends = Fraction(10**20) * value
    if ends.denominator == 1:
        return str(Amount(value, share=True))
    return f"{value.numerator}/{value.denominator}" if 0 <= value <= 1 else None


def all_figures(result: kitemark.Result) -> Iterator[tuple[str, Reading, str | None]]:
    """Every reading of the organisation and its units, under the name by which it is set."""
    for place, read in enumerate(readings(result)):
        unit = f"{list(result.units)[place - 1]}/" if place else ""
        for (measure, criterion), reading in read.items():
            cited = result.standard.rules.cited_by.get(measure, frozenset())
            if criterion is None or criterion in cited:
                yield f"{unit}{measure}" + (f"@{criterion}" if criterion else ""), reading, figure_of(reading)


def judged_so(result: kitemark.Result) -> dict[str, str]:
    """The criteria that are rated for certain by nothing but judgements, as their judgements have it."""
    names = [("", result.outcome), *((f"{name}/", unit.outcome) for name, unit in result.units.items())]
    return {
        f"{place}{name}": exact_text(node.rating.low)
        for place, party in names
        for name, node in party.nodes.items()
        if (rating := getattr(node, "rating", None)) is not None
        and rating.state == "settled"
        and is_plain_judgement(rating.rule)
        and not (not place and node.node.asked_of == "units" and result.units)
    }


# What is already so


@times(60)
@given(cases())
def test_supposing_what_is_already_so_changes_nothing(case: Case) -> None:
    assume(not reads_judgements(case[0]))
    result = result_of(*case)
    measures = {name: text for name, reading, text in all_figures(result) if text is not None}
    again = kitemark.suppose(result.standard, result.assessment, ratings=judged_so(result), measures=measures)
    assert found(again) == found(result)


@times(8)
@given(examples())
def test_supposing_what_is_already_so_changes_nothing_in_customer_care(pack: Data) -> None:
    result = result_of(CUSTOMER_CARE, pack)
    measures = {name: text for name, _, text in all_figures(result) if text is not None}
    assert found(kitemark.suppose(CUSTOMER_CARE, result.assessment, measures=measures)) == found(result)


@times(20)
@given(cases())
def test_supposing_nothing_is_the_result_itself(case: Case) -> None:
    result = result_of(*case)
    again = kitemark.suppose(result.standard, result.assessment, ratings={}, measures={})
    assert (again, again.to_json(), again.supposed) == (result, result.to_json(), None)


# As if the pack were so


def edited(case: Case, place: int, criterion: str, value: Any) -> Data:
    """The pack in which all who count have judged a criterion so, and enough of them have."""
    standard, pack = case[0], copy.deepcopy(case[1])
    judging = standard.get("judgements", {})
    role = {"role": judging["roles"][0]} if "roles" in judging else {}
    where = subjects(pack)[place]
    judged = where.setdefault("judgements", [])
    for one in judged:
        if one["criterion"] == criterion and ("roles" not in judging or one.get("role") in judging["roles"]):
            one.pop("not_applicable", None)
            one["rating"] = value
    new = {"criterion": criterion, "rating": value, "because": "Supposed.", **role}
    judged.extend({**new, "assessor": f"New {place}"} for place in range(judging.get("assessors", 1)))
    return pack


@times(80)
@given(cases(), st.data())
def test_a_supposed_rating_comes_out_as_if_the_pack_were_judged_so(case: Case, data: st.DataObject) -> None:
    assume(not reads_judgements(case[0]))
    standard = kitemark.standard_from(case[0])
    place = data.draw(st.integers(0, len(subjects(case[1])) - 1))
    unit = subjects(case[1])[place]["id"] if place else None
    has_units = bool(case[1].get("units"))
    names = [
        one.id
        for one in standard.rules.criteria
        if is_plain_judgement(one.rating)
        and not (unit is None and one.asked_of == "units" and has_units)
        and not (unit and one.asked_of == "organisation")
    ]
    assume(names)
    criterion = data.draw(st.sampled_from(names))
    scale = criterion_of(standard.rules, criterion).judged_on
    value = plain(data.draw(st.sampled_from([scale.worst, scale.best, scale.steps(scale.worst, 1)])))
    name = f"{unit}/{criterion}" if unit else criterion
    supposed = kitemark.suppose(standard, kitemark.assessment_from(case[1]), ratings={name: value})
    assert found(supposed) == found(result_of(standard, edited(case, place, criterion, value)))


@times(120)
@given(cases(), st.data())
def test_supposed_measures_come_out_as_if_the_records_were_so(case: Case, data: st.DataObject) -> None:
    written, pack = case
    assume(written.get("measures"))
    standard = kitemark.standard_from(written)
    try:
        before, after = result_of(standard, pack), result_of(standard, changed(data, pack))
    except kitemark.KitemarkError:
        assume(False)
    assume(nobody_is_empty(before) and nobody_is_empty(after))
    was = {name: reading for name, reading, _ in all_figures(before)}
    other = {name: (now, text) for name, now, text in all_figures(after) if parts(now.ends) != parts(was[name].ends)}
    assume(all(text is not None and _kept(was[name], now) for name, (now, text) in other.items()))
    measures = {name: text for name, (_, text) in other.items() if text is not None}
    assert found(kitemark.suppose(standard, before.assessment, measures=measures)) == found(after)


def _kept(was: Reading, now: Reading) -> bool:
    """Whether a figure says all of a reading: its correction is the one that is there, or none."""
    if not isinstance(now.ends, Interval):
        return True
    known = was.state == "known" and not was.hidden and isinstance(was.ends, Interval)
    return now.measure.population is None or (known and was.ends.width == now.ends.width == now.measure.z_squared)


@pytest.mark.parametrize("measure", [way[1] for way in WAYS], ids=[way[0] for way in WAYS])
@times(12)
@given(one=logs(), other=logs())
def test_every_kind_of_measure_can_be_supposed(measure: Data, one: list[Data], other: list[Data]) -> None:
    standard = kitemark.standard_from(around(measure))
    judged = [{"criterion": name, "rating": 3, "assessor": "A", "because": "Seen."} for name in "bc"]
    pack = {"kitemark": 1, "organisation": {"id": "org"}, "date": "2026-11-01", "judgements": judged}
    before, after = (result_of(standard, {**pack, "evidence": records}) for records in (one, other))
    text = figure_of(readings(after)[0]["m", None])
    if "margin" in measure["take"]:
        text = "7.5%"  # a margin is a root, and may be supposed only as a percentage
    if text is None:
        return
    supposed = kitemark.suppose(standard, before.assessment, measures={"m": text})
    assert "margin" in measure["take"] or found(supposed) == found(after)
    assert "supposed" in supposed["a"].because


def test_a_population_is_kept_or_said() -> None:
    measure = {"take": {"share": "hits", "of": "all"}, "confidence": "95%", "population": "weight"}
    standard = kitemark.standard_from(around(measure))
    record = {"id": "r", "kind": "log", "date": "2026-10-01", "hits": 5, "all": 20, "site": "n", "sound": True}
    pack = {"kitemark": 1, "organisation": {"id": "org"}, "date": "2026-11-01"}

    def ends(weight: int, hits: int, total: int, said: str | None = None) -> Any:
        evidence = [{**record, "hits": hits, "all": total, "weight": weight}]
        assessment = kitemark.assessment_from({**pack, "evidence": evidence})
        result = kitemark.suppose(standard, assessment, measures={"m": said} if said else {})
        return parts(readings(result)[0]["m", None].ends) if not said else parts(result.outcome.readings[0].ends)

    assert ends(80, 5, 20, "30/40") == ends(80, 30, 40)
    assert ends(80, 5, 20, "30/40 of 50") == ends(50, 30, 40)
    assert ends(30, 5, 20, "30/40") == ends(30, 30, 40)


# Better


@times(60)
@given(cases(), st.data())
def test_a_better_rating_that_is_supposed_never_lowers_anything(case: Case, data: st.DataObject) -> None:
    assume(not reads_judgements(case[0]))
    result = result_of(*case)
    settled = judged_so(result)
    assume(settled)
    name = data.draw(st.sampled_from(sorted(settled)))
    scale = criterion_of(result.standard.rules, name.rpartition("/")[2]).judged_on
    better = exact_text(scale.steps(Fraction(settled[name]), 1))
    supposed = kitemark.suppose(result.standard, result.assessment, ratings={name: better})
    assert not list(worsened(result, supposed))


@times(60)
@given(cases(), st.data())
def test_a_better_measure_that_is_supposed_never_lowers_anything(case: Case, data: st.DataObject) -> None:
    result = result_of(*case)
    assume(nobody_is_empty(result))
    figures = [
        (name, reading.ends.value, reading.measure)
        for name, reading, text in all_figures(result)
        if text is not None and isinstance(reading.ends, Exact)
    ]
    assume(figures)
    name, value, measure = data.draw(st.sampled_from(figures))
    step = Fraction(1, 10) if measure.share else 1
    better = value - step if measure.lower else value + step
    text = str(Amount(Fraction(round(better * 1000), 1000), share=True)) if measure.share else exact_text(better)
    try:
        supposed = kitemark.suppose(result.standard, result.assessment, measures={name: text})
    except kitemark.KitemarkError:
        assume(False)
    assert not list(worsened(result, supposed))


# Again


@times(25)
@given(cases(), st.data())
def test_a_supposition_replays_to_the_same_bytes(case: Case, data: st.DataObject) -> None:
    result = result_of(*case)
    figures = {name: text for name, _, text in all_figures(result) if text is not None}
    ratings = judged_so(result)
    some = data.draw(st.lists(st.sampled_from(sorted(figures)), unique=True, max_size=3)) if figures else []
    assume(some or ratings)
    first = kitemark.suppose(
        result.standard, result.assessment, ratings=ratings, measures={name: figures[name] for name in some}
    )
    assert first.supposed is not None
    said = first.to_dict()["supposed"]
    again = kitemark.suppose(result.standard, result.assessment, ratings=said["ratings"], measures=said["measures"])
    assert again.to_json() == first.to_json() == pickle.loads(pickle.dumps(first)).to_json()  # noqa: S301 - our own
    assert again == first != result
