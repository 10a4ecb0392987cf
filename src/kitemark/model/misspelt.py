"""Misspelt keys, read as they are meant, so that what stands below them is checked too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from kitemark.model.fields import Strict
from kitemark.model.keys import keys_at, meant_key, real_path
from kitemark.problems import Problem
from kitemark.reading import Document, Path, path_text

_STEP = re.compile(r"[.\[]")


@dataclass(frozen=True, slots=True)
class MeantDocument(Document):
    """A document with its keys as they are meant; problems stand where the written one has them."""

    whole: Document = field(kw_only=True)
    written: Mapping[Path, str] = field(kw_only=True)
    """What is written in place of the last step of a path."""
    places: frozenset[str] = field(kw_only=True)
    """Where the misspelt keys stand, as problems have it."""

    def problem(self, code: str, path: Iterable[str | int], message: str, hint: str, *, key: bool = False) -> Problem:
        """Give a problem at its place in the written document."""
        return self.whole.problem(code, _with_steps(tuple(path), self.written), message, hint, key=key)

    def is_below(self, problem: Problem) -> bool:
        """Tell whether a problem stands below a misspelt key, and not beside it or at it."""
        return any(problem.path[: step.start()] in self.places for step in _STEP.finditer(problem.path))


def as_meant(model: type[Strict], document: Document) -> MeantDocument | None:
    """Give a document with each misspelt key as the known one that it is closest to, or None without any.

    What is misspelt below a misspelt key stays as it is written: that is seen in what this gives.
    """
    meant = _meant(model, document.data)
    if not meant:
        return None
    written = {(*path[:-1], new): str(path[-1]) for path, new in meant.items()}
    return MeantDocument(
        _with_keys(document.data, (), meant),
        document.mark,
        document.name,
        document.folder,
        document.problems,
        frozenset(_with_steps(path, meant) for path in document.faults),
        whole=document,
        written=written,
        places=frozenset(document.problem("", path, "", "").path for path in meant),
    )


def _meant(model: type[Strict], data: Any) -> dict[Path, str]:
    """Give the misspelt keys, none of which stands below another, and what each is meant to be."""
    found: dict[Path, str] = {}
    taken: set[Path] = set()
    for path in sorted(set(_unknown(model, data)), key=lambda path: (len(path), path_text(path))):
        new = meant_key(model, data, path)
        below = any(path[:length] in found for length in range(len(path)))
        if new is not None and not below and (*path[:-1], new) not in taken:
            found[path] = new
            taken.add((*path[:-1], new))
    return found


def _unknown(model: type[Strict], data: Any) -> Iterator[Path]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            path = real_path(data, one["loc"])
            # A key of another form of the same value is known, and out of place.
            if one["type"] == "extra_forbidden" and path[-1] not in keys_at(model, path[:-1]):
                yield path


def _with_keys(value: Any, path: Path, meant: Mapping[Path, str]) -> Any:
    if isinstance(value, dict):
        inside = {key: (*path, key) for key in value}
        return {meant.get(at, key): _with_keys(value[key], at, meant) for key, at in inside.items()}
    if isinstance(value, list):
        return [_with_keys(item, (*path, place), meant) for place, item in enumerate(value)]
    return value


def _with_steps(path: Path, other: Mapping[Path, str]) -> Path:
    return tuple(other.get(path[: place + 1], step) for place, step in enumerate(path))
