"""Diagnosis: from what the parser says to the place, cause and remedy of a slip."""

from __future__ import annotations

from typing import Any

from kitemark.problems import Problem, file_text
from kitemark.reading.document import position
from kitemark.reading.syntax.brackets import brackets
from kitemark.reading.syntax.entries import entries
from kitemark.reading.syntax.quotes import quotes
from kitemark.reading.syntax.scan import Fault, Scan
from kitemark.reading.syntax.signs import blanks, signs

_LOOK = "look at this line and the one before: a quote, a bracket, a colon or a comma may be missing"
_OTHERWISE = (
    ("end of stream", "found quotes that are opened and never closed", "close them at the end of the text"),
    ("expected ',' or", "found brackets that do not go on as they should, wanted ',' or a closing one", _LOOK),
    ("escape", "found a backslash that begins nothing known", "write it twice, or use single quotes"),
    ("hexdecimal", "found a backslash that begins nothing known", "write it twice, or use single quotes"),
    ("Unicode character escape", "found a backslash that begins nothing known", "write it twice, or use single quotes"),
    ("node content", "found nothing where a value is wanted", "write null for nothing"),
    ("could not find expected ':'", "found a line that is no key and no value, wanted 'key: value'", _LOOK),
    ("did not find expected", "found something that does not fit what stands before it", _LOOK),
)
_CAUSES = (blanks, quotes, brackets, entries, signs)
"""In this order: an odd blank or an open quote makes everything after it look wrong."""


def syntax_problem(text: str, error: Any, name: str | None, loader: Any) -> Problem:
    """Give the problem with text that the parser could not take, where the slip is as far as that can be told."""
    if getattr(error, "problem_mark", None) is None:
        return _unreadable(text, error, name)
    scan = Scan(text, error, loader)
    causes = (blanks, signs) if scan.blind else _CAUSES
    fault = next((found for cause in causes if (found := cause(scan)) is not None), None) or _otherwise(scan)
    line, column = scan.place(fault.at)
    return Problem("syntax", fault.message, name, line, column, "", fault.hint, unchecked=(_rest(name),))


def _rest(name: str | None) -> str:
    """Give one line on what a syntax error keeps from being looked at: it ends the reading of its file."""
    return f"{'the file' if name is None else file_text(name)}: not checked until its syntax is mended: all the rest"


def _unreadable(text: str, error: Any, name: str | None) -> Problem:
    before = text.encode("utf-8", "surrogatepass")[: getattr(error, "position", 0)].decode("utf-8", "ignore")
    line, column = position(before)
    return Problem(
        "syntax",
        "found a character that no text file should hold",
        name,
        line,
        column,
        "",
        "remove it",
        unchecked=(_rest(name),),
    )


def _otherwise(scan: Scan) -> Fault:
    for words, message, hint in _OTHERWISE:
        if words in scan.what:
            return Fault(scan.at, message, hint)
    return Fault(scan.at, f"found text that is not YAML ({scan.what})", _LOOK)
