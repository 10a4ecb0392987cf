"""The tab of the organisation: a line for each thing that is said of the whole pack."""

from __future__ import annotations

from collections.abc import Sequence

from kitemark.problems import Problem, nearest
from kitemark.reading.document import CellMark, Document
from kitemark.sheets.layout import FACTS, NEEDED, ORGANISATION, Column, Tab
from kitemark.sheets.opening import Raw, Sheet
from kitemark.sheets.rows import Entry, TabReader, mapping_mark

_LABEL = "What"
"""What stands above the names in the first column."""
_OF_FACTS = "fact "
"""How the name of a line on a fact begins."""


class HeadReader:
    """Reads the lines on the organisation, gathering problems."""

    def __init__(self, book: Document, sheet: Sheet) -> None:
        """Take the workbook and the tab; note what stands beside no name, or beside one that is there already."""
        self._book = book
        self._lines: dict[str, tuple[Raw, CellMark]] = {}
        self.problems: list[Problem] = []
        for number, cells in sheet.rows:
            raw, mark = cells.get(2, Raw()), CellMark(number - 1, 1, sheet=sheet.title)
            name = str(cells.get(1, Raw()).value or "").strip().removesuffix(NEEDED.strip()).strip()
            if name and name not in self._lines:
                self._lines[name] = (raw, mark)
            elif raw != Raw() and str(raw.value).strip():
                code, what = (
                    ("duplicate-key", "a second time") if name else ("wrong-columns", "without a name beside it")
                )
                hint = "name what it is in the first column, once, or empty the cell"
                self._note(code, mark, f"found a value {what}", hint)

    def standard(self) -> tuple[str | None, CellMark]:
        """Give the standard that the tab names, if any, and the mark of a mapping that stands there."""
        named, place = self._lines.get("standard", (Raw(), CellMark(0, 1, sheet=ORGANISATION)))
        text = named.value.strip() or None if isinstance(named.value, str) else None
        return text, mapping_mark(ORGANISATION, place.line, place.column)

    def pack(self, columns: Sequence[Column], *, others: bool = False) -> Entry:
        """Give the pack without what other tabs hold; `others` says that there may be lines on facts beside these."""
        pack = Entry({"kitemark": 1}, mapping_mark(ORGANISATION, 0, 0))
        reader = TabReader(self._book, Tab(ORGANISATION, ()), Sheet(ORGANISATION, hidden=False, rows=()), self.problems)
        known = {column.name: column for column in columns}
        for name, (raw, mark) in self._lines.items():
            if name in known:
                self._line(pack, known[name], raw, mark, reader)
            elif raw.value is not None and name != _LABEL and not (others and name.startswith(_OF_FACTS)):
                hint = nearest(name, known) or "only what stands in the first column of a new workbook is read"
                self._note("unknown-key", mark, "found a line that this tab does not have", hint)
        for name in (column.name for column in columns if column.needed and column.name not in self._lines):
            self._missing(pack, known[name], CellMark(0, 0, sheet=ORGANISATION))
        return pack

    def _line(self, pack: Entry, column: Column, raw: Raw, mark: CellMark, reader: TabReader) -> None:
        sound, value = reader.read(column, raw, mark)
        name = CellMark(mark.line, 0, sheet=mark.sheet)
        if not sound or value is not None:
            pack.put(column.path, value, name, mark)
        elif FACTS in column.path:
            pack.leave(column.path, name, mark)
        elif column.needed:
            self._missing(pack, column, mark)

    def _missing(self, pack: Entry, column: Column, mark: CellMark) -> None:
        if column.name == "standard" or FACTS in column.path:
            return  # whoever reads it may have said another standard, which may want other facts
        self._note("missing-key", mark, f"found no '{column.name}', which is required", "fill in the cell")
        pack.put(column.path, None, mark, mark)

    def _note(self, code: str, mark: CellMark, message: str, hint: str) -> None:
        self.problems.append(self._book.problem_at(mark, code, message, hint))
