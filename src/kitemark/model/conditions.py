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
    Named,
    Positive,
    SelectionWord,
    Share,
    Strict,
    Text,
    Value,
    shape,
)


class Selector(Strict):
    """A choice of criteria or sections by what they carry and where they stand. Keys combine."""

    tag: Text | None = None
    """Takes criteria that carry this tag.

    Example: core
    """
    without: Text | None = None
    """Takes criteria that do not carry this tag.

    Example: stretch
    """
    in_: Named | None = Field(default=None, alias="in")
    """Takes criteria anywhere below this section.

    Example: dignity
    """
    children: Named | None = None
    """Takes what stands directly in this section.

    Example: dignity
    """


Selection = Annotated[
    Annotated[Selector, AS_MAPPING] | Annotated[Many[Named], AS_LIST] | Annotated[SelectionWord, AS_BARE],
    shape("criteria, sections, units, a list of ids, or a mapping such as {tag: ...}"),
]
"""`criteria`, `sections`, `units`, a list of ids, or a selector."""


class Comparison(Strict):
    """A comparison with one value: a number, a percentage of the most there could be, or a point's name."""

    at_least: Value | None = None
    """The value to be reached or passed, where more is better.

    Example: 40%
    Example: In place
    """
    more_than: Value | None = None
    """The value to be passed, where more is better. Reaching it is not enough.

    Example: 60%
    """
    at_most: Value | None = None
    """The value not to be passed, where less is better.

    Example: 5
    """
    less_than: Value | None = None
    """The value to stay below, where less is better.

    Example: 10
    """


Overall = Annotated[
    Annotated[Comparison, AS_MAPPING] | Annotated[Value, AS_BARE],
    shape("an amount, or a mapping such as {at_least: ...}"),
]


class Condition(Comparison):
    """One condition: what is asked of `overall`, `each`, `some`, `measure`, `applicable`, `any` or `all`."""

    overall: Overall | None = None
    """What the score of the whole standard must reach.

    A bare value is the least that will do, or the most where less is better.

    A comparison may be written out, such as `{more_than: 60%}`.

    Example: 50%
    """
    each: Selection | None = None
    """Everything selected must do what is asked, save as many as `except` allows.

    Say what is asked beside it: a comparison such as `at_least`, or `marks`. The selection is `criteria`,
    `sections`, `units`, a list of ids, or a mapping such as `{tag: core}`.

    Example: criteria
    """
    some: Selection | None = None
    """As many of the selection as `count` or `share` says must do what is asked; one, unless said.

    The selection is written as for `each`.

    Example: units
    """
    measure: Named | None = None
    """The measure that is compared. Beside it stands a comparison, such as `at_most: 0`.

    Example: open-reprisals
    """
    applicable: Share | None = None
    """The least share of all criteria that must apply to the organisation.

    Example: 75%
    """
    any: Many[Condition] | None = None
    """Further conditions, of which one must hold.

    Example: [{overall: 90%}, {each: sections, at_least: 75%}]
    """
    all: Many[Condition] | None = None
    """Further conditions, all of which must hold.

    Example: [{overall: 60%}, {each: criteria, at_least: 2}]
    """
    marks: Named | None = None
    """Asks for the marks of this level, in place of a comparison. It goes with `each` and `some`.

    Example: bronze
    """
    except_: Exception_ | None = Field(default=None, alias="except")
    """How many of `each` may fall short: a number, or a percentage of them, rounded down.

    Example: 3
    Example: 10%
    """
    count: Positive | None = None
    """How many of `some` must do what is asked; 1, unless said.

    Example: 2
    """
    share: Share | None = None
    """Which share of `some` must do what is asked, rounded up.

    Example: 80%
    """
    per: Literal["section"] | None = None
    """With `section`, `each` and `some` are counted in every top-level section by itself.

    Example: section
    """
    expect: Id | None = None
    """The fact of the profile that says how many units there must be.

    Each that is missing counts as a unit without a level.

    Example: departments
    """
    because: Text | None = None
    """The reason, in one plain sentence for the people whom it holds back.

    Example: No principle may be neglected.
    """
    when: Matches | None = None
    """Asks the condition only of organisations whose profile matches.

    Example: {size: [small, large]}
    """
