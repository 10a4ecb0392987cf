"""Where a record stands, in a document or in a table, and what may be said of what is there."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kitemark.model.fields import found, kind_of
from kitemark.problems import Problem, listing
from kitemark.reading import Document, Path, Table, path_text

PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")
"""An id that can be shown: one of another form may be somebody's words."""
_LIKE_A_DATE = re.compile(r"[0-9./-]{4,12}\Z")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record stands: in a document, or in a row of a table."""

    document: Document
    path: Path
    table: Table | None = None
    line: int = 0
    private: bool = True
    """Whether its record speaks for people or counts them, as far as is known, so that nothing of it is repeated."""

    def lacks(self, field: str | None) -> bool:
        """Tell whether this is a row of a table without such a column; then the document may say it for all."""
        return self.table is not None and field is not None and field not in self.table.columns

    def problem(
        self,
        code: str,
        field: str | None,
        message: str,
        hint: str,
        *,
        key: bool = False,
        item: int | None = None,
    ) -> Problem:
        """Give a problem with the record, or one field of it, or one `item` of a field that is a list."""
        if self.table is not None and not self.lacks(field):
            return self.table.problem(code, self.line, field, message, hint)
        steps = tuple(step for step in (field, item) if step is not None)
        return self.document.problem(code, (*self.path, *steps), message, hint, key=key)

    def hushed(self, field: str, code: str, message: str, hint: str) -> Problem:
        """Give a problem at the name of a field, which is repeated only where it can be nobody's words."""
        named = self.problem(code, field, message, hint, key=True)
        return dataclasses.replace(named, path=path_text(self.path)) if self.private else named

    def lacking(self, fields: Sequence[str], message: str, added: str, more: str = "") -> Problem:
        """Give a problem with fields that are not there: with the table where it has no such columns.

        `added` is what one would add to a record, `more` what else helps.
        """
        if self.table is None:
            return self.problem("missing-key", None, message, f"add {added}{more}")
        if not self.lacks(fields[0]):
            return self.problem(
                "missing-key", None, message, f"fill in the cell{'' if len(fields) == 1 else 's'}{more}"
            )
        columns = f"column{'' if len(fields) == 1 else 's'} {listing(map(repr, fields), 40)}"
        hint = f"add the {columns}, or {added} beside 'table'{more}"
        message = f"table '{self.table.name}': {message}"
        return self.document.problem("missing-key", (*self.path, "table"), message, hint)

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        if self.table is not None:
            return f"in '{self.table.name}' on line {self.line}"
        return self.document.where(self.path)

    def is_cell(self, field: str) -> bool:
        """Tell whether a field is a cell of a table, which may have slipped from another column."""
        return self.table is not None and not self.lacks(field)

    def in_cell(self, field: str) -> bool:
        """Tell whether a field stands in a cell, of a table or of a workbook."""
        return self.is_cell(field) or self.document.has_cell((*self.path, field))

    def seen(self, field: str, value: Any) -> str:
        """Give words for the value of a field; a cell is not repeated."""
        return kind_of(value) if self.private or self.is_cell(field) else found(value)

    def seen_id(self, field: str, value: Any) -> str:
        """Give words for what was given as an id; what is written like one says nothing else."""
        shows = isinstance(value, str) and PLAIN_ID.match(value) and not self.is_cell(field)
        return found(value) if shows else self.seen(field, value)

    def seen_date(self, field: str, value: Any) -> str:
        """Give words for what was given as a date; one that is all digits says nothing else."""
        shows = isinstance(value, str) and _LIKE_A_DATE.match(value) and not self.is_cell(field)
        return found(value) if shows else self.seen(field, value)
