"""The forms of which a result is made: what it names, reaches, asks and leaves out."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from kitemark.model.fields import Day, Id, Version, Written

State = Literal["met", "open", "unmet"]
Digest = Annotated[str, Written(str, {"type": "string", "pattern": "^[0-9a-f]{64}$"})]
Exact = Annotated[str, Written(str, {"type": "string", "pattern": "^-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?$"})]
"""An integer, or `p/q` in lowest terms, as text: a float could not hold it."""


class StandardUsed(TypedDict):
    """The standard by which the assessment was evaluated."""

    id: str
    """The standard's id.

    Example: customer-care
    """
    version: Version
    """The standard's semantic version.

    Example: "1.0.0"
    """
    sha256: Digest
    """The digest of the standard's content: the same for the same meaning, however the file is laid out.

    Example: a118f9446e9eb98366e4ac23b7d4600d4025e5dd9274c01ccd2c46d37389a06e
    """


class AssessmentUsed(TypedDict):
    """The assessment that was evaluated."""

    sha256: Digest
    """The digest of the pack's content, its tables included.

    Example: 7fda573afb070d5f46eefcd0c6a7ee2e061eb12d4149b15cedee2b5bbc283446
    """


class Organisation(TypedDict):
    """Who was assessed."""

    id: Id
    """The organisation's id.

    Example: harbour-house
    """
    name: str
    """Its name; the id stands for a missing one.

    Example: Harbour House
    """


class LevelOfUnit(TypedDict):
    """The level that a unit reaches, and the level that it may still reach."""

    established: Id | None
    """The best level that holds whatever is still open turns out to be, or null.

    Example: bronze
    """
    possible: Id | None
    """The best level that could still be, once what is open is settled, or null.

    Example: silver
    """


class LevelReached(TypedDict):
    """The level that the organisation reaches, and the level that it may still reach."""

    established: Id | None
    """The best level that holds whatever is still open turns out to be, or null.

    Example: bronze
    """
    possible: Id | None
    """The best level that could still be, once what is open is settled, or null.

    Example: silver
    """
    target: Id | None
    """The level that was asked about, or null. With a target the other two are that level or null.

    Example: silver
    """


class Score(TypedDict):
    """A score with its two ends, as exact text: an integer or `p/q`."""

    low: Exact
    """The score that is established.

    Example: 200/3
    """
    high: Exact
    """The best score that is still possible.

    Example: "75"
    """
    max: Exact
    """The largest score that there could be.

    Example: "100"
    """


class Node(TypedDict):
    """A criterion or a section, with its score as exact text."""

    title: str
    """What people call it.

    Example: People are treated with respect
    """
    section: str | None
    """The id of the section that it stands in; null at the top.

    Example: dignity
    """
    applies: bool
    """Whether it applies. A criterion that counts as met does not, and keeps its scores.

    Example: true
    """
    low: NotRequired[Exact]
    """The score that is established. What does not apply has none.

    Example: "2"
    """
    high: NotRequired[Exact]
    """The best score that is still possible. What does not apply has none.

    Example: "3"
    """
    max: NotRequired[Exact]
    """The largest score that there could be. What does not apply has none.

    Example: "3"
    """
    because: list[str]
    """The reasons in sentences, the one that decides first.

    Example: ["Rated Working by Ada: Seen on all three visits."]
    """


class Requirement(TypedDict):
    """One thing that a level requires, and how it stands."""

    state: State
    """`met` holds, `unmet` cannot hold any more, and `open` is not known yet.

    Example: open
    """
    text: str
    """What is required and how it stands, in a sentence.

    Example: "Every criterion is at least Working: 1 of 2 do."
    """
    nodes: list[Id]
    """The ids that fall short of it.

    Example: [waiting]
    """
    shortfalls: dict[str, str]
    """How each of those stands, in words.

    Example: {waiting: "Not yet, could be Working"}
    """


class Level(TypedDict):
    """A level, and how it stands."""

    id: Id
    """The level's id.

    Example: bronze
    """
    title: str
    """What people call it.

    Example: Bronze
    """
    state: State
    """`met` holds, `unmet` cannot hold any more, and `open` is not known yet; what it builds on counts, too.

    Example: met
    """
    requires: list[Requirement]
    """What it requires, one by one.

    Example: [{state: met, text: Every criterion is at least Working., nodes: [], shortfalls: {}}]
    """


class LeftOut(TypedDict):
    """Something dated after the assessment, which counts for nothing."""

    what: Literal["record", "judgement"]
    """Whether it is a `record` or a `judgement`.

    Example: record
    """
    id: str
    """The record's id, or the criterion that is judged.

    Example: s9
    """
    date: Day
    """The day of it.

    Example: 2026-12-01
    """


class SetAside(TypedDict):
    """A judgement that counts for nothing."""

    criterion: Id
    """The criterion that is judged.

    Example: respect
    """
    assessor: str
    """Who judged.

    Example: Ada
    """
    rating: Exact | None
    """The rating's value; null for a mark of not applicable.

    Example: "2"
    """
    why: Literal["role", "replaced"]
    """`role`: the assessor's role does not count. `replaced`: the same person's later judgement stands.

    Example: replaced
    """
    unit: Id | None
    """The unit that was judged; null for the organisation as a whole.

    Example: north
    """


class Decision(TypedDict):
    """The award decision, as the pack gives it."""

    level: Id
    """The id of the level that is awarded.

    Example: bronze
    """
    by: str
    """Who decided.

    Example: Awards panel
    """
    date: Day
    """The day of the decision.

    Example: 2026-10-20
    """


class UsersComment(TypedDict):
    """What the people served say of the assessment, as given."""

    by: str
    """Who speaks.

    Example: Users' forum
    """
    text: str
    """What they say.

    Example: They are kind here.
    """


class LevelWithout(TypedDict):
    """What the pack comes to as it is, without what is supposed."""

    established: Id | None
    """The level that is established without it, or null.

    Example: bronze
    """
    possible: Id | None
    """The level that is possible without it, or null.

    Example: silver
    """


class Supposed(TypedDict):
    """What is supposed in place of what the pack holds. Whoever sets the same gets the same result."""

    ratings: dict[str, Exact]
    """The ratings that are set, by criterion; in one unit by `UNIT/CRITERION`.

    Example: {respect: "3"}
    """
    measures: dict[str, str]
    """The measures that are set, by `MEASURE`, `MEASURE@CRITERION` or `UNIT/MEASURE`.

    Example: {respected: 45/50, "voice-for-this@respect": "1"}
    """
    without: LevelWithout
    """The level without what is supposed.

    Example: {established: bronze, possible: silver}
    """
    moves: list[str]
    """The criteria whose rating is another than without it; those of units as `UNIT/CRITERION`.

    Example: [respect]
    """
