"""The value of a fact by which as much as can be applies, so that no made-up fact lets a criterion fall away."""

from __future__ import annotations

from typing import Any

from kitemark.rules.records import Test, token
from kitemark.rules.standard import Rules
from kitemark.schemas import misfits


def asking_most(rules: Rules, name: str) -> Any:
    """Give the value of a fact by which most criteria and sections apply, of several the first.

    None where none hangs on it alone, or no value that fits is plain to see.
    """
    schema = rules.facts[name]
    tests = [test for node in rules.nodes.values() for test in node.applies_when if test.field == name]
    offered = schema.get("enum", ()) if isinstance(schema, dict) else ()
    named = (value for test in tests for value in _named(test))
    values = [value for value in (*offered, False, True, *named) if not misfits(schema, value)]
    if not tests or not values:
        return None
    return max(values, key=lambda value: sum(_is_met(test, value) for test in tests))


def _named(test: Test) -> list[Any]:
    """Give the texts and whole numbers that a test names, in an order that is always the same."""
    texts = sorted(value for value in test.allowed if isinstance(value, str))
    numbers = sorted(value for value in test.allowed if value.__class__ is int)
    return [*texts, *numbers, *(bound for bound in (test.at_least, test.at_most) if bound.__class__ is int)]


def _is_met(test: Test, value: Any) -> bool:
    if test.allowed:
        return token(value) in test.allowed
    low, high = test.at_least, test.at_most
    if value.__class__ is not int or isinstance(low, str) or isinstance(high, str):
        return False
    return (low is None or value >= low) and (high is None or value <= high)
