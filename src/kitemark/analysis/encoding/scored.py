"""What is encoded: ratings as chains of points, scores, and conditions."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from kitemark.analysis.logic import FALSE, TRUE, Lit, Logic, Sum, number
from kitemark.analysis.unknowns import points_of
from kitemark.quantity import Number
from kitemark.rules.scale import Goal, Scale


@dataclass(frozen=True, slots=True)
class Chain:
    """A rating on a scale: for each point better than the worst, whether it is at least that good."""

    scale: Scale
    points: tuple[Number, ...]
    lits: tuple[Lit, ...]

    def at_least(self, point: Number) -> Lit:
        """Give whether the rating is at least as good as a point."""
        return TRUE if point == self.points[0] else self.lits[self.points.index(point) - 1]


def chain_of(scale: Scale, logic: Logic, reach: Callable[[Number], Lit]) -> Chain:
    """Give a chain from what says of each point whether the rating is at least that good."""
    points = points_of(scale, logic)
    return Chain(scale, points, tuple(reach(point) for point in points[1:]))


def value_of(chain: Chain, logic: Logic) -> Sum:
    """Give the number that a rating is."""
    steps = itertools.pairwise(chain.points)
    parts = (logic.as_sum(lit, after - before) for lit, (before, after) in zip(chain.lits, steps, strict=True))
    found = logic.total([number(chain.points[0]), *parts])
    low, high = sorted((chain.points[0], chain.points[-1]))
    return Sum(found.constant, found.terms, low, high)


@dataclass(frozen=True, slots=True)
class Scored:
    """A node: whether it counts, whether it is met by not applying, its score, and its rating where it has one."""

    counts: Lit
    met: Lit
    score: Sum
    maximum: Sum
    lower: bool
    chain: Chain | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition: whether it is asked, and whether it holds."""

    asked: Lit
    holds: Lit


def reached(score: Sum, maximum: Sum, goal: Goal, logic: Logic) -> Lit:
    """Give whether a score reaches a goal; what is contrary is never known to."""
    if goal.contrary:
        return FALSE
    bound = maximum * goal.value if goal.share else number(goal.value)
    return logic.reaches(score, bound, strict=goal.strict, lower=goal.lower)
