"""What is to be evaluated: an organisation and its units, with their records and judgements."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.quantity import Number


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its kind and day, and the values of its fields, numbers exact.

    `criteria` are those that it speaks to, by itself or because a judgement cites it.
    """

    id: str
    kind: str
    day: datetime.date
    values: Mapping[str, Any]
    criteria: frozenset[str]


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
class LeftOut:
    """A record or judgement dated after the assessment date."""

    what: str
    id: str
    day: datetime.date


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or a unit: its facts, its records, and the judgements that stand, by criterion."""

    id: str
    name: str
    facts: Mapping[str, Any]
    records: tuple[Record, ...]
    standing: Mapping[str, tuple[Judgement, ...]]
    empty: bool


@dataclass(frozen=True, slots=True)
class Case:
    """An assessment, ready to be evaluated by one standard's rules."""

    date: datetime.date
    organisation: Party
    units: tuple[Party, ...]
    left_out: tuple[LeftOut, ...]
