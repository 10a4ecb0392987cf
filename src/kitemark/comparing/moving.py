"""Moving: what packs come to by both versions, who moves, and which changes moved them."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kitemark.analysis.carrying import carried
from kitemark.analysis.drafting import Data
from kitemark.assessment import Assessment, assessment_from
from kitemark.comparing.change import Change
from kitemark.comparing.falling import falls_short
from kitemark.comparing.movers import Movers, movers
from kitemark.comparing.relabelling import relabelled_pack
from kitemark.comparing.renaming import Aligned
from kitemark.comparing.undoing import Undoer
from kitemark.problems import KitemarkError, Problem
from kitemark.result import Result, evaluate
from kitemark.standard import Standard

Levels = tuple[str | None, str | None]
"""The established and the possible level, by id."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a pack comes to by one version; `problems` say why it does not fit, and what is left then is `partly`.

    `relabelled` says that it fits once everything in it has its new id or name.
    """

    result: Result | None
    problems: tuple[Problem, ...] = ()
    relabelled: bool = False

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
    """One pack by both versions, with the changes that move it.

    `says` is what it falls short of by the version in which it reaches less: the old one where it `rose`.
    """

    name: str
    organisation: str
    old: Standing
    new: Standing
    movers: Movers = field(default_factory=Movers)
    says: str | None = None
    rose: bool = False

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
            "by": [mover.to_dict() for mover in self.movers.found],
            "untried": self.movers.untried,
            "cut": self.movers.cut,
            "says": self.says,
            "short_by": None if self.says is None else "old" if self.rose else "new",
        }


def _standing_data(standing: Standing) -> dict[str, Any]:
    established, possible = standing.levels or (None, None)
    return {
        "level": {"established": established, "possible": possible},
        "fits": not standing.problems and not standing.relabelled,
        "relabelled": standing.relabelled,
        "problems": [problem.to_dict() for problem in standing.problems],
    }


def moves_of(
    packs: Sequence[tuple[str, Assessment]], aligned: Aligned, changes: tuple[Change, ...], seconds: float
) -> tuple[PackMove, ...]:
    """Give what each pack comes to by both versions, and of those that move what moved them.

    `seconds` is the longest that looking for what moved them may take for all together.
    """
    undoer = Undoer(aligned, changes, time.monotonic() + seconds)
    return tuple(_Pack(name, pack, aligned).move(undoer) for name, pack in packs)


class _Pack:
    """One pack, and what it comes to by one standard or another."""

    def __init__(self, name: str, pack: Assessment, aligned: Aligned) -> None:
        self._name = name
        self._pack = pack
        self._aligned = aligned

    def move(self, undoer: Undoer) -> PackMove:
        """Give what it comes to by both versions."""
        was, now = self._standing(self._aligned.old), self._standing(self._aligned.new)
        found = PackMove(self._name, self._pack.organisation, was, now)
        if not found.moves or was.result is None or now.result is None:
            return found
        moved = movers(lambda standard: self._standing(standard).result, was.result, now.result, undoer)
        rose = _rose(was.result, now.result)
        return dataclasses.replace(found, movers=moved, says=_says(was.result, now.result, moved), rose=rose)

    def _standing(self, standard: Standard) -> Standing:
        """Give what it comes to: as it is, or with the new ids, or else without what the version refuses."""
        own = self._aligned.original if standard is self._aligned.old else standard
        problems: tuple[Problem, ...] = ()
        try:
            result = evaluate(own, self._pack)
        except KitemarkError as error:
            problems = error.problems
        else:
            if own is standard:
                return Standing(result)
        for writer in dict.fromkeys((own, self._aligned.original, self._aligned.new)):
            pack, other = self._relabelled(writer)
            if own is standard and not other:
                continue
            try:
                return Standing(evaluate(standard, assessment_from(pack)), relabelled=bool(problems))
            except KitemarkError as error:
                left = {problem.path for problem in error.problems}
                problems = tuple(problem for problem in problems if problem.path in left) or problems
        try:
            known = carried(standard.rules, self._relabelled(own)[0])
            return Standing(evaluate(standard, assessment_from(known)), problems)
        except (KitemarkError, KeyError, TypeError):
            return Standing(None, problems)

    def _relabelled(self, writer: Standard) -> tuple[Data, bool]:
        """Give the pack with the new ids, its tables read as a standard says, and whether any was another."""
        written = self._pack.written_out(writer)
        both = self._aligned.old.rules, self._aligned.new.rules
        found = relabelled_pack(written, self._aligned.names, both)
        return found, found != written


def _rose(old: Result, new: Result) -> bool:
    """Tell whether a pack reaches a level by the new version that it does not reach by the old one."""
    ids = [level.id for level in old.standard.rules.levels]
    return new.level in ids and old.outcome.established < ids.index(new.level)


def _says(old: Result, new: Result, moved: Movers) -> str | None:
    """Give what holds the pack back in the version in which it reaches less, at first where a mover holds it, too."""
    if old.level == new.level:
        return None
    if _rose(old, new):
        assert new.level is not None  # noqa: S101 - it has risen to it
        return falls_short(old, new.level)
    ids = [level.id for level in new.standard.rules.levels]
    if old.level not in ids or new.outcome.established >= ids.index(old.level):
        return None
    return falls_short(new, old.level, moved.result)
