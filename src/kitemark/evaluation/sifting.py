"""Sifting: which of a party's records, or judgements, a sieve lets through."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from kitemark.binding import Judgement, Party
from kitemark.evaluation.made import made
from kitemark.evaluation.matching import matches
from kitemark.quantity import Span
from kitemark.rules.measure import Measure
from kitemark.rules.records import Link, Sieve, Test, token
from kitemark.rules.standard import Rules

_SCALARS = frozenset({str, int, bool, Fraction})


@made
class Item:
    """A record, or a judgement read as one; `place` is its place in the pack."""

    id: str
    kind: str
    day: datetime.date | None
    values: Mapping[str, Any]
    criteria: frozenset[str]
    place: int


class Sifter:
    """Sifts the records of one party; accepted evidence is sifted once."""

    def __init__(self, rules: Rules, party: Party, date: datetime.date) -> None:
        """Index the party's records by kind."""
        self._rules = rules
        self._party = party
        self._date = date
        self._all = [
            Item(record.id, record.kind, record.day, record.values, record.criteria, place)
            for place, record in enumerate(party.records)
        ]
        self._by_kind: dict[str, list[Item]] = {}
        for item in self._all:
            self._by_kind.setdefault(item.kind, []).append(item)
        self._days: dict[Span, datetime.date] = {}
        self._accepted: dict[str, list[Item]] = {}
        self._indexes: dict[tuple[frozenset[str] | None, tuple[str, ...], str], dict[Any, list[Item]]] = {}
        self._cited: dict[str, dict[str, list[Item]]] = {}
        self._judged: list[Item] | None = None

    def sift(self, sieve: Sieve) -> list[Item]:
        """Give what the sieve lets through, in the pack's order."""
        tests = sieve.tests
        if sieve.judgements:
            items = self._judgements()
        elif tests and len(tests[0].allowed) == 1:
            items, tests = self._found(sieve, tests[0]), tests[1:]
        else:
            items = self._sources(sieve)
        if tests:
            items = [item for item in items if matches(tests, item.values)]
        if sieve.within is not None:
            first = self._before(sieve.within)
            items = [item for item in items if item.day is not None and item.day >= first]
        if sieve.older_than is not None:
            last = self._before(sieve.older_than)
            items = [item for item in items if item.day is not None and item.day < last]
        if sieve.link is not None:
            items = self._linked(items, sieve.link)
        return items

    def _before(self, span: Span) -> datetime.date:
        if span not in self._days:
            self._days[span] = span.before(self._date)
        return self._days[span]

    def cited(self, measure: Measure, criterion: str) -> list[Item]:
        """Give what a cited measure's sieve lets through that speaks to the criterion."""
        found = self._cited.get(measure.id)
        if found is None:
            found = self._cited[measure.id] = {}
            for item in self.sift(measure.sieve):
                for name in item.criteria:
                    found.setdefault(name, []).append(item)
        return found.get(criterion, [])

    def _found(self, sieve: Sieve, test: Test) -> list[Item]:
        """Give the records of the sieve's sources with the one value that the test allows, from an index."""
        key = (sieve.kinds, sieve.accepted, test.field)
        index = self._indexes.get(key)
        if index is None:
            index = self._indexes[key] = {}
            for item in self._sources(sieve):
                value = item.values.get(test.field)
                for one in value if value.__class__ is list else (value,):
                    if one.__class__ in _SCALARS and (
                        not (found := index.setdefault(token(one), [])) or found[-1] is not item
                    ):
                        found.append(item)
        [wanted] = test.allowed
        return index.get(wanted, [])

    def _sources(self, sieve: Sieve) -> list[Item]:
        if sieve.kinds is None:
            return self._all
        parts = [self._by_kind.get(kind, []) for kind in sieve.kinds]
        parts += [self.accepted(name) for name in sieve.accepted]
        if len(parts) == 1:
            return parts[0]
        every = {item.place: item for part in parts for item in part}
        return [every[place] for place in sorted(every)]

    def accepted(self, name: str) -> list[Item]:
        """Give the records that an accepted name stands for."""
        if name not in self._accepted:
            self._accepted[name] = self.sift(self._rules.accepted[name].sieve)
        return self._accepted[name]

    def _linked(self, items: Sequence[Item], link: Link) -> list[Item]:
        others = self._by_kind.get(link.to, []) if link.to in self._rules.kinds else self.accepted(link.to)
        days = {other.id: other.day for other in others}
        return [item for item in items if self._has_link(item, link, days)]

    def _has_link(self, item: Item, link: Link, days: Mapping[str, datetime.date | None]) -> bool:
        named = item.values.get(link.by)
        for name in named if isinstance(named, list) else [named]:
            if not isinstance(name, str) or name not in days:
                continue
            day = days[name]
            if link.dated is None:
                return True
            if day is not None and item.day is not None and (day >= item.day) is (link.dated == "after"):
                return True
        return False

    def _judgements(self) -> list[Item]:
        if self._judged is None:
            standing = [j for judgements in self._party.standing.values() for j in judgements if j.rating is not None]
            self._judged = [_item(judgement) for judgement in sorted(standing, key=lambda j: j.place)]
        return self._judged


def _item(judgement: Judgement) -> Item:
    values = {
        "criterion": judgement.criterion,
        "rating": judgement.rating,
        "assessor": judgement.assessor,
        "because": judgement.because,
        "role": judgement.role,
        "date": judgement.day.isoformat() if judgement.day else None,
        "cites": list(judgement.cites) or None,
    }
    return Item("", "", judgement.day, values, frozenset({judgement.criterion}), judgement.place)
