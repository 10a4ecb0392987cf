"""The summary of packs by one standard: levels, where they are held up, what assessors differ on, who is near a line.

Packs by different standards, or versions, are never counted together, and none is ranked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kitemark.portfolio.entry import Entry, Rulebook

_KINDS = ("criterion", "section", "measure", "whole", "unit")


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many packs have a level established, and for how many it is the best that could be; `id` None for none."""

    id: str | None
    title: str
    established: int
    possible: int


@dataclass(frozen=True, slots=True)
class HeldUp:
    """What holds packs from a level, and how many; units, which differ from pack to pack, are counted as one."""

    kind: str
    id: str
    title: str
    packs: int


@dataclass(frozen=True, slots=True)
class Step:
    """A level that some packs miss next, how many, and what holds them from it, that which holds most first."""

    level: str
    title: str
    packs: int
    by: tuple[HeldUp, ...]
    safeguards: tuple[HeldUp, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A criterion on which assessors differ: in how many packs several rate it, differ, and are too far apart."""

    id: str
    title: str
    shared: int
    differing: int
    unsettled: int


@dataclass(frozen=True, slots=True)
class Group:
    """The packs by one standard and version, in the order of the organisations' names."""

    book: Rulebook
    entries: tuple[Entry, ...]
    levels: tuple[LevelCount, ...]
    steps: tuple[Step, ...]
    splits: tuple[Split, ...]
    near: tuple[Entry, ...]


def group_of(entries: Sequence[Entry]) -> Group:
    """Give the summary of packs by one standard; there is at least one, and each was assessed by it."""
    book = entries[0].standard
    assert book is not None  # noqa: S101 - an assessed pack has a standard
    sorted_by_name = tuple(sorted(entries, key=lambda one: (one.name.casefold(), one.name, one.file)))
    return Group(
        book,
        sorted_by_name,
        tuple(_levels(book, entries)),
        tuple(_steps(book, entries)),
        tuple(_splits(book, entries)),
        tuple(entry for entry in sorted_by_name if entry.near),
    )


def _levels(book: Rulebook, entries: Iterable[Entry]) -> Iterable[LevelCount]:
    established = Counter(entry.established for entry in entries)
    possible = Counter(entry.possible for entry in entries)
    for level, title in ((None, book.otherwise), *book.levels):
        yield LevelCount(level, title, established[level], possible[level])


def _steps(book: Rulebook, entries: Sequence[Entry]) -> Iterable[Step]:
    for level, title in book.levels:
        held = [entry for entry in entries if entry.next == level]
        if held:
            yield Step(level, title, len(held), tuple(_by(book, held)), tuple(_guards(book, held)))


def _by(book: Rulebook, held: Sequence[Entry]) -> list[HeldUp]:
    """Give what holds packs, each counted once a pack; those that hold as many in the standard's order."""
    counts = Counter(one for entry in held for one in dict.fromkeys(_shown(h.kind, h.id) for h in entry.held_by))
    order = {name: place for place, name in enumerate((*book.measures, *book.titles))}
    found = [HeldUp(kind, name, _title(book, kind, name), count) for (kind, name), count in counts.items()]
    return sorted(found, key=lambda one: (-one.packs, _KINDS.index(one.kind), order.get(one.id, 0), one.id))


def _shown(kind: str, name: str) -> tuple[str, str]:
    return (kind, "units" if kind == "unit" else name)


def _title(book: Rulebook, kind: str, name: str) -> str:
    if kind in ("unit", "whole"):
        return _WHOLE.get(name, name)
    return (book.measures if kind == "measure" else book.titles).get(name, name)


_WHOLE = {
    "units": "Units that fall short",
    "overall": "The overall score",
    "applicable": "How much of the standard applies",
    "nothing": "Too few to ask",
}


def _guards(book: Rulebook, held: Sequence[Entry]) -> list[HeldUp]:
    counts = Counter(guard for entry in held for guard in {guard for one in entry.held_by for guard in one.guards})
    order = {name: place for place, name in enumerate(book.safeguards)}
    found = [HeldUp("safeguard", name, book.safeguards.get(name, name), count) for name, count in counts.items()]
    return sorted(found, key=lambda one: (-one.packs, order.get(one.id, 0), one.id))


def _splits(book: Rulebook, entries: Sequence[Entry]) -> Iterable[Split]:
    shared = Counter(name for entry in entries for name in entry.shared)
    differing = Counter(name for entry in entries for name in entry.differing)
    unsettled = Counter(name for entry in entries for name in entry.unsettled)
    order = {name: place for place, name in enumerate(book.titles)}
    for name in sorted(differing | unsettled, key=lambda one: (-differing[one], order.get(one, 0))):
        yield Split(name, book.titles.get(name, name), shared[name], differing[name], unsettled[name])
