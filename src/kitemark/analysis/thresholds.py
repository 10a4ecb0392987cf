"""Thresholds: all that rules can tell of a measure, and one value for each way in which they tell values apart."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

from kitemark.analysis.domains import Domain, domain_of
from kitemark.analysis.logic import InexactError
from kitemark.analysis.supposing import Supposed
from kitemark.evaluation.ends import Ends
from kitemark.quantity import Number
from kitemark.rules.naming import all_goals, all_marks
from kitemark.rules.rating import MarkGoal
from kitemark.rules.scale import Goal
from kitemark.rules.standard import Rules

_MOST_COMPARED = 2_000_000

Signature = tuple[bool, ...]
"""Which thresholds on a measure its low end reaches."""


class Thresholds:
    """The thresholds on every measure of one standard, and those of another on the measures that both share."""

    def __init__(self, own: Rules, other: Rules | None = None, shared: Collection[str] = ()) -> None:
        """Take the rules, and those of another version with the measures that mean the same in it."""
        self._rules = own
        self._goals: dict[str, dict[Goal, None]] = {}
        self._marks: dict[str, dict[MarkGoal, None]] = {}
        self._sorts: dict[str, list[Supposed]] = {}
        self._take(own, own.measures)
        if other is not None:
            self._take(other, shared)

    def _take(self, rules: Rules, measures: Collection[str]) -> None:
        for measure, goal in all_goals(rules):
            if measure.id in measures and not goal.contrary:
                self._goals.setdefault(measure.id, {})[goal] = None
        for measure, mark in all_marks(rules):
            if measure.id in measures:
                self._marks.setdefault(measure.id, {})[mark] = None

    def goals(self, measure: str) -> tuple[Goal, ...]:
        """Give every goal that a measure is held against."""
        return (*self._goals.get(measure, ()), *(mark.goal for mark in self._marks.get(measure, ())))

    def signature(self, measure: str, ends: Ends) -> Signature:
        """Give which thresholds on a measure a low end reaches."""
        return (
            *(ends.reach(goal)[0] for goal in self._goals.get(measure, ())),
            *(ends.softened(mark.goal, mark.tolerance)[0] for mark in self._marks.get(measure, ())),
        )

    def sorts(self, measure: str) -> list[Supposed]:
        """Give one value of a measure for each signature that it can have, worst first."""
        if measure not in self._sorts:
            self._sorts[measure] = self._sorted(measure)
        return self._sorts[measure]

    def _sorted(self, measure: str) -> list[Supposed]:
        own = self._rules.measures[measure]
        marks = self._marks.get(measure, ())
        cuts = {goal.value for goal in self._goals.get(measure, ())} | {mark.goal.value for mark in marks}
        cuts |= {_softer(mark) for mark in marks}
        values = _around(sorted(cuts, reverse=own.lower), domain_of(self._rules, own), lower=own.lower)
        places = range(len(values))
        soft = own.z_squared is not None and any(mark.tolerance for mark in marks)
        if soft and len(values) ** 2 * len(marks) > _MOST_COMPARED:
            raise InexactError(f"there are too many thresholds on the measure '{measure}'")
        pairs = itertools.combinations_with_replacement(places, 2) if soft else zip(places, places, strict=True)
        found: dict[Signature, Supposed] = {}
        for low, estimate in pairs:
            supposed = Supposed(values[low], values[estimate])
            found.setdefault(self.signature(measure, supposed), supposed)
        return list(found.values())


def _softer(mark: MarkGoal) -> Number:
    return mark.goal.value + mark.tolerance if mark.goal.lower else mark.goal.value - mark.tolerance


def _around(cuts: Sequence[Number], domain: Domain, *, lower: bool) -> list[Number]:
    """Give values of a domain worse than all cuts, at each, between each two, and better than all.

    What may be unknown may reach nothing, as if it were worse than all there is.
    """
    if not cuts:
        return [0]
    found: list[Number | None] = (
        [cuts[0] + (1 if lower else -1)] if domain.unknown else [_next(domain, None, cuts[0], lower)]
    )
    for cut, following in zip(cuts, [*cuts[1:], None], strict=True):
        found += [cut if domain.holds(cut) else None, _next(domain, cut, following, lower)]
    return [value for value in found if value is not None]


def _next(domain: Domain, cut: Number | None, following: Number | None, lower: bool) -> Number | None:  # noqa: FBT001
    return domain.between(following, cut) if lower else domain.between(cut, following)
