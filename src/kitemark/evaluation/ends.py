"""What a measure is known to be, as two ends: each end reaches a goal or does not.

All comparisons are exact. A share with confidence is compared through the square of its
score interval (Wilson), a margin of error through its own square.
"""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Any

from kitemark.evaluation.made import made
from kitemark.quantity import Number, exact
from kitemark.rules.scale import Goal

Both = tuple[bool, bool]
"""Whether something holds at the low end, and at the high end."""


@made
class Ends:
    """What a measure is known to be; each form is one class below."""

    def reach(self, goal: Goal) -> Both:
        """Tell whether the low end, and the high end, reaches the goal."""
        raise TypeError(type(self), goal)

    def softened(self, goal: Goal, tolerance: Number) -> Both:
        """Tell the same for a mark with a tolerance, which only an interval has."""
        del tolerance
        return self.reach(goal)


@made
class Unknown(Ends):
    """Anything from the worst to the best there could be."""

    def reach(self, goal: Goal) -> Both:
        """The low end reaches no goal, the high end every one."""
        del goal
        return (False, True)


@made
class Beyond(Ends):
    """Known to be worse than any number."""

    def reach(self, goal: Goal) -> Both:
        """Neither end reaches any goal."""
        del goal
        return (False, False)


@made
class Exact(Ends):
    """One number, as whole numbers over each other: reducing them is dear, and seldom needed."""

    top: int
    bottom: int = 1

    @property
    def value(self) -> Number:
        """The number itself."""
        return exact(Fraction(self.top, self.bottom))

    def reach(self, goal: Goal) -> Both:
        """Both ends reach what the number reaches."""
        gap = self.top * goal.value.denominator - goal.value.numerator * self.bottom
        reached = not goal.strict if gap == 0 else (gap < 0) is goal.lower
        return (reached, reached)


def exactly(value: Number) -> Exact:
    """Give the ends of a number that is known."""
    return Exact(value.numerator, value.denominator)


@made
class Root(Ends):
    """The square root of an exact number of 0 or more: a margin of error, of which less is better."""

    square: Number

    def reach(self, goal: Goal) -> Both:
        """Both ends reach what the root reaches, compared squared."""
        if goal.value < 0:
            return (False, False)
        squared = goal.value * goal.value
        reached = self.square < squared if goal.strict else self.square <= squared
        return (reached, reached)


@made
class Interval(Ends):
    """The score interval of a share: `hits` of `total`; `width` is z² times the population's correction f.

    `population` is the N behind the correction, None where there is none and f is 1.
    """

    hits: Number
    total: Number
    width: Number
    population: Number | None = None

    def reach(self, goal: Goal) -> Both:
        """The low end is the worse end of the interval, the high end the better one."""
        top, bottom = goal.value.numerator, goal.value.denominator
        above = (self.hits, self.total, top, bottom, self.width)
        below = (self.total - self.hits, self.total, bottom - top, bottom, self.width)
        low, high = (below, above) if goal.lower else (above, below)
        return (reaches(*low, strict=goal.strict), not reaches(*high, strict=not goal.strict))

    def softened(self, goal: Goal, tolerance: Number) -> Both:
        """The estimate must reach the goal, and the low end the goal less the tolerance."""
        low, high = self.reach(goal)
        if low or not tolerance:
            return (low, high)
        value = goal.value + tolerance if goal.lower else goal.value - tolerance
        softer = Goal(value, goal.share, goal.strict, goal.lower)
        return (goal.reached(self.hits, self.total) and self.reach(softer)[0], high)


def said_by(ends: Ends) -> tuple[Any, ...]:
    """Give what ends say, to be compared."""
    if isinstance(ends, Exact):
        return (Exact, ends.value)
    return (ends.__class__, *(getattr(ends, field.name) for field in dataclasses.fields(ends)))


def correction(population: Number | None, total: Number) -> Number:
    """Give the finite-population correction f = (N − n)/(N − 1) for n of N; 1 without an N of at least n."""
    if population is None or population < total:
        return 1
    return 0 if population <= 1 else exact(Fraction(population - total) / (population - 1))


def reaches(hits: Number, total: Number, top: int, bottom: int, width: Number, *, strict: bool) -> bool:
    """Tell whether the lower end of the score interval is at least t = top/bottom, or more with `strict`.

    With k hits of n and 0 < t < 1: k ≥ n·t and (k − n·t)² ≥ z²·f·n·t·(1 − t), and both with
    > for the strict form. Everything is multiplied out, so that whole counts stay whole.
    """
    if top < 0 or (top == 0 and not strict):
        return True
    if top >= bottom:
        return not strict and top == bottom and width == 0 and hits == total
    gap = hits * bottom - total * top
    if gap < 0 or (strict and gap == 0):
        return False
    reached = gap * gap * width.denominator
    needed = width.numerator * total * top * (bottom - top)
    return reached > needed if strict else reached >= needed
