"""A plan reaches its level, and no cheaper set of changes does: every cheaper one is tried, by the engine alone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from planned import small_cases, times

import kitemark
from kitemark.planning import Move, Plan, plan
from kitemark.planning.ordering import reached
from kitemark.planning.rerun import Rerun
from kitemark.planning.situation import Situation
from kitemark.result import Result

MOST_TRIED = 800


class Unnoted:
    def note(self, why: str) -> None:
        pass


def choices(result: Result, place: int, keep: Sequence[str] = ()) -> list[list[Move]]:
    """All that may move, each with the ways in which it may."""
    rules = result.standard.rules
    run = Rerun(rules, result.assessment.bound(result.standard)[0])
    found: list[list[Move]] = []
    for standing in Situation(rules, result.outcome, run.readers, place, keep, Unnoted()):
        found += [list(judging.rises) for judging in standing.judged.values() if judging.rises]
        for key, measuring in standing.measured.items():
            if measuring.better:
                found.append([standing.new_figure(key, ends) for ends, _, _ in measuring.better])
    return found


def cheaper(every: Sequence[Sequence[Move]], cost: Fraction | int | None) -> Iterator[list[Move]]:
    """All sets of changes that cost less, one way of each thing that moves."""

    def grown(place: int, made: list[Move], spent: Fraction | int) -> Iterator[list[Move]]:
        if place == len(every):
            yield made
            return
        yield from grown(place + 1, made, spent)
        for move in every[place]:
            if cost is None or spent + move.cost < cost:
                yield from grown(place + 1, [*made, move], spent + move.cost)

    return grown(0, [], 0)


def planned(case: tuple[dict, dict], data: st.DataObject) -> tuple[Result, int, Plan]:
    written, pack = case
    standard = kitemark.standard_from(written)
    result = kitemark.evaluate(standard, kitemark.assessment_from(pack))
    place = data.draw(st.integers(0, len(standard.rules.levels) - 1))
    made = plan(result, standard.rules.levels[place].id)
    assume(made.obstacle is None)
    return result, place, made


@times(60)
@given(small_cases(), st.data())
def test_a_plan_reaches_its_level(case: tuple[dict, dict], data: st.DataObject) -> None:
    result, place, made = planned(case, data)
    run = Rerun(result.standard.rules, result.assessment.bound(result.standard)[0])
    if made.found:
        assert reached(run(made.moves), place)
    for other in made.others:
        assert reached(run(other), place)
        assert sum(move.cost for move in other) == made.cost


@times(60)
@given(small_cases(), st.data())
def test_no_cheaper_set_of_changes_reaches_it(case: tuple[dict, dict], data: st.DataObject) -> None:
    result, place, made = planned(case, data)
    assume(made.proved and not made.reached)
    run = Rerun(result.standard.rules, result.assessment.bound(result.standard)[0])
    tried = list(itertools.islice(cheaper(choices(result, place), made.cost if made.found else None), MOST_TRIED + 1))
    assume(len(tried) <= MOST_TRIED)
    assert not [moves for moves in tried if reached(run(moves), place)]


@times(25)
@given(small_cases(), st.data())
def test_what_is_kept_does_not_move_and_what_is_avoided_moves_only_where_it_must(
    case: tuple[dict, dict], data: st.DataObject
) -> None:
    result, _, made = planned(case, data)
    assume(made.moves and any(move.criteria for move in made.moves))
    name = data.draw(st.sampled_from(sorted({name for move in made.moves for name in move.criteria})))
    kept, avoided = plan(result, made.level, keep=[name]), plan(result, made.level, avoid=[name])
    assert all(name not in move.criteria for move in kept.moves)
    assert avoided.found
    assert any(name in move.criteria for move in avoided.moves) is not kept.found
    if kept.found:
        assert avoided.cost == kept.cost >= made.cost


@times(60)
@given(small_cases(), st.data())
def test_planning_again_gives_the_same_plan(case: tuple[dict, dict], data: st.DataObject) -> None:
    result, _, made = planned(case, data)
    again = plan(result, made.level)
    assert [move.aim for move in again.moves] == [move.aim for move in made.moves]


@times(60)
@given(small_cases(), st.data())
def test_without_any_of_its_changes_a_proved_plan_does_not_reach_its_level(
    case: tuple[dict, dict], data: st.DataObject
) -> None:
    result, place, made = planned(case, data)
    assume(made.proved and made.moves and all(move.cost > 0 for move in made.moves))
    run = Rerun(result.standard.rules, result.assessment.bound(result.standard)[0])
    for move in made.moves:
        assert not reached(run([one for one in made.moves if one is not move]), place)


def test_a_level_that_is_not_is_named_with_the_nearest() -> None:
    standard = kitemark.load_standard("customer-care")
    result = kitemark.evaluate(standard, kitemark.load_assessment("standards/customer-care/examples/tiny-gold.yaml"))
    with pytest.raises(kitemark.KitemarkError, match="did you mean 'silver'"):
        plan(result, "sliver")
    with pytest.raises(kitemark.KitemarkError, match="wanted the id of a criterion") as found:
        plan(result, "sliver", keep=["Z9"], avoid=["Z8"])
    assert len(found.value.problems) == 3
