"""The JSON Schema of a result. Keys may be added by later versions, so that it refuses none."""

from __future__ import annotations

from typing import Annotated, TypedDict

from kitemark.authoring.result_forms import (
    AssessmentUsed,
    Decision,
    LeftOut,
    Level,
    LevelOfUnit,
    LevelReached,
    Node,
    Organisation,
    Score,
    SetAside,
    StandardUsed,
    Supposed,
    UsersComment,
)
from kitemark.authoring.shapes import Schema, whole
from kitemark.model.fields import Day, Id, Written


class Unit(TypedDict):
    """What a unit comes to by itself."""

    name: str
    """The unit's name; the id stands for a missing one.

    Example: North Street
    """
    level: LevelOfUnit
    """The level that the unit reaches. A target does not change it.

    Example: {established: bronze, possible: silver}
    """
    overall: Score | None
    """The unit's whole score; null where nothing applies.

    Example: {low: "60", high: "75", max: "100"}
    """
    nodes: dict[str, Node]
    """Each criterion and section by id, in the order of the standard.

    Example: {respect: {title: Respect, section: null, applies: true, low: "2", high: "2", max: "3", because: [Seen.]}}
    """
    levels: list[Level]
    """Each level, lowest first.

    Example: [{id: bronze, title: Bronze, state: met, requires: []}]
    """


class Result(TypedDict):
    """What an assessment comes to by a standard. The same inputs give the same bytes."""

    kitemark: Annotated[int, Written(int, {"const": 1})]
    """The version of this form: 1. Later versions of the library only add keys.

    Example: 1
    """
    standard: StandardUsed
    """The standard that was used.

    Example: {id: small, version: "1.0.0", sha256: a118f9446e9eb98366e4ac23b7d4600d4025e5dd9274c01ccd2c46d37389a06e}
    """
    assessment: AssessmentUsed
    """The pack that was used.

    Example: {sha256: 7fda573afb070d5f46eefcd0c6a7ee2e061eb12d4149b15cedee2b5bbc283446}
    """
    library: str
    """The version of the library.

    Example: 0.1.0
    """
    organisation: Organisation
    """Who was assessed.

    Example: {id: harbour-house, name: Harbour House}
    """
    date: Day
    """The day as of which everything was judged.

    Example: 2026-11-01
    """
    level: LevelReached
    """The level that is reached, and the level that may still be.

    Example: {established: bronze, possible: silver, target: null}
    """
    overall: Score | None
    """The whole score; null where nothing applies.

    Example: {low: 200/3, high: "75", max: "100"}
    """
    nodes: dict[str, Node]
    """Each criterion and section by id, in the order of the standard.

    Example: {respect: {title: Respect, section: null, applies: true, low: "2", high: "2", max: "3", because: [Seen.]}}
    """
    levels: list[Level]
    """Each level, lowest first.

    Example: [{id: bronze, title: Bronze, state: met, requires: []}]
    """
    commendations: list[Id]
    """The ids of the commendations that are given.

    Example: [swift]
    """
    flags: list[Id]
    """The ids of the flags that are raised, for people to look at.

    Example: [rating-and-voice-differ]
    """
    withheld: list[Id]
    """The measures that are withheld, as they rest on too few people.

    Example: [respected]
    """
    unsettled: list[Id]
    """The criteria on which assessors are too far apart.

    Example: [respect]
    """
    left_out: list[LeftOut]
    """What is dated after the assessment, and counts for nothing.

    Example: [{what: record, id: s9, date: 2026-12-01}]
    """
    set_aside: list[SetAside]
    """Judgements that count for nothing.

    Example: [{criterion: respect, assessor: Ada, rating: "2", why: replaced, unit: null}]
    """
    decision: Decision | None
    """The award decision as the pack gives it, or null: without it this is a self-assessment.

    Example: {level: bronze, by: Awards panel, date: 2026-10-20}
    """
    users_comment: UsersComment | None
    """What the people served say of the assessment, or null.

    Example: {by: "Users' forum", text: They are kind here.}
    """
    units: dict[str, Unit]
    """Each unit that the pack lists, by id.

    Example: {}
    """
    supposed: Supposed | None
    """What is supposed, or null: then all is as the pack has it. With it, this assesses nobody.

    Example: {ratings: {respect: "3"}, measures: {}, without: {established: null, possible: bronze}, moves: [respect]}
    """


def result_schema() -> Schema:
    """Give the schema of a result's JSON."""
    return whole(Result, "result", nothing=True)
