"""Ordering: which moves come first. What an earlier level needs, what stops everything, evidence before ratings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kitemark.evaluation.outcome import PartyOutcome
from kitemark.planning.moves import Move, NewFigure
from kitemark.rules.standard import Rules

Rerun = Callable[[Sequence[Move]], PartyOutcome]
"""Gives what an assessment comes to with some moves made."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The moves that bring an organisation to a level, once those of the stages before are made."""

    level: str
    moves: tuple[Move, ...]


def reached(outcome: PartyOutcome, place: int) -> bool:
    """Tell whether a level is established."""
    return outcome.established >= 0 and outcome.levels[place].low


def staged(rules: Rules, moves: Sequence[Move], places: Sequence[int], rerun: Rerun) -> tuple[Stage, ...]:
    """Give the moves level by level, for levels at places of the list, the one that is wanted last.

    A move stands at the first level that is not reached without it.
    """
    nodes = {name: place for place, name in enumerate(rules.nodes)}
    left, made, stages = sorted(moves, key=lambda move: _order(move, nodes)), list[Move](), list[Stage]()
    for place in places:
        needed = left if place == places[-1] else _needed(place, made, left, rerun)
        if needed:
            stages.append(Stage(rules.levels[place].id, tuple(needed)))
            made += needed
            left = [move for move in left if move not in needed]
    return tuple(stages)


def _needed(place: int, made: Sequence[Move], left: Sequence[Move], rerun: Rerun) -> list[Move]:
    """Give those of the moves without which a level is not reached; none where all of them do not reach it."""
    needed = list(left)
    if not reached(rerun([*made, *needed]), place):
        return []
    for move in reversed(left):
        without = [one for one in needed if one is not move]
        if reached(rerun([*made, *without]), place):
            needed = without
    return needed


def _order(move: Move, nodes: dict[str, int]) -> tuple[object, ...]:
    gains = isinstance(move, NewFigure)
    stops = gains and not move.criteria
    first = min((nodes[name] for name in move.criteria), default=-1)
    return (not stops, first, not gains, move.party, move.cost, str(move.about))
