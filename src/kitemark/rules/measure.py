"""Measures: how records become one number."""

from __future__ import annotations

from dataclasses import dataclass

from kitemark.quantity import Number
from kitemark.rules.records import Sieve, Test
from kitemark.rules.scale import Goal


@dataclass(frozen=True, slots=True)
class Take:
    """How records are reduced; each form is one class below."""


@dataclass(frozen=True, slots=True)
class CountRecords(Take):
    """How many records there are."""


@dataclass(frozen=True, slots=True)
class CountDistinct(Take):
    """How many different values a field has."""

    field: str


@dataclass(frozen=True, slots=True)
class Sum(Take):
    """The sum of a field."""

    field: str


@dataclass(frozen=True, slots=True)
class Mean(Take):
    """The mean of a field, weighted by another one where it is named."""

    field: str
    weight: str | None


@dataclass(frozen=True, slots=True)
class Median(Take):
    """The median of a field; with `missing_worst` a record without it counts as worse than any number."""

    field: str
    missing_worst: bool


@dataclass(frozen=True, slots=True)
class Latest(Take):
    """The field of the latest record."""

    field: str


@dataclass(frozen=True, slots=True)
class Smallest(Take):
    """The smallest value of a field."""

    field: str


@dataclass(frozen=True, slots=True)
class Largest(Take):
    """The largest value of a field."""

    field: str


@dataclass(frozen=True, slots=True)
class Age(Take):
    """Whole months or days since the latest record."""

    unit: str


@dataclass(frozen=True, slots=True)
class ShareOfSums(Take):
    """The sum of a field over the sum of another one."""

    field: str
    of: str


@dataclass(frozen=True, slots=True)
class ShareOfRecords(Take):
    """The share of the records that match, each weighing as a field says where one is named."""

    tests: tuple[Test, ...]
    of: str | None


@dataclass(frozen=True, slots=True)
class Margin(Take):
    """The margin of error of a share at its widest, from the number of answers."""

    field: str


@dataclass(frozen=True, slots=True)
class Groups:
    """A split of the records by a field, and how the groups' numbers become one."""

    field: str
    across: str
    reaching: Goal | None
    every: tuple[tuple[object, str], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure; `lower` and `share` are of the number that comes out, `group_lower` of one group's.

    `reads` are the fields that a record may lack and must have to qualify, `numbers` those that
    must be numbers and that no schema holds to numbers. `counts_only` says
    that small groups cannot show through it, as it is a count, a distinct count or an age.
    """

    id: str
    title: str
    sieve: Sieve
    take: Take
    lower: bool
    share: bool
    cited: bool
    reads: tuple[str, ...]
    numbers: tuple[str, ...]
    needs: tuple[tuple[str, Number], ...]
    confidence: Number | None
    z_squared: Number | None
    population: str | None
    population_largest: bool
    if_none: Number | None
    groups: Groups | None
    group_lower: bool
    counts_only: bool
