"""Examples of a standard: packs, and what must come out of them."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from kitemark.model.fields import Day, Id, Language, Many, Strict, Text, Value


class Expectation(Strict):
    """What must come out. Only what is written is compared."""

    level: Id | None = None
    """The established level's id, or `none`."""
    possible: Id | None = None
    """The possible level's id, or `none`."""
    held_by: Many[Text] | None = None
    """What keeps it from the next level: every reason by id, itself or by a safeguard that holds it down."""
    ratings: dict[Id, Value] = {}
    """The established score of criteria and sections: a number, a percentage of the most, or a point's name."""
    flags: Many[Id] | None = None
    commendations: Many[Id] | None = None
    withheld: Many[Id] | None = None
    unsettled: Many[Id] | None = None
    units: dict[Id, Id] = {}
    """The established level of units, or `none`."""


class Changes(Strict):
    """What differs from another pack. Nothing after a name takes it out."""

    free: ClassVar[frozenset[str]] = frozenset({"profile", "evidence", "judgements", "units"})

    date: Day | None = None
    profile: dict[Id, Any] = {}
    """Facts that are set or taken out."""
    evidence: dict[Text, Any] = {}
    """By a record's id: the fields that change, or a whole new record."""
    judgements: dict[Id, Any] = {}
    """By criterion: a rating that all its judgements get, or a list that replaces them."""
    units: dict[Id, Changes | None] = {}
    """By a unit's id: what changes in it."""


class CaseTable(Strict):
    """Cases as rows: columns name what changes (`judgements.A1`, `evidence.s1.positive`) and what comes out."""

    columns: Many[Text] = Field(min_length=1)
    rows: Many[Many[Any]] = Field(min_length=1)


class Example(Strict):
    """One example: a pack, whole or as changes to another one's, and what must come out."""

    id: Id
    title: Text | None = None
    pack: Text | None = None
    """The path of a pack, relative to this file."""
    of: Id | None = None
    """Another example, whose pack is taken."""
    changes: Changes | None = None
    expect: Expectation | None = None
    table: CaseTable | None = None
    """Several cases of this example, each by itself."""


class ExamplesFile(Strict):
    """A file of examples beside a standard."""

    free: ClassVar[frozenset[str]] = frozenset({"changes", "rows"})

    kitemark: Language
    examples: Many[Example] = Field(min_length=1)


Changes.model_rebuild()
