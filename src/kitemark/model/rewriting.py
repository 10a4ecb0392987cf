"""Rewriting: how a value that is written wrongly was probably meant, as something to copy."""

from __future__ import annotations

import re

from kitemark.quantity import number_from_text

_LONGEST = 40
_COMMA = re.compile(r"([<>]?\s*-?[0-9]+),([0-9]+\s*%?)\s*\Z")
_NUMBERS = ("number", "percentage", "threshold", "the language's version")
_CONDITIONS = ("unless", "requires")


def rewritten(value: object, wanted: str, under: str, *, private: bool) -> str | None:
    """Give what to write in place of a value where something else is wanted; None where nobody can tell.

    `under` is the key that it stands under. What is `private` is not repeated.
    """
    if wanted == "a list" and not isinstance(value, dict | list):
        shown = isinstance(value, str) and value.isprintable() and not private and len(value) <= _LONGEST
        return f"write it in brackets: [{value if shown else '...'}]"
    if wanted == "a mapping":
        form = "{measure: NAME, at_least: 1}" if under in _CONDITIONS else "{key: value}"
        return f"write keys with values, such as {form}"
    if isinstance(value, str) and any(word in wanted for word in _NUMBERS):
        return _number(value, private=private)
    return None


def _number(text: str, *, private: bool) -> str | None:
    if number_from_text(text) is not None:
        return "take the quotes away"
    if (found := _COMMA.match(text)) is None:
        return None
    return "write a point in place of the comma" + ("" if private else f": {found[1]}.{found[2]}")
