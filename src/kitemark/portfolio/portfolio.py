"""The portfolio: what many packs came to, as a caller holds it, and as data."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kitemark.portfolio.assessor import Call
from kitemark.portfolio.entry import Entry, Overall
from kitemark.portfolio.near import Near
from kitemark.portfolio.summary import Group, group_of
from kitemark.portfolio.telling_apart import RESULT
from kitemark.problems import Problem, file_text, unchecked
from kitemark.version import __version__


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is no pack, and what it is."""

    file: str
    what: str


@dataclass(frozen=True)
class Portfolio:
    """What many packs came to: an entry for each, in the order of their files' names."""

    call: Call
    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]
    """What is wrong beside the packs: folders that could not be looked into."""

    @property
    def assessed(self) -> tuple[Entry, ...]:
        """The entries of the packs that came to a result."""
        return tuple(entry for entry in self.entries if entry.assessed)

    @property
    def faulty(self) -> tuple[Entry, ...]:
        """The entries with problems."""
        return tuple(entry for entry in self.entries if entry.problems)

    @property
    def reached(self) -> bool:
        """Whether every pack that was assessed reaches the required level; yes where none is required."""
        return all(entry.reached is not False for entry in self.entries)

    @functools.cached_property
    def groups(self) -> tuple[Group, ...]:
        """The packs of each standard and version by themselves, in the order of the standards' ids."""
        found: dict[tuple[str, str, str], list[Entry]] = {}
        for entry in self.assessed:
            if entry.standard is not None:
                found.setdefault(entry.standard.key, []).append(entry)
        return tuple(group_of(found[key]) for key in sorted(found))

    def to_dict(self) -> dict[str, Any]:
        """Give the portfolio as plain data: version 1 of its JSON."""
        return {
            "kitemark": 1,
            "library": __version__,
            "target": self.call.target,
            "required": self.call.require,
            "packs": [_entry(entry) for entry in self.entries],
            "standards": [_group(group) for group in self.groups],
            "left_out": [{"file": file_text(one.file), "what": one.what} for one in self.left_out],
            "problems": [_problem(problem) for problem in self.problems],
        }

    def to_json(self) -> str:
        """Give the portfolio's JSON as text, the same bytes for the same files."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"


def _problem(problem: Problem) -> dict[str, str | int | None]:
    return {**problem.to_dict(), "file": None if problem.file is None else file_text(problem.file)}


def _entry(entry: Entry) -> dict[str, Any]:
    problems = [_problem(problem) for problem in entry.problems]
    book = entry.standard
    if book is None or not entry.assessed:
        more = {"unchecked": list(kept)} if (kept := unchecked(entry.problems)) else {}
        return {"file": file_text(entry.file), "assessed": False, "problems": problems, **more}
    return {
        "file": file_text(entry.file),
        "assessed": True,
        "organisation": {"id": entry.id, "name": entry.name},
        "standard": {"id": book.id, "version": book.version, "sha256": book.sha256},
        "assessment": {"sha256": entry.assessment},
        "date": entry.date,
        "level": {"established": entry.established, "possible": entry.possible, "target": entry.target},
        "reached": entry.reached,
        "overall": None if entry.overall is None else _overall(entry.overall),
        "held_from": entry.next,
        "held_by": [{"kind": one.kind, "id": one.id, "safeguards": list(one.guards)} for one in entry.held_by],
        "open": list(entry.open),
        "withheld": entry.withheld,
        "differing": list(entry.differing),
        "unsettled": list(entry.unsettled),
        "flags": list(entry.flags),
        "near": [_near(one) for one in entry.near],
        "basis": entry.basis,
        "award": entry.award,
        "problems": problems,
    }


def _overall(overall: Overall) -> dict[str, str | None]:
    return {
        "low": overall.low,
        "high": overall.high,
        "max": overall.maximum,
        "low_percent": overall.low_percent,
        "high_percent": overall.high_percent,
    }


def _near(near: Near) -> dict[str, str | None]:
    return {"kind": near.kind, "id": near.id, "of": near.of, "gains": near.gains, "loses": near.loses}


def _group(group: Group) -> dict[str, Any]:
    book = group.book
    return {
        "id": book.id,
        "version": book.version,
        "sha256": book.sha256,
        "title": book.title,
        "packs": len(group.entries),
        "levels": [{"id": one.id, "established": one.established, "possible": one.possible} for one in group.levels],
        "held_up": [
            {
                "from": step.level,
                "packs": step.packs,
                "by": [{"kind": one.kind, "id": one.id, "packs": one.packs} for one in step.by],
                "safeguards": [{"id": one.id, "packs": one.packs} for one in step.safeguards],
            }
            for step in group.steps
        ],
        "splits": [
            {"id": one.id, "shared": one.shared, "differing": one.differing, "unsettled": one.unsettled}
            for one in group.splits
        ],
        "near": [file_text(entry.file) for entry in group.near],
    }


def paths_read(portfolio: Portfolio) -> Iterator[str]:
    """Give every file that was read and must not be written over: packs, tables, standards, and other files.

    A result that kitemark wrote before, found in a folder, may be written anew.
    """
    for entry in portfolio.entries:
        yield entry.file
        yield from entry.reads
    yield from (one.file for one in portfolio.left_out if one.what != RESULT)
