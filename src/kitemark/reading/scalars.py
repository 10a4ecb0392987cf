"""The core types of YAML 1.2: what a bare word in a file is.

`no`, `on` and dates stay text, as the 1.2 core schema has it. Decimals stay exact.
"""

from __future__ import annotations

import re
from decimal import Decimal

Scalar = str | int | Decimal | bool | None

LONGEST = 60
"""Most characters of a number: far beyond any real threshold, far short of a bomb."""

_WORDS: dict[str, Scalar] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]+\Z")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")
_ENDLESS = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")
_HUGE = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+\Z")
_STARTS = frozenset("-+.0123456789")


class NotANumberError(ValueError):
    """The text is written like a number but cannot be one here."""


def resolve(text: str) -> Scalar:
    """Give what the plain text stands for; NotANumberError for infinity, NaN and giants."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _STARTS:
        return text
    number = _number(text)
    return text if number is None else number


def _number(text: str) -> int | Decimal | None:
    if _INTEGER.match(text):
        return int(_bounded(text))
    if _DECIMAL.match(text):
        return _decimal(text)
    if _OCTAL.match(text):
        return int(_bounded(text), 0)
    if _HEX.match(text):
        return int(_bounded(text), 0)
    if _ENDLESS.match(text):
        raise NotANumberError(f"found '{text}', wanted a number that ends")
    if _HUGE.match(text):
        raise NotANumberError("found a number with a huge exponent, wanted one of at most 60 digits")
    return None


def plain_number(text: str) -> int | Decimal | None:
    """Give the number that a text is as YAML and JSON write numbers, in tens; None where it is none, or a giant."""
    try:
        if _INTEGER.match(text):
            return int(_bounded(text))
        return _decimal(text) if _DECIMAL.match(text) else None
    except NotANumberError:
        return None


def _bounded(text: str) -> str:
    if len(text) > LONGEST:
        raise NotANumberError(f"found a number of {len(text)} characters, wanted at most {LONGEST}")
    return text


def _decimal(text: str) -> Decimal:
    value = Decimal(_bounded(text))
    if abs(value.adjusted()) > LONGEST:
        raise NotANumberError("found a number with a huge exponent, wanted one of at most 60 digits")
    return value
