"""Rewriting: what to write in place of a value of the wrong kind, as something to copy wherever that can be told.

What is offered to copy has been held against what is wanted: the reader of such a value takes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kitemark.model.days import date_hint
from kitemark.model.slugs import id_like, loses_letters, slug_like
from kitemark.problems import closest, nearest
from kitemark.quantity import exact, shown
from kitemark.reading import plain_number
from kitemark.reading.scalars import NotANumberError, resolve
from kitemark.schemas import misfits

_LONGEST = 40
_LONGEST_ID = 100
# Three digits after a comma may be thousands.
_COMMA = re.compile(r"([<>]?\s*-?[0-9]+),((?![0-9]{3}(?![0-9]))[0-9]+\s*%?)\s*\Z")
_BETWEEN = re.compile(r"[\s,/|+&]+(?:and[\s,]+)?")
_SHARE = re.compile(r"\s*[0-9][0-9.,]*\s*%\s*\Z")
_PER_CENT = re.compile(
    r"\s*(?:([0-9]+(?:\.[0-9]+)?)\s*(?:per\s?cent|pct|\uff05)|[%\uff05]\s*([0-9]+(?:\.[0-9]+)?))\.?\s*\Z"
)
_MINUS = re.compile(r"-[0-9.]+\s*%\Z")
_ENTRIES = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(, ?[A-Za-z][A-Za-z0-9_-]*)*\Z")
_OPENING, _CLOSING = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab", "\u201c\u201d\u2018\u2019\u00bb"
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+\Z")
_TRUTHS = {"true": True, "false": False}
_CONDITIONS = ("unless", "requires")

NOTHING = "fill it in, or take it out where it is optional"
"""What to do where nothing stands in place of a value."""
_SEMICOLONS = "write ; between its entries, and no comma"
ENTRIES = "write its entries into the cell, with ; between them"
"""What to do about a cell that holds no list."""
_INSTEAD: Mapping[str, str] = {
    "1, the language's version": "write kitemark: 1",
    "a length of time": "write a whole number, a space, and days, weeks, months or years",
    "a semantic version": "write three whole numbers with points between them, in quotes",
    "true or false": "write true for yes and false for no, without quotes",
    "true": "write true without quotes, or take the key out",
    "a whole number or a percentage": "write how many, such as 3, or which share, such as 10%",
    "a whole number": "write how many in digits, without a point, a minus or %",
    "a number, a percentage": "write one amount, or one name in quotes",
    "a number or a percentage": "write digits, with % after them for a share",
    "a number": "write it in digits, such as 5 or 2.5",
    "a percentage over": "write 95%, which is usual",
    "a percentage": "write digits and %, up to 100% for all",
    "a threshold": "write one amount, in quotes where < or > is before it",
    "text, a number": "write one value, without keys and without [ ]",
    "whose voice": "write one word, such as customer, or {by: FIELD} and a voice for each value",
    "a name or a list": "write the names alone, without keys",
    "a field, or": "write one field's name alone",
    "count, or": "write count, or one thing to take, such as {sum: FIELD}",
    "worst, best, spread": "write one of these alone, such as worst",
    "an amount, or": "write one amount alone, such as 60%",
    "judgement, or": "write judgement alone, or list several below worst, best or choose",
}
"""What to do where something else is wanted, by how the words for that begin; the first that fits counts."""

_CELLS: Mapping[str, str] = {
    "a number": "write digits alone in the cell",
    "a whole number": "write a whole number in the cell: digits alone, without a point",
    "true or false": "write TRUE or FALSE in the cell",
    "a list": ENTRIES,
}
_FIELDS: Mapping[str, str] = {
    "a number": "write it in digits",
    "a whole number": "write it in digits, without a point or %",
}
_PLAIN = ("text", "a number", "a whole number", "true or false", "a list")
_LOOK_UP = "see in the reference of the language how it is written"
_BOUNDS = ("at least", "at most", "more than", "less than", "a multiple")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A value that stands where something else is `wanted`, and what may be said of it."""

    value: object
    wanted: str
    takes: Callable[[Any], bool]
    """Tells of another value whether it is what is wanted."""
    under: str = ""
    """The key that it stands under."""
    private: bool = False
    """Whether people may speak in it, so that it is not repeated."""
    cell: bool = False
    """Whether it stands in a cell, which holds text without quotes, and lists with semicolons."""
    declares: bool = False
    """Whether it gives a thing its id, and does not name one that has an id already."""

    def shows(self, text: str) -> bool:
        """Tell whether text that is made of the value may be written out."""
        return not self.private and text.isprintable() and len(text) <= _LONGEST


def rewritten(slip: Slip) -> str:
    """Give what to do about a value where something else is wanted, with what to write wherever that can be told."""
    value, wanted = slip.value, slip.wanted
    if value is None:
        return NOTHING
    if slip.cell and (hint := _CELLS.get(wanted.split(",")[0])):
        return hint
    if (quotes := _about_quotes(slip)) is not None:
        return quotes
    if wanted == "a list":
        if isinstance(value, dict) and value and all(str(key).startswith("-") for key in value):
            return "write a space after each dash"
        return "begin each entry with a dash" if isinstance(value, dict) else _listed(slip)
    if wanted == "a mapping":
        form = "{measure: NAME, at_least: 1}" if slip.under in _CONDITIONS else "{key: value}"
        return f"write keys with values, such as {form}"
    if wanted.startswith("text") and not wanted.startswith("text, a number"):
        return as_text(value, private=slip.private, cell=slip.cell)
    if wanted.startswith(("an id", "a slug")):
        return _id(slip)
    if wanted.startswith("a date"):
        return date_hint(value)
    return _number(slip) or next((hint for begins, hint in _INSTEAD.items() if wanted.startswith(begins)), _LOOK_UP)


def of_these(value: object, words: list[str]) -> str:
    """Give what to do where one of a few words is wanted."""
    quotes = _about_quotes(Slip(value=value, wanted="one of these", takes=lambda other: other in words))
    near = nearest(value, words) if isinstance(value, str) else None
    return quotes or near or ("write one of these words alone" if len(words) > 1 else f"write {words[0]}")


def fitting(value: object, wanted: str, field: str, schema: Any, *, private: bool, cell: bool) -> str:
    """Give what to do about the value of a field or fact where its schema wants something else."""
    slip = Slip(
        value=value,
        wanted=wanted,
        takes=lambda other: not misfits(schema, other),
        under=field,
        private=private,
        cell=cell,
    )
    if value is None:
        return NOTHING
    if isinstance(value, list) and isinstance(schema, dict) and schema.get("type") == "array" and wanted != "a list":
        if cell and any(isinstance(entry, str) and "," in entry for entry in value):
            return _apart(slip, value)
        if not cell and slip.takes([part for entry in value for part in str(entry).split()]):
            return "write a comma between the entries: one is missing"
        return f"check the entries of '{field}' one by one"
    if wanted.startswith("one of "):
        return _choice(slip, schema)
    if wanted.startswith(_BOUNDS):
        return f"check the number: the standard bounds '{field}'"
    if wanted not in _PLAIN:
        return f"look '{field}' up in the standard"
    if wanted == "a whole number" and _is_share(value):
        return "write how many there are, not which share: what is wanted is a count, in digits"
    if wanted in _FIELDS and not cell:
        return _number(slip) or _FIELDS[wanted]
    return rewritten(slip)


def _is_share(value: object) -> bool:
    """Tell whether a share stands where it is counted: as a percentage, or below 1 as a spreadsheet has it."""
    if isinstance(value, str):
        return _SHARE.match(value) is not None
    return isinstance(value, Decimal) and 0 < value < 1


def as_percentage(text: str) -> str | None:
    """Give a percentage as it is read, of one with its sign in words, before it or in another width."""
    found = _PER_CENT.match(text)
    return f"{found[1] or found[2]}%" if found else None


def several_named(text: str, known: Collection[str]) -> list[str]:
    """Give the known names that a text lists with another sign than `;` between them; none for other text."""
    entries = [entry for entry in _BETWEEN.split(text) if entry]
    return entries if len(entries) > 1 and all(entry in known for entry in entries) else []


def mended_list(text: str, known: Collection[str], *, cell: bool) -> str | None:
    """Give how several known names are written, where one entry of a list, perhaps in a `cell`, holds them all."""
    entries = several_named(text, known)
    if not entries:
        some = cell and any(entry in known for entry in _BETWEEN.split(text))
        return "write each just as it stands where it is declared, with ; between them" if some else None
    mended = "; ".join(entries) if cell else f"[{', '.join(entries)}]"
    if len(mended) > _LONGEST:
        mended = "..." if cell else "[...]"
    return f"write them with ; between them: {mended}" if cell else f"write each as an entry of its own: {mended}"


def _apart(slip: Slip, value: list[Any]) -> str:
    """Give what to do about a cell in which commas stand between the entries of a list."""
    entries = [part.strip() for entry in value for part in str(entry).split(",") if part.strip()]
    mended = "; ".join(entries)
    return f"{_SEMICOLONS}: {mended}" if slip.shows(mended) and slip.takes(entries) else _SEMICOLONS


def as_text(value: object, *, private: bool, cell: bool) -> str:
    """Give what to do about a value where text that says something is wanted."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return "write some words"
    if cell:
        return "write one text alone in the cell, with ' before it where it is no word"
    if isinstance(value, list):
        return "write one text, in quotes if it begins with [ or a dash"
    if isinstance(value, dict):
        return "write one text, in quotes if it holds a colon"
    return _quoted(value, private=private)


def _listed(slip: Slip) -> str:
    text = slip.value if isinstance(slip.value, str) else ""
    entries = [entry.strip() for entry in text.split(",")]
    shows = slip.shows(text) and _ENTRIES.match(text) and all(map(_is_text, entries)) and slip.takes(entries)
    return f"write it in brackets: [{text if shows else '...'}]"


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(value: object, *, private: bool) -> str:
    said = _said(value)
    return "put it in quotes" if private or len(said) > _LONGEST else f'write "{said}", with the quotes'


def _is_text(word: str) -> bool:
    """Tell whether a file holds text where it has the word without quotes."""
    try:
        return resolve(word) == word
    except NotANumberError:
        return False


def _about_quotes(slip: Slip) -> str | None:
    """Give what to do about a value with curly quotes around it, or with straight ones only behind it."""
    value = slip.value
    if slip.cell or not isinstance(value, str) or len(value) < 3:
        return None
    if value[-1] in ("'", '"') and value[0] != value[-1] and _takes(slip, value[:-1]):
        return "write quotes before it, too: they are closed behind it and never opened"
    if value[0] not in _OPENING or value[-1] not in _CLOSING:
        return None
    inner = value[1:-1]
    shows = slip.shows(inner) and '"' not in inner and "\\" not in inner and _takes(slip, inner)
    return f'use straight quotes: "{inner}"' if shows else 'use straight quotes ("), not curly ones'


def _takes(slip: Slip, text: str) -> bool:
    """Tell whether text is what is wanted; a version has no reader of its own."""
    return slip.takes(text) or (slip.wanted.startswith("a semantic version") and _VERSION.match(text) is not None)


def _choice(slip: Slip, schema: Any) -> str:
    """Give what to do where one of the values that a schema lists is wanted."""
    if (quotes := _about_quotes(slip)) is not None:
        return quotes
    value, listed = slip.value, schema.get("enum", []) if isinstance(schema, dict) else []
    if isinstance(value, str) and not slip.cell:
        bare = plain_number(value), _TRUTHS.get(value)
        if any(other is not None and slip.takes(other) for other in bare):
            return "take the quotes away"
    if isinstance(value, bool | int | Decimal) and not slip.cell and slip.takes(_said(value)):
        return _quoted(value, private=slip.private)
    words = [word for word in listed if isinstance(word, str)] if isinstance(listed, list) else []
    near = closest(value, words) if isinstance(value, str) and not slip.private else None
    offers = near and slip.takes(near) and (slip.cell or _is_text(near))
    return f"did you mean '{near}'?" if offers else "write one of these just as it stands"


def _id(slip: Slip) -> str:
    value, small = slip.value, slip.wanted.startswith("a slug")
    if isinstance(value, bool | int | Decimal) and slip.takes(_said(value)):
        return as_text(value, private=slip.private, cell=slip.cell)
    if not isinstance(value, str) or not value.strip():
        return "write one id alone"
    if not slip.declares:
        return "copy the id as it stands where the thing is declared"
    near = None if loses_letters(value) else slug_like(value) if small else id_like(value)
    if near and near != value and slip.shows(near) and slip.takes(near) and _is_text(near):
        return f"write '{near}'; letters are a to z, without accents"
    if not small and len(value) > _LONGEST_ID and slip.takes(value[:_LONGEST_ID]):
        return f"{_LONGEST_ID} signs are the most"
    return "letters are a to z, without accents"


def _number(slip: Slip) -> str | None:
    """Give what to write in place of a number that is written in another way; None where it is something else."""
    value = slip.value
    if isinstance(value, str):
        meant = _from_text(slip, value.strip())
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        meant = _from_number(slip, value, "")
    else:
        return None
    return next((hint for other, hint in meant if slip.takes(other)), None)


def _from_number(slip: Slip, number: int | Decimal, quotes: str) -> Iterator[tuple[object, str]]:
    """Give what a number may have been meant as, each with the words for it."""
    if number < 0:
        # A minus before a Decimal would round it.
        yield (number.copy_abs() if isinstance(number, Decimal) else -number), f"take the minus{quotes} away"
        return
    meant = shown(exact(number) * (100 if number < 1 else 1), 20)
    yield f"{meant}%", f"write {meant}% for {meant} per cent" if slip.shows(meant) else "write digits and %"


def _from_text(slip: Slip, text: str) -> Iterator[tuple[object, str]]:
    """Give what text may have been meant as, each with the words for it."""
    number = plain_number(text)
    if number is not None:
        yield number, "take the quotes away"
        yield from _from_number(slip, number, " and the quotes")
    if (percentage := as_percentage(text)) is not None:
        yield percentage, f"write {percentage}" if slip.shows(percentage) else "write digits and %"
    if _MINUS.match(text):
        yield text[1:], "take the minus away"
    if found := _COMMA.match(text):
        mended = f"{found[1]}.{found[2]}"
        point = plain_number(mended)
        shows = f": {mended}" if slip.shows(mended) else ""
        yield mended if point is None else point, f"write a point in place of the comma{shows}"
    without = plain_number(text.removesuffix("%").strip()) if text.endswith("%") else None
    if without is not None:
        shows = str(without) if slip.shows(str(without)) else "the number"
        yield without, f"write {shows} without %"
