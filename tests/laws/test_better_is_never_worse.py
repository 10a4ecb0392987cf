"""Monotone: if no measure and no judged rating gets worse, no score and no level does."""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lawful import (
    CUSTOMER_CARE,
    Case,
    Data,
    all_no_worse,
    cases,
    criterion_of,
    examples,
    nobody_is_empty,
    parties,
    plain,
    reads_judgements,
    result_of,
    subjects,
    times,
    value_on,
    worsened,
)

import kitemark


def raised(data: st.DataObject, standard: kitemark.Standard, pack: Data) -> Data:
    """The pack with one judgement a step better."""
    after = copy.deepcopy(pack)
    rated = [one for place in subjects(after) for one in place.get("judgements", []) if "rating" in one]
    assume(rated)
    judgement = data.draw(st.sampled_from(rated))
    scale = criterion_of(standard.rules, judgement["criterion"]).judged_on
    better = scale.steps(value_on(scale, judgement["rating"]), 1)
    assume(better != value_on(scale, judgement["rating"]))
    judgement["rating"] = plain(better)
    return after


@times(60)
@given(cases(), st.data())
def test_a_better_rating_never_lowers_anything(case: Case, data: st.DataObject) -> None:
    written, pack = case
    assume(not reads_judgements(written))
    standard = kitemark.standard_from(written)
    after = raised(data, standard, pack)
    assert not list(worsened(result_of(standard, pack), result_of(standard, after)))


@times(30)
@given(cases(), st.data())
def test_a_better_rating_that_worsens_no_measure_never_lowers_anything(case: Case, data: st.DataObject) -> None:
    written, pack = case
    assume(reads_judgements(written))
    standard = kitemark.standard_from(written)
    before, after = result_of(standard, pack), result_of(standard, raised(data, standard, pack))
    assume(all_no_worse(after, before))
    assert not list(worsened(before, after))


@times(20)
@given(examples(), st.data())
def test_a_better_rating_never_lowers_anything_in_customer_care(pack: Data, data: st.DataObject) -> None:
    after = raised(data, CUSTOMER_CARE, pack)
    assert not list(worsened(result_of(CUSTOMER_CARE, pack), result_of(CUSTOMER_CARE, after)))


# Measures: any change to the evidence, looked at in the direction in which it is no worse.


def changed(data: st.DataObject, pack: Data) -> Data:
    """The pack with one record left out, doubled, or changed in one number."""
    after = copy.deepcopy(pack)
    places = [place for place in subjects(after) if place.get("evidence")]
    assume(places)
    records = data.draw(st.sampled_from(places))["evidence"]
    record = data.draw(st.sampled_from(records))
    numbers = [key for key, value in record.items() if isinstance(value, int) and not isinstance(value, bool)]
    what = data.draw(st.sampled_from(["leave out", "double", *(["count"] * 6 if numbers else [])]))
    if what == "leave out":
        records.remove(record)
    elif what == "double":
        records.append({**record, "id": "one-more"})
    else:
        name = data.draw(st.sampled_from(numbers))
        record[name] = max(0, record[name] + data.draw(st.sampled_from([1, 5, -1, -5])))
    return after


def hold_in_the_better_direction(standard: kitemark.Standard, pack: Data, after: Data) -> None:
    """Whichever of two packs has no worse measures has no worse outcome."""
    try:
        results = result_of(standard, pack), result_of(standard, after)
    except kitemark.KitemarkError:
        assume(False)
    assume(all(nobody_is_empty(result) for result in results))
    ways = [(one, other) for one, other in (results, results[::-1]) if all_no_worse(other, one)]
    assume(ways)
    for worse, better in ways:
        assert not list(worsened(worse, better))


@times(60)
@given(cases(), st.data())
def test_no_worse_measures_never_lower_anything(case: Case, data: st.DataObject) -> None:
    written, pack = case
    assume(written.get("measures"))
    hold_in_the_better_direction(kitemark.standard_from(written), pack, changed(data, pack))


@times(12)
@given(examples(), st.data())
def test_no_worse_measures_never_lower_anything_in_customer_care(pack: Data, data: st.DataObject) -> None:
    hold_in_the_better_direction(CUSTOMER_CARE, pack, changed(data, pack))


# Each way to take a measure, alone with the field it reads, and a change that surely does not worsen it.

Change = Callable[[list[Data], int], None]


def field(name: str, by: int) -> Change:
    def change(records: list[Data], place: int) -> None:
        records[place][name] += by

    return change


def one_more(records: list[Data], _: int) -> None:
    records.append({**records[0], "id": "more"})


def one_fewer(records: list[Data], place: int) -> None:
    del records[place]


def another_site(records: list[Data], _: int) -> None:
    records.append({**records[0], "id": "more", "site": "elsewhere"})


def later(records: list[Data], place: int) -> None:
    day = datetime.date.fromisoformat(records[place]["date"]) + datetime.timedelta(days=30)
    records[place]["date"] = min(day, datetime.date(2026, 11, 1)).isoformat()


def sound(records: list[Data], place: int) -> None:
    records[place]["sound"] = True


def with_days(records: list[Data], place: int) -> None:
    records[place].setdefault("days", 1)


SURE = {"confidence": "95%"}
GROUPED = {"by": "site", "across": "worst"}
WAYS: list[tuple[str, Data, Change]] = [
    ("count", {"take": "count"}, one_more),
    ("count, fewer are better", {"take": "count", "better": "lower"}, one_fewer),
    ("distinct", {"take": {"distinct": "site"}}, another_site),
    ("sum", {"take": {"sum": "hits"}}, field("hits", 3)),
    ("sum, less is better", {"take": {"sum": "all"}, "better": "lower"}, field("all", -3)),
    ("mean", {"take": {"mean": "hits"}}, field("hits", 2)),
    ("mean by weight", {"take": {"mean": "hits", "weighted_by": "weight"}}, field("hits", 2)),
    ("median", {"take": {"median": "hits"}}, field("hits", 5)),
    ("median, less is better", {"take": {"median": "all"}, "better": "lower"}, field("all", -5)),
    ("median with what is missing", {"take": {"median": "days", "missing": "worst"}, "better": "lower"}, with_days),
    ("latest", {"take": {"latest": "hits"}}, field("hits", 1)),
    ("smallest", {"take": {"smallest": "hits"}}, field("hits", 1)),
    ("largest, less is better", {"take": {"largest": "all"}, "better": "lower"}, field("all", -1)),
    ("age", {"take": {"age": "days"}}, later),
    ("age in months", {"take": {"age": "months"}}, later),
    ("share", {"take": {"share": "hits", "of": "all"}}, field("hits", 1)),
    ("share, less is better", {"take": {"share": "hits", "of": "all"}, "better": "lower"}, field("hits", -1)),
    ("share with confidence", {"take": {"share": "hits", "of": "all"}, **SURE}, field("hits", 1)),
    ("share of records", {"take": {"share": {"sound": True}}}, sound),
    ("share of records with confidence", {"take": {"share": {"sound": True}}, **SURE}, sound),
    ("share of records by weight", {"take": {"share": {"sound": True}, "of": "weight"}}, sound),
    ("margin", {"take": {"margin": "all"}, **SURE}, field("all", 7)),
    ("the worst group", {"take": {"mean": "hits"}, **GROUPED}, field("hits", 2)),
    ("groups that reach", {"take": {"mean": "hits"}, "by": "site", "across": {"reaching": 4}}, field("hits", 2)),
]
LOG = {
    "fields": {
        "hits": {"type": "integer"},
        "all": {"type": "integer"},
        "weight": {"type": "integer"},
        "days": {"type": "integer"},
        "site": {"type": "string"},
        "sound": {"type": "boolean"},
    },
    "optional": ["days"],
}


def around(measure: Data) -> Data:
    """A standard that reads one measure in a rating, a limit, marks and a level."""
    lower = measure.get("better") == "lower" or bool({"age", "margin"} & set(measure["take"]))
    shares = "share" in measure["take"] or "margin" in measure["take"] or isinstance(measure.get("across"), dict)
    steps = ["10%", "30%", "60%"] if shares else [2, 8, 40]
    steps = steps[::-1] if lower else steps
    word = "at_most" if lower else "at_least"
    criteria: list[Data] = [
        {"id": "a", "title": "A", "rating": {"measure": "m", "bands": dict(zip("123", steps, strict=True))}},
        {"id": "b", "title": "B", "limits": [{"at_most": 1, "unless": {"measure": "m", word: steps[1]}}]},
        {"id": "c", "title": "C", "marks": [{"measure": "m", "one": steps[0], "two": steps[1]}]},
    ]
    levels: list[Data] = [
        {"id": "one", "title": "One", "requires": [{"each": ["c"], "marks": "one"}]},
        {"id": "two", "title": "Two", "requires": [{"measure": "m", word: steps[1]}, {"overall": "60%"}]},
        {"id": "three", "title": "Three", "requires": [{"each": ["a", "b"], "at_least": 3}]},
    ]
    return {
        "kitemark": 1,
        "id": "around",
        "version": "1.0.0",
        "title": "Around one measure",
        "scales": {"practice": [{"value": n} for n in range(4)]},
        "scale": "practice",
        "evidence": {"log": LOG},
        "measures": {"m": {"from": "log", **measure}},
        "criteria": criteria,
        "levels": levels,
    }


@st.composite
def logs(draw: Any) -> list[Data]:
    records: list[Data] = []
    for place in range(draw(st.integers(2, 6))):
        every = draw(st.integers(10, 40))
        day = datetime.date(2026, 11, 1) - datetime.timedelta(days=31 * place + draw(st.integers(0, 20)))
        record = {"id": f"r{place}", "kind": "log", "date": day.isoformat(), "all": every}
        record |= {"hits": draw(st.integers(1, every - 6)), "weight": draw(st.integers(1, 5))}
        record |= {"site": draw(st.sampled_from(["north", "south"])), "sound": draw(st.booleans())}
        records.append(record | ({"days": draw(st.integers(2, 60))} if draw(st.booleans()) else {}))
    return records


@pytest.mark.parametrize(("measure", "change"), [way[1:] for way in WAYS], ids=[way[0] for way in WAYS])
@times(15)
@given(records=logs(), data=st.data())
def test_a_better_measure_never_lowers_anything(
    measure: Data, change: Change, records: list[Data], data: st.DataObject
) -> None:
    standard = kitemark.standard_from(around(measure))
    judged = [{"criterion": name, "rating": 3, "assessor": "A", "because": "Seen."} for name in "bc"]
    pack = {"kitemark": 1, "organisation": {"id": "org"}, "date": "2026-11-01", "judgements": judged}
    more = copy.deepcopy(records)
    change(more, data.draw(st.integers(0, len(records) - 1)))
    before = result_of(standard, {**pack, "evidence": records})
    after = result_of(standard, {**pack, "evidence": more})
    assert not list(worsened(before, after))


def test_every_law_here_sees_units_and_the_organisation() -> None:
    pack: Data = {"kitemark": 1, "organisation": {"id": "org"}, "date": "2026-11-01"}
    result = result_of(around(WAYS[0][1]), {**pack, "units": [{"id": "north"}, {"id": "south"}]})
    assert [party.party.id for party in parties(result)] == ["org", "north", "south"]
