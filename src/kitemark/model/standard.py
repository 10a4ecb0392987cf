"""The standard file, key by key."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import ConfigDict, Field

from kitemark.model.conditions import Condition
from kitemark.model.examples import Example
from kitemark.model.fields import (
    Count,
    Day,
    Duration,
    Id,
    Language,
    Many,
    Mistaken,
    Positive,
    Share,
    Slug,
    Strict,
    Text,
    Version,
)
from kitemark.model.measures import Accepted, EvidenceKind, Measure
from kitemark.model.scales import Point, Points, Range, ScaleForm
from kitemark.model.sections import Criterion, Limit, Rounding, Safeguard, Scoring, Section

__all__ = [
    "Commendation",
    "Criterion",
    "Effective",
    "FlagRule",
    "Judgements",
    "Level",
    "Limit",
    "Point",
    "Points",
    "Profile",
    "Publisher",
    "Range",
    "Rounding",
    "Safeguard",
    "ScaleForm",
    "Scoring",
    "Section",
    "StandardFile",
]


class Publisher(Strict):
    """Who publishes the standard."""

    name: Text
    """The publisher's name.

    Example: Example Standards Body
    """
    url: Text | None = None
    """Where to find the publisher.

    Example: https://example.org
    """


class Effective(Strict):
    """From when, and until when, this version is in force."""

    from_: Day = Field(alias="from")
    """The first day in force.

    Example: 2026-04-01
    """
    until: Day | None = None
    """The last day in force, where there is one.

    Example: 2029-03-31
    """


class Judgements(Strict):
    """How several assessors' judgements of one criterion become one rating."""

    settle: Literal["median", "worst", "best", "latest"] = "median"
    """Which judgement counts: the `median` (of two middle ones the worse), the `worst`, `best` or `latest`.

    It is the median, unless said.

    Example: median
    """
    assessors: Positive = 1
    """How many people must have judged a criterion; 1, unless said. With fewer its rating is unknown.

    Example: 2
    """
    may_differ_by: Count = 1
    """How many steps of the scale judgements may lie apart before the rating is unsettled; 1, unless said.

    Example: 1
    """
    roles: Many[Text] | None = Field(default=None, min_length=1)
    """The roles whose judgements count; everybody's, unless said. Others are shown, and count for nothing.

    Example: [independent, peer]
    """


class Profile(Strict):
    """The facts about an organisation that the standard's rules may read."""

    fields: dict[Id, Any]
    """Each fact with the JSON Schema (2020-12) of its value.

    Example: {size: {enum: [small, large]}, offers_housing: {type: boolean}}
    """
    optional: Many[Id] = ()
    """Facts that may be left out. One that a rule reads is needed all the same.

    Example: [departments]
    """


class Level(Strict):
    """A level of accreditation, and what it requires."""

    id: Id
    """Its id: letters, digits, `-` and `_`.

    Example: bronze
    """
    title: Text | None = None
    """What people call it.

    Example: Bronze
    """
    summary: Text | None = None
    """What it says about an organisation that has it.

    Example: The basics work, and the people served say so.
    """
    guidance: Text | None = None
    """Help for those who apply for it.

    Example: Begin here if this is your first application.
    """
    lasts: Duration | None = None
    """How long an award of this level lasts, where it is not as long as the standard says.

    Example: 2 years
    """
    builds_on: Literal["none"] | None = None
    """With `none` the level does not ask for what the levels before it require.

    Example: none
    """
    requires: Many[Condition] = ()
    """All that must hold, beside what the level before it requires.

    Example: [{overall: 50%}, {each: sections, at_least: 40%, because: No principle may be neglected.}]
    """


class Commendation(Strict):
    """Praise beside the levels: listed where its conditions hold."""

    id: Id
    """Its id: letters, digits, `-` and `_`.

    Example: swift
    """
    title: Text | None = None
    """What is praised, in a few words.

    Example: Swift at every counter
    """
    summary: Text | None = None
    """What stands behind the praise.

    Example: Nobody waited for longer than five days anywhere.
    """
    requires: Many[Condition] = Field(min_length=1)
    """All that must hold for it to be given.

    Example: [{measure: slowest-counter, at_most: 5}]
    """


class FlagRule(Strict):
    """Something for people to look at; it is never scored."""

    model_config = ConfigDict(title="Flag")

    id: Id
    """Its id: letters, digits, `-` and `_`.

    Example: rating-and-voice-differ
    """
    title: Text | None = None
    """What to look at, in a few words.

    Example: Rating and voice differ
    """
    when: Condition
    """The condition that raises it. Here alone a comparison may go either way.

    Example: {measure: respected, less_than: 50%}
    """
    says: Text | None = None
    """What people are told to look at, and why.

    Example: Fewer than half of the people served feel respected. Ask why.
    """


class StandardFile(Scoring):
    """A standard: how an organisation's evidence becomes an accreditation level."""

    model_config = ConfigDict(title="Standard")

    free: ClassVar[frozenset[str]] = frozenset({"fields", "changes", "rows"})
    mistaken: ClassVar[Mistaken | None] = Mistaken(
        "organisation", "levels", "an assessment (a pack)", "a standard", "give the standard's file or its id"
    )

    kitemark: Language
    """The version of the language in which the file is written: 1.

    Example: 1
    """
    id: Slug
    """The standard's id: small letters and digits, joined by `-`.

    Example: warm-welcome
    """
    version: Version
    """The standard's semantic version, in quotes. Raise it with every change that is published.

    Example: "1.0.0"
    """
    title: Text
    """What people call the standard.

    Example: Warm Welcome mark
    """
    summary: Text | None = None
    """Whom the standard is for, and what it asks.

    Example: For any place where people come in with a question.
    """
    publisher: Publisher | None = None
    """Who publishes the standard.

    Example: {name: Example Standards Body, url: "https://example.org"}
    """
    licence: Text | None = None
    """The licence under which the text may be used.

    Example: CC-BY-4.0
    """
    language: Text | None = None
    """The human language in which it is written.

    Example: en-GB
    """
    effective: Effective | None = None
    """When this version is in force.

    Example: {from: 2026-04-01, until: 2029-03-31}
    """
    lasts: Duration | None = None
    """How long an award lasts. A level may say otherwise.

    Example: 3 years
    """
    review: Duration | None = None
    """How often somebody looks at an award again.

    Example: 12 months
    """
    otherwise: Text | None = None
    """What having no level is called; "No level", unless said.

    Example: Not yet accredited
    """
    smallest_group: Count | None = None
    """The fewest people on whom a figure may rest. A measure on fewer is withheld, and nothing shows it.

    Example: 10
    """
    not_applicable: Literal["refused", "excluded", "met"] = "refused"
    """What becomes of a criterion that assessors find not to apply, where it says nothing itself.

    `refused` is an error, `excluded` leaves it out, and `met` counts it as the best point. It is refused, unless
    said.

    Example: excluded
    """
    judgements: Judgements = Field(default_factory=Judgements)
    """How several assessors' judgements of one criterion become one rating.

    Example: {settle: median, assessors: 2, may_differ_by: 1, roles: [independent, peer]}
    """
    tolerance: dict[Id, Share] = {}
    """For each level, how far chance alone may pull the low end of a share below its mark.

    Example: {bronze: 15%, silver: 10%}
    """
    tags: dict[Text, Text] = {}
    """Each tag that criteria carry, with what it means.

    Example: {core: Every organisation must have these, voice: Only the people served can confirm it}
    """
    profile: Profile | None = None
    """Facts about the organisation that `when` and `applies_when` may read.

    Example: {fields: {size: {enum: [small, large]}}}
    """
    scales: dict[Id, ScaleForm] = {}
    """The scales, by name. Each is a range, or a list of points, worst first.

    Example: {stars: {from: 1, to: 5, step: 1}}
    """
    evidence: dict[Id, EvidenceKind] = {}
    """The kinds of evidence, by name: what each record holds, and whose voice it carries.

    Example: {log: {title: Log of complaints, fields: {days: {type: integer, minimum: 0}}}}
    """
    accepted: dict[Id, Accepted] = {}
    """Parts of the evidence, by name, for measures to read: said once, and changed in one place.

    Example: {fair-answers: {from: survey, within: 18 months, where: {setting: private}}}
    """
    measures: dict[Id, Measure] = {}
    """The measures, by name. Each makes one number of records.

    Example: {respected: {from: fair-answers, take: {share: positive, of: answers}}}
    """
    safeguards: Many[Safeguard] = ()
    """Limits said once for many criteria, such as that the people served must confirm a rating.

    Example: [{id: voices, each: {tag: voice}, at_most: 1, unless: {measure: voices-on-this, at_least: 1}}]
    """
    levels: Many[Level] = Field(min_length=1)
    """The levels, lowest first. Each builds on the one before it, unless it says otherwise.

    Example: [{id: bronze, title: Bronze, requires: [{each: criteria, at_least: Started}]}]
    """
    commendations: Many[Commendation] = ()
    """Praise beside the levels.

    Example: [{id: swift, title: Swift, requires: [{measure: days, at_most: 5}]}]
    """
    flags: Many[FlagRule] = ()
    """What people are asked to look at. Flags are never scored.

    Example: [{id: few-agree, when: {measure: respected, less_than: 50%}, says: Ask why.}]
    """
    examples: Many[Example] = ()
    """Packs and what must come out of them; they may also stand in a file beside the standard.

    Example: [{id: first, pack: examples/first.yaml, expect: {level: bronze}}]
    """
