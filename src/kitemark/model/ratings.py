"""Ratings and marks, as criteria write them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from kitemark.model.fields import (
    AS_BARE,
    AS_MAPPING,
    BandValue,
    Id,
    Many,
    MarkValue,
    Matches,
    Named,
    Strict,
    Text,
    shape,
)


class Rating(Strict):
    """How a rating comes about: judged, measured, or the worst, the best or the chosen one of others."""

    judgement: Id | None = None
    """The scale on which assessors judge, where it is another than the criterion's. `bands` lead from one to the other.

    Example: stars
    """
    measure: Named | None = None
    """The measure that gives the rating. `bands` put it onto the criterion's scale.

    Example: respected
    """
    bands: dict[str, BandValue] | None = None
    """A threshold for each point of the criterion's scale, by value or name.

    The rating is the best point whose threshold is reached; where there is none, the worst point there is.
    `"> 50%"` and `"< 3"` must be passed, and not just met.

    Example: {1: 50%, 2: 65%, 3: "> 80%"}
    """
    worst: Many[RatingForm] | None = None
    """Several ratings, of which the worst counts.

    Example: [judgement, {measure: respected, bands: {1: 50%}}]
    """
    best: Many[RatingForm] | None = None
    """Several ratings, of which the best counts.

    Example: [judgement, {measure: respected, bands: {1: 50%}}]
    """
    choose: Many[RatingForm] | None = None
    """Several ratings, of which the first counts whose `when` matches the profile.

    Example: [{when: {size: tiny}, judgement: practice}, {measure: respected, bands: {1: 50%}}]
    """
    when: Matches | None = None
    """Inside `choose`: the facts of the profile for which this rating is the one.

    Example: {size: tiny}
    """


RatingForm = Annotated[
    Annotated[Rating, AS_MAPPING] | Annotated[Literal["judgement"], AS_BARE],
    shape("judgement, or a mapping such as {measure: ..., bands: ...}"),
]


class MarkLine(Strict):
    """A measure with a threshold for each level that asks for it, or several such lines.

    Each other key is the id of a level, with its threshold.
    """

    model_config = ConfigDict(extra="allow", title="Mark")
    __pydantic_extra__: dict[str, MarkValue] = Field(init=False)
    measure: Named | None = None
    """The measure that levels ask about. Beside it stands a threshold for each level.

    Example: respected
    """
    worst: Many[MarkLine] | None = None
    """Several lines, all of which must be reached.

    Example: [{measure: respected, bronze: 60%}, {measure: heard, bronze: 50%}]
    """
    best: Many[MarkLine] | None = None
    """Several lines, of which one must be reached.

    Example: [{measure: respected, bronze: 60%}, {measure: heard, bronze: 50%}]
    """
    choose: Many[MarkLine] | None = None
    """Several lines, of which the first is asked whose `when` matches the profile.

    Example: [{when: {size: tiny}, measure: talks, bronze: 2}, {measure: respected, bronze: 60%}]
    """
    when: Matches | None = None
    """Inside `choose`: the facts of the profile for which this line is the one.

    Example: {size: tiny}
    """
    because: Text | None = None
    """The reason, in one plain sentence for the people whom it holds back.

    Example: Most people must feel respected.
    """
