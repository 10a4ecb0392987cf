"""A filled workbook as a document: the same data that a pack in YAML gives, with tab and cell of every value."""

from __future__ import annotations

import dataclasses
import math
import pathlib
from collections.abc import Callable, Iterable, Mapping

from kitemark.binding.unchecked import with_unchecked
from kitemark.model.assessment import AssessmentFile
from kitemark.model.validation import validate
from kitemark.problems import KitemarkError, Problem, listing, nearest
from kitemark.reading.document import CellMark, Document
from kitemark.schemas import misfits
from kitemark.sheets.head import HeadReader
from kitemark.sheets.layout import (
    CHOICES,
    FROM,
    LINES,
    ORGANISATION,
    ORGANISATIONS,
    OWNER,
    PLACE,
    SAYS_NOTHING,
    TO,
    UNITS,
    Layout,
    Tab,
    layout_of,
)
from kitemark.sheets.opening import Sheet, read_sheets
from kitemark.sheets.rows import Entry, Row, TabReader, list_mark, mapping_mark
from kitemark.standard import Standard

Choice = Callable[[str | None, Document], Standard]
"""Gives the standard by which to read a workbook that names this one."""


def read_workbook(path: pathlib.Path, choose: Choice) -> tuple[Document, Standard]:
    """Give the pack in a workbook, and the standard that says what its cells are.

    The document holds the problems after which reading could go on. KitemarkError where there is no
    workbook, no tab of the organisation, or no standard.
    """
    sheets = {sheet.title: sheet for sheet in read_sheets(path)}
    name = str(path)
    book = Document(None, None, name, path.parent, tabs=tuple(sheets))
    if ORGANISATION not in sheets:
        hint = nearest(ORGANISATION, sheets) or "begin with a workbook that 'kitemark sheet STANDARD' writes"
        message = f"found no tab '{ORGANISATION}', wanted the one that names the standard"
        raise KitemarkError([Problem("sheet", message, name, hint=hint)])
    head = HeadReader(book, sheets[ORGANISATION])
    text, mark = head.standard()
    try:
        standard = choose(text, dataclasses.replace(book, data={"standard": text}, mark=mark))
    except KitemarkError as error:
        refused = with_unchecked(error.problems, book)
        raise KitemarkError([*refused, *_without_standard(head, book)]) from None
    return _Reader(book, layout_of(standard), sheets, head).document(), standard


def _without_standard(head: HeadReader, book: Document) -> Iterable[Problem]:
    """Give what is wrong with the lines on the organisation that mean the same by every standard."""
    pack = head.pack(LINES, others=True)
    try:
        validate(AssessmentFile, _filled(book, pack, head.problems))
    except KitemarkError as error:
        return error.problems
    return ()


def _filled(book: Document, pack: Entry, problems: Iterable[Problem]) -> Document:
    return dataclasses.replace(
        book, data=pack.data, mark=pack.mark, problems=tuple(problems), faults=frozenset(pack.faults)
    )


class _Reader:
    def __init__(
        self,
        book: Document,
        layout: Layout,
        sheets: Mapping[str, Sheet],
        head: HeadReader,
    ) -> None:
        self._book = book
        self._head = head
        self._layout = layout
        self._sheets = sheets
        self._problems = head.problems

    def document(self) -> Document:
        self._check_tabs()
        pack = self._head.pack(self._layout.lines)
        units = self._units()
        evidence = self._gathered(self._records(units), units)
        judgements = self._gathered(self._judged(units), units)
        for path, entries in (("evidence", evidence.pop(None)), ("judgements", judgements.pop(None))):
            _add(pack, path, entries)
        for identity, unit in units.items():
            _add(unit, "evidence", evidence[identity])
            _add(unit, "judgements", judgements[identity])
        _add(pack, "units", list(units.values()))
        return _filled(self._book, pack, self._problems)

    def _note(self, code: str, mark: CellMark, message: str, hint: str) -> None:
        self._problems.append(self._book.problem_at(mark, code, message, hint))

    def _check_tabs(self) -> None:
        for sheet in self._sheets.values():
            if not sheet.rows:
                continue
            first = CellMark(0, 0, sheet=sheet.title)
            if sheet.hidden:
                self._note(
                    "sheet", first, "found a hidden tab, wanted tabs that people can see", "show it, or delete it"
                )
            elif sheet.title not in self._layout.titles:
                message = f"found the tab '{sheet.title}', which this standard's workbook does not have"
                hint = f"{self._meant(sheet.title)}; a tab of your own goes into a workbook of its own"
                self._note("sheet", first, message, hint)

    def _meant(self, title: str) -> str:
        """Give which tab may be meant by a title: one that is near, the only one that is not here, or any."""
        asks = self._layout.standard.rules.asks_units
        here = [one for one in self._layout.titles if one in self._sheets]
        away = [one for one in self._layout.titles if one not in here and one != CHOICES and (asks or one != UNITS)]
        if len(away) == 1 and not nearest(title, away):
            return f"the tab '{away[0]}' is not here: if this is that one, give it its name again"
        named = listing((f"'{one}'" for one in self._layout.titles if one in here or one in away), 60)
        return nearest(title, away) or f"the tabs are {named}"

    def _reader(self, tab: Tab) -> TabReader | None:
        sheet = self._sheets.get(tab.title)
        if sheet is None or not sheet.rows or sheet.hidden or tab.title in SAYS_NOTHING:
            return None
        return TabReader(self._book, tab, sheet, self._problems)

    # -- units, records and judgements ------------------------------------------------------

    def _units(self) -> dict[str, Entry]:
        units: dict[str, Entry] = {}
        reader = self._reader(self._layout.units)
        if reader is None:
            return units
        for row in reader.rows():
            entry = _entry(reader, row)
            identity = row["id"]
            if isinstance(identity, str) and identity in units:
                message, hint = f"found the unit '{identity}' a second time", "give each unit an id of its own"
                reader.note("duplicate-id", row.values["id"][1], message, hint)
            units[identity if isinstance(identity, str) else f"row {row.number}"] = entry
            _fill(reader, row, entry, frozenset())
        return units

    def _records(self, units: Mapping[str, Entry]) -> Iterable[tuple[str | None, float, Entry]]:
        tabs = {tab.title: tab for tab in self._layout.kinds}
        for title in self._sheets:
            reader = self._reader(tabs[title]) if title in tabs else None
            kind = tabs[title].kind if reader else None
            if reader is None or kind is None:
                continue
            missing = reader.missing_columns()
            for row in reader.rows():
                entry = _entry(reader, row)
                entry.data["kind"] = kind.id
                _fill(reader, row, entry, missing)
                _identify(entry, kind.id, row)
                _dated(reader, row, entry)
                owned = row[OWNER] == ORGANISATIONS
                place = entry.data.pop(PLACE, None)
                entry.data.pop(OWNER, None)
                _check_rare(reader, row)
                unit = self._owner(reader, row, units)
                if unit is not None and not owned:
                    del entry.data["unit"]
                yield None if owned else unit, place if isinstance(place, int) else math.inf, entry

    def _judged(self, units: Mapping[str, Entry]) -> Iterable[tuple[str | None, float, Entry]]:
        reader = self._reader(self._layout.judgements)
        if reader is None:
            return
        missing = reader.missing_columns()
        for row in reader.rows():
            entry = _entry(reader, row)
            _fill(reader, row, entry, missing)
            unit = self._owner(reader, row, units)
            entry.data.pop("unit", None)
            yield unit, math.inf, entry

    def _owner(self, reader: TabReader, row: Row, units: Mapping[str, Entry]) -> str | None:
        named = row["unit"]
        if not isinstance(named, str) or named in units:
            return named if isinstance(named, str) else None
        if not units and reader.tab.kind is not None:
            return None  # where no units are assessed, a record may say of any part that it is about it
        hint = nearest(named, units) or (f"the units are {listing(units)}" if units else f"list it in the tab {UNITS}")
        reader.note("unknown-name", row.values["unit"][1], "found a name, wanted the id of a unit", hint)
        return None

    def _gathered(
        self, found: Iterable[tuple[str | None, float, Entry]], units: Mapping[str, Entry]
    ) -> dict[str | None, list[Entry]]:
        """Give the entries of the organisation and of each unit, in the pack's order."""
        gathered: dict[str | None, list[tuple[float, Entry]]] = {None: [], **{name: [] for name in units}}
        for unit, place, entry in found:
            gathered[unit].append((place, entry))
        return {
            unit: [entry for _, entry in sorted(placed, key=lambda one: one[0])] for unit, placed in gathered.items()
        }


def _entry(reader: TabReader, row: Row) -> Entry:
    return Entry({}, mapping_mark(reader.tab.title, row.number - 1, 0))


def _fill(reader: TabReader, row: Row, entry: Entry, missing: frozenset[str]) -> None:
    """Put a row's values into an entry; one that is needed and not there is at fault."""
    for column in reader.tab.columns:
        if column.name in row.values:
            value, mark = row.values[column.name]
            if column.path[0] != "period":
                entry.put(column.path, value, reader.heading(column.name), mark)
        elif column.needed:
            mark = reader.mark(row.number, column.name)
            if column.name not in missing:
                reader.note("missing-key", mark, f"found no '{column.name}', which is needed", "fill in the cell")
            entry.put(column.path, None, mark, mark)


def _identify(entry: Entry, kind: str, row: Row) -> None:
    if "id" not in row.values:
        entry.data["id"] = f"{kind}-{row.number}"


def _check_rare(reader: TabReader, row: Row) -> None:
    """Report what stands in a column that says where a record is kept, and is no such thing."""
    for column in (reader.tab.column(name) for name in (OWNER, PLACE) if row[name] is not None):
        if column is not None:
            for wanted in misfits(column.schema, row[column.name]):
                message = f"found something else as '{column.name}', wanted {wanted}"
                reader.note("field", row.values[column.name][1], message, "or leave it empty")


def _dated(reader: TabReader, row: Row, entry: Entry) -> None:
    """Put a record's period, or report that it has neither a whole one nor a date."""
    given = [name for name in (FROM, TO) if name in row.values]
    if not given:
        if "date" not in row.values:
            mark = reader.mark(row.number, "date")
            reader.note("missing-key", mark, "found neither a date nor a period", "write the day of the evidence")
            entry.put(("date",), None, mark, mark)
        return
    mark = row.values[given[0]][1]
    days = [row[name] for name in (FROM, TO)]
    if len(given) == 1:
        place = reader.mark(row.number, FROM if given[0] == TO else TO)
        message = "found one end of a period, wanted both"
        reader.note("dates", place, message, "write the other day, too, or one date in place of both")
    whole = dict(zip(("from", "to"), days, strict=True)) if None not in days else None
    entry.put(("period",), whole, reader.heading(given[0]), mark)


def _add(owner: Entry, key: str, entries: list[Entry]) -> None:
    """Put a list of entries below a key of their owner, where there are any."""
    if not entries:
        return
    owner.data[key] = [entry.data for entry in entries]
    assert owner.mark.values is not None  # noqa: S101 - an entry's mark is a mapping's
    owner.mark.values[key] = list_mark(entries[0].mark.sheet, (entry.mark for entry in entries))
    owner.faults += [(key, place, *path) for place, entry in enumerate(entries) for path in entry.faults]
