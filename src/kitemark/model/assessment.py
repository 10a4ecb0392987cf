"""The assessment file, key by key. What a record holds beside its kind is bound to a standard later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from pydantic import Field

from kitemark.model.fields import Day, Flag, Id, Language, Many, Mistaken, Scalar, Strict, Text


class Organisation(Strict):
    """Who is assessed."""

    id: Id
    name: Text | None = None
    profile: dict[Id, Any] = {}
    """The facts that the standard's profile asks for."""


class Judgement(Strict):
    """One assessor's rating of one criterion, with the reason."""

    criterion: Id
    rating: Scalar | None = None
    """A point of the scale, by value or by name."""
    not_applicable: Flag = False
    assessor: Text
    because: Text
    role: Text | None = None
    date: Day | None = None
    cites: Many[Text] = ()
    """Ids of the records that it rests on."""


class Unit(Strict):
    """A part of the organisation that is assessed by itself."""

    id: Id
    name: Text | None = None
    profile: dict[Id, Any] = {}
    """Facts that add to the organisation's."""
    evidence: Many[dict[str, Any]] = ()
    judgements: Many[Judgement] = ()


class Decision(Strict):
    """An award decision."""

    level: Id
    by: Text
    date: Day


class UsersComment(Strict):
    """What the users say of the assessment, printed as given."""

    by: Text
    text: Text


class AssessmentFile(Strict):
    """An assessment, whole: one organisation's evidence and judgements on one day."""

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Give what may be shown: no evidence."""
        return [("organisation", self.organisation.id), ("date", self.date.isoformat())]

    free: ClassVar[frozenset[str]] = frozenset({"evidence", "profile"})
    private: ClassVar[frozenset[str]] = frozenset({"evidence", "because", "text", "note"})
    mistaken: ClassVar[Mistaken | None] = Mistaken(
        "levels", "organisation", "a standard", "an assessment (a pack)", "give the organisation's own file"
    )

    kitemark: Language = 1
    standard: Text | None = None
    """`id`, `id@version` or a path; the caller may say instead."""
    organisation: Organisation
    date: Day
    """The day as of which the evidence is judged."""
    title: Text | None = None
    note: Text | None = None
    evidence: Many[dict[str, Any]] = ()
    judgements: Many[Judgement] = ()
    units: Many[Unit] = Field(default=())
    decision: Decision | None = None
    users_comment: UsersComment | None = None
