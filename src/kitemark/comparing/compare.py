"""Comparing two standards whole: what changed, what that means for each level, and who moves."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kitemark.analysis.question import Answer
from kitemark.assessment import Assessment
from kitemark.comparing.answers import LevelAnswer, LevelAnswers
from kitemark.comparing.change import Change
from kitemark.comparing.differences import aligned_differences
from kitemark.comparing.levels import SECONDS, compare_aligned
from kitemark.comparing.moving import PackMove, moves_of
from kitemark.comparing.relabelling import Names
from kitemark.comparing.renaming import align
from kitemark.comparing.versioning import Advice, advise
from kitemark.problems import Problem
from kitemark.standard import Standard
from kitemark.version import __version__


@dataclass(frozen=True)
class Comparison:
    """Two standards beside each other."""

    old: Standard
    new: Standard
    changes: tuple[Change, ...]
    answers: LevelAnswers
    packs: tuple[PackMove, ...] = ()
    renamed: Names = field(default_factory=Names)

    @property
    def differs(self) -> bool:
        """Whether anything is different; how the files are written is not."""
        return bool(self.changes)

    @property
    def levels(self) -> tuple[LevelAnswer, ...]:
        """The levels that both have, with what is known of each."""
        return self.answers.levels

    @property
    def other_standard(self) -> bool:
        """Whether these are two standards rather than two versions of one."""
        return self.old.id != self.new.id

    @property
    def names(self) -> tuple[str, str]:
        """What the two are called: by version, by id too where that differs, else the old and the new one."""
        if self.other_standard:
            return f"{self.old.id} {self.old.version}", f"{self.new.id} {self.new.version}"
        if self.old.version == self.new.version:
            return "the old version", "the new version"
        return self.old.version, self.new.version

    @functools.cached_property
    def advice(self) -> Advice:
        """How far the version should be raised."""
        return advise(self.old.version, self.new.version, self.changes, self.levels)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What in the packs does not fit one of the two."""
        return tuple(problem for pack in self.packs for problem in pack.problems)

    def to_dict(self) -> dict[str, Any]:
        """Give the comparison as plain data: the JSON form, version 1."""
        return {
            "kitemark": 1,
            "library": __version__,
            "old": _named(self.old),
            "new": _named(self.new),
            "differs": self.differs,
            "changes": [change.to_dict() for change in self.changes],
            "levels": [_level_data(level) for level in self.levels],
            "without": self.answers.without,
            "notes": list(self.answers.notes),
            "relabel": dict(self.renamed.in_packs),
            "packs": [pack.to_dict() for pack in self.packs],
            "version": {
                "bump": self.advice.bump,
                "because": self.advice.because,
                "least": self.advice.least,
                "enough": self.advice.enough,
            },
        }


def _named(standard: Standard) -> dict[str, str]:
    return {"id": standard.id, "version": standard.version, "sha256": standard.sha256}


def _level_data(level: LevelAnswer) -> dict[str, Any]:
    answers = {"keeps": _answer_data(level.keeps), "gains": _answer_data(level.gains)}
    return {"id": level.id, "title": level.title, "relation": level.relation, **answers}


def _answer_data(answer: Answer) -> dict[str, Any]:
    return {
        "says": answer.question.says,
        "verdict": answer.verdict,
        "how": answer.how,
        "why": answer.why,
        "witnesses": [{"says": one.says, "assessment": one.assessment} for one in answer.witnesses],
    }


def compare(
    old: Standard,
    new: Standard,
    packs: Sequence[tuple[str, Assessment]] = (),
    *,
    seconds: float = SECONDS,
) -> Comparison:
    """Give how a standard differs from an older one.

    `packs` are assessments with what to call them. `seconds` is the longest that the answers about
    levels may take together, and the search for what moves the packs; what is not answered by then
    is undecided.
    """
    aligned = align(old, new)
    changes = aligned_differences(aligned)
    answers = compare_aligned(aligned, changes, seconds=seconds)
    return Comparison(old, new, changes, answers, moves_of(packs, aligned, changes, seconds), aligned.names)
