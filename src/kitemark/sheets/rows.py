"""Tabs as rows: each cell in the type of its column, with its place, and what is wrong named by tab and cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kitemark.problems import Problem, closest, listing
from kitemark.reading.document import CellMark, Document, Mark, Path
from kitemark.sheets.cells import NoValueError, value_of
from kitemark.sheets.layout import NEEDED, Column, Tab
from kitemark.sheets.opening import Raw, Sheet


@dataclass(slots=True)
class Entry:
    """A mapping of a pack in the making: its data, where each value stands, and what of it is not to be trusted."""

    data: dict[str, Any]
    mark: CellMark
    faults: list[Path] = field(default_factory=list)

    def leave(self, path: tuple[str, ...], heading: CellMark, cell: CellMark) -> None:
        """Keep the places of a name and of the empty cell beside it, for who misses the value."""
        mark = self._owner(path, cell)
        assert mark.keys is not None  # noqa: S101 - every mapping's mark has both
        assert mark.values is not None  # noqa: S101
        mark.keys[path[-1]], mark.values[path[-1]] = heading, cell

    def put(self, path: tuple[str, ...], value: Any, heading: CellMark, cell: CellMark) -> None:
        """Put a value at a path, with the places of its name and of itself; None is a value that is at fault."""
        data = self.data
        for step in path[:-1]:
            data = data.setdefault(step, {})
        data[path[-1]] = value
        self.leave(path, heading, cell)
        if value is None:
            self.faults.append(path)

    def _owner(self, path: tuple[str, ...], cell: CellMark) -> Mark:
        """Give the mark of the mapping that holds what is at a path; where there is none yet, one at the cell."""
        mark: Mark = self.mark
        for step in path[:-1]:
            assert mark.values is not None  # noqa: S101 - every mapping's mark has both
            mark = mark.values.setdefault(step, mapping_mark(cell.sheet, cell.line, cell.column))
        return mark


def mapping_mark(sheet: str, line: int, column: int) -> CellMark:
    """Give the mark of a mapping that begins in a cell, counted from 0."""
    return CellMark(line, column, keys={}, values={}, sheet=sheet)


def list_mark(sheet: str, items: Iterable[Mark]) -> CellMark:
    """Give the mark of a list that stands in a tab."""
    return CellMark(0, 0, items=list(items), sheet=sheet)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that says something: its number, and the value and place of each cell; None where it is at fault."""

    number: int
    values: Mapping[str, tuple[Any, CellMark]]

    def __getitem__(self, name: str) -> Any:
        """Give the value in a column, or None."""
        return self.values[name][0] if name in self.values else None


class TabReader:
    """Reads one tab's rows, gathering problems."""

    def __init__(self, book: Document, tab: Tab, sheet: Sheet, problems: list[Problem]) -> None:
        """Take the workbook, how the tab is laid out, what it holds and the list to report to."""
        self.tab = tab
        self._book = book
        self._sheet = sheet
        self._problems = problems
        self._meant = set[str]()  # columns that a misspelt heading was told to mean
        self.header, heading = sheet.rows[0] if sheet.rows else (1, {})
        self.columns = self._headings(heading)
        self._places = {column.name: number for number, column in self.columns.items()}

    def mark(self, row: int, name: str) -> CellMark:
        """Give the place of a cell, or of its row where the tab has no such column."""
        return CellMark(row - 1, self._places.get(name, 1) - 1, sheet=self._sheet.title)

    def heading(self, name: str) -> CellMark:
        """Give the place of a column's name."""
        return self.mark(self.header, name)

    def note(self, code: str, mark: CellMark, message: str, hint: str) -> None:
        """Report a problem with a cell."""
        self._problems.append(self._book.problem_at(mark, code, message, hint))

    def rows(self) -> Iterable[Row]:
        """Give the rows that say something."""
        for number, cells in self._sheet.rows[1:]:
            values = dict(self._values(number, cells))
            if values:
                yield Row(number, values)

    def missing_columns(self) -> frozenset[str]:
        """Give the needed columns that the tab lacks, and report them."""
        missing = [column.name for column in self.tab.columns if column.needed and column.name not in self._places]
        untold = [name for name in missing if name not in self._meant]
        if untold:
            hint = "write the names into the first row, or begin with a new workbook"
            self.note("missing-key", self.heading(""), f"found no column {listing(map(repr, untold), 40)}", hint)
        return frozenset(missing)

    def _headings(self, cells: Mapping[int, Raw]) -> dict[int, Column]:
        columns: dict[int, Column] = {}
        for number, raw in cells.items():
            mark = CellMark(self.header - 1, number - 1, sheet=self._sheet.title)
            name = str(raw.value or "").strip().removesuffix(NEEDED.strip()).strip()
            column = self.tab.column(name)
            if column is None:
                self._unknown(name, mark)
            elif column in columns.values():
                self.note("duplicate-key", mark, f"found the column '{name}' a second time", "keep one of the two")
            else:
                columns[number] = column
        return columns

    def _unknown(self, name: str, mark: CellMark) -> None:
        near = closest(name, [column.name for column in self.tab.columns])
        # Other names are not repeated: where the first row is gone, each is a value of a record.
        self._meant |= {near} if near else set()
        what = f"the column '{name}'" if near else "a column"
        known = listing((column.name for column in self.tab.columns), 40)
        hint = f"did you mean '{near}'?" if near else f"the columns are {known}"
        self.note("unknown-key", mark, f"found {what}, which this tab does not have", hint)

    def _values(self, number: int, cells: Mapping[int, Raw]) -> Iterable[tuple[str, tuple[Any, CellMark]]]:
        named = set(self._sheet.rows[0][1])
        for place, raw in sorted(cells.items()):
            mark = CellMark(number - 1, place - 1, sheet=self._sheet.title)
            if place not in self.columns:
                if place not in named and str(raw.value or "").strip():
                    hint = "name the column in the first row, or empty it"
                    self.note("wrong-columns", mark, "found a value in a column without a name", hint)
                continue
            column = self.columns[place]
            sound, value = self.read(column, raw, mark)
            if not sound or value is not None:
                yield column.name, (value, mark)

    def read(self, column: Column, raw: Raw, mark: CellMark) -> tuple[bool, Any]:
        """Give whether a cell can be read, and its value; None where it is empty or cannot."""
        if raw.fault is not None:
            self.note("cell", mark, f"found {raw.fault} as '{column.name}', wanted a value", raw.hint)
            return False, None
        try:
            return True, None if raw.value is None else value_of(column.schema, raw.value)
        except NoValueError as error:
            hint = "format the cell as text, and write it again"
            self.note("cell", mark, f"found {error} as '{column.name}', wanted a value", hint)
            return False, None
