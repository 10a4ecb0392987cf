"""A page of text for a terminal: wrapped, coloured where asked, and safe to show."""

from __future__ import annotations

import re
import textwrap

from kitemark.problems import printable

_COLOURS = {"title": "1", "met": "32", "open": "33", "unmet": "31", "faint": "2"}
_BLANKS = re.compile(r"[^\S\u00a0]+")
KEPT = "\u00a0"
"""A space that must stay, and at which no line breaks."""
_ASCII = str.maketrans({"…": "...", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "×": "x"})


class Page:
    """Lines of text that grow downwards."""

    def __init__(self, width: int, *, colour: bool, ascii_only: bool) -> None:
        self.width = width
        self.full, self.part, self.none = ("#", "+", ".") if ascii_only else ("█", "▒", "░")
        self.marks = {"met": "v", "open": "?", "unmet": "x"} if ascii_only else {"met": "✓", "open": "?", "unmet": "✗"}
        self._lines: list[str] = []
        self._colour = colour
        self._ascii = ascii_only

    def add(self, text: str, style: str = "", indent: int = 0, hang: int = 0) -> None:
        """Add text, wrapped; further lines hang deeper. Spaces that must stay are no-break ones."""
        clean = one_line(text)
        clean = _in_ascii(clean) if self._ascii else clean
        pad = " " * indent
        lines = textwrap.wrap(
            clean, self.width, initial_indent=pad, subsequent_indent=pad + " " * hang, break_on_hyphens=False
        ) or [""]
        self._lines.extend(self._painted(line.replace(KEPT, " "), style) for line in lines)

    def heading(self, text: str) -> None:
        """Add a heading after an empty line."""
        self._lines.append("")
        self.add(text, "title")

    def _painted(self, line: str, style: str) -> str:
        return f"\x1b[{_COLOURS[style]}m{line}\x1b[0m" if self._colour and style else line

    def text(self) -> str:
        """Give the page."""
        return "\n".join(self._lines) + "\n"


def _in_ascii(text: str) -> str:
    shown = text.translate(_ASCII)
    return "".join(c if c.isascii() or c == KEPT else "?" for c in shown)


def one_line(text: str) -> str:
    """Give the text on one line, blanks as single spaces; those that must stay, stay."""
    return KEPT.join(printable(part) for part in _BLANKS.sub(" ", text).strip().split(KEPT))
