"""What is to be evaluated: an organisation and its units, with their records and judgements."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from kitemark.binding.spot import Spot
from kitemark.problems import Problem
from kitemark.quantity import Number
from kitemark.reading import Document, Path
from kitemark.rules.records import token


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its kind and day, and the values of its fields, numbers exact.

    `criteria` are those that it speaks to, by itself or because a judgement cites it;
    `place` is its place among the party's records. A judgement that is read as a record
    has no kind, and no day where it has no date.
    """

    id: str
    kind: str
    day: datetime.date | None
    values: Mapping[str, Any] = field(repr=False)
    criteria: frozenset[str]
    place: int


class Evidence:
    """A party's records, in the pack's order; found by kind, and by the value of a field.

    An index is made when it is first asked for, and stays: records do not change.
    """

    __slots__ = ("_indexes", "by_kind", "records")

    def __init__(self, records: Iterable[Record]) -> None:
        """Take the records, each of which gets its place."""
        self.records: tuple[Record, ...] = tuple(
            record if record.place == place else dataclasses.replace(record, place=place)
            for place, record in enumerate(records)
        )
        self.by_kind: dict[str, list[Record]] = {}
        for record in self.records:
            self.by_kind.setdefault(record.kind, []).append(record)
        self._indexes: dict[tuple[str | None, str], dict[Any, list[Record]]] = {}

    def index(self, kind: str | None, field: str) -> Mapping[Any, list[Record]]:
        """Give the records of a kind, or of all, by the values of a field as tokens."""
        found = self._indexes.get((kind, field))
        if found is None:
            found = indexed(self.records if kind is None else self.by_kind.get(kind, ()), field)
            self._indexes[kind, field] = found
        return found


def indexed(records: Iterable[Record], field: str) -> dict[Any, list[Record]]:
    """Give the records by the values of a field as tokens; one with a list stands under each of its values."""
    index: dict[Any, list[Record]] = {}
    for record in records:
        value = record.values.get(field)
        for one in value if value.__class__ is list else (value,):
            if one.__class__ in _SCALARS and (
                not (found := index.setdefault(token(one), [])) or found[-1] is not record
            ):
                found.append(record)
    return index


_SCALARS = frozenset({str, int, bool, Fraction})


@dataclass(frozen=True, slots=True)
class Judgement:
    """One assessor's judgement of one criterion; `rating` is None where it marks it not applicable."""

    criterion: str
    rating: Number | None
    assessor: str
    because: str
    role: str | None
    day: datetime.date | None
    cites: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """A judgement that counts for nothing: its `role` is not one that counts, or a later one `replaced` it."""

    judgement: Judgement
    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record or judgement dated after the assessment date."""

    what: str
    id: str
    day: datetime.date


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a record, or with a profile, and shows only when it is evaluated."""

    code: str
    message: str
    hint: str
    record: str | None = None
    field: str | None = None
    profile: Path = ()


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or a unit: its facts, its records, the judgements that stand by criterion, and the others.

    `path` is where the file speaks of it. `supposed` are ratings that stand in place of what the judgements of a
    criterion come to; a pack has none.
    """

    id: str
    name: str
    facts: Mapping[str, Any]
    evidence: Evidence
    standing: Mapping[str, tuple[Judgement, ...]]
    set_aside: tuple[SetAside, ...]
    empty: bool
    path: Path
    supposed: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """An assessment, ready to be evaluated by one standard's rules; `spots` say where each record stands."""

    date: datetime.date
    organisation: Party
    units: tuple[Party, ...]
    left_out: tuple[LeftOut, ...]
    document: Document
    spots: Mapping[str, Spot]

    def problem(self, fault: Fault) -> Problem:
        """Give the problem that a fault is, where it stands."""
        spot = self.spots.get(fault.record or "")
        if spot is not None:
            return spot.problem(fault.code, fault.field, fault.message, fault.hint)
        return self.document.problem(fault.code, fault.profile, fault.message, fault.hint)
