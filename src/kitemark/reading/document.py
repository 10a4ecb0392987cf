"""A document: plain data, and where every value in it stands."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kitemark.problems import Problem, printable

Path = tuple[str | int, ...]
LINE_BREAK = re.compile(r"\r\n|[\n\r]")
"""What the parser takes for the end of a line."""
ODD_BLANK = "[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]"
"""A pattern for a blank that is no space, such as comes along with a copy."""
_READABLE = 8
"""Most steps of a path that is too deep that are shown."""


@dataclass(slots=True)
class Mark:
    """The place of one value, counted from 0, and of what is inside it."""

    line: int
    column: int
    items: list[Mark] | None = None
    keys: dict[str, Mark] | None = None
    values: dict[str, Mark] | None = None

    def child(self, step: str | int) -> Mark | None:
        """Give the mark of the value one step inside, or None."""
        if isinstance(step, int):
            return self.items[step] if self.items is not None and step < len(self.items) else None
        return self.values.get(step) if self.values is not None else None

    def key(self, step: str | int) -> Mark | None:
        """Give the mark of the key `step` itself, or None."""
        return self.keys.get(str(step)) if self.keys is not None else None

    def address(self, steps: Path) -> str:
        """Give the path to a value as a person finds it in this kind of file."""
        return path_text(steps)


@dataclass(slots=True)
class CellMark(Mark):
    """The place of a value that stands in a cell of a workbook."""

    sheet: str = ""

    def address(self, steps: Path) -> str:
        """Give the tab and the cell."""
        del steps
        return f"{self.sheet}!{column_letters(self.column + 1)}{self.line + 1}"


def column_letters(number: int) -> str:
    """Give the letters of a column, counted from 1: 28 is AB."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Document:
    """What was read: the data, its marks (None for plain data), its name and folder."""

    data: Any
    mark: Mark | None = None
    name: str | None = None
    folder: pathlib.Path | None = None
    problems: tuple[Problem, ...] = ()
    """What reading found wrong and could go on after: the data at `faults` is not to be trusted."""
    faults: frozenset[Path] = frozenset()
    tabs: tuple[str, ...] = ()
    """The titles of a workbook's tabs, in their order; none elsewhere."""

    def problem(self, code: str, path: Iterable[str | int], message: str, hint: str, *, key: bool = False) -> Problem:
        """Give a problem that stands at `path` (at the key itself with `key`)."""
        steps = tuple(path)
        place = self._place(steps, key=key)
        if place is None:
            return Problem(code, message, self.name, None, None, path_text(steps), hint)
        return self.problem_at(place, code, message, hint, steps)

    def problem_at(self, mark: Mark, code: str, message: str, hint: str, path: Path = ()) -> Problem:
        """Give a problem that stands at a mark: in a workbook, in that cell."""
        tab = self.tabs.index(mark.sheet) + 1 if isinstance(mark, CellMark) and mark.sheet in self.tabs else None
        return Problem(code, message, self.name, mark.line + 1, mark.column + 1, mark.address(path), hint, tab)

    def has_cell(self, path: Iterable[str | int]) -> bool:
        """Tell whether there is a cell of a workbook at `path`, if an empty one."""
        mark = self.mark
        for step in path:
            mark = mark.child(step) if mark is not None else None
        return isinstance(mark, CellMark)

    def line(self, path: Iterable[str | int]) -> int | None:
        """Give the line of the value at `path`, counted from 1; None for plain data."""
        return self.problem("", path, "", "").line

    def where(self, path: Iterable[str | int]) -> str:
        """Give in words where the value at `path` stands, for a hint that points to it."""
        place = self.problem("", path, "", "")
        return f"on line {place.line}" if place.line and place.tab is None else f"at {place.path}"

    def _place(self, steps: Path, *, key: bool) -> Mark | None:
        mark = self.mark
        if mark is None:
            return None
        last = len(steps) - 1
        for index, step in enumerate(steps):
            inner = mark.key(step) if key and index == last else mark.child(step)
            if inner is None:
                break  # what is inside has no place of its own, so that what holds it stands for it
            mark = inner
        return mark


def path_text(steps: Iterable[str | int]) -> str:
    """Give a path as people write it: `sections[0].title`."""
    parts: list[str] = []
    for step in steps:
        dot = "." if parts else ""
        parts.append(f"[{step}]" if isinstance(step, int) else dot + printable(step, 100))
    return "".join(parts)


def beginning_text(steps: Iterable[str | int]) -> str:
    """Give the beginning of a path, for one that is too deep to be read to its end."""
    every = tuple(steps)
    return path_text(every) if len(every) <= _READABLE else f"{path_text(every[:_READABLE])}..."


def position(before: str) -> tuple[int, int]:
    """Give the line and column, counted from 1, of what comes after some text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
