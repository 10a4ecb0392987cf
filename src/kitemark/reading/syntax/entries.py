"""Entries: a key without its colon, a colon or dash without its space, text that looks like a key, indentation."""

from __future__ import annotations

import re
from typing import Any

import yaml

from kitemark.reading.syntax.indentation import between, too_deep
from kitemark.reading.syntax.scan import ENTRY, Fault, Scan

_DASH = re.compile(r"[ ]*-(?![\s-])[^\s]")
_TIGHT = re.compile(r"[ ]*(?:- +)*([A-Za-z_][\w-]*):(?![\s/])")
_FIRST_WORD = re.compile(r"[ ]*(?:- +)*([A-Za-z_][\w-]*)")
_BRACKET_AFTER_WORD = re.compile(r"[ ]*(?:- +)*([A-Za-z_][\w-]*)[ ]*[{\[]")
_LEADING_KEY = re.compile(r"[ ]*(?:- +)*([A-Za-z_][\w-]*):(?:\s|$)")
_LONE_WORD = re.compile(r"[ ]*(?:- +)*[A-Za-z_][\w-]*\s*(?:#.*)?\Z")
_BEGINNING = re.compile(r"[ ]*(?:- +)*\Z")
QUOTE = "put the whole text in quotes"


def entries(scan: Scan) -> Fault | None:
    """Give what is wrong with keys, dashes or indentation where the parser stopped; None where nothing shows."""
    if "could not find expected ':'" in scan.what and scan.opened is not None:
        return _no_colon(scan, scan.line(scan.opened), above=True)
    if "mapping values are not allowed" in scan.what:
        return _second_colon(scan)
    if "entries are not allowed" in scan.what:
        message = "found a dash here, wanted it to begin a line of its own"
        return Fault(scan.at, message, f"begin the list on the next line; if this is one text, {QUOTE}")
    if "expected key" in scan.what or "'-' indicator" in scan.what or "<block end>" in scan.what:
        return _misplaced(scan)
    if "document start" in scan.what and scan.levels() and scan.at == scan.start(scan.line(scan.at)):
        return between(scan, scan.line(scan.at))
    return None


def _slip(scan: Scan, line: int) -> Fault | None:
    """Give what is certain of a line by itself: a dash or colon without a space, a bracket without a colon."""
    words, start = scan.words(line), scan.start(line)
    if _DASH.match(words):
        return Fault(start + scan.indent(line), "found a dash without a space after it", "write a space after the dash")
    if tight := _TIGHT.match(words):
        message, hint = "found a colon without a space after it", "write a space after the colon"
        return Fault(start + tight.end() - 1, message, hint)
    return before_bracket(scan, line)


def before_bracket(scan: Scan, line: int) -> Fault | None:
    """Give what is wrong with a line that begins with a word and a bracket, and no colon between them."""
    opened = _BRACKET_AFTER_WORD.match(scan.words(line))
    return opened and _keyless(scan, scan.start(line) + opened.start(1), opened[1], "before the bracket")


def _keyless(scan: Scan, at: int, word: str, where: str) -> Fault:
    if scan.keys.get(word):
        return Fault(
            at, f"found '{word}' without a colon, wanted 'key: value'", f"write a colon and a space after '{word}'"
        )
    return Fault(at, "found a key without a colon, wanted 'key: value'", f"write a colon and a space {where}")


def _no_colon(scan: Scan, line: int, *, above: bool) -> Fault:
    """Give what is wrong with a line that should be a key with a value."""
    if (slip := _slip(scan, line)) is not None:
        return slip
    found = _FIRST_WORD.match(scan.words(line))
    at = scan.start(line) + (found.start(1) if found else scan.indent(line))
    if found and scan.keys.get(found[1]):
        return _keyless(scan, at, found[1], "")
    message = "found a line without a colon, wanted 'key: value'"
    hint = "write a colon and a space after its key"
    if above:
        hint += "; if it goes on with the text above it, indent it further than the key of that"
    return Fault(at, message, hint)


def _second_colon(scan: Scan) -> Fault:
    """Give why a colon cannot stand where it does: a key too deep, a key without one above, or text without quotes."""
    last, line = scan.last(), scan.line(scan.at)
    if isinstance(last, yaml.ScalarToken) and not last.style and last.start_mark.line < line:
        return _over_lines(scan, last, line)
    if (keyless := before_bracket(scan, line)) is not None:
        return keyless
    hint = "put the text in quotes; a further key begins a line of its own"
    ending = scan.words(line).rstrip()
    if ending.endswith(('"', "'")) and ending.count(ending[-1]) % 2:
        hint = "write quotes before the text, too: they are closed at its end and never opened"
    if "\u201c" in scan.words(line) or "\u2018" in scan.words(line):
        hint = 'use straight quotes (") around the text: curly ones are a part of it'
    return Fault(scan.at, "found a second ': ' on one line, which no text without quotes can hold", hint)


def _over_lines(scan: Scan, text: Any, line: int) -> Fault:
    """Give what is wrong where a text without quotes runs on into a line with a colon."""
    first = text.start_mark.line
    begins = scan.words(first)[: text.start_mark.column]
    for one in range(first, line + 1):
        if _DASH.match(scan.words(one)) and (slip := _slip(scan, one)) is not None:
            return slip
    if _BEGINNING.match(begins):
        return _no_colon(scan, first, above=False)
    key = _LEADING_KEY.match(scan.words(line))
    if key is None and not ENTRY.match(scan.words(line)):
        message = "found ': ' in a text without quotes, which cannot hold it"
        return Fault(scan.at, message, f"{QUOTE}; it begins on line {first + 1}")
    return too_deep(scan, first, line, sure=key is None or scan.keys[key[1]] > 1)


def _misplaced(scan: Scan) -> Fault | None:
    line = scan.line(scan.at)
    indent = scan.indent(line)
    if scan.at != scan.start(line) + indent:
        return _after_value(scan)
    words, levels = scan.words(line), scan.levels()
    is_dash = words[indent : indent + 1] == "-"
    above = scan.line_above(line)
    suspects = (line, above, scan.entry_line(indent, line) if is_dash else None)
    tight = [one for one in suspects if one is not None and _DASH.match(scan.words(one))]
    if tight:
        return _slip(scan, tight[0])
    if any(level.column == indent for level in levels):
        what, wanted = ("a dash", "a key, as those") if is_dash else ("no dash", "one, as the entries")
        hint = "write it like those; if it belongs to one of them, indent it further"
        return Fault(scan.at, f"found {what}, wanted {wanted} above it at the same column have", hint)
    if above is not None and scan.indent(above) < indent and _LONE_WORD.match(scan.words(above)):
        return _no_colon(scan, above, above=False)
    return between(scan, line)


def _after_value(scan: Scan) -> Fault:
    alias = "an alias, which a text that begins with '*' is taken for"
    end = alias if isinstance(scan.last(), yaml.AliasToken) else "the end of a value"
    return Fault(scan.at, f"found more text after {end}", f"{QUOTE}, or begin a new line here")
