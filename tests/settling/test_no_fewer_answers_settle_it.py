"""What would settle a comparison is the least that does: tried one answer at a time, and by whole packs."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.evaluation.ends import Exact, Interval, Unknown, correction
from kitemark.evaluation.reading import Lack, Reading
from kitemark.rules.measure import Measure, ShareOfSums
from kitemark.rules.records import Sieve
from kitemark.rules.scale import Goal
from kitemark.settling import MOST, Lacking, Settling, SoFar, questions, settling

Z_SQUARED = Fraction(1959964, 10**6) ** 2
FAR = 400


def measure(*, lower: bool = False) -> Measure:
    """A share of sums with confidence."""
    return Measure(
        id="m",
        title="M",
        sieve=Sieve(frozenset({"survey"})),
        take=ShareOfSums("positive", "answers"),
        lower=lower,
        share=True,
        cited=False,
        reads=(),
        numbers=(),
        needs=(),
        confidence=Fraction(95, 100),
        z_squared=Z_SQUARED,
        population=None,
        population_largest=False,
        if_none=None,
        groups=None,
        group_lower=lower,
        counts_only=False,
    )


def interval(hits: int, total: int, population: int | None) -> Interval:
    return Interval(hits, total, Z_SQUARED * correction(population, total), population)


def after(today: Interval, more: int, claim: bool, goal: Goal) -> Interval:
    """So many more answers at today's share, rounded so that they speak against the claim."""
    share = Fraction(today.hits * more) / today.total
    against_many = claim is not goal.lower
    positive = math.floor(share) if against_many else math.ceil(share)
    return interval(today.hits + positive, today.total + more, today.population)


def tried(today: Interval, goal: Goal, tolerance: Fraction, most: int) -> tuple[int, bool | None] | None:
    """The least number that settles it and how, one after the other; None where none up to `most` does."""
    claim = goal.reached(today.hits, today.total)
    room = math.inf if today.population is None else today.population - today.total
    for more in range(1, int(min(most, room)) + 1):
        low, high = after(today, more, claim, goal).softened(goal, tolerance)
        if low if claim else not high:
            return more, claim
    return (int(room), None) if room <= most else None


@st.composite
def shares(draw: Any) -> tuple[Interval, Goal, Fraction]:
    total = draw(st.integers(1, 60))
    hits = draw(st.integers(0, total))
    population = draw(st.none() | st.integers(total, total + 80))
    value = Fraction(draw(st.integers(1, 19)), 20)
    goal = Goal(value, share=True, strict=draw(st.booleans()), lower=draw(st.booleans()))
    return interval(hits, total, population), goal, Fraction(draw(st.sampled_from([0, 0, 8, 15])), 100)


@settings(max_examples=400, deadline=None)
@given(shares())
@example((interval(34, 46, 60), Goal(Fraction(3, 4), share=True), Fraction(8, 100)))
@example((interval(1, 2, 2 + 2), Goal(Fraction(1, 2), share=True, strict=True), Fraction(0)))
@example((interval(1, 1, None), Goal(Fraction(1, 2), share=True, lower=True), Fraction(0)))
def test_no_fewer_answers_settle_it_and_these_do(case: tuple[Interval, Goal, Fraction]) -> None:
    today, goal, tolerance = case
    found = settling(Reading(measure(lower=goal.lower), today, "known"), goal, tolerance)
    low, high = today.softened(goal, tolerance)
    if low or not high:
        assert found is None
        return
    assert found is not None
    wanted = tried(today, goal, tolerance, FAR)
    if wanted is None:
        assert found.way == "never" or found.more > FAR
    else:
        assert (found.way, found.more, found.reached, found.of) == ("answers", *wanted, "answers")


@settings(max_examples=200, deadline=None)
@given(shares(), st.integers(1, 40))
def test_what_is_needed_first_is_the_least_that_is_asked_for(
    case: tuple[Interval, Goal, Fraction], lacking: int
) -> None:
    today, goal, tolerance = case
    reading = Reading(
        measure(lower=goal.lower), Unknown(), "short", Lack("answers", today.total, today.total + lacking)
    )
    so_far = SoFar(today, (Lacking("answers", lacking, today.total + lacking),))
    found = settling(reading, goal, tolerance, so_far)
    assert found is not None
    room = math.inf if today.population is None else today.population - today.total
    if room < lacking:
        assert (found.way, found.why) == ("never", "everyone")
        return
    claim = goal.reached(today.hits, today.total)
    ends = (after(today, more, claim, goal).softened(goal, tolerance) for more in range(lacking, FAR))
    first = next((lacking + i for i, both in enumerate(ends) if (both[0] if claim else not both[1])), None)
    if first is not None and first <= room:
        assert (found.way, found.more, found.reached, found.lacking) == ("answers", first, claim, ())
    elif room < math.inf:
        assert (found.way, found.more, found.reached) == ("answers", room, None)
    else:
        assert found.way == "never" or found.more >= FAR


def test_what_counts_other_things_is_lacking_beside_the_answers() -> None:
    reading = Reading(measure(), Unknown(), "short", Lack("sites", 2, 5))
    lacking = (Lacking("sites", 3, 5),)
    found = settling(reading, Goal(Fraction(1, 2), share=True), 0, SoFar(interval(9, 10, None), lacking))
    assert found == Settling("answers", 0, "answers", reached=True, lacking=lacking)


def test_a_number_that_is_short_is_settled_by_what_is_lacking() -> None:
    reading = Reading(measure(), Unknown(), "short", Lack("sites", 2, 5))
    lacking = (Lacking("sites", 3, 5),)
    goal = Goal(Fraction(1, 2), share=True)
    assert settling(reading, goal, 0, SoFar(Exact(9, 10), lacking)) == Settling("needed", reached=True, lacking=lacking)
    assert settling(reading, goal) == Settling("needed", lacking=lacking)


@pytest.mark.parametrize("state", ["withheld", "short"])
def test_of_too_few_people_nothing_is_told(state: str) -> None:
    lack = Lack("answers", None, 30) if state == "short" else None
    assert settling(Reading(measure(), Unknown(), state, lack), Goal(Fraction(1, 2), share=True)) == Settling("people")


def test_of_a_figure_that_is_not_told_nothing_is_told() -> None:
    hidden = Reading(measure(), interval(9, 15, None), "known", hidden=True)
    assert settling(hidden, Goal(Fraction(1, 2), share=True)) == Settling("people")


def test_a_share_too_near_to_the_goal_is_never_settled() -> None:
    found = settling(Reading(measure(), interval(30, 60, None), "known"), Goal(Fraction(1, 2), share=True))
    assert found == Settling("never", of="answers", why="near")
    near = interval(5_001, 10_000, None)
    assert settling(Reading(measure(), near, "known"), Goal(Fraction(1, 2), share=True)) == found
    assert MOST == 100_000


# In whole packs: the engine itself, given so many more answers, settles it so, and given one less does not.

STANDARD: dict[str, Any] = {
    "kitemark": 1,
    "id": "answers",
    "version": "1.0.0",
    "title": "Answers",
    "smallest_group": 5,
    "tolerance": {"silver": "10%"},
    "scales": {"practice": [{"value": 0}, {"value": 1}, {"value": 2}]},
    "scale": "practice",
    "evidence": {
        "survey": {
            "voice": "people",
            "people": "answers",
            "fields": {"answers": {"type": "integer"}, "positive": {"type": "integer"}, "of": {"type": "integer"}},
            "optional": ["of"],
        }
    },
    "measures": {
        "said": {"from": "survey", "take": {"share": "positive", "of": "answers"}, "confidence": "95%"},
        "some": {
            "from": "survey",
            "take": {"share": "positive", "of": "answers"},
            "confidence": "95%",
            "needs": {"answers": 30},
            "population": {"largest": "of"},
        },
    },
    "criteria": [
        {"id": "a", "title": "A", "rating": {"measure": "said", "bands": {1: "50%", 2: "80%"}}},
        {"id": "b", "title": "B", "marks": [{"measure": "some", "silver": "75%"}]},
    ],
    "levels": [{"id": "silver", "title": "Silver", "requires": [{"each": "criteria", "marks": "silver"}]}],
}


def asked(*sets: tuple[int, int], of: int | None = None) -> kitemark.Result:
    record = {"kind": "survey", "date": "2026-10-01"} | ({"of": of} if of else {})
    records = [
        {**record, "id": f"s{n}", "answers": answers, "positive": good} for n, (answers, good) in enumerate(sets)
    ]
    judgement = {"criterion": "b", "rating": 1, "assessor": "A", "because": "Seen."}
    pack = {"kitemark": 1, "organisation": {"id": "o"}, "date": "2026-11-01", "evidence": records}
    standard = kitemark.standard_from(STANDARD)
    return kitemark.evaluate(standard, kitemark.assessment_from({**pack, "judgements": [judgement]}))


def open_in(result: kitemark.Result) -> dict[tuple[str, str | None, Any], Settling | None]:
    found = questions(result.outcome, result.standard.rules, result.assessment.date)
    return {(one.about, one.criterion, one.level or one.point): one.settling for one in found}


@settings(max_examples=25, deadline=None)
@given(st.integers(5, 40), st.data())
def test_the_engine_agrees_about_whole_packs(total: int, data: st.DataObject) -> None:
    good = data.draw(st.integers(0, total))
    of = data.draw(st.sampled_from([None, total + 60]))
    result = asked((total, good), of=of)
    for key, found in open_in(result).items():
        assert found is not None
        assume(found.way == "answers" and found.reached is not None and found.more <= 2000)
        # All of them are shares of which more is better.
        share = Fraction(good * found.more, total)
        more = math.floor(share) if found.reached else math.ceil(share)
        assert key not in open_in(asked((total, good), (found.more, more), of=of))
        one_less = Fraction(good * (found.more - 1), total)
        before = math.floor(one_less) if found.reached else math.ceil(one_less)
        assert key in open_in(asked((total, good), (found.more - 1, before), of=of))


def test_what_is_open_is_found_wherever_it_is() -> None:
    assert set(open_in(asked((20, 15)))) == {("rating", "a", 2), ("mark", "b", "silver")}
    assert open_in(asked((4, 3))) == {
        ("rating", "a", 1): Settling("people"),
        ("rating", "a", 2): Settling("people"),
        ("mark", "b", "silver"): Settling("people"),
    }
    assert open_in(asked())["mark", "b", "silver"] == Settling("first", lacking=(Lacking("answers", 30, 30),))


def test_limits_levels_and_assessors_are_asked_too() -> None:
    said = {"measure": "said", "at_least": "50%"}
    limited = {"id": "c", "title": "C", "limits": [{"at_most": 0, "unless": {"any": [said]}, "because": "Ask."}]}
    standard = {**STANDARD, "judgements": {"assessors": 2}, "criteria": [limited, {"id": "d", "title": "D"}]}
    standard["measures"] = {"said": STANDARD["measures"]["said"]}
    standard["levels"] = [{"id": "silver", "title": "Silver", "requires": [{"all": [said]}]}]
    rated = [("c", 2, "A"), ("c", 2, "B"), ("d", 2, "A")]
    judgements = [{"criterion": c, "rating": r, "assessor": a, "because": "Seen."} for c, r, a in rated]
    record = {"id": "s", "kind": "survey", "date": "2026-10-01", "answers": 10, "positive": 6}
    pack = {"kitemark": 1, "organisation": {"id": "o"}, "date": "2026-11-01", "evidence": [record]}

    def of(more: list[dict[str, Any]]) -> list[tuple[str, str | None, int]]:
        case = kitemark.assessment_from({**pack, "judgements": [*judgements, *more]})
        result = kitemark.evaluate(kitemark.standard_from(standard), case)
        return [(q.about, q.criterion, q.more) for q in questions(result.outcome, result.standard.rules, case.date)]

    assert of([]) == [("limit", "c", 0), ("assessors", "d", 1), ("level", None, 0)]
    apart = {"criterion": "d", "rating": 0, "assessor": "B", "because": "Seen."}
    assert of([apart]) == [("limit", "c", 0), ("moderation", "d", 0), ("level", None, 0)]


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 12), st.integers(1, 8), st.booleans(), st.none() | st.integers(0, 60))
def test_a_share_that_is_just_the_goal_is_settled_by_whole_shares_only(
    top: int, times: int, lower: bool, room: int | None
) -> None:
    share = Fraction(top, 13)
    today = interval(top * times, 13 * times, None if room is None else 13 * times + room)
    goal, tolerance = Goal(share, share=True, lower=lower), Fraction(15, 100)
    found = settling(Reading(measure(lower=lower), today, "known"), goal, tolerance)
    if found is not None and found.way == "answers":
        assert (found.more, found.reached) == tried(today, goal, tolerance, 3000)
