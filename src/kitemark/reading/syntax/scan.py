"""A second look at faulty text: the tokens up to where the parser stopped, the brackets open there, and the lines."""

from __future__ import annotations

import bisect
import collections
import contextlib
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from kitemark.reading.document import LINE_BREAK

_WORDS = re.compile(r"[^\r\n]+")
_KEY_USED = re.compile(r"(?:^|[{,\[]|- )[ \t]*(\w[\w-]{0,60}):(?=\s|$)", re.MULTILINE)
ENTRY = re.compile(r"[ ]*(?:-[ \t]|-$|(?:-[ \t]+)*(?:[\w-]+|\"[^\"]*\"|'[^']*'):(?:\s|$))")
"""A line that looks like the beginning of an entry: a key with its colon, or a dash."""
OPENERS = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
CLOSERS = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
_BLOCKS = (yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken)
_SOONER = ("simple key", "quoted scalar", "block scalar", "anchor", "alias", "tag", "directive")
"""What the parser was reading when it failed, of which the beginning is the end of what is sound."""

_NEAR = 200_000
"""Most characters before the place where the parser stopped that are looked at again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: the place in the text, counted from 0, the words for it, and what to do."""

    at: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Level:
    """A block that is open: the column of its keys or dashes, and whether it is a list."""

    column: int
    is_list: bool


class Scan:
    """Faulty text with what the parser said of it."""

    def __init__(self, text: str, error: Any, loader: Any) -> None:
        """Take the text as the parser saw it, what it raised, and the parser."""
        self.text = text
        self.what = str(getattr(error, "problem", None) or error)
        self.context = str(getattr(error, "context", None) or "")
        self.at = min(error.problem_mark.index, len(text))
        opened = getattr(error, "context_mark", None)
        self.opened: int | None = None if opened is None else opened.index
        self.end = self.opened if self.opened is not None and self._begins_sooner() else self.at
        self._loader = loader
        self._starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]

    def _begins_sooner(self) -> bool:
        return any(word in self.context for word in _SOONER)

    @functools.cached_property
    def tokens(self) -> list[Any]:
        """Every token before the place where the parser stopped."""
        begin = self._begin
        if begin is None:
            return []
        found: list[Any] = []
        with contextlib.suppress(yaml.YAMLError):
            # Cut off there, so that the scanner hands out what it would hold back.
            found = list(yaml.scan(_blank(self.text[:begin]) + self.text[begin : self.end], Loader=self._loader))
        return [token for token in found if not self._is_made_up(token)]

    @functools.cached_property
    def _begin(self) -> int | None:
        """Where to begin: at the top, or in a large file at the line nearest the margin of those not far above."""
        if self.end <= _NEAR:
            return 0
        if self.text.lstrip()[:1] in ("{", "["):
            return None  # everything stands within one pair of brackets
        lines = range(self.line(self.end - _NEAR) + 1, self.line(self.end))
        nearest = min((line for line in lines if self.says_something(line)), key=self.indent, default=None)
        return None if nearest is None else self.start(nearest)

    @property
    def blind(self) -> bool:
        """Whether too little is known of what stands before the place to tell more than what the parser says."""
        return self.end > _NEAR and not self.tokens

    @property
    def near(self) -> str:
        """The text, or of a large one the part that is looked at."""
        return self.text[max(0, self.end - _NEAR) : self.end + _NEAR]

    def _is_made_up(self, token: Any) -> bool:
        """Tell whether a token stands for the end of the text that was cut off."""
        ends = isinstance(token, yaml.BlockEndToken | yaml.StreamEndToken | yaml.StreamStartToken)
        return ends and (isinstance(token, yaml.StreamStartToken) or token.start_mark.index >= self.end)

    def last(self) -> Any:
        """Give the last token that stands for something written; None where there is none."""
        return next((one for one in reversed(self.tokens) if one.end_mark.index > one.start_mark.index), None)

    def open_brackets(self, before: int | None = None) -> list[Any]:
        """Give the tokens of the brackets that are open at a place, outermost first."""
        stack: list[Any] = []
        for token in self.tokens:
            if before is not None and token.start_mark.index >= before:
                break
            if isinstance(token, OPENERS):
                stack.append(token)
            elif isinstance(token, CLOSERS) and stack:
                stack.pop()
        return stack

    def levels(self) -> list[Level]:
        """Give the blocks that are open where the parser stopped, outermost first."""
        stack: list[Level] = []
        for token in self.tokens:
            if isinstance(token, _BLOCKS):
                stack.append(Level(token.start_mark.column, isinstance(token, yaml.BlockSequenceStartToken)))
            elif isinstance(token, yaml.BlockEndToken) and stack:
                stack.pop()
        return stack

    def entry_line(self, column: int, before: int) -> int | None:
        """Give the last line above another on which an entry stands at a column, counted from 0."""
        entries = (
            token.start_mark.line
            for token in reversed(self.tokens)
            if isinstance(token, yaml.KeyToken | yaml.BlockEntryToken) and token.start_mark.column == column
        )
        return next((line for line in entries if line < before), None)

    def first_line(self, column: int, before: int) -> int | None:
        """Give the line on which the last block above a line begins that stands at a column."""
        begun = (one.start_mark for one in reversed(self.tokens) if isinstance(one, _BLOCKS))
        return next((mark.line for mark in begun if mark.column == column and mark.line < before), None)

    def quoted(self) -> Iterator[Any]:
        """Give the tokens of texts in quotes."""
        return (one for one in self.tokens if isinstance(one, yaml.ScalarToken) and one.style and one.style in "'\"")

    @functools.cached_property
    def keys(self) -> Mapping[str, int]:
        """Words that are keys in this file, each with how often it looks like one."""
        return collections.Counter(_KEY_USED.findall(self.near))

    # Lines

    def line(self, at: int) -> int:
        """Give the line of a place, counted from 0."""
        return bisect.bisect_right(self._starts, at) - 1

    def start(self, line: int) -> int:
        """Give the place where a line begins."""
        return self._starts[line]

    def place(self, at: int) -> tuple[int, int]:
        """Give line and column of a place, both counted from 1."""
        line = self.line(at)
        return line + 1, at - self._starts[line] + 1

    def words(self, line: int) -> str:
        """Give a line's text without what ends it."""
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[line] : end].rstrip("\r\n")

    def indent(self, line: int) -> int:
        """Give how many spaces stand before a line's text."""
        words = self.words(line)
        return len(words) - len(words.lstrip(" "))

    def line_above(self, line: int) -> int | None:
        """Give the last line above another that holds more than a comment."""
        return next((one for one in range(line - 1, -1, -1) if self.says_something(one)), None)

    def says_something(self, line: int) -> bool:
        """Tell whether a line holds more than a comment."""
        words = self.words(line).strip()
        return bool(words) and not words.startswith("#")


def _blank(text: str) -> str:
    """Give empty lines in place of text, so that what follows keeps its line and place."""
    return _WORDS.sub(lambda words: " " * len(words[0]), text) if text else ""
