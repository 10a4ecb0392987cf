"""Domains: the numbers that a measure can come to, whatever the records.

A domain is never too small: what is outside it can be left out of a proof. It may be too
large, as where records would have to be so and so at once; a witness is therefore tried.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kitemark.analysis.routes import Route, TooManyError, routes
from kitemark.quantity import Number, exact
from kitemark.rules import measure as takes
from kitemark.rules.certainty import is_certain
from kitemark.rules.measure import Measure
from kitemark.rules.records import token
from kitemark.rules.standard import Rules


@dataclass(frozen=True, slots=True)
class Domain:
    """The numbers from `low` to `high` (None for no end), or the whole ones among them.

    `unknown` says that the measure may also be without a number.
    """

    low: Number | None = None
    high: Number | None = None
    whole: bool = False
    unknown: bool = True

    def holds(self, value: Number) -> bool:
        """Tell whether a number is in the domain."""
        within = (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
        return within and (not self.whole or Fraction(value).denominator == 1)

    def between(self, after: Number | None, before: Number | None) -> Number | None:
        """Give a number of the domain more than one and less than another (None for no bound), or None."""
        low, high = self._inside(after, before)
        if self.whole:
            return self._whole_between(after, before, low, high)
        if low is None or high is None:
            return exact(low + 1) if low is not None else exact(high - 1) if high is not None else 0
        if low > high or (low == high and not (low != after and high != before)):
            return None
        return exact(Fraction(low + high) / 2)

    def _inside(self, after: Number | None, before: Number | None) -> tuple[Number | None, Number | None]:
        lows = [end for end in (self.low, after) if end is not None]
        highs = [end for end in (self.high, before) if end is not None]
        return max(lows, default=None), min(highs, default=None)

    def _whole_between(
        self, after: Number | None, before: Number | None, low: Number | None, high: Number | None
    ) -> Number | None:
        first = None if low is None else math.ceil(low)
        if first is not None and first == after:
            first += 1
        last = None if high is None else math.floor(high)
        if last is not None and last == before:
            last -= 1
        if first is None or last is None:
            return first if first is not None else last if last is not None else 0
        return first if first <= last else None

    def joined(self, other: Domain) -> Domain:
        """Give the least domain that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Domain(low, high, self.whole and other.whole, self.unknown or other.unknown)


ANYTHING = Domain()
SHARE = Domain(0, 1)
COUNT = Domain(0, None, whole=True)


def domain_of(rules: Rules, measure: Measure) -> Domain:
    """Give the numbers that a measure can come to."""
    try:
        ways = () if measure.sieve.judgements else routes(rules, measure.sieve)
    except TooManyError:
        return ANYTHING
    domain = _TAKEN[measure.take.__class__](rules, measure, measure.take, ways)
    if measure.groups is not None:
        domain = _ACROSS[measure.groups.across](domain)
    if measure.if_none is not None and not domain.holds(measure.if_none):
        domain = domain.joined(Domain(measure.if_none, measure.if_none, unknown=True))
    return Domain(domain.low, domain.high, domain.whole, unknown=not is_certain(rules, measure))


def field_domain(rules: Rules, measure: Measure, field: str, ways: Iterable[Route]) -> Domain:
    """Give the numbers that a field can be in the records that a measure reads."""
    if measure.sieve.judgements:
        return _ratings(rules) if field == "rating" else ANYTHING
    found = [_of_field(route, field) for route in ways if field in route.kind.fields]
    return functools.reduce(Domain.joined, found) if found else ANYTHING


def _of_field(route: Route, field: str) -> Domain:
    domain = schema_domain(route.kind.fields[field])
    for test in route.tests:
        if test.field == field:
            low = test.at_least if not isinstance(test.at_least, str) else None
            high = test.at_most if not isinstance(test.at_most, str) else None
            lows = [end for end in (domain.low, low) if end is not None]
            highs = [end for end in (domain.high, high) if end is not None]
            domain = Domain(max(lows, default=None), min(highs, default=None), domain.whole)
    return domain


def _ratings(rules: Rules) -> Domain:
    scales = [criterion.judged_on for criterion in rules.criteria]
    ends = [end for scale in scales for end in (scale.worst, scale.best)]
    return Domain(min(ends), max(ends))


def schema_domain(schema: Any) -> Domain:
    """Give the numbers that a field's JSON Schema may allow."""
    if not isinstance(schema, Mapping):
        return ANYTHING
    listed = (*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ()))
    numbers = [
        exact(value) for value in listed if isinstance(value, int | Fraction | Decimal) and not isinstance(value, bool)
    ]
    low: Number | None = None
    high: Number | None = None
    if numbers:
        low, high = min(numbers), max(numbers)
    for key in ("minimum", "exclusiveMinimum"):
        if key in schema:
            low = exact(schema[key]) if low is None else max(low, exact(schema[key]))
    for key in ("maximum", "exclusiveMaximum"):
        if key in schema:
            high = exact(schema[key]) if high is None else min(high, exact(schema[key]))
    whole = schema.get("type") == "integer" or (bool(numbers) and all(isinstance(one, int) for one in numbers))
    return Domain(low, high, whole)


def _counted(_: Rules, __: Measure, ___: takes.CountRecords, ____: tuple[Route, ...]) -> Domain:
    return COUNT


def _distinct(_: Rules, measure: Measure, take: takes.CountDistinct, ways: tuple[Route, ...]) -> Domain:
    values: set[Any] = set()
    for route in ways:
        if take.field == "kind":
            values.add(route.kind.id)
            continue
        schema = route.kind.fields.get(take.field)
        listed = _listed(schema)
        if listed is None:
            return COUNT
        allowed = [test.allowed for test in route.tests if test.field == take.field and test.allowed]
        values.update(value for value in map(token, listed) if all(value in group for group in allowed))
    return COUNT if measure.sieve.judgements else Domain(0, len(values), whole=True)


def _listed(schema: Any) -> Sequence[Any] | None:
    if not isinstance(schema, Mapping):
        return None
    if schema.get("type") == "boolean":
        return (False, True)
    listed: Sequence[Any] | None = schema.get("enum")
    return None if listed is None or any(isinstance(one, list) for one in listed) else listed


def _summed(rules: Rules, measure: Measure, take: takes.Sum, ways: tuple[Route, ...]) -> Domain:
    one = field_domain(rules, measure, take.field, ways)
    low = 0 if one.low is not None and one.low >= 0 else None
    high = 0 if one.high is not None and one.high <= 0 else None
    return Domain(low, high, one.whole)


def _averaged(rules: Rules, measure: Measure, take: takes.Mean | takes.Median, ways: tuple[Route, ...]) -> Domain:
    one = field_domain(rules, measure, take.field, ways)
    weights = field_domain(rules, measure, take.weight, ways) if isinstance(take, takes.Mean) and take.weight else COUNT
    if weights.low is None or weights.low < 0:
        return ANYTHING  # a mean with negative weights can leave the range of what it is made of
    return Domain(one.low, one.high)


def _picked(
    rules: Rules, measure: Measure, take: takes.Latest | takes.Smallest | takes.Largest, ways: tuple[Route, ...]
) -> Domain:
    return field_domain(rules, measure, take.field, ways)


def _aged(_: Rules, __: Measure, ___: takes.Age, ____: tuple[Route, ...]) -> Domain:
    return COUNT


def _shared(rules: Rules, measure: Measure, take: takes.ShareOfSums, ways: tuple[Route, ...]) -> Domain:
    if measure.z_squared is not None or all(_part_of(route, take.field, take.of) for route in ways):
        low = field_domain(rules, measure, take.field, ways).low
        return SHARE if measure.z_squared is not None or (low is not None and low >= 0) else ANYTHING
    lows = [field_domain(rules, measure, name, ways).low for name in (take.field, take.of)]
    return Domain(0) if all(low is not None and low >= 0 for low in lows) else ANYTHING


def _part_of(route: Route, part: str, whole: str) -> bool:
    """Tell whether a kind's rules hold one field to be no more than another."""
    if part == whole:
        return True
    reached, more = {part}, True
    while more:
        more = False
        for rule in route.kind.rules:
            ups = [(rule.left, rule.right)] + ([(rule.right, rule.left)] if rule.sign == "==" else [])
            for low, high in ups:
                sure = high == whole or high in route.kind.required
                if low in reached and isinstance(high, str) and high not in reached and sure:
                    reached.add(high)
                    more = True
    return whole in reached


def _hit(rules: Rules, measure: Measure, take: takes.ShareOfRecords, ways: tuple[Route, ...]) -> Domain:
    if take.of is None or measure.z_squared is not None:
        return SHARE
    low = field_domain(rules, measure, take.of, ways).low
    return SHARE if low is not None and low >= 0 else ANYTHING


def _margin(_: Rules, __: Measure, ___: takes.Margin, ____: tuple[Route, ...]) -> Domain:
    return Domain(0)


_Domains = Callable[[Rules, Measure, Any, tuple[Route, ...]], Domain]
_TAKEN: Mapping[type[takes.Take], _Domains] = {
    takes.CountRecords: _counted,
    takes.CountDistinct: _distinct,
    takes.Sum: _summed,
    takes.Mean: _averaged,
    takes.Median: _averaged,
    takes.Latest: _picked,
    takes.Smallest: _picked,
    takes.Largest: _picked,
    takes.Age: _aged,
    takes.ShareOfSums: _shared,
    takes.ShareOfRecords: _hit,
    takes.Margin: _margin,
}


def _spread(one: Domain) -> Domain:
    high = exact(Fraction(one.high) - one.low) if one.low is not None and one.high is not None else None
    return Domain(0, high, one.whole)


_ACROSS: Mapping[str, Callable[[Domain], Domain]] = {
    "worst": lambda one: one,
    "best": lambda one: one,
    "spread": _spread,
    "reaching": lambda _: SHARE,
}
