"""A finding: something about a standard that loads and can hardly be meant, or that reads badly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kitemark.checks.codes import CODES, Severity
from kitemark.reading import Document


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: a stable code, how bad it is, what was found, where, and what to do.

    It is an opinion, which an author may overrule with a reason, where a `Problem` is none. `line` and
    `column` count from 1; they and `file` are None for plain data. Message, path and hint can be
    shown anywhere as they are.
    """

    code: str
    severity: Severity
    message: str
    file: str | None
    line: int | None
    column: int | None
    path: str
    hint: str | None

    def __str__(self) -> str:
        """Give the finding as one line: place, severity, message, hint, code."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        what = f"{self.message}; {self.hint}" if self.hint else self.message
        return ": ".join(part for part in (place, self.severity, f"{what} [{self.code}]") if part)

    def to_dict(self) -> dict[str, str | int | None]:
        """Give the finding as plain data, every key always there."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "path": self.path,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding that the standard's author accepts: the reason, and the line of the comment that gives it."""

    finding: Finding
    reason: str
    line: int

    def to_dict(self) -> dict[str, str | int | None]:
        """Give the finding as plain data, with `reason` and `accepted_on`, the comment's line."""
        return {**self.finding.to_dict(), "reason": self.reason, "accepted_on": self.line}


def finding_at(
    document: Document,
    code: str,
    path: Iterable[str | int],
    message: str,
    hint: str | None = None,
    *,
    mild: bool = False,
) -> Finding:
    """Give a finding at `path` of a document, at its key where it has one; `mild` makes a note of it."""
    steps = tuple(path)
    on_key = bool(steps) and isinstance(steps[-1], str)
    at = document.problem(code, steps, message, hint or "", key=on_key)
    return Finding(
        code, "note" if mild else CODES[code].severity, at.message, at.file, at.line, at.column, at.path, at.hint
    )
