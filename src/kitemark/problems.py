"""What is wrong with an input, said so that a person can mend it.

A `Problem` is one finding with a stable code and a place. Problems are collected,
never thrown one by one: `KitemarkError` carries all that one reading has found.
"""

from __future__ import annotations

import difflib
import functools
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

_MOST_WORK = 60_000
"""Most letters times letters that one comparison of a word with all known ones may take."""
_LONGEST_SHOWN = 1_000
_UNTITLED: Mapping[str, str | None] = {}


def printable(text: str, longest: int | None = None) -> str:
    """Give text on one line, cut where it is too long; each sign that could steer a terminal is a '?'.

    So is each that turns text round, that no alphabet has yet, and every blank but the space: in a
    name such as 'In place' it is what is wrong. A page makes spaces of blanks before it comes here.
    """
    shown = text if longest is None or len(text) <= longest else text[: longest - 3] + "..."
    return shown if shown.isprintable() else "".join(c if c.isprintable() else "?" for c in shown)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code, a message, where it stands, and what to do.

    `line` and `column` count from 1; they and `file` are None where the input was plain
    data and not a file. In a table `column` counts cells. `path` reads like
    `sections[0].criteria[2].weight`, or in a workbook like `Surveys!B4`. Message, path and hint
    can be shown anywhere as they are. `tab` is the place of its tab in a workbook, from 1, by
    which problems are put in order; None elsewhere. `unchecked` says, a line for each file, what could not be
    checked because of it: the rest after a syntax error, the parts of a pack whose standard does not load.
    """

    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str = ""
    hint: str | None = None
    tab: int | None = field(default=None, compare=False)
    unchecked: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        """Take out of the words what a file may have smuggled in."""
        object.__setattr__(self, "message", printable(self.message, _LONGEST_SHOWN))
        object.__setattr__(self, "path", printable(self.path, _LONGEST_SHOWN))
        object.__setattr__(self, "hint", printable(self.hint, _LONGEST_SHOWN) if self.hint else None)
        object.__setattr__(self, "unchecked", tuple(printable(line, _LONGEST_SHOWN) for line in self.unchecked))

    def __str__(self) -> str:
        """Give the problem as one line: place, path, message, hint, code."""
        file = printable(self.file, 300) if self.file is not None else None
        # In a workbook the path is the cell: its row and column are not said a second time.
        parts = (file, self.line, self.column) if self.tab is None else (file,)
        place = ":".join(str(part) for part in parts if part is not None)
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
                key=lambda p: (p.file or "", p.tab or 0, p.line or 0, p.column or 0),
            )
        )
        super().__init__("\n".join((*map(str, self.problems), *self.unchecked)))

    @property
    def unchecked(self) -> tuple[str, ...]:
        """What could not be looked at before these are mended, a line for each file; mostly nothing."""
        return unchecked(self.problems)

    def __reduce__(self) -> tuple[type[KitemarkError], tuple[tuple[Problem, ...]]]:
        """Let the error cross a process border whole."""
        return (type(self), (self.problems,))


def unchecked(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Give what could not be looked at because of some problems, a line for each file."""
    return tuple(dict.fromkeys(line for one in problems for line in one.unchecked))


class Titled(Protocol):
    """Anything that people may call by its title in place of its id."""

    @property
    def id(self) -> str:
        """Its id, by which files name it."""

    @property
    def title(self) -> str:
        """Its title."""


def titles(things: Iterable[Titled]) -> dict[str, str]:
    """Give the titles of things by their ids, for `nearest`."""
    return {one.id: one.title for one in things}


def nearest(
    word: str, known: Collection[str], called: Mapping[str, str | None] = _UNTITLED, *, several: bool = False
) -> str | None:
    """Give the hint that names the known word closest to `word`, or None if none is close.

    `called` are titles by the known words, for who writes a thing's title in place of its id: what
    is exactly a title is meant for that, and what is close to no word may be close to one.
    None also where there is so much to compare that a file could make it take long. Where `several` may be
    listed, it says of several known words that a comma is missing.
    """
    by_title = _by_title(called)
    folded = _folded(word)
    titled = by_title.get(folded)
    parts = word.split() if several and len(word) < _LONGEST_SHOWN else ()
    if titled is None and len(parts) > 1 and all(part in known for part in parts):
        return "write a comma between the names, and brackets around them: [a, b]"
    found = titled or closest(word, known) or by_title.get(closest(folded, by_title) or "")
    if titled is None and found and word != found and several and word in found.split():
        return f"did you mean '{found}'? If that is two, a comma is missing in it"
    return f"did you mean '{found}'?" if found else None


def nearest_titled(word: str, things: Iterable[Titled], *, several: bool = False) -> str | None:
    """Give the hint that names the thing whose id or title is closest to `word`, as `nearest` does."""
    called = titles(things)
    return nearest(word, called, called, several=several)


def _by_title(called: Mapping[str, str | None]) -> dict[str, str]:
    """Give the ids by their titles, small and large letters alike; a title that two things have names neither."""
    found: dict[str, str] = {}
    doubled: set[str] = set()
    for name, title in called.items():
        folded = _folded(title or "")
        doubled |= {folded} & found.keys()
        found.setdefault(folded, name)
    return {title: name for title, name in found.items() if title and title not in doubled}


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def closest(word: str, known: Collection[str]) -> str | None:
    """Give the known word closest to `word`, or None if none is close or there are too many."""
    if len(word) * (sum(map(len, known)) + len(known)) > _MOST_WORK:
        return None
    return _closest(word, frozenset(known))


@functools.lru_cache(maxsize=4096)
def _closest(word: str, known: frozenset[str]) -> str | None:
    choices = sorted(known)
    found = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if not found:
        lowered = {name.lower(): name for name in reversed(choices)}
        found = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
        found = [lowered[name] for name in found]
    return found[0] if found else None


def listing(names: Iterable[str], most: int = 12) -> str:
    """Give names as text for a message, shortened when there are many."""
    every = list(names)
    shown = ", ".join(every[:most])
    return f"{shown} and {len(every) - most} more" if len(every) > most else shown


def file_text(file: str) -> str:
    """Give a file's name as text; bytes in it that are not UTF-8 are written as escapes."""
    return os.fsencode(file).decode("utf-8", "backslashreplace")
