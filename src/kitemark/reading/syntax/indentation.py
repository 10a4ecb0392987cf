"""Indentation: a line that lines up with nothing, and which of two lines is the one to move."""

from __future__ import annotations

import collections
import re

from kitemark.reading.syntax.scan import Fault, Level, Scan

_MARGIN = re.compile(r"[ ]*(?:- +)*")
_KEY_LINE = re.compile(r"^( *(?:- +)*)(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*'):(?=\s|$)", re.MULTILINE)

_USUAL = 2
"""Fewest lines at a column that speak for it."""


def too_deep(scan: Scan, first: int, line: int, *, sure: bool) -> Fault:
    """Give what is wrong with a line that stands deeper than the key on an earlier one, which has its value already."""
    wanted = _margin(scan, first)
    if (moved := _the_other(scan, wanted, line)) is not None:
        return moved
    message = f"found a line that is indented by {_spaces(scan.indent(line))}, below a key that has its value already"
    hint = f"line it up with the key on line {first + 1} ({_spaces(wanted)})"
    quote = "" if sure else "; if it goes on with the text above it, put that whole text in quotes"
    return Fault(scan.start(line) + scan.indent(line), message, f"{hint}{quote}")


def between(scan: Scan, line: int) -> Fault:
    """Give what is wrong with a line that lines up with no open entry, and with which lines it could."""
    indent, levels = scan.indent(line), scan.levels()
    deeper = [level.column for level in levels if level.column > indent and not level.is_list]
    shallower = [level.column for level in levels if level.column < indent and not level.is_list]
    for column in (*sorted(deeper)[:1], *sorted(shallower)[-1:]):
        if (moved := _the_other(scan, column, line)) is not None:
            return moved
    ways = _ways(scan, line, levels)
    message = f"found a line that is indented by {_spaces(indent)}, which lines up with no open entry above it"
    hint = f"line it up with {' or '.join(ways)}" if ways else "line it up with the lines above it"
    above = scan.line_above(line)
    also = "" if above is None else f"; or line {above + 1} is the one that is indented wrongly"
    return Fault(scan.at, message, f"{hint}{also}")


def _ways(scan: Scan, line: int, levels: list[Level]) -> list[str]:
    """Give the entries that a line could line up with, the two nearest columns first."""
    nearest = sorted(levels, key=lambda level: (abs(level.column - scan.indent(line)), -level.column))
    ways = {
        level.column: f"the {'dash' if level.is_list else 'key'} on line {above + 1} ({_spaces(level.column)})"
        for level in reversed(nearest)
        if (above := scan.entry_line(level.column, line)) is not None
    }
    return [ways[column] for column in dict.fromkeys(level.column for level in nearest) if column in ways][:2]


def _the_other(scan: Scan, column: int, line: int) -> Fault | None:
    """Give the fault of the only entry above at a column, where that column is the odd one and not the line's own."""
    above = scan.entry_line(column, line)
    if above is None or scan.first_line(column, line) != above:
        return None
    own = _margin(scan, line)
    usual = collections.Counter(len(found[1]) for found in _KEY_LINE.finditer(scan.near))
    if usual[own] < _USUAL or usual[column] >= usual[own]:
        return None
    message = f"found a line that is indented by {_spaces(column)}, and the next one beside it by {_spaces(own)}"
    hint = f"line the two up, this one and line {line + 1}: most lines of the file stand as that one does"
    return Fault(scan.start(above) + column, message, hint)


def _margin(scan: Scan, line: int) -> int:
    found = _MARGIN.match(scan.words(line))
    return found.end() if found else 0


def _spaces(count: int) -> str:
    return f"{count} space{'' if count == 1 else 's'}" if count else "no spaces"
