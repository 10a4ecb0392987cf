"""Where a record stands, in a document or in a table, and what may be said of what is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kitemark.model.fields import found, kind_of
from kitemark.problems import Problem
from kitemark.reading import Document, Path, Table, path_text

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")
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
        self, code: str, field: str | None, message: str, hint: str | None = None, *, key: bool = False
    ) -> Problem:
        """Give a problem with the record or one field of it."""
        if self.table is not None and not self.lacks(field):
            return self.table.problem(code, self.line, field, message, hint)
        path = self.path if field is None else (*self.path, field)
        return self.document.problem(code, path, message, hint, key=key)

    def lacking(self, field: str, message: str, hint: str) -> Problem:
        """Give a problem with a field that is not there: with the table where it has no such column."""
        if self.table is not None and self.lacks(field):
            return self.document.problem(
                "missing-key", (*self.path, "table"), f"table '{self.table.name}': {message}", hint
            )
        return self.problem("missing-key", None, message, hint)

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        if self.table is not None:
            return f"in '{self.table.name}' on line {self.line}"
        line = self.document.line(self.path)
        return f"on line {line}" if line else f"at {path_text(self.path)}"

    def seen(self, value: Any) -> str:
        """Give words for a value; a cell is not repeated either, as it may have slipped from another column."""
        return kind_of(value) if self.private or self.table is not None else found(value)

    def seen_id(self, value: Any) -> str:
        """Give words for what was given as an id; what is written like one says nothing else."""
        return found(value) if isinstance(value, str) and _ID.match(value) and self.table is None else self.seen(value)

    def seen_date(self, value: Any) -> str:
        """Give words for what was given as a date; one that is all digits says nothing else."""
        shows = isinstance(value, str) and _LIKE_A_DATE.match(value) and self.table is None
        return found(value) if shows else self.seen(value)
