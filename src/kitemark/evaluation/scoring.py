"""Scoring: the children of a section become its score."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from kitemark.evaluation.made import made
from kitemark.evaluation.outcome import NodeOutcome
from kitemark.quantity import Number, exact
from kitemark.rules.scale import Bands
from kitemark.rules.standard import Section


@made
class Score:
    """A section's score before its limits."""

    low: Number
    high: Number
    maximum: Number
    counted: int = 0


def score(section: Section, children: Sequence[NodeOutcome]) -> Score | None:
    """Give the score that the children with a score make, or None where none counts."""
    if section.combine == "mean":
        children = [child for child in children if child.node.weight and child.maximum]
    if not children:
        return None
    combined = _COMBINED[section.combine](section, children)
    if section.capped_at is not None:
        cap = section.capped_at
        combined = Score(min(combined.low, cap), min(combined.high, cap), min(combined.maximum, cap))
    if section.decimals is not None:
        low, high = (rounded(end, section.decimals, section.rounding) for end in (combined.low, combined.high))
        combined = Score(low, high, combined.maximum)
    if section.bands is not None:
        low, high = (_banded(section.bands, end, combined.maximum) for end in (combined.low, combined.high))
        combined = Score(low, high, section.bands.scale.maximum)
    return Score(combined.low, combined.high, combined.maximum, len(children))


def _mean(section: Section, children: Sequence[NodeOutcome]) -> Score:
    weights = [child.node.weight for child in children]
    maxima = [child.maximum for child in children]
    lows, highs = [child.low for child in children], [child.high for child in children]
    low = _mean_of(lows, maxima, weights, section.out_of)
    high = low if highs == lows else _mean_of(highs, maxima, weights, section.out_of)
    return Score(low, high, section.out_of)


def _mean_of(values: Sequence[Number], maxima: Sequence[Number], weights: Sequence[Number], out_of: Number) -> Number:
    """Give the weighted mean of the values, each over its maximum, times `out_of`.

    Summed over one common denominator in whole numbers, and made a fraction once.
    """
    top, bottom = 0, 1
    for value, maximum, weight in zip(values, maxima, weights, strict=True):
        share = value.numerator * weight.numerator * maximum.denominator
        over = value.denominator * weight.denominator * maximum.numerator
        if over == bottom:
            top += share
        else:
            top, bottom = top * over + share * bottom, bottom * over
    every = sum(weights)
    top *= out_of.numerator * every.denominator
    bottom *= out_of.denominator * every.numerator
    return Fraction(top, bottom) if top % bottom else top // bottom


def _sum(_: Section, children: Sequence[NodeOutcome]) -> Score:
    low: Number = 0
    high: Number = 0
    maximum: Number = 0
    for child in children:
        weight = child.node.weight
        low += weight * child.low
        high += weight * child.high
        maximum += weight * max(child.maximum, 0)
    return Score(exact(low), exact(high), exact(maximum))


def _worst(section: Section, children: Sequence[NodeOutcome]) -> Score:
    return _picked(children, max if section.raw_lower else min)


def _best(section: Section, children: Sequence[NodeOutcome]) -> Score:
    return _picked(children, min if section.raw_lower else max)


def _picked(children: Sequence[NodeOutcome], pick: Callable[[Iterable[Number]], Number]) -> Score:
    return Score(pick(c.low for c in children), pick(c.high for c in children), max(c.maximum for c in children))


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
