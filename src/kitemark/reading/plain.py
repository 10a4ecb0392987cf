"""Plain Python data to a document, in the same shapes a file would give."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kitemark.problems import KitemarkError, Problem
from kitemark.reading.document import Document, Path, path_text
from kitemark.reading.parse import DEEPEST, MOST_VALUES


def plain_document(data: object) -> Document:
    """Give a document of dicts, lists, text, numbers and dates.

    A float stands for the decimal it prints as; keys become text. KitemarkError names
    what cannot be data: infinity, NaN, loops, other types.
    """
    reader = _Plain()
    value = reader.take(data, ())
    if reader.problems:
        raise KitemarkError(reader.problems)
    return Document(value)


class _Plain:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._values = 0

    def take(self, value: object, path: Path) -> Any:
        if value is None or isinstance(value, str | bool | int):
            return (
                value
                if value is None or isinstance(value, bool)
                else str(value)
                if isinstance(value, str)
                else int(value)
            )
        self._values += 1
        if len(path) > DEEPEST or self._values > MOST_VALUES:
            return self._refuse("too-deep", path, "found data that is too deep or too large, or that holds itself")
        if isinstance(value, Mapping):
            return self._mapping(value, path)
        if isinstance(value, list | tuple):
            return [self.take(item, (*path, index)) for index, item in enumerate(value)]
        return self._scalar(value, path)

    def _mapping(self, value: Mapping[Any, Any], path: Path) -> dict[str, Any]:
        taken: dict[str, Any] = {}
        for key, item in value.items():
            text = _key(key)
            if text in taken:
                self._refuse("duplicate-key", (*path, text), f"found the key '{text}' a second time")
            taken[text] = self.take(item, (*path, text))
        return taken

    def _scalar(self, value: object, path: Path) -> Any:
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value.isoformat()
        if isinstance(value, float) and math.isfinite(value):
            return Decimal(repr(value))
        if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < DEEPEST:
            return value
        if isinstance(value, Fraction):
            if value.denominator == 1:
                return int(value)
            exact = Decimal(value.numerator) / Decimal(value.denominator)
            if Fraction(exact) == value:
                return exact
            return self._refuse("not-a-number", path, "found a fraction with no end in decimals, wanted a decimal")
        if isinstance(value, float | Decimal):
            return self._refuse("not-a-number", path, "found infinity, NaN or a giant, wanted a number that ends")
        kind = type(value).__name__
        return self._refuse(
            "wrong-type", path, f"found a value of type {kind}, wanted text, a number, a list or a mapping"
        )

    def _refuse(self, code: str, path: Path, message: str) -> None:
        self.problems.append(Problem(code, message, path=path_text(path[:8])))


def _key(key: object) -> str:
    if key is True or key is False:
        return str(key).lower()
    return "null" if key is None else str(key)
