"""What comes of an import: records that carry counts only, and what may be said of each question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.standard import Standard


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be said of one question; its counts are of the records that were written, and of no others.

    `records` of 0 means that too few people answered: then nothing else is said. `held_back` tells how many
    groups have no record: small ones, and others whose sizes would give those away.
    """

    column: str
    question: str
    records: int
    answers: int = 0
    dont_know: int = 0
    does_not_apply: int = 0
    blank: int = 0
    held_back: int = 0

    @property
    def rows(self) -> int:
        """How many rows the counts speak of."""
        return self.answers + self.dont_know + self.does_not_apply + self.blank


@dataclass(frozen=True, slots=True)
class SurveyRecords:
    """The records of a survey by a standard, what was asked, how many rows there were and how small a group may be.

    `rows` is None where it would tell how many people are in groups that have no record.
    """

    standard: Standard
    kind: str
    records: tuple[Mapping[str, Any], ...]
    asked: tuple[Asked, ...]
    rows: int | None
    smallest_group: int
