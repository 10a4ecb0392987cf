"""The kinds of value that stand in a file, each with its own words for what was wanted."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, LiteralString, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, Tag
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

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
    """A mapping in a file: no unknown keys, no conversions, no changes after loading.

    The docstring of each key says what it means and shows an example. They are read from the
    source when a JSON Schema is made, and models are built when first used: both would be dear
    at every start.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=False, defer_build=True)
    free: ClassVar[frozenset[str]] = frozenset()
    """Keys below which anything may stand, nothing too, as another room checks it."""
    private: ClassVar[frozenset[str]] = frozenset()
    """Keys below which people may speak, so that no message repeats a value."""
    begins: ClassVar[str] = "begin with 'kitemark: 1'"
    """What to do about a file of this kind that holds no keys at all."""
    mistaken: ClassVar[Mistaken | None] = None
    """The other kind of file that may be given in place of this one."""
    stands_in: ClassVar[Mapping[str, Any]] = {}
    """What stands for a required key that is not there or not sound, so that the keys beside it are checked."""


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
    if isinstance(value, str):
        return "text" if value.strip() else "empty text"
    return found(value)


def _wanted(
    value: object, wanted: str, code: LiteralString = "wrong-type", takes: Callable[[Any], bool] | None = None
) -> PydanticCustomError:
    context = {"found": found(value), "wanted": wanted, "takes": takes}
    return PydanticCustomError(code, "found {found}, wanted {wanted}", context)


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """How a value is written in a file: what reads it, and the JSON Schema of what can be read."""

    read: Callable[[Any], Any]
    schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let the reader alone decide: nothing is converted before or after."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Give the JSON Schema of what can be read."""
        return dict(self.schema)


def _written(
    take: Callable[[Any], Any], wanted: str, schema: Mapping[str, Any], code: LiteralString = "wrong-type"
) -> Written:
    def read(value: Any) -> Any:
        taken = take(value)
        if taken is None:
            raise _wanted(value, wanted, code, lambda other: take(other) is not None)
        return taken

    return Written(read, {**schema, "errorMessage": f"wanted {wanted}"})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _wanted(value, "text")
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
    r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"
    r"(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?"
    r"(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\Z"
)
_ID = re.compile(r"[A-Za-z0-9_-]{1,100}\Z")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def _matching(pattern: re.Pattern[str]) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and pattern.match(value) else None


def _pattern(pattern: str, *other: str) -> dict[str, Any]:
    return {"type": [*other, "string"] if other else "string", "pattern": f"^({pattern})$"}


# The same as `quantity` reads, for whoever checks a file by its JSON Schema.
_N = r"[0-9]{1,20}(\.[0-9]{1,20})?"
_PERCENT = rf"-?{_N}\s*%"
_SHARE = r"(-?0{1,20}(\.0{1,20})?|0{0,18}[0-9]{1,2}(\.[0-9]{1,20})?|0{0,17}100(\.0{1,20})?)\s*%"
_CONFIDENCE = r"0{0,18}((5[1-9]|[6-9][0-9])(\.[0-9]{1,20})?|50\.(?![0-9]{21})0*[1-9][0-9]*)\s*%"
_LEAP = r"([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29"
_MONTHS = r"(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])"
DAY = rf"(?!0000)([0-9]{{4}}-({_MONTHS})|{_LEAP})"
"""A date that exists, as a regular expression."""

Text = Annotated[str, Written(_text, {"type": "string", "pattern": r"\S", "errorMessage": "wanted text"})]
SelectionWord = Annotated[str, Written(_text, {"enum": ["criteria", "sections", "units"]})]
"""Text; a standard's rules take these words alone."""
RuleText = Annotated[
    str,
    Written(
        _text,
        {
            **_pattern(r"\s*[A-Za-z0-9_-]+\s*(<=|<|==)\s*-?[A-Za-z0-9_.-]+\s*"),
            "errorMessage": "wanted a field, then <=, < or ==, then a field or a number",
        },
    ),
]
"""Text; a standard's rules take this form alone."""
Version = Annotated[
    str,
    Written(
        _version,
        {
            **_pattern(_VERSION.pattern.removesuffix(r"\Z")),
            "errorMessage": 'wanted a semantic version in quotes, such as "1.0.0"',
        },
    ),
]
_AN_ID = "an id of letters, digits, '-' and '_' (in quotes if it looks like a number)"
Id = Annotated[
    str,
    _written(
        _matching(_ID),
        _AN_ID,
        _pattern(_ID.pattern.removesuffix(r"\Z")),
    ),
]
Named = Annotated[
    str,
    _written(
        lambda value: value if isinstance(value, str) and value.strip() else None,
        _AN_ID,
        _pattern(_ID.pattern.removesuffix(r"\Z")),
    ),
]
"""The id of what is declared elsewhere. Text of any form is looked up: a title in its place is told with the id."""
Slug = Annotated[
    str,
    _written(
        _matching(_SLUG),
        "a slug of lower-case letters and digits joined by '-'",
        _pattern(_SLUG.pattern.removesuffix(r"\Z")),
    ),
]
Language = Annotated[
    int,
    _written(lambda v: v if v == 1 and v.__class__ is int else None, "1, the language's version", {"const": 1}),
]
Day = Annotated[
    datetime.date,
    _written(
        date_from,
        "a date that exists, written YYYY-MM-DD",
        {**_pattern(DAY), "format": "date"},
        "dates",
    ),
]
Duration = Annotated[
    Span,
    _written(
        span_from,
        "a length of time such as 18 months, 14 days, 2 weeks or 3 years",
        _pattern("[0-9]{1,5} +(day|week|month|year)s?"),
    ),
]
Flag = Annotated[bool, _written(lambda v: v if isinstance(v, bool) else None, "true or false", {"type": "boolean"})]
Truth = Annotated[bool, _written(lambda v: True if v is True else None, "true", {"const": True})]
Numeric = Annotated[Number, _written(_number, "a number", {"type": "number"})]
Count = Annotated[int, _written(_count, "a whole number, 0 or more", {"type": "integer", "minimum": 0})]
Decimals = Annotated[
    int,
    _written(
        lambda v: v if (_count(v) or 0) <= 20 and _count(v) is not None else None,
        "a whole number from 0 to 20",
        {"type": "integer", "minimum": 0, "maximum": 20},
    ),
]
Positive = Annotated[int, _written(_positive, "a whole number, 1 or more", {"type": "integer", "minimum": 1})]
Weight = Annotated[Number, _written(_weight, "a number, 0 or more", {"type": "number", "minimum": 0})]
Share = Annotated[Amount, _written(_share, "a percentage from 0% to 100%", _pattern(_SHARE))]
Confidence = Annotated[Amount, _written(_confidence, "a percentage over 50% and under 100%", _pattern(_CONFIDENCE))]
Exception_ = Annotated[
    Amount,
    _written(
        _whole_or_share,
        "a whole number or a percentage from 0% to 100%",
        {**_pattern(_SHARE, "integer"), "minimum": 0},
    ),
]
Value = Annotated[
    Amount | str,
    _written(
        _value,
        "a number, a percentage such as 63%, or a point's name",
        {"type": ["number", "string"], "pattern": r"\S"},
    ),
]
Plain = Annotated[Amount, _written(amount_from, "a number or a percentage such as 63%", _pattern(_PERCENT, "number"))]
BandValue = Annotated[
    Threshold | str,
    _written(_band, "a threshold such as 5, 63%, '> 5' or '< 63%'", {"type": ["number", "string"], "pattern": r"\S"}),
]
MarkValue = Annotated[
    Threshold,
    _written(
        threshold_from,
        "a threshold such as 5, 63%, '> 5' or '< 63%'",
        _pattern(rf"{_PERCENT}|[<>]\s*-?{_N}(\s*%)?\s*", "number"),
    ),
]
Scalar = Annotated[
    str | bool | Number,
    _written(_scalar, "text, a number, true or false", {"type": ["string", "boolean", "number"]}),
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
    """The least value that matches: a number or a date.

    Example: 3
    """
    at_most: Scalar | None = None
    """The greatest value that matches: a number or a date.

    Example: 5
    """


Wanted = Annotated[
    Annotated[Bounds, AS_MAPPING] | Annotated[Many[Scalar], AS_LIST] | Annotated[Scalar, AS_BARE],
    shape("a value, a list of values, or bounds"),
]
"""What a field may be: a value, one of a list, or within bounds."""

Matches = dict[Id, Wanted]
"""Fields or facts, each with what it must be; all of them hold."""
