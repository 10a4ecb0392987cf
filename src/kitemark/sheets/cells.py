"""Values in cells: how each is written, so that it is read back as the same, whatever it is.

A value stands in its cell as people would write it, where reading that gives the value again. Where
it would not (empty text, text with blanks around it, a list whose items hold a semicolon, a number
with more digits than a spreadsheet keeps), the cell holds `json:` and the value as JSON.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kitemark.binding import typed_cell
from kitemark.digest import canonical, number_text
from kitemark.problems import KitemarkError
from kitemark.quantity import date_from
from kitemark.reading import plain_document
from kitemark.reading.scalars import LONGEST as LONGEST_NUMBER
from kitemark.schemas import misfits

Cell = str | int | float | bool | datetime.date
LONGEST = 32_767
"""Most characters of a cell."""
_EXPLICIT = "json:"
_NO_JSON = "'json:' without JSON after it"
_MOST_DIGITS = 15
"""Digits that a spreadsheet keeps of a number."""
_EARLIEST = datetime.date(1900, 3, 1)
"""The first day on which all spreadsheets agree."""
_ESCAPED = re.compile("x(?=[0-9A-Fa-f]{4}_)")
"""What a spreadsheet takes for an escaped character, with or without a `_` before it."""


class NoCellError(ValueError):
    """A value that no cell can hold; the text says why, without the value."""


class NoValueError(ValueError):
    """A cell that holds no value of a pack; the text says what it holds, in words."""


def cell_of(schema: Any, value: Any) -> Cell:
    """Give the cell that reads as the value by its field's schema; NoCellError for text that is too long."""
    for guess in _natural(schema, value):
        if _holds(guess) and _reads_as(schema, guess, value):
            return guess
    explicit = f"{_EXPLICIT} {_json(value)}"
    if len(explicit) > LONGEST:
        raise NoCellError(f"found text of {len(explicit):,} characters, wanted at most {LONGEST:,}, as a cell can hold")
    return explicit


def _natural(schema: Any, value: Any) -> Iterable[Cell]:
    if isinstance(value, bool):
        yield value
    elif isinstance(value, int | Decimal):
        if len(Decimal(value).as_tuple().digits) <= _MOST_DIGITS and abs(Decimal(value).adjusted()) <= _MOST_DIGITS:
            yield value if isinstance(value, int) else float(value)
        yield number_text(Decimal(value)) if isinstance(value, Decimal) else str(value)
    elif isinstance(value, str):
        day = date_from(value) if is_day(schema) else None
        if day is not None and day >= _EARLIEST:
            yield day
        yield value
    elif isinstance(value, list) and value:
        yield "; ".join(_item(one) for one in value)


def _reads_as(schema: Any, cell: Cell, value: Any) -> bool:
    try:
        return canonical(value_of(schema, cell)) == canonical(value)
    except NoValueError:
        return False


def is_day(schema: Any) -> bool:
    """Tell whether a field holds dates."""
    return isinstance(schema, Mapping) and schema.get("format") == "date"


def _item(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value) if isinstance(value, bool) else canonical(value)


def _holds(cell: Cell) -> bool:
    """Tell whether a cell may hold this as it is."""
    if not isinstance(cell, str):
        return True
    return len(cell) <= LONGEST and not _ESCAPED.search(cell) and all(c.isprintable() or c == "\n" for c in cell)


def _json(value: Any) -> str:
    text = "".join(c if c.isprintable() else json.dumps(c)[1:-1].replace("\x7f", "\\u007f") for c in canonical(value))
    return _ESCAPED.sub(r"\\u0078", text)


def value_of(schema: Any, cell: Cell) -> Any:
    """Give what a cell holds, in the type of its field's schema where it fits, or None for nothing.

    NoValueError for a `json:` that is none, an endless number, and a day where text is wanted: it may
    have been something else before the spreadsheet took it for a day.
    """
    if isinstance(cell, str):
        text = cell.strip()
        return _explicit(text.removeprefix(_EXPLICIT)) if text.startswith(_EXPLICIT) else _typed(schema, text)
    if isinstance(cell, datetime.date):
        if not is_day(schema) and not misfits(schema, "1-2"):
            raise NoValueError("a day of the spreadsheet's")
        return cell.isoformat()
    if isinstance(cell, bool):
        return cell
    return _number(schema, cell)


def _typed(schema: Any, text: str) -> Any:
    if not text:
        return None
    # A rating is a name or a value, and is read as what it is written as.
    return typed_cell(schema, text) if schema != {} else text


def _number(schema: Any, cell: float) -> Any:
    exact = Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)
    if not exact.is_finite() or abs(exact.adjusted()) > LONGEST_NUMBER:
        raise NoValueError("a giant number")
    number = int(exact) if exact == int(exact) else exact
    if isinstance(number, int) and misfits(schema, number) and not misfits(schema, str(number)):
        return str(number)  # an id or a year in a column of text
    return number


def _explicit(text: str) -> Any:
    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
        document = plain_document([data])
    except (ValueError, ArithmeticError, RecursionError, KitemarkError):
        raise NoValueError(_NO_JSON) from None
    if document.problems or data is None:
        raise NoValueError(_NO_JSON)
    return document.data[0]


def _refuse(constant: str) -> None:
    raise ValueError(constant)
