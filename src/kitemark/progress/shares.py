"""The difference of two shares, with its interval: whether it leaves out 0 is decided exactly.

Newcombe's hybrid score interval for two independent proportions, built from the Wilson ends of each: method 10 in
R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
methods", Statistics in Medicine 17 (1998), 873-890. With shares p and q, and their score intervals from l to u
and from m to v, the difference p - q runs from p - q - √((p - l)² + (v - q)²) to p - q + √((u - p)² + (q - m)²).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from kitemark.evaluation.ends import Interval
from kitemark.progress.surds import root_above, sign_of_two
from kitemark.quantity import Number

_DIGITS = 30
"""Decimals to which roots are taken for show; nothing is decided by them."""

Reach = tuple[Fraction, Fraction]
"""How far an end lies from its share, `x + √y`, as the two numbers x and y; together never below 0."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share `hits` of `total`; `width` is z² times the finite-population correction."""

    hits: Number
    total: Number
    width: Number

    @classmethod
    def of(cls, interval: Interval) -> Share:
        """Give the share of which this is the score interval."""
        return cls(interval.hits, interval.total, interval.width)

    @property
    def value(self) -> Fraction:
        """The share itself."""
        return Fraction(self.hits) / self.total

    def below(self) -> Reach:
        """Give how far the lower end of its score interval lies below it."""
        return self._reach(2 * self.value - 1)

    def above(self) -> Reach:
        """Give how far the upper end of its score interval lies above it."""
        return self._reach(1 - 2 * self.value)

    def _reach(self, lean: Fraction) -> Reach:
        # The ends are the roots t of (p - t)² = w·t·(1 - t), w being the width over the total.
        w, p = Fraction(self.width) / self.total, self.value
        twice = 2 * (1 + w)
        return w * lean / twice, (w * w + 4 * w * p * (1 - p)) / (twice * twice)


@dataclass(frozen=True, slots=True)
class Difference:
    """The share after less the share before."""

    before: Share
    after: Share

    @property
    def value(self) -> Fraction:
        """The difference itself, from -1 to 1."""
        return self.after.value - self.before.value

    @property
    def sign(self) -> int:
        """1 where the whole interval lies above 0, -1 where it lies below 0, else 0."""
        return _is_above(self.before, self.after) - _is_above(self.after, self.before)

    def ends(self, decimals: int) -> tuple[Fraction, Fraction]:
        """Give the ends of the interval, rounded away from its middle to so many decimals."""
        one = 10**decimals
        low = math.floor((self.value - _length(self.after.below(), self.before.above())) * one)
        high = math.ceil((self.value + _length(self.after.above(), self.before.below())) * one)
        return max(Fraction(low, one), Fraction(-1)), min(Fraction(high, one), Fraction(1))


def _is_above(before: Share, after: Share) -> bool:
    """Tell whether the interval of the difference lies wholly above 0: d > 0 and d² > (x + √y)² + (s + √t)²."""
    gap = after.value - before.value
    (x, y), (s, t) = after.below(), before.above()
    return gap > 0 and sign_of_two(gap * gap - x * x - y - s * s - t, (-2 * x, y), (-2 * s, t)) > 0


def _length(one: Reach, other: Reach) -> Fraction:
    """Give √((x + √y)² + (s + √t)²), hardly above what it is."""
    squares = sum((max(x + root_above(y, _DIGITS), Fraction(0)) ** 2 for x, y in (one, other)), Fraction(0))
    return root_above(squares, _DIGITS)
