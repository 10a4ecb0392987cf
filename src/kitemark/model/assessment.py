"""The assessment file, key by key. What a record holds beside its kind is bound to a standard later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from pydantic import ConfigDict, Field

from kitemark.model.fields import Day, Flag, Id, Language, Many, Mistaken, Named, Scalar, Strict, Text


class Organisation(Strict):
    """Who is assessed."""

    stands_in: ClassVar[Mapping[str, Any]] = {"id": "unnamed"}

    id: Id
    """Its id: letters, digits, `-` and `_`. Results are filed under it.

    Example: harbour-house
    """
    name: Text | None = None
    """Its name, as reports print it.

    Example: Harbour House
    """
    profile: dict[Id, Any] = {}
    """The facts that the standard's profile asks for.

    Example: {size: small, offers_housing: true}
    """


class Judgement(Strict):
    """One assessor's rating of one criterion, with the reason."""

    stands_in: ClassVar[Mapping[str, Any]] = {"criterion": "unnamed", "assessor": "unnamed", "because": "unsaid"}

    criterion: Named
    """The id of the criterion that is judged.

    Example: respect
    """
    rating: Scalar | None = None
    """A point of the criterion's scale, by value or by name.

    Example: In place
    Example: 2
    """
    not_applicable: Flag = False
    """In place of a rating: `true` says that the criterion does not apply here.

    Example: true
    """
    assessor: Text
    """Who judges. A later judgement by the same person replaces this one.

    Example: Ada
    """
    because: Text
    """The reason, in one plain sentence. It names nobody.

    Example: Seen on all three visits.
    """
    role: Text | None = None
    """In which role the assessor judges. The standard says whose judgements count.

    Example: independent
    """
    date: Day | None = None
    """The day of the judgement.

    Example: 2026-10-01
    """
    cites: Many[Text] = ()
    """Ids of the records that it rests on. Citing a record makes it speak to the criterion.

    Example: [s1]
    """


class Unit(Strict):
    """A part of the organisation that is assessed by itself."""

    stands_in: ClassVar[Mapping[str, Any]] = {"id": "unnamed"}

    id: Id
    """Its id: letters, digits, `-` and `_`.

    Example: north
    """
    name: Text | None = None
    """Its name, as reports print it.

    Example: North Street
    """
    profile: dict[Id, Any] = {}
    """Facts that add to the organisation's, or take their place.

    Example: {size: tiny}
    """
    evidence: Many[dict[str, Any]] = ()
    """The unit's own records, and tables of them.

    Example: [{kind: survey, table: north.csv}]
    """
    judgements: Many[Judgement] = ()
    """The judgements made of the unit.

    Example: [{criterion: respect, rating: In place, assessor: Ada, because: Seen on both visits.}]
    """


class Decision(Strict):
    """An award decision: with it a report speaks of an award, and without it of a self-assessment."""

    stands_in: ClassVar[Mapping[str, Any]] = {"by": "unnamed", "date": "9999-12-31"}

    level: Named
    """The id of the level that is awarded.

    Example: bronze
    """
    by: Text
    """Who decided.

    Example: Awards panel
    """
    date: Day
    """The day of the decision.

    Example: 2026-10-20
    """


class UsersComment(Strict):
    """What the users say of the assessment, printed as given."""

    stands_in: ClassVar[Mapping[str, Any]] = {"by": "unnamed", "text": "unsaid"}

    by: Text
    """Who speaks.

    Example: Users' forum
    """
    text: Text
    """What they say.

    Example: They are kind here.
    """


class AssessmentFile(Strict):
    """An assessment, called a pack: one organisation's evidence and judgements on one day."""

    model_config = ConfigDict(title="Assessment")

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Give what may be shown: no evidence."""
        return [("organisation", self.organisation.id), ("date", self.date.isoformat())]

    free: ClassVar[frozenset[str]] = frozenset({"evidence", "profile"})
    private: ClassVar[frozenset[str]] = frozenset({"evidence", "because", "text", "note"})
    mistaken: ClassVar[Mistaken | None] = Mistaken(
        "levels", "organisation", "a standard", "an assessment (a pack)", "give the organisation's own file"
    )

    kitemark: Language = 1
    """The version of the language in which the file is written: 1.

    Example: 1
    """
    standard: Text | None = None
    """The standard: a bundled id, an id with a version, or a path from here. Whoever calls may say another.

    Example: warm-welcome@1
    Example: ../standard.yaml
    """
    organisation: Organisation
    """Who is assessed.

    Example: {id: harbour-house, name: Harbour House, profile: {size: small}}
    """
    date: Day
    """The day as of which everything is judged. What is dated later is left out, and listed.

    Example: 2026-11-01
    """
    title: Text | None = None
    """What people call the pack.

    Example: First assessment
    """
    note: Text | None = None
    """A remark for people.

    Example: Visited on two days.
    """
    evidence: Many[dict[str, Any]] = ()
    """The records, one by one or from tables.

    Example: [{id: s1, kind: survey, date: 2026-06-30, answers: 61, positive: 55}, {kind: log, table: log.csv}]
    """
    judgements: Many[Judgement] = ()
    """What assessors judge, criterion by criterion.

    Example: [{criterion: respect, rating: In place, assessor: Ada, because: Seen on all three visits.}]
    """
    units: Many[Unit] = Field(default=())
    """The parts that are assessed one by one, such as sites and departments.

    Example: [{id: north, name: North Street}]
    """
    decision: Decision | None = None
    """The award decision, where one was made.

    Example: {level: bronze, by: Awards panel, date: 2026-10-20}
    """
    users_comment: UsersComment | None = None
    """What the people served say of the assessment, printed as given.

    Example: {by: "Users' forum", text: They are kind here.}
    """
