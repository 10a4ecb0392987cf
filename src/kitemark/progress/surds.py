"""Surds: the sign of a number that holds square roots, decided in whole numbers."""

from __future__ import annotations

import math
from fractions import Fraction

from kitemark.quantity import Number


def sign(value: Number) -> int:
    """Give 1, 0 or -1."""
    return (value > 0) - (value < 0)


def sign_of_one(whole: Number, factor: Number, root: Number) -> int:
    """Give the sign of `whole + factor·√root`, for a root of 0 or more, by comparing squares."""
    part = sign(factor) if root else 0
    if part in (0, sign(whole)) or not whole:
        return part or sign(whole)
    return sign(whole) * sign(whole * whole - factor * factor * root)


def sign_of_two(whole: Number, one: tuple[Number, Number], other: tuple[Number, Number]) -> int:
    """Give the sign of `whole + a·√b + c·√d`, each pair a factor and a root, by comparing squares twice."""
    (a, b), (c, d) = one, other
    roots = _sign_of_roots(one, other)
    if roots in (0, sign(whole)) or not whole:
        return roots or sign(whole)
    return sign(whole) * sign_of_one(whole * whole - a * a * b - c * c * d, -2 * a * c, b * d)


def _sign_of_roots(one: tuple[Number, Number], other: tuple[Number, Number]) -> int:
    """Give the sign of `a·√b + c·√d`."""
    first, second = (sign(factor) if root else 0 for factor, root in (one, other))
    if first == second or not (first and second):
        return first or second
    return first * sign(one[0] * one[0] * one[1] - other[0] * other[0] * other[1])


def root_above(square: Number, digits: int) -> Fraction:
    """Give the least multiple of 10^-digits that is at least the square root."""
    scaled = Fraction(square) * 10 ** (2 * digits)
    least = math.isqrt(math.ceil(scaled))
    return Fraction(least + (least * least < scaled), 10**digits)
