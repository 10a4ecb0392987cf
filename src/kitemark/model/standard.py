"""The standard file, key by key."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from kitemark.model.conditions import Condition, Selection
from kitemark.model.examples import Example
from kitemark.model.fields import (
    BandValue,
    Count,
    Day,
    Decimals,
    Duration,
    Id,
    Language,
    Many,
    Matches,
    Mistaken,
    Numeric,
    Positive,
    Share,
    Slug,
    Strict,
    Text,
    Value,
    Version,
    Weight,
)
from kitemark.model.measures import Accepted, EvidenceKind, Measure
from kitemark.model.ratings import MarkLine, RatingForm


class Publisher(Strict):
    """Who publishes the standard."""

    name: Text
    url: Text | None = None


class Effective(Strict):
    """From when, and until when, this version is in force."""

    from_: Day = Field(alias="from")
    until: Day | None = None


class Point(Strict):
    """One point of a scale."""

    value: Numeric
    """The number that the point counts as."""
    name: Text | None = None
    """What people call it."""
    means: Text | None = None
    """What it means, for any criterion."""


class Points(Strict):
    """A scale of points, with its direction."""

    points: Many[Point] = Field(min_length=1)
    """The points, worst first."""
    better: Literal["higher", "lower"] = "higher"
    """Which values are better."""


class Range(Strict):
    """A scale that is a range of numbers."""

    from_: Numeric = Field(alias="from")
    to: Numeric
    step: Numeric | None = None
    """The distance of neighbouring values; without it any value in the range will do."""
    better: Literal["higher", "lower"] = "higher"


def _scale_shape(value: object) -> str:
    return (
        "(list)"
        if isinstance(value, list)
        else "(points)"
        if isinstance(value, dict) and "points" in value
        else "(range)"
    )


ScaleForm = Annotated[
    Annotated[Many[Point], Tag("(list)"), Field(min_length=1)]
    | Annotated[Points, Tag("(points)")]
    | Annotated[Range, Tag("(range)")],
    Discriminator(_scale_shape),
]


class Judgements(Strict):
    """How several assessors' judgements of one criterion become one rating."""

    settle: Literal["median", "worst", "best", "latest"] = "median"
    assessors: Positive = 1
    """How many people must have judged a criterion; fewer leave it unknown."""
    may_differ_by: Count = 1
    """How many points assessors may lie apart before the rating is unsettled."""
    roles: Many[Text] | None = None
    """Whose judgements count; all, unless said."""


class Profile(Strict):
    """The facts about an organisation that the standard's rules may read."""

    fields: dict[Id, Any]
    """Each fact with the JSON Schema of its value."""
    optional: Many[Id] = ()
    """Facts that may be left out."""


class Limit(Strict):
    """A hold on a rating: no better than a point, unless a condition holds."""

    at_most: Value
    """The best point that the rating can have while the limit holds."""
    unless: Condition | None = None
    """The condition that lifts the limit; without one it always holds."""
    when: Matches | None = None
    """The limit is there only where the profile matches."""
    because: Text | None = None
    """The reason, in a plain sentence, for the people whom it holds back."""


class Safeguard(Limit):
    """A limit stated once for many criteria."""

    id: Id
    title: Text | None = None
    each: Selection
    """The criteria that it holds."""


class Criterion(Strict):
    """One thing that is asked of an organisation."""

    id: Id
    title: Text
    asks: Text | None = None
    """The question, as an assessor would put it."""
    why: Text | None = None
    guidance: Text | None = None
    looks_like: dict[Text, Text] = {}
    """What a rating looks like here, by point."""
    suggests: Many[Id] = ()
    """Kinds of evidence worth bringing."""
    tags: Many[Text] = ()
    effort: Weight = 1
    """What one step up costs, for planning."""
    weight: Weight = 1
    """Its weight among its siblings."""
    scale: Id | None = None
    rating: RatingForm | None = None
    marks: Many[MarkLine] = ()
    limits: Many[Limit] = ()
    not_applicable: Literal["refused", "excluded", "met"] | None = None
    applies_when: Matches | None = None
    asked_of: Literal["organisation", "units", "both"] = "both"


class Rounding(Strict):
    """How a score is rounded."""

    decimals: Decimals = 0
    mode: Literal["half-up", "half-even", "down"] = "half-up"


class Scoring(Strict):
    """How the children of a section become its score."""

    combine: Literal["mean", "sum", "worst", "best"] = "mean"
    out_of: Numeric | None = None
    """What a mean is out of; 100 unless said."""
    capped_at: Numeric | None = None
    round: Rounding | None = None
    bands: dict[str, BandValue] | None = None
    """Thresholds of the score, by point of the section's own scale."""
    scale: Id | None = None
    limits: Many[Limit] = ()
    sections: Many[Section] = ()
    criteria: Many[Criterion] = ()


class Section(Scoring):
    """Criteria and further sections that have a score together."""

    id: Id
    title: Text | None = None
    summary: Text | None = None
    why: Text | None = None
    guidance: Text | None = None
    weight: Weight = 1
    applies_when: Matches | None = None


class Level(Strict):
    """A level of accreditation, and what it requires."""

    id: Id
    title: Text | None = None
    summary: Text | None = None
    guidance: Text | None = None
    lasts: Duration | None = None
    builds_on: Literal["none"] | None = None
    requires: Many[Condition] = ()


class Commendation(Strict):
    """Praise beside the levels: listed where its conditions hold."""

    id: Id
    title: Text | None = None
    summary: Text | None = None
    requires: Many[Condition] = Field(min_length=1)


class FlagRule(Strict):
    """Something for people to look at; it is never scored."""

    id: Id
    title: Text | None = None
    when: Condition
    says: Text | None = None


class StandardFile(Scoring):
    """A standard, whole."""

    free: ClassVar[frozenset[str]] = frozenset({"fields", "changes", "rows"})
    mistaken: ClassVar[Mistaken | None] = Mistaken(
        "organisation", "levels", "an assessment (a pack)", "a standard", "give the standard's file or its id"
    )

    kitemark: Language
    id: Slug
    version: Version
    title: Text
    summary: Text | None = None
    publisher: Publisher | None = None
    licence: Text | None = None
    language: Text | None = None
    effective: Effective | None = None
    lasts: Duration | None = None
    review: Duration | None = None
    otherwise: Text | None = None
    smallest_group: Count | None = None
    not_applicable: Literal["refused", "excluded", "met"] = "refused"
    judgements: Judgements = Judgements()
    tolerance: dict[Id, Share] = {}
    tags: dict[Text, Text] = {}
    profile: Profile | None = None
    scales: dict[Id, ScaleForm] = {}
    evidence: dict[Id, EvidenceKind] = {}
    accepted: dict[Id, Accepted] = {}
    measures: dict[Id, Measure] = {}
    safeguards: Many[Safeguard] = ()
    levels: Many[Level] = Field(min_length=1)
    commendations: Many[Commendation] = ()
    flags: Many[FlagRule] = ()
    examples: Many[Example] = ()
    """Packs and what must come out of them; they may also stand in a file beside the standard."""
