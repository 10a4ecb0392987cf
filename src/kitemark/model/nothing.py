"""Nothing: where no value stands in a document, and what is to be said of that."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from typing import Any

from kitemark.model.fields import Strict
from kitemark.model.keys import keys_at
from kitemark.model.rewriting import NOTHING
from kitemark.model.strays import Stray, stray
from kitemark.problems import Problem
from kitemark.reading import Document, Path, path_text


def nothings(value: Any, path: Path, free: frozenset[str]) -> Iterator[Path]:
    """Give where nothing stands in a value that stands at a path, without what is below a `free` key."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if item is None:
            yield (*path, key)
        elif key not in free and isinstance(item, dict | list):
            yield from nothings(item, (*path, key), free)


def empty_value(model: type[Strict], document: Document, path: Path) -> tuple[Problem, Stray | None]:
    """Give what is wrong with nothing at a path, and what the key is where it was not meant as one."""
    if not isinstance(path[-1], str):
        return document.problem("empty-value", path, "found nothing in the list, wanted a value", NOTHING), None
    known = keys_at(model, path[:-1])
    mapping = document.data
    for step in path[:-1]:
        mapping = mapping[step]
    private = may_be_words(model, path, known)
    found = stray(document, path, mapping, known, private=private)
    message, hint = (found.message, found.hint) if found else ("found nothing after this key, wanted a value", NOTHING)
    problem = document.problem("empty-value", path, message, hint, key=True)
    hushed = private and (found is not None or " " in path[-1])
    return (without_key(problem, path) if hushed else problem), found


def may_be_words(model: type[Strict], path: Path, known: Collection[str]) -> bool:
    """Tell whether a key that is none may be a part of what somebody said, as people may speak there or beside it."""
    return not model.private.isdisjoint((*path[:-1], *known))


def without_key(problem: Problem, path: Path) -> Problem:
    """Give a problem without the key at the end of its path."""
    return dataclasses.replace(problem, path=path_text(path[:-1]))
