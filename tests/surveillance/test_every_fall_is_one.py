"""Falls: each single change that is told loses the level, none that loses it is left out, and nothing nearer does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from watched import Case, small_cases, times

import kitemark
from kitemark.planning import NewRating, plan
from kitemark.planning.rerun import Rerun
from kitemark.surveillance import falls

Plain = dict[str, Any]


def result_of(case: Case) -> kitemark.Result:
    return kitemark.evaluate(kitemark.standard_from(case[0]), kitemark.assessment_from(case[1]))


@times(60)
@given(small_cases())
def test_every_fall_loses_the_level_and_leaves_what_it_says(case: Case) -> None:
    result = result_of(case)
    run = Rerun(result.standard.rules, result.assessment.bound(result.standard)[0])
    for fall in falls(result):
        after = run([fall.move])
        assert after.established < result.outcome.established
        left = None if after.established < 0 else result.standard.rules.levels[after.established].id
        assert fall.to == left


@times(40)
@given(small_cases())
def test_each_rating_that_would_lose_the_level_is_told_with_the_nearest_that_does(case: Case) -> None:
    result = result_of(case)
    measures = result.standard.rules.measures.values()
    if result.outcome.established < 0 or result.units or any(one.sieve.judgements for one in measures):
        return
    told = {fall.move.criterion.id: fall.move for fall in falls(result) if isinstance(fall.move, NewRating)}
    for criterion in result.standard.rules.criteria:
        standing = result.outcome.party.standing.get(criterion.id, ())
        said = [one for one in case[1]["judgements"] if one["criterion"] == criterion.id]
        if len(said) != 1 or len(standing) != 1 or standing[0].rating is None or not criterion.judged_on.points:
            continue
        worse = [
            point.value
            for point in reversed(criterion.judged_on.points)
            if criterion.judged_on.better(point.value, standing[0].rating) == standing[0].rating != point.value
        ]
        lost = (value for value in worse if _level_with(case, criterion.id, value) < result.outcome.established)
        nearest = next(lost, None)
        assert (criterion.id in told) is (nearest is not None)
        if nearest is not None:
            assert told[criterion.id].judged == nearest


def _level_with(case: Case, criterion: str, value: object) -> int:
    """The level that the pack itself comes to with one judgement changed in it."""
    judgements = [{**one, "rating": value} if one["criterion"] == criterion else one for one in case[1]["judgements"]]
    return result_of((case[0], {**case[1], "judgements": judgements})).outcome.established


def test_nothing_falls_that_has_no_level() -> None:
    paper = kitemark.load_assessment("standards/customer-care/examples/perfect-on-paper.yaml")
    assert falls(kitemark.evaluate(paper.named_standard(), paper)) == ()


def test_the_nearest_falls_come_first() -> None:
    tiny = kitemark.load_assessment("standards/customer-care/examples/tiny-gold.yaml")
    found = falls(kitemark.evaluate(tiny.named_standard(), tiny))
    known = [fall.away for fall in found if fall.away is not None]
    assert known == sorted(known)
    assert found[0].move.key == ("open-blocked", None)
    assert (found[0].move.terms.words, found[0].to) == ("1 instead of 0", None)


def counted(take: Plain | str, asked: Plain, *records: Plain, **more: object) -> kitemark.Result:
    """What a level that asks for one measure comes to by some records."""
    fields = {"hours": {"type": "number"}, "good": {"type": "integer"}, "all": {"type": "integer"}}
    standard = {
        "kitemark": 1,
        "id": "one",
        "version": "1.0.0",
        "title": "One",
        "scales": {"yes": [{"value": 0}, {"value": 1}]},
        "evidence": {"note": {"title": "Note", "fields": fields, "optional": [*fields]}},
        "measures": {"m": {"from": "note", "take": take, **more}},
        "criteria": [{"id": "c", "title": "C", "scale": "yes"}],
        "levels": [{"id": "only", "title": "Only", "requires": [{"measure": "m", **asked}]}],
    }
    notes = [{"kind": "note", "id": f"n{place}", "date": "2026-10-01", **one} for place, one in enumerate(records)]
    judged = [{"criterion": "c", "rating": 1, "assessor": "A", "because": "Seen."}]
    head = {"kitemark": 1, "standard": "one", "organisation": {"id": "o"}, "date": "2026-11-01"}
    return result_of((standard, {**head, "evidence": notes, "judgements": judged}))


TWO = ({"hours": Decimal("2.5"), "good": 2, "all": 5}, {"hours": Decimal("0.25"), "good": 3, "all": 5})
SHARE = {"share": "good", "of": "all"}


@pytest.mark.parametrize(
    ("take", "asked", "words", "away"),
    [
        ("count", {"at_least": 1}, "0 instead of 2", 2),
        ({"sum": "good"}, {"at_least": 4}, "3 instead of 5", 2),
        (SHARE, {"at_least": "35%"}, "3 of 10 instead of 5 of 10", 2),
        ({"age": "days"}, {"at_most": 40}, "41 instead of 31", 10),
        ({"mean": "hours"}, {"at_least": 1}, "no longer at least 1", None),
        ({"sum": "hours"}, {"at_least": 1}, "no longer at least 1", None),
        ({"share": "hours", "of": "all"}, {"at_least": "20%"}, "no longer at least 20%", None),
    ],
)
def test_a_fall_is_told_in_counts_where_there_are_whole_ones(
    take: Plain | str, asked: Plain, words: str, away: int | None
) -> None:
    [fall] = falls(counted(take, asked, *TWO))
    assert (fall.move.terms.words, fall.away) == (words, away)


def test_a_count_that_cannot_get_worse_is_no_fall() -> None:
    assert falls(counted("count", {"at_least": 0}, *TWO)) == ()
    assert falls(counted({"distinct": "good"}, {"at_least": 0}, *TWO)) == ()


def test_the_nearest_of_millions_is_told() -> None:
    [fall] = falls(counted({"sum": "good"}, {"at_least": 7}, {"good": 3_000_000_000}))
    assert fall.away == 3_000_000_000 - 6
    [fall] = falls(counted({"sum": "good"}, {"at_most": 3_000_000_000}, {"good": 7}, better="lower"))
    assert fall.away == 3_000_000_000 - 6


def test_a_judgement_that_counts_in_two_ways_falls_where_either_does() -> None:
    """Judged 7 of 10, which is 2 by the one bands and 1 by the others: 4 is nothing by the others."""
    bands = [{"judgement": "ten", "bands": {1: 3, 2: 4}}, {"judgement": "ten", "bands": {1: 5, 2: 9}}]
    points = [{"value": value} for value in (0, 1, 2)]
    standard = {
        "kitemark": 1,
        "id": "one",
        "version": "1.0.0",
        "title": "One",
        "scales": {"three": points, "ten": {"from": 0, "to": 10, "step": 1}},
        "criteria": [{"id": "c", "title": "C", "scale": "three", "rating": {"worst": bands}}],
        "levels": [
            {"id": "low", "title": "Low", "requires": [{"each": "criteria", "at_least": 1}]},
            {"id": "high", "title": "High", "requires": [{"each": "criteria", "at_least": 2}]},
        ],
    }
    judged = [{"criterion": "c", "rating": 7, "assessor": "A", "because": "Seen."}]
    head = {"kitemark": 1, "standard": "one", "organisation": {"id": "o"}, "date": "2026-11-01"}
    result = result_of((standard, {**head, "judgements": judged}))
    [fall] = falls(result)
    assert isinstance(fall.move, NewRating)
    assert (fall.move.judged, fall.move.before, fall.move.after, fall.away) == (4, 1, 0, 1)
    [move] = plan(result).moves
    assert isinstance(move, NewRating)
    assert (move.judged, move.before, move.after, move.cost) == (9, 1, 2, 1)
