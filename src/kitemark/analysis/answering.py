"""Answering: what is said where a search ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kitemark.analysis.drafting import Data
from kitemark.analysis.logic import InexactError, Lit
from kitemark.analysis.question import Answer, Question, Witness
from kitemark.analysis.questions.asked import Asked, Parties
from kitemark.analysis.solving import ALIKE, SPENT, Solver
from kitemark.analysis.supposing import World

_OVER = "the time for all questions was over"
_NO_RECORDS = "no assessment was found that shows the contrary, and it could not be ruled out that there is one"


def undecided(question: Question, why: str | None) -> Answer:
    """Give that a question is not decided, and why."""
    return Answer(question, "undecided", "", why=why)


def over(question: Question) -> Answer:
    """Give that there was no time for a question."""
    return undecided(question, _OVER)


def spent(question: Question) -> Answer:
    """Give that the solver's work for one question was spent."""
    return undecided(question, SPENT)


def inexact(question: Question, error: InexactError) -> Answer:
    """Give that a question cannot be put to the solver."""
    return undecided(question, f"it cannot be put to the solver exactly: {error}")


def unfound(question: Question) -> Answer:
    """Give that there may be an organisation for which it is not so, and that none was found."""
    return undecided(question, _NO_RECORDS)


def refuted(asked: Asked, pack: Data) -> Answer:
    """Give that an assessment shows that it is not so."""
    return Answer(asked.question, "refuted", "by a witness", (Witness(asked.shows, pack),))


def none(
    question: Question, solver: Solver, failed: Sequence[World], sought: Callable[[Parties], Lit] | None
) -> Answer:
    """Give that there is no organisation for which it is not so, as far as that is proved."""
    if failed:
        return unfound(question)
    differing = solver.rules.asks_units and (sought is None or not solver.rules_out(sought))
    return proved(question, [*solver.logic.notes, *([ALIKE] if differing else [])])


def proved(question: Question, notes: Sequence[str]) -> Answer:
    """Give that it is so, by the solver, unless notes say that not everything was looked at."""
    if notes:
        return undecided(question, "it is so as far as was looked, but " + "; ".join(notes))
    return Answer(question, "proved", "by the solver")
