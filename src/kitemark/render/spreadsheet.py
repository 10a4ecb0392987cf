"""Tables for a spreadsheet: CSV in which every cell means text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from kitemark.render.clean import clean

BYTE_ORDER_MARK = "\ufeff"
"""Without it some spreadsheets take UTF-8 for something else."""
_SIGNS = ("=", "+", "-", "@", "'")
"""How a formula begins, and what is put before one, so that what was put there can be told apart."""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give rows below a head as CSV: every cell quoted, none that a spreadsheet would take for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([defused(cell) for cell in head])
    writer.writerows([defused(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


def defused(cell: str) -> str:
    """Give a cell that means text: an apostrophe before what a spreadsheet would compute, and before an apostrophe.

    Signs that steer are gone, so that no tab is first.
    """
    plain = clean(cell)
    return f"'{plain}" if plain.startswith(_SIGNS) else plain


def undefused(cell: str) -> str:
    """Give what a cell meant before it was defused."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _SIGNS else cell
