"""Sifting: which of a party's records, or judgements, a sieve lets through."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from kitemark.binding import Judgement, Party, Record, indexed
from kitemark.evaluation.matching import matching
from kitemark.quantity import Span
from kitemark.rules.measure import Measure
from kitemark.rules.records import Link, Sieve, Test
from kitemark.rules.standard import Rules


class Sifter:
    """Sifts the records of one party; accepted evidence is sifted once."""

    def __init__(self, rules: Rules, party: Party, date: datetime.date) -> None:
        """Take whose records to sift, and the assessment date."""
        self._rules = rules
        self._party = party
        self._date = date
        self._evidence = party.evidence
        self._days: dict[Span, datetime.date] = {}
        self._accepted: dict[str, Sequence[Record]] = {}
        self._indexes: dict[tuple[frozenset[str] | None, tuple[str, ...], str], Mapping[Any, Sequence[Record]]] = {}
        self._cited: dict[str, dict[str, list[Record]]] = {}
        self._judged: Sequence[Record] | None = None

    def sift(self, sieve: Sieve) -> Sequence[Record]:
        """Give what the sieve lets through, in the pack's order."""
        tests = sieve.tests
        if sieve.judgements:
            items = self._judgements()
        elif tests and len(tests[0].allowed) == 1:
            items, tests = self._found(sieve, tests[0]), tests[1:]
        else:
            items = self._sources(sieve)
        if tests:
            items = matching(tests, items)
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

    def cited(self, measure: Measure, criterion: str) -> Sequence[Record]:
        """Give what a cited measure's sieve lets through that speaks to the criterion."""
        found = self._cited.get(measure.id)
        if found is None:
            found = self._cited[measure.id] = {}
            for item in self.sift(measure.sieve):
                for name in item.criteria:
                    found.setdefault(name, []).append(item)
        return found.get(criterion, [])

    def _found(self, sieve: Sieve, test: Test) -> Sequence[Record]:
        """Give the records of the sieve's sources with the one value that the test allows, from an index."""
        [wanted] = test.allowed
        if not sieve.accepted:
            kinds = sieve.kinds or (None,)
            if len(kinds) == 1:
                [kind] = kinds
                return self._evidence.index(kind, test.field).get(wanted, ())
            return _merged([self._evidence.index(kind, test.field).get(wanted, ()) for kind in kinds])
        key = (sieve.kinds, sieve.accepted, test.field)
        index = self._indexes.get(key)
        if index is None:
            index = self._indexes[key] = indexed(self._sources(sieve), test.field)
        return index.get(wanted, ())

    def _sources(self, sieve: Sieve) -> Sequence[Record]:
        if sieve.kinds is None:
            return self._evidence.records
        parts: list[Sequence[Record]] = [self._evidence.by_kind.get(kind, ()) for kind in sieve.kinds]
        parts += [self.accepted(name) for name in sieve.accepted]
        return _merged(parts)

    def accepted(self, name: str) -> Sequence[Record]:
        """Give the records that an accepted name stands for."""
        if name not in self._accepted:
            # Each stands after those that it is made from, so that a long chain is no deep call.
            for other, accepted in self._rules.accepted.items():
                self._accepted[other] = self.sift(accepted.sieve)
        return self._accepted[name]

    def _linked(self, items: Sequence[Record], link: Link) -> Sequence[Record]:
        others = self._evidence.by_kind.get(link.to, ()) if link.to in self._rules.kinds else self.accepted(link.to)
        days = {other.id: other.day for other in others}
        return [item for item in items if self._has_link(item, link, days)]

    def _has_link(self, item: Record, link: Link, days: Mapping[str, datetime.date | None]) -> bool:
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

    def _judgements(self) -> Sequence[Record]:
        if self._judged is None:
            standing = [j for judgements in self._party.standing.values() for j in judgements if j.rating is not None]
            self._judged = [_record(judgement) for judgement in sorted(standing, key=lambda j: j.place)]
        return self._judged


def _merged(parts: Sequence[Sequence[Record]]) -> Sequence[Record]:
    """Give the records of all parts in the pack's order, each once."""
    if len(parts) == 1:
        return parts[0]
    every = {record.place: record for part in parts for record in part}
    return [every[place] for place in sorted(every)]


def _record(judgement: Judgement) -> Record:
    values = {
        "criterion": judgement.criterion,
        "rating": judgement.rating,
        "assessor": judgement.assessor,
        "because": judgement.because,
        "role": judgement.role,
        "date": judgement.day.isoformat() if judgement.day else None,
        "cites": list(judgement.cites) or None,
    }
    return Record("", "", judgement.day, values, frozenset({judgement.criterion}), judgement.place)
