"""Signs: blanks that are no spaces, and text that begins with what means something else in YAML."""

from __future__ import annotations

import re
import unicodedata

from kitemark.reading.document import ODD_BLANK
from kitemark.reading.syntax.scan import Fault, Scan

_ODD_INDENT = re.compile(rf"[ \t]*({ODD_BLANK})")
_ODD_AFTER = re.compile(rf"[ ]*(?:-|(?:- +)*[\w-]+:)[ ]*({ODD_BLANK})")
_WIDE_COLON = re.compile(r"[ ]*(?:- +)*[\w-]+[ ]*(\uff1a|\ufe55)")
_BEGINS = (
    ("cannot start any token", None),
    ("expected alphabetic or numeric", "&*"),
    ("comment or line break", "|>"),
    ("comment or a line break", "|>"),
    ("tag", "!"),
    ("directive", "%"),
)
_SAYS_WHICH_WAY = re.compile(r"(?:^|[\s{,])(at_least|more_than|overall|applicable):[ ]*\Z")
_AMOUNT = re.compile(r"[<>]=?[ ]*([0-9]{1,20}(?:\.[0-9]{1,20})?%?)[ ]*(?:[,}\]#\n\r]|\Z)")
_PERCENT_BEFORE = re.compile(r"%[ ]*([0-9]{1,20}(?:\.[0-9]{1,20})?)[ ]*(?:[,}\]#\n\r]|\Z)")
_QUOTE_IT = "put the text in quotes"


def blanks(scan: Scan) -> Fault | None:
    """Give what is wrong with blanks on the lines about the place where the parser stopped; None where nothing is."""
    line = scan.line(scan.at)
    about = {scan.line(scan.end), line, *(one for one in (line - 1, line - 2) if one >= 0)}
    for one in sorted(about):
        words, start = scan.words(one), scan.start(one)
        if odd := _ODD_INDENT.match(words) or _ODD_AFTER.match(words):
            at = odd.start(1)
            name = unicodedata.name(odd[1], "a blank").lower().replace("no-break", "non-breaking")
            message = f"found U+{ord(odd[1]):04X} ({name}) where a space is wanted"
            return Fault(start + at, message, "type spaces in its place; it may have come along with a copy")
        if wide := _WIDE_COLON.match(words):
            return Fault(start + wide.start(1), "found a wide colon, wanted ':'", "type a colon and a space")
    words = scan.words(line)
    indent = words[: len(words) - len(words.lstrip())]
    if "\t" in indent or scan.text[scan.at : scan.at + 1] == "\t":
        above = scan.line_above(line)
        first = above is None or (scan.indent(above) == 0 and not scan.words(above).rstrip().endswith(":"))
        away = "\t" in indent and first
        return Fault(scan.at, "found a tab, wanted spaces", "take the tab away" if away else "indent with spaces")
    return None


def signs(scan: Scan) -> Fault | None:
    """Give which sign a text cannot begin with without quotes; None where that is not what is wrong."""
    about = f"{scan.context} {scan.what}"
    for words, begins in _BEGINS:
        at = scan.at if begins is None or scan.opened is None else scan.opened
        sign = scan.text[at : at + 1]
        if words in about and sign and (begins is None or sign in begins) and "incompatible" not in about:
            return _amount(scan, at) or _begins_with(at, sign)
    return None


def _amount(scan: Scan, at: int) -> Fault | None:
    """Give what is wrong with an amount behind a sign that its key says already, or behind its own %."""
    if found := _PERCENT_BEFORE.match(scan.text, at):
        return Fault(at, "found '%' before a number, wanted it after", f"write {found[1]}%")
    line = scan.text[scan.start(scan.line(at)) : at]
    key, found = _SAYS_WHICH_WAY.search(line), _AMOUNT.match(scan.text, at)
    if key is None or found is None:
        return None
    message = f"found '{scan.text[at]}' before the amount, which '{key[1]}' says already"
    return Fault(at, message, f"write {found[1]}")


def _begins_with(at: int, sign: str) -> Fault:
    if sign in "&*!":
        hint = f"{_QUOTE_IT}: without them, the sign gives a name to what follows"
    elif sign in "|>":
        hint = f'{_QUOTE_IT}, such as "{sign} 5"; without them, the sign announces a text on the next lines'
    else:
        hint = _QUOTE_IT
    return Fault(at, f"found '{sign}', which no text without quotes can begin with", hint)
