"""What a supposition changes against the pack as it is, in words, for every report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kitemark.supposition import Turn, moves, standstills, turns

if TYPE_CHECKING:
    from kitemark.result import Result

_TURNS = {"met": "now met", "open": "now open", "unmet": "no longer met"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that comes out otherwise, in words; `state` is what a requirement became, and empty for all else."""

    text: str
    state: str = ""


def changes_of(result: Result) -> tuple[Change, ...]:
    """Give what comes out otherwise than by the pack as it is; nothing where nothing is supposed."""
    real = result.as_it_is
    return () if real is None else (*_levels(real, result), *_rules(real, result), *_criteria(real, result))


def _levels(real: Result, result: Result) -> Iterator[Change]:
    yield Change(_level_words("Level", real, result, real.level, result.level))
    if real.possible != real.level or result.possible != result.level:
        yield Change(_level_words("Possible", real, result, real.possible, result.possible))
    for name, unit in real.units.items():
        if unit.level != result.units[name].level:
            yield Change(_level_words(unit.name, real, result, unit.level, result.units[name].level))


def _rules(real: Result, result: Result) -> Iterator[Change]:
    for turn in turns(real.outcome, result.outcome, result.speaker):
        yield Change(f"{turn.level}, {_turn_words(turn)}: {turn.text}", turn.after)


def _criteria(real: Result, result: Result) -> Iterator[Change]:
    moved = list(moves(real.outcome, result.outcome, result.speaker))
    for move in moved:
        yield Change(f"{move.key} {move.title}: from {move.before} to {move.after}")
    if not moved:
        yield Change("No criterion moves.")
    for still in standstills(real.outcome, result.outcome, result.speaker):
        words = f"supposed {still.supposed}. {' '.join(still.held)}" if still.held else f"{still.supposed}, as before"
        yield Change(f"{still.key} {still.title}: {words}")


def _turn_words(turn: Turn) -> str:
    return "no longer ruled out" if (turn.before, turn.after) == ("unmet", "open") else _TURNS[turn.after]


def _level_words(label: str, real: Result, result: Result, before: str | None, after: str | None) -> str:
    names = [result.standard.rules.otherwise if one is None else real.speaker.level(one) for one in (before, after)]
    return f"{label}: {names[0]}, as before" if before == after else f"{label}: from {names[0]} to {names[1]}"
