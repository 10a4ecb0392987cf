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
    Strict,
    Text,
    shape,
)


class Rating(Strict):
    """How a rating comes about: judged on a scale, measured, or the worst, best or chosen of others."""

    judgement: Id | None = None
    """The scale on which assessors judge, where it is not the criterion's own."""
    measure: Id | None = None
    bands: dict[str, BandValue] | None = None
    """Thresholds by point of the criterion's scale."""
    worst: Many[RatingForm] | None = None
    best: Many[RatingForm] | None = None
    choose: Many[RatingForm] | None = None
    """The first whose `when` matches the profile."""
    when: Matches | None = None


RatingForm = Annotated[
    Annotated[Rating, AS_MAPPING] | Annotated[Literal["judgement"], AS_BARE],
    shape("judgement, or a mapping such as {measure: ..., bands: ...}"),
]


class MarkLine(Strict):
    """A measure with a threshold for each level that asks for it, or a choice of such lines."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, MarkValue] = Field(init=False)
    measure: Id | None = None
    worst: Many[MarkLine] | None = None
    best: Many[MarkLine] | None = None
    choose: Many[MarkLine] | None = None
    when: Matches | None = None
    because: Text | None = None


Rating.model_rebuild()
