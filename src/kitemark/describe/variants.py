"""Variants: what holds where the profile is so, when the first of several lines that fits is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from kitemark.describe.fields import value_words
from kitemark.describe.words import fact_tests, named, wanted
from kitemark.explain.words import joined
from kitemark.quantity import shown
from kitemark.rules.records import Test, token

T = TypeVar("T")
Option = tuple[tuple[Test, ...], T]


def variants(options: Sequence[Option[T]], facts: Mapping[str, Any]) -> Iterator[tuple[str, T]]:
    """Give each option with where it is taken, said so that it stands alone."""
    before: list[tuple[Test, ...]] = []
    for tests, option in options:
        others = [one for one in before if not _apart(one, tests)]
        own = [fact_tests(tests)] if tests else []
        yield joined([*own, *_none_of(others, facts)]), option
        before.append(tests)


def _apart(one: tuple[Test, ...], other: tuple[Test, ...]) -> bool:
    """Tell whether two options can never both fit, as they want different values of one fact."""
    return any(
        mine.field == theirs.field and mine.allowed and theirs.allowed and not mine.allowed & theirs.allowed
        for mine in one
        for theirs in other
    )


def _none_of(options: Sequence[tuple[Test, ...]], facts: Mapping[str, Any]) -> Iterable[str]:
    """Give where none of some options fits; of one fact with listed values, which of them are left."""
    fields = {test.field for tests in options for test in tests}
    if options and len(fields) == 1 and all(len(tests) == 1 and tests[0].allowed for tests in options):
        [field] = fields
        schema = facts[field]
        listed = schema.get("enum") if isinstance(schema, dict) else None
        taken = frozenset[Any]().union(*(tests[0].allowed for tests in options))
        if isinstance(listed, list):
            left = [value_words(value) for value in listed if token(value) not in taken]
            return [f"{named(field)} is {joined(left, 'or')}"] if left else ["nothing else fits"]
        if len(options) > 1:
            return [f"{named(field)} is none of {joined([wanted(tests[0]) for tests in options], 'or')}"]
    return [_not(tests) for tests in dict.fromkeys(options)]


def _not(tests: tuple[Test, ...]) -> str:
    if len(tests) != 1:
        return f"not ({fact_tests(tests)})"
    [test] = tests
    low, high = test.at_least, test.at_most
    if not test.allowed and low is None and not isinstance(high, str | None):
        return f"{named(test.field)} is more than {shown(high, 22)}"
    if not test.allowed and high is None and not isinstance(low, str | None):
        return f"{named(test.field)} is less than {shown(low, 22)}"
    return f"{named(test.field)} is not {wanted(test)}"
