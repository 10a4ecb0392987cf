"""What a workbook looks like for one standard: its tabs, and the columns of each.

Whoever writes a workbook and whoever reads one goes by this, so that the two cannot drift.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.binding.facts import facts_read
from kitemark.problems import listing
from kitemark.rules.records import Kind
from kitemark.standard import Standard

GUIDE, ORGANISATION, UNITS, JUDGEMENTS = "Start here", "Organisation", "Units", "Judgements"
CRITERIA, CHOICES = "Criteria", "Choices"
FIXED = (GUIDE, ORGANISATION, UNITS, JUDGEMENTS, CRITERIA, CHOICES)
SAYS_NOTHING = frozenset({GUIDE, CRITERIA, CHOICES})
"""Tabs that are there to be read by people, and from which nothing is taken."""
NEEDED = " (needed)"
"""What stands after the name of a column that every row fills."""

TEXT: Mapping[str, Any] = {"type": "string"}
DAY: Mapping[str, Any] = {"type": "string", "format": "date"}
MANY: Mapping[str, Any] = {"type": "array", "items": {"type": "string"}}
TRUTH: Mapping[str, Any] = {"type": "boolean"}
RATING: Mapping[str, Any] = {}
_LONGEST_TITLE = 31
_MOST_NAMED = 40
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")

FROM, TO = "period from", "period to"
FACTS = "profile"
"""Where facts stand in a pack. Which of them are needed, the standard says by which it is judged."""
OWNER, PLACE = "kept by", "place in pack"
"""Columns that are there only where a pack needs them. Having spaces, they are no fields of a kind."""
ORGANISATIONS = "organisation"
"""What `kept by` says of a record of the organisation's own that speaks of a unit."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a tab, or a line of the first one: what it is called, and what a cell in it may be."""

    name: str
    schema: Any
    means: str
    needed: bool = False
    path: tuple[str, ...] = ()
    """Where the value stands in a pack, or in its record, judgement or unit."""
    counts: bool = False
    """Whether a row without it is read, and then counts for nothing."""

    @property
    def heading(self) -> str:
        """The name as it stands above the column, with whether it is needed in words."""
        return self.name + NEEDED if self.needed or self.counts else self.name


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab with a row for each entry."""

    title: str
    columns: tuple[Column, ...]
    kind: Kind | None = None

    def column(self, name: str) -> Column | None:
        """Give the column of this name, or None."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, slots=True)
class Layout:
    """The tabs that are filled in: lines on the organisation, units, judgements, and a tab a kind of evidence."""

    standard: Standard
    lines: tuple[Column, ...]
    units: Tab
    judgements: Tab
    kinds: tuple[Tab, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of all tabs, those that say nothing too."""
        return (*FIXED, *(tab.title for tab in self.kinds))


def layout_of(standard: Standard) -> Layout:
    """Give the layout of a workbook for a standard."""
    facts = standard.rules.facts
    read = facts_read(standard.rules, unit=False, has_units=standard.rules.asks_units) | standard.rules.facts_required
    titles = _titles(standard.rules.kinds.values())
    kinds = tuple(Tab(titles[kind.id], tuple(_columns(kind)), kind) for kind in standard.rules.kinds.values())
    lines = (*_HEAD, *(_fact(name, schema, ("organisation",), read) for name, schema in facts.items()), *_TAIL)
    units = Tab(UNITS, (*_UNIT, *(_fact(name, schema, (), read) for name, schema in facts.items())))
    return Layout(standard, lines, units, Tab(JUDGEMENTS, tuple(_judgement(standard))), kinds)


def _judgement(standard: Standard) -> Iterable[Column]:
    roles = standard.model.judgements.roles
    for column in _JUDGEMENT:
        if column.path == ("role",) and roles:
            means = f"In which role the assessor judges: one of {listing(roles, _MOST_NAMED)}"
            yield dataclasses.replace(column, means=means, counts=True)
        else:
            yield column


def _fact(name: str, schema: Any, above: tuple[str, ...], read: frozenset[str]) -> Column:
    means = "A fact about the organisation" if above else "Where it is not as it is for the organisation"
    return Column(f"fact {name}", schema, means, bool(above) and name in read, (*above, FACTS, name))


def _columns(kind: Kind) -> Iterable[Column]:
    yield from _RECORD
    for name, schema in kind.fields.items():
        yield Column(name, schema, "", name in kind.required, (name,))
    yield from _RARE


def _titles(kinds: Iterable[Kind]) -> dict[str, str]:
    """Give each kind's tab a title that spreadsheets take and no other tab has."""
    taken = {title.lower() for title in FIXED} | {"history"}  # a word that Excel keeps for itself
    titles: dict[str, str] = {}
    for kind in kinds:
        words = "".join(sign if sign.isprintable() else " " for sign in _FORBIDDEN.sub(" ", kind.title))
        plain = " ".join(words.split()).strip("'")[:_LONGEST_TITLE].strip(" '") or kind.id
        title, number = plain[:_LONGEST_TITLE], 1
        while title.lower() in taken:
            number += 1
            title = f"{plain[: _LONGEST_TITLE - len(str(number)) - 1]} {number}"
        taken.add(title.lower())
        titles[kind.id] = title
    return titles


_HEAD = (
    Column(
        "standard",
        TEXT,
        "The standard by which this is assessed. It is filled in already.",
        needed=True,
        path=("standard",),
    ),
    Column(
        "id",
        TEXT,
        "A short id of the organisation: letters, digits, - and _, such as harbour-house.",
        needed=True,
        path=("organisation", "id"),
    ),
    Column("name", TEXT, "The organisation's name, as reports print it.", path=("organisation", "name")),
    Column(
        "date",
        DAY,
        "The day as of which everything is judged. What is dated later is left out.",
        needed=True,
        path=("date",),
    ),
    Column("title", TEXT, "What people call this assessment.", path=("title",)),
    Column("note", TEXT, "A remark for people.", path=("note",)),
)
_TAIL = (
    Column("decision level", TEXT, "Only once an award is decided: the id of the level.", path=("decision", "level")),
    Column("decision by", TEXT, "Who decided.", path=("decision", "by")),
    Column("decision date", DAY, "The day of the decision.", path=("decision", "date")),
    Column("users' comment by", TEXT, "Who speaks for the users.", path=("users_comment", "by")),
    Column("users' comment", TEXT, "What they say. It is printed as given.", path=("users_comment", "text")),
)
LINES = (*_HEAD, *_TAIL)
"""The lines on the organisation that every standard's workbook has; between them stand the facts."""
_UNIT = (
    Column(
        "id", TEXT, "A short id: letters, digits, - and _. Other tabs name the unit by it.", needed=True, path=("id",)
    ),
    Column("name", TEXT, "The unit's name, as reports print it.", path=("name",)),
)
_UNIT_OF = "The id of the unit that this belongs to, from the tab Units. Empty: the organisation's own."
_JUDGEMENT = (
    Column("criterion", TEXT, "The id of the criterion, from the tab Criteria.", needed=True, path=("criterion",)),
    Column("rating", RATING, "A point of the criterion's scale, by name or by value.", path=("rating",)),
    Column(
        "not applicable",
        TRUTH,
        "TRUE in place of a rating, where the criterion does not apply here.",
        path=("not_applicable",),
    ),
    Column("assessor", TEXT, "Who judges.", needed=True, path=("assessor",)),
    Column("role", TEXT, "In which role the assessor judges.", path=("role",)),
    Column("date", DAY, "The day of the judgement.", path=("date",)),
    Column("because", TEXT, "The reason, in one plain sentence. It names nobody.", needed=True, path=("because",)),
    Column("cites", MANY, "Ids of the records that it rests on, with ; between them.", path=("cites",)),
    Column("unit", TEXT, _UNIT_OF, path=("unit",)),
)
_RECORD = (
    Column("id", TEXT, "An id that no other record has. Empty: one is made from the tab and the row.", path=("id",)),
    Column("date", DAY, "The day of the evidence. A date or a period is needed.", path=("date",)),
    Column(FROM, DAY, "In place of a date: the first day.", path=("period", "from")),
    Column(TO, DAY, "In place of a date: the last day.", path=("period", "to")),
    Column("title", TEXT, "What people call this record.", path=("title",)),
    Column("link", TEXT, "Where the original is kept.", path=("link",)),
    Column("criteria", MANY, "Ids of the criteria that it speaks to, with ; between them.", path=("criteria",)),
    Column("unit", TEXT, _UNIT_OF, path=("unit",)),
    Column("note", TEXT, "A remark for people. It names nobody.", path=("note",)),
)
_RARE = (
    Column(
        OWNER,
        {"enum": [ORGANISATIONS]},
        "'organisation' where a record about a unit is the organisation's own. Mostly left empty.",
        path=(OWNER,),
    ),
    Column(
        PLACE,
        {"type": "integer", "minimum": 1},
        "The record's place in the pack, where that is not the order of the tabs. Mostly left empty.",
        path=(PLACE,),
    ),
)
