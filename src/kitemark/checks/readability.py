"""How hard a text is to read: the Automated Readability Index, in exact fractions.

    grade = 4.71 · characters/words + 0.5 · words/sentences - 21.43

Smith, E. A. and Senter, R. J. (1967), *Automated Readability Index*, AMRL-TR-66-220, Aerospace
Medical Research Laboratories, Wright-Patterson Air Force Base, Ohio. It counts letters and digits,
and no syllables, so that it needs no dictionary. It was made for English. A grade is a school year
in the United States: the reader's age less five, roughly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_PARAGRAPH = re.compile(r"\n\s*\n")
_END = re.compile(r"(?<=[.!?…])[\"')\]”’]*\s+(?=[\"'(\[“‘]*[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|cf|vs|approx|no|nos|Mr|Mrs|Ms|Dr|St)\.)\Z", re.IGNORECASE)
_LONGEST_ABBREVIATION = 10
# What is joined by a hyphen, a dot or an apostrophe is one word.
_WORD = re.compile(r"[^\W_](?:[\w'’.-]*[^\W_])?")
_LONGEST = 100_000
"""Most characters of a text that are looked at."""


@dataclass(frozen=True, slots=True)
class Readability:
    """The grade of a text, exactly, and its hardest sentence with the grade of that alone."""

    grade: Fraction
    words: int
    hardest: str
    hardest_grade: Fraction


def sentences(text: str) -> list[str]:
    """Give the sentences of a text; an empty line ends one, too."""
    found: list[str] = []
    for paragraph in _PARAGRAPH.split(text):
        parts: list[str] = []
        for part in _END.split(" ".join(paragraph.split())):
            parts.append(part)
            if not _ABBREVIATION.search(part, max(0, len(part) - _LONGEST_ABBREVIATION)):
                found.append(" ".join(parts))
                parts.clear()
        found.append(" ".join(parts))
    return [one for one in found if _WORD.search(one)]


def readability(text: str) -> Readability | None:
    """Give how hard a text is to read, of a very long one its beginning; None for one without words."""
    parts = sentences(text[:_LONGEST])
    if not parts:
        return None
    counts = [_count(one) for one in parts]
    hardest_grade, place = max((_grade(*count, 1), -place) for place, count in enumerate(counts))
    letters, words = (sum(column) for column in zip(*counts, strict=True))
    return Readability(_grade(letters, words, len(parts)), words, parts[-place], hardest_grade)


def _count(text: str) -> tuple[int, int]:
    """Give how many letters and digits there are, and how many words."""
    return sum(map(str.isalnum, text)), len(_WORD.findall(text))


def _grade(letters: int, words: int, count: int) -> Fraction:
    each = Fraction(letters, words)
    return Fraction("4.71") * each + Fraction(1, 2) * Fraction(words, count) - Fraction("21.43")
