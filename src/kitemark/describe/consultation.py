"""A page for consultation: every statement has a number, by which a comment can name it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kitemark.describe.page import Block, Entry, Item, Page, Part, Table


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a statement, with its own number."""

    number: str
    item: Item


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said under one label: the unit that has room for a comment."""

    number: str
    label: str
    text: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A part of a page with its number, its statements and the parts below it."""

    number: str
    part: Part
    statements: tuple[Statement, ...]
    parts: tuple[Numbered, ...]


def numbered(page: Page) -> tuple[Numbered, ...]:
    """Give the parts of a page numbered 1, 1.1, 1.1.1 in the page's order."""
    return tuple(_numbered(part, str(place)) for place, part in enumerate(page.parts, 1))


def _numbered(part: Part, number: str) -> Numbered:
    said = tuple(_statement(block, f"{number}.{place}") for place, block in enumerate(part.blocks, 1))
    below = (_numbered(inner, f"{number}.{place}") for place, inner in enumerate(part.parts, len(said) + 1))
    return Numbered(number, part, said, tuple(below))


def _statement(block: Block, number: str) -> Statement:
    text, items = (block.text, block.items) if isinstance(block, Entry) else ("", _rows(block))
    points = tuple(Point(f"{number}.{place}", item) for place, item in enumerate(items, 1))
    return Statement(number, block.label, text, points)


def _rows(table: Table) -> Iterable[Item]:
    for first, *others in table.rows:
        cells = [f"{head}: {cell}" for head, cell in zip(table.head[1:], others, strict=True) if cell]
        yield Item(first, "; ".join(cells))
