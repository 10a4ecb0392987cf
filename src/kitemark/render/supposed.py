"""What is supposed, and what that changes, as text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitemark.explain.words import joined
from kitemark.render.page import KEPT, Page
from kitemark.supposition import Turn, moves, turns

if TYPE_CHECKING:
    from kitemark.result import Result

_TURNS = {"met": "now met", "open": "now open", "unmet": "no longer met"}


def add_supposed(result: Result, page: Page) -> None:
    """Say what is supposed, where anything is."""
    if result.supposed is not None:
        page.add(f"Supposed: {joined(result.supposed.words)}".replace(": ", f":{KEPT}", 1), "open", hang=10)


def add_changes(result: Result, page: Page) -> None:
    """Say what comes out otherwise than by the pack as it is, where anything is supposed."""
    real = result.as_it_is
    if real is None:
        return
    page.heading("What this changes")
    page.add(_level_words("Level", real, result, real.level, result.level), indent=2, hang=2)
    if real.possible != real.level or result.possible != result.level:
        page.add(_level_words("Possible", real, result, real.possible, result.possible), indent=2, hang=2)
    for name, unit in real.units.items():
        if unit.level != result.units[name].level:
            page.add(_level_words(unit.name, real, result, unit.level, result.units[name].level), indent=2, hang=2)
    for turn in turns(real.outcome, result.outcome, result.speaker):
        page.add(f"{page.marks[turn.after]} {turn.level}, {_turn_words(turn)}: {turn.text}", turn.after, 2, 2)
    moved = list(moves(real.outcome, result.outcome, result.speaker))
    for move in moved:
        page.add(f"{move.key} {move.title}: from {move.before} to {move.after}", indent=2, hang=2)
    if not moved:
        page.add("No criterion moves.", indent=2)


def _turn_words(turn: Turn) -> str:
    return "no longer ruled out" if (turn.before, turn.after) == ("unmet", "open") else _TURNS[turn.after]


def _level_words(label: str, real: Result, result: Result, before: str | None, after: str | None) -> str:
    names = [result.standard.rules.otherwise if one is None else real.speaker.level(one) for one in (before, after)]
    return f"{label}: {names[0]}, as before" if before == after else f"{label}: from {names[0]} to {names[1]}"
