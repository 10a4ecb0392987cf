"""Characters that deceive the eye: letters of two alphabets in one word, and signs that cannot be seen.

A finding names them by code point and never shows them.
"""

from __future__ import annotations

import collections
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from kitemark.checks.finding import Finding, finding_at
from kitemark.problems import listing
from kitemark.reading import Document, Path

_ALPHABETS = frozenset(
    {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "COPTIC", "CHEROKEE", "GEORGIAN", "LISU", "HEBREW", "ARABIC"}
)
"""Alphabets with letters that look like another's. Scripts that are written together are left out."""
_WORD = re.compile(r"[^\W\d_]+")
_HIDDEN = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Letters and marks that show nothing, though Unicode has them for neither controls nor formats."""
_JOINERS = frozenset("\u200c\u200d")
_WITH_JOINERS = ("ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL")
_MORE_WITH_JOINERS = ("TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "TIBETAN", "MYANMAR", "KHMER")
_PLAIN_BLANKS = frozenset("\t\n\r")


def characters(document: Document) -> Iterator[Finding]:
    """Find, in every key and text of a document, words of two alphabets and characters that cannot be seen."""
    for path, text in _texts(document.data):
        if text.isascii() and text.isprintable():
            continue
        yield from _invisible(document, path, text)
        yield from _mixed(document, path, text)


def _texts(data: Any) -> Iterator[tuple[Path, str]]:
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            yield from (((*path, key), key) for key in value)
            waiting.extend(((*path, key), item) for key, item in value.items())
        elif isinstance(value, list):
            waiting.extend(((*path, place), item) for place, item in enumerate(value))


def _invisible(document: Document, path: Path, text: str) -> Iterator[Finding]:
    seen = collections.Counter(sign for place, sign in enumerate(text) if _is_hidden(text, place))
    if seen:
        count = seen.total()
        what = "a character that cannot be seen" if count == 1 else f"{count} characters that cannot be seen"
        message = f"found {what}: {listing([_named(sign) for sign in seen], 4)}"
        hint = "type the text again; it may have come along with a copy"
        yield finding_at(document, "invisible-character", path, message, hint)


def _is_hidden(text: str, place: int) -> bool:
    sign = text[place]
    if sign.isascii():
        return not sign.isprintable() and sign not in _PLAIN_BLANKS
    if sign in _JOINERS:
        return not _joins(text, place)
    return sign in _HIDDEN or unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp")


def _joins(text: str, place: int) -> bool:
    """Tell whether a joiner stands where a script or a picture is written with it."""
    before = text[place - 1] if place else ""
    after = text[place + 1 : place + 2]
    if not before or not after:
        return False
    if unicodedata.category(before) in ("So", "Sk", "Mn") and unicodedata.category(after) in ("So", "Sk", "Sm"):
        return True
    return _script(before) in (*_WITH_JOINERS, *_MORE_WITH_JOINERS)


def _mixed(document: Document, path: Path, text: str) -> Iterator[Finding]:
    for word in dict.fromkeys(_WORD.findall(text)):
        if word.isascii():
            continue
        by_alphabet: dict[str, list[str]] = {}
        for sign in word:
            if (alphabet := _script(sign)) in _ALPHABETS:
                by_alphabet.setdefault(alphabet, []).append(sign)
        if len(by_alphabet) > 1:
            yield _mixed_word(document, path, word, by_alphabet)


def _mixed_word(document: Document, path: Path, word: str, by_alphabet: dict[str, list[str]]) -> Finding:
    # The alphabet of most letters is the word's own; Latin where two have as many.
    own = max(by_alphabet, key=lambda one: (len(by_alphabet[one]), one == "LATIN"))
    strange = {sign for alphabet, signs in by_alphabet.items() if alphabet != own for sign in signs}
    shown = "".join(f"<U+{ord(sign):04X}>" if sign in strange else sign for sign in word[:40])
    named = listing([_named(sign) for sign in dict.fromkeys(word) if sign in strange], 4)
    alphabets = " and ".join(one.capitalize() for one in (own, *sorted(by_alphabet.keys() - {own})))
    message = f"found the word '{shown}', which mixes {alphabets} letters: {named}"
    return finding_at(document, "mixed-scripts", path, message, "type the word again on one keyboard")


def _script(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return f"U+{ord(sign):04X} ({name.lower()})" if name else f"U+{ord(sign):04X}"
