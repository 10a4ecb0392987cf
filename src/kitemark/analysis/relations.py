"""Relations: what one measure's number says about another's, as both are read from the same records.

Whoever has three records of one sort has three of every wider sort. So some combinations of
numbers cannot be, and are left out of every proof.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kitemark.analysis.logic import Choice, Lit, Logic
from kitemark.analysis.routes import Route, TooManyError, routes
from kitemark.analysis.supposing import Key, Supposed
from kitemark.analysis.thresholds import Thresholds
from kitemark.analysis.unknowns import Unknowns
from kitemark.evaluation.matching import matches
from kitemark.quantity import Number, Span
from kitemark.rules import measure as takes
from kitemark.rules.measure import Measure
from kitemark.rules.records import Kind, Link, Sieve, Test
from kitemark.rules.scale import Goal
from kitemark.rules.standard import Rules

_JUDGEMENT = Kind("", "", {}, frozenset(), (), None, None, {}, None)
_COUNTED = (takes.CountRecords, takes.CountDistinct)
_MOST_PARTS = 20
_LONGEST_MONTH, _SHORTEST_MONTH = 31, 28


@dataclass(frozen=True, slots=True)
class Pool:
    """The records behind a measure: the ways to it, the fields that they have, and the criterion they speak to.

    `of` is to whom judgements belong, as other rules let others stand, and units have others than their organisation.
    """

    ways: tuple[Route, ...]
    has: frozenset[str]
    criterion: str | None
    of: int | None

    def is_within(self, wider: Pool, rules: Rules, others: Rules) -> bool:
        """Tell whether whatever is in this pool, by its rules, is in a wider one by others."""
        return (
            self.of == wider.of
            and (wider.criterion is None or (wider.criterion == self.criterion and rules is others))
            and all(wider.has <= self.has | {test.field for test in way.tests} for way in self.ways)
            and all(any(_narrower(way, other, rules, others) for other in wider.ways) for way in self.ways)
        )


@dataclass(frozen=True, slots=True)
class Least:
    """That a pool holds at least so many records, or so many values of a field."""

    pool: Pool
    field: str | None
    count: int


class Related:
    """The measures of one standard, as far as numbers of records follow from them."""

    def __init__(self, rules: Rules, known: Unknowns, thresholds: Thresholds) -> None:
        """Take the rules, what an organisation may be, and the thresholds on the measures."""
        self.rules = rules
        self._known = known
        self._thresholds = thresholds

    def premises(self, logic: Logic) -> Iterator[tuple[Key, Lit, Least]]:
        """Give literals of measures, each with what there is at least where it holds."""
        for key, choice in self._known.measures.items():
            measure = self.rules.measures[key[0]]
            pool = self._pool(measure, key[1])
            if pool is None or measure.if_none is not None:
                continue
            for goal, found in self._follows(measure, pool):
                yield key, _where(logic, choice, goal), found

    def conclusions(self, logic: Logic) -> Iterator[tuple[Key, Lit, Least]]:
        """Give literals of measures, each with what there must be at least for it to hold."""
        for key, choice in self._known.measures.items():
            measure = self.rules.measures[key[0]]
            counted = isinstance(measure.take, _COUNTED) and measure.groups is None
            pool = self._pool(measure, key[1]) if counted else None
            if pool is None or measure.if_none is not None or measure.needs or measure.numbers:
                continue
            field = getattr(measure.take, "field", None)
            counts = [count for count in map(_least_of, self._thresholds.goals(measure.id)) if count > 0]
            reached = {count: _where(logic, choice, Goal(count)) for count in counts}
            for count, lit in reached.items():
                yield key, lit, Least(pool, field, count)
            if field is None or not counts:
                continue
            there = []
            for part in _parts(pool, field):
                there.append(logic.fresh())
                yield key, there[-1], Least(part, None, 1)
            found = logic.total(map(logic.as_sum, there))
            for count, lit in reached.items():
                logic.imply(logic.at_least(found, count), lit)

    def _pool(self, measure: Measure, criterion: str | None) -> Pool | None:
        ways = _ways(self.rules, measure.sieve)
        if ways is None:
            return None
        return Pool(ways, frozenset(measure.reads), criterion, id(self) if measure.sieve.judgements else None)

    def _follows(self, measure: Measure, pool: Pool) -> Iterator[tuple[Goal, Least]]:
        """Give goals with what there is at least where a measure reaches them."""
        take, groups = measure.take, measure.groups
        field = getattr(take, "field", None) if isinstance(take, takes.CountDistinct) else None
        goals = self._thresholds.goals(measure.id)
        some = [goal for goal in goals if not goal.lower and (goal.value > 0 or (goal.value == 0 and goal.strict))]
        if groups is not None and groups.reaching is not None:
            if isinstance(take, _COUNTED):
                if not groups.reaching.lower:
                    yield from ((goal, Least(pool, field, _least_of(groups.reaching))) for goal in some)
            elif not isinstance(take, takes.Sum):
                yield from ((goal, Least(pool, None, 1)) for goal in some)
            return
        if isinstance(take, _COUNTED) and (groups is None or groups.across in ("worst", "best")):
            if not (measure.lower and (measure.needs or groups is not None)):
                for count in dict.fromkeys(map(_least_of, goals)):
                    yield Goal(count), Least(pool, field, count)
                    yield Goal(count), Least(pool, None, min(count, 1))
            return
        if isinstance(take, takes.ShareOfRecords) and groups is None:
            hits = dataclasses.replace(pool, ways=tuple(_tested(way, take.tests) for way in pool.ways))
            yield from ((goal, Least(hits, None, 1)) for goal in some)
        sums = isinstance(take, (takes.Sum, *_COUNTED))
        for goal in some if sums else goals:
            yield goal, Least(pool, None, 1)  # what has no records reaches nothing


def relate(logic: Logic, own: Related, other: Related) -> None:
    """Leave out of a model what no records can come to, where those of one are among the other's."""
    conclusions: dict[str | None, list[tuple[Key, Lit, Least]]] = {}
    for one in other.conclusions(logic):
        conclusions.setdefault(one[2].pool.criterion, []).append(one)
    premises = list(own.premises(logic))
    within: dict[tuple[int, int], bool] = {}
    for key, lit, least in premises:
        logic.check_time()
        of = dict.fromkeys((None, least.pool.criterion))
        for concerned, wanted, sought in itertools.chain.from_iterable(conclusions.get(one, ()) for one in of):
            if (own is other and key == concerned) or not _suffices(least, sought):
                continue
            both = id(least.pool), id(sought.pool)
            if both not in within:
                within[both] = least.pool.is_within(sought.pool, own.rules, other.rules)
            if within[both]:
                logic.imply(lit, wanted)


def _where(logic: Logic, choice: Choice[Supposed], goal: Goal) -> Lit:
    return logic.chosen(choice, lambda value: goal.reached(value.low))


def _parts(pool: Pool, field: str) -> Iterator[Pool]:
    """Give a pool in parts, by the values of a field; none where it may have any value."""
    parts: dict[Any, list[Route]] = {}
    for way in pool.ways:
        allowed = [test.allowed for test in way.tests if test.field == field and test.allowed]
        if field == "kind" and way.kind is not _JUDGEMENT:
            parts.setdefault(way.kind.id, []).append(way)
        elif allowed:
            for value in frozenset.intersection(*allowed):
                only = Test(field, frozenset({value}))
                parts.setdefault(value, []).append(_tested(way, (only,)))
        else:
            return
    if len(parts) <= _MOST_PARTS:
        yield from (dataclasses.replace(pool, ways=tuple(parts[value])) for value in sorted(parts, key=str))


def _suffices(least: Least, sought: Least) -> bool:
    if sought.count > least.count:
        return False
    if sought.field is None:
        return least.field is None
    return least.field == sought.field or (sought.field in ("id", "kind") and sought.count == 1)


def _least_of(goal: Goal) -> int:
    """Give the least whole number that reaches a goal, or that no longer reaches one the other way."""
    above = goal.strict is not goal.lower
    return math.floor(goal.value) + 1 if above else math.ceil(goal.value)


def _ways(rules: Rules, sieve: Sieve) -> tuple[Route, ...] | None:
    if sieve.judgements:
        within, older = ((span,) if span is not None else () for span in (sieve.within, sieve.older_than))
        return (Route(_JUDGEMENT, sieve.tests, within, older),)
    try:
        return routes(rules, sieve)
    except TooManyError:
        return None


def _tested(way: Route, tests: Iterable[Test]) -> Route:
    return Route(way.kind, (*way.tests, *tests), way.within, way.older_than, way.links)


def _narrower(one: Route, wider: Route, rules: Rules, others: Rules) -> bool:
    """Tell whether whatever takes one way can take another one, too."""
    return (
        (one.kind is wider.kind or one.kind == wider.kind)
        and all(any(_implies(test, wanted) for test in one.tests) for wanted in wider.tests)
        and all(any(_shorter(span, wanted) for span in one.within) for wanted in wider.within)
        and all(any(_shorter(wanted, span) for span in one.older_than) for wanted in wider.older_than)
        and all(any(_links(link, wanted, rules, others) for link in one.links) for wanted in wider.links)
    )


def _implies(test: Test, wanted: Test) -> bool:
    """Tell whether whatever passes one test passes another."""
    if test.field != wanted.field:
        return False
    if wanted.allowed:
        return bool(test.allowed) and test.allowed <= wanted.allowed
    if test.allowed:
        plain = not any(isinstance(value, tuple) for value in test.allowed)
        return plain and all(matches((wanted,), {test.field: value}) for value in test.allowed)
    return _beyond(test.at_least, wanted.at_least, 1) and _beyond(test.at_most, wanted.at_most, -1)


def _beyond(bound: Number | str | None, wanted: Number | str | None, sign: int) -> bool:
    if wanted is None:
        return True
    if isinstance(bound, str) or isinstance(wanted, str) or bound is None:
        return bound == wanted
    return bound * sign >= wanted * sign


def _shorter(one: Span, other: Span) -> bool:
    """Tell whether a span is no longer than another, whatever the day."""
    (months, days), (other_months, other_days) = _length(one), _length(other)
    if bool(months) == bool(other_months):
        return (months, days) <= (other_months, other_days)
    return months * _LONGEST_MONTH + days <= other_months * _SHORTEST_MONTH + other_days


def _length(span: Span) -> tuple[int, int]:
    """Give a span's months and days, one of which is nought."""
    if span.unit in ("month", "year"):
        return span.count * (12 if span.unit == "year" else 1), 0
    return 0, span.count * (7 if span.unit == "week" else 1)


def _links(link: Link, wanted: Link, rules: Rules, others: Rules) -> bool:
    if link.by != wanted.by or wanted.dated not in (None, link.dated):
        return False
    own, wider = _linked(rules, link), _linked(others, wanted)
    return (
        own is not None
        and wider is not None
        and all(any(_narrower(way, other, rules, others) for other in wider) for way in own)
    )


def _linked(rules: Rules, link: Link) -> tuple[Route, ...] | None:
    sieve = Sieve(frozenset({link.to})) if link.to in rules.kinds else rules.accepted[link.to].sieve
    return _ways(rules, sieve)
