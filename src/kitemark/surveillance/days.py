"""Days: on which days what is read of a measure may be another, only because time passes."""

from __future__ import annotations

import datetime
import math
from collections.abc import Collection, Iterator, Mapping, Sequence

from kitemark.analysis.routes import kinds_behind
from kitemark.binding import Party, Record
from kitemark.quantity import Number, Span
from kitemark.rules.measure import Age, Measure, ShareOfRecords
from kitemark.rules.naming import all_goals, all_marks
from kitemark.rules.records import Sieve
from kitemark.rules.standard import Rules

_DAY = datetime.timedelta(days=1)


class Days:
    """The days after an assessment, up to a last one."""

    def __init__(
        self,
        rules: Rules,
        parties: Sequence[Party],
        ends: Mapping[str, datetime.date | None],
        date: datetime.date,
        last: datetime.date,
    ) -> None:
        """Take whose records they are, on which day each of them ends, and the first and the last day."""
        self._rules = rules
        self._date = date
        self._last = last
        self._judged = {one.day for party in parties for judged in party.standing.values() for one in judged}
        self._records = [(one, ends.get(one.id, one.day)) for party in parties for one in party.evidence.records]

    def turning(self) -> dict[datetime.date, set[str]]:
        """Give the days, in their order, on which records may begin or cease to count or count as older, for whom."""
        found: dict[datetime.date, set[str]] = {}
        for measure in self._rules.measures.values():
            for day in self._of(measure):
                if self._date < day <= self._last:
                    found.setdefault(day, set()).add(measure.id)
        return dict(sorted(found.items()))

    def _of(self, measure: Measure) -> Iterator[datetime.date]:
        records = self._read(measure)
        found = self._judged if measure.sieve.judgements else {end for _, end in records}
        days = {day for day in found if day is not None}
        spans, ages = _spans(measure.sieve, self._rules), set(self._ages(measure, days))
        for day in days:
            if day < self._last:
                yield from (self._first(day + _DAY, span) for span in spans)
                yield from (self._first(day, age) for age in ages)
        yield from self._running(measure, [end for one, end in records if end is not None and end != one.day])

    def _read(self, measure: Measure) -> list[tuple[Record, datetime.date | None]]:
        """Give the records of all kinds that have a say in what a measure reads, each with the day on which it ends."""
        kinds = kinds_behind(self._rules, measure.sieve)
        return [(one, end) for one, end in self._records if one.kind in kinds]

    def _running(self, measure: Measure, ends: Sequence[datetime.date]) -> Iterator[datetime.date]:
        """Give the days on which records whose period still runs may count otherwise than the day before.

        They are dated today, each day anew: later than all others from tomorrow on, until they end.
        """
        if not ends:
            return
        if not _reads_dates(measure, self._rules):
            yield from (day + _DAY for day in (self._date, *ends) if day < self._last)
            return
        until = min(max(ends).toordinal() + 1, self._last.toordinal())
        yield from map(datetime.date.fromordinal, range(self._date.toordinal() + 1, until + 1))

    def _ages(self, measure: Measure, days: Collection[datetime.date]) -> Iterator[Span]:
        """Give the ages at which a record is too old for a threshold; all where ages are set against each other."""
        if not isinstance(measure.take, Age):
            return
        unit = measure.take.unit.rstrip("s")
        if measure.groups is not None and measure.groups.across == "spread":
            most = (self._last - min(days, default=self._last)).days // (1 if unit == "day" else 28) + 1
            yield from (Span(number, unit) for number in range(1, most + 1))
            return
        for goal in _goals(measure, self._rules):
            yield from (Span(age, unit) for age in {math.floor(goal) + 1, math.ceil(goal)} if age > 0)

    def _first(self, day: datetime.date, span: Span) -> datetime.date:
        """Give the first day on which another is a span ago, or longer; the last there may be if none is."""
        low, high = self._date.toordinal(), min(self._last.toordinal() + 1, datetime.date.max.toordinal())
        while low < high:
            middle = (low + high) // 2
            if span.before(datetime.date.fromordinal(middle)) >= day:
                high = middle
            else:
                low = middle + 1
        return datetime.date.fromordinal(low)


def _goals(measure: Measure, rules: Rules) -> Iterator[Number]:
    """Give what a measure, or one group's number, is held against."""
    yield from (goal.value for one, goal in all_goals(rules) if one is measure)
    yield from (mark.goal.value for one, mark in all_marks(rules) if one is measure)
    if measure.groups is not None and measure.groups.reaching is not None:
        yield measure.groups.reaching.value


def _sieves(sieve: Sieve, rules: Rules) -> Iterator[Sieve]:
    """Give a sieve and those of all accepted evidence from which it takes, or to which its records must lead."""
    yield sieve
    names = [*sieve.accepted, *([sieve.link.to] if sieve.link is not None else [])]
    for name in names:
        if name in rules.accepted:
            yield from _sieves(rules.accepted[name].sieve, rules)


def _spans(sieve: Sieve, rules: Rules) -> set[Span]:
    """Give the lengths of time that decide whether a record counts."""
    return {span for one in _sieves(sieve, rules) for span in (one.within, one.older_than) if span is not None}


def _reads_dates(measure: Measure, rules: Rules) -> bool:
    """Tell whether a measure reads a record's date as one of its fields."""
    tests = [test for one in _sieves(measure.sieve, rules) for test in one.tests]
    tests += measure.take.tests if isinstance(measure.take, ShareOfRecords) else ()
    named = [measure.groups and measure.groups.field, getattr(measure.take, "field", None)]
    return "date" in [*(test.field for test in tests), *named]
