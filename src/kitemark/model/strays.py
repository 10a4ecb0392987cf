"""Strays: keys without a value that a comma in a text or number has made, or a colon that is not there."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.reading import Document, Path

_TIGHT = re.compile(r"([A-Za-z_][\w-]*):(?!//)(\S.*)\Z", re.DOTALL)
_OPENED = re.compile(r"([A-Za-z_][\w-]*)\s*[\[{]")
_ODD = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]")
_DIGITS = re.compile(r"[0-9]+\s*%?\Z")
_NUMBER = re.compile(r"[<>]?\s*-?[0-9]+\Z")
_CURLY = ("\u201c", "\u201e", "\u2018", "\u201a", "\u00ab")
_LONGEST = 40
_NO_SPACE = "found a colon without a space after it, so that this is a key without a value"


@dataclass(frozen=True, slots=True)
class Stray:
    """A key without a value that nobody meant as a key: what was found and what to do.

    It `follows` where an earlier one is told that the same comma, or one before it in the same text, has made.
    """

    message: str
    hint: str
    follows: bool = False
    meant: str | None = None
    """The key that it was meant to be, which is then not missing."""
    spoils: str | None = None
    """The key whose value it cuts in two, of which nothing more is to be said."""


def stray(
    document: Document, path: Path, mapping: Mapping[str, Any], known: Collection[str], *, private: bool
) -> Stray | None:
    """Give what the key at a path is, which has no value, if it is likely that it was not meant as a key.

    `known` are the keys that may stand there, none where any may. Of what is private only known keys are repeated.
    """
    key = str(path[-1])
    if key in known:
        return None
    if tight := _TIGHT.match(key):
        shows = not private and len(key) <= _LONGEST
        return Stray(_NO_SPACE, f"write '{tight[1]}: {tight[2]}'" if shows else "write a space after the colon", meant=tight[1])
    before, follows = _valued_before(mapping, key)
    word = key.split()[0] if key.split() else ""
    forgotten = word in known and word not in mapping
    if before is None or not (" " in key or _on_one_line(document, path, before)):
        return _without_colon(word) if forgotten else None
    value, called = mapping[before], _called(before, known, private=private)
    if forgotten:
        found = _without_colon(word)
        more = f"; if it belongs to the text {called}, put that text in quotes" if isinstance(value, str) else ""
        return Stray(found.message, f"{found.hint}{more}", meant=word)
    if _DIGITS.match(key) and _NUMBER.match(str(value)) and not isinstance(value, bool):
        message = f"found a comma in the number {called}: a comma ends the value here"
        return Stray(message, _number(str(value), key, private=private), follows, spoils=before)
    if not isinstance(value, str):
        message = "found a word without a colon and a value, wanted 'key: value'"
        return Stray(message, "write a colon and a value after it, or take it out", follows)
    return _in_text(value, key, called, known, follows=follows)


def slip_of_key(key: str, known: Collection[str]) -> str | None:
    """Give what to do about a key that nobody wrote as one: a dash or colon slipped, or a blank is no space."""
    if key[:1].isspace() or _ODD.match(key):
        return "type spaces before it: what stands there is another blank, which may have come along with a copy"
    if key.startswith("-") and key[1:].split(":")[0] in known:
        return "write a space after the dash"
    opened = _OPENED.match(key)
    if opened and opened[1] in known:
        return f"write a colon and a space after '{opened[1]}'"
    return None


def _valued_before(mapping: Mapping[str, Any], key: str) -> tuple[str | None, bool]:
    """Give the last key with a value before a key, and whether others without one stand between the two."""
    before, between = None, False
    for other, value in mapping.items():
        if other == key:
            break
        if value is not None:
            before, between = other, False
        else:
            between = True
    return before, between


def _on_one_line(document: Document, path: Path, before: str) -> bool:
    line = document.problem("", path, "", "", key=True).line
    return line is not None and line == document.line((*path[:-1], before))


def _called(key: str, known: Collection[str], *, private: bool) -> str:
    return "before it" if len(key) > _LONGEST or (private and key not in known) else f"of '{key}'"


def _without_colon(word: str) -> Stray:
    message = f"found '{word}' without a colon after it, wanted 'key: value'"
    return Stray(message, f"write a colon and a space after '{word}'", meant=word)


def _number(value: str, key: str, *, private: bool) -> str:
    digits = key.rstrip("% ")
    if private or len(f"{value}{key}") > _LONGEST:
        return "write a point in place of the comma, and thousands without one"
    # Three digits after a comma are thousands, unless nothing is before it.
    if len(digits) == 3 and value.lstrip("<>- ") != "0":
        return f"write {value}{key}, without the comma"
    share = f", or {_per_cent(digits)} where a share is wanted" if value == "0" and digits == key else ""
    return f"write {value}.{key}{share}"


def _per_cent(digits: str) -> str:
    whole, rest = digits.ljust(2, "0")[:2].lstrip("0") or "0", digits[2:].rstrip("0")
    return f"{whole}.{rest}%" if rest else f"{whole}%"


def _in_text(value: str, key: str, called: str, known: Collection[str], *, follows: bool) -> Stray:
    message = f"found a comma that ends the text {called} here"
    if value.startswith(_CURLY):
        hint = f'put straight quotes (") around the text {called}: curly ones do not hold it together'
        return Stray(message, hint, follows)
    hint = f"put the text {called} in quotes: it holds a comma"
    if not known and " " not in key:
        hint += "; if this is a key of its own, write a colon and a value after it"
    return Stray(message, hint, follows)
