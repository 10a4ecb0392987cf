"""CSV tables to rows of text with positions."""

from __future__ import annotations

import csv
import io
import pathlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kitemark.problems import KitemarkError, Problem
from kitemark.reading.document import position
from kitemark.reading.files import read_text

_NO_TABLE = (".yaml", ".yml", ".json", ".md")
MOST_ROWS = 200_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns, and its rows as (line, cells) with empty cells left out.

    `name` is what the pack calls it, `file` the way there from where one stands, and `heading` the
    line that names the columns.
    """

    name: str
    file: str
    heading: int
    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]

    def problem(self, code: str, line: int, column: str | None, message: str, hint: str) -> Problem:
        """Give a problem at a line and column of the table; the column counts cells from 1."""
        place = self.columns.index(column) + 1 if column in self.columns else None
        return Problem(code, message, self.file, line, place, column or "", hint)


def read_table(path: pathlib.Path, name: str, file: str) -> Table:
    """Give the table in a CSV file with a header; commas, or semicolons where only they stand.

    `name` is what the table is called, `file` what problems call the file.

    Raises KitemarkError for an empty file, columns without a name or named twice, rows
    that are too long, and text that is not CSV. No message repeats a cell.
    """
    if path.suffix.lower() in _NO_TABLE:
        message, hint = "found a file that is no table, wanted one in CSV", "name the CSV file that holds the records"
        raise KitemarkError([Problem("wrong-file", message, file, 1, 1, "", hint)])
    text = read_text(path, file)
    if control := _CONTROL.search(text):
        line, column = position(text[: control.start()])
        message = "found a character that no text file should hold"
        raise KitemarkError([Problem("syntax", message, file, line, column, "", "remove it")])
    header_line = text.lstrip().split("\n", 1)[0]
    if "\t" in header_line and not {",", ";"} & set(header_line):
        message = "found columns with tabs between them, wanted commas"
        raise KitemarkError([Problem("wrong-columns", message, file, 1, 1, "", "save the sheet as CSV")])
    delimiter = ";" if ";" in header_line and "," not in header_line else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _table(reader, name, file)
    except csv.Error as error:
        message = f"found text that is not CSV ({error})"
        problem = Problem("syntax", message, file, max(reader.line_num, 1), 1, "", "check the quotes")
        raise KitemarkError([problem]) from None


def _table(reader: Any, name: str, file: str) -> Table:
    header = next((cells for cells in reader if _says_something(cells)), None)
    if header is None:
        message = "found an empty table, wanted a line of column names and then a record a row"
        raise KitemarkError([Problem("empty", message, file, 1, 1, "", "write the names of the fields on line 1")])
    columns = tuple(cell.strip() for cell in header)
    heading = reader.line_num
    problems = list(_header(columns, file, heading))
    rows: list[tuple[int, dict[str, str]]] = []
    for cells in reader:
        if not _says_something(cells):
            continue
        line = reader.line_num
        if len(cells) > len(columns):
            message = f"found {len(cells)} cells, wanted at most {len(columns)}"
            hint = "put cells that hold a comma in quotes"
            problems.append(Problem("wrong-columns", message, file, line, len(columns) + 1, "", hint))
        if len(rows) >= MOST_ROWS:
            hint = "split the table in two"
            problems.append(Problem("too-large", f"found more than {MOST_ROWS:,} rows", file, line, 1, "", hint))
            break
        rows.append((line, {key: cell.strip() for key, cell in zip(columns, cells, strict=False) if cell.strip()}))
    if problems:
        raise KitemarkError(problems)
    return Table(name, file, heading, columns, tuple(rows))


def _says_something(cells: list[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _header(columns: tuple[str, ...], file: str, line: int) -> Iterable[Problem]:
    first: dict[str, int] = {}
    for place, column in enumerate(columns, 1):
        if not column:
            hint = "name it after a field, or take the column away"
            yield Problem("wrong-columns", "found a column without a name", file, line, place, "", hint)
        elif column in first:
            message = f"found the name of column {first[column]} a second time"
            yield Problem("duplicate-key", message, file, line, place, "", "keep one of the two")
        first.setdefault(column, place)
