"""Examples of a standard: packs, and what must come out of them."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import ConfigDict, Field

from kitemark.model.fields import Day, Id, Language, Many, Named, Strict, Text, Value


class Expectation(Strict):
    """What must come out. Only what is written is compared, and something must be."""

    level: Named | None = None
    """The established level's id, or `none`.

    Example: bronze
    """
    possible: Named | None = None
    """The possible level's id, or `none`.

    Example: silver
    """
    held_by: Many[Text] | None = None
    """What keeps it from the next level: every reason by id, itself or by a safeguard that holds it down.

    Example: [respect, voices-confirm-it]
    """
    ratings: dict[Id, Value] = {}
    """The established score of criteria and sections: a number, a percentage of the most, or a point's name.

    Example: {respect: Started, dignity: 40%}
    """
    flags: Many[Named] | None = None
    """The ids of all flags that are raised.

    Example: [rating-and-voice-differ]
    """
    commendations: Many[Named] | None = None
    """The ids of all commendations that are given.

    Example: [swift]
    """
    withheld: Many[Named] | None = None
    """All measures that are withheld.

    Example: [respected]
    """
    unsettled: Many[Named] | None = None
    """All criteria on which assessors are too far apart.

    Example: [respect]
    """
    units: dict[Id, Id] = {}
    """The established level of units, or `none`.

    Example: {north: bronze, south: none}
    """


class Changes(Strict):
    """What differs from another pack. `null` after a name takes it out."""

    free: ClassVar[frozenset[str]] = frozenset({"profile", "evidence", "judgements", "units"})

    date: Day | None = None
    """Another day of assessment.

    Example: 2026-12-01
    """
    profile: dict[Id, Any] = {}
    """Facts that are set or taken out.

    Example: {size: tiny}
    """
    evidence: dict[Text, Any] = {}
    """By a record's id: the fields that change, or a whole new record.

    Example: {s1: {positive: 30}, s2: null}
    """
    judgements: dict[Id, Any] = {}
    """By criterion: a rating that all its judgements get, or a list that replaces them.

    Example: {respect: 2, choice: null}
    """
    units: dict[Id, Changes | None] = {}
    """By a unit's id: what changes in it.

    Example: {north: {judgements: {respect: 2}}}
    """


class CaseTable(Strict):
    """Cases as rows: columns name what changes (`judgements.A1`, `evidence.s1.positive`) and what comes out."""

    model_config = ConfigDict(title="Table of cases")

    columns: Many[Text] = Field(min_length=1)
    """What each column holds: something that changes, or something that comes out.

    Example: [judgements.respect, profile.size, level]
    """
    rows: Many[Many[Any]] = Field(min_length=1)
    """The cases, each with a value for every column.

    Example: [[2, small, bronze], [1, small, none]]
    """


class Example(Strict):
    """One example: a pack, whole or as changes to another one's, and what must come out."""

    id: Id
    """Its id: letters, digits, `-` and `_`.

    Example: first
    """
    title: Text | None = None
    """What it shows, in one sentence.

    Example: One rating keeps it from Bronze
    """
    pack: Text | None = None
    """The path of a pack, relative to this file.

    Example: examples/first.yaml
    """
    of: Id | None = None
    """Another example, whose pack is taken.

    Example: first
    """
    changes: Changes | None = None
    """What is different here from that pack.

    Example: {judgements: {respect: 2}}
    """
    expect: Expectation | None = None
    """What must come out.

    Example: {level: bronze, held_by: [respect]}
    """
    table: CaseTable | None = None
    """Several cases of this example, each by itself.

    Example: {columns: [judgements.respect, level], rows: [[2, bronze], [1, none]]}
    """


class ExamplesFile(Strict):
    """A file of examples beside a standard."""

    free: ClassVar[frozenset[str]] = frozenset({"changes", "rows"})

    kitemark: Language
    """The version of the language in which the file is written: 1.

    Example: 1
    """
    examples: Many[Example] = Field(min_length=1)
    """The examples.

    Example: [{id: first, pack: examples/first.yaml, expect: {level: bronze}}]
    """
