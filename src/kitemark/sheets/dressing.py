"""How a workbook looks and helps: headings, notes, formats, drop-downs and checks. openpyxl is given, not imported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kitemark.reading.document import column_letters
from kitemark.sheets.cells import LONGEST, is_day
from kitemark.sheets.layout import CHOICES, Column, Tab
from kitemark.sheets.words import choices_of, limits_of, note_on, refused_choice

PREPARED = 1_000
"""Rows below the heading that have drop-downs and checks."""
_INK, _PAPER, _QUIET = "FF1F3A4D", "FFE8EEF2", "FF555555"
_WIDEST, _NARROWEST = 42, 12
_MOST_INLINE = 250
_WORDY = ("because", "note", "title", "link", "users' comment")


class Dresser:
    """Gives tabs their looks, and gathers the choices that are too long to stand in a drop-down itself."""

    def __init__(self, book: Any) -> None:
        """Take the workbook in the making."""
        from openpyxl.comments import Comment  # noqa: PLC0415 - an extra
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
        from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

        self._book = book
        self._comment: Any = Comment
        self._validation: Any = DataValidation
        self.bold = Font(bold=True, color=_INK)
        self.plain = Font(color="FF000000")
        self.quiet = Font(color=_QUIET)
        self.large = Font(bold=True, size=16, color=_INK)
        self.fill = PatternFill("solid", fgColor=_PAPER)
        self.wrapped = Alignment(wrap_text=True, vertical="top")
        self._lists: list[tuple[str, list[str]]] = []

    def heading(self, sheet: Any, tab: Tab, columns: Sequence[Column]) -> None:
        """Give a tab its row of headings, with notes, formats and checks below them."""
        for number, column in enumerate(columns, 1):
            self.title(sheet, 1, number, column.heading, note_on(column, tab))
            letter = column_letters(number)
            side = sheet.column_dimensions[letter]
            side.width = _width(column)
            side.number_format = format_of(column)
            self.check(sheet, column, f"{letter}2:{letter}{PREPARED + 1}", tab)
        sheet.freeze_panes = "B2"

    def title(self, sheet: Any, row: int, number: int, text: str, note: str = "") -> None:
        """Write one heading."""
        cell = sheet.cell(row, number, text)
        cell.font, cell.fill, cell.alignment = self.bold, self.fill, self.wrapped
        cell.number_format = "@"
        if note:
            self.note(cell, note)

    def note(self, cell: Any, text: str) -> None:
        """Put a note on a cell."""
        remark = self._comment(plain_words(text), "kitemark")
        remark.width, remark.height = 320, 40 + 20 * sum(1 + len(line) // 48 for line in text.split("\n"))
        cell.comment = remark

    def check(self, sheet: Any, column: Column, where: str, tab: Tab | None = None) -> None:
        """Put a drop-down or a check on cells, by what the column may hold."""
        choices = choices_of(column)
        check = self._choice(f"{tab.title if tab else sheet.title} {column.name}", choices) if choices else None
        check = check or self._limits(column)
        if check is not None:
            check.add(where)
            sheet.add_data_validation(check)

    def choose(self, sheet: Any, formula: str, where: str, *, strict: bool = True, error: str = "") -> None:
        """Put a drop-down of what stands in a range of cells on others."""
        check = self._validation(type="list", formula1=formula, allow_blank=True, showErrorMessage=strict)
        check.error = error or None
        check.add(where)
        sheet.add_data_validation(check)

    def choices(self, name: str, values: Sequence[str]) -> str:
        """Give the formula of a drop-down: its values, or where the tab of choices will list them."""
        inline = ",".join(values)
        if len(inline) <= _MOST_INLINE and not any(sign in value for value in values for sign in ',"\n'):
            return f'"{inline}"'
        if (name, list(values)) not in self._lists:
            self._lists.append((name, list(values)))
        letter = column_letters(self._lists.index((name, list(values))) + 1)
        return f"'{CHOICES}'!${letter}$2:${letter}${len(values) + 1}"

    def write_choices(self) -> None:
        """Write the tab of choices that were too long for a drop-down, where there are any."""
        if not self._lists:
            return
        sheet = self._book.create_sheet(CHOICES)
        for number, (name, values) in enumerate(self._lists, 1):
            self.title(sheet, 1, number, name)
            sheet.column_dimensions[column_letters(number)].width = _WIDEST / 1.5
            for row, value in enumerate(values, 2):
                put_text(sheet, row, number, value)
        sheet.freeze_panes = "A2"

    def _choice(self, name: str, values: Sequence[str]) -> Any:
        formula = self.choices(name, values)
        check = self._validation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
        check.error, check.errorTitle = plain_words(refused_choice(values)), "Not a choice"
        return check

    def _limits(self, column: Column) -> Any:
        schema = column.schema if isinstance(column.schema, Mapping) else {}
        kind = {"integer": "whole", "number": "decimal"}.get(str(schema.get("type")))
        if is_day(schema):
            check = self._validation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
        elif kind is not None and schema.keys() <= {"type", "minimum", "maximum", "title", "description"}:
            low, high = schema.get("minimum"), schema.get("maximum")
            check = self._validation(type=kind, allow_blank=True, **_between(low, high))
        else:
            return None
        check.showErrorMessage, check.errorTitle = True, "Not what goes here"
        check.error = plain_words(limits_of(schema) or "A number")[:250]
        return check


_FURTHEST = 10**15


def _between(low: Any, high: Any) -> dict[str, str]:
    if high is None:
        return {"operator": "greaterThanOrEqual", "formula1": _text(-_FURTHEST if low is None else low)}
    return {"operator": "between", "formula1": _text(-_FURTHEST if low is None else low), "formula2": _text(high)}


def _text(number: Decimal | int) -> str:
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def format_of(column: Column) -> str:
    """Give the number format of a column: text stays text, days are days, and numbers are plain."""
    schema = column.schema if isinstance(column.schema, Mapping) else {}
    if is_day(schema):
        return "yyyy-mm-dd"
    return "General" if schema == {} or schema.get("type") in ("integer", "number", "boolean") else "@"


def plain_words(text: str) -> str:
    """Give text as a workbook can hold it: without control signs, and cut where it is too long."""
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)[:LONGEST]


def put_text(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write text that stays text, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.value = plain_words(text)
    cell.data_type = "s"  # text that begins with = is none the less no formula
    cell.number_format = "@"
    return cell


def _width(column: Column) -> float:
    if column.name in _WORDY:
        return _WIDEST
    longest = max([len(column.heading), *(len(choice) for choice in choices_of(column))])
    return min(max(longest + 3, _NARROWEST), _WIDEST)
