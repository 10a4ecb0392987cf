"""The kinds of value that stand in a file, each with its own words for what was wanted."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, LiteralString, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, PlainValidator, Tag, WithJsonSchema
from pydantic_core import PydanticCustomError

from kitemark.problems import printable
from kitemark.quantity import (
    Amount,
    Number,
    Span,
    Threshold,
    amount_from,
    date_from,
    exact,
    span_from,
    threshold_from,
)

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list in a file, kept so that it cannot change."""


class Strict(BaseModel):
    """A mapping in a file: no unknown keys, no conversions, no changes after loading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True, populate_by_name=False
    )
    free: ClassVar[frozenset[str]] = frozenset()
    """Keys below which anything may stand, nothing too, as another room checks it."""
    private: ClassVar[frozenset[str]] = frozenset()
    """Keys below which people may speak, so that no message repeats a value."""
    mistaken: ClassVar[Mistaken | None] = None
    """The other kind of file that may be given in place of this one."""


@dataclass(frozen=True, slots=True)
class Mistaken:
    """A file of another kind, known by a key that it has and this kind has not, and one that it lacks."""

    key: str
    without: str
    what: str
    wanted: str
    hint: str


def found(value: object) -> str:
    """Give words for a value that was found where another was wanted."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{printable(value, 60)}'"
    if isinstance(value, int | Decimal):
        return f"the number {value}"
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "something else"


def kind_of(value: object) -> str:
    """Give words for a value that do not repeat it."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | Decimal):
        return "a number"
    return "text" if isinstance(value, str) else found(value)


def _wanted(value: object, wanted: str, code: LiteralString = "wrong-type") -> PydanticCustomError:
    return PydanticCustomError(code, "found {found}, wanted {wanted}", {"found": found(value), "wanted": wanted})


def _reader(take: Callable[[Any], Any], wanted: str, code: LiteralString = "wrong-type") -> PlainValidator:
    def read(value: Any) -> Any:
        taken = take(value)
        if taken is None:
            raise _wanted(value, wanted, code)
        return taken

    return PlainValidator(read)


def _text(value: object) -> str:
    if not isinstance(value, str):
        hint = " (put it in quotes)" if isinstance(value, bool | int | Decimal) else ""
        raise _wanted(value, f"text{hint}")
    if not value.strip():
        raise _wanted(value, "text that says something")
    return value


def _version(value: object) -> str:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        raise _wanted(value, 'a semantic version as text, such as "1.0.0" in quotes')
    if not isinstance(value, str) or not _VERSION.match(value):
        raise _wanted(value, 'a semantic version as text, such as "1.0.0"')
    return value


def _number(value: object) -> Number | None:
    return exact(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _positive(value: object) -> int | None:
    return _count(value) or None


def _weight(value: object) -> Number | None:
    number = _number(value)
    return None if number is None or number < 0 else number


def _whole_or_share(value: object) -> Amount | None:
    amount = amount_from(value)
    if amount is None or amount.value < 0 or (amount.share and amount.value > 1):
        return None
    return amount if amount.share or isinstance(amount.value, int) else None


def _share(value: object) -> Amount | None:
    amount = amount_from(value)
    return amount if amount and amount.share and 0 <= amount.value <= 1 else None


def _confidence(value: object) -> Amount | None:
    amount = _share(value)
    return amount if amount and 0.5 < amount.value < 1 else None


def _value(value: object) -> Amount | str | None:
    return amount_from(value) or (value if isinstance(value, str) and value.strip() else None)


def _band(value: object) -> Threshold | str | None:
    return threshold_from(value) or (value if isinstance(value, str) and value.strip() else None)


def _scalar(value: object) -> str | bool | Number | None:
    if isinstance(value, str | bool):
        return value
    return _number(value)


_VERSION = re.compile(
    r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\Z"
)
_ID = re.compile(r"[A-Za-z0-9_-]{1,100}\Z")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def _matching(pattern: re.Pattern[str]) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and pattern.match(value) else None


_PERCENT_SCHEMA = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?\s*%$"}
_THRESHOLD_SCHEMA = {"type": "string", "pattern": r"^[<>]\s*-?[0-9]+(\.[0-9]+)?\s*%?$"}

Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
Version = Annotated[
    str, PlainValidator(_version), WithJsonSchema({"type": "string", "pattern": _VERSION.pattern[:-2] + "$"})
]
Id = Annotated[
    str,
    _reader(_matching(_ID), "an id of letters, digits, '-' and '_' (in quotes if it looks like a number)"),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9_-]{1,100}$"}),
]
Slug = Annotated[
    str,
    _reader(_matching(_SLUG), "a slug of lower-case letters and digits joined by '-'"),
    WithJsonSchema({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}),
]
Language = Annotated[
    int,
    _reader(lambda v: v if v == 1 and v.__class__ is int else None, "1, the language's version"),
    WithJsonSchema({"const": 1}),
]
Day = Annotated[
    datetime.date,
    _reader(date_from, "a date that exists, written YYYY-MM-DD", "dates"),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
Duration = Annotated[
    Span,
    _reader(span_from, "a length of time such as 18 months, 14 days, 2 weeks or 3 years"),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,5} +(day|week|month|year)s?$"}),
]
Flag = Annotated[
    bool, _reader(lambda v: v if isinstance(v, bool) else None, "true or false"), WithJsonSchema({"type": "boolean"})
]
Truth = Annotated[bool, _reader(lambda v: True if v is True else None, "true"), WithJsonSchema({"const": True})]
Numeric = Annotated[Number, _reader(_number, "a number"), WithJsonSchema({"type": "number"})]
Count = Annotated[int, _reader(_count, "a whole number, 0 or more"), WithJsonSchema({"type": "integer", "minimum": 0})]
Decimals = Annotated[
    int,
    _reader(lambda v: v if (_count(v) or 0) <= 20 and _count(v) is not None else None, "a whole number from 0 to 20"),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 20}),
]
Positive = Annotated[
    int, _reader(_positive, "a whole number, 1 or more"), WithJsonSchema({"type": "integer", "minimum": 1})
]
Weight = Annotated[Number, _reader(_weight, "a number, 0 or more"), WithJsonSchema({"type": "number", "minimum": 0})]
Share = Annotated[Amount, _reader(_share, "a percentage from 0% to 100%"), WithJsonSchema(_PERCENT_SCHEMA)]
Confidence = Annotated[
    Amount, _reader(_confidence, "a percentage over 50% and under 100%"), WithJsonSchema(_PERCENT_SCHEMA)
]
Exception_ = Annotated[
    Amount,
    _reader(_whole_or_share, "a whole number or a percentage from 0% to 100%"),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, _PERCENT_SCHEMA]}),
]
Value = Annotated[
    Amount | str,
    _reader(_value, "a number, a percentage such as 63%, or a point's name"),
    WithJsonSchema({"type": ["number", "string"]}),
]
Plain = Annotated[
    Amount,
    _reader(amount_from, "a number or a percentage such as 63%"),
    WithJsonSchema({"anyOf": [{"type": "number"}, _PERCENT_SCHEMA]}),
]
BandValue = Annotated[
    Threshold | str,
    _reader(_band, "a threshold such as 5, 63%, '> 5' or '< 63%'"),
    WithJsonSchema({"type": ["number", "string"]}),
]
MarkValue = Annotated[
    Threshold,
    _reader(threshold_from, "a threshold such as 5, 63%, '> 5' or '< 63%'"),
    WithJsonSchema({"anyOf": [{"type": "number"}, _PERCENT_SCHEMA, _THRESHOLD_SCHEMA]}),
]
Scalar = Annotated[
    str | bool | Number,
    _reader(_scalar, "text, a number, true or false"),
    WithJsonSchema({"type": ["string", "boolean", "number"]}),
]


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "(mapping)"
    return "(list)" if isinstance(value, list) else "(bare)"


def shape(wanted: str) -> Discriminator:
    """Tell the forms of a value apart by its shape, so that an error speaks of the form meant."""
    return Discriminator(_shape, custom_error_type="shape", custom_error_message=wanted)


AS_MAPPING, AS_LIST, AS_BARE = Tag("(mapping)"), Tag("(list)"), Tag("(bare)")


class Bounds(Strict):
    """A range that a value lies in, both ends included."""

    at_least: Scalar | None = None
    """The least value that matches."""
    at_most: Scalar | None = None
    """The greatest value that matches."""


Wanted = Annotated[
    Annotated[Bounds, AS_MAPPING] | Annotated[Many[Scalar], AS_LIST] | Annotated[Scalar, AS_BARE],
    shape("a value, a list of values, or bounds"),
]
"""What a field may be: a value, one of a list, or within bounds."""

Matches = dict[Id, Wanted]
"""Fields or facts, each with what it must be; all of them hold."""
