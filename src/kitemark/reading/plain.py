"""Plain Python data to a document, in the same shapes a file would give."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from kitemark.problems import KitemarkError, Problem, printable
from kitemark.reading.document import Document, Path, beginning_text, path_text
from kitemark.reading.parse import DEEPEST, MOST_VALUES
from kitemark.reading.scalars import LONGEST

_MOST = 10**LONGEST
"""Numbers from here on are giants, and so are denominators."""
_UNKNOWN = "leave out what is not known"


def plain_document(data: object) -> Document:
    """Give a document of dicts, lists, text, numbers and dates.

    A float stands for the decimal it prints as; keys become text. The document's problems
    name what cannot be data: infinity, NaN, giants, loops, other types. KitemarkError where
    there is too much of it.
    """
    reader = _Plain()
    try:
        value = reader.take(data, ())
    except _StopError:
        raise KitemarkError(reader.problems) from None
    return Document(value, problems=tuple(reader.problems), faults=frozenset(reader.faults))


class _StopError(Exception):
    """Reading cannot go on; the problem has been noted."""


class _Plain:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.faults: list[Path] = []
        self._values = 0
        self._open: set[int] = set()

    def take(self, value: object, path: Path) -> Any:
        self._values += 1
        if self._values > MOST_VALUES:
            self._refuse("too-large", path, f"found more than {MOST_VALUES:,} values", "move records to tables")
            raise _StopError
        if isinstance(value, Mapping | list | tuple):
            return self._inside(value, path)
        if value is None or isinstance(value, bool):
            return value
        return self._text(value, path) if isinstance(value, str) else self._scalar(value, path)

    def _inside(self, value: Mapping[Any, Any] | list[Any] | tuple[Any, ...], path: Path) -> Any:
        if id(value) in self._open:
            return self._refuse(
                "circular", path, "found data that holds itself, wanted data that ends", "copy it before it is put in"
            )
        if len(path) >= DEEPEST:
            return self._refuse("too-deep", path, f"found more than {DEEPEST} levels of nesting", "nest less deeply")
        self._open.add(id(value))
        taken = (
            self._mapping(value, path)
            if isinstance(value, Mapping)
            else [self.take(item, (*path, index)) for index, item in enumerate(value)]
        )
        self._open.remove(id(value))
        return taken

    def _mapping(self, value: Mapping[Any, Any], path: Path) -> dict[str, Any]:
        taken: dict[str, Any] = {}
        for key, item in value.items():
            text = self._key(key, path)
            if text is None:
                continue
            if text in taken:
                message = f"found the key '{printable(text, 40)}' a second time"
                self._refuse("duplicate-key", (*path, text), message, "keep one of the two; keys become text")
            taken[text] = self.take(item, (*path, text))
        return taken

    def _key(self, key: object, path: Path) -> str | None:
        if isinstance(key, str):
            return self._text(key, path)  # type: ignore[no-any-return]  # text, or nothing where it is refused
        if key is None or isinstance(key, bool):
            return "null" if key is None else str(key).lower()
        if isinstance(key, int | float | Decimal | datetime.date):
            number = self._scalar(key, path)
            return None if number is None else str(number)
        message = f"found a key of type {type(key).__name__}, wanted text"
        return self._refuse("key-not-text", path, message, "write keys as text")  # type: ignore[no-any-return]

    def _text(self, value: str, path: Path) -> Any:
        text = str.__str__(value)
        if text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text):
            return text
        message = "found half a character (a lone surrogate) in text, wanted whole ones"
        return self._refuse("encoding", path, message, "write the whole character again")

    def _scalar(self, value: object, path: Path) -> Any:
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value.isoformat()
        if isinstance(value, int):
            return int(value) if abs(value) < _MOST else self._giant(path)
        if isinstance(value, float | Decimal):
            return self._decimal(Decimal(repr(float(value))) if isinstance(value, float) else value, path)
        if isinstance(value, Fraction):
            return self._fraction(value, path)
        message = f"found a value of type {type(value).__name__}, wanted text, a number, a date, a list or a mapping"
        return self._refuse("wrong-type", path, message, "turn it into one of these first, such as with str()")

    def _decimal(self, value: Decimal, path: Path) -> Any:
        if not value.is_finite():
            return self._refuse("not-a-number", path, "found infinity or NaN, wanted a number that ends", _UNKNOWN)
        if abs(value.adjusted()) > LONGEST or len(value.as_tuple().digits) > LONGEST:
            return self._giant(path)
        return value

    def _fraction(self, value: Fraction, path: Path) -> Any:
        if abs(value.numerator) >= _MOST or value.denominator >= _MOST:
            return self._giant(path)
        if value.denominator == 1:
            return value.numerator
        with localcontext() as context:
            context.prec = 4 * LONGEST
            exact = Decimal(value.numerator) / Decimal(value.denominator)
        if Fraction(exact) == value:
            return exact
        message = "found a fraction with no short decimal, wanted a decimal"
        return self._refuse("not-a-number", path, message, "round it first")

    def _giant(self, path: Path) -> Any:
        message = f"found a giant number, wanted one of at most {LONGEST} digits"
        return self._refuse("not-a-number", path, message, "round it, or give it as text if it is a code")

    def _refuse(self, code: str, path: Path, message: str, hint: str) -> Any:
        # Nothing stands for the value.
        self.faults.append(path)
        where = beginning_text(path) if code == "too-deep" else path_text(path)
        self.problems.append(Problem(code, message, path=where, hint=hint))
        return None
