"""What is known of each level of two versions: an answer for those who hold it, and for those who hold it now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kitemark.analysis.question import Answer

Relation = Literal["same", "stricter", "looser", "both ways", "undecided"]


@dataclass(frozen=True, slots=True)
class LevelAnswer:
    """A level that both versions have: whether whoever holds it by one of them holds it by the other.

    `keeps` answers for those who hold it by the old version, `gains` for those who hold it by the
    new one. Each is proved, or refuted with a witness, or undecided.
    """

    id: str
    title: str
    keeps: Answer
    gains: Answer

    @property
    def relation(self) -> Relation:
        """Same, stricter, looser or both ways; undecided where no answer is known well enough."""
        return _RELATIONS.get((self.keeps.verdict, self.gains.verdict), "undecided")

    @property
    def undecided(self) -> tuple[Answer, ...]:
        """The answers that are not known."""
        return tuple(answer for answer in (self.keeps, self.gains) if answer.verdict == "undecided")


_RELATIONS: dict[tuple[str, str], Relation] = {
    ("proved", "proved"): "same",
    ("refuted", "proved"): "stricter",
    ("proved", "refuted"): "looser",
    ("refuted", "refuted"): "both ways",
}


@dataclass(frozen=True, slots=True)
class LevelAnswers:
    """The answers for all levels that both versions have; `without` says why the solver was not asked.

    `notes` say how organisations were read by a version that does not know all that the other one does.
    """

    levels: tuple[LevelAnswer, ...]
    without: str | None = None
    notes: tuple[str, ...] = ()
