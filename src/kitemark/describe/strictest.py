"""The strictest lines: those that another line of the same schedule makes needless are left out.

A level asks for what those below it ask for, too, and so often three times for the same measure. Only that is
left out which follows from another line for every organisation there could be; what is asked only of some
criteria, or as one way among several, stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from kitemark.describe.demands import Demand, Need
from kitemark.quantity import Number
from kitemark.rules.scale import Goal

Line = tuple[int, Need]
"""A need, and the number of the demand that it serves."""


def leave_strictest(demands: Sequence[Demand]) -> None:
    """Take out of demands, which must all be met, the needs that others of them make needless."""
    lines: dict[tuple[str, tuple[str, ...]], list[Line]] = {}
    for number, demand in enumerate(demands, 1):
        for need in demand.needs:
            if need.measure is not None and need.goal is not None and not need.context.ways:
                lines.setdefault((need.measure.id, need.context.nodes), []).append((number, need))
    for same in lines.values():
        kept = _strictest(same)
        for number, need in same:
            if (number, need) not in kept:
                demand = demands[number - 1]
                del demand.needs[need]
                demand.outdone += 1
                demand.outdone_by |= {next(other for other, one in kept if asks_for(one, need)): None}


def _strictest(lines: Sequence[Line]) -> list[Line]:
    """Give the lines that no other outdoes; of those that ask for the same, the first."""
    kept: list[Line] = []
    for number, need in lines:
        if not any(asks_for(one, need) for _, one in kept):
            kept = [line for line in kept if not asks_for(need, line[1])]
            kept.append((number, need))
    return kept


def asks_for(one: Need, other: Need) -> bool:
    """Tell whether a need asks, wherever the other of the same measure does, for at least as much as that."""
    if one.goal is None or other.goal is None or not set(one.context.where) <= set(other.context.where):
        return False
    # A range must reach the goal by its estimate, and by its worse end the goal less the tolerance.
    return _reaches(one.goal, 0, other.goal, 0) and _reaches(one.goal, one.tolerance, other.goal, other.tolerance)


def _reaches(one: Goal, softer: Number, other: Goal, other_softer: Number) -> bool:
    if one.lower != other.lower or one.contrary or other.contrary:
        return False
    sign = -1 if one.lower else 1
    here, there = sign * one.value - softer, sign * other.value - other_softer
    return here > there or (here == there and (one.strict or not other.strict))
