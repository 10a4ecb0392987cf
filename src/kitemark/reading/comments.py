"""Comments of a YAML file, where they stand.

They are what lies between the parser's tokens, so that a `#` inside text is never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from kitemark.reading.document import LINE_BREAK
from kitemark.reading.parse import LOADER, yaml_text

_COMMENT = re.compile(r"(?:^|(?<=\s))#([^\n\r]*)", re.MULTILINE)
_BEFORE_ANYTHING = (
    yaml.StreamStartToken,
    yaml.DirectiveToken,
    yaml.DocumentStartToken,
    yaml.BlockMappingStartToken,
)
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]{0,2}[ \t]+(#[^\n\r]*)")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its text without the `#`, its line and column counted from 1, and the line it speaks of.

    A comment behind something speaks of its own line. One that has its line to itself speaks of the
    next line that is no comment and not empty (None where there is none). `head` is so before the
    first thing in the file.
    """

    text: str
    line: int
    column: int
    about: int | None
    head: bool


def comments_of(text: str) -> tuple[Comment, ...]:
    """Give the comments of YAML or JSON text in their order; of text that is no YAML, those before the fault."""
    lines = _Lines(text)
    found: list[Comment] = []
    for start, gap, begun in _gaps(yaml_text(text)):
        for match in _COMMENT.finditer(gap):
            at = start + match.start()
            if at == 0 or text[at - 1].isspace():  # a '#' that touches what stands before it begins none
                found.append(lines.comment(at, match[1].strip(), head=not begun))
    return tuple(found)


def _gaps(text: str) -> Iterator[tuple[int, str, bool]]:
    """Give what lies between tokens: where it begins, the text, and whether anything stood before it."""
    end, begun = 0, False
    try:
        for token in yaml.scan(text, Loader=LOADER):
            start = token.start_mark.index
            if start > end:
                yield end, text[end:start], begun
            end = max(end, token.end_mark.index)
            begun = begun or not isinstance(token, _BEFORE_ANYTHING)
            if isinstance(token, yaml.ScalarToken) and (header := _header(text, token)) is not None:
                yield (*header, True)
    except yaml.YAMLError:
        return
    yield end, text[end:], begun


def _header(text: str, token: Any) -> tuple[int, str] | None:
    """Give the comment behind the sign that begins a block of text; it is no part of the text."""
    if not token.style or token.style not in "|>":
        return None
    found = _BLOCK_HEADER.match(text, token.start_mark.index)
    return None if found is None else (found.start(1), found[1])


class _Lines:
    """The lines of a text: where each begins, and which hold more than a comment."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in LINE_BREAK.finditer(text)), len(text) + 1]
        self._line = 0
        self._next: int | None = 0

    def comment(self, at: int, said: str, *, head: bool) -> Comment:
        """Give the comment that begins at a place of the text; places must come in their order."""
        while self._starts[self._line + 1] <= at:
            self._line += 1
        column = at - self._starts[self._line]
        alone = not self._text[at - column : at].strip()
        about = self._following() if alone else self._line + 1
        return Comment(said, self._line + 1, column + 1, about, head)

    def _following(self) -> int | None:
        """Give the next line with more than a comment; looked for once for all comments above it."""
        if self._next is not None and self._next <= self._line:
            last = len(self._starts) - 1
            self._next = next((at for at in range(self._line + 1, last) if self._says_something(at)), None)
        return None if self._next is None else self._next + 1

    def _says_something(self, line: int) -> bool:
        said = self._text[self._starts[line] : self._starts[line + 1]].strip()
        return bool(said) and not said.startswith("#")
