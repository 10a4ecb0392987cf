"""Packs to workbooks: a tab a kind of evidence, ready to be filled in, and filled with what a pack holds.

The same pack gives the same bytes: nothing in a workbook says when it was written.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kitemark.model.sections import criteria_of
from kitemark.problems import KitemarkError, Problem
from kitemark.reading.document import column_letters
from kitemark.sheets.cells import NoCellError, cell_of
from kitemark.sheets.dressing import PREPARED, Dresser, format_of, plain_words, put_text
from kitemark.sheets.layout import (
    CRITERIA,
    GUIDE,
    ORGANISATION,
    ORGANISATIONS,
    OWNER,
    PLACE,
    UNITS,
    Column,
    Layout,
    Tab,
    layout_of,
)
from kitemark.sheets.normal import Data, in_order, kinds_by_use, normal_form
from kitemark.sheets.opening import openpyxl_module
from kitemark.sheets.words import criteria_rows, guide, note_on, ratings_of, tab_guide
from kitemark.standard import Standard

_LABELS = ("What", "Your answer", "What it means")
_LONG_AGO = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - written as it is, and of no place
_STAMPED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def workbook_bytes(standard: Standard, pack: Mapping[str, Any], *, empty: bool = False) -> bytes:
    """Give an Excel workbook that holds a pack, its tables written out, for a standard that it fits.

    `empty` is for a pack that is still to be filled in. KitemarkError where openpyxl is not installed, or a
    value is too long for a cell.
    """
    module = openpyxl_module()
    book = module.Workbook()
    writer = _Writer(standard, normal_form(pack) if not empty else dict(pack), book, Dresser(book))
    writer.write()
    if writer.problems:
        raise KitemarkError(writer.problems)
    book.properties.creator = "kitemark"
    book.properties.created = book.properties.modified = _LONG_AGO
    book.properties.title = plain_words(f"{standard.title} {standard.version}")
    saved = io.BytesIO()
    book.save(saved)
    return _timeless(saved.getvalue())


class _Writer:
    def __init__(self, standard: Standard, pack: Data, book: Any, dresser: Dresser) -> None:
        self.problems: list[Problem] = []
        self._layout: Layout = layout_of(standard)
        self._pack = pack
        self._book = book
        self._dresser = dresser
        self._has_units = standard.rules.asks_units or "units" in pack
        order = kinds_by_use(pack, standard.rules.kinds)
        self._tabs = sorted(self._layout.kinds, key=lambda tab: order.index(tab.kind.id) if tab.kind else 0)
        self._placed = not in_order(pack, order)

    def write(self) -> None:
        self._book.remove(self._book.active)
        self._guide()
        self._organisation()
        if self._has_units:
            self._tab(self._layout.units, self._layout.units.columns, self._pack.get("units", ()))
        self._judgements()
        for tab in self._tabs:
            self._evidence(tab)
        self._criteria()
        self._dresser.write_choices()

    # -- what is filled in ------------------------------------------------------------------

    def _organisation(self) -> None:
        sheet = self._book.create_sheet(ORGANISATION)
        for number, (label, width) in enumerate(zip(_LABELS, (28, 44, 80), strict=True), 1):
            self._dresser.title(sheet, 1, number, label)
            sheet.column_dimensions[column_letters(number)].width = width
        for row, column in enumerate(self._layout.lines, 2):
            put_text(sheet, row, 1, column.heading).font = self._dresser.bold
            self._write(sheet, row, 2, column, _at(self._pack, column.path))
            sheet.cell(row, 2).number_format = format_of(column)
            sheet.cell(row, 2).alignment = self._dresser.wrapped
            self._dresser.check(sheet, column, f"B{row}")
            put_text(sheet, row, 3, " ".join(note_on(column).split("\n"))).alignment = self._dresser.wrapped
            if column.path == ("decision", "level"):
                levels = [level.id for level in self._layout.standard.rules.levels]
                self._dresser.choose(sheet, self._dresser.choices("level", levels), f"B{row}")
        sheet.freeze_panes = "B2"

    def _judgements(self) -> None:
        tab = self._layout.judgements
        columns = tab.columns if self._has_units else tab.columns[:-1]
        parties = (self._pack, *self._pack.get("units", ()))
        rows = [
            {**judgement, "unit": party["id"]} if party is not self._pack else judgement
            for party in parties
            for judgement in party.get("judgements", ())
        ]
        sheet = self._tab(tab, columns, rows)
        standard = self._layout.standard
        last = len(standard.rules.criteria) + 1
        self._drop(sheet, columns, "criterion", f"'{CRITERIA}'!$A$2:$A${last}")
        if ratings := ratings_of(standard):
            self._drop(sheet, columns, "rating", self._dresser.choices("rating", ratings), strict=False)
        if standard.model.judgements.roles:
            roles = self._dresser.choices("role", standard.model.judgements.roles)
            self._drop(sheet, columns, "role", roles, strict=False)

    def _evidence(self, tab: Tab) -> None:
        assert tab.kind is not None  # noqa: S101 - these are the tabs of kinds
        rows = list(self._records(tab.kind.id))
        unused = {
            OWNER: not any(OWNER in row for row in rows),
            PLACE: not self._placed,
            "unit": not (self._has_units or any("unit" in row for row in rows)),
        }
        columns = [column for column in tab.columns if not unused.get(column.name)]
        self._tab(tab, columns, rows)

    def _records(self, kind: str) -> Iterable[Data]:
        for party in (self._pack, *self._pack.get("units", ())):
            for place, record in enumerate(party.get("evidence", ()), 1):
                if record["kind"] != kind:
                    continue
                row: Data = {**record, PLACE: place}
                if party is not self._pack:
                    row["unit"] = party["id"]
                elif "unit" in record and "units" in self._pack:
                    row[OWNER] = ORGANISATIONS
                yield row

    def _tab(self, tab: Tab, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> Any:
        sheet = self._book.create_sheet(tab.title)
        self._dresser.heading(sheet, tab, columns)
        for number, row in enumerate(rows, 2):
            for place, column in enumerate(columns, 1):
                self._write(sheet, number, place, column, _at(row, column.path))
        if tab.title != UNITS and self._has_units:
            self._drop(sheet, columns, "unit", f"'{UNITS}'!$A$2:$A${PREPARED + 1}")
        return sheet

    def _drop(self, sheet: Any, columns: Sequence[Column], name: str, formula: str, *, strict: bool = True) -> None:
        places = [place for place, column in enumerate(columns, 1) if column.name == name]
        for letter in map(column_letters, places):
            error = "Please take one from the list."
            self._dresser.choose(sheet, formula, f"{letter}2:{letter}{PREPARED + 1}", strict=strict, error=error)

    def _write(self, sheet: Any, row: int, place: int, column: Column, value: Any) -> None:
        if value is None:
            return
        try:
            cell = cell_of(column.schema, value)
        except NoCellError as error:
            address = f"{sheet.title}!{column_letters(place)}{row}"
            self.problems.append(
                Problem("too-large", str(error), path=address, hint="keep it in a file, and link to it")
            )
            return
        if isinstance(cell, str):
            put_text(sheet, row, place, cell)
        else:
            sheet.cell(row, place, cell).number_format = format_of(column)

    # -- what is read by people -------------------------------------------------------------

    def _guide(self) -> None:
        sheet = self._book.create_sheet(GUIDE)
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 100
        lines = [*guide(self._layout, units=self._has_units), ("The tabs for evidence", ""), *tab_guide(self._layout)]
        for row, (label, said) in enumerate(lines, 1):
            put_text(sheet, row, 1, label).font = self._dresser.large if row == 1 else self._dresser.bold
            put_text(sheet, row, 2, said)
            for column in (1, 2):
                sheet.cell(row, column).alignment = self._dresser.wrapped
        sheet.sheet_view.showGridLines = False

    def _criteria(self) -> None:
        sheet = self._book.create_sheet(CRITERIA)
        heads = [("id", 12), ("criterion", 44), ("section", 28), ("asks", 60), ("scale", 44)]
        heads += [("asked of", 14)] if self._has_units else []
        for number, (label, width) in enumerate(heads, 1):
            self._dresser.title(sheet, 1, number, label)
            sheet.column_dimensions[column_letters(number)].width = width
        standard = self._layout.standard
        for row, cells in enumerate(criteria_rows(standard, criteria_of(standard.model)), 2):
            for number, text in enumerate(cells[: len(heads)], 1):
                put_text(sheet, row, number, text).alignment = self._dresser.wrapped
        sheet.freeze_panes = "B2"


def _at(data: Mapping[str, Any], path: Sequence[str]) -> Any:
    """Give what stands at a path, or None."""
    value: Any = data
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _timeless(raw: bytes) -> bytes:
    """Give a workbook whose bytes do not say when it was written."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as read,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made,
    ):
        for name in read.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 3
            part = read.read(name)
            stamp = _LONG_AGO.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
            made.writestr(
                info, _STAMPED.sub(rb"\g<1>" + stamp + rb"\g<2>", part) if name == "docProps/core.xml" else part
            )
    return out.getvalue()
