"""Reports for the tests beside this file, and what stands in their pages."""

from __future__ import annotations

import functools
from html.parser import HTMLParser
from pathlib import Path

import kitemark
from kitemark.bundled import bundled_folder

PACKS = sorted(bundled_folder().glob("*/examples/*.yaml"))
NAMES = [path.stem for path in PACKS]


@functools.cache
def result_of(path: Path) -> kitemark.Result:
    assessment = kitemark.load_assessment(path)
    return kitemark.evaluate(assessment.named_standard(), assessment)


def named(name: str) -> kitemark.Result:
    """The result of a bundled pack, by its name."""
    return result_of(next(path for path in PACKS if path.stem == name))


class Sheet(HTMLParser):
    """A page of HTML taken apart: its words, its tags with what they say, and the rows of its tables."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.words = ""
        self._cell = False
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent = tag == "style"
        if tag == "tr":
            self.rows.append([])
        self._cell = tag in ("td", "th")
        if self._cell:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False
        if tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words += data
        if self._cell:
            self.rows[-1][-1] += data
