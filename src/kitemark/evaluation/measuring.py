"""Measuring: records reduced to readings, each measure once for a party."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from kitemark.binding import Fault, Party, Record
from kitemark.evaluation.ends import Beyond, Ends, Exact, Interval, Root, Unknown, correction, exactly
from kitemark.evaluation.matching import matching
from kitemark.evaluation.reading import GroupReading, Lack, Reading
from kitemark.evaluation.sifting import Sifter
from kitemark.problems import listing
from kitemark.quantity import Number, exact, shown, whole_months
from kitemark.rules import measure as takes
from kitemark.rules.measure import Measure
from kitemark.rules.records import token
from kitemark.rules.standard import Rules

Value = Ends | str
"""A number's ends, or the name of the state in which there is none."""

UNKNOWN = Unknown()
ZERO = Exact(0)


class Measurer:
    """Reads a party's measures; a cited one for each criterion. Faults are gathered.

    `not_told` are the readings that decide and are not told, each a measure and a criterion;
    `supposed` those that are given, and stand in place of what the records come to.
    """

    not_told: Collection[tuple[str, str | None]] = ()
    supposed: Mapping[tuple[str, str | None], Reading] = MappingProxyType({})

    def __init__(self, rules: Rules, party: Party, date: datetime.date) -> None:
        """Take the rules, whose records to read, and the assessment date."""
        self.party = party
        self.faults: list[Fault] = []
        self._rules = rules
        self._date = date
        self._smallest = rules.smallest_group
        self._sifter = Sifter(rules, party, date)
        self._qualified: dict[tuple[str, str | None], Sequence[Record]] = {}
        self._readings: dict[str | tuple[str, str | None], Reading] = {}
        self._people = {kind.id: kind.people for kind in rules.kinds.values() if kind.people}

    def later(self, party: Party, day: datetime.date, turned: Collection[str]) -> Measurer:
        """Give who reads the same records on another day, when no measure but those that `turned` reads otherwise."""
        other = Measurer(self._rules, party, day)
        other._readings = {key: one for key, one in self._readings.items() if one.measure.id not in turned}
        other._qualified = {key: one for key, one in self._qualified.items() if key[0] not in turned}
        return other

    def read(self, measure: Measure, criterion: str | None = None) -> Reading:
        """Give the measure's reading, for one criterion where it is cited."""
        key = (measure.id, criterion) if measure.cited else measure.id
        reading = self._readings.get(key)
        if reading is None:
            reading = self._readings[key] = self._read(measure, criterion if measure.cited else None)
        return reading

    def readings(self) -> tuple[Reading, ...]:
        """Give all readings so far, in the order in which they were read."""
        return tuple(self._readings.values())

    def _read(self, measure: Measure, criterion: str | None) -> Reading:
        if self.supposed and (measure.id, criterion) in self.supposed:
            return self.supposed[measure.id, criterion]
        items = self.qualifying(measure, criterion)
        if measure.groups is not None:
            return self._grouped(measure, measure.groups, items, criterion)
        state, ends, lack = self._one(measure, items)
        empty = not items and state == "known"
        if not self.not_told:
            return Reading(measure, ends, state, lack, empty=empty)
        hidden = (measure.id, criterion) in self.not_told
        if lack is not None and hidden:
            lack = Lack(lack.field, None, lack.least)
        return Reading(measure, ends, state, lack, hidden=hidden and not measure.counts_only, empty=empty)

    def figures(self, measure: Measure) -> Iterator[tuple[str | None, Sequence[Record]]]:
        """Give the records behind each number that is made of them, with the criterion for which it is."""
        for criterion in sorted(self._rules.cited_by.get(measure.id, ())) if measure.cited else (None,):
            items = self.qualifying(measure, criterion)
            for some in (items,) if measure.groups is None else _split(items, measure.groups.field).values():
                if some:
                    yield criterion, some

    def qualifying(self, measure: Measure, criterion: str | None) -> Sequence[Record]:
        """Give the records from which a measure is read, for one criterion where it is cited."""
        key = (measure.id, criterion)
        items = self._qualified.get(key)
        if items is None:
            items = self._qualified[key] = self._sifted(measure, criterion)
        return items

    def _sifted(self, measure: Measure, criterion: str | None) -> Sequence[Record]:
        items = self._sifter.cited(measure, criterion) if criterion is not None else self._sifter.sift(measure.sieve)
        for field in measure.reads:
            items = [item for item in items if item.values.get(field) is not None]
        if measure.numbers:
            items = [item for item in items if self._has_numbers(measure, item)]
        if measure.take.__class__ is takes.Age:
            items = [item for item in items if item.day is not None]
        return items

    def _one(self, measure: Measure, items: Sequence[Record], *, group: bool = False) -> tuple[str, Ends, Lack | None]:
        """Give the state, the ends and what is lacking, for some records."""
        if not items:
            return self._none(measure, group=group)
        if self._smallest and not measure.counts_only and self.are_few(items):
            self._add_up(measure, items)
            return "withheld", UNKNOWN, None
        lack = self.lack(measure, items) if measure.needs else None
        if lack is not None:
            return "short", UNKNOWN, lack
        value = TAKES[measure.take.__class__](self, measure, measure.take, items)
        return (value, UNKNOWN, None) if isinstance(value, str) else ("known", value, None)

    def _none(self, measure: Measure, *, group: bool) -> tuple[str, Ends, Lack | None]:
        if measure.if_none is not None and not group:
            return "known", exactly(measure.if_none), None
        if measure.needs:
            field, least = measure.needs[0]
            return "none", UNKNOWN, Lack(field, 0, least)
        take = measure.take.__class__
        counted = take is takes.CountRecords or take is takes.CountDistinct
        summed = take is takes.Sum and (group or not measure.group_lower)
        return ("known", ZERO, None) if counted or summed else ("none", UNKNOWN, None)

    def _has_numbers(self, measure: Measure, item: Record) -> bool:
        wrong = [field for field in measure.numbers if not is_number(item.values.get(field, 0))]
        for field in wrong:
            message = f"record '{item.id}': found something else than a number as '{field}'"
            hint = f"the measure '{measure.id}' reads it as a number"
            self.faults.append(Fault("field", message, hint, item.id, field))
        return not wrong

    def lack(self, measure: Measure, items: Sequence[Record]) -> Lack | None:
        """Give what the records lack of what the measure needs; a few people's sum is not told."""
        for field, least in measure.needs:
            found = _sum(items, field)
            if found < least:
                return Lack(field, None if self.are_few(items) else found, least)
        return None

    def are_few(self, items: Sequence[Record]) -> bool:
        """Tell whether the records count fewer people than may be shown; no where none counts people."""
        if not self._smallest:
            return False
        counted = [item.values.get(self._people[item.kind]) for item in items if item.kind in self._people]
        return bool(counted) and sum(people for people in counted if people and is_number(people)) < self._smallest

    def _grouped(
        self, measure: Measure, groups: takes.Groups, items: Sequence[Record], criterion: str | None
    ) -> Reading:
        split = _split(items, groups.field)
        names: dict[Any, str] = dict(groups.every)
        for key in split:
            names.setdefault(key, _called(key))
        if not split and not groups.every and (measure.if_none is not None or measure.needs):
            state, ends, lack = self._none(measure, group=False)
            return Reading(measure, ends, state, lack, empty=state == "known")
        must = {key for key, _ in groups.every}
        readings, unknown = [], False
        for key, name in names.items():
            members = split.get(key, ())
            state, ends, _ = self._one(measure, members, group=True)
            known = ends if state == "known" else None
            unknown = unknown or (known is None and key in must)
            readings.append(GroupReading(name, known, state == "withheld", key not in split))
        ends = (
            UNKNOWN
            if unknown
            else _across(groups, [r.ends for r in readings if r.ends is not None], lower=measure.group_lower)
        )
        withheld = bool(readings) and all(group.withheld for group in readings)
        state = "known" if ends is not UNKNOWN else "withheld" if withheld else "groups"
        hidden = (measure.id, criterion) in self.not_told
        return Reading(measure, ends, state, None, tuple(readings), hidden=hidden)

    def _add_up(self, measure: Measure, items: Sequence[Record]) -> None:
        # What does not add up is wrong whether or not its value may be shown.
        if isinstance(measure.take, takes.ShareOfSums) and measure.z_squared is not None:
            self.interval(measure, items, _sum(items, measure.take.field), _sum(items, measure.take.of))

    def interval(self, measure: Measure, items: Sequence[Record], hits: Number, total: Number) -> Ends:
        """Give a share's interval, noting counts that do not add up."""
        if not 0 <= hits <= total:
            message = f"found counts that do not add up in the measure '{measure.id}', wanted no more hits than answers"
            names = [item.id for item in items if item.id]
            hint = "check the records " + listing(f"'{name}'" for name in names[:5])
            self.faults.append(Fault("counts", message, hint, names[0] if names else None))
            return UNKNOWN
        assert measure.z_squared is not None  # noqa: S101 - the caller asks only where it is set
        size = self._population(measure, items, total)
        f = correction(size, total)
        width = measure.z_squared if f == 1 else exact(measure.z_squared * f)
        return Interval(hits, total, width, size)

    def correction(self, measure: Measure, items: Sequence[Record], total: Number) -> Number:
        """Give the finite-population correction f."""
        return correction(self._population(measure, items, total), total)

    def _population(self, measure: Measure, items: Sequence[Record], total: Number) -> Number | None:
        """Give the population N, or None where there is none, one record lacks it, or it is less than who answered."""
        size = self.population(measure, items)
        return None if size is None or size < total else size

    def population(self, measure: Measure, items: Sequence[Record]) -> Number | None:
        """Give how many people records speak for; None where that is not known of all of them."""
        field = measure.population
        if field is None or any(item.values.get(field) is None for item in items):
            return None
        sizes = [item.values[field] for item in items]
        size: Number = max(sizes) if measure.population_largest else sum(sizes)
        return size

    def age(self, items: Sequence[Record], unit: str) -> int:
        """Give the largest n for which the latest record is dated on or before n months or days ago."""
        latest = max(item.day for item in items if item.day is not None)
        return (self._date - latest).days if unit == "days" else whole_months(latest, self._date)


def _split(items: Sequence[Record], field: str) -> dict[Any, list[Record]]:
    """Give the records by the values of a field as tokens, a list's record under each of its items."""
    split: dict[Any, list[Record]] = {}
    for item in items:
        value = item.values[field]
        for one in dict.fromkeys(map(token, value)) if value.__class__ is list else (token(value),):
            split.setdefault(one, []).append(item)
    return split


def _called(group: Any) -> str:
    """Give a group's name in words, from its token."""
    if group.__class__ is tuple:
        truth = "yes" if group[1] else "no"
        return truth if group[0] is bool else "a list" if group[0] is list else "a mapping"
    return shown(group) if isinstance(group, int | Fraction) else str(group)


def is_number(value: Any) -> bool:
    """Tell whether a record's value is a number, or nothing."""
    return value is None or value.__class__ is int or value.__class__ is Fraction


def _sum(items: Sequence[Record], field: str) -> Number:
    return sum([item.values.get(field) or 0 for item in items])


def _ratio(top: Number, bottom: Number) -> Value:
    if bottom == 0:
        return "undivided"
    if bottom < 0:
        top, bottom = -top, -bottom
    if top.__class__ is int and bottom.__class__ is int:
        return Exact(top, bottom)
    return Exact(top.numerator * bottom.denominator, top.denominator * bottom.numerator)


def _count(_: Measurer, __: Measure, ___: takes.CountRecords, items: Sequence[Record]) -> Value:
    return Exact(len(items))


def _distinct(_: Measurer, __: Measure, take: takes.CountDistinct, items: Sequence[Record]) -> Value:
    seen: set[Any] = set()
    for item in items:
        value = item.values[take.field]
        seen.update(map(token, value)) if value.__class__ is list else seen.add(token(value))
    return Exact(len(seen))


def _total(_: Measurer, __: Measure, take: takes.Sum, items: Sequence[Record]) -> Value:
    return exactly(_sum(items, take.field))


def _mean(_: Measurer, __: Measure, take: takes.Mean, items: Sequence[Record]) -> Value:
    if take.weight is None:
        return _ratio(_sum(items, take.field), len(items))
    weighted = sum(item.values[take.weight] * item.values[take.field] for item in items)
    return _ratio(weighted, _sum(items, take.weight))


def _median(_: Measurer, measure: Measure, take: takes.Median, items: Sequence[Record]) -> Value:
    found = sorted(
        (item.values[take.field] for item in items if item.values.get(take.field) is not None),
        reverse=not measure.group_lower,
    )
    half, odd = divmod(len(items), 2)
    if half >= len(found):
        return Beyond()
    return exactly(found[half]) if odd else _ratio(found[half - 1] + found[half], 2)


def _latest(_: Measurer, __: Measure, take: takes.Latest, items: Sequence[Record]) -> Value:
    latest = items[0]
    for item in items:
        if (item.day or datetime.date.min) >= (latest.day or datetime.date.min):
            latest = item
    return exactly(latest.values[take.field])


def _smallest(_: Measurer, __: Measure, take: takes.Smallest, items: Sequence[Record]) -> Value:
    return exactly(min(item.values[take.field] for item in items))


def _largest(_: Measurer, __: Measure, take: takes.Largest, items: Sequence[Record]) -> Value:
    return exactly(max(item.values[take.field] for item in items))


def _age(measurer: Measurer, _: Measure, take: takes.Age, items: Sequence[Record]) -> Value:
    return Exact(measurer.age(items, take.unit))


def _share_of_sums(measurer: Measurer, measure: Measure, take: takes.ShareOfSums, items: Sequence[Record]) -> Value:
    return _share(measurer, measure, items, _sum(items, take.field), _sum(items, take.of))


def _share_of_records(
    measurer: Measurer, measure: Measure, take: takes.ShareOfRecords, items: Sequence[Record]
) -> Value:
    hits = matching(take.tests, items)
    if take.of is None:
        return _share(measurer, measure, items, len(hits), len(items))
    return _share(measurer, measure, items, _sum(hits, take.of), _sum(items, take.of))


def _share(measurer: Measurer, measure: Measure, items: Sequence[Record], hits: Number, total: Number) -> Value:
    if total == 0:
        return "undivided"
    return _ratio(hits, total) if measure.z_squared is None else measurer.interval(measure, items, hits, total)


def _margin(measurer: Measurer, measure: Measure, take: takes.Margin, items: Sequence[Record]) -> Value:
    total = _sum(items, take.field)
    if total <= 0:
        return "undivided"
    assert measure.z_squared is not None  # noqa: S101 - a margin has a confidence
    return Root(Fraction(measure.z_squared * measurer.correction(measure, items, total)) / (4 * total))


TAKES: Mapping[type[takes.Take], Callable[[Measurer, Measure, Any, Sequence[Record]], Value]] = {
    takes.CountRecords: _count,
    takes.CountDistinct: _distinct,
    takes.Sum: _total,
    takes.Mean: _mean,
    takes.Median: _median,
    takes.Latest: _latest,
    takes.Smallest: _smallest,
    takes.Largest: _largest,
    takes.Age: _age,
    takes.ShareOfSums: _share_of_sums,
    takes.ShareOfRecords: _share_of_records,
    takes.Margin: _margin,
}


def _across(groups: takes.Groups, known: list[Ends], *, lower: bool) -> Ends:
    if not known:
        return UNKNOWN
    if groups.reaching is not None:
        reached = sum(ends.reach(groups.reaching)[0] for ends in known)
        return Exact(reached, len(known))
    values = [ends.value for ends in known if isinstance(ends, Exact)]
    beyond = len(values) < len(known)
    if groups.across == "spread":
        if len(known) < 2:
            return UNKNOWN
        return Beyond() if beyond else exactly(max(values) - min(values))
    if groups.across == "worst":
        return Beyond() if beyond else exactly(max(values) if lower else min(values))
    return exactly(min(values) if lower else max(values)) if values else Beyond()
