"""Quotes: never closed, closed too soon by an apostrophe or by quotes inside, or followed by more text."""

from __future__ import annotations

import re
from typing import Any

import yaml

from kitemark.reading.syntax.scan import ENTRY, Fault, Scan

_NEXT_KEY = re.compile(r"[ \t]+[\w-]+:(?:\s|$)")
_ENDS_A_VALUE = ",]}:#"
_DOUBLE = '"'


def quotes(scan: Scan) -> Fault | None:
    """Give what is wrong with quotes before the place where the parser stopped; None where nothing shows."""
    return _swallowing(scan) or _going_on(scan) or _open(scan)


def _never_closed(at: int, sign: str) -> Fault:
    name = "an apostrophe" if sign == "'" else "a quotation mark"
    other = "put the text in double quotes" if sign == "'" else "put the text in single quotes"
    hint = f"close them at the end of the text; if {name} belongs to the text, {other}"
    return Fault(at, "found quotes that are opened here and never closed", hint)


def _swallowing(scan: Scan) -> Fault | None:
    """Give the first quotes that hold what looks like later lines of the file."""
    for token in scan.quoted():
        first, last = token.start_mark.line, token.end_mark.line
        for line in range(first + 1, last + 1):
            if scan.indent(line) <= scan.indent(first) and ENTRY.match(scan.words(line)):
                return _never_closed(token.start_mark.index, token.style)
    return None


def _open(scan: Scan) -> Fault | None:
    if (
        "quoted scalar" in scan.context
        and scan.opened is not None
        and ("end of" in scan.what or "document" in scan.what)
    ):
        return _never_closed(scan.opened, scan.text[scan.opened])
    return None


def _going_on(scan: Scan) -> Fault | None:
    """Give what goes on after quotes that have been closed."""
    last = scan.tokens[-1] if scan.tokens else None
    if not isinstance(last, yaml.ScalarToken) or last.style not in ("'", '"'):
        return None
    if scan.line(scan.at) == last.end_mark.line and _goes_on(scan, last.end_mark.index):
        return _after(scan, last)
    return None


def _goes_on(scan: Scan, end: int) -> bool:
    rest = scan.words(scan.line(end))[end - scan.start(scan.line(end)) :].strip()
    return bool(rest) and rest[0] not in _ENDS_A_VALUE


def _after(scan: Scan, token: Any) -> Fault:
    end, sign = token.end_mark.index, token.style
    rest = scan.text[end : end + 200]
    in_brackets = bool(scan.open_brackets(end))
    if in_brackets and (_NEXT_KEY.match(rest) or rest.lstrip(" ")[:1] in ("'", '"', "{", "[")):
        return Fault(end, "found no comma after this, wanted one before the next entry", "write a comma here")
    close = end - 1
    inside = scan.text[close - 1 : close] not in ("", " ")
    if sign == "'" and rest[:1].isalnum() and inside:
        message = "found an apostrophe inside single quotes: it ends the text here"
        return Fault(close, message, "write it twice (''), or put the text in double quotes")
    if sign == _DOUBLE and not rest[:1].isspace():
        message = "found double quotes inside double quotes: they end the text here"
        return Fault(close, message, r"write \" inside the text, or put single quotes around it")
    message = "found a text that begins with quotes and goes on after they are closed here"
    other = "double" if sign == "'" else "single"
    return Fault(close, message, f"put {other} quotes around the whole text, or take away what follows")
