"""Ageing: which evidence goes stale and when, and what that does to the level if nothing new comes."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kitemark.analysis.supposing import Key
from kitemark.analysis.unknowns import measure_keys
from kitemark.binding import Case, Evidence, Party, Record
from kitemark.evaluation.ends import said_by
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.organisation import Before, evaluate_read
from kitemark.evaluation.outcome import CriterionOutcome, PartyOutcome
from kitemark.quantity import Number, Span, months_before
from kitemark.result import Result
from kitemark.rules.naming import readers_of
from kitemark.rules.standard import Rules
from kitemark.surveillance.days import Days

HORIZON = Span(3, "year")
"""How far ahead is looked for the first day on which a level changes, and for ratings that do before it."""


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

    Where no level changes up to then, the later days follow on which a rating does, up to the first on which a level
    does.
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
    years ahead, and ratings are followed as far as that. What is dated after the assessment stays left out. Each day
    was evaluated by the engine, on the same evidence.
    """
    date, model = result.assessment.date, result.standard.model
    last = until or after(date, model.review or Span(1, "year"))
    calendar = _Calendar(result, max(last, after(date, HORIZON)))
    before, levels = calendar.today, (result.outcome.established, result.outcome.possible)
    lapses: list[Lapse] = []
    for day in calendar.turning:
        if day > last and any(lapse.moved for lapse in lapses):
            break
        now = calendar.on(day, before)
        found = (now.outcome.established, now.outcome.possible)
        stale = tuple(calendar.stale(day, before, now))
        rated = tuple(_rerated(before.outcome, now.outcome))
        if found != levels or rated or (stale and day <= last):
            ids = [_level(result.standard.rules, place) for place in found]
            lapses.append(Lapse(day, stale, rated, ids[0], ids[1], found != levels))
        before, levels = now, found
    return Ageing(last, tuple(lapses))


def _level(rules: Rules, place: int) -> str | None:
    return rules.levels[place].id if place >= 0 else None


@dataclass(frozen=True, slots=True)
class _Day:
    """What an assessment comes to on a day, and who reads each party's measures then."""

    outcome: PartyOutcome
    readers: Mapping[str, Measurer]


class _Calendar:
    """One assessment on different days, each later than the one before."""

    def __init__(self, result: Result, last: datetime.date) -> None:
        """Take what was evaluated, and the last day to be looked at."""
        self._rules = rules = result.standard.rules
        self._case = case = result.assessment.bound(result.standard)[0]
        later = result.assessment.dated(last).bound(result.standard)[0]
        self._ends = {one.id: one.day for party in _parties(later) for one in party.evidence.records}
        self._keys = tuple(measure_keys(rules))
        self.turning = Days(rules, tuple(_parties(case)), self._ends, case.date, last).turning()
        names = ["", *(unit.id for unit in case.units)]
        readers = {name: Measurer(rules, party, case.date) for name, party in zip(names, _parties(case), strict=True)}
        self.today = _Day(self._evaluated(readers, case.date), readers)

    def on(self, day: datetime.date, before: _Day) -> _Day:
        """Give the assessment on a day, after what it was since the last day on which anything turned."""
        turned = self.turning[day]
        readers = {name: one.later(self._on(one.party, day), day, turned) for name, one in before.readers.items()}
        touched = [self._touched(one, readers[name], turned) for name, one in before.readers.items()]
        if not any(touched):
            return _Day(before.outcome, readers)
        criteria = [
            {name for key in keys for name in readers_of(self._rules, *key)} if keys else None for keys in touched
        ]
        return _Day(self._evaluated(readers, day, Before(before.outcome, criteria)), readers)

    def _touched(self, before: Measurer, now: Measurer, turned: Collection[str]) -> list[Key]:
        """Give the measures that come to something else than before."""
        return [
            key
            for key, measure in self._keys
            if key[0] in turned
            and said_by(before.read(measure, key[1]).ends) != said_by(now.read(measure, key[1]).ends)
        ]

    def stale(self, day: datetime.date, before: _Day, now: _Day) -> Iterator[Stale]:
        """Give the records that were read the day before and are not any more."""
        lost: dict[tuple[str, str, str, datetime.date], dict[str, None]] = {}
        for name, reader in before.readers.items():
            for key, measure in self._keys:
                if key[0] in self.turning[day]:
                    kept = {_name(record) for record in now.readers[name].qualifying(measure, key[1])}
                    for record in reader.qualifying(measure, key[1]):
                        if _name(record) not in kept and record.day is not None:
                            kind = self._rules.kinds[record.kind].title if record.kind else ""
                            lost.setdefault((name, _name(record), kind, record.day), {})[measure.title] = None
        for (party, record_id, kind, dated), titles in lost.items():
            yield Stale(party, record_id, kind, dated, tuple(titles))

    def _evaluated(
        self, readers: Mapping[str, Measurer], day: datetime.date, before: Before | None = None
    ) -> PartyOutcome:
        whole, *units = readers.values()
        case = dataclasses.replace(
            self._case, date=day, organisation=whole.party, units=tuple(unit.party for unit in units)
        )
        of_units = [whole] if self._rules.asks_units and not units else units
        return evaluate_read(self._rules, case, whole, of_units, before)

    def _on(self, party: Party, day: datetime.date) -> Party:
        """Give a party with the days of those records whose period still runs."""
        dated = [self._dated(one, day) for one in party.evidence.records]
        if all(one is other for one, other in zip(dated, party.evidence.records, strict=True)):
            return party
        return dataclasses.replace(party, evidence=Evidence(dated))

    def _dated(self, record: Record, day: datetime.date) -> Record:
        end = self._ends.get(record.id, record.day)
        now = record.day if end is None else min(end, day)
        if record.day is None or now is None or now <= record.day:
            return record
        return dataclasses.replace(record, day=now, values={**record.values, "date": now.isoformat()})


def _parties(case: Case) -> Iterator[Party]:
    yield case.organisation
    yield from case.units


def after(day: datetime.date, span: Span) -> datetime.date:
    """Give the day a span after a day; a month's last day where the month has no such day, and never past all days."""
    try:
        if span.unit in ("month", "year"):
            return months_before(day, -span.count * (12 if span.unit == "year" else 1))
        return day + datetime.timedelta(days=span.count * (7 if span.unit == "week" else 1))
    except (OverflowError, ValueError):
        return datetime.date.max


def _rerated(before: PartyOutcome, now: PartyOutcome, party: str = "") -> Iterator[Rerated]:
    """Give the criteria whose established rating is another one than before, in the organisation and its units."""
    for name, node in before.nodes.items():
        if isinstance(node, CriterionOutcome) and node.scored and node.low != now.nodes[name].low:
            yield Rerated(party, name, node.low, now.nodes[name].low)
    for old, new in zip(before.units, now.units, strict=True):
        yield from _rerated(old, new, old.party.id)


def _name(record: Record) -> str:
    return record.id or str(record.values["criterion"])
