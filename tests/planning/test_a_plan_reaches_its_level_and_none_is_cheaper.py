"""A plan reaches its level, and no cheaper set of changes does: every cheaper one is tried, by the engine alone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

import pytest
from planned import Drawn, drawn_plans

import kitemark
from kitemark.planning import Move, plan
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


def again(one: Drawn) -> Rerun:
    return Rerun(one.result.standard.rules, one.result.assessment.bound(one.result.standard)[0])


def test_a_plan_reaches_its_level() -> None:
    for one in drawn_plans():
        run = again(one)
        if one.plan.found:
            assert reached(run(one.plan.moves), one.place), one.case
            assert reached(run.in_counts(one.plan.moves), one.place), one.case
        for other in one.plan.others:
            assert reached(run(other), one.place), one.case
            assert sum(move.cost for move in other) == one.plan.cost, one.case


def test_no_cheaper_set_of_changes_reaches_it() -> None:
    tried = 0
    for one in drawn_plans():
        cost = one.plan.cost if one.plan.found else None
        some = list(itertools.islice(cheaper(choices(one.result, one.place), cost), MOST_TRIED + 1))
        if one.plan.proved and len(some) <= MOST_TRIED:
            run, tried = again(one), tried + len(some)
            assert not [moves for moves in some if reached(run(moves), one.place)], one.case
    assert tried > MOST_TRIED


def test_what_is_kept_does_not_move_and_what_is_avoided_moves_only_where_it_must() -> None:
    moving = [one for one in drawn_plans() if any(move.criteria for move in one.plan.moves)]
    for place, one in enumerate(moving[:25]):
        names = sorted({name for move in one.plan.moves for name in move.criteria})
        name, level = names[place % len(names)], one.plan.level
        kept, avoided = plan(one.result, level, keep=[name]), plan(one.result, level, avoid=[name])
        assert all(name not in move.criteria for move in kept.moves), one.case
        assert avoided.found, one.case
        assert any(name in move.criteria for move in avoided.moves) is not kept.found, one.case
        if kept.found:
            assert avoided.cost == kept.cost >= one.plan.cost, one.case
    assert moving


def test_planning_again_gives_the_same_plan() -> None:
    for one in drawn_plans()[:40]:
        found = plan(one.result, one.plan.level)
        assert [move.aim for move in found.moves] == [move.aim for move in one.plan.moves], one.case


def test_without_any_of_its_changes_a_proved_plan_does_not_reach_its_level() -> None:
    for one in drawn_plans():
        if one.plan.proved and all(move.cost > 0 for move in one.plan.moves):
            run = again(one)
            for move in one.plan.moves:
                left = [other for other in one.plan.moves if other is not move]
                assert not reached(run(left), one.place), one.case


def test_a_level_that_is_not_is_named_with_the_nearest() -> None:
    standard = kitemark.load_standard("customer-care")
    result = kitemark.evaluate(standard, kitemark.load_assessment("standards/customer-care/examples/tiny-gold.yaml"))
    with pytest.raises(kitemark.KitemarkError, match="did you mean 'silver'"):
        plan(result, "sliver")
    with pytest.raises(kitemark.KitemarkError, match="wanted the id of a criterion") as found:
        plan(result, "sliver", keep=["Z9"], avoid=["Z8"])
    assert len(found.value.problems) == 3
