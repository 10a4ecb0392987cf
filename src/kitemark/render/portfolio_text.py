"""A portfolio as text for a terminal: a table for each standard, narrow ones pack by pack."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from kitemark.problems import file_text
from kitemark.render.page import KEPT, Page, one_line
from kitemark.render.portfolio_words import (
    basis_words,
    head_words,
    held_words,
    level_words,
    names,
    notes,
    problem_lines,
    required_words,
    titled,
)

if TYPE_CHECKING:
    from kitemark.portfolio import Entry, Group, Portfolio

_HEAD = ("Organisation", "Level", "Could be", "Held", "Open", "Notes")
_LEAST_TABLE = 76
"""Fewest columns in which a table can be read."""
_WIDEST = 160
_GAP = 2


def render_portfolio_text(
    portfolio: Portfolio, *, width: int = 80, colour: bool = False, ascii_only: bool = False, verbose: bool = False
) -> str:
    """Give the portfolio as text of at most `width` columns; `verbose` says which files are no packs."""
    page = Page(max(40, min(width, _WIDEST)), colour=colour, ascii_only=ascii_only)
    page.add(head_words(portfolio), "title")
    if portfolio.assessed:
        page.add(basis_words(portfolio), "faint")
    if required := required_words(portfolio):
        page.add(required, "met" if portfolio.reached else "unmet")
    for title, group in titled(portfolio):
        _group(group, title, page)
    _problems(portfolio, page)
    if verbose and portfolio.left_out:
        page.heading("Left out, as no packs")
        for one in portfolio.left_out:
            page.add(f"{file_text(one.file)}: {one.what}", indent=2, hang=2)
    return page.text()


def _group(group: Group, title: str, page: Page) -> None:
    page.heading(title)
    page.add(", ".join(f"{one.title} {one.established}" for one in group.levels if one.established), "faint", 2, 2)
    page.add("")
    called = names(group)
    if page.width >= _LEAST_TABLE:
        _table([_row(entry, group, called[entry.file]) for entry in group.entries], page)
        return
    for entry in group.entries:
        _block(entry, group, called[entry.file], page)


def _row(entry: Entry, group: Group, name: str) -> tuple[str, ...]:
    level, could = level_words(entry, group.book)
    waiting = str(len(entry.open)) if entry.open else ""
    return (name, level, could, held_words(entry, group.book), waiting, "; ".join(notes(entry, group.book, brief=True)))


def _block(entry: Entry, group: Group, name: str, page: Page) -> None:
    level, could = level_words(entry, group.book)
    page.add(f"{name}: {level}" + (f", could be {could}" if could else ""), indent=2, hang=2)
    held = held_words(entry, group.book)
    waiting = [f"{len(entry.open)} open"] if entry.open else []
    for line in ([f"held {held}"] if held else []) + ["; ".join([*waiting, *notes(entry, group.book, brief=True)])]:
        if line:
            page.add(line, "faint", 4, 2)


def _table(rows: Sequence[tuple[str, ...]], page: Page) -> None:
    """Draw rows of cells, each wrapped in its column; columns that no row fills are left out."""
    rows = [tuple(one_line(cell) for cell in row) for row in rows]
    kept = [place for place in range(len(_HEAD)) if any(row[place] for row in rows)]
    cells = [[_HEAD[place] for place in kept], *([row[place] for place in kept] for row in rows)]
    widths = _widths(cells, page.width - 2 - _GAP * (len(kept) - 1))
    for number, row in enumerate(cells):
        wrapped = [textwrap.wrap(cell, size, break_on_hyphens=False) for cell, size in zip(row, widths, strict=True)]
        for parts in zip_longest(*wrapped, fillvalue=""):
            line = (" " * _GAP).join(f"{part:<{size}}" for part, size in zip(parts, widths, strict=True)).rstrip()
            text = line.lstrip(" ")  # what stands before it is indented: a page takes blanks away
            page.add(text.replace(" ", KEPT), "" if number else "faint", 2 + len(line) - len(text))


def _widths(cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """Give each column what it needs, and where there is too little room, the widest ever less; never under a word."""
    needed = [max(len(row[place]) for row in cells) for place in range(len(cells[0]))]
    least = [min(need, 10) for need in needed]
    while sum(needed) > room:
        widest = max(range(len(needed)), key=lambda place: needed[place] - least[place])
        if needed[widest] <= least[widest]:
            break
        needed[widest] -= 1
    return needed


def _problems(portfolio: Portfolio, page: Page) -> None:
    if not portfolio.faulty and not portfolio.problems:
        return
    page.heading("Problems")
    for problem in portfolio.problems:
        page.add(str(problem), "unmet", 2, 2)
    for entry in portfolio.faulty:
        for line in problem_lines(entry):
            page.add(line, "unmet", 2, 2)
