"""Supposing: the levels and scores of an organisation that is made up of ratings, measures and facts.

The engine itself evaluates; only where it would read records, it is told what they come to.
What is supposed is the low end, which is what establishes a level.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kitemark.binding import Evidence, Judgement, Party
from kitemark.evaluation.ends import Beyond, Both, Ends
from kitemark.evaluation.made import made
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.evaluation.party import Sitting
from kitemark.evaluation.reading import Reading
from kitemark.quantity import Number
from kitemark.rules.measure import Measure
from kitemark.rules.naming import fact_counts
from kitemark.rules.scale import Goal
from kitemark.rules.standard import Rules

Key = tuple[str, str | None]
"""A measure, and the criterion for which it is read where it is cited."""

_MOST_UNITS = 50
_DAY = datetime.date(2000, 1, 1)
"""A day for an evaluation in which nothing has a date."""


@made
class Supposed(Ends):
    """A measure supposed to be at `low` for certain, and for marks with a tolerance at `estimate`."""

    low: Number
    estimate: Number

    def reach(self, goal: Goal) -> Both:
        """Both ends reach what the low end reaches."""
        reached = goal.reached(self.low)
        return (reached, reached)

    def softened(self, goal: Goal, tolerance: Number) -> Both:
        """The estimate must reach the goal, and the low end the goal less the tolerance."""
        value = goal.value + tolerance if goal.lower else goal.value - tolerance
        softer = Goal(value, goal.share, goal.strict, goal.lower)
        reached = goal.reached(self.low) or (goal.reached(self.estimate) and softer.reached(self.low))
        return (reached, reached)


@dataclass(frozen=True, slots=True)
class World:
    """An organisation as it may be supposed: facts, ratings by criterion, and measures.

    A rating of None is a mark of not applicable. A measure that is not named is at its worst.
    """

    facts: Mapping[str, Any]
    ratings: Mapping[str, Number | None]
    measures: Mapping[Key, Supposed]


def suppose(rules: Rules, world: World, units: Sequence[World] = ()) -> PartyOutcome:
    """Give what a supposed organisation comes to; where units are asked for, all alike unless some are given."""
    party = _party(rules, world)
    found: list[PartyOutcome] = []
    if rules.asks_units:
        found = _units(rules, units or [world] * units_of(rules, world))
    return Sitting(rules, party, _Supposing(rules, party, world), found).outcome(found)


def _units(rules: Rules, worlds: Sequence[World]) -> list[PartyOutcome]:
    """Give what supposed units come to; those that are the same world are evaluated once."""
    known: dict[int, PartyOutcome] = {}
    for world in worlds:
        if id(world) not in known:
            party = _party(rules, world)
            sitting = Sitting(rules, party, _Supposing(rules, party, world), None)
            sitting.marks_of_units()
            known[id(world)] = sitting.outcome()
    outcomes = [known[id(world)] for world in worlds]
    return [
        dataclasses.replace(one, party=dataclasses.replace(one.party, id=f"unit-{number + 1}"))
        for number, one in enumerate(outcomes)
    ]


def units_of(rules: Rules, world: World) -> int:
    """Give how many units there must be: as many as any condition expects, all of them alike."""
    expected: list[int] = [world.facts.get(name, 1) for name in fact_counts(rules)]
    return min(max([1, *expected]), _MOST_UNITS)


def _party(rules: Rules, world: World) -> Party:
    assessors = [f"Assessor {number + 1}" for number in range(rules.judgements.assessors)]
    standing = {
        criterion: tuple(
            Judgement(criterion, rating, assessor, "Supposed.", None, None, (), place)
            for place, assessor in enumerate(assessors)
        )
        for criterion, rating in world.ratings.items()
    }
    return Party("supposed", "Supposed", world.facts, Evidence(()), standing, (), empty=False, path=())


class _Supposing(Measurer):
    """Reads measures from a world."""

    def __init__(self, rules: Rules, party: Party, world: World) -> None:
        super().__init__(rules, party, _DAY)
        self._world = world

    def read(self, measure: Measure, criterion: str | None = None) -> Reading:
        """Give the measure as it is supposed."""
        key = (measure.id, criterion if measure.cited else None)
        supposed = self._world.measures.get(key)
        ends: Ends = supposed if supposed is not None else Beyond()
        return Reading(measure, ends, "known")

    def readings(self) -> Sequence[Reading]:  # type: ignore[override]  # nothing is read from records
        """Give none: nothing was read."""
        return ()
