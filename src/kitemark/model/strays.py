"""Strays: keys without a value that a comma in a text or number has made, or a colon that is not there."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kitemark.reading import Document, Path, plain_number
from kitemark.reading.document import ODD_BLANK

_TIGHT = re.compile(r"([A-Za-z_][\w-]*):(?!//)(\S.*)\Z", re.DOTALL)
_OPENED = re.compile(r"([A-Za-z_][\w-]*)\s*[\[{]")
_ODD = re.compile(ODD_BLANK)
_DIGITS = re.compile(r"[0-9]+\s*%?\Z")
_AMOUNT = re.compile(r"[<>]?\s*-?[0-9][0-9.]*\s*%?\Z")
_KEY_AND_AMOUNT = re.compile(r"[A-Za-z_][\w-]*\s++[<>]?\s*-?[0-9][0-9.]*\s*%?\Z")
_WORD = re.compile(r"[A-Za-z_][\w-]{0,40}\Z")
_NUMBER = re.compile(r"[<>]?\s*-?[0-9]+\Z")
_CURLY = ("\u201c", "\u201e", "\u2018", "\u201a", "\u00ab")
_LONGEST = 40
_MOST_KEYS = 200
"""Most keys of a mapping that are gone through for each stray one."""
_NO_SPACE = "found a colon without a space after it, so that this is a key without a value"


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a number with a comma in it may be meant as, likeliest first: values, and how each is written."""

    values: tuple[object, ...]
    written: tuple[str, ...]
    shows: bool
    """Whether they may be repeated."""

    def hint(self, taken: Sequence[int]) -> str:
        """Give what to write, where those at some places, the first of which counts, are `taken`.

        Both are told where a number below 1 is taken as it is and as a share.
        """
        first, value = self.written[taken[0]], self.values[taken[0]]
        whole = any(other.startswith(f"{first.removesuffix('%')}.") for other in self.written)
        if not self.shows and "." not in first:
            return "take the comma and what follows it away" if whole else "write the whole number without the comma"
        if not self.shows:
            share = "write the number with % and a point" if first.endswith("%") else "write a point"
            return f"{share} in place of the comma"
        if isinstance(value, int):
            return f"write {first}" if whole else f"write {first}, without the comma"
        other = next((place for place in taken[1:] if first.startswith("0.") and not first.endswith("%")), None)
        return f"write {first}" + (f", or {self.written[other]} where a share is meant" if other is not None else "")


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
    amounts: Amounts = field(default_factory=lambda: Amounts((), (), shows=False))
    """What that value may have been meant as."""


def stray(
    document: Document, path: Path, mapping: Mapping[str, Any], known: Collection[str], *, private: bool
) -> Stray | None:
    """Give what the key at a path is, which has no value, if nobody can have meant it as a key: it has no colon.

    `known` are the keys that may stand there, none where any may. Of what is private only known keys are repeated.
    """
    key = str(path[-1])
    if key in known or _has_colon(document, path, key):
        return None
    if tight := _TIGHT.match(key):
        shows = not private and len(key) <= _LONGEST
        hint = f"write '{tight[1]}: {tight[2]}'" if shows else "write a space after the colon"
        return Stray(_NO_SPACE, hint, meant=tight[1])
    before, follows = _valued_before(mapping, key)
    value = None if before is None else mapping[before]
    called = _called(before or "", known, private=private)
    word = (key.split(maxsplit=1) or [""])[0]
    if word in known and word not in mapping:
        several = _is_prose(value) and " " in str(value)
        more = f"; if it belongs to the text {called}, put that text in quotes" if several else ""
        return _without_colon(word, more)
    if _DIGITS.match(key) and _NUMBER.match(str(value)):
        message = f"found a comma in the number {called}: a comma ends the value here"
        amounts = _amounts(str(value), key, private=private)
        return Stray(message, amounts.hint((0,)), follows, spoils=before, amounts=amounts)
    if isinstance(value, str) and _is_prose(value) and not _KEY_AND_AMOUNT.match(key):
        return _in_text(value, key, called, known, follows=follows)
    return _without_colon("" if private or not _WORD.match(word) else word, follows=follows)


def slip_of_key(key: str, known: Collection[str]) -> str | None:
    """Give what to do about a key that nobody wrote as one: a dash or colon slipped, or a blank is no space."""
    if key[:1].isspace() or _ODD.match(key):
        return "type spaces before it: what stands there is another blank, which may have come along with a copy"
    if key.startswith("-") and key[1:].split(":", maxsplit=1)[0] in known:
        return "write a space after the dash"
    opened = before_bracket(key)
    return f"write a colon and a space after '{opened}'" if opened in known else None


def before_bracket(key: str) -> str | None:
    """Give the word that a bracket follows in a key: it is one by itself, and lacks its colon."""
    opened = _OPENED.match(key)
    return opened and opened[1]


def _valued_before(mapping: Mapping[str, Any], key: str) -> tuple[str | None, bool]:
    """Give the last key with a value before a key, and whether others without one stand between the two."""
    before, between = None, False
    if len(mapping) > _MOST_KEYS:
        return None, False
    for other, value in mapping.items():
        if other == key:
            break
        if value is not None:
            before, between = other, False
        else:
            between = True
    return before, between


def _has_colon(document: Document, path: Path, key: str) -> bool:
    """Tell whether a colon stands between a key and the place where its value would be."""
    here, there = document.problem("", path, "", "", key=True), document.problem("", path, "", "")
    if here.line is None or here.column is None or there.column is None:
        return True
    return here.line == there.line and there.column > here.column + len(key)


def _is_prose(value: object) -> bool:
    return isinstance(value, str) and not _AMOUNT.match(value)


def _called(key: str, known: Collection[str], *, private: bool) -> str:
    return "before it" if len(key) > _LONGEST or (private and key not in known) else f"of '{key}'"


def _without_colon(word: str, more: str = "", *, follows: bool = False) -> Stray:
    called = f"'{word}'" if word else "a key"
    message = f"found {called} without a colon after it, wanted 'key: value'"
    return Stray(
        message, f"write a colon and a space after {called if word else 'it'}{more}", follows, meant=word or None
    )


def _amounts(value: str, key: str, *, private: bool) -> Amounts:
    """Give what may be meant by a number that a comma has cut in two."""
    digits, sign = key.rstrip("% "), "%" if key.endswith("%") else ""
    words = [f"{value}.{digits}{sign}"]
    # Three digits after a comma are thousands, unless nothing is before it.
    if len(digits) == 3 and value.lstrip("<>- ") != "0":
        words.insert(0, f"{value}{digits}{sign}")
    elif not digits.strip("0"):
        words.insert(0, f"{value}{sign}")
    if not sign:
        words.append(_per_cent(digits) if value == "0" else f"{value}.{digits}%")
    return Amounts(tuple(map(_value, words)), tuple(words), not private and len(f"{value}{key}") <= _LONGEST)


def _value(word: str) -> object:
    number = plain_number(word)
    return word if number is None else number


def _per_cent(digits: str) -> str:
    whole, rest = digits.ljust(2, "0")[:2].lstrip("0") or "0", digits[2:].rstrip("0")
    return f"{whole}.{rest}%" if rest else f"{whole}%"


def _in_text(value: str, key: str, called: str, known: Collection[str], *, follows: bool) -> Stray:
    message = f"found a comma that ends the text {called} here"
    if value.startswith(_CURLY):
        hint = f'put straight quotes (") around the text {called}: curly ones do not hold it together'
        return Stray(message, hint, follows)
    sign = key[-1:]
    if sign in ("'", '"') and not value.startswith(sign):
        message = f"found quotes closed here that are not opened, and a comma that ends the text {called}"
        return Stray(message, f"open the quotes at the beginning of the text {called}", follows)
    hint = f"put the text {called} in quotes: it holds a comma"
    if not known:
        hint += "; if this is a key of its own, write a colon and a value after it"
    return Stray(message, hint, follows)
