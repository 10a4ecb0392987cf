"""Moving: what packs come to by both versions, who moves, and which change moved them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kitemark.analysis.carrying import carried
from kitemark.assessment import Assessment, assessment_from
from kitemark.comparing.change import Change
from kitemark.comparing.falling import falls_short
from kitemark.comparing.undoing import Undoer
from kitemark.problems import KitemarkError, Problem
from kitemark.result import Result, evaluate
from kitemark.standard import Standard

Levels = tuple[str | None, str | None]
"""The established and the possible level, by id."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a pack comes to by one version; `problems` say why it does not fit, and what is left then is `partly`."""

    result: Result | None
    problems: tuple[Problem, ...] = ()

    @property
    def levels(self) -> Levels | None:
        """The levels; None where nothing of the pack fits."""
        return None if self.result is None else (self.result.level, self.result.possible)

    def title(self, possible: bool = False) -> str:  # noqa: FBT001, FBT002
        """Give a level's title, or what no level is called."""
        if self.result is None:
            return "not to be said"
        level = self.result.possible if possible else self.result.level
        rules = self.result.standard.rules
        return next((one.title for one in rules.levels if one.id == level), rules.otherwise)


@dataclass(frozen=True, slots=True)
class PackMove:
    """One pack by both versions: `by` is the one change that moves it, `says` what it falls short of.

    `cut` says that there was no time left to look for the change.
    """

    name: str
    organisation: str
    old: Standing
    new: Standing
    by: Change | None = None
    says: str | None = None
    cut: bool = False

    @property
    def moves(self) -> bool:
        """Whether its established or possible level is another."""
        return self.old.levels != self.new.levels

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What does not fit one of the versions."""
        return (*self.old.problems, *self.new.problems)

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "pack": self.name,
            "organisation": self.organisation,
            "moves": self.moves,
            "old": _standing_data(self.old),
            "new": _standing_data(self.new),
            "by": None if self.by is None else self.by.to_dict(),
            "says": self.says,
            "cut": self.cut,
        }


def _standing_data(standing: Standing) -> dict[str, Any]:
    established, possible = standing.levels or (None, None)
    return {
        "level": {"established": established, "possible": possible},
        "fits": not standing.problems,
        "problems": [problem.to_dict() for problem in standing.problems],
    }


def moves_of(
    packs: Sequence[tuple[str, Assessment]], old: Standard, new: Standard, changes: tuple[Change, ...], seconds: float
) -> tuple[PackMove, ...]:
    """Give what each pack comes to by both versions, and of those that move what moved them.

    `seconds` is the longest that looking for the change that moved them may take for all together.
    """
    undoer = Undoer(old, new, changes, time.monotonic() + seconds)
    return tuple(_move(name, pack, (old, new), undoer) for name, pack in packs)


def _move(name: str, pack: Assessment, both: tuple[Standard, Standard], undoer: Undoer) -> PackMove:
    old, new = (_standing(standard, pack) for standard in both)
    found = PackMove(name, pack.organisation, old, new)
    if not found.moves or old.result is None or new.result is None:
        return found
    by, alone = _mover(pack, old, new, undoer)
    # Where several changes would each do, what the one of them asks for is said, and not what another does.
    old_then, new_then = (old.result, alone.result) if alone is not None else (old.result, new.result)
    says = None if new_then is None else _says(old_then, new_then)
    return PackMove(name, pack.organisation, old, new, by, says, cut=by is None and undoer.is_over)


def _standing(standard: Standard, pack: Assessment) -> Standing:
    """Give what a pack comes to; where it does not fit, what is left of it without what the version refuses."""
    try:
        return Standing(evaluate(standard, pack))
    except KitemarkError as error:
        problems = error.problems
    try:
        return Standing(evaluate(standard, _carried(standard, pack)), problems)
    except (KitemarkError, KeyError, TypeError):
        return Standing(None, problems)


def _carried(standard: Standard, pack: Assessment) -> Assessment:
    return assessment_from(carried(standard.rules, pack.written_out(standard)))


def _mover(pack: Assessment, old: Standing, new: Standing, undoer: Undoer) -> tuple[Change | None, Standing | None]:
    """Give the one change without which the pack comes to what it did, or which alone brings it to what it does.

    With the latter comes what the pack is brought to.
    """
    for place in _likely(undoer, old, new):
        tried = undoer.without(place)
        if tried is not None and _standing(tried, pack).levels == old.levels:
            return undoer.changes[place], None
    for place in _likely(undoer, old, new):
        tried = undoer.alone(place)
        found = None if tried is None else _standing(tried, pack)
        if found is not None and found.levels == new.levels:
            return undoer.changes[place], found
    return None, None


def _likely(undoer: Undoer, old: Standing, new: Standing) -> Iterator[int]:
    """Give the places of the changes, those first that plainly go the way in which the pack moved."""
    assert old.result is not None  # noqa: S101 - the caller has seen to it
    assert new.result is not None  # noqa: S101
    falls = new.result.outcome.established < old.result.outcome.established
    unlikely = "easier" if falls else "harder"
    yield from sorted(range(len(undoer.changes)), key=lambda place: undoer.changes[place].effect == unlikely)


def _says(old: Result, new: Result) -> str | None:
    """Give what holds the pack back in the version in which it reaches less."""
    if old.level == new.level:
        return None
    for short, reached in ((new, old.level), (old, new.level)):
        ids = [level.id for level in short.standard.rules.levels]
        if reached in ids and short.outcome.established < ids.index(reached):
            return falls_short(short, reached)
    return None
