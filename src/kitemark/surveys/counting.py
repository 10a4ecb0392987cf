"""Answers to counts: each question in each group, with what is no answer kept apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kitemark.digest import number_text
from kitemark.model.survey_mapping import Answers

POSITIVE, OTHER, DONT_KNOW, DOES_NOT_APPLY = "positive", "other", "dont_know", "does_not_apply"
Group = tuple[str, ...]
"""What each split column says, as written in the mapping; without splits, nothing."""


@dataclass(slots=True)
class Tally:
    """How many people gave which sort of answer."""

    positive: int = 0
    other: int = 0
    dont_know: int = 0
    does_not_apply: int = 0
    blank: int = 0

    @property
    def answers(self) -> int:
        """How many answered: those who did not know, and whom the question did not fit, are not among them."""
        return self.positive + self.other

    def add(self, sort: str) -> None:
        """Count one more."""
        setattr(self, sort, getattr(self, sort) + 1)


def plain(answer: object) -> str:
    """Give an answer without what makes no difference: capitals, blanks around it, the shape of an apostrophe."""
    text = number_text(answer) if isinstance(answer, Decimal) else str(answer)
    return " ".join(text.replace("\u2019", "'").split()).casefold()


def sorts(answers: Answers) -> dict[str, str]:
    """Give each answer, plain, with the sort that it counts as; of two sorts the first."""
    found: dict[str, str] = {}
    for sort in (POSITIVE, OTHER, DONT_KNOW, DOES_NOT_APPLY):
        for answer in getattr(answers, sort):
            found.setdefault(plain(answer), sort)
    return found


@dataclass(frozen=True, slots=True)
class Count:
    """The tallies of one question by group, and the lines of answers that nobody has sorted."""

    groups: Mapping[Group | None, Tally]
    unsorted: tuple[int, ...]


def count(
    rows: Sequence[tuple[int, Mapping[str, str]]], column: str, known: Mapping[str, str], groups: Sequence[Group | None]
) -> Count:
    """Give the count of one column; `groups` is each row's group, None for one that is in none."""
    tallies: dict[Group | None, Tally] = {}
    lost = []
    for (line, row), group in zip(rows, groups, strict=True):
        tally = tallies.setdefault(group, Tally())
        text = plain(row.get(column, ""))
        if not text:
            tally.blank += 1
        elif text in known:
            tally.add(known[text])
        else:
            lost.append(line)
    return Count(tallies, tuple(lost))


def held_back(sizes: Mapping[Any, int], smallest: int, never: frozenset[Any] = frozenset()) -> frozenset[Any]:
    """Give the groups of which no record is written, by how many answered in each.

    Those are the ones with fewer than `smallest`, and those `never` written. Where there are small ones,
    the smallest of the others goes with them, unless one that is never written does: who knows the sum of
    all groups from elsewhere can then take away the others and still not tell a small one. Which groups
    are held back does not depend on how small the small ones are.
    """
    filled = {group: size for group, size in sizes.items() if size > 0}
    small = {group for group, size in filled.items() if size < smallest}
    back = small | (never & filled.keys())
    others = sorted(filled.keys() - back, key=lambda one: (filled[one], str(one)))
    return frozenset(back | set(others[:1]) if small and back == small else back)
