"""Exact numbers, thresholds and scales of the reference evaluator."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

Number = int | float | Decimal | Fraction


def is_number(value: Any) -> bool:
    """Return whether a plain value is a number; a truth value is not one."""
    return isinstance(value, Number) and not isinstance(value, bool)


def number(value: Number | str) -> Fraction:
    """Return a plain number, read exactly as it is written."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def is_percentage(value: Any) -> bool:
    """Return whether a value is written as a percentage."""
    return isinstance(value, str) and value.strip().endswith("%")


def amount(value: Any, of: Fraction = Fraction(1)) -> Fraction:
    """Return a number as it is, and a percentage as that part of `of`."""
    if is_percentage(value):
        return Fraction(value.strip().removesuffix("%").strip()) / 100 * of
    return number(value)


def threshold(value: Any) -> tuple[Any, bool]:
    """Return what a band or mark asks for, and whether strictly: `"> 50%"`."""
    if isinstance(value, str) and value.strip()[0] in "<>":
        inner = value.strip()[1:].strip()
        return (inner if is_percentage(inner) else number(inner)), True
    return value, False


def reaches(value: Fraction, wanted: Fraction, *, strict: bool, lower: bool) -> bool:
    """At least it, or strictly; where lower is better at most it, or strictly."""
    if lower:
        return value < wanted if strict else value <= wanted
    return value > wanted if strict else value >= wanted


def rounded(value: Fraction, decimals: int, mode: str) -> Fraction:
    """Round as `round: {decimals, mode}` says."""
    unit = Fraction(10) ** decimals
    scaled = value * unit
    if mode == "down":  # "down: towards minus infinity"
        return math.floor(scaled) / unit
    if mode == "half-even":
        return round(scaled) / unit
    away = math.floor(abs(scaled) + Fraction(1, 2))  # "half-up: halves away from zero"
    return (away if scaled >= 0 else -away) / unit


def text(value: Fraction) -> str:
    """An exact string, an integer or `p/q`."""
    return str(value)


@dataclass(frozen=True)
class Scale:
    """A scale as the standard file declares it."""

    declared: Any

    @property
    def lower(self) -> bool:
        """`better` is `higher` unless said."""
        return isinstance(self.declared, dict) and self.declared.get("better") == "lower"

    @property
    def points(self) -> list[dict[str, Any]] | None:
        """The points, worst first; None for a range."""
        declared: Any = self.declared
        found: list[dict[str, Any]] | None = declared if isinstance(declared, list) else declared.get("points")
        return found

    @property
    def ends(self) -> list[Fraction]:
        """Every point's value, or the two ends of the range."""
        if self.points is not None:
            return [number(point["value"]) for point in self.points]
        return [number(self.declared["from"]), number(self.declared["to"])]

    def goodness(self, value: Fraction) -> Fraction:
        """A number that is larger the better the value is."""
        return -value if self.lower else value

    @property
    def worst(self) -> Fraction:
        """The worst value."""
        return min(self.ends, key=self.goodness)

    @property
    def best(self) -> Fraction:
        """The best value."""
        return max(self.ends, key=self.goodness)

    @property
    def maximum(self) -> Fraction:
        """A scale's maximum is its largest value either way."""
        return max(self.ends)

    def value(self, given: Any) -> Fraction:
        """A rating is given by value or by name."""
        for point in self.points or []:
            if isinstance(given, str) and point.get("name") == given:
                return number(point["value"])
        return number(given)

    def steps_better(self, value: Fraction, steps: int) -> Fraction:
        """Return the point so many steps better (worse if negative), held to the scale."""
        if self.points is not None:
            place = self.ends.index(value) + steps
            return self.ends[max(0, min(place, len(self.ends) - 1))]
        step = number(self.declared.get("step", 1)) * steps  # 'without step ... a "step" is 1'
        moved = value - step if self.lower else value + step
        return max(min(self.ends), min(moved, max(self.ends)))
