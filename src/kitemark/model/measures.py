"""Evidence kinds, accepted evidence and measures, as a standard writes them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from kitemark.model.fields import (
    AS_BARE,
    AS_LIST,
    AS_MAPPING,
    Confidence,
    Duration,
    Flag,
    Id,
    Many,
    MarkValue,
    Matches,
    Plain,
    Scalar,
    Strict,
    Text,
    Weight,
    shape,
)


class VoiceBy(Strict):
    """Whose voice a record carries, read from one of its fields: each value with a voice."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Text] = Field(init=False)
    by: Id
    """The field that tells."""


Voice = Annotated[
    Annotated[VoiceBy, AS_MAPPING] | Annotated[Text, AS_BARE], shape("whose voice it carries, or a mapping with 'by'")
]


class EvidenceKind(Strict):
    """A kind of evidence: whose voice it carries and what its records hold."""

    title: Text | None = None
    summary: Text | None = None
    guidance: Text | None = None
    voice: Voice | None = None
    people: Id | None = None
    """The field that counts individuals, for small groups."""
    fields: dict[Id, Any] = {}
    """Each field with the JSON Schema (2020-12) of its value."""
    optional: Many[Id] = ()
    """Fields that a record may leave out."""
    rules: Many[Text] = ()
    """What must hold between fields: `positive <= responses`."""


class Link(Strict):
    """A link from a record to another one."""

    by: Id
    """The field that holds the other record's id."""
    to: Id
    """The kind, or the accepted evidence, that the other record must be."""
    dated: Literal["after", "before"] | None = None
    """Whether the other record must be dated on or after this one, or before it."""


Names = Annotated[
    Annotated[Many[Id], AS_LIST, Field(min_length=1)] | Annotated[Id, AS_BARE], shape("a name or a list of names")
]


class Accepted(Strict):
    """A part of the evidence, by name."""

    from_: Names = Field(alias="from")
    """A kind, another accepted name, a list of either, or `any`."""
    title: Text | None = None
    summary: Text | None = None
    where: Matches | None = None
    """Every field named must be as said."""
    within: Duration | None = None
    """Dated no longer than this before the assessment date."""
    older_than: Duration | None = None
    """Dated longer than this before the assessment date."""
    linked: Link | None = None


ShareForm = Annotated[
    Annotated[Matches, AS_MAPPING] | Annotated[Id, AS_BARE], shape("a field, or a mapping such as {outcome: done}")
]


class TakeForm(Strict):
    """How records become one number: one of the forms of section 4."""

    distinct: Id | None = None
    sum: Id | None = None
    mean: Id | None = None
    weighted_by: Id | None = None
    median: Id | None = None
    missing: Literal["worst"] | None = None
    latest: Id | None = None
    smallest: Id | None = None
    largest: Id | None = None
    age: Literal["months", "days"] | None = None
    share: ShareForm | None = None
    of: Id | None = None
    margin: Id | None = None


Take = Annotated[
    Annotated[TakeForm, AS_MAPPING] | Annotated[Literal["count"], AS_BARE],
    shape("count, or a mapping such as {sum: ...}"),
]


class Reaching(Strict):
    """The share of groups that reach a value."""

    reaching: MarkValue


Across = Annotated[
    Annotated[Reaching, AS_MAPPING] | Annotated[Literal["worst", "best", "spread"], AS_BARE],
    shape("worst, best, spread, or {reaching: ...}"),
]


class Largest(Strict):
    """The largest value of a field, instead of its sum."""

    largest: Id


Population = Annotated[Annotated[Largest, AS_MAPPING] | Annotated[Id, AS_BARE], shape("a field, or {largest: ...}")]


class Measure(Accepted):
    """A measure: records reduced to one number."""

    take: Take
    guidance: Text | None = None
    better: Literal["higher", "lower"] | None = None
    cited: Flag = False
    """Only records that speak to the criterion being rated."""
    needs: dict[Id, Weight] = {}
    """Least sums of fields; fewer leave the measure unknown."""
    confidence: Confidence | None = None
    """Two-sided confidence of a share's interval."""
    population: Population | None = None
    """The field that says how many people there are in all."""
    if_none: Plain | None = None
    """The value where no record qualifies."""
    by: Id | None = None
    """The field that splits the records into groups."""
    across: Across | None = None
    every: Many[Scalar] = ()
    """Groups that must be there."""
