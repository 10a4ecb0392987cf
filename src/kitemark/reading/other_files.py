"""Other files: text for people, pages and tables, told from data with a slip in it."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Mapping
from typing import Literal

from kitemark.problems import Problem

_DATA = (".yaml", ".yml", ".json")
_ENTRY = re.compile(r"\ufeff?\s*(?:[{\[]|-\s|(?:- +)*(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')\s*:(?:\s|$))")
_TRACE = re.compile(r"^[^\w\n]*(?:kitemark|standard|organisation|levels|evidence|judgements)[^\w\n]*:", re.MULTILINE)
Meant = Literal["pack", "standard"]
_BEGINS: Mapping[Meant, str] = {
    "pack": "'kitemark: 1', 'organisation: ...' and 'date: ...'",
    "standard": "'kitemark: 1', 'id: ...', 'version: ...' and 'title: ...'",
}
_LINES = 200
"""Most lines at the top of a file that are looked at."""


def is_other(text: str, name: str) -> bool:
    """Tell whether text that is no mapping of keys was never meant as a standard or a pack.

    By its name it may be one: then it is another file only where nothing in it looks like a key.
    """
    lines = text.splitlines()[:_LINES]
    said = [line for line in lines if line.strip() and not line.lstrip().startswith(("#", "---"))]
    if pathlib.PurePath(name).suffix.lower() in _DATA:
        return len(said) > 1 and not any(map(_ENTRY.match, said)) and not any(": " in line for line in said)
    return not (said and _ENTRY.match(said[0]) and _TRACE.search(text))


def other_file(name: str, meant: Meant) -> Problem:
    """Give the problem with such a file, and how one begins that is what it was meant to be."""
    hint = f"a {meant} begins with {_BEGINS[meant]}; 'kitemark new {meant}' writes a first one"
    return Problem("wrong-file", "found a file that is neither a pack nor a standard", name, 1, 1, "", hint)
