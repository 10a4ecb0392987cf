"""Scales, and thresholds on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from kitemark.quantity import Number, exact, shown


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a scale: what it counts as, and what people call it."""

    value: Number
    name: str | None = None
    means: str | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of points or a range; `worst` and `best` are its ends as the direction has them."""

    id: str
    lower: bool
    points: tuple[Point, ...]
    worst: Number
    best: Number
    step: Number | None = None
    maximum: Number = field(init=False)
    """The largest value, in either direction."""

    def __post_init__(self) -> None:
        """Find the maximum once."""
        object.__setattr__(self, "maximum", max(self.worst, self.best))

    def holds(self, value: Number) -> bool:
        """Tell whether the value is a point of the scale."""
        if self.points:
            return any(point.value == value for point in self.points)
        low, high = sorted((self.worst, self.best))
        on_step = self.step is None or (Fraction(value - low) / self.step).denominator == 1
        return low <= value <= high and on_step

    def called(self, name: str) -> Number | None:
        """Give the value of the point with this name, or None."""
        return next((point.value for point in self.points if point.name == name), None)

    def better(self, one: Number, other: Number) -> Number:
        """Give the better of two values."""
        return min(one, other) if self.lower else max(one, other)

    def worse(self, one: Number, other: Number) -> Number:
        """Give the worse of two values."""
        return max(one, other) if self.lower else min(one, other)

    def steps(self, value: Number, count: int) -> Number:
        """Give the point `count` steps better (worse where negative), no further than the scale goes."""
        if self.points:
            place = next(i for i, point in enumerate(self.points) if point.value == value)
            return self.points[min(max(place + count, 0), len(self.points) - 1)].value
        moved = exact(value + count * (self.step or 1) * (-1 if self.lower else 1))
        low, high = sorted((self.worst, self.best))
        return min(max(moved, low), high)

    def place(self, value: Number) -> Number:
        """Give how many steps better than the worst point a value of the scale is; on a range without steps, of 1."""
        if self.points:
            return next(i for i, point in enumerate(self.points) if point.value == value)
        return exact(Fraction(value - self.worst) * (-1 if self.lower else 1) / (self.step or 1))

    def name(self, value: Number) -> str:
        """Give what people call the value."""
        point = next((p for p in self.points if p.value == value), None)
        return point.name if point and point.name else shown(value)

    def worst_first(self) -> tuple[str, ...]:
        """Give the points' names and values, for a message."""
        return tuple(f"{shown(p.value)} ({p.name})" if p.name else shown(p.value) for p in self.points)


@dataclass(frozen=True, slots=True)
class Goal:
    """A threshold in the direction of what it is compared with.

    Reached at the value or better; `strict` asks for better than it. `share` says that
    the value is a share: of the maximum where a score is compared. `contrary` marks a
    flag's comparison the other way: it holds where this goal fails at the high end.
    """

    value: Number
    share: bool = False
    strict: bool = False
    lower: bool = False
    contrary: bool = False

    def reached(self, value: Number, of: Number = 1) -> bool:
        """Tell whether an exact value reaches the goal, `of` being the maximum for a share."""
        goal = self.value
        if self.share or value.__class__ is not int or goal.__class__ is not int:
            # Multiplied out, so that whole numbers decide: fractions are slow to compare.
            goal = goal.numerator * value.denominator * (of if self.share else 1)
            value = value.numerator * self.value.denominator
        if self.strict:
            return value < goal if self.lower else value > goal
        return value <= goal if self.lower else value >= goal


@dataclass(frozen=True, slots=True)
class Bands:
    """Goals by point, best point first; none reached gives the scale's worst point."""

    scale: Scale
    goals: tuple[tuple[Number, Goal], ...]
    cuts: tuple[tuple[Number, int, int, bool], ...] = field(init=False)

    def __post_init__(self) -> None:
        """Keep each goal as whole numbers: its point, its numerator and denominator, its strictness."""
        cuts = tuple((point, g.value.numerator, g.value.denominator, g.strict) for point, g in self.goals)
        object.__setattr__(self, "cuts", cuts)

    def point(self, top: int, bottom: int = 1) -> Number:
        """Give the best point whose goal the number top/bottom reaches; shares are taken as numbers."""
        lower = self.goals[0][1].lower
        for point, goal_top, goal_bottom, strict in self.cuts:
            gap = top * goal_bottom - goal_top * bottom
            if gap == 0:
                if not strict:
                    return point
            elif (gap < 0) is lower:
                return point
        return self.scale.worst
