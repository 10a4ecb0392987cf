"""A compiled standard: its tree of criteria and sections, its levels, and all that they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.quantity import Number, Span
from kitemark.rules.condition import ConditionRule
from kitemark.rules.measure import Measure
from kitemark.rules.rating import MarkRule, RatingRule
from kitemark.rules.records import Accepted, Kind, Test
from kitemark.rules.scale import Bands, Scale
from kitemark.rules.weighing import Weighing

ROOT = ""
"""The id of the standard itself, as a section."""


@dataclass(frozen=True, slots=True)
class LimitRule:
    """A hold at a point unless a condition holds; `share` is of the maximum. `id` names a safeguard."""

    point: Number
    share: bool
    when: tuple[Test, ...]
    unless: ConditionRule | None
    because: str | None
    id: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is asked, rated on a scale."""

    id: str
    title: str
    parent: str
    top: str
    weight: Number
    scale: Scale
    rating: RatingRule
    judged_on: Scale
    marks: tuple[MarkRule, ...]
    limits: tuple[LimitRule, ...]
    not_applicable: str
    applies_when: tuple[Test, ...]
    asked_of: str
    tags: frozenset[str]
    effort: Number


@dataclass(frozen=True, slots=True)
class Section:
    """Criteria and sections with a score together; `scale` is set where the score stands on one."""

    id: str
    title: str
    parent: str | None
    top: str
    weight: Number
    children: tuple[str, ...]
    combine: str
    out_of: Number
    capped_at: Number | None
    decimals: int | None
    rounding: str
    bands: Bands | None
    scale: Scale | None
    lower: bool
    raw_lower: bool
    limits: tuple[LimitRule, ...]
    applies_when: tuple[Test, ...]

    @property
    def is_plain(self) -> bool:
        """Whether what its children make is its score as it is, neither capped nor rounded nor banded."""
        return self.capped_at is None and self.decimals is None and self.bands is None


Node = Criterion | Section


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A level and what it requires."""

    id: str
    title: str
    builds_on: bool
    requires: tuple[ConditionRule, ...]


@dataclass(frozen=True, slots=True)
class CommendationRule:
    """Praise beside the levels."""

    id: str
    title: str
    requires: tuple[ConditionRule, ...]


@dataclass(frozen=True, slots=True)
class FlagRule:
    """Something for people to look at."""

    id: str
    title: str
    when: ConditionRule
    says: str | None


@dataclass(frozen=True, slots=True)
class JudgementRule:
    """How several judgements become one."""

    settle: str
    assessors: int
    may_differ_by: int
    roles: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Rules:
    """A standard, ready to be interpreted.

    `nodes` are criteria and sections by id in the file's order, the root under `ROOT`, and
    `criteria` those of them that are criteria, `conditional` those that may not apply to
    everybody whatever assessors say;
    `order` lists them so that each comes after all that it depends on. `cited_by` gives the
    criteria for which each cited measure may be read, `apart` the criteria whose own rules ask for no other
    node, `weighings` what each child adds to a section's mean where all of them apply, `marked` the levels whose
    marks are asked for.
    """

    id: str
    version: str
    title: str
    otherwise: str
    lasts: Span | None
    smallest_group: int
    judgements: JudgementRule
    facts: Mapping[str, Any]
    facts_required: frozenset[str]
    kinds: Mapping[str, Kind]
    accepted: Mapping[str, Accepted]
    measures: Mapping[str, Measure]
    nodes: Mapping[str, Node]
    criteria: tuple[Criterion, ...]
    conditional: tuple[Node, ...]
    order: tuple[str, ...]
    cited_by: Mapping[str, frozenset[str]]
    apart: frozenset[str]
    weighings: Mapping[str, Weighing]
    levels: tuple[LevelRule, ...]
    marked: frozenset[str]
    commendations: tuple[CommendationRule, ...]
    flags: tuple[FlagRule, ...]
    asks_units: bool
    """Whether anything is asked of units, so that a pack without them is its own one unit."""

    @property
    def root(self) -> Section:
        """The standard itself, as a section."""
        root = self.nodes[ROOT]
        assert isinstance(root, Section)  # noqa: S101 - by construction
        return root
