"""Drafting: one record that gets through a sieve, with some of its fields given."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kitemark.analysis.routes import Route, TooManyError, routes
from kitemark.authoring.samples import sample
from kitemark.evaluation.matching import matches
from kitemark.quantity import Number, exact
from kitemark.rules.records import COMMON, FieldRule, Kind, Link, Sieve, Test, token
from kitemark.rules.standard import Rules
from kitemark.schemas import misfits

Data = dict[str, Any]

_MOST_LINKS = 3
_MOST_FAILING = 2
_MANY = 100


class Drafter:
    """Drafts records by one standard's rules, each with an id of its own."""

    def __init__(self, rules: Rules, date: datetime.date, prefix: str) -> None:
        """Take the rules, the assessment date, and how ids begin."""
        self._rules = rules
        self._date = date
        self._prefix = prefix
        self._made = 0

    def draft(self, route: Route, fixed: Mapping[str, Any], depth: int = 0) -> list[Data] | None:
        """Give a record that takes a route, after those that it links to; None where none is plain to see."""
        record: Data = {"id": self._name(), "kind": route.kind.id}
        day = fixed.get("date") or self._day(route)
        record["date"] = day.isoformat()
        if not self._fill(record, route, fixed):
            return None
        others: list[Data] = []
        for link in route.links:
            linked = self._linked(link, day, depth)
            if linked is None or not _name_it(record, route, link.by, linked[-1]["id"]):
                return None
            others += linked
        return [*others, record] if _fits(record, route) else None

    def _name(self) -> str:
        self._made += 1
        return f"{self._prefix}{self._made}"

    def _day(self, route: Route) -> datetime.date:
        days = [span.before(self._date) - datetime.timedelta(days=1) for span in route.older_than]
        return min([self._date, *days])

    def _fill(self, record: Data, route: Route, fixed: Mapping[str, Any]) -> bool:
        kind = route.kind
        wanted = dict(fixed)
        wanted.pop("date", None)
        if kind.people and kind.people not in wanted and kind.people in kind.required:
            wanted[kind.people] = max(self._rules.smallest_group, _MANY)
        for test in route.tests:
            if test.field not in wanted and not _answer(test, route, wanted, record):
                return False
        for name in sorted(kind.required - wanted.keys()):
            try:
                wanted[name] = sample(kind.fields[name])
            except (LookupError, StopIteration):
                return False
        for name, value in wanted.items():
            if name in kind.fields or name in COMMON:
                record[name] = value
        return _obey(record, route, frozenset(fixed))

    def _linked(self, link: Link, day: datetime.date, depth: int) -> list[Data] | None:
        if depth == _MOST_LINKS:
            return None
        to = frozenset({link.to})
        sieve = Sieve(to) if link.to in self._rules.kinds else Sieve(frozenset(), (link.to,))
        at = day - datetime.timedelta(days=1) if link.dated == "before" else day
        try:
            ways = routes(self._rules, sieve)
        except TooManyError:
            return None
        drafts = (self.draft(way, {"date": at}, depth + 1) for way in ways)
        return next((one for one in drafts if one is not None), None)


def _name_it(record: Data, route: Route, field: str, identity: str) -> bool:
    """Write the id of another record into a field, alone or as a list of one."""
    schema = route.kind.fields.get(field)
    for value in (identity, [identity]):
        if schema is not None and not misfits(schema, value):
            record[field] = value
            return True
    return False


def _answer(test: Test, route: Route, wanted: Data, record: Data) -> bool:
    """Choose a value with which a record passes a test; tell whether there is one."""
    kind = route.kind
    if test.field == "kind":
        return token(kind.id) in test.allowed
    if test.field == "voice":
        if kind.voice_by is None:
            return kind.voice in test.allowed
        said = next((value for value, voice in kind.voices.items() if voice in test.allowed), None)
        wanted[kind.voice_by] = said[1] if said.__class__ is tuple else said
        return said is not None
    if test.field in COMMON:
        value = min((one for one in test.allowed if isinstance(one, str)), default=None)
        record[test.field] = value
        return value is not None and test.field != "id"
    schema = kind.fields.get(test.field)
    value = next((one for one in allowed_values(test) if schema is not None and not misfits(schema, one)), None)
    wanted[test.field] = value
    return value is not None


def allowed_values(test: Test) -> Iterator[Any]:
    """Give values that pass a test, alone and as a list of one."""
    for one in sorted(test.allowed, key=repr):
        value = one[1] if one.__class__ is tuple else one
        yield from (value, [value])
    for bound, away in ((test.at_least, 1), (test.at_most, -1)):
        if isinstance(bound, str):
            yield bound
        elif bound is not None:
            yield from (plain(bound), plain(bound + away))


def failing_values(test: Test, kind: Kind) -> list[Any]:
    """Give some values that a field of a kind may have and with which a record fails a test, the nearest first."""
    schema = kind.fields.get(test.field)
    if schema is None:
        return []
    listed = schema.get("enum", ()) if isinstance(schema, dict) else ()
    items = schema.get("items") if isinstance(schema, dict) else None
    if isinstance(items, dict) and "enum" in items:
        listed = ([item for item in items["enum"] if not matches((test,), {test.field: item})],)
    allowed = [value for value in test.allowed if isinstance(value, int)]
    bounds = ((test.at_least, -1), (test.at_most, 1), (min(allowed, default=None), -1), (max(allowed, default=None), 1))
    beyond = [plain(bound + away) for bound, away in bounds if isinstance(bound, int)]
    failing = (
        value
        for value in (*beyond, *listed, True, False)
        if not matches((test,), {test.field: value}) and not misfits(schema, value)
    )
    return list(itertools.islice(failing, _MOST_FAILING))


def _obey(record: Data, route: Route, fixed: frozenset[str]) -> bool:
    """Move fields that are free until the kind's rules between fields hold; tell whether they do."""
    kind = route.kind
    tested = {test.field for test in route.tests}
    for _ in range(len(kind.rules) + 1):
        broken = [rule for rule in kind.rules if _broken(rule, record)]
        if not broken:
            return True
        for rule in broken:
            _mend(rule, record, fixed | tested)
    return False


def _side(side: str | Number, record: Data) -> Number | None:
    value = record.get(side) if isinstance(side, str) else side
    return exact(value) if isinstance(value, int | Fraction | Decimal) and not isinstance(value, bool) else None


def _broken(rule: FieldRule, record: Data) -> bool:
    left, right = _side(rule.left, record), _side(rule.right, record)
    if left is None or right is None:
        return False
    return not (left <= right if rule.sign == "<=" else left < right if rule.sign == "<" else left == right)


def _mend(rule: FieldRule, record: Data, kept: frozenset[str]) -> None:
    left, right = _side(rule.left, record), _side(rule.right, record)
    assert left is not None  # noqa: S101 - a broken rule has both sides
    assert right is not None  # noqa: S101
    gap = 1 if rule.sign == "<" else 0
    if isinstance(rule.right, str) and rule.right not in kept:
        record[rule.right] = plain(left + gap)
    elif rule.left not in kept:
        record[rule.left] = plain(right - gap)


def _fits(record: Data, route: Route) -> bool:
    fields = route.kind.fields
    return all(not misfits(fields[name], value) for name, value in record.items() if name in fields)


def plain(value: Number) -> int | Decimal:
    """Give a number as files have it; one that does not end is cut."""
    if Fraction(value).denominator == 1:
        return int(value)
    return Decimal(value.numerator) / Decimal(value.denominator)
