"""What is wrong with an input, said so that a person can mend it.

A `Problem` is one finding with a stable code and a place. Problems are collected,
never thrown one by one: `KitemarkError` carries all that one reading has found.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code, a message, where it stands, and what to do.

    `line` and `column` count from 1; they and `file` are None where the input was plain
    data and not a file. `path` reads like `sections[0].criteria[2].weight`.
    """

    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str = ""
    hint: str | None = None

    def __str__(self) -> str:
        """Give the problem as one line: place, path, message, hint, code."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        where = ": ".join(part for part in (place, self.path) if part)
        what = f"{self.message}; {self.hint}" if self.hint else self.message
        return f"{where}: {what} [{self.code}]" if where else f"{what} [{self.code}]"

    def to_dict(self) -> dict[str, str | int | None]:
        """Give the problem as plain data, every key always there."""
        return {
            "code": self.code,
            "message": self.message,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "path": self.path,
            "hint": self.hint,
        }


class KitemarkError(Exception):
    """Raised when an input cannot be used; `problems` holds every reason, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Take the problems; their text is the exception's text, one a line."""
        self.problems: tuple[Problem, ...] = tuple(
            sorted(
                dict.fromkeys(problems),
                key=lambda p: (p.file or "", p.line or 0, p.column or 0),
            )
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[KitemarkError], tuple[tuple[Problem, ...]]]:
        """Let the error cross a process border whole."""
        return (type(self), (self.problems,))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the hint that names the known word closest to `word`, or None if none is close."""
    choices = sorted({str(name) for name in known})
    found = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if not found:
        lowered = {name.lower(): name for name in reversed(choices)}
        found = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
        found = [lowered[name] for name in found]
    return f"did you mean '{found[0]}'?" if found else None


def listing(names: Iterable[str], most: int = 12) -> str:
    """Give names as text for a message, shortened when there are many."""
    every = list(names)
    shown = ", ".join(every[:most])
    return f"{shown} and {len(every) - most} more" if len(every) > most else shown
