"""What a standard knows of records: kinds, tests on fields, and named parts of the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.quantity import Number, Span

COMMON = ("kind", "id", "date", "period", "title", "link", "criteria", "unit", "note")
"""Fields that every record may have; kinds do not declare them."""

JUDGED = ("criterion", "rating", "assessor", "because", "role", "date", "cites")
"""Fields of a judgement, where a measure reads judgements as records."""


def token(value: Any) -> Any:
    """Give a form in which equal values of a file are equal, and that can be looked up: true is not 1."""
    kind = value.__class__
    if kind is bool:
        return (bool, value)
    if isinstance(value, list):  # one that has lost items is one, too
        return (list, tuple(map(token, value)))
    if kind is dict:
        return (dict, frozenset((key, token(item)) for key, item in value.items()))
    return value


@dataclass(frozen=True, slots=True)
class Test:
    """What one field must be: one of `allowed` (as tokens), or within bounds."""

    field: str
    allowed: frozenset[Any] = frozenset()
    at_least: Number | str | None = None
    at_most: Number | str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A rule between a field and another field or a number."""

    left: str
    sign: str
    right: str | Number
    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of evidence: the schema of its records, whose voice it carries, whom it counts."""

    id: str
    title: str
    fields: Mapping[str, Any]
    required: frozenset[str]
    rules: tuple[FieldRule, ...]
    voice: str | None
    voice_by: str | None
    voices: Mapping[Any, str]
    people: str | None

    @property
    def is_private(self) -> bool:
        """Whether its records speak for somebody or count people, so that no message may repeat them."""
        return self.voice is not None or self.voice_by is not None or self.people is not None


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another record: `to` names a kind or accepted evidence."""

    by: str
    to: str
    dated: str | None


@dataclass(frozen=True, slots=True)
class Sieve:
    """The records that a measure or an accepted name takes.

    `kinds` None is every kind. `judgements` reads standing judgements instead.
    """

    kinds: frozenset[str] | None
    accepted: tuple[str, ...] = ()
    tests: tuple[Test, ...] = ()
    within: Span | None = None
    older_than: Span | None = None
    link: Link | None = None
    judgements: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """A part of the evidence, by name."""

    id: str
    title: str
    sieve: Sieve
