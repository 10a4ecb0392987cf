"""Tests on fields and facts: whether a value is as wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kitemark.binding import Record
from kitemark.quantity import date_from
from kitemark.rules.records import Test, token


def matches(tests: Iterable[Test], values: Mapping[str, Any]) -> bool:
    """Tell whether every test holds; a value that is not there fails its test."""
    for test in tests:
        value = values.get(test.field)
        if value.__class__ is str and test.allowed:
            if value not in test.allowed:
                return False
        elif value is None or not _matches(test, value):
            return False
    return True


def matching(tests: Iterable[Test], items: Sequence[Record]) -> Sequence[Record]:
    """Give the records for which every test holds."""
    for test in tests:
        field, allowed = test.field, test.allowed
        items = [
            item
            for item in items
            if (
                value in allowed
                if (value := item.values.get(field)).__class__ is str and allowed
                else value is not None and _matches(test, value)
            )
        ]
    return items


def _matches(test: Test, value: Any) -> bool:
    if value.__class__ is list:
        return any(_matches(test, item) for item in value)
    if test.allowed:
        return value.__class__ is not dict and token(value) in test.allowed
    return _within(test.at_least, value, at_least=True) and _within(test.at_most, value, at_least=False)


def _within(bound: Any, value: Any, *, at_least: bool) -> bool:
    if bound is None:
        return True
    if isinstance(bound, str):
        return date_from(value) is not None and (value >= bound if at_least else value <= bound)
    if isinstance(value, str | bool | dict):
        return False
    return bool(value >= bound) if at_least else bool(value <= bound)
