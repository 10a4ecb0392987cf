"""Units and readings in words: who is missing, since when a count counts, and how sure a share is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kitemark
from kitemark.compile.measures import z_squared
from kitemark.evaluation.ends import Beyond, Ends, Interval, Root, Unknown, exactly
from kitemark.explain.readings import ends_words
from kitemark.explain.words import bound
from kitemark.rules.scale import Goal

from .said import HAPPY, PAPERS, Data, answers, asks, pack, result, standard

FAIR = [
    {"id": "fair", "title": "Fair", "requires": [{"each": "criteria", "at_least": 1}]},
    {"id": "one", "title": "One", "requires": [{"each": "units", "at_least": "fair", "expect": "sites"}]},
]
SITES = {"fields": {"sites": {"type": "integer"}, "size": {"enum": ["small", "large"]}}}


def judged(*ratings: int) -> list[Data]:
    """Judgements of the criteria a, b and so on."""
    return [
        {"criterion": name, "rating": rating, "assessor": "Ann", "because": "As seen"}
        for name, rating in zip("abc", ratings, strict=False)
    ]


def with_units(units: list[Data], expected: int, levels: Any = FAIR, **more: Any) -> Data:
    """The last level of a pack with these units."""
    organisation = {"id": "org", "profile": {"size": "small", "sites": expected}}
    of = standard(profile=SITES, levels=levels, **more)
    data = {**pack(units=units, organisation=organisation), "judgements": judged(1, 1)[: len(of["criteria"])]}
    found: Data = result(of, data).to_dict()["levels"][-1]["requires"][0]
    return found


# Units


@pytest.mark.parametrize(
    ("ratings", "expected", "said"),
    [
        ([1], 1, "it is."),
        ([1, 2], 2, "all 2 are."),
        ([1], 2, "1 of 2 is; 1 expected is missing."),
        ([1], 4, "1 of 4 is; 3 expected are missing."),
        ([0, 1], 4, "1 of 4 is; 2 expected are missing; this one is not: 'u0'."),
        ([0, 1], 1, "1 of 2 is; this one is not: 'u0'."),
        ([0] * 10, 10, "none of the 10 is: 'u0', 'u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7' and 2 more."),
    ],
)
def test_units_that_are_missing_are_counted_and_those_that_fall_short_named(
    ratings: list[int], expected: int, said: str
) -> None:
    units = [{"id": f"u{n}", "judgements": judged(rating)} for n, rating in enumerate(ratings)]
    assert with_units(units, expected)["text"] == f"Every unit is at least fair: {said}"


def test_a_pack_that_lists_no_units_is_one_and_the_others_are_missing() -> None:
    assert with_units([], 3)["text"] == "Every unit is at least fair: 1 of 3 is; 2 expected are missing."


def test_a_unit_that_is_called_like_a_criterion_is_no_criterion() -> None:
    criteria = [{"id": "a", "title": "Answers"}, {"id": "b", "title": "Bed"}]
    units = [{"id": "a", "name": "The north", "judgements": judged(0, 1)}, {"id": "b", "judgements": judged(1, 0)}]
    found = with_units(units, 2, criteria=criteria)
    assert found["text"] == "Every unit is at least fair: none of the 2 is: 'The north' and 'b'."
    assert (found["nodes"], found["shortfalls"]) == (["a", "b"], {"a": "No level", "b": "No level"})


def test_units_that_reach_a_lower_level_are_shown_with_it() -> None:
    levels = [*FAIR[:1], {"id": "good", "title": "Good", "requires": [{"each": "criteria", "at_least": 2}]}]
    levels.append({"id": "top", "requires": [{"each": "units", "more_than": "fair"}]})
    found = with_units([{"id": "north", "judgements": judged(1)}], 1, levels=levels)
    assert found["text"] == "Every unit is more than fair: the only one is not: 'north'."
    assert found["shortfalls"] == {"north": "Fair"}


def test_what_missing_units_leave_open_in_a_flag_counts_for_it() -> None:
    flag = {"id": "f", "when": {"some": "units", "less_than": "fair", "expect": "sites"}}
    of = standard(profile=SITES, levels=FAIR[:1], flags=[flag])
    for expected, raised in ((1, ()), (2, ("f",))):
        organisation = {"id": "org", "profile": {"size": "small", "sites": expected}}
        found = result(of, pack(units=[{"id": "north", "judgements": judged(1)}], organisation=organisation))
        assert found.flags == raised


OWN_UNIT = {
    "its limit": ({"limits": [{"at_most": 0, "because": "Thin."}]}, {}, "Held at No: Thin."),
    "its marks": (
        {"marks": [{"measure": "papers", "one": 2}]},
        {"requires": [{"each": "criteria", "marks": "one"}]},
        "Papers: there is none on record, wanted at least 2",
    ),
}


@pytest.mark.parametrize(("criterion", "more", "said"), OWN_UNIT.values(), ids=OWN_UNIT)
def test_a_criterion_of_units_says_all_of_it_in_a_pack_that_lists_none(criterion: Data, more: Data, said: str) -> None:
    of = standard(criteria=[{"id": "a", "title": "A", "asked_of": "units", **criterion}], **more)
    found = result(of, pack(judgements=[("a", 1, "Ann")]))
    assert said in found.to_json()


# Since when a count counts

YEAR, TWO_YEARS = {"from": "paper", "within": "1 years"}, {"from": "survey", "within": "2 years"}


@pytest.mark.parametrize(
    ("accepted", "source", "said"),
    [
        ({"k": YEAR}, ["k"], " since 1 November 2025"),
        ({"k": YEAR, "l": TWO_YEARS}, ["k", "l"], " since 1 November 2024"),
        ({"k": YEAR}, ["k", "paper"], ""),
        ({"k": YEAR, "l": {"from": "survey"}}, ["k", "l"], ""),
        ({"k": YEAR, "l": {"from": ["k", "survey"]}}, ["l"], ""),
        ({"k": YEAR, "l": {"from": ["k", "m"]}, "m": TWO_YEARS}, ["l"], " since 1 November 2024"),
        ({"k": YEAR}, "any", ""),
        ({"k": YEAR, "l": {"from": "any"}}, ["k", "l"], ""),
    ],
)
def test_a_count_says_since_when_only_where_every_source_has_a_first_day(
    accepted: Data, source: Any, said: str
) -> None:
    for within, words in ((None, said), ("6 months", " since 1 May 2026")):
        papers = {**PAPERS, "from": source} | ({"within": within} if within else {})
        more: Data = {"accepted": accepted, "measures": {"papers": papers}}
        assert (
            asks({"measure": "papers", "at_least": 1}, pack(), **more)
            == f"Papers is at least 1: there is none on record{words}."
        )


def test_what_has_no_record_says_since_when_too() -> None:
    happy = {"happy": {**HAPPY, "within": "6 months"}}
    text = asks({"measure": "happy", "at_least": "50%"}, pack(), measures=happy)
    assert text.endswith("cannot tell yet, as there is no record since 1 May 2026.")


# How sure a share is


@given(st.integers(1, 500), st.data(), st.sampled_from(["0.8", "0.95", "0.99"]))
def test_the_ends_that_are_said_lie_outside_the_ends_that_decide(total: int, data: st.DataObject, sure: str) -> None:
    interval = Interval(data.draw(st.integers(0, total)), total, z_squared(Fraction(sure)))
    low, high = (bound(interval, upper=upper) for upper in (False, True))
    assert 0 <= low <= Fraction(interval.hits, total) <= high <= 1
    assert interval.reach(Goal(low, share=True))[0]
    assert not interval.reach(Goal(high, share=True, strict=True))[1]
    near = Fraction(2, 1000)  # a tenth of a per cent, and the same again for the root
    assert low == 0 or not interval.reach(Goal(low + near, share=True))[0]
    assert high == 1 or interval.reach(Goal(high - near, share=True))[1]


SURE = {"happy": {**HAPPY, "confidence": "95%"}, "papers": PAPERS}


@pytest.mark.parametrize(
    ("least", "said"), [("60%", "."), ("80%", ", and the worse end counts."), ("99%", ", and the worse end counts.")]
)
def test_where_a_range_falls_short_it_is_said_that_the_worse_end_counts(least: str, said: str) -> None:
    text = asks({"measure": "happy", "at_least": least}, pack(answers(18, 20)), measures=SURE)
    assert text.endswith(f"it is 18 of 20 (90%; 69.8% to 97.3% at 95% confidence){said}")


@pytest.mark.parametrize(
    ("mark", "tolerance", "better", "said"),
    [
        ("95%", None, "higher", "wanted at least 95% at the worse end"),
        ("95%", "15%", "higher", "wanted at least 95%, and at least 80% at the worse end"),
        ("> 95%", "15%", "higher", "wanted over 95%, and over 80% at the worse end"),
        ("5%", "15%", "lower", "wanted at most 5%, and at most 20% at the worse end"),
        ("< 5%", "15%", "lower", "wanted under 5%, and under 20% at the worse end"),
    ],
)
def test_a_mark_on_a_range_says_what_is_wanted_of_which_end(mark: str, tolerance: Any, better: str, said: str) -> None:
    measures = {"happy": {**SURE["happy"], "better": better}, "papers": PAPERS}
    criteria = [{"id": "a", "title": "A", "marks": [{"measure": "happy", "one": mark, "because": "So it is."}]}]
    more: Data = {"tolerance": {"one": tolerance}} if tolerance else {}
    of = standard(requires=[{"each": "criteria", "marks": "one"}], criteria=criteria, measures=measures, **more)
    found = result(of, pack(answers(18, 20))).to_dict()["levels"][0]["requires"][0]["shortfalls"]
    sure = "it is 18 of 20 (90%; 69.8% to 97.3% at 95% confidence)"
    assert found == {"a": f"Happy people: {sure}, {said} (So it is.)"}


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (exactly(Fraction(9, 10)), "90%"),
        (Root(Fraction(1, 400)), "about 5%"),
        (Beyond(), "worse than any number, as too many are still open"),
        (Unknown(), "not known"),
    ],
    ids=["a number", "a margin", "more than any number", "anything"],
)
def test_whatever_is_known_of_a_measure_has_words(ends: Ends, said: str) -> None:
    measure = kitemark.standard_from(standard()).rules.measures["happy"]
    assert ends_words(ends, measure) == said


# Groups


def test_a_group_that_must_be_there_and_is_not_is_named() -> None:
    measures = {"happy": {**HAPPY, "by": "site", "across": "worst", "every": ["north", "south", "west"]}}
    text = asks({"measure": "happy", "at_least": "50%"}, pack(answers(2, 4), answers(0, 0, "west")), measures=measures)
    assert text.endswith(
        "cannot tell yet, as too few groups are known; left out: south (missing) and west (not known)."
    )


def test_a_group_of_too_few_people_is_named_as_withheld() -> None:
    measures = {"happy": {**HAPPY, "by": "site", "across": "worst"}}
    records = (answers(20, 40), answers(2, 3, "south"))
    text = asks({"measure": "happy", "at_least": "50%"}, pack(*records), measures=measures, smallest_group=10)
    assert text.endswith("it is 50%; left out: south (withheld).")


def test_a_measure_of_which_every_group_is_withheld_names_none() -> None:
    measures = {"happy": {**HAPPY, "by": "site", "across": "worst"}}
    text = asks({"measure": "happy", "at_least": "50%"}, pack(answers(2, 4)), measures=measures, smallest_group=10)
    assert text.endswith(": withheld, as it rests on fewer than 10 people.")
