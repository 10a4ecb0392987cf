"""Comparisons on either side of what each measure comes to, so that a test sees the measure."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .drawing_measures import is_share
from .evaluator import subjects
from .evidence import Plain
from .measures import Known, Margin, Reading, Share, lower_is_better
from .structure import Structure

FINENESS = 10**6
WORDS = (("at_least", "more_than"), ("at_most", "less_than"))


def probed(standard: Plain, pack: Plain) -> Plain:
    """The standard with comparisons close to where each measure lies, and with every mark.

    Those that go the right way round stand in a level of their own, the others in flags.
    """
    organisation, _ = subjects(standard, pack)
    asked, flags = _marks(standard, organisation.structure), []
    for name, measure in standard.get("measures", {}).items():
        if measure.get("cited"):
            continue
        lower = lower_is_better(measure)
        for value in _near(organisation.reading(name), share=is_share(measure)):
            written = written_percentage(value) if is_share(measure) else written_number(value)
            asked += [{"measure": name, word: written} for word in WORDS[lower]]
            flags += [{"measure": name, word: written} for word in WORDS[not lower]]
    level = {"id": "probe", "title": "Probe", "builds_on": "none", "requires": asked}
    return {
        **standard,
        "levels": [*standard["levels"], *([level] if asked else [])],
        "flags": [*standard.get("flags", []), *map(_flag, range(len(flags)), flags)],
    }


def _marks(standard: Plain, structure: Structure) -> list[Plain]:
    return [
        {"each": [node.id], "marks": level["id"]}
        for node in structure.criteria()
        for level in standard["levels"]
        if "marks" in node.data
    ]


def _flag(place: int, when: Plain) -> Plain:
    return {"id": f"probe{place}", "title": "Probe", "when": when, "says": "Here."}


def _near(reading: Reading, *, share: bool) -> list[Fraction]:
    """Values at or beside where a comparison turns, none below 0 or (for shares) above 1."""
    if isinstance(reading, Known | Margin):
        found = _beside(reading.value if isinstance(reading, Known) else _root(reading.square))
        return [value for value in found if not share or value <= 1]
    if isinstance(reading, Share):
        return [reading.k / reading.n, *_turns(reading), Fraction(0), Fraction(1)]
    return [Fraction(0), Fraction(1)]


def _root(square: Fraction) -> Fraction:
    return Fraction(math.isqrt(int(square * FINENESS**2)), FINENESS)


def _beside(value: Fraction) -> list[Fraction]:
    below = Fraction(math.floor(value * FINENESS), FINENESS)
    return [below, below + Fraction(1, FINENESS)]


def _turns(reading: Share) -> list[Fraction]:
    """The steps of a fine grid between which each end of the interval turns."""
    found = []
    for end in ("low", "high"):
        at_zero = reading.reaches(Fraction(0), strict=False, end=end)
        low, high = 0, FINENESS
        while high - low > 1:
            middle = (low + high) // 2
            same = reading.reaches(Fraction(middle, FINENESS), strict=False, end=end) == at_zero
            low, high = (middle, high) if same else (low, middle)
        found += [Fraction(low, FINENESS), Fraction(high, FINENESS)]
    return found


def written_number(value: Fraction) -> Any:
    """A number as an author writes it."""
    if value.denominator == 1:
        return int(value)
    return Decimal(math.floor(value * FINENESS)) / FINENESS


def written_percentage(value: Fraction) -> str:
    """A percentage as an author writes it."""
    return f"{Decimal(math.floor(value * FINENESS)) / (FINENESS // 100):f}%"
