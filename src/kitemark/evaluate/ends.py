"""What a measure is known to be, as two ends: each end reaches a goal or does not.

All comparisons are exact. A share with confidence is compared through the square of its
score interval (Wilson), a margin of error through its own square.
"""

from __future__ import annotations

from dataclasses import dataclass

from kitemark.quantity import Number
from kitemark.rules.scale import Goal

Both = tuple[bool, bool]
"""Whether something holds at the low end, and at the high end."""


@dataclass(frozen=True, slots=True)
class Ends:
    """What a measure is known to be; each form is one class below."""

    def reach(self, goal: Goal) -> Both:
        """Tell whether the low end, and the high end, reaches the goal."""
        raise TypeError(type(self))

    def softened(self, goal: Goal, tolerance: Number) -> Both:
        """Tell the same for a mark with a tolerance, which only an interval has."""
        del tolerance
        return self.reach(goal)


@dataclass(frozen=True, slots=True)
class Unknown(Ends):
    """Anything from the worst to the best there could be."""

    def reach(self, goal: Goal) -> Both:
        """The low end reaches no goal, the high end every one."""
        del goal
        return (False, True)


@dataclass(frozen=True, slots=True)
class Beyond(Ends):
    """Known to be worse than any number."""

    def reach(self, goal: Goal) -> Both:
        """Neither end reaches any goal."""
        del goal
        return (False, False)


@dataclass(frozen=True, slots=True)
class Exact(Ends):
    """One number."""

    value: Number

    def reach(self, goal: Goal) -> Both:
        """Both ends reach what the number reaches."""
        reached = goal.reached(self.value)
        return (reached, reached)


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Interval(Ends):
    """The score interval of a share: `hits` of `total`, z², and the correction for a finite population."""

    hits: Number
    total: Number
    z_squared: Number
    correction: Number

    def reach(self, goal: Goal) -> Both:
        """The low end is the worse end of the interval, the high end the better one."""
        t, strict = goal.value, goal.strict
        if goal.lower:
            return (self._mirrored(1 - t, strict=strict), not self._beyond(t, strict=not strict))
        return (self._beyond(t, strict=strict), not self._mirrored(1 - t, strict=not strict))

    def softened(self, goal: Goal, tolerance: Number) -> Both:
        """The estimate must reach the goal, and the low end the goal less the tolerance."""
        if not tolerance:
            return self.reach(goal)
        value = goal.value + tolerance if goal.lower else goal.value - tolerance
        softer = Goal(value, goal.share, goal.strict, goal.lower)
        estimate = goal.reached(self.hits, self.total) if goal.share else False
        return (estimate and self.reach(softer)[0], self.reach(goal)[1])

    def _beyond(self, t: Number, *, strict: bool) -> bool:
        return reaches(self.hits, self.total, t, self.z_squared * self.correction, strict=strict)

    def _mirrored(self, t: Number, *, strict: bool) -> bool:
        return reaches(self.total - self.hits, self.total, t, self.z_squared * self.correction, strict=strict)


def reaches(hits: Number, total: Number, t: Number, width: Number, *, strict: bool) -> bool:
    """Tell whether the lower end of the score interval is at least t, or more than t with `strict`.

    `width` is z² times the correction f. With k of n, 0 < t < 1: k ≥ n·t and
    (k − n·t)² ≥ z²·f·n·t·(1 − t), and both with > for the strict form.
    """
    if t < 0 or (t == 0 and not strict):
        return True
    if t >= 1:
        return not strict and t == 1 and width == 0 and hits == total
    gap = hits - total * t
    needed = width * total * t * (1 - t)
    if strict:
        return gap > 0 and gap * gap > needed
    return gap >= 0 and gap * gap >= needed
