"""Profiles: the organisations that a standard tells apart by their facts.

Rules look at facts only through tests, so that all values which pass the same tests are one.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from kitemark.evaluation.matching import matches
from kitemark.quantity import Number, date_from, exact
from kitemark.rules.naming import fact_counts, fact_tests
from kitemark.rules.records import Test
from kitemark.rules.standard import Rules
from kitemark.schemas import misfits, plain

_MOST_ITEMS = 8


def fact_values(rules: Rules) -> dict[str, list[Any]]:
    """Give for each fact one value of each sort that the rules tell apart; None where no value could be found."""
    return {name: _values(rules, name) for name in rules.facts}


def _values(rules: Rules, name: str) -> list[Any]:
    """Give one value of a fact for each way in which the tests on it may come out."""
    tests = [test for test in fact_tests(rules) if test.field == name]
    found: dict[tuple[bool, ...], Any] = {}
    for value in _candidates(rules, name, tests):
        if not misfits(rules.facts[name], value):
            found.setdefault(tuple(matches((test,), {name: value}) for test in tests), value)
    return list(found.values()) or [None]


def uncertain_facts(rules: Rules) -> tuple[str, ...]:
    """Give the facts that tests read and whose schema may allow values of a sort that none of these shows."""
    read = dict.fromkeys(test.field for test in fact_tests(rules))
    tests = {name: [test for test in fact_tests(rules) if test.field == name] for name in read}
    return tuple(
        name for name in read if not plain(rules.facts[name]) or len(_items(rules, name, tests[name])) > _MOST_ITEMS
    )


def _items(rules: Rules, name: str, tests: Sequence[Test]) -> list[Any]:
    """Give the items of a fact that is a list, one for each way in which the tests on it may come out for an item."""
    schema = rules.facts[name]
    if not isinstance(schema, dict) or schema.get("type", "array") != "array":
        return []
    found: dict[tuple[bool, ...], Any] = {}
    for value in _single(rules, name, tests):
        if not isinstance(value, list | dict) and not misfits(schema, [value]):
            found.setdefault(tuple(matches((test,), {name: [value]}) for test in tests), value)
    return list(found.values())


def _candidates(rules: Rules, name: str, tests: Sequence[Test]) -> Iterator[Any]:
    """Give values, single ones first; then, for a fact that is a list, lists of them."""
    yield from _single(rules, name, tests)
    items = _items(rules, name, tests)[:_MOST_ITEMS]
    for count in range(len(items) + 1):
        yield from (list(some) for some in itertools.combinations(items, count))


def _allowed(test: Test) -> Iterator[Any]:
    for allowed in sorted(test.allowed, key=repr):
        yield allowed[1] if allowed.__class__ is tuple and len(allowed) == 2 else allowed


def _single(rules: Rules, name: str, tests: Sequence[Test]) -> Iterator[Any]:
    schema = rules.facts[name]
    if isinstance(schema, dict):
        for one in (schema, schema.get("items")):
            yield from one.get("enum", ()) if isinstance(one, dict) else ()
        if "const" in schema:
            yield schema["const"]
    yield from (True, False)
    numbers: set[Number] = {0, 1}
    for test in tests:
        yield from _allowed(test)
        yield from (near for bound in (test.at_least, test.at_most) if isinstance(bound, str) for near in _near(bound))
        numbers.update(bound for bound in (test.at_least, test.at_most) if not isinstance(bound, str | None))
    if isinstance(schema, dict):
        numbers.update(exact(schema[key]) for key in ("minimum", "maximum") if key in schema)
    if name in fact_counts(rules):
        numbers.add(2)
    for number in sorted(numbers):
        yield from (number, number + 1, number - 1, exact(Fraction(number) + Fraction(1, 2)))
    for one, following in itertools.pairwise(sorted(numbers)):
        yield exact(Fraction(one + following) / 2)
    yield from ("", "other", "2000-01-01", [], {})


def _near(day: str) -> Iterator[str]:
    """Give a day, the one before it and the one after it."""
    found = date_from(day)
    if found is not None:
        yield from ((found + datetime.timedelta(days=away)).isoformat() for away in (0, -1, 1))
