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
    Named,
    Plain,
    RuleText,
    Scalar,
    Strict,
    Text,
    Weight,
    shape,
)


class VoiceBy(Strict):
    """Whose voice a record carries, read from one of its fields. Each other key is a value of that field."""

    model_config = ConfigDict(extra="allow", title="Voice by field")
    __pydantic_extra__: dict[str, Text] = Field(init=False)
    by: Id
    """The field that tells whose voice it is.

    Example: who
    """


Voice = Annotated[
    Annotated[VoiceBy, AS_MAPPING] | Annotated[Text, AS_BARE], shape("whose voice it carries, or a mapping with 'by'")
]


class EvidenceKind(Strict):
    """A kind of evidence: what each record of it holds, and whose voice it carries."""

    title: Text | None = None
    """What people call records of this kind.

    Example: Customer survey
    """
    summary: Text | None = None
    """What one record stands for.

    Example: One record holds the answers to one question.
    """
    guidance: Text | None = None
    """Help for those who gather the records.

    Example: Ask people where no member of staff can hear them.
    """
    voice: Voice | None = None
    """Whose voice the records carry, in words of your own.

    Where a field tells, give a mapping such as `{by: who, customer: customers, worker: staff}`: `by` names the
    field, and each other key is one of its values.

    Example: customers
    """
    people: Id | None = None
    """The field that counts individuals. Measures on too few of them are withheld (`smallest_group`).

    Example: answers
    """
    fields: dict[Id, Any] = {}
    """The fields of each record, each with the JSON Schema (2020-12) of its value.

    All of them are required, save those listed in `optional`.

    Example: {question: {enum: [respect, choice]}, answers: {type: integer, minimum: 0}}
    """
    optional: Many[Id] = ()
    """Fields that a record may leave out.

    Example: [population]
    """
    rules: Many[RuleText] = ()
    """What must hold between two fields, or a field and a number: `<=`, `<` or `==` between the two.

    A record that lacks one of them passes.

    Example: [positive <= answers]
    """


class Link(Strict):
    """A link from a record to another one."""

    by: Id
    """The field that holds the other record's id.

    Example: led_to
    """
    to: Named
    """The kind, or the accepted evidence, that the other record must be.

    Example: change
    """
    dated: Literal["after", "before"] | None = None
    """`after` asks that the other record is dated on or after this one, `before` that it is earlier.

    Example: after
    """


Names = Annotated[
    Annotated[Many[Named], AS_LIST, Field(min_length=1)] | Annotated[Named, AS_BARE], shape("a name or a list of names")
]


class Accepted(Strict):
    """A part of the evidence, by name: the records that may be trusted for something."""

    model_config = ConfigDict(title="Accepted evidence")

    from_: Names = Field(alias="from")
    """Where the records come from: a kind, other accepted evidence, a list of these, or `any`.

    Example: survey
    Example: [fair-answers, peer-research]
    """
    title: Text | None = None
    """What people call this part of the evidence.

    Example: Answers given in private
    """
    summary: Text | None = None
    """What it holds, and why just that.

    Example: Answers given where nobody listened.
    """
    where: Matches | None = None
    """Lets through records whose fields all match: a value, a list of which one will do, or bounds.

    The common fields and `voice` may be named, too.

    Example: {setting: private, rung: {at_least: 3}}
    """
    within: Duration | None = None
    """Lets through records dated no longer than this before the day of the assessment.

    Example: 18 months
    """
    older_than: Duration | None = None
    """Lets through records dated longer than this before the day of the assessment.

    Example: 14 days
    """
    linked: Link | None = None
    """Lets through records that point to another record by its id.

    Example: {by: led_to, to: change, dated: after}
    """


ShareForm = Annotated[
    Annotated[Matches, AS_MAPPING] | Annotated[Id, AS_BARE], shape("a field, or a mapping such as {outcome: done}")
]


class TakeForm(Strict):
    """How records become one number: one of these keys, with those that go with it."""

    model_config = ConfigDict(title="Take")

    distinct: Id | None = None
    """How many different values this field has; 0 where there is no record.

    Example: site
    """
    sum: Id | None = None
    """The sum of this field; 0 where there is no record, unless less is better.

    Example: attended
    """
    mean: Id | None = None
    """The mean of this field; `weighted_by` may give each record a weight.

    Example: days
    """
    weighted_by: Id | None = None
    """With `mean`: the field by which each record weighs.

    Example: hours
    """
    median: Id | None = None
    """The median of this field; between two middle values it is their mean.

    Example: days
    """
    missing: Literal["worst"] | None = None
    """With `median`: a record without the field counts as worse than any number.

    Example: worst
    """
    latest: Id | None = None
    """The value of this field in the latest record.

    Example: rung
    """
    smallest: Id | None = None
    """The smallest value of this field.

    Example: rung
    """
    largest: Id | None = None
    """The largest value of this field.

    Example: days
    """
    age: Literal["months", "days"] | None = None
    """How many whole months or days have passed since the latest record. Less is better.

    Example: months
    """
    share: ShareForm | None = None
    """A share: the sum of this field over the sum of `of`; or the share of the records that match.

    What they must match is a mapping such as `{outcome: [done, planned]}`.

    Example: positive
    """
    of: Id | None = None
    """With `share`: the field whose sum is the whole, or by which each record weighs.

    Example: answers
    """
    margin: Id | None = None
    """How far off, at worst, a share of so many answers may be: the sum of this field says how many.

    It needs a `confidence`. Less is better.

    Example: answers
    """


Take = Annotated[
    Annotated[TakeForm, AS_MAPPING] | Annotated[Literal["count"], AS_BARE],
    shape("count, or a mapping such as {sum: ...}"),
]


class Reaching(Strict):
    """The share of groups that reach a value."""

    reaching: MarkValue
    """The value that a group must reach to be counted.

    Example: 60%
    """


Across = Annotated[
    Annotated[Reaching, AS_MAPPING] | Annotated[Literal["worst", "best", "spread"], AS_BARE],
    shape("worst, best, spread, or {reaching: ...}"),
]


class Largest(Strict):
    """The largest value of a field, instead of its sum."""

    largest: Id
    """The field of which the largest value is taken.

    Example: invited
    """


Population = Annotated[Annotated[Largest, AS_MAPPING] | Annotated[Id, AS_BARE], shape("a field, or {largest: ...}")]


class Measure(Accepted):
    """A measure: records reduced to one number. Which records, is said as for accepted evidence."""

    model_config = ConfigDict(title="Measure")

    from_: Names = Field(alias="from")
    """Where the records come from: a kind, accepted evidence, a list of these, `any`, or `judgement`.

    `judgement` reads the standing judgements as records.

    Example: fair-answers
    Example: judgement
    """
    title: Text | None = None
    """What the number is, as a sentence about it would say.

    Example: Share of customers who say that they were treated with respect
    """
    summary: Text | None = None
    """What the number shows, and what it does not.

    Example: Only answers given in private are counted.
    """
    take: Take
    """How the records become a number: `count`, or a mapping such as `{share: positive, of: answers}`.

    Example: count
    """
    guidance: Text | None = None
    """Help for those who collect what is measured.

    Example: Ask the question word for word.
    """
    better: Literal["higher", "lower"] | None = None
    """Whether a `higher` number is better or a `lower` one; higher, unless said or plain from `take`.

    Example: lower
    """
    cited: Flag = False
    """Counts only records that speak to the criterion at hand.

    Such a measure stands in a criterion's rating, marks and limits, and in safeguards.

    Example: true
    """
    needs: dict[Id, Weight] = {}
    """The least sum over the records, for each field named; with less the measure is unknown.

    Example: {answers: 30}
    """
    confidence: Confidence | None = None
    """How sure a share must be: it then becomes a range that few answers make wide.

    Example: 95%
    """
    population: Population | None = None
    """The field that says how many people there are in all, so that asking all of them leaves no doubt.

    It is summed; with `{largest: invited}` its largest value is taken.

    Example: invited
    """
    if_none: Plain | None = None
    """The value where no record qualifies. It is not for counts, which are 0 then.

    Example: 0
    """
    by: Id | None = None
    """The field that splits the records into groups. `across` makes one number of theirs.

    Example: site
    """
    across: Across | None = None
    """What becomes of the groups' numbers: the `worst`, the `best`, their `spread`, or a share of the groups.

    `spread` is the largest less the smallest. `{reaching: 60%}` is the share of groups that reach 60%.

    Example: worst
    """
    every: Many[Scalar] = ()
    """Groups that may not be missing. A missing one counts 0, or leaves the measure unknown.

    Example: [north, south]
    """
