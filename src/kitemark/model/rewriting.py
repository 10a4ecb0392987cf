"""Rewriting: what to write in place of a value of the wrong kind, as something to copy wherever that can be told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from kitemark.problems import nearest
from kitemark.quantity import exact, number_from_text, shown

_LONGEST = 40
_COMMA = re.compile(r"([<>]?\s*-?[0-9]+),([0-9]+\s*%?)\s*\Z")
_MINUS = re.compile(r"-[0-9.]+\s*%?\Z")
_NUMBERS = ("number", "percentage", "threshold", "the language's version")
_CONDITIONS = ("unless", "requires")

A_DATE = "check it against a calendar, and write it as in 2026-03-31"
"""What to do about a date that is none."""
_INSTEAD: Mapping[str, str] = {
    "1, the language's version": "write kitemark: 1",
    "a date": A_DATE,
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

_CELLS = {
    "a number": "write digits alone in the cell",
    "a whole number": "write digits alone in the cell",
    "true or false": "write TRUE or FALSE in the cell",
    "a list": "write its entries into the cell, with ; between them",
}
_LOOK_UP = "see in the reference of the language how it is written"
_BOUNDS = ("at least", "at most", "more than", "less than", "a multiple")


def rewritten(value: object, wanted: str, under: str, *, private: bool) -> str:
    """Give what to do about a value where something else is `wanted`, with what to write wherever that can be told.

    `under` is the key that it stands under. What is `private` is not repeated.
    """
    if wanted == "a list":
        return "begin each entry with a dash" if isinstance(value, dict) else _listed(value, private=private)
    if wanted == "a mapping":
        form = "{measure: NAME, at_least: 1}" if under in _CONDITIONS else "{key: value}"
        return f"write keys with values, such as {form}"
    if wanted.startswith("text") and not wanted.startswith("text, a number"):
        return _text(value, private=private)
    if wanted.startswith(("an id", "a slug")):
        return _id(value, small=wanted.startswith("a slug"), private=private)
    if wanted.startswith("a date") and not isinstance(value, str):
        return "write one day, as in 2026-03-31"
    if any(word in wanted for word in _NUMBERS) and (hint := _number(value, wanted, private=private)):
        return hint
    return next((hint for begins, hint in _INSTEAD.items() if wanted.startswith(begins)), _LOOK_UP)


def of_these(value: object, words: list[str]) -> str:
    """Give what to do where one of a few words is wanted."""
    near = nearest(value, words) if isinstance(value, str) else None
    return near or ("write one of these words alone" if len(words) > 1 else f"write {words[0]}, or take the key out")


def fitting(value: object, wanted: str, field: str, *, private: bool, cell: bool) -> str:
    """Give what to do about the value of a field or fact where its schema wants something else.

    A `cell` holds text without quotes, and lists with semicolons.
    """
    if wanted.startswith("one of "):
        near = None if private or not isinstance(value, str) else nearest(value, wanted[7:].split(", "))
        return near or "write one of these just as it stands"
    if wanted.startswith(_BOUNDS):
        return f"check the number: the standard bounds '{field}'"
    if cell:
        return _CELLS.get(wanted, f"look '{field}' up in the standard")
    if wanted == "a number" and isinstance(value, str) and value.strip().endswith("%"):
        return "write a number without %" if private else f"write {value.strip().removesuffix('%').strip()} without %"
    plain = wanted in ("text", "a number", "a whole number", "true or false", "a list")
    return rewritten(value, wanted, field, private=private) if plain else f"look '{field}' up in the standard"


def slug_like(text: str) -> str | None:
    """Give the slug that a text comes nearest to, or None where nothing of it is left."""
    return (_id_like(text.lower().replace("_", " ")) or "").strip("-") or None


def _id_like(text: str) -> str | None:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[A-Za-z0-9_]+", plain))[:100] or None


def _loses_letters(text: str) -> bool:
    return any(sign.isalnum() and not sign.isascii() for sign in unicodedata.normalize("NFKD", text))


def _listed(value: object, *, private: bool) -> str:
    shows = isinstance(value, str) and value.isprintable() and not private and len(value) <= _LONGEST
    return f"write it in brackets: [{value if shows else '...'}]"


def _text(value: object, *, private: bool) -> str:
    if isinstance(value, list):
        return "write one text, in quotes if it begins with [ or a dash"
    if isinstance(value, dict):
        return "write one text, in quotes if it holds a colon"
    return "write some words, or take it out" if isinstance(value, str) else _quoted(value, private=private)


def _quoted(value: object, *, private: bool) -> str:
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return f'write "{"..." if private or len(said) > _LONGEST else said}", with the quotes'


def _id(value: object, *, small: bool, private: bool) -> str:
    if isinstance(value, list | dict):
        return "write one id alone"
    if not isinstance(value, str):
        return _quoted(value, private=private)
    near = None if private or _loses_letters(value) else slug_like(value) if small else _id_like(value)
    if near and near != value and len(near) <= _LONGEST:
        return f"write '{near}'; letters are a to z, without accents"
    return "letters are a to z, without accents; 100 signs are the most"


def _number(value: object, wanted: str, *, private: bool) -> str | None:
    share = wanted.startswith("a percentage")
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and not private:
        if value < 0:
            return "take the minus away" if "0" in wanted else None
        meant = exact(value * 100 if 0 < value < 1 else value)
        return f"write {shown(meant)}% for {shown(meant)} per cent" if share and meant <= 100 else None
    if not isinstance(value, str):
        return None
    if number_from_text(value) is not None:
        return "add %" if share else "take the quotes away"
    if _MINUS.match(value.strip()) and "0" in wanted and not private:
        return "take the minus away"
    if (found := _COMMA.match(value)) is None:
        return None
    return "write a point in place of the comma" + ("" if private else f": {found[1]}.{found[2]}")
