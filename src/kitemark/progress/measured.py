"""Measures compared: better, no clear change, worse, or first time; decided exactly."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from fractions import Fraction

from kitemark.compile.measures import z_squared
from kitemark.evaluation.ends import Beyond, Exact, Interval, Root
from kitemark.evaluation.reading import Reading
from kitemark.progress.finding import BETTER, FIRST, GONE, OTHERWISE, SAME, WITHHELD, WORSE, MeasureFinding
from kitemark.progress.shares import Difference, Share
from kitemark.progress.side import Key, Side
from kitemark.progress.surds import sign
from kitemark.quantity import Number
from kitemark.rules.measure import Measure
from kitemark.rules.standard import Rules
from kitemark.supposition.figures import counts_people

_USUAL = Fraction(95, 100)
"""The confidence for a share of people where the standard names none."""
_VERDICTS = {1: BETTER, 0: SAME, -1: WORSE}


def measured(before: Side, after: Side, withheld: Collection[Key]) -> Iterator[MeasureFinding]:
    """Give what became of each measure of the organisation that both versions have, and that says anything.

    What is `withheld` may not be told of both.
    """
    for key in after.readings[None]:
        if key in before.readings[None] and (found := _one(before, after, key, withheld)) is not None:
            yield found


def _one(before: Side, after: Side, key: Key, withheld: Collection[Key]) -> MeasureFinding | None:
    was, now = before.readings[None][key], after.readings[None][key]
    measure, there = now.measure, (before.is_there(key), after.is_there(key))
    if not alike(was.measure, measure):
        return MeasureFinding(measure, key[1], OTHERWISE, None, None) if any(there) else None
    if any(_is_untold(reading) for reading in (was, now)) or key in withheld:
        return MeasureFinding(measure, key[1], WITHHELD, None, None)
    bare = (before.is_bare(key), after.is_bare(key))
    if there == (True, True):
        found = _both(after.rules, measure, key[1], was, now)
        if found.verdict == SAME or bare[0] == bare[1]:
            return found
        # A count of nothing is 0. Where nobody recorded anything that says neither better nor worse.
        there = (not bare[0], not bare[1])
    if there == (False, True):
        return MeasureFinding(measure, key[1], FIRST, None, now, bare=bare[0])
    return MeasureFinding(measure, key[1], GONE, was, None, bare=bare[1]) if there[0] else None


def _is_untold(reading: Reading) -> bool:
    few = reading.lack is not None and reading.lack.found is None
    return reading.state == "withheld" or reading.hidden or few


def alike(one: Measure, other: Measure) -> bool:
    """Tell whether two versions of a standard measure the same in the same way, whatever they call it."""
    return dataclasses.replace(one, title="") == dataclasses.replace(other, title="")


def _both(rules: Rules, measure: Measure, criterion: str | None, was: Reading, now: Reading) -> MeasureFinding:
    shares, confidence = _share(rules, measure, was), measure.confidence or _USUAL
    other = _share(rules, measure, now)
    if shares is not None and other is not None:
        difference = Difference(shares, other)
        verdict = _VERDICTS[-difference.sign if measure.lower else difference.sign]
        return MeasureFinding(measure, criterion, verdict, was, now, difference, confidence)
    return MeasureFinding(measure, criterion, _VERDICTS[_way(measure, was, now)], was, now)


def _share(rules: Rules, measure: Measure, reading: Reading) -> Share | None:
    """Give the share that a reading is an estimate of; None where it is a number as it is."""
    ends = reading.ends
    if isinstance(ends, Interval):
        return Share.of(ends)
    if measure.z_squared is None and isinstance(ends, Exact) and counts_people(rules, measure):
        # The count of people stands unreduced, as it was divided.
        fits = 0 <= ends.top <= ends.bottom
        return Share(ends.top, ends.bottom, z_squared(_USUAL)) if fits else None
    return None


def _way(measure: Measure, was: Reading, now: Reading) -> int:
    """Give 1 where a number is better than it was, -1 where it is worse."""
    old, new = _place(was), _place(now)
    if old is None or new is None:
        return sign((old is None) - (new is None))  # what is worse than any number has no place
    return sign(old - new if measure.lower else new - old)


def _place(reading: Reading) -> Number | None:
    ends = reading.ends
    if isinstance(ends, Beyond):
        return None
    if isinstance(ends, Root):
        return ends.square
    assert isinstance(ends, Exact)  # noqa: S101 - intervals are compared as shares
    return ends.value
