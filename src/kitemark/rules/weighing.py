"""Weighing: what each child of a section adds to its mean, worked out once in whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import mul

from kitemark.quantity import Number


@dataclass(frozen=True, slots=True)
class Weighing:
    """The whole number that each child's score is multiplied with, and the one that their sum is divided by."""

    shares: tuple[int, ...]
    over: int

    def mean(self, values: Sequence[Number]) -> Number:
        """Give the weighted mean of the children's scores: summed in whole numbers, and made a fraction once."""
        scale = lcm(*[value.denominator for value in values])
        if scale == 1:
            top, bottom = sum(map(mul, self.shares, values)), self.over
        else:
            wholes = [value.numerator * (scale // value.denominator) for value in values]
            top, bottom = sum(map(mul, self.shares, wholes)), self.over * scale
        return Fraction(top, bottom) if top % bottom else top // bottom


def weigh(children: Iterable[tuple[Number, Number]], out_of: Number) -> Weighing:
    """Give what children with these weights and maxima add to their mean: each score over its maximum, times `out_of`.

    No weight and no maximum may be 0.
    """
    parts = [(w.numerator * m.denominator, w.denominator * m.numerator, w) for w, m in children]
    scale = lcm(*[bottom for _, bottom, _ in parts])
    weights: Number = sum(weight for _, _, weight in parts)
    factor = out_of.numerator * weights.denominator
    shares = tuple(top * (scale // bottom) * factor for top, bottom, _ in parts)
    return Weighing(shares, scale * out_of.denominator * weights.numerator)
