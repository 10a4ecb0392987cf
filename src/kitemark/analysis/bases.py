"""Bases: the assessments that a search for witnesses begins with."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kitemark.analysis.adapting import Adapter, Base
from kitemark.analysis.drafting import Data
from kitemark.analysis.logic import TRUE
from kitemark.analysis.solving import Solver
from kitemark.analysis.supposing import World
from kitemark.analysis.unknowns import Unknowns
from kitemark.analysis.witness import drafted
from kitemark.analysis.wordless import wordless
from kitemark.examples import first_packs
from kitemark.problems import KitemarkError
from kitemark.quantity import Number
from kitemark.standard import Standard

_MOST_EXAMPLES = 12


class Bases:
    """The assessments that are known, to begin with."""

    def __init__(self) -> None:
        """Begin with none."""
        self._every: list[Base] = []

    def __iter__(self) -> Iterator[Base]:
        """Give them in the order in which they came."""
        return iter(self._every)

    def add(self, *bases: Base) -> None:
        """Take more of them."""
        self._every += bases

    def nearest(self) -> list[Base]:
        """Give one for each level that is reached, the highest level first, then the others."""
        levels: dict[int, Base] = {}
        for base in sorted(self._every, key=weight):
            levels.setdefault(base.outcome.established, base)
        first = [levels[level] for level in sorted(levels, reverse=True)]
        return [*first, *(base for base in self._every if all(base is not one for one in first))]


def weight(base: Base) -> int:
    """Give how many records there are to be read."""
    return len(base.outcome.party.evidence.records)


def first_bases(
    standard: Standard, known: Unknowns, adapter: Adapter, solver: Solver | None, deadline: float = math.inf
) -> list[Base]:
    """Give drafts at both ends, some of the standard's own examples and, where none has its best level, one made.

    Nothing more is made once the monotonic clock has passed the deadline.
    """
    found = _drafts(standard, adapter, known)
    if not found and solver is not None:  # the engine refuses such a profile
        fitting = solver.find(TRUE, judged_at(known, -1)).world
        found = [] if fitting is None else _drafts(standard, adapter, known, fitting.facts)
    found += _loaded(adapter, (wordless(pack, standard.rules) for pack in example_packs(standard, _MOST_EXAMPLES)))
    if time.monotonic() < deadline and all(base.outcome.established < len(standard.rules.levels) - 1 for base in found):
        found += _built(known, adapter, found, deadline)
    return found


def _drafts(
    standard: Standard, adapter: Adapter, known: Unknowns, facts: Mapping[str, Any] | None = None
) -> list[Base]:
    return _loaded(adapter, (drafted(standard, judged_at(known, place, facts)) for place in (-1, 0)))


def _loaded(adapter: Adapter, packs: Iterable[Data]) -> list[Base]:
    return [base for pack in packs if (base := adapter.base(pack)) is not None]


def judged_at(known: Unknowns, place: int, facts: Mapping[str, Any] | None = None) -> World:
    """Give an organisation that is judged the best (-1) or the worst (0) there can be, without records.

    Each fact has its first value, unless others are given.
    """
    first = {name: choice.values[0] for name, choice in known.facts.items()}
    judged = {name: _judgeable(choice.values)[place] for name, choice in known.judged.items()}
    return World(first if facts is None else facts, judged, {})


def example_packs(standard: Standard, most: int) -> list[Data]:
    """Give the packs of a standard's first examples, without the rows of tables; none where they do not load."""
    try:
        return first_packs(standard, most)
    except KitemarkError:
        return []


def _judgeable(values: tuple[Number | None, ...]) -> list[Number]:
    return [value for value in values if value is not None]


def _built(known: Unknowns, adapter: Adapter, found: list[Base], deadline: float) -> list[Base]:
    """Give an organisation with every measure at its best, as far as records for it are found."""
    base = found[0] if found else None
    for key, choice in known.measures.items():
        if base is None or time.monotonic() > deadline:
            break
        measures = {**base.world.measures, key: choice.values[-1]}
        pack = adapter.adapted(base, World(base.world.facts, base.world.ratings, measures))
        better = None if pack is None else adapter.base(pack)
        base = better or base
    return [base] if base is not None else []
