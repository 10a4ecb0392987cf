"""Telling files apart: which of those in a folder are packs, and what the others are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kitemark.problems import closest

PACK = "pack"
RESULT = "result of kitemark"
OTHER_WORKBOOK = "other workbook"
_RESULTS = ({"library", "nodes", "levels"}, {"library", "packs", "standards"})
_TRACE = re.compile(r"organi[sz]ation|judgements|evidence|(?m:^\W*kitemark\W*:)")
_BEGUN = {"kitemark", "standard"}
_PACKED = "PK\x03\x04"
"""How a workbook begins, and every other packed file."""


def kind_of(data: Any) -> str:
    """Give what a file's data is: a pack, a result, a standard, a list of examples, or something else.

    A pack is what names an organisation, if with a slip of the keys, or holds a list of judgements
    or of evidence; and what names a standard to be judged by and nothing else, as a file does that was cut off.
    """
    if not isinstance(data, Mapping):
        return "other file"
    keys = set(data)
    if any(marks <= keys for marks in _RESULTS):
        return RESULT
    if "organisation" not in keys:
        if {"levels", "version"} <= keys:
            return "standard"
        if "examples" in keys:
            return "examples of a standard"
    return PACK if _names_organisation(keys) or _holds_lists(data) or keys == _BEGUN else "other file"


def _names_organisation(keys: set[str]) -> bool:
    return "organisation" in keys or any(closest(key, ["organisation"]) for key in keys if len(key) < 40)


def _holds_lists(data: Mapping[str, Any]) -> bool:
    return any(isinstance(data.get(key), list) for key in ("judgements", "evidence"))


def may_be_pack(text: str) -> bool:
    """Tell whether a text that cannot be read as data may have been meant as a pack."""
    return not text.strip() or text.startswith(_PACKED) or _TRACE.search(text) is not None
