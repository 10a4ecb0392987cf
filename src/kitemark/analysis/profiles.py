"""Profiles: the organisations that a standard tells apart by their facts.

Rules look at facts only through tests, so that all values which pass the same tests are one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from kitemark.evaluation.matching import matches
from kitemark.quantity import Number, exact
from kitemark.rules.naming import fact_counts, fact_tests
from kitemark.rules.records import Test
from kitemark.rules.standard import Rules
from kitemark.schemas import misfits

MOST = 4_096
"""Most profiles that are told apart; a standard with more is too large to be gone through one by one."""


class TooManyError(Exception):
    """There are more profiles than can be gone through."""


def profiles(rules: Rules, only: Iterable[str] | None = None) -> tuple[Mapping[str, Any], ...]:
    """Give one profile of each sort that the rules tell apart.

    With `only` the other facts are held at their first value. TooManyError for more than MOST.
    """
    values = fact_values(rules)
    if only is not None:
        kept = frozenset(only)
        values = {name: found if name in kept else found[:1] for name, found in values.items()}
    count = 1
    for found in values.values():
        count *= len(found)
    if count > MOST:
        raise TooManyError
    return tuple(
        {name: value for name, value in zip(values, chosen, strict=True) if value is not None}
        for chosen in itertools.product(*values.values())
    )


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


def _candidates(rules: Rules, name: str, tests: Iterable[Test]) -> Iterator[Any]:
    schema = rules.facts[name]
    if isinstance(schema, dict):
        yield from schema.get("enum", ())
        if "const" in schema:
            yield schema["const"]
    yield from (True, False)
    numbers: set[Number] = {0, 1}
    for test in tests:
        for allowed in test.allowed:
            yield allowed[1] if allowed.__class__ is tuple and len(allowed) == 2 else allowed
        numbers.update(bound for bound in (test.at_least, test.at_most) if not isinstance(bound, str | None))
    if isinstance(schema, dict):
        numbers.update(exact(schema[key]) for key in ("minimum", "maximum") if key in schema)
    if name in fact_counts(rules):
        numbers.add(2)
    for number in sorted(numbers):
        yield from (number, number + 1, number - 1, exact(Fraction(number) + Fraction(1, 2)))
    yield from ("", "other", [], {})
