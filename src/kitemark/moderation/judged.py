"""The judgements of several packs made one list: every one is kept, and none stands twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kitemark.digest import canonical
from kitemark.moderation.heads import Part, parties
from kitemark.moderation.order import interleaved, is_within
from kitemark.problems import Problem
from kitemark.reading import Path

Key = tuple[str, int]
"""A judgement as text, and the how-manieth of those that say just that."""
Judged = dict[str | None, list[dict[str, Any]]]
"""Judgements by the unit in which they stand; None for the organisation's own."""
_APART = "give each assessor a name of their own, or give the judgement that counts a later date"


class Judgements:
    """All judgements of one unit, or of the organisation, as several packs list them."""

    def __init__(self, places: Mapping[str, int]) -> None:
        """Take the places of the criteria in the standard."""
        self._places = places
        self._raw: dict[Key, dict[str, Any]] = {}
        self._lists: list[list[Key]] = []

    def add(self, judgements: Iterable[dict[str, Any]]) -> list[Key]:
        """Take the judgements of one pack, in its order; give their keys."""
        counts: Counter[str] = Counter()
        keys = []
        for raw in judgements:
            text = canonical(raw)
            key = (text, counts[text])
            counts[text] += 1
            self._raw.setdefault(key, raw)
            keys.append(key)
        self._lists.append(keys)
        return keys

    def follow(self, before: Sequence[Key], later: dict[str, Any]) -> None:
        """Take a judgement that stands after some others."""
        self._lists.append([*before, *self.add([later])])

    def whole(self) -> tuple[list[dict[str, Any]], bool]:
        """Give all of them in one order, and whether the packs agree on it."""
        order, agree = interleaved(self._lists, self._rank)
        return [self._raw[key] for key in order], agree

    def _rank(self, key: Key) -> tuple[int, str, str, Key]:
        raw = self._raw[key]
        return (self._places.get(raw["criterion"], -1), raw.get("date", ""), raw["assessor"], key)


def gathered_judgements(parts: Sequence[Part], places: Mapping[str, int]) -> tuple[Judged, bool, list[Problem]]:
    """Give the judgements of all packs, whether the packs agree on their order, and what nobody could order."""
    by_unit: dict[str | None, Judgements] = {}
    groups: dict[tuple[str | None, str, str, str], list[tuple[Part, Path, list[Key]]]] = {}
    for part in parts:
        for unit, path in parties(part):
            raws = part.at((*path, "judgements")) or ()
            keys = by_unit.setdefault(unit, Judgements(places)).add(raws)
            mine: dict[tuple[str | None, str, str, str], tuple[Part, Path, list[Key]]] = {}
            for place, (raw, key) in enumerate(zip(raws, keys, strict=True)):
                group = (unit, raw["criterion"], raw["assessor"], raw.get("date", ""))
                mine.setdefault(group, (part, (*path, "judgements", place), []))[2].append(key)
            for group, one in mine.items():
                groups.setdefault(group, []).append(one)
    wholes = {unit: some.whole() for unit, some in by_unit.items()}
    problems = [problem for group, some in groups.items() for problem in _contradictions(group, some)]
    return {unit: found for unit, (found, _) in wholes.items()}, all(agree for _, agree in wholes.values()), problems


def _contradictions(
    group: tuple[str | None, str, str, str], some: Sequence[tuple[Part, Path, list[Key]]]
) -> Iterable[Problem]:
    """Give the packs in which one assessor says of one criterion, as of one day, something else than in another."""
    _, criterion, assessor, date = group
    longest = max(some, key=lambda one: len(one[2]))
    for part, path, keys in some:
        if not is_within(keys, longest[2]):
            day = f"dated {date}" if date else "undated"
            message = (
                f"found a judgement of '{criterion}' by '{assessor}', {day}, that differs from the one of that day in "
                f"{longest[0].name}; nobody can tell which came later"
            )
            yield part.problem(path, message, _APART)
