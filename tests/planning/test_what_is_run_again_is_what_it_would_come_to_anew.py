"""Running again takes over what no move touches: it comes to just what the whole evaluation does."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from planned import Case, small_cases, times

import kitemark
from kitemark.analysis.thresholds import Thresholds
from kitemark.evaluation.organisation import evaluate_read
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.planning import Move
from kitemark.planning.rerun import Rerun
from kitemark.planning.situation import Situation
from kitemark.result import Result
from kitemark.surveillance.falls import drops


class Unnoted:
    def note(self, why: str) -> None:
        pass


def said(outcome: PartyOutcome) -> list[Any]:
    """All that an outcome decides, in the organisation and in its units."""
    nodes = [(name, node.state, node.low, node.high, node.maximum) for name, node in outcome.nodes.items()]
    levels = [
        (level.low, level.high, [(one.low, one.high, one.short) for one in level.requires]) for level in outcome.levels
    ]
    raised = [[one.given for one in outcome.commendations], [one.raised for one in outcome.flags]]
    marks = {key: both for key, (both, _) in outcome.marks.items()}
    return [outcome.established, outcome.possible, nodes, levels, raised, marks, [said(unit) for unit in outcome.units]]


def ways(result: Result, run: Rerun) -> list[list[Move]]:
    """All that may get better or worse, each with the ways in which it may."""
    rules = result.standard.rules
    found: list[list[Move]] = []
    for standing in Situation(rules, result.outcome, run.readers, len(rules.levels) - 1, (), Unnoted()):
        found += [list(judging.rises) for judging in standing.judged.values() if judging.rises]
        for key, measuring in standing.measured.items():
            if measuring.better:
                found.append([standing.new_figure(key, ends) for ends, _, _ in measuring.better])
        found += [list(drop.ways) for drop in drops(standing, Thresholds(rules))]
    return found


@times(60)
@given(small_cases(), st.randoms(use_true_random=False))
def test_it_is_the_same_with_any_moves(case: Case, draw: random.Random) -> None:
    result = kitemark.evaluate(kitemark.standard_from(case[0]), kitemark.assessment_from(case[1]))
    rules, bound = result.standard.rules, result.assessment.bound(result.standard)[0]
    run = Rerun(rules, bound)
    assert said(run([])) == said(result.outcome)
    every = ways(result, run)
    for count in (1, 1, 2, 3):
        some = draw.sample(every, min(count, len(every)))
        moves = {move.about: move for move in map(draw.choice, some)}.values()
        changed = run.readers_with(list(moves))
        assert said(run(moves)) == said(evaluate_read(rules, bound, *changed))
