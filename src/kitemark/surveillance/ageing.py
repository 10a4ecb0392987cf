"""Ageing: which evidence goes stale and when, and what that does to the level if nothing new comes."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitemark.analysis.routes import kinds_behind
from kitemark.binding import Case, Evidence, Party, Record
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.organisation import evaluate_read
from kitemark.evaluation.outcome import CriterionOutcome, PartyOutcome
from kitemark.quantity import Number, Span, months_before
from kitemark.result import Result
from kitemark.rules.measure import Age, Measure
from kitemark.rules.naming import all_goals, all_marks
from kitemark.rules.records import Sieve
from kitemark.rules.standard import Rules

HORIZON = Span(3, "year")
"""How far ahead is looked for the first day on which a level is lost."""

Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Stale:
    """A record or judgement that no longer counts; `party` is a unit's id, or "" for the organisation.

    `kind` is its kind's title, and empty for a judgement, whose `id` is its criterion. `measures` are the titles of
    those that no longer read it.
    """

    party: str
    id: str
    kind: str
    day: datetime.date
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rerated:
    """A criterion whose established rating changes because of the date; `party` is a unit's id, or ""."""

    party: str
    criterion: str
    before: Number
    after: Number


@dataclass(frozen=True, slots=True)
class Lapse:
    """A day on which evidence goes stale, or a level changes because of the date; levels are ids, None for none."""

    day: datetime.date
    stale: tuple[Stale, ...]
    rated: tuple[Rerated, ...]
    established: str | None
    possible: str | None
    moved: bool


@dataclass(frozen=True, slots=True)
class Ageing:
    """What goes stale up to a day, in the order in which it does, if nothing new comes.

    Where no level changes up to then, the first later day on which one does stands last.
    """

    until: datetime.date
    lapses: tuple[Lapse, ...]

    @property
    def first_fall(self) -> Lapse | None:
        """The first day on which a level changes because of the date alone."""
        return next((lapse for lapse in self.lapses if lapse.moved), None)


def ageing(result: Result, until: datetime.date | None = None) -> Ageing:
    """Give what goes stale up to a day, with the level on each such day: up to the next review unless it is named.

    Where the standard has no review, that is a year on. The first day on which a level changes is looked for three
    years ahead. What is dated after the assessment stays left out. Each day was evaluated by the engine, on the same
    evidence.
    """
    date, model = result.assessment.date, result.standard.model
    last = until or after(date, model.review or Span(1, "year"))
    calendar = _Calendar(result, max(last, after(date, HORIZON)))
    before, levels = calendar.on(date), (result.outcome.established, result.outcome.possible)
    lapses: list[Lapse] = []
    for day in sorted(calendar.days(date)):
        if day > last and any(lapse.moved for lapse in lapses):
            break
        now = calendar.on(day)
        found = (now.outcome.established, now.outcome.possible)
        stale, rated = tuple(_stale(before, now, result.standard.rules)), tuple(_rerated(before.outcome, now.outcome))
        if found != levels or ((stale or rated) and day <= last):
            ids = [_level(result.standard.rules, place) for place in found]
            lapses.append(Lapse(day, stale, rated, ids[0], ids[1], found != levels))
        before, levels = now, found
    return Ageing(last, tuple(lapses))


def _level(rules: Rules, place: int) -> str | None:
    return rules.levels[place].id if place >= 0 else None


@dataclass(frozen=True, slots=True)
class _Day:
    """What an assessment comes to on a day, and which records each party's measures read then."""

    outcome: PartyOutcome
    read: Mapping[tuple[str, Key], Sequence[Record]]


class _Calendar:
    """One assessment on different days."""

    def __init__(self, result: Result, last: datetime.date) -> None:
        """Take what was evaluated, and the last day to be looked at."""
        self._rules = result.standard.rules
        self._last = last
        self._case = result.assessment.bound(result.standard)[0]
        later = result.assessment.dated(last).bound(result.standard)[0]
        self._ends = {one.id: one.day for party in _parties(later) for one in party.evidence.records}

    def on(self, day: datetime.date) -> _Day:
        """Give the assessment on a day."""
        whole, *units = (self._on(party, day) for party in _parties(self._case))
        case = dataclasses.replace(self._case, date=day, organisation=whole, units=tuple(units))
        readers = [Measurer(self._rules, party, day) for party in (whole, *units)]
        of_units = [readers[0]] if self._rules.asks_units and not units else readers[1:]
        outcome = evaluate_read(self._rules, case, readers[0], of_units)
        read: dict[tuple[str, Key], Sequence[Record]] = {}
        for name, reader in zip(["", *(unit.id for unit in units)], readers, strict=True):
            for measure in self._rules.measures.values():
                for criterion in sorted(self._rules.cited_by.get(measure.id, ())) if measure.cited else (None,):
                    read[name, (measure.id, criterion)] = reader.qualifying(measure, criterion)
        return _Day(outcome, read)

    def _on(self, party: Party, day: datetime.date) -> Party:
        """Give a party with the days of those records whose period still runs."""
        if all(record.day == self._ends.get(record.id) for record in party.evidence.records):
            return party
        records = (dataclasses.replace(one, day=self._day_of(one, day)) for one in party.evidence.records)
        return dataclasses.replace(party, evidence=Evidence(records))

    def _day_of(self, record: Record, day: datetime.date) -> datetime.date | None:
        end = self._ends.get(record.id, record.day)
        return record.day if end is None or end == record.day else min(end, day)

    def days(self, date: datetime.date) -> set[datetime.date]:
        """Give the days after a date on which a record may begin or cease to count, or count as older."""
        found: set[datetime.date] = set()
        for measure in self._rules.measures.values():
            for span in _spans(measure, self._rules):
                found |= {_first_beyond(day, span) for day in self._dated(measure)}
        return {day for day in found if date < day <= self._last}

    def _dated(self, measure: Measure) -> set[datetime.date]:
        """Give the days of all records, or judgements, of the kinds that a measure may read."""
        kinds = kinds_behind(self._rules, measure.sieve)
        found: set[datetime.date | None] = set()
        for party in _parties(self._case):
            if measure.sieve.judgements:
                found |= {one.day for judged in party.standing.values() for one in judged}
            else:
                found |= {self._ends.get(one.id, one.day) for one in party.evidence.records if one.kind in kinds}
        return {day for day in found if day is not None}


def _parties(case: Case) -> Iterator[Party]:
    yield case.organisation
    yield from case.units


def _spans(measure: Measure, rules: Rules) -> set[Span]:
    """Give the lengths of time that decide whether a record is read by a measure, or how old it counts as."""
    found = set(_sieve_spans(measure.sieve, rules))
    if isinstance(measure.take, Age):
        goals = [goal.value for one, goal in all_goals(rules) if one is measure]
        goals += [mark.goal.value for one, mark in all_marks(rules) if one is measure]
        unit = measure.take.unit.rstrip("s")
        found |= {Span(int(goal) + more, unit) for goal in goals for more in (0, 1) if goal >= 0}
    return found


def _sieve_spans(sieve: Sieve, rules: Rules) -> Iterator[Span]:
    yield from (span for span in (sieve.within, sieve.older_than) if span is not None)
    for name in sieve.accepted:
        yield from _sieve_spans(rules.accepted[name].sieve, rules)
    if sieve.link is not None and sieve.link.to in rules.accepted:
        yield from _sieve_spans(rules.accepted[sieve.link.to].sieve, rules)


def _first_beyond(day: datetime.date, span: Span) -> datetime.date:
    """Give the first day on which another day is more than a span ago; the last day there is, where none is."""
    low, high = day.toordinal(), datetime.date.max.toordinal()
    while low < high:
        middle = (low + high) // 2
        if span.before(datetime.date.fromordinal(middle)) > day:
            high = middle
        else:
            low = middle + 1
    return datetime.date.fromordinal(low)


def after(day: datetime.date, span: Span) -> datetime.date:
    """Give the day a span after a day; a month's last day where the month has no such day."""
    if span.unit in ("month", "year"):
        return months_before(day, -span.count * (12 if span.unit == "year" else 1))
    return day + datetime.timedelta(days=span.count * (7 if span.unit == "week" else 1))


def _stale(before: _Day, now: _Day, rules: Rules) -> Iterable[Stale]:
    """Give the records that were read the day before and are not any more."""
    lost: dict[tuple[str, str, datetime.date | None], dict[str, None]] = {}
    kinds: dict[tuple[str, str, datetime.date | None], str] = {}
    for (party, key), records in before.read.items():
        kept = {_name(record) for record in now.read[party, key]}
        for record in records:
            if _name(record) not in kept:
                place = (party, _name(record), record.day)
                lost.setdefault(place, {})[rules.measures[key[0]].title] = None
                kinds[place] = rules.kinds[record.kind].title if record.kind else ""
    for place, titles in lost.items():
        if place[2] is not None:
            yield Stale(place[0], place[1], kinds[place], place[2], tuple(titles))


def _rerated(before: PartyOutcome, now: PartyOutcome, party: str = "") -> Iterator[Rerated]:
    """Give the criteria whose established rating is another one than before, in the organisation and its units."""
    for name, node in before.nodes.items():
        if isinstance(node, CriterionOutcome) and node.scored and node.low != now.nodes[name].low:
            yield Rerated(party, name, node.low, now.nodes[name].low)
    for old, new in zip(before.units, now.units, strict=True):
        yield from _rerated(old, new, old.party.id)


def _name(record: Record) -> str:
    return record.id or str(record.values["criterion"])
