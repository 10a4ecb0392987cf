"""The shelf: standards that are loaded once, however many packs name them."""

from __future__ import annotations

import os
import pathlib
from dataclasses import dataclass

from kitemark.portfolio.entry import Rulebook, rulebook
from kitemark.portfolio.ways import Web, web_of
from kitemark.problems import KitemarkError
from kitemark.standard import Standard, load_standard

_MOST = 64
"""Most standards that are kept at once: more than any scheme has, and no more than memory holds."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A standard, and what every entry by it needs."""

    standard: Standard
    book: Rulebook
    web: Web


class Shelf:
    """Loads standards, and keeps the latest of them."""

    def __init__(self) -> None:
        """Begin empty."""
        self._loaded: dict[str, Standard | KitemarkError] = {}
        self._kept: dict[int, Kept] = {}

    def load(self, source: str | pathlib.Path) -> Standard:
        """Give a standard as `load_standard` does; what could not be loaded is not tried again."""
        name = str(source)
        if name not in self._loaded:
            if len(self._loaded) >= _MOST:
                self._loaded.clear()
                self._kept.clear()
            self._loaded[name] = self._load(source)
        found = self._loaded[name]
        if isinstance(found, KitemarkError):
            raise KitemarkError(found.problems)
        return found

    def _load(self, source: str | pathlib.Path) -> Standard | KitemarkError:
        # One file may be named from many folders; problems, though, name it as the pack does.
        real = os.path.realpath(source) if isinstance(source, pathlib.Path) else None
        known = self._loaded.get(real) if real is not None else None
        if isinstance(known, Standard):
            return known
        try:
            found = load_standard(source)
        except KitemarkError as error:
            return error
        if real is not None:
            self._loaded[real] = found
        return found

    def kept(self, standard: Standard) -> Kept:
        """Give what entries by a standard need, made once."""
        found = self._kept.get(id(standard))
        if found is None or found.standard is not standard:
            found = Kept(standard, rulebook(standard), web_of(standard.rules))
            self._kept[id(standard)] = found
        return found
