"""Demands: what a level asks for, with what each part of it needs, before it is put in rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kitemark.describe.ratings import limit_words
from kitemark.describe.wording import Wording
from kitemark.describe.words import point_words
from kitemark.explain.words import joined
from kitemark.quantity import Amount, Number
from kitemark.rules import condition as conditions
from kitemark.rules.measure import Measure
from kitemark.rules.scale import Bands, Goal
from kitemark.rules.standard import LimitRule, Node

RATED = "Assessors' rating"
SCORED = "Score"
APPLYING = "Criteria that apply"
UNITS = "Levels of the units"
HELD = "Nothing lifts it"
NOTHING = "Nothing is asked"
"""Titles of needs that are no measures."""


@dataclass(frozen=True, slots=True)
class Context:
    """On which way something is asked: where the profile is so, and what beside it would do."""

    nodes: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()

    def at(self, *where: str) -> Context:
        """Give the context where the profile is so, too."""
        return replace(self, where=(*self.where, *(one for one in where if one)))

    def by(self, way: str) -> Context:
        """Give the context with what beside it would do."""
        return replace(self, ways=(*self.ways, way)) if way else self


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that must be shown: what of (a measure, or a rating, a score), and what is asked of it."""

    title: str
    measure: Measure | None
    threshold: str
    goal: Goal | None
    context: Context
    tolerance: Number = 0


@dataclass(slots=True)
class Demand:
    """One requirement, limit or safeguard: what it asks in words, of which nodes, and what that needs."""

    level: str
    text: str
    because: str | None
    nodes: dict[str, None] = field(default_factory=dict)
    needs: dict[Need, None] = field(default_factory=dict)
    outdone: int = 0
    """How many needs are left out, as other demands ask for at least as much of the same."""
    outdone_by: dict[int, None] = field(default_factory=dict)
    """The numbers of those demands."""

    def add(self, title: str, context: Context, threshold: str) -> None:
        """Note a need that is no measure, once."""
        self.needs.setdefault(Need(title, None, threshold, None, context))

    def measure(
        self, measure: Measure, context: Context, threshold: str, goal: Goal | None, tolerance: Number = 0
    ) -> None:
        """Note the need of a measure, once."""
        self.needs.setdefault(Need(measure.title, measure, threshold, goal, context, tolerance))


@dataclass(frozen=True, slots=True)
class RequiredRating:
    """A rating that a level asks for: the goal, its words, and a note where it is not asked in any case."""

    goal: Goal
    words: str
    note: str


@dataclass(slots=True)
class Traced:
    """What a level asks for: the demands, and the criteria that assessors judge with the ratings asked of them."""

    demands: list[Demand]
    judged: dict[str, list[RequiredRating]]
    scores: Demand


def note(context: Context) -> str:
    """Give when something is asked that is not asked in any case."""
    where = f" where {joined(context.where)}" if context.where else ""
    return f"{where}, or another part of its requirement" if context.ways else where


def how_many(rule: conditions.Each | conditions.Some) -> str:
    """Give how many of a selection must do what is asked, where that is not all."""
    within = " within each section" if rule.per_section else ""
    if isinstance(rule, conditions.Each):
        return f"all but {Amount(rule.spare, rule.spare_share)} of these are enough{within}" if rule.spare else ""
    return f"at least {Amount(rule.least, rule.least_share)} of these{within}"


def needed(bands: Bands, goal: Goal | None) -> tuple[tuple[Number, Goal], ...]:
    """Give the bands whose points reach a goal, best first; all where there is none."""
    if goal is None:
        return bands.goals
    return tuple(band for band in bands.goals if goal.reached(band[0], bands.scale.maximum))


def points(bands: Bands, goal: Goal | None, say: Callable[[Goal], str]) -> str:
    """Give what a rating needs: the easiest band that reaches a goal, or every band."""
    scale = bands.scale
    if goal is not None and goal.reached(scale.worst, scale.maximum):
        return f"anything, as even {point_words(scale, scale.worst)} is enough"
    found = needed(bands, goal)
    told = found[-1:] if goal is not None else tuple(reversed(found))
    return "; ".join(f"{say(one)} for {point_words(scale, point)}" for point, one in told) or "no value reaches this"


def limit_text(limit: LimitRule, node: Node, wording: Wording) -> str:
    """Give a limit by what it holds, or a safeguard by its title."""
    words = limit_words(limit, node, wording)
    if limit.id is not None:
        return f"Safeguard '{limit.title or limit.id}'. {words}"
    return f"Limit on {node.id or 'the whole'}. {words}"
