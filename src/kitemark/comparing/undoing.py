"""Undoing: a standard with one change taken back, or with one change alone."""

from __future__ import annotations

import copy
import time
from typing import Any

from kitemark.comparing.change import Change
from kitemark.comparing.renaming import Aligned
from kitemark.problems import KitemarkError
from kitemark.reading import Path
from kitemark.standard import Standard, standard_from

MOST = 80
"""Most changes that are taken back one by one."""


class Undoer:
    """Takes single changes back in the new version, or makes them in the old one, each once."""

    def __init__(self, aligned: Aligned, changes: tuple[Change, ...], deadline: float) -> None:
        """Take both versions, what is different, and until when (by the monotonic clock) there is time.

        What was only renamed is not taken back: both are compared under the new ids.
        """
        self._deadline = deadline
        self._aligned = aligned
        self._data = aligned.old.to_data(), aligned.new.to_data()
        deciding = tuple(change for change in changes if change.effect != "none")
        self.changes, self.left_out = deciding[:MOST], len(deciding[MOST:])
        self._known: dict[tuple[int, bool], Standard | None] = {}

    @property
    def is_over(self) -> bool:
        """Whether there is no time left."""
        return time.monotonic() > self._deadline

    def without(self, place: int) -> Standard | None:
        """Give the new version without one change; None where it does not load so."""
        return self._made(place, alone=False)

    def alone(self, place: int) -> Standard | None:
        """Give the old version with one change; None where it does not load so."""
        return self._made(place, alone=True)

    def _made(self, place: int, *, alone: bool) -> Standard | None:
        if self.is_over:
            return None
        if (place, alone) not in self._known:
            self._known[place, alone] = self._make(self.changes[place], alone=alone)
        return self._known[place, alone]

    def _make(self, change: Change, *, alone: bool) -> Standard | None:
        into, source = self._data if alone else self._data[::-1]
        old, new = self._aligned.aligned_path(change.places.old), change.places.new
        here, there = (old, new) if alone else (new, old)
        try:
            return standard_from(_with(copy.deepcopy(into), source, here, there))
        except (KitemarkError, LookupError, TypeError):
            return None


def _with(into: Any, source: Any, here: Path | None, there: Path | None) -> Any:
    """Give data in which what stands at `here` is what stands at `there` in the source."""
    if here is None:
        assert there is not None  # noqa: S101 - a change stands somewhere
        parent, last = _like(into, source, there[:-1]), there[-1]
        value = copy.deepcopy(_at(source, there))
        if isinstance(parent, list):
            parent.insert(int(last), value)
        else:
            parent[last] = value
        return into
    parent, last = _at(into, here[:-1], make=True), here[-1]
    if there is None or there != _whole(source, there):
        del parent[last]
    else:
        parent[last] = copy.deepcopy(_at(source, there))
    return into


def _whole(data: Any, path: Path) -> Path:
    """Give as much of a path as there is in the data."""
    for count, step in enumerate(path):
        try:
            data = data[step]
        except (LookupError, TypeError):
            return path[:count]
    return path


def _at(data: Any, path: Path, *, make: bool = False) -> Any:
    for step in path:
        if make and isinstance(data, dict) and step not in data:
            data[step] = {}
        data = data[step]
    return data


def _like(into: Any, source: Any, path: Path) -> Any:
    """Give the part of the data that stands for a part of the source: by id in lists, by name in mappings."""
    for step in path:
        if isinstance(step, int):
            wanted = source[step].get("id") if isinstance(source[step], dict) else None
            found = [one for one in into if isinstance(one, dict) and one.get("id") == wanted and wanted is not None]
            into = found[0] if found else into[step]
        else:
            if step not in into:
                into[step] = [] if isinstance(source[step], list) else {}
            into = into[step]
        source = source[step]
    return into
