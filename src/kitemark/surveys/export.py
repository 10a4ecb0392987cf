"""Exports of survey tools as tables: CSV as any table is read, or one tab of a workbook."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kitemark.digest import number_text
from kitemark.problems import KitemarkError, Problem, listing, nearest
from kitemark.reading import Table, read_table
from kitemark.reading.document import CellMark
from kitemark.sheets import is_workbook


def read_export(path: pathlib.Path, tab: str | None = None) -> Table:
    """Give the table in an export; KitemarkError with every reason why there is none. No cell is repeated."""
    name = str(path)
    return _from_workbook(path, name, tab) if is_workbook(path) else read_table(path, name, name)


def table_from(rows: Iterable[Mapping[str, object]]) -> Table:
    """Give the table that rows of plain data make; nothing stands for an empty cell."""
    found = [{str(key): _text(value) for key, value in row.items()} for row in rows]
    columns = tuple(dict.fromkeys(key for row in found for key in row))
    lines = enumerate(({key: text for key, text in row.items() if text} for row in found), 2)
    return Table("rows", "rows", 1, columns, tuple(lines))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        return number_text(value)
    return (value.isoformat() if isinstance(value, datetime.date) else str(value)).strip()


def _from_workbook(path: pathlib.Path, name: str, tab: str | None) -> Table:
    from kitemark.sheets.opening import read_sheets  # noqa: PLC0415 - wanted for workbooks only

    sheets = {sheet.title: sheet for sheet in read_sheets(path) if not sheet.hidden}
    chosen = tab if tab is not None else next(iter(sheets), "")
    if chosen not in sheets:
        hint = nearest(chosen, sheets) or f"the tabs are {listing(sheets)}"
        raise KitemarkError([Problem("sheet", f"found no tab '{chosen}'", name, hint=hint)])
    rows = sheets[chosen].rows
    if not rows:
        message = "found an empty tab, wanted a line of column names and then an answer sheet a row"
        raise KitemarkError([Problem("empty", message, name, hint="export it again, or name another tab")])
    heading = {number: _text(raw.value) for number, raw in rows[0][1].items()}
    problems = list(_wrong(heading, rows, chosen, name))
    if problems:
        raise KitemarkError(problems)
    cells = tuple(
        (line, {heading[number]: text for number, raw in row.items() if (text := _text(raw.value))})
        for line, row in rows[1:]
    )
    return Table(chosen, name, rows[0][0], tuple(heading[number] for number in sorted(heading)), cells)


def _wrong(
    heading: Mapping[int, str], rows: Iterable[tuple[int, Mapping[int, Any]]], tab: str, name: str
) -> Iterable[Problem]:
    seen: set[str] = set()
    for number, text in heading.items():
        if text in seen:
            message = "found the name of another column a second time"
            yield _at("duplicate-key", tab, name, 1, number, message, "rename one of the two, or cut it")
        seen.add(text)
    for line, row in rows:
        for number, raw in row.items():
            if raw.value is None:
                yield _at("cell", tab, name, line, number, f"found {raw.fault}, wanted an answer", raw.hint)
            elif number not in heading and _text(raw.value):
                hint = "name it in the first row, or cut it"
                yield _at("wrong-columns", tab, name, line, number, "found a value in a column without a name", hint)


def _at(code: str, tab: str, name: str, line: int, number: int, message: str, hint: str) -> Problem:
    address = CellMark(line - 1, number - 1, sheet=tab).address(())
    return Problem(code, message, name, line, number, address, hint, 1)  # only one tab is read
