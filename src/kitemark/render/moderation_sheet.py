"""The moderation sheet as CSV, to be filled and read back, and as Markdown, to be printed and written on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kitemark.render.markdown import escaped
from kitemark.render.spreadsheet import csv_text

if TYPE_CHECKING:
    from kitemark.moderation import Sheet
    from kitemark.moderation.sheet import SheetRow

_TO_WRITE = ("Agreed rating", "Reason", "Date", "Who agreed (nobody named: all)")


def sheet_csv(sheet: Sheet) -> str:
    """Give the sheet as CSV, a row for each criterion to talk over."""
    return csv_text(sheet.head, (sheet.cells(row) for row in sheet.rows))


def sheet_markdown(sheet: Sheet) -> str:
    """Give the sheet as Markdown, with lines to write on."""
    lines = [f"# {escaped(sheet.title)}", "", escaped(sheet.subtitle), ""]
    if not sheet.rows:
        lines += ["There is nothing to talk over.", ""]
    for row in sheet.rows:
        lines += _row(row)
    return "\n".join(lines).rstrip("\n") + "\n"


def _row(row: SheetRow) -> Iterator[str]:
    where = f"{row.unit}, " if row.unit else ""
    yield from (f"## {escaped(f'{where}{row.criterion} {row.title}')}", "")
    if row.asks:
        yield from (escaped(row.asks), "")
    because = row.because[:1].upper() + row.because[1:]
    yield from (f"{escaped(because)} {escaped(f'There is to choose: {row.points}.')}", "")
    for one in row.said:
        cites = f" (cites {one.cites})" if one.cites else ""
        yield f"- **{escaped(one.assessor)}**: {escaped(f'{one.rating}. {one.because}{cites}')}"
    yield ""
    for label in _TO_WRITE:
        yield from (f"{label}: ____", "")
