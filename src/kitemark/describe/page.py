"""A page: parts with titles, and in each part what is said, whatever it is drawn as later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list: what it is about, what it says, and the points below it.

    `to` is the id of the part that says more of what it is about, where there is one.
    """

    lead: str = ""
    text: str = ""
    to: str | None = None
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is said: under which label, in what words, with which points."""

    label: str
    text: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Things that are best read beside each other; the first cell of a row names it."""

    label: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Entry | Table


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page; `listed` says that the contents list the parts below it."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    listed: bool = False

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Give what is said in words."""
        return tuple(block for block in self.blocks if isinstance(block, Entry))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Give what is said in tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


@dataclass(frozen=True, slots=True)
class Page:
    """A page, whole; `language` is that of the standard's own texts."""

    title: str
    subtitle: str
    language: str
    parts: tuple[Part, ...]


def entries(*said: tuple[str, str | None]) -> tuple[Entry, ...]:
    """Give an entry for each label that has something to say."""
    return tuple(Entry(label, text) for label, text in said if text)


def listed(label: str, items: Iterable[Item]) -> Iterator[Entry]:
    """Give an entry for some points, where there are any."""
    found = tuple(items)
    if found:
        yield Entry(label, "", found)


def parts_of(name: str, title: str, parts: Iterable[Part]) -> Iterator[Part]:
    """Give a part that holds others, where there are any."""
    found = tuple(parts)
    if found:
        yield Part(name, title, (), found)
