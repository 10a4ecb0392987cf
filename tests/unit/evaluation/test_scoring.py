"""Scoring: rounding modes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kitemark.evaluation.scoring import rounded


@pytest.mark.parametrize(
    ("value", "decimals", "mode", "wanted"),
    [
        ("0.5", 0, "half-up", "1"),
        ("1.5", 0, "half-up", "2"),
        ("-0.5", 0, "half-up", "-1"),
        ("-1.5", 0, "half-up", "-2"),
        ("2.49", 0, "half-up", "2"),
        ("-2.51", 0, "half-up", "-3"),
        ("0.5", 0, "half-even", "0"),
        ("1.5", 0, "half-even", "2"),
        ("2.5", 0, "half-even", "2"),
        ("-0.5", 0, "half-even", "0"),
        ("-1.5", 0, "half-even", "-2"),
        ("1.99", 0, "down", "1"),
        ("-0.01", 0, "down", "-1"),
        ("-1", 0, "down", "-1"),
        ("0.125", 2, "half-up", "0.13"),
        ("0.125", 2, "half-even", "0.12"),
        ("-0.125", 2, "half-up", "-0.13"),
        ("-0.121", 2, "down", "-0.13"),
        ("62.499999999", 0, "half-up", "62"),
        ("62.5", 0, "half-up", "63"),
    ],
)
def test_halves_go_where_the_mode_says(value: str, decimals: int, mode: str, wanted: str) -> None:
    assert rounded(Fraction(value), decimals, mode) == Fraction(wanted)


def test_a_third_is_rounded_from_its_exact_value() -> None:
    assert rounded(Fraction(200, 3), 1, "half-up") == Fraction(667, 10)
    assert rounded(Fraction(-200, 3), 1, "down") == Fraction(-667, 10)
