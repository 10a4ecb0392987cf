"""Movers: which changes move a pack, each told only from what the pack was seen to come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kitemark.comparing.change import Change
from kitemark.comparing.undoing import Undoer
from kitemark.result import Result
from kitemark.standard import Standard

ENOUGH = 3
"""Most changes that are named for one pack."""

Assessed = Callable[[Standard], Result | None]
"""What a pack comes to by a standard, as far as that takes it; None where that is nothing."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A change that moves a pack: by itself (`alone`), or as the pack would stay without it (`needed`).

    None where that could not be tried.
    """

    change: Change
    alone: bool | None
    needed: bool | None

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {"change": self.change.to_dict(), "alone": self.alone, "needed": self.needed}


@dataclass(frozen=True, slots=True)
class Movers:
    """The changes that move a pack, at most ENOUGH of them.

    `untried` counts the changes that could not be made or taken back by themselves, before ENOUGH
    were found; `cut` says that the time was over before all were tried. `result` is what the first
    one that moves the pack by itself brings it to.
    """

    found: tuple[Mover, ...] = ()
    untried: int = 0
    cut: bool = False
    result: Result | None = None


def movers(assessed: Assessed, old: Result, new: Result, undoer: Undoer) -> Movers:
    """Give the changes that by themselves bring a pack from what it was to what it is, or without which it stays.

    Where the established level is another, that is what moves; else it is the possible one.
    """
    told = _established if old.level != new.level else _both
    found: list[Mover] = []
    untried, reached = undoer.left_out, None
    for place in _likely(undoer, old, new):
        if len(found) == ENOUGH:
            break
        results = [_assessed(assessed, one) for one in (undoer.alone(place), undoer.without(place))]
        if undoer.is_over:
            return Movers(tuple(found), untried, cut=True, result=reached)
        alone = None if results[0] is None else told(results[0]) == told(new)
        needed = None if results[1] is None else told(results[1]) == told(old)
        untried += alone is None or needed is None
        if alone or needed:
            found.append(Mover(undoer.changes[place], alone, needed))
            reached = reached or (results[0] if alone else None)
    return Movers(tuple(found), untried, result=reached)


def _assessed(assessed: Assessed, standard: Standard | None) -> Result | None:
    return None if standard is None else assessed(standard)


def _established(result: Result) -> object:
    return result.level


def _both(result: Result) -> object:
    return result.level, result.possible


def _likely(undoer: Undoer, old: Result, new: Result) -> Iterator[int]:
    """Give the places of the changes, those first that plainly go the way in which the pack moved."""
    falls = new.outcome.established < old.outcome.established
    unlikely = "easier" if falls else "harder"
    yield from sorted(range(len(undoer.changes)), key=lambda place: undoer.changes[place].effect == unlikely)
