"""What binding a pack to a standard checks, in words, for where there is no standard to bind it to."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from kitemark.problems import Problem, file_text, listing
from kitemark.reading import Document

_PARTS = (
    ("evidence", "the kinds and fields of the evidence"),
    ("judgements", "the criteria and ratings of the judgements"),
)
_FACTS = "the facts of the profile"
"""Which of them must be there the standard says, so that one may be missing where none is given."""
_TABS = "the lines on facts, and all other tabs"
"""What of a workbook is read by its standard only, which says what its cells are."""


def unchecked_in(document: Document) -> str | None:
    """Give one line on the parts of a pack that cannot be checked until its standard loads, or None without any."""
    parts = [_TABS] if document.tabs else list(_parts(document.data))
    if not parts and not _profiles(document.data):
        return None
    parts += [] if document.tabs else [_FACTS]
    name = "the pack" if document.name is None else file_text(document.name)
    return f"{name}: not checked until its standard loads: {listing(parts)}"


def with_unchecked(problems: Iterable[Problem], document: Document) -> list[Problem]:
    """Give the problems that keep a pack's standard from loading, with what they keep from being checked."""
    words = unchecked_in(document)
    # What a syntax error in the standard, or another pack, keeps from being checked stays said.
    more = () if words is None else (words,)
    return [dataclasses.replace(one, unchecked=(*one.unchecked, *more)) for one in problems]


def _parts(data: Any) -> Iterable[str]:
    owners = [data, *_list(data, "units")]
    for key, words in _PARTS:
        if any(isinstance(owner, Mapping) and owner.get(key) for owner in owners):
            yield words
    if isinstance(data, Mapping) and data.get("decision"):
        yield "the level of the decision"


def _profiles(data: Any) -> bool:
    """Tell whether a pack states any facts."""
    organisation = data.get("organisation") if isinstance(data, Mapping) else None
    return any(isinstance(one, Mapping) and one.get("profile") for one in (organisation, *_list(data, "units")))


def _list(data: Any, key: str) -> list[Any]:
    found = data.get(key) if isinstance(data, Mapping) else None
    return found if isinstance(found, list) else []
