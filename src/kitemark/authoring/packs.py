"""Packs as text: an assessment as a file that is easy to read, and names for several such files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kitemark.authoring.naming import written

_BLOCKS = ("evidence", "judgements", "units")
"""Keys of which each item has a line of its own."""


def pack_text(head: Iterable[str], assessment: Mapping[str, Any], standard: str) -> str:
    """Give an assessment as YAML below a head of comments; `standard` is how it names its standard."""
    whole = {"kitemark": 1, **assessment, "standard": standard}
    ordered = {key: whole[key] for key in ("kitemark", "standard", *whole)}
    lines = [*head, ""]
    for key, value in ordered.items():
        lines += _lines(key, value, "")
    return "\n".join([*lines, ""])


def _lines(key: str, value: Any, margin: str) -> Iterator[str]:
    """Give the lines of a key; of a block, each item has one, and each unit has lines of its own."""
    if key not in _BLOCKS or not isinstance(value, list | tuple) or not value:
        yield f"{margin}{key}: {written(value)}"
        return
    yield f"{margin}{key}:"
    for item in value:
        if key == "units":
            inner = [line for name, part in item.items() for line in _lines(name, part, f"{margin}    ")]
            yield f"{margin}  - {inner[0].strip()}"
            yield from inner[1:]
        else:
            yield f"{margin}  - {written(item)}"


def free_name(name: str, taken: set[str]) -> str:
    """Give a name that no other file has, with a number where it needs one; from then on it is taken."""
    number, free = 1, name
    while free.lower() in taken:  # some file systems know no capitals
        number += 1
        free = f"{name}-{number}"
    taken.add(free.lower())
    return free
