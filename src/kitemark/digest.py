"""The digest of data: the same meaning gives the same SHA-256, however the file is laid out."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any


def digest(data: Any) -> str:
    """Give the SHA-256, in hexadecimal, of the data's canonical form in UTF-8."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def canonical(data: Any) -> str:
    """Give the data as JSON with sorted keys, no white space, and numbers in their shortest plain form."""
    parts: list[str] = []
    _write(data, parts.append)
    return "".join(parts)


def _write(value: Any, put: Any) -> None:
    if isinstance(value, dict):
        mark = "{"
        for key in sorted(value):
            put(f"{mark}{json.dumps(key, ensure_ascii=False)}:")
            _write(value[key], put)
            mark = ","
        put("}" if mark == "," else "{}")
    elif isinstance(value, list | tuple):
        mark = "["
        for item in value:
            put(mark)
            _write(item, put)
            mark = ","
        put("]" if mark == "," else "[]")
    elif isinstance(value, Decimal):
        put(number_text(value))
    else:
        put(json.dumps(value, ensure_ascii=False))


def number_text(value: Decimal) -> str:
    """Give a decimal in its shortest plain form, with no exponent and no idle zeros."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
