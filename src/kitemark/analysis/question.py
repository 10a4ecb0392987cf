"""Questions about a standard, and the answers that there can be: proved, refuted, undecided.

A question says something of every organisation there could be, and is put so that a yes is a
finding: "nobody can reach gold". Its answer is proved, or refuted by a witness, a small
assessment that the engine has evaluated again, or undecided, and then it says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kitemark.quantity import Number
from kitemark.reading import Path

Verdict = Literal["proved", "refuted", "undecided"]


@dataclass(frozen=True, slots=True)
class Question:
    """Something that may be so for every organisation: `says` is the sentence, `code` the finding if it is.

    `path` is where in the standard's file it stands, and `about` the id of what it is about.
    """

    code: str
    about: str
    path: Path
    says: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """An organisation that shows that something is not so: an assessment as plain data, and what it comes to."""

    says: str
    assessment: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question: `how` it was answered, or `why` it could not be."""

    question: Question
    verdict: Verdict
    how: str
    witnesses: tuple[Witness, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Proofs:
    """All answers, and for each level the floor under each criterion (None where it cannot be had).

    `without` says why the solver was not asked, where it was not; `no_floors` why there is no table.
    `spent` is in seconds, for people to see: nothing that is decided depends on it but what is undecided.
    """

    answers: tuple[Answer, ...]
    floors: Mapping[str, Mapping[str, Number | None]]
    spent: float
    without: str | None = None
    no_floors: str | None = None
