"""The keys that every record of a pack may have. Its other keys are the fields of its kind."""

from __future__ import annotations

from typing import Annotated, TypedDict

from pydantic import Field

from kitemark.authoring.shapes import Schema
from kitemark.model.fields import DAY, Day, Id, Strict, Text, Written

_DAYS = {"type": "string", "pattern": f"^{DAY}/{DAY}$", "errorMessage": "wanted {from: YYYY-MM-DD, to: YYYY-MM-DD}"}


class Period(Strict):
    """The days on which something began and ended."""

    from_: Day = Field(alias="from")
    """The first day.

    Example: 2026-01-01
    """
    to: Day
    """The last day.

    Example: 2026-06-30
    """


class Record(TypedDict, total=False):
    """One piece of evidence, or a table of them. Its other keys are the fields of its kind."""

    id: Text
    """Its id, which no other record in the pack has. Judgements cite it by this.

    Example: s1
    """
    kind: Text
    """The kind of evidence, as the standard declares it.

    Example: survey
    """
    date: Day
    """The day of the evidence. In its place there may be a `period`.

    Example: 2026-06-30
    """
    period: Period | Annotated[str, Written(str, _DAYS)]
    """The days from which and to which the evidence was gathered, in place of a `date`.

    Example: {from: 2026-01-01, to: 2026-06-30}
    """
    title: Text
    """What people call this record.

    Example: Summer survey
    """
    link: Text
    """Where the original is kept.

    Example: files/summer-survey.pdf
    """
    criteria: list[Id]
    """The criteria that the record speaks to.

    Example: [respect, choice]
    """
    unit: Text
    """The unit that the record is about. A record that stands in a unit need not say so.

    Example: north
    """
    note: Text
    """A remark for people. It names nobody.

    Example: Asked on two days in June.
    """
    table: Text
    """A CSV file beside the pack, with a record in each row and columns named as fields.

    Keys beside `table` hold for every row.

    Example: survey.csv
    """


def unless_table(required: list[str]) -> Schema:
    """Give what a record must have when it stands by itself; in a table the columns may have it."""
    alone = {"required": required, "oneOf": [{"required": ["date"]}, {"required": ["period"]}]}
    return {"if": {"required": ["table"]}, "else": alone}
