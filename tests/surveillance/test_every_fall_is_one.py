"""Falls: each single change that is told loses the level, none that loses it is left out, and nothing nearer does."""

from __future__ import annotations

from hypothesis import assume, given
from watched import Case, small_cases, times

import kitemark
from kitemark.planning import NewRating
from kitemark.planning.rerun import Rerun
from kitemark.surveillance import falls


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


@times(60)
@given(small_cases())
def test_each_rating_that_would_lose_the_level_is_told_with_the_nearest_that_does(case: Case) -> None:
    result = result_of(case)
    assume(result.outcome.established >= 0 and not result.units)
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
        lost = [value for value in worse if _level_with(case, criterion.id, value) < result.outcome.established]
        assume(not any(measure.sieve.judgements for measure in result.standard.rules.measures.values()))
        assert (criterion.id in told) is bool(lost)
        if lost:
            assert told[criterion.id].judged == lost[0]


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
