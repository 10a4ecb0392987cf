"""Finding the files that may be packs: those that are named, and those in folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kitemark.problems import Problem

ENDINGS = (".yaml", ".yml", ".json", ".xlsx")
"""How the names of files end that may be packs, in letters of either size."""
_LOCKS = "~$"
"""How the names of files begin that a spreadsheet keeps beside those that are open in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may be a pack; one that is `named` is meant to be, one in a folder may be anything."""

    file: str
    named: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The files that may be packs, sorted by name, what was passed over, and what could not be looked into."""

    sources: tuple[Source, ...]
    passed_over: tuple[tuple[str, str], ...]
    """Files and folders that were not opened, each with what it is."""
    problems: tuple[Problem, ...]


def find(paths: Iterable[str | os.PathLike[str]]) -> Found:
    """Give the files behind some paths, each once, in the same order whatever the paths' own.

    A folder is searched through its sub-folders; links to folders are not followed, so that no loop
    is walked. What is no file is passed over in a folder, and kept where it is named itself.
    """
    named: dict[str, set[str]] = {}
    inside: dict[str, set[str]] = {}
    passed: set[tuple[str, str]] = set()
    problems: set[Problem] = set()
    for path in (os.fspath(one) for one in paths):
        if os.path.isdir(path):  # noqa: PTH112 - a path's own method raises for a name that is too long
            for file, what in _in_folder(path, problems):
                if what is None:
                    inside.setdefault(_real(file), set()).add(file)
                else:
                    passed.add((file, what))
        else:
            named.setdefault(_real(path), set()).add(path)
    for real in inside.keys() & named.keys():
        named[real] |= inside.pop(real)
    sources = [Source(_called(names), named=True) for names in named.values()]
    sources += [Source(_called(names), named=False) for names in inside.values()]
    order = sorted(sources, key=lambda source: os.fsencode(source.file))
    return Found(tuple(order), tuple(sorted(passed)), tuple(sorted(problems, key=str)))


def _real(file: str) -> str:
    try:
        return os.path.realpath(file)
    except (OSError, ValueError):
        return file


def _called(names: Iterable[str]) -> str:
    """Give the one name of a file that was found under several."""
    return min(names, key=lambda name: (len(name), name))


def _in_folder(folder: str, problems: set[Problem]) -> Iterator[tuple[str, str | None]]:
    """Give the files in a folder that may be packs, and what else is there with what it is."""
    for place, folders, files in os.walk(folder, onerror=lambda error: problems.add(_closed(error, folder))):
        for name in folders:
            if os.path.islink(path := _joined(place, name)):  # noqa: PTH114 - names need not be text that a Path takes
                yield path, "link to a folder"
        for name in files:
            path = _joined(place, name)
            if name.lower().endswith(".csv"):
                yield path, "table"
            elif name.lower().endswith(ENDINGS) and not name.startswith(_LOCKS):
                yield path, _kind_of_file(path)


def _joined(place: str, name: str) -> str:
    return os.path.normpath(os.path.join(place, name))  # noqa: PTH118 - the same


def _kind_of_file(path: str) -> str | None:
    """Give what a thing is that has a file's name and is no file; None for a file, or what cannot be looked at."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - the same
    except OSError:
        return "link to nothing" if os.path.islink(path) else None  # noqa: PTH114 - the same
    return None if stat.S_ISREG(mode) else "no ordinary file"


def _closed(error: OSError, folder: str) -> Problem:
    name = error.filename if isinstance(error.filename, str) else folder
    message = f"could not look into the folder ({(error.strerror or 'unknown').lower()})"
    return Problem("no-file", message, name, hint="check who may read it")
