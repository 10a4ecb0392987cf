"""Unknowns: what an organisation may be, each with one value for every way in which rules tell values apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol

from kitemark.analysis.logic import Choice, Lit, Logic, Preference
from kitemark.analysis.profiles import fact_values, uncertain_facts
from kitemark.analysis.supposing import Key, Supposed, World
from kitemark.analysis.thresholds import Thresholds
from kitemark.quantity import Number, exact
from kitemark.rules.measure import Measure
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion, Rules

_MOST_POINTS = 202
_GRID = 41


class Noting(Protocol):
    """Takes notes of what was looked at only in part."""

    def note(self, why: str) -> None:
        """Take a note."""


@dataclass(slots=True)
class Unknowns:
    """What an organisation may be: its facts, its judgements and its measures."""

    facts: dict[str, Choice[Any]] = field(default_factory=dict)
    judged: dict[str, Choice[Number | None]] = field(default_factory=dict)
    measures: dict[Key, Choice[Supposed]] = field(default_factory=dict)

    def world(self, holds: Callable[[Lit], bool]) -> World:
        """Give the organisation that a solution stands for."""
        return World(
            {name: _chosen(choice, holds) for name, choice in self.facts.items()},
            {name: _chosen(choice, holds) for name, choice in self.judged.items()},
            {key: _chosen(choice, holds) for key, choice in self.measures.items()},
        )

    def preferring(self, world: World) -> Iterator[Preference]:
        """Give each choice with what it is in a world; records are dearer to change than judgements."""
        parts: tuple[tuple[Mapping[Any, Choice[Any]], Mapping[Any, Any], int], ...] = (
            (self.facts, world.facts, 3),
            (self.judged, world.ratings, 1),
            (self.measures, world.measures, 2),
        )
        return ((choice, kept.get(name), cost) for part, kept, cost in parts for name, choice in part.items())

    def measured_as(self, world: World) -> Iterator[Lit]:
        """Give the literals that say that the measures are as in a world."""
        for key, choice in self.measures.items():
            for value, lit in zip(choice.values, choice.lits, strict=True):
                if value == world.measures[key] and lit.known is None:
                    yield lit


def _chosen(choice: Choice[Any], holds: Callable[[Lit], bool]) -> Any:
    return next(value for value, lit in zip(choice.values, choice.lits, strict=True) if lit.known or holds(lit))


def unknowns(rules: Rules, logic: Logic) -> Unknowns:
    """Give the unknowns of a standard, each with its values."""
    found = Unknowns()
    for name in uncertain_facts(rules):
        logic.note(f"the fact '{name}' may have values that were not looked at")
    for name, values in fact_values(rules).items():
        if values != [None]:
            found.facts[name] = logic.choice(values)
    for criterion in rules.criteria:
        found.judged[criterion.id] = logic.choice(judgements_of(criterion, logic))
    thresholds = Thresholds(rules)
    for key, measure in measure_keys(rules):
        found.measures[key] = logic.choice(thresholds.sorts(measure.id))
    return found


def judgements_of(criterion: Criterion, logic: Logic) -> list[Number | None]:
    """Give what a criterion may be judged to be, worst first, None for a mark of not applicable."""
    points: list[Number | None] = list(points_of(criterion.judged_on, logic))
    return points if criterion.not_applicable == "refused" else [*points, None]


def points_of(scale: Scale, noting: Noting) -> tuple[Number, ...]:
    """Give the points of a scale, worst first.

    Of a range without steps, or with very many, some points stand for all, which is noted.
    """
    if scale.points:
        return tuple(point.value for point in scale.points)
    span: Number = max(scale.best, scale.worst) - min(scale.best, scale.worst)
    if not is_listed(scale):
        noting.note(grid_note(scale))
        step = Fraction(span) / (_GRID - 1)
        away = -1 if scale.lower else 1
        points = (exact(scale.worst + away * step * place) for place in range(_GRID))
        return tuple(points if scale.step is None else (point for point in points if scale.holds(point)))
    assert scale.step is not None  # noqa: S101 - its points are listed
    return tuple(scale.steps(scale.worst, place) for place in range(int(Fraction(span) / scale.step) + 1))


def is_listed(scale: Scale) -> bool:
    """Tell whether all points of a scale are looked at."""
    span: Number = max(scale.best, scale.worst) - min(scale.best, scale.worst)
    return bool(scale.points) or (scale.step is not None and Fraction(span) / scale.step <= _MOST_POINTS)


def grid_note(scale: Scale) -> str:
    """Give what is noted of a scale of which some points stand for all."""
    return f"on the scale '{scale.id}' only {_GRID} points were looked at"


def measure_keys(rules: Rules) -> Iterator[tuple[Key, Measure]]:
    """Give every measure, a cited one for each criterion for which it may be read."""
    for measure in rules.measures.values():
        for name in sorted(rules.cited_by.get(measure.id, ())) if measure.cited else (None,):
            yield (measure.id, name), measure
