"""Ratings and marks: how a criterion is rated, and what a level asks of its measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kitemark.quantity import Number
from kitemark.rules.measure import Measure
from kitemark.rules.records import Test
from kitemark.rules.scale import Bands, Goal, Scale


@dataclass(frozen=True, slots=True)
class RatingRule:
    """How a rating comes about; each form is one class below."""


@dataclass(frozen=True, slots=True)
class Judged(RatingRule):
    """Assessors' judgements, settled; banded where they judge on another scale."""

    scale: Scale
    bands: Bands | None


@dataclass(frozen=True, slots=True)
class Measured(RatingRule):
    """A measure, banded onto the criterion's scale."""

    measure: Measure
    bands: Bands


@dataclass(frozen=True, slots=True)
class WorstOf(RatingRule):
    """The worst of several ratings."""

    parts: tuple[RatingRule, ...]


@dataclass(frozen=True, slots=True)
class BestOf(RatingRule):
    """The best of several ratings."""

    parts: tuple[RatingRule, ...]


@dataclass(frozen=True, slots=True)
class ChosenRating(RatingRule):
    """The first rating whose tests match the profile."""

    options: tuple[tuple[tuple[Test, ...], RatingRule], ...]


def asks_assessors(rule: RatingRule) -> bool:
    """Tell whether assessors judge a rating, or any part of it."""
    match rule:
        case Judged():
            return True
        case WorstOf() | BestOf():
            return any(map(asks_assessors, rule.parts))
        case ChosenRating():
            return any(asks_assessors(option) for _, option in rule.options)
        case _:
            return False


def is_plain_judgement(rule: RatingRule) -> bool:
    """Tell whether a rating is nothing but a judgement, on the criterion's own scale."""
    return isinstance(rule, Judged) and rule.bands is None


@dataclass(frozen=True, slots=True)
class MarkRule:
    """What a level asks of measures; each form is one class below."""


@dataclass(frozen=True, slots=True)
class MarkGoal:
    """A threshold for one level; the tolerance is 0 unless the measure is a share with confidence."""

    goal: Goal
    tolerance: Number


@dataclass(frozen=True, slots=True)
class MarkedMeasure(MarkRule):
    """A measure with a goal for each level that asks for it."""

    measure: Measure
    goals: Mapping[str, MarkGoal]
    because: str | None


@dataclass(frozen=True, slots=True)
class WorstMark(MarkRule):
    """All lines that name the level must be reached."""

    parts: tuple[MarkRule, ...]


@dataclass(frozen=True, slots=True)
class BestMark(MarkRule):
    """One line that names the level must be reached."""

    parts: tuple[MarkRule, ...]


@dataclass(frozen=True, slots=True)
class ChosenMark(MarkRule):
    """The first line whose tests match the profile."""

    options: tuple[tuple[tuple[Test, ...], MarkRule], ...]
