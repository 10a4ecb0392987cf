"""Routes: the ways in which a record can get through a sieve, each with all that it must have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kitemark.quantity import Span
from kitemark.rules.measure import Measure
from kitemark.rules.records import Kind, Link, Sieve, Test
from kitemark.rules.standard import Rules

MOST = 64
"""Most routes that are told apart; a sieve with more is treated as if anything may get through."""


class TooManyError(Exception):
    """There are more routes than are told apart."""


@dataclass(frozen=True, slots=True)
class Route:
    """One kind of record, and everything that a sieve and the accepted evidence behind it ask of it."""

    kind: Kind
    tests: tuple[Test, ...] = ()
    within: tuple[Span, ...] = ()
    older_than: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()


def routes(rules: Rules, sieve: Sieve) -> tuple[Route, ...]:
    """Give every route through a sieve of records, in the standard's order; TooManyError for more than MOST."""
    found: list[Route] = []
    for route in _through(rules, sieve):
        if len(found) == MOST:
            raise TooManyError
        found.append(route)
    return tuple(found)


def tests_of(rules: Rules, measure: Measure) -> tuple[Test, ...]:
    """Give every test that a measure, or the accepted evidence behind it, puts to a record."""
    try:
        asked = [test for route in routes(rules, measure.sieve) for test in route.tests]
    except TooManyError:
        asked = list(measure.sieve.tests)
    return tuple(dict.fromkeys((*asked, *getattr(measure.take, "tests", ()))))


def kinds_behind(rules: Rules, sieve: Sieve) -> frozenset[str]:
    """Give the kinds of all records that can have a say in what a sieve lets through; none for judgements."""
    if sieve.judgements:
        return frozenset()
    if sieve.kinds is None:
        return frozenset(rules.kinds)
    found = set(sieve.kinds)
    named = [*sieve.accepted]
    if sieve.link is not None:
        (found.add if sieve.link.to in rules.kinds else named.append)(sieve.link.to)
    return frozenset(found.union(*(kinds_behind(rules, rules.accepted[name].sieve) for name in named)))


def _through(rules: Rules, sieve: Sieve) -> Iterator[Route]:
    kinds = [kind for kind in rules.kinds.values() if sieve.kinds is None or kind.id in sieve.kinds]
    for kind in kinds:
        yield _narrowed(Route(kind), sieve)
    for name in sieve.accepted:
        for route in _through(rules, rules.accepted[name].sieve):
            yield _narrowed(route, sieve)


def _narrowed(route: Route, sieve: Sieve) -> Route:
    return Route(
        route.kind,
        (*route.tests, *sieve.tests),
        (*route.within, *((sieve.within,) if sieve.within is not None else ())),
        (*route.older_than, *((sieve.older_than,) if sieve.older_than is not None else ())),
        (*route.links, *((sieve.link,) if sieve.link is not None else ())),
    )
