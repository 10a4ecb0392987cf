"""Bases: the assessments that a search for witnesses begins with."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator

from kitemark.analysis.adapting import Adapter, Base
from kitemark.analysis.supposing import World
from kitemark.analysis.unknowns import Unknowns
from kitemark.analysis.witness import drafted
from kitemark.examples import examples_of
from kitemark.problems import KitemarkError
from kitemark.quantity import Number
from kitemark.standard import Standard

_MOST_EXAMPLES = 12


def first_bases(standard: Standard, known: Unknowns, adapter: Adapter, deadline: float = math.inf) -> list[Base]:
    """Give drafts at both ends, some of the standard's own examples and, where none has its best level, one made.

    Nothing more is made once the monotonic clock has passed the deadline.
    """
    found = [base for world in _ends(known) if (base := adapter.base(drafted(standard, world))) is not None]
    found += _examples(standard, adapter)
    if time.monotonic() < deadline and all(base.outcome.established < len(standard.rules.levels) - 1 for base in found):
        found += _built(known, adapter, found, deadline)
    return found


def _examples(standard: Standard, adapter: Adapter) -> Iterator[Base]:
    try:
        cases = [case for case in examples_of(standard) if "#" not in case.id]
    except KitemarkError:
        return
    for case in cases[:_MOST_EXAMPLES]:
        base = adapter.base(case.pack)
        if base is not None:
            yield base


def _ends(known: Unknowns) -> Iterator[World]:
    """Give an organisation that is judged the best there can be, and one that is judged the worst, without records."""
    for place in (-1, 0):
        yield World(
            {name: choice.values[0] for name, choice in known.facts.items()},
            {name: _judgeable(choice.values)[place] for name, choice in known.judged.items()},
            {},
        )


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
