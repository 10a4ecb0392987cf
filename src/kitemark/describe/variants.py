"""Variants: what holds where the profile is so, when the first of several lines that fits is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from kitemark.describe.fields import is_list, may_be_list, value_words
from kitemark.describe.words import fact_tests, named, wanted
from kitemark.explain.words import joined
from kitemark.quantity import shown
from kitemark.rules.records import Test, token

T = TypeVar("T")
Where = tuple[Test, ...]
"""Tests on the profile that must all hold."""
Option = tuple[Where, T]
Asks = Callable[[T], Sequence[Where]]
"""Where an option asks anything at all; elsewhere the next that fits is taken."""

ALWAYS: Where = ()


def _everywhere(_: object) -> Sequence[Where]:
    return (ALWAYS,)


def choices(
    options: Sequence[Option[T]], facts: Mapping[str, Any], asks: Asks[T] = _everywhere
) -> Iterator[tuple[str, T]]:
    """Give each option with where it is taken, said after those before it."""
    before, sure = False, True
    for tests, option in options:
        where = fact_tests(tests, facts)
        if not before:
            yield (f"Where {where}" if where else "Everywhere"), option
        elif sure:
            yield (f"Otherwise, where {where}" if where else "Otherwise"), option
        else:
            yield f"Where nothing before this is asked{f', and {where}' if where else ''}", option
        before = True
        sure = sure and ALWAYS in asks(option)


def variants(
    options: Sequence[Option[T]], facts: Mapping[str, Any], asks: Asks[T] = _everywhere
) -> Iterator[tuple[str, T]]:
    """Give each option with where it is taken, said so that it stands alone."""
    before: list[Where] = []
    for tests, option in options:
        others = [one for one in before if not _apart(one, tests, facts)]
        own = [fact_tests(tests, facts)] if tests else []
        yield joined([*own, *_none_of(others, facts)]), option
        before += [(*tests, *more) for more in asks(option)]


def _apart(one: Where, other: Where, facts: Mapping[str, Any]) -> bool:
    """Tell whether two options can never both fit, as they want different values of one fact that has one value."""
    return any(
        mine.field == theirs.field
        and not may_be_list(facts[mine.field])
        and mine.allowed
        and theirs.allowed
        and not mine.allowed & theirs.allowed
        for mine in one
        for theirs in other
    )


def _none_of(options: Sequence[Where], facts: Mapping[str, Any]) -> Iterable[str]:
    """Give where none of some options fits; of one fact with listed values, which of them are left."""
    fields = {test.field for tests in options for test in tests}
    if options and len(fields) == 1 and all(len(tests) == 1 and tests[0].allowed for tests in options):
        [field] = fields
        schema = facts[field]
        listed = schema.get("enum") if isinstance(schema, dict) and not may_be_list(schema) else None
        taken = frozenset[Any]().union(*(tests[0].allowed for tests in options))
        if isinstance(listed, list):
            left = [value_words(value) for value in listed if token(value) not in taken]
            return [f"{named(field)} is {joined(left, 'or')}"] if left else ["nothing else fits"]
        if len(options) > 1:
            return [_none(field, joined([wanted(tests[0]) for tests in options], "or"), schema)]
    return [_not(tests, facts) for tests in dict.fromkeys(options)]


def _none(field: str, values: str, schema: Any) -> str:
    if is_list(schema):
        return f"the list {named(field)} includes none of {values}"
    if may_be_list(schema):
        return f"{named(field)} neither is nor includes one of {values}"
    return f"{named(field)} is none of {values}"


def _not(tests: Where, facts: Mapping[str, Any]) -> str:
    if len(tests) != 1:
        return f"not ({fact_tests(tests, facts)})"
    [test] = tests
    schema = facts[test.field]
    name, what = named(test.field), wanted(test)
    if is_list(schema):
        return f"the list {name} {'does not include' if test.allowed else 'includes none that is'} {what}"
    if may_be_list(schema):
        return f"{name} neither is nor includes one that is {what}"
    if not test.allowed and _is_number(schema):
        if test.at_least is None and not isinstance(test.at_most, str | None):
            return f"{name} is more than {shown(test.at_most, 22)}"
        if test.at_most is None and not isinstance(test.at_least, str | None):
            return f"{name} is less than {shown(test.at_least, 22)}"
    return f"{name} is not {what}"


def _is_number(schema: Any) -> bool:
    """Tell whether what is not at most a number must be more than it."""
    return isinstance(schema, dict) and schema.get("type") in ("integer", "number")
