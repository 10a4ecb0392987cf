"""Flags just on either side of what each measure comes to, so that a test sees the measure itself."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .drawing_measures import is_share
from .evaluator import subjects
from .evidence import Plain
from .measures import Known, Margin, Reading, Share

FINENESS = 10**6


def probed(standard: Plain, pack: Plain) -> Plain:
    """The standard with flags that compare each measure close to where it lies."""
    organisation, _ = subjects(standard, pack)
    measures = standard.get("measures", {})
    flags = [
        flag
        for name, measure in measures.items()
        if not measure.get("cited")
        for flag in _flags(name, is_share(measure), organisation.reading(name))
    ]
    return {**standard, "flags": [*standard.get("flags", []), *flags]}


def _flags(name: str, share: bool, reading: Reading) -> list[Plain]:
    found = []
    for place, value in enumerate(_near(reading)):
        written = written_percentage(value) if share else written_number(value)
        for word in ("at_least", "more_than", "at_most", "less_than"):
            found.append(
                {
                    "id": f"probe-{name}-{place}-{word}".replace("_", "-"),
                    "title": "A probe",
                    "when": {"measure": name, word: written},
                    "says": "Here.",
                }
            )
    return found


def _near(reading: Reading) -> list[Fraction]:
    """Values at or beside where a comparison turns, none below 0 or (for shares) above 1."""
    if isinstance(reading, Known):
        return _beside(reading.value)
    if isinstance(reading, Margin):
        return _beside(Fraction(math.isqrt(int(reading.square * FINENESS**2)), FINENESS))
    if isinstance(reading, Share):
        return [reading.k / reading.n, *_turns(reading), Fraction(0), Fraction(1)]
    return [Fraction(0), Fraction(1)]


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
