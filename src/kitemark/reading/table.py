"""CSV tables to rows of text with positions."""

from __future__ import annotations

import csv
import io
import pathlib
from dataclasses import dataclass
from typing import Any

from kitemark.problems import KitemarkError, Problem
from kitemark.reading.files import read_text

MOST_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and its rows as (line, cells) with empty cells left out."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]

    def problem(self, code: str, line: int, column: str | None, message: str, hint: str | None = None) -> Problem:
        """Give a problem at a line and column of the table; the column counts cells from 1."""
        place = self.columns.index(column) + 1 if column in self.columns else None
        return Problem(code, message, self.name, line, place, column or "", hint)


def read_table(path: pathlib.Path, name: str) -> Table:
    """Give the table in a CSV file with a header; commas, or semicolons where only they stand.

    Raises KitemarkError for an empty file, columns without a name or named twice, rows
    that are too long, and text that is not CSV.
    """
    text = read_text(path)
    if not text.strip():
        raise KitemarkError([Problem("empty", "found an empty table, wanted a header and rows", name, 1)])
    header_line = text.lstrip().split("\n", 1)[0]
    delimiter = ";" if ";" in header_line and "," not in header_line else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _table(reader, name)
    except csv.Error as error:
        problem = Problem(
            "syntax", f"found text that is not CSV ({error})", name, reader.line_num, hint="check the quotes"
        )
        raise KitemarkError([problem]) from None


def _table(reader: Any, name: str) -> Table:
    header = next(cells for cells in reader if any(cell.strip() for cell in cells))
    columns = tuple(cell.strip() for cell in header)
    problems = _header(columns, name)
    rows: list[tuple[int, dict[str, str]]] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        line = reader.line_num
        if len(cells) > len(columns):
            message = f"found {len(cells)} cells, wanted at most {len(columns)}"
            problems.append(Problem("wrong-columns", message, name, line, hint="check commas and quotes"))
        if len(rows) >= MOST_ROWS:
            problems.append(Problem("too-large", f"found more than {MOST_ROWS:,} rows", name, line))
            break
        rows.append((line, {key: cell.strip() for key, cell in zip(columns, cells, strict=False) if cell.strip()}))
    if problems:
        raise KitemarkError(problems)
    return Table(name, columns, tuple(rows))


def _header(columns: tuple[str, ...], name: str) -> list[Problem]:
    problems = []
    for index, column in enumerate(columns):
        if not column:
            problems.append(Problem("wrong-columns", "found a column without a name", name, 1, index + 1))
        elif column in columns[:index]:
            problems.append(Problem("duplicate-key", f"found the column '{column}' a second time", name, 1, index + 1))
    return problems
