"""Answers to counts: each question in each group, with what is no answer kept apart."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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
    all groups from elsewhere can then take away the others and still not tell a small one. With several
    splits the same holds of every sum over some of them, as of one site, and of what is held back for it.
    Which groups are held back does not depend on how small the small ones are.
    """
    filled = {group: size for group, size in sizes.items() if size > 0}
    small = {group for group, size in filled.items() if size < smallest}
    back, margins = small | (never & filled.keys()), list(_margins(filled))
    while (more := _given_away(margins, filled, small, back, never)) is not None:
        back.add(more)
    return frozenset(back)


def _margins(groups: Iterable[Any]) -> Iterator[frozenset[Any]]:
    """Give the groups of which somebody may know the sum: all, and those alike in some of the splits."""
    yield frozenset(groups)
    told = [group for group in groups if isinstance(group, tuple)]
    splits = range(len(told[0]) if told else 0)
    for number in splits[1:]:
        for chosen in itertools.combinations(splits, number):
            alike: dict[Group, set[Group]] = {}
            for group in told:
                alike.setdefault(tuple(group[place] for place in chosen), set()).add(group)
            yield from map(frozenset, alike.values())


def _given_away(
    margins: Iterable[frozenset[Any]],
    sizes: Mapping[Any, int],
    small: Collection[Any],
    back: Collection[Any],
    never: Collection[Any],
) -> Any | None:
    """Give a group that has to go with those held back, as some sum would give one of them away; None for none."""
    for margin in margins:
        held = margin.intersection(back)
        alone = len(held) == 1 and not held.intersection(never)
        others = sorted(margin - held, key=lambda one: (sizes[one], str(one)))
        if others and held and (alone or held.issubset(small)):
            return others[0]
    return None
