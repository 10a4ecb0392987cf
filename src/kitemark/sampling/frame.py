"""The frame: the whole list of ids from which a sample is drawn, each once, and none of them a person."""

from __future__ import annotations

import hashlib
import pathlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kitemark.privacy import identity_in
from kitemark.problems import KitemarkError, Problem, listing, nearest
from kitemark.reading import Table, read_table
from kitemark.reading.files import read_text

_MOST = 200_000
"""Most ids that are taken: as many as a table may have rows."""
_LONGEST = 100
_NUMBER_THEM = "number the files, draw from the numbers, and keep the list of which is which to yourself"

Place = tuple[int, str]
"""Where an id stands, counted from 1, and the id."""
Report = Callable[[str, int, str, str], Problem]
"""Makes a problem of a code, a place, a message and a hint."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The ids from which is drawn, each once, in the order of their UTF-8 bytes."""

    ids: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The SHA-256 of the ids, sorted by their bytes, each with a line break after it; in hexadecimal."""
        return hashlib.sha256("".join(f"{one}\n" for one in self.ids).encode()).hexdigest()


def frame_from(ids: Iterable[str]) -> Frame:
    """Give the frame that some ids make, in whatever order they come.

    Raises KitemarkError for blank ids, ids that stand twice and ids that look like a person;
    no message repeats an id.
    """

    def report(code: str, place: int, message: str, hint: str) -> Problem:
        return Problem(code, message, path=f"[{place - 1}]", hint=hint)

    return _checked([(place, one.strip()) for place, one in enumerate(ids, 1)], "place", report)


def read_frame(path: str | pathlib.Path, column: str | None = None) -> Frame:
    """Give the frame in a text file, an id a line, or in a column of a CSV file.

    A CSV file ends in `.csv`; `column` names the column where there are several. Raises
    KitemarkError as `frame_from` does, with the line, and for what cannot be read.
    """
    file = pathlib.Path(path)
    name = str(path)

    def report(code: str, line: int, message: str, hint: str) -> Problem:
        return Problem(code, message, name, line, hint=hint)

    if file.suffix.lower() == ".csv":
        return _checked(_cells(read_table(file, file.name, name), column), "line", report)
    if column is not None:
        message = f"found the column '{column}' asked of a file that is no CSV"
        raise KitemarkError([Problem("wrong-columns", message, name, hint="take it out, or name the file .csv")])
    lines = read_text(file, name).rstrip().splitlines()
    return _checked([(number, line.strip()) for number, line in enumerate(lines, 1)], "line", report)


def _cells(table: Table, column: str | None) -> list[Place]:
    chosen = column if column is not None else table.columns[0] if len(table.columns) == 1 else None
    if chosen not in table.columns:
        # The names of columns may be cells of a table without a heading, so that only near ones are repeated.
        near = nearest(column, table.columns) if column is not None else None
        asked = "no column of that name" if column is not None else f"{len(table.columns)} columns, wanted one"
        hint = near or "name the column that holds the ids (--column)"
        raise KitemarkError([Problem("wrong-columns", f"found {asked}", table.file, table.heading, hint=hint)])
    return [(line, row.get(chosen or "", "")) for line, row in table.rows]


def _checked(places: Sequence[Place], word: str, report: Report) -> Frame:
    problems = list(_problems(places, word, report))
    if problems:
        raise KitemarkError(problems)
    return Frame(tuple(sorted((one for _, one in places), key=str.encode)))


def _problems(places: Sequence[Place], word: str, report: Report) -> Iterator[Problem]:
    if not any(one for _, one in places):
        yield report("empty", 1, "found no id, wanted a list of them", "write an id on each line")
        return
    if len(places) > _MOST:
        yield report("too-large", 1, f"found more than {_MOST:,} ids", "draw from a part of the list")
        return
    found: dict[tuple[str, str, str], list[int]] = {}
    seen: set[str] = set()
    for place, one in places:
        wrong = _wrong(one, seen)
        if wrong is not None:
            found.setdefault(wrong, []).append(place)
        seen.add(one)
    for (code, what, hint), where in found.items():
        many = f"{word} {where[0]}" if len(where) == 1 else f"{word}s {listing(map(str, where))}"
        yield report(code, where[0], f"found {what} on {many}", hint)


def _wrong(one: str, seen: set[str]) -> tuple[str, str, str] | None:
    """Give the code, what is wrong with an id, and what to do; None where nothing is."""
    if not one:
        return "empty-value", "no id", "fill it in or take the line out"
    if len(one) > _LONGEST or not one.isprintable():
        what = f"an id that is longer than {_LONGEST} signs, or has signs that cannot be seen"
        return "wrong-type", what, "write ids of letters, digits and '-'"
    if one in seen:
        return "duplicate-id", "an id that stands there already", "list each file once"
    person = identity_in(one)
    return ("personal", f"what looks like {person}", _NUMBER_THEM) if person is not None else None
