"""Conditions and selections, as levels, limits and flags write them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kitemark.model.fields import (
    AS_BARE,
    AS_LIST,
    AS_MAPPING,
    Exception_,
    Id,
    Many,
    Matches,
    Positive,
    Share,
    Strict,
    Text,
    Value,
    shape,
)


class Selector(Strict):
    """A choice of criteria or sections by what they carry and where they stand."""

    tag: Text | None = None
    """Criteria that carry the tag."""
    without: Text | None = None
    """Criteria that do not carry the tag."""
    in_: Id | None = Field(default=None, alias="in")
    """Criteria anywhere below a section."""
    children: Id | None = None
    """What stands directly below a section."""


Selection = Annotated[
    Annotated[Selector, AS_MAPPING] | Annotated[Many[Id], AS_LIST] | Annotated[Text, AS_BARE],
    shape("criteria, sections, units, a list of ids, or a mapping such as {tag: ...}"),
]
"""`criteria`, `sections`, `units`, a list of ids, or a selector."""


class Comparison(Strict):
    """A comparison with one value."""

    at_least: Value | None = None
    more_than: Value | None = None
    at_most: Value | None = None
    less_than: Value | None = None


Overall = Annotated[
    Annotated[Comparison, AS_MAPPING] | Annotated[Value, AS_BARE],
    shape("an amount, or a mapping such as {at_least: ...}"),
]


class Condition(Comparison):
    """One condition: overall, each, some, measure, applicable, any or all."""

    overall: Overall | None = None
    """What the whole standard's score must reach."""
    each: Selection | None = None
    """All of the selection must do what is asked, save for `except`."""
    some: Selection | None = None
    """At least `count`, or a `share`, of the selection must do what is asked."""
    measure: Id | None = None
    """The measure to compare."""
    applicable: Share | None = None
    """The least share of all criteria that must apply."""
    any: Many[Condition] | None = None
    """One of these must hold."""
    all: Many[Condition] | None = None
    """All of these must hold."""
    marks: Id | None = None
    """The level whose marks are asked for, instead of a comparison."""
    except_: Exception_ | None = Field(default=None, alias="except")
    """How many of the selection may fall short."""
    count: Positive | None = None
    share: Share | None = None
    per: Literal["section"] | None = None
    """Counted within each top-level section."""
    expect: Id | None = None
    """The fact in the profile that says how many units there must be."""
    because: Text | None = None
    """The reason, in a plain sentence."""
    when: Matches | None = None
    """Asked only where the profile matches."""
