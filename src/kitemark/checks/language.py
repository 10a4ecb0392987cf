"""Findings about how a standard reads: two ideas in one sentence, no question, and hard words.

The rules for sentences are for English, and are left out where the standard says that it is
written in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from kitemark.checks import forms
from kitemark.checks.characters import characters
from kitemark.checks.finding import Finding, finding_at
from kitemark.checks.losses import lost_words
from kitemark.checks.readability import readability
from kitemark.model.ratings import Rating as RatingModel
from kitemark.model.ratings import RatingForm
from kitemark.model.standard import StandardFile
from kitemark.problems import printable
from kitemark.quantity import shown
from kitemark.reading import Document

TARGET = Fraction(10)
"""The hardest grade of a text that is not told: school year 10, a reader of fifteen."""
LEAST_WORDS = 25
"""A grade of fewer words says more about chance than about the text."""

_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|will|would|shall|should)"
_WHO = r"(?:you|we|they|he|she|it|people|users|staff|everyone|everybody|anyone|somebody|someone|nobody)"
_AND = r"\b(?:and|or|but)\s+(?:also\s+)?"
_SECOND = (
    re.compile(r"(?<=\?)[^?]*\?", re.DOTALL),
    re.compile(r";.*", re.DOTALL),
    re.compile(rf"{_AND}{_VERB}\s.*", re.IGNORECASE | re.DOTALL),
    re.compile(rf"{_AND}(?:how|when|where|why)\s+{_VERB}\s.*", re.IGNORECASE | re.DOTALL),
    re.compile(rf"{_AND}{_WHO}\s+{_VERB}\b.*", re.IGNORECASE | re.DOTALL),
)
"""Where a second idea begins: a second question, or a clause of its own after 'and', 'or', 'but' or ';'.

Two things that one verb is about ("Is first contact quick and friendly?") are left alone.
"""


def language(standard: StandardFile, document: Document) -> list[Finding]:
    """Give every finding about how a standard reads; `document` places it."""
    found = [*characters(document), *lost_words(document)]
    found += no_question(standard, document)
    if is_english(standard):
        found += two_ideas(standard, document)
        found += hard_to_read(standard, document)
    return found


def is_english(standard: StandardFile) -> bool:
    """Tell whether a standard is written in English, as it is where it does not say."""
    return standard.language is None or standard.language.lower().split("-")[0] in ("en", "english")


def no_question(standard: StandardFile, document: Document) -> Iterator[Finding]:
    """Find criteria without a question; a note where no assessor has to answer one, as the rating is measured."""
    for path, criterion in forms.criteria(standard):
        if criterion.asks is None and not criterion.title.rstrip().endswith("?"):
            message = f"found no question for '{criterion.id}'"
            hint = "add 'asks: ...', as an assessor would put it"
            yield finding_at(document, "no-question", path, message, hint, mild=not _asks_assessors(criterion.rating))


def _asks_assessors(form: RatingForm | None) -> bool:
    if not isinstance(form, RatingModel):
        return True
    parts = (*(form.worst or ()), *(form.best or ()), *(form.choose or ()))
    return form.judgement is not None or any(_asks_assessors(part) for part in parts)


def two_ideas(standard: StandardFile, document: Document) -> Iterator[Finding]:
    """Find titles and questions of criteria that hold two ideas."""
    for path, criterion in forms.criteria(standard):
        for key in ("title", "asks"):
            said = getattr(criterion, key)
            second = None if said is None else second_idea(said)
            if second is not None:
                what = "title" if key == "title" else "question"
                message = f"found two ideas in the {what} of '{criterion.id}', the second '{printable(second, 80)}'"
                hint = "make each a criterion of its own, or say the one that counts"
                yield finding_at(document, "two-ideas", (*path, key), message, hint)


def second_idea(text: str) -> str | None:
    """Give the part of a sentence that is a second idea, or None where no sign of one is found."""
    for pattern in _SECOND:
        match = pattern.search(text)
        if match is not None:
            return " ".join(match[0].split())
    return None


def hard_to_read(standard: StandardFile, document: Document) -> Iterator[Finding]:
    """Find texts of at least LEAST_WORDS words that are harder to read than TARGET."""
    for text in forms.texts(standard):
        found = readability(text.said)
        if found is not None and found.words >= LEAST_WORDS and found.grade > TARGET:
            message = (
                f"found a text of {found.words} words at grade {_grade(found.grade)}, wanted at most {shown(TARGET)}"
            )
            hint = f"begin with the hardest sentence: '{printable(found.hardest, 120)}'"
            yield finding_at(document, "hard-to-read", text.path, message, hint)


def _grade(value: Fraction) -> str:
    return shown(value, 1).removesuffix("…")
