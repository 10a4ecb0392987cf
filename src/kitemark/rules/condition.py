"""Conditions: what levels, limits and flags ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kitemark.quantity import Number
from kitemark.rules.measure import Measure
from kitemark.rules.records import Test
from kitemark.rules.scale import Goal


@dataclass(frozen=True, slots=True)
class ConditionRule:
    """A condition, asked only where `when` matches the profile; each form is one class below."""

    when: tuple[Test, ...]
    because: str | None


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of each node of a selection."""


@dataclass(frozen=True, slots=True)
class Reach(Ask):
    """The node's score must reach its goal; `words` is the value as the standard says it.

    `goal` is the goal of all of them, where that is one.
    """

    goals: Mapping[str, Goal]
    words: str
    goal: Goal | None


@dataclass(frozen=True, slots=True)
class HasMarks(Ask):
    """The criterion must have the mark of a level."""

    level: str


@dataclass(frozen=True, slots=True)
class ReachLevel(Ask):
    """The unit's level must be this one of the list or a later one; `contrary` the other way."""

    place: int
    contrary: bool
    words: str


@dataclass(frozen=True, slots=True)
class Overall(ConditionRule):
    """The whole standard's score must reach a goal."""

    goal: Goal
    words: str


@dataclass(frozen=True, slots=True)
class Each(ConditionRule):
    """All nodes of a selection must do what is asked, save a number or a share of them."""

    nodes: tuple[str, ...]
    ask: Ask
    spare: Number
    spare_share: bool
    per_section: bool
    of: str


@dataclass(frozen=True, slots=True)
class Some(ConditionRule):
    """A number or a share of the nodes of a selection must do what is asked."""

    nodes: tuple[str, ...]
    ask: Ask
    least: Number
    least_share: bool
    per_section: bool
    of: str


@dataclass(frozen=True, slots=True)
class OfUnits(ConditionRule):
    """Each (`every`) or some units must do what is asked; `expect` names how many there must be."""

    every: bool
    ask: ReachLevel
    amount: Number
    amount_share: bool
    expect: str | None


@dataclass(frozen=True, slots=True)
class MeasureReaches(ConditionRule):
    """A measure must reach a goal."""

    measure: Measure
    goal: Goal
    words: str


@dataclass(frozen=True, slots=True)
class Applicable(ConditionRule):
    """At least a share of all criteria must apply."""

    share: Number


@dataclass(frozen=True, slots=True)
class AnyOf(ConditionRule):
    """One of the parts that are asked must hold."""

    parts: tuple[ConditionRule, ...]


@dataclass(frozen=True, slots=True)
class AllOf(ConditionRule):
    """All of the parts that are asked must hold."""

    parts: tuple[ConditionRule, ...]
