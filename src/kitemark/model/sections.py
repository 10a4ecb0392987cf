"""Sections and criteria with their limits, as a standard writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from kitemark.model.conditions import Condition, Selection
from kitemark.model.fields import BandValue, Decimals, Id, Many, Matches, Named, Numeric, Strict, Text, Value, Weight
from kitemark.model.ratings import MarkLine, RatingForm


class Limit(Strict):
    """A hold on a rating or a score: no better than a point, unless a condition holds."""

    at_most: Value
    """The best that the rating can be while the limit holds: a point, by value or name.

    Where a section's score has no scale it is a number or a percentage.

    Example: Started
    """
    unless: Condition | None = None
    """The condition that lifts the limit. Without one the limit always holds.

    It is written like the conditions of a level: a measure to compare, or something asked of other criteria.

    Example: {measure: voices-on-this, at_least: 1}
    """
    when: Matches | None = None
    """Sets the limit only where the profile of the organisation matches.

    Example: {size: large}
    """
    because: Text | None = None
    """The reason, in one plain sentence for the people whom it holds back.

    Example: Nobody but staff has said so.
    """


class Safeguard(Limit):
    """A limit said once for many criteria."""

    id: Id
    """Its id: letters, digits, `-` and `_`.

    Example: voices-confirm-it
    """
    title: Text | None = None
    """What it protects, in a few words.

    Example: Paper alone never shows good practice
    """
    each: Selection
    """What it holds: `criteria`, `sections`, a list of ids, or a mapping such as `{tag: voice}`.

    Example: {tag: voice}
    """


class Criterion(Strict):
    """One thing that is asked of an organisation."""

    id: Id
    """Its id: letters, digits, `-` and `_`. No other criterion or section has it.

    Example: respect
    """
    title: Text
    """What is so where the criterion is met, in one sentence.

    Example: People are treated with respect
    """
    asks: Text | None = None
    """The question, as an assessor would put it.

    Example: Do the people you serve say that they are treated with respect?
    """
    why: Text | None = None
    """The reason for asking.

    Example: Nobody comes back to a place where they were looked down on.
    """
    guidance: Text | None = None
    """Help for assessors: where to look, whom to ask, what to beware of.

    Example: Ask people without their worker there.
    """
    looks_like: dict[Text, Text] = {}
    """What a rating looks like here: points of the scale, by value or name, each with a description.

    Example: {1: Some say so, 3: "Nearly all say so, and can tell how"}
    """
    suggests: Many[Named] = ()
    """Kinds of evidence worth bringing.

    Example: [survey]
    """
    tags: Many[Text] = ()
    """Tags that it carries. The standard says under `tags` what each means.

    Example: [core, voice]
    """
    effort: Weight = 1
    """What rising by one step costs, for planning; 1, unless said.

    Example: 3
    """
    weight: Weight = 1
    """How much it weighs among its siblings; 1, unless said.

    Example: 2
    """
    scale: Id | None = None
    """Its own scale, in place of the one set for the section or the standard.

    Example: practice
    """
    rating: RatingForm | None = None
    """How its rating comes about; by the `judgement` of assessors, unless said.

    It may be measured, as in `{measure: respected, bands: {1: 50%, 2: 65%}}`. It may be the worst, the best or
    the chosen one of several.

    Example: judgement
    """
    marks: Many[MarkLine] = ()
    """Figures that levels ask for beside the rating: a measure, with a threshold for each level that wants one.

    Example: [{measure: respected, bronze: 70%, silver: 80%}]
    """
    limits: Many[Limit] = ()
    """Holds on the rating: no better than a point, unless a condition holds.

    Example: [{at_most: 2, unless: {measure: voices-on-this, at_least: 1}, because: Nobody but staff has said so.}]
    """
    not_applicable: Literal["refused", "excluded", "met"] | None = None
    """What becomes of it where all assessors find that it does not apply.

    `refused` is an error, `excluded` leaves it out, and `met` counts it as the best point.

    Example: excluded
    """
    applies_when: Matches | None = None
    """Asks it only of organisations whose profile matches.

    Example: {offers_housing: true}
    """
    asked_of: Literal["organisation", "units", "both"] = "both"
    """Who is asked: the `organisation` as a whole, its `units`, or `both`; both, unless said.

    Example: units
    """


class Rounding(Strict):
    """How a score is rounded."""

    decimals: Decimals = 0
    """How many decimals are kept; none, unless said.

    Example: 1
    """
    mode: Literal["half-up", "half-even", "down"] = "half-up"
    """Where halves go: `half-up` away from zero, `half-even` to the even digit. `down` drops what is left over.

    It is half-up, unless said.

    Example: half-even
    """


class Scoring(Strict):
    """How the children of a section become its score."""

    combine: Literal["mean", "sum", "worst", "best"] = "mean"
    """How the children make the score: their weighted `mean`, their `sum`, or the `worst` or `best` of them.

    It is the mean, unless said.

    Example: worst
    """
    out_of: Numeric | None = None
    """What a mean is out of; 100, unless said.

    Example: 10
    """
    capped_at: Numeric | None = None
    """The most that the score, and its maximum, can be.

    Example: 50
    """
    round: Rounding | None = None
    """How the score is rounded; not at all, unless said.

    Example: {decimals: 0, mode: half-up}
    """
    bands: dict[str, BandValue] | None = None
    """A threshold for each point of the section's own `scale`, which turn the score into a point.

    Percentages are of the maximum before that.

    Example: {1: 40%, 2: 60%, 3: 85%}
    """
    scale: Id | None = None
    """The scale of all criteria below that name none. With `bands` it is the section's own, too.

    Example: practice
    """
    limits: Many[Limit] = ()
    """Holds on the score: no better than so much, unless a condition holds.

    Example: [{at_most: 50%, unless: {each: [safety], at_least: Started}, because: Safety comes first.}]
    """
    sections: Many[Section] = ()
    """Sections below this one. Each has criteria, further sections, or both.

    Example: [{id: dignity, title: Dignity, criteria: [{id: respect, title: People are treated with respect}]}]
    """
    criteria: Many[Criterion] = ()
    """Criteria that stand directly here.

    Example: [{id: respect, title: People are treated with respect}]
    """


class Section(Scoring):
    """Criteria and further sections that have a score together."""

    id: Id
    """Its id: letters, digits, `-` and `_`. No other criterion or section has it.

    Example: dignity
    """
    title: Text | None = None
    """What people call it.

    Example: Dignity
    """
    summary: Text | None = None
    """What it is about.

    Example: How people are met and spoken to.
    """
    why: Text | None = None
    """The reason for having it.

    Example: A rude answer is remembered longer than a slow one.
    """
    guidance: Text | None = None
    """Help for those who assess it.

    Example: Visit twice, at different times of the day.
    """
    weight: Weight = 1
    """How much it weighs among its siblings; 1, unless said.

    Example: 2
    """
    applies_when: Matches | None = None
    """Asks it only of organisations whose profile matches.

    Example: {offers_housing: true}
    """


def criteria_of(section: Scoring) -> Iterator[Criterion]:
    """Give the criteria of a section as the standard writes them, in the order of its nodes."""
    for inner in section.sections:
        yield from criteria_of(inner)
    yield from section.criteria
