"""Scoring: the children of a section become its score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from kitemark.evaluation.made import made
from kitemark.evaluation.outcome import NodeOutcome
from kitemark.quantity import Number, exact
from kitemark.rules.scale import Bands
from kitemark.rules.standard import Section
from kitemark.rules.weighing import Weighing, weigh


@made
class Score:
    """A section's score before its limits."""

    low: Number
    high: Number
    maximum: Number
    counted: int


def score(section: Section, children: Sequence[NodeOutcome], weighing: Weighing | None) -> Score | None:
    """Give the score that the children with a score make, or None where none counts.

    `weighing` is what each of them adds to a mean, where that is known beforehand.
    """
    if weighing is not None:
        combined: Score | None = _weighed(section, children, weighing)
    else:
        combined = _COMBINED[section.combine](section, children) if children else None
    return combined if combined is None or section.is_plain else _finished(section, combined)


def _finished(section: Section, combined: Score) -> Score:
    """Give the score capped, rounded and banded, as the section says."""
    counted = combined.counted
    if section.capped_at is not None:
        cap = section.capped_at
        combined = Score(min(combined.low, cap), min(combined.high, cap), min(combined.maximum, cap), counted)
    if section.decimals is not None:
        low, high = (rounded(end, section.decimals, section.rounding) for end in (combined.low, combined.high))
        combined = Score(low, high, combined.maximum, counted)
    if section.bands is not None:
        low, high = (_banded(section.bands, end, combined.maximum) for end in (combined.low, combined.high))
        combined = Score(low, high, section.bands.scale.maximum, counted)
    return combined


def _mean(section: Section, children: Sequence[NodeOutcome]) -> Score | None:
    counted = [child for child in children if child.node.weight and child.maximum]
    if not counted:
        return None
    return _weighed(section, counted, weigh([(child.node.weight, child.maximum) for child in counted], section.out_of))


def _weighed(section: Section, children: Sequence[NodeOutcome], weighing: Weighing) -> Score:
    lows, highs = [child.low for child in children], [child.high for child in children]
    low = weighing.mean(lows)
    return Score(low, low if highs == lows else weighing.mean(highs), section.out_of, len(children))


def _sum(_: Section, children: Sequence[NodeOutcome]) -> Score:
    low: Number = 0
    high: Number = 0
    maximum: Number = 0
    for child in children:
        weight = child.node.weight
        low += weight * child.low
        high += weight * child.high
        maximum += weight * max(child.maximum, 0)
    return Score(exact(low), exact(high), exact(maximum), len(children))


def _worst(section: Section, children: Sequence[NodeOutcome]) -> Score:
    return _picked(children, max if section.raw_lower else min)


def _best(section: Section, children: Sequence[NodeOutcome]) -> Score:
    return _picked(children, min if section.raw_lower else max)


def _picked(children: Sequence[NodeOutcome], pick: Callable[[Iterable[Number]], Number]) -> Score:
    low, high = pick([child.low for child in children]), pick([child.high for child in children])
    return Score(low, high, max([child.maximum for child in children]), len(children))


_COMBINED = {"mean": _mean, "sum": _sum, "worst": _worst, "best": _best}


def rounded(value: Number, decimals: int, mode: str) -> Number:
    """Give the value rounded: half-up takes halves away from zero, down goes towards minus infinity."""
    power = 10**decimals
    scaled = Fraction(value) * power
    if mode == "down":
        whole = scaled.numerator // scaled.denominator
    elif mode == "half-even":
        whole = round(scaled)
    else:
        size = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
        whole = -size if scaled < 0 else size
    return exact(Fraction(whole, power))


def _banded(bands: Bands, value: Number, maximum: Number) -> Number:
    for point, goal in bands.goals:
        if goal.reached(value, maximum):
            return point
    return bands.scale.worst
