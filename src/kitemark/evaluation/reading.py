"""Readings: what a measure was found to be, and why."""

from __future__ import annotations

from kitemark.evaluation.ends import Both, Ends
from kitemark.evaluation.made import made
from kitemark.quantity import Number
from kitemark.rules.measure import Measure
from kitemark.rules.scale import Goal


@made
class Lack:
    """A sum that falls short of what the measure needs; `found` is None where it may not be told."""

    field: str
    found: Number | None
    least: Number


@made
class GroupReading:
    """One group's reading; `ends` None where it is missing or its value is not known."""

    name: str
    ends: Ends | None
    withheld: bool
    missing: bool


@made
class Reading:
    """A measure's reading.

    `state` is known, none (no record), short (see `lack`), undivided (a total of 0),
    groups (too few groups are known) or withheld. A withheld reading holds no counts.
    A `hidden` one decides and is not told, as a withheld one could be worked out from it.
    A `supposed` one stands in place of what the records come to. An `empty` one is known
    although no record qualifies: a count of nothing, or what the standard lets none stand for.
    """

    measure: Measure
    ends: Ends
    state: str
    lack: Lack | None = None
    groups: tuple[GroupReading, ...] = ()
    hidden: bool = False
    supposed: bool = False
    empty: bool = False

    def reach(self, goal: Goal) -> Both:
        """Tell whether the low end, and the high end, reaches the goal."""
        if goal.contrary:
            low, high = self.ends.reach(goal)
            return (not high, not low)
        return self.ends.reach(goal)
