"""Matching: whether a field or fact is as wanted."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from kitemark.evaluation.matching import matches
from kitemark.rules.records import Test as Wanted
from kitemark.rules.records import token


def one_of(*values: Any) -> Wanted:
    return Wanted("field", frozenset(map(token, values)))


@pytest.mark.parametrize(
    ("wanted", "value", "fits"),
    [
        (one_of("north", "south"), "south", True),
        (one_of("north"), "South", False),
        (one_of("north"), None, False),
        (one_of(1), True, False),
        (one_of(True), 1, False),
        (one_of(True), True, True),
        (one_of(Fraction(1, 2)), Fraction(1, 2), True),
        (one_of("north"), ["south", "north"], True),
        (one_of("north"), [], False),
        (one_of("north"), {"north": 1}, False),
        (Wanted("field", at_least=2), 2, True),
        (Wanted("field", at_least=2), 1, False),
        (Wanted("field", at_most=2), 2, True),
        (Wanted("field", at_most=2), Fraction(5, 2), False),
        (Wanted("field", at_least=1, at_most=3), [9, 2], True),
        (Wanted("field", at_least=1, at_most=3), [9, 0], False),
        (Wanted("field", at_least=1), "2", False),
        (Wanted("field", at_least=1), True, False),
        (Wanted("field", at_most=1), {"n": 1}, False),
        (Wanted("field", at_least="2026-01-01"), "2026-01-01", True),
        (Wanted("field", at_least="2026-01-01"), "2025-12-31", False),
        (Wanted("field", at_most="2026-01-01"), "2026-01-02", False),
        (Wanted("field", at_most="2026-01-01"), "soon", False),
        (Wanted("field", at_most="2026-01-01"), 7, False),
    ],
)
def test_a_value_fits_or_does_not(wanted: Wanted, value: Any, fits: bool) -> None:
    assert matches([wanted], {"field": value}) is fits


def test_every_test_must_fit_and_a_field_that_is_not_there_fits_none() -> None:
    assert matches([], {})
    assert not matches([one_of("north")], {})
    assert not matches([one_of("north"), Wanted("size", at_least=1)], {"field": "north", "size": 0})
