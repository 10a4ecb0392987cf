"""Newcombe's interval: the published figures, and a sign that no rounding decides."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitemark.compile.measures import z_squared
from kitemark.progress.shares import Difference, Share
from kitemark.progress.surds import root_above, sign, sign_of_one, sign_of_two


@pytest.fixture(autouse=True)
def eighty_digits() -> Iterator[None]:
    """Decimals here have eighty digits, and elsewhere as many as before."""
    with localcontext() as context:
        context.prec = 80
        yield


USUAL = z_squared(Fraction(95, 100))
Z = Decimal("1.959964")
# Newcombe 1998, method 10: the examples that its tables work through.
PUBLISHED = [
    ((56, 70), (48, 80), "0.2", "0.0524", "0.3339"),
    ((9, 10), (3, 10), "0.6", "0.1705", "0.8090"),
    ((5, 56), (0, 29), "0.0893", "-0.0381", "0.1926"),
    ((10, 10), (0, 20), "1", "0.6791", "1.0000"),
]


def difference(after: tuple[int, int], before: tuple[int, int], width: Fraction | int = USUAL) -> Difference:
    return Difference(Share(*before, width), Share(*after, width))


def by_decimals(after: tuple[int, int], before: tuple[int, int], z: Decimal = Z) -> tuple[Decimal, Decimal]:
    """The same interval from the formulas as they are printed, in eighty digits."""

    def ends(hits: int, total: int) -> tuple[Decimal, Decimal, Decimal]:
        k, n = Decimal(hits), Decimal(total)
        root = z * (z * z + 4 * k * (1 - k / n)).sqrt()
        return k / n, (2 * k + z * z - root) / (2 * (n + z * z)), (2 * k + z * z + root) / (2 * (n + z * z))

    (p, l1, u1), (q, l2, u2) = ends(*after), ends(*before)
    return p - q - ((p - l1) ** 2 + (u2 - q) ** 2).sqrt(), p - q + ((u1 - p) ** 2 + (q - l2) ** 2).sqrt()


@pytest.mark.parametrize(("after", "before", "value", "low", "high"), PUBLISHED)
def test_the_published_figures_come_out(
    after: tuple[int, int], before: tuple[int, int], value: str, low: str, high: str
) -> None:
    found = difference(after, before)
    assert abs(found.value - Fraction(value)) < Fraction(1, 10_000)
    assert [round(end, 4) for end in found.ends(12)] == [Fraction(low), Fraction(high)]
    assert found.sign == (Fraction(low) > 0)


counts = st.integers(1, 400).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@settings(max_examples=300, deadline=None)
@given(counts, counts)
def test_the_sign_and_the_ends_are_those_of_eighty_digits(after: tuple[int, int], before: tuple[int, int]) -> None:
    low, high = by_decimals(after, before)
    found = difference(after, before)
    assert found.sign == (low > Decimal("1e-60")) - (high < Decimal("-1e-60"))
    shown = [Decimal(end.numerator) / end.denominator for end in found.ends(6)]
    tiny = Decimal("1e-25")
    assert max(low - Decimal("1e-6"), Decimal(-1)) - tiny <= shown[0] <= low + tiny
    assert high - tiny <= shown[1] <= min(high + Decimal("1e-6"), Decimal(1)) + tiny


@settings(max_examples=100, deadline=None)
@given(counts, counts)
def test_turned_round_the_difference_is_its_contrary(one: tuple[int, int], other: tuple[int, int]) -> None:
    found, turned = difference(one, other), difference(other, one)
    assert (found.value, found.sign) == (-turned.value, -turned.sign)
    assert found.ends(4) == tuple(-end for end in reversed(turned.ends(4)))


def test_a_whole_population_has_no_interval_left() -> None:
    assert difference((13, 20), (12, 20), 0).sign == 1
    assert difference((13, 20), (12, 20), 0).ends(4) == (Fraction(1, 20), Fraction(1, 20))
    assert difference((12, 20), (12, 20), 0).sign == 0


def test_half_a_population_makes_it_narrower() -> None:
    wide, narrow = (difference((30, 40), (24, 40), width).ends(6) for width in (USUAL, USUAL / 2))
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


small = st.fractions(-9, 9, max_denominator=9)
roots = st.fractions(0, 9, max_denominator=9)


@settings(max_examples=300, deadline=None)
@given(small, small, roots, small, roots)
def test_the_sign_of_two_roots_is_exact(whole: Fraction, a: Fraction, b: Fraction, c: Fraction, d: Fraction) -> None:
    def decimal(number: Fraction) -> Decimal:
        return Decimal(number.numerator) / number.denominator

    one, other = decimal(a) * decimal(b).sqrt(), decimal(c) * decimal(d).sqrt()
    for found, value in (
        (sign_of_one(whole, a, b), decimal(whole) + one),
        (sign_of_two(whole, (a, b), (c, d)), decimal(whole) + one + other),
    ):
        # Numbers this small, if they are not 0, are far larger than what eighty digits lose.
        assert found == (0 if abs(value) < Decimal("1e-40") else 1 if value > 0 else -1)


def test_roots_that_cancel_are_nothing() -> None:
    assert sign_of_one(-3, 1, 9) == sign_of_two(-5, (1, 4), (1, 9)) == sign_of_two(0, (1, 8), (-2, 2)) == 0
    assert sign_of_two(Fraction(1, 10**30), (1, 8), (-2, 2)) == 1
    assert [sign(n) for n in (-2, 0, 3)] == [-1, 0, 1]


@given(st.fractions(0, 100, max_denominator=1000), st.integers(0, 12))
def test_a_root_is_rounded_up_and_no_further(square: Fraction, digits: int) -> None:
    root, step = root_above(square, digits), Fraction(1, 10**digits)
    assert root * root >= square
    assert root == 0 or (root - step) ** 2 < square
