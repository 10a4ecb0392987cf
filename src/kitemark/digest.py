"""The digest of data: the same meaning gives the same SHA-256, however the file is laid out."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any


def digest(data: Any) -> str:
    """Give the SHA-256, in hexadecimal, of the data's canonical form in UTF-8."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def canonical(data: Any) -> str:
    """Give the data as JSON with sorted keys, no white space, and numbers in their shortest plain form."""
    kind = data.__class__
    if kind is str:
        return encode_basestring(data)
    if kind is dict:
        return "{" + ",".join(f"{encode_basestring(key)}:{canonical(data[key])}" for key in sorted(data)) + "}"
    if isinstance(data, list | tuple):
        return "[" + ",".join(map(canonical, data)) + "]"
    if kind is Decimal:
        return number_text(data)
    return str(data) if kind is int else _WORDS[data]


_WORDS = {True: "true", False: "false", None: "null"}


def number_text(value: Decimal) -> str:
    """Give a decimal in its shortest plain form, with no exponent and no idle zeros."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
