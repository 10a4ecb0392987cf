"""Brackets: opened and never closed, closed once too often, or without a comma between two entries."""

from __future__ import annotations

import re
from typing import Any

import yaml

from kitemark.reading.syntax.entries import before_bracket
from kitemark.reading.syntax.scan import CLOSERS, ENTRY, Fault, Scan

_CLOSES = {"{": "}", "[": "]"}
_IN_QUOTES = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_NAME = re.compile(r"[A-Za-z_][\w-]*\Z")
_FURTHER = re.compile(r"\s*,\s*(?:[\w-]+:(?:\s|$)|[\"'{\[#]|$)")
"""A comma before what may be a further entry, on this line or the next."""
_LONGEST = 2_000
"""Most characters of a line in which quotes are looked for: unclosed ones would take long in a longer one."""


def brackets(scan: Scan) -> Fault | None:
    """Give what is wrong with brackets where the parser stopped, or before; None where nothing shows."""
    stack = scan.open_brackets()
    if stack:
        return _unclosed(scan, stack) or _wrong_one(scan, stack) or _no_comma(scan, stack)
    return _too_many(scan)


def _sign(token: Any) -> str:
    return "{" if isinstance(token, yaml.FlowMappingStartToken) else "["


def _unclosed(scan: Scan, stack: list[Any]) -> Fault | None:
    line = _line_beyond(scan, stack[0])
    if line is not None:
        left = scan.open_brackets(scan.start(line))
        return _never_closed(scan, (left or stack)[-1], line)
    if not scan.text[scan.at :].strip():
        return _never_closed(scan, stack[-1], None)
    return None


def _line_beyond(scan: Scan, opener: Any) -> int | None:
    """Give the first line that is indented as if the bracket were closed before it."""
    first = opener.start_mark.line
    base = scan.indent(first)
    if scan.words(first).rstrip().endswith(("{", "[")) or not scan.text[: opener.start_mark.index].strip():
        base -= 1  # entries may then stand below it at the same column
    within = {line for one in scan.quoted() for line in range(one.start_mark.line + 1, one.end_mark.line + 1)}
    for line in range(first + 1, scan.line(scan.at) + 1):
        if line not in within and scan.says_something(line) and scan.indent(line) <= base:
            return line if ENTRY.match(scan.words(line)) else None
    return None


def _never_closed(scan: Scan, opener: Any, line: int | None) -> Fault:
    sign = _sign(opener)
    last = len(scan.text) if line is None else scan.start(line)
    above = scan.line(len(scan.text[:last].rstrip()))
    until = "" if line is None else f" before line {line + 1}"
    message = f"found '{sign}' opened here and not closed{until}"
    comment = _comment(scan, above)
    if comment is not None and _CLOSES[sign] in comment:
        return Fault(
            opener.start_mark.index, message, "what follows ' #' is a comment: put the text before it in quotes"
        )
    return Fault(opener.start_mark.index, message, f"write '{_CLOSES[sign]}' where it ends: see line {above + 1}")


def _comment(scan: Scan, line: int) -> str | None:
    _, sign, comment = _without_quotes(scan.words(line)).partition(" #")
    return comment if sign else None


def _wrong_one(scan: Scan, stack: list[Any]) -> Fault | None:
    closer = scan.text[scan.at : scan.at + 1]
    if closer not in ("}", "]") or closer == _CLOSES[_sign(stack[-1])]:
        return None
    opener, wanted = stack[-1], _CLOSES[_sign(stack[-1])]
    line, column = scan.place(scan.at)
    if any(_CLOSES[_sign(one)] == closer for one in stack[:-1]):
        message = (
            f"found '{_sign(opener)}' opened here and not closed before the '{closer}' on line {line}, column {column}"
        )
        return Fault(opener.start_mark.index, message, f"write '{wanted}' before it, or take '{closer}' away")
    opened = "{}, column {}".format(*scan.place(opener.start_mark.index))
    message = f"found '{closer}', wanted '{wanted}' for the '{_sign(opener)}' on line {opened}"
    return Fault(scan.at, message, f"take '{closer}' away, or write '{wanted}' in its place")


def _no_comma(scan: Scan, stack: list[Any]) -> Fault | None:
    last = scan.last()
    if "expected ',' or" not in scan.what or last is None:
        return None
    sign = scan.text[scan.at : scan.at + 1]
    if sign != ":":
        keyless = sign in ("{", "[") and _is_key(scan, last)
        return _no_colon(scan, last) if keyless else _comma_at(last.end_mark.index)
    if not isinstance(last, yaml.ScalarToken) or last.style:
        return None
    return _before_key(scan, last.start_mark.index, scan.at, stack)


def _is_key(scan: Scan, token: Any) -> bool:
    """Tell whether a token is the only word of an entry in braces so far."""
    if not isinstance(token, yaml.ScalarToken) or token.style or not _NAME.match(token.value):
        return False
    before = [one for one in scan.tokens if one.end_mark.index <= token.start_mark.index][-1:]
    return bool(before) and isinstance(before[0], yaml.FlowEntryToken | yaml.FlowMappingStartToken)


def _no_colon(scan: Scan, token: Any) -> Fault:
    called = f"'{token.value}'" if scan.keys.get(token.value) else "a key"
    message = f"found {called} without a colon after it, wanted 'key: value'"
    return Fault(token.start_mark.index, message, "write a colon and a space before the bracket")


def _comma_at(at: int) -> Fault:
    return Fault(at, "found no comma after this, wanted one before the next entry", "write a comma here")


def _before_key(scan: Scan, start: int, colon: int, stack: list[Any]) -> Fault:
    """Give what is wrong with a text in brackets that a second colon follows."""
    text = scan.text[start:colon].rstrip()
    word = (text.rsplit(maxsplit=1) or [""])[-1]
    before = text.removesuffix(word).rstrip()
    if before.endswith(";") and _NAME.match(word):
        return Fault(start + len(before) - 1, "found ';', wanted a comma before the next entry", "write a comma here")
    is_key = scan.keys.get(word) or word[:1] in ("'", '"')
    if before and (is_key or scan.line(start + len(before)) < scan.line(colon)):
        return _comma_at(start + len(before))
    quote = "put the text in quotes"
    if not before or not _NAME.match(word):
        return Fault(colon, "found a second colon in one entry: ': ' cannot stand in a text without quotes", quote)
    opened = "{}, column {}".format(*scan.place(stack[-1].start_mark.index))
    message = f"found a second colon in one entry of the '{_sign(stack[-1])}' on line {opened}"
    return Fault(
        colon, message, f"write a comma before the word here if it is a key; if it belongs to the text, {quote}"
    )


def _too_many(scan: Scan) -> Fault | None:
    last = scan.last()
    sign = scan.text[scan.at : scan.at + 1]
    if sign in ("}", "]", ",") and (keyless := before_bracket(scan, scan.line(scan.at))) is not None:
        return keyless
    if sign in ("}", "]"):
        opener = next(one for one, closer in _CLOSES.items() if closer == sign)
        if isinstance(last, CLOSERS):
            return _one_too_many(scan.at, sign)
        message = f"found '{sign}' and no '{opener}' that it closes"
        return Fault(
            scan.at, message, f"take it away, or write '{opener}' where it begins; text that begins so needs quotes"
        )
    if not isinstance(last, CLOSERS):
        return None
    end, same = last.end_mark.index, last.end_mark.line == scan.line(scan.at)
    rest = scan.words(scan.line(scan.at))[0 if not same else end - scan.start(last.end_mark.line) :]
    if _FURTHER.match(rest) or _surplus(rest):
        return _one_too_many(end - 1, scan.text[end - 1])
    if not same or "mapping values" in scan.what:
        return None
    message = f"found more text after the '{scan.text[end - 1]}' that ends the value"
    return Fault(scan.at, message, "put the whole text in quotes, or take away what follows the bracket")


def _one_too_many(at: int, sign: str) -> Fault:
    return Fault(at, f"found '{sign}' once too often: the brackets are closed already", "take one away")


def _surplus(text: str) -> bool:
    bare = _without_quotes(text)
    return sum(map(bare.count, "}]")) > sum(map(bare.count, "{["))


def _without_quotes(text: str) -> str:
    return _IN_QUOTES.sub("", text[:_LONGEST])
