"""Ids and texts of a draft."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from kitemark.digest import number_text
from kitemark.problems import KitemarkError, printable
from kitemark.reading.parse import parse

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_LONGEST = 100
_WIDTH = 100


def is_slug(text: str) -> bool:
    """Tell whether a text is a slug: small letters and digits, joined by '-'."""
    return len(text) <= _LONGEST and _SLUG.match(text) is not None


def title_like(slug: str) -> str:
    """Give a title to begin with: 'warm-welcome' is "Warm welcome"."""
    return slug.replace("-", " ").capitalize()


def written(value: Any) -> str:
    """Give a value as YAML on one line, anywhere in a file."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)}: {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, str):
        return value if _reads_as_it_is(value) else _quoted(value)
    if isinstance(value, Decimal):
        return number_text(value)
    return (
        {True: "true", False: "false", None: "null"}[value]
        if value is None or value is True or value is False
        else str(value)
    )


def _reads_as_it_is(text: str) -> bool:
    if not text.isprintable() or any(sign in text for sign in ":#") or text == "<<":
        return False  # `<<` is text as a value, and a merge as a key
    try:
        return bool(parse(f"{{a: [{text}]}}", None).data == {"a": [text]})
    except KitemarkError:
        return False


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def remark(text: str, margin: str = "") -> list[str]:
    """Give text as comments that are not too long."""
    said = printable(" ".join(text.split()))
    room = _WIDTH - len(margin) - 2
    lines = textwrap.wrap(said, room, break_long_words=False, break_on_hyphens=False)  # ids stay whole
    return [f"{margin}# {line}" for line in lines]


def beside(line: str, text: str) -> list[str]:
    """Give a line with a comment beside it, or above it where it is too long for that; nothing of it is cut."""
    said = printable(" ".join(text.split()))
    if not said:
        return [line]
    whole = f"{line:<30}  # {said}"
    return [whole] if len(whole) <= _WIDTH else [*remark(text, line[: len(line) - len(line.lstrip(" "))]), line]


def commented(lines: Iterable[str]) -> list[str]:
    """Give lines that count for nothing until somebody takes the sign in front of them away."""
    return [f"# {line}".rstrip() for line in lines]
