"""Scales, as a standard writes them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag

from kitemark.model.fields import Many, Numeric, Strict, Text
from kitemark.problems import closest


class Point(Strict):
    """One point of a scale."""

    value: Numeric
    """The number that the point counts as.

    Example: 2
    """
    name: Text | None = None
    """What people call it. A rating may be given by this name.

    Example: In place
    """
    means: Text | None = None
    """What it means, whatever the criterion.

    Example: It happens as a rule.
    """


class Points(Strict):
    """A scale of points, with its direction."""

    model_config = ConfigDict(title="Scale of points")

    points: Many[Point] = Field(min_length=1)
    """The points, worst first.

    Example: [{value: 2}, {value: 1}, {value: 0, name: None found}]
    """
    better: Literal["higher", "lower"] = "higher"
    """Whether `higher` values are better or `lower` ones; higher, unless said.

    Example: lower
    """


class Range(Strict):
    """A scale that is a range of numbers."""

    from_: Numeric = Field(alias="from")
    """The smallest value.

    Example: 0
    """
    to: Numeric
    """The largest value.

    Example: 100
    """
    step: Numeric | None = None
    """How far apart neighbouring values are; without it any value between the two ends will do.

    Example: 1
    """
    better: Literal["higher", "lower"] = "higher"
    """Whether `higher` values are better or `lower` ones; higher, unless said.

    Example: lower
    """


def _scale_shape(value: object) -> str:
    if isinstance(value, list):
        return "(list)"
    return "(points)" if isinstance(value, dict) and _has_points(value) else "(range)"


def _has_points(value: dict[str, object]) -> bool:
    """Tell whether a mapping is meant to list points, if under a misspelt key."""
    known = ("points", *(field.alias or name for name, field in Range.model_fields.items()))
    return "points" in value or ("from" not in value and any(closest(key, known) == "points" for key in value))


ScaleForm = Annotated[
    Annotated[Many[Point], Tag("(list)"), Field(min_length=1)]
    | Annotated[Points, Tag("(points)")]
    | Annotated[Range, Tag("(range)")],
    Discriminator(_scale_shape),
]
