"""Making evidence: records from which a measure comes to what is wanted of it.

Candidates are guessed from what the measure takes, and the engine itself reads each one;
the first that passes and fails the same thresholds as what is wanted is given.
"""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from kitemark.analysis.drafting import Data, Drafter, allowed_values, plain
from kitemark.analysis.routes import Route, TooManyError, routes
from kitemark.analysis.supposing import Key, Supposed
from kitemark.analysis.thresholds import Thresholds
from kitemark.binding import Evidence, Party, bind_records
from kitemark.evaluation.ends import Ends
from kitemark.evaluation.matching import matches
from kitemark.evaluation.measuring import Measurer
from kitemark.quantity import Number, Span, exact
from kitemark.rules import measure as takes
from kitemark.rules.measure import Measure
from kitemark.rules.records import COMMON, Test
from kitemark.schemas import misfits
from kitemark.standard import Standard

Fields = dict[str, Any]
"""Fields of one record that are given; the others may be anything."""

_MOST_RECORDS = 200
_MOST_TRIED = 60
_SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 1_000_000)


class Maker:
    """Makes evidence for one standard's measures, as of one day."""

    def __init__(self, standard: Standard, thresholds: Thresholds, date: datetime.date) -> None:
        """Take the standard, the thresholds on its measures, and the assessment date."""
        self._thresholds = thresholds
        self._standard = standard
        self._rules = standard.rules
        self._date = date
        self._known: dict[tuple[Key, tuple[bool, ...]], list[Data] | None] = {}

    def evidence(self, key: Key, wanted: Supposed) -> list[Data] | None:
        """Give records from which a measure comes to what is wanted; None where none were found."""
        measure = self._rules.measures[key[0]]
        sought = self._thresholds.signature(key[0], wanted)
        if (key, sought) not in self._known:
            self._known[key, sought] = self._make(key, measure, wanted, sought)
        return self._known[key, sought]

    def _make(self, key: Key, measure: Measure, wanted: Supposed, sought: tuple[bool, ...]) -> list[Data] | None:
        for records in itertools.islice(self.candidates(key, wanted), _MOST_TRIED):
            ends = self.read(measure, key[1], records)
            if ends is not None and self._thresholds.signature(key[0], ends) == sought:
                return records
        return None

    def read(self, measure: Measure, criterion: str | None, records: list[Data]) -> Ends | None:
        """Give what the engine reads from records; None where they are no evidence."""
        bound = bind_records(self._rules, records, self._date)
        if bound is None:
            return None
        party = Party("made", "Made", {}, Evidence(bound), {}, (), empty=False, path=())
        measurer = Measurer(self._rules, party, self._date)
        reading = measurer.read(measure, criterion)
        return None if measurer.faults else reading.ends

    def candidates(self, key: Key, wanted: Supposed) -> Iterator[list[Data]]:
        """Give records from which a measure may come to what is wanted, none at all first."""
        measure = self._rules.measures[key[0]]
        yield []
        if measure.sieve.judgements:
            return
        try:
            ways = routes(self._rules, measure.sieve)
        except TooManyError:
            return
        prefix = f"{key[0]}-" if key[1] is None else f"{key[1]}-{key[0]}-"
        for fields in _settings(measure, wanted, ways, self._date):
            # Records of the last kind may disturb less than those of the first.
            for order in (ways, ways[::-1])[: 1 + (ways[0].kind is not ways[-1].kind)]:
                drafter = Drafter(self._rules, self._date, prefix)
                made = [self._drafted(drafter, order, measure, one, key[1]) for one in fields]
                if all(made):
                    yield [record for one in made for record in one or ()]

    def _drafted(
        self, drafter: Drafter, ways: Iterable[Route], measure: Measure, fields: Fields, criterion: str | None
    ) -> list[Data] | None:
        given = dict(fields)
        kind = given.pop("kind", None)
        for way in ways:
            if kind is not None and way.kind.id != kind:
                continue
            drafted = drafter.draft(way, {**_enough(measure, way), **given})
            if drafted is not None:
                if criterion is not None:
                    drafted[-1]["criteria"] = [criterion]
                return drafted
        return None


def _enough(measure: Measure, way: Route) -> Fields:
    """Give the fields of which a measure needs a sum, each large enough in one record."""
    return {field: max(math.ceil(least), 1) for field, least in measure.needs if field in way.kind.fields}


def _settings(measure: Measure, wanted: Supposed, ways: Sequence[Route], date: datetime.date) -> Iterator[list[Fields]]:
    """Give lists of records' fields with which a measure may come to what is wanted."""
    settle = _SETTINGS[measure.take.__class__]
    values = dict.fromkeys((wanted.estimate,))
    if measure.z_squared is not None:  # the low end of what was answered lies below it
        away = Fraction(-1 if measure.lower else 1, 100)
        values |= dict.fromkeys(exact(wanted.estimate + away * hundredths) for hundredths in (1, 2, 4))
    values[wanted.low] = None
    if measure.groups is None:
        for value in values:
            yield from settle(measure, measure.take, value, ways, date)
        return
    for value in values:
        for groups in _grouped(measure.groups, value, ways):
            parts = [list(itertools.islice(settle(measure, measure.take, one, ways, date), 12)) for _, one in groups]
            for several in itertools.islice(zip(*parts, strict=False), 12):
                field = measure.groups.field
                yield [
                    {**fields, **({} if field == "id" else {field: name})}
                    for (name, _), part in zip(groups, several, strict=True)
                    for fields in part
                ]


def _names(groups: takes.Groups, ways: Sequence[Route]) -> list[Any]:
    """Give the groups that must be there, and after them some that may."""
    must: list[Any] = [token[1] if token.__class__ is tuple else token for token, _ in groups.every]
    if groups.field == "unit":
        return [*must, *(f"unit-{place + 1}" for place in range(20))]
    if groups.field == "id":
        return [None]
    found: list[Any] = []
    for way in ways:
        schema = way.kind.fields.get(groups.field)
        listed = schema.get("enum", ()) if isinstance(schema, dict) else ()
        asked = [one for one in way.tests if one.field == groups.field]
        found += [one for one in listed if matches(asked, {groups.field: one})]
        more = (*(f"group {place + 1}" for place in range(20)), *range(1, 21), False, True)
        found += [one for one in more if _allowed(groups.field, one, [way])]
    return [*must, *(name for name in dict.fromkeys(found) if name not in must)]


def _grouped(groups: takes.Groups, value: Number, ways: Sequence[Route]) -> Iterator[list[tuple[Any, Number]]]:
    """Give groups, each with the number that it should have."""
    names, must = _names(groups, ways), len(groups.every)
    if groups.across in ("worst", "best"):
        yield [(name, value) for name in names[: max(must, 1)]]
    elif groups.across == "spread":
        named = names[: max(must, 2)]
        yield [(name, value if place == 0 else 0) for place, name in enumerate(named)]
        yield [(name, 1 if place == 0 else exact(1 - Fraction(value))) for place, name in enumerate(named)]
    elif groups.reaching is not None and 0 <= value <= 1:
        share, goal = Fraction(value), groups.reaching
        worse = goal.value + (1 if goal.lower else -1)
        count = max(must, share.denominator)
        count += -count % share.denominator
        named = names[:count]
        if len(named) < count:
            return
        hits = int(share * count)
        near = (
            exact(goal.value + (Fraction(-1, 100) if goal.lower else Fraction(1, 100))) if goal.strict else goal.value
        )
        for bad in (worse, exact(Fraction(goal.value) / 2), 0):
            yield [(name, near if place < hits else bad) for place, name in enumerate(named)]


Settle = Callable[[Measure, Any, Number, Sequence[Route], datetime.date], Iterator[list[Fields]]]


def _counted(
    _: Measure, __: takes.CountRecords, value: Number, ___: Sequence[Route], ____: datetime.date
) -> Iterator[list[Fields]]:
    if 0 < value <= _MOST_RECORDS and Fraction(value).denominator == 1:
        yield [{} for _ in range(int(value))]


def _distinct(
    _: Measure, take: takes.CountDistinct, value: Number, ways: Sequence[Route], date: datetime.date
) -> Iterator[list[Fields]]:
    count = int(value)
    if not 0 < count <= _MOST_RECORDS:
        return
    if take.field == "voice":
        voices = {way.kind.voice: way.kind.id for way in ways if way.kind.voice}
        if len(voices) >= count:
            yield [{"kind": kind} for kind in list(voices.values())[:count]]
        return
    if take.field == "date":
        yield [{"date": date - datetime.timedelta(days=place)} for place in range(count)]
        return
    if take.field == "kind":
        kinds = list(dict.fromkeys(way.kind.id for way in ways))
        if len(kinds) >= count:
            yield [{"kind": kind} for kind in kinds[:count]]
        return
    if take.field == "unit":
        units = _units(ways)
        if len(units) >= count:
            yield [{"unit": name} for name in units[:count]]
        return
    for way in ways:
        schema = way.kind.fields.get(take.field)
        listed = schema.get("enum", ()) if isinstance(schema, dict) else ()
        for values in (
            list(listed),
            [f"{take.field} {place + 1}" for place in range(count)],
            list(range(1, count + 1)),
        ):
            if len(values) >= count:
                yield [{"kind": way.kind.id, take.field: one} for one in values[:count]]
                if take.field not in COMMON:
                    yield [{"kind": way.kind.id, take.field: [one]} for one in values[:count]]


def _units(ways: Sequence[Route]) -> list[str]:
    """Give units that records may be of: those that are asked for, and some more."""
    asked = [[test for test in way.tests if test.field == "unit"] for way in ways]
    named = sorted(str(name) for tests in asked for test in tests for name in test.allowed)
    names = dict.fromkeys([*named, *(f"unit-{place + 1}" for place in range(_MOST_RECORDS))])
    return [name for name in names if any(matches(tests, {"unit": name}) for tests in asked)]


def _single(
    _: Measure,
    take: takes.Latest | takes.Smallest | takes.Largest,
    value: Number,
    __: Sequence[Route],
    ___: datetime.date,
) -> Iterator[list[Fields]]:
    yield [{take.field: plain(value)}]


def _summed(
    _: Measure, take: takes.Sum, value: Number, ways: Sequence[Route], __: datetime.date
) -> Iterator[list[Fields]]:
    yield [{take.field: plain(value)}]
    for way in ways:
        schema = way.kind.fields.get(take.field)
        most = schema.get("maximum") if isinstance(schema, dict) else None
        if isinstance(most, int) and most > 0 and value / most <= _MOST_RECORDS:
            whole, left = divmod(value, most)
            yield [{take.field: most} for _ in range(int(whole))] + ([{take.field: plain(left)}] if left else [])


def _averaged(
    _: Measure, take: takes.Mean | takes.Median, value: Number, __: Sequence[Route], ___: datetime.date
) -> Iterator[list[Fields]]:
    weight = {take.weight: 1} if isinstance(take, takes.Mean) and take.weight else {}
    yield [{take.field: plain(value), **weight}]
    share = Fraction(value)
    low = math.floor(share)
    up, parts = (share - low).numerator, share.denominator
    if weight:
        name = next(iter(weight))
        yield [{take.field: low, name: parts - up}, {take.field: low + 1, name: up}]
    if parts <= _MOST_RECORDS:
        yield [{take.field: low}] * (parts - up) + [{take.field: low + 1}] * up


def _aged(
    _: Measure, take: takes.Age, value: Number, __: Sequence[Route], date: datetime.date
) -> Iterator[list[Fields]]:
    if 0 <= value <= 12_000:
        yield [{"date": Span(int(value), "month" if take.unit == "months" else "day").before(date)}]


def _parts(value: Number, least: int) -> Iterator[tuple[int, int]]:
    """Give whole numbers k of n near a share, small ones first, no n below the least."""
    share = min(max(Fraction(value), Fraction(0)), Fraction(1)) if value <= 1 else Fraction(value)
    exactly = [share.denominator * size for size in _SIZES]
    for total in sorted({size for size in exactly if size >= least} | {size for size in _SIZES if size >= least}):
        near = share * total
        for hits in dict.fromkeys((math.floor(near), math.ceil(near))):
            yield hits, total


def _least(measure: Measure, ways: Sequence[Route], field: str) -> int:
    people = {way.kind.people for way in ways}
    smallest = 1 if field not in people else 2
    return max([smallest, *(math.ceil(least) for name, least in measure.needs if name == field)])


def _shared(
    measure: Measure, take: takes.ShareOfSums, value: Number, ways: Sequence[Route], __: datetime.date
) -> Iterator[list[Fields]]:
    for hits, total in _parts(value, _least(measure, ways, take.of)):
        yield [{take.field: hits, take.of: total}]


def _hit(
    measure: Measure, take: takes.ShareOfRecords, value: Number, ways: Sequence[Route], __: datetime.date
) -> Iterator[list[Fields]]:
    hit = _passing(take.tests, ways)
    miss = _failing(take.tests, ways)
    if hit is None or miss is None:
        return
    least = 1 if take.of is None else _least(measure, ways, take.of)
    for hits, total in _parts(value, least):
        if take.of is not None:
            yield [{**one, take.of: size} for one, size in ((hit, hits), (miss, total - hits)) if size]
        elif total <= _MOST_RECORDS:
            yield [dict(hit) for _ in range(hits)] + [dict(miss) for _ in range(total - hits)]


def _passing(tests: Iterable[Test], ways: Sequence[Route]) -> Fields | None:
    found: Fields = {}
    for test in tests:
        value = next((one for one in allowed_values(test) if _allowed(test.field, one, ways)), None)
        if value is None:
            return None
        found[test.field] = value
    return found


def _failing(tests: Iterable[Test], ways: Sequence[Route]) -> Fields | None:
    for test in tests:
        passing = list(allowed_values(test))
        for way in ways:
            schema = way.kind.fields.get(test.field)
            listed = schema.get("enum", ()) if isinstance(schema, dict) else ()
            numbers = [
                plain(bound + 1) for bound in (test.at_most,) if bound is not None and not isinstance(bound, str)
            ]
            numbers += [
                plain(bound - 1) for bound in (test.at_least,) if bound is not None and not isinstance(bound, str)
            ]
            asked = [one for one in way.tests if one.field == test.field]
            for value in (*listed, True, False, *numbers, "other"):
                fails = all(value is not one and value != one for one in passing)
                if fails and matches(asked, {test.field: value}) and _allowed(test.field, value, [way]):
                    return {test.field: value}
    return None


def _allowed(field: str, value: Any, ways: Sequence[Route]) -> bool:
    return any(field in way.kind.fields and not misfits(way.kind.fields[field], value) for way in ways)


def _margin(
    measure: Measure, take: takes.Margin, _: Number, ways: Sequence[Route], __: datetime.date
) -> Iterator[list[Fields]]:
    for size in _SIZES:
        if size >= _least(measure, ways, take.field):
            yield [{take.field: size}]
            yield [{take.field: size * 3}]


_SETTINGS: Mapping[type[takes.Take], Settle] = {
    takes.CountRecords: _counted,
    takes.CountDistinct: _distinct,
    takes.Sum: _summed,
    takes.Mean: _averaged,
    takes.Median: _averaged,
    takes.Latest: _single,
    takes.Smallest: _single,
    takes.Largest: _single,
    takes.Age: _aged,
    takes.ShareOfSums: _shared,
    takes.ShareOfRecords: _hit,
    takes.Margin: _margin,
}
