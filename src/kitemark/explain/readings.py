"""Readings in words. A withheld reading gives no number."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from kitemark.evaluation.ends import Beyond, Ends, Exact, Interval, Root
from kitemark.evaluation.reading import Lack, Reading
from kitemark.explain.counted import many_of, those
from kitemark.explain.words import Speaker, amount, bound, day, joined, percentage, root_of
from kitemark.quantity import shown
from kitemark.rules.measure import Measure
from kitemark.rules.records import Sieve


def reading_words(reading: Reading, speaker: Speaker) -> str:
    """Give what a reading is, as the end of a sentence: `it is 45 of 50 (90%)`."""
    words = _STATES[reading.state](reading, speaker)
    if reading.supposed and reading.state != "known":
        return f"{words}, by what is supposed"
    left_out = [
        f"{group.name} ({'withheld' if group.withheld else 'missing' if group.missing else 'not known'})"
        for group in reading.groups
        if group.ends is None
    ]
    return f"{words}; left out: {joined(left_out)}" if left_out and reading.state != "withheld" else words


def wanted_words(wanted: str, reading: Reading) -> str:
    """Give what was wanted of a reading; where it is a range, that the worse end of it counts."""
    return f"{wanted} at the worse end" if isinstance(reading.ends, Interval) else wanted


def since(measure: Measure, speaker: Speaker) -> str:
    """Give the first day from which any record counts, in words, or nothing where there is none."""
    first = first_day(measure.sieve, speaker)
    return f" since {day(first)}" if first is not None else ""


def first_day(sieve: Sieve, speaker: Speaker) -> datetime.date | None:
    """Give the first day from which any record counts, or None where there is none."""
    days: dict[str, datetime.date | None] = {}
    if sieve.accepted:
        # Each stands after those that it is made from, so that a long chain is no deep call.
        for name, accepted in speaker.rules.accepted.items():
            days[name] = _first_of(accepted.sieve, days, speaker)
    return _first_of(sieve, days, speaker)


def _first_of(sieve: Sieve, days: Mapping[str, datetime.date | None], speaker: Speaker) -> datetime.date | None:
    own = sieve.within.before(speaker.date) if sieve.within is not None else None
    if sieve.kinds is None or sieve.kinds or not sieve.accepted:
        return own
    behind = [days[name] for name in sieve.accepted]
    known = [first for first in behind if first is not None]
    if len(known) < len(behind):
        return own
    return max(min(known), own) if own is not None else min(known)


def _known(reading: Reading, speaker: Speaker) -> str:
    if reading.hidden:
        return "known and not told, as a figure about too few people could be worked out from it"
    words = ends_words(reading.ends, reading.measure)
    if reading.empty and not reading.supposed:
        return f"there is none on record{since(reading.measure, speaker)}{_stands_for(reading.measure, words)}"
    counted = reading.measure.counts_only and not reading.measure.share and not reading.supposed
    stands = "it is supposed to be" if reading.supposed else "it is"
    return f"{stands} {words}{since(reading.measure, speaker) if counted else ''}"


def _stands_for(measure: Measure, words: str) -> str:
    """Give what the standard lets no record stand for, save where that is the 0 that a count of nothing is."""
    return "" if measure.if_none is None else f", which counts as {words}"


def ends_words(ends: Ends, measure: Measure) -> str:
    """Give a number, an interval or a margin in words."""
    match ends:
        case Exact():
            return amount(ends.value, share=measure.share)
        case Interval():
            estimate = percentage(Fraction(ends.hits) / ends.total)
            sure = percentage(measure.confidence or 0)
            low, high = percentage(bound(ends, upper=False)), percentage(bound(ends, upper=True))
            return f"{shown(ends.hits)} of {shown(ends.total)} ({estimate}; {low} to {high} at {sure} confidence)"
        case Root():
            return f"about {percentage(root_of(ends.square))}"
        case Beyond():
            return "worse than any number, as too many are still open"
        case _:
            return "not known"


def _none(reading: Reading, speaker: Speaker) -> str:
    return f"cannot tell yet, as there is no record{since(reading.measure, speaker)}"


def _short(reading: Reading, speaker: Speaker) -> str:
    lack = reading.lack
    few = lack and f", as {_how_many(lack, reading.measure, speaker)} too few and {shown(lack.least)} are needed"
    return f"cannot tell yet{few or ''}"


def _how_many(lack: Lack, measure: Measure, speaker: Speaker) -> str:
    if lack.found is None:
        return f"{those(lack.field, measure, speaker.rules)} are"
    return f"{many_of(lack.found, lack.field, measure, speaker.rules)} {'is' if lack.found == 1 else 'are'}"


def _undivided(_: Reading, __: Speaker) -> str:
    return "cannot tell yet, as it would be a share of nothing"


def _groups(_: Reading, __: Speaker) -> str:
    return "cannot tell yet, as too few groups are known"


def _withheld(_: Reading, speaker: Speaker) -> str:
    return f"withheld, as it rests on fewer than {speaker.rules.smallest_group} people"


_STATES = {
    "known": _known,
    "none": _none,
    "short": _short,
    "undivided": _undivided,
    "groups": _groups,
    "withheld": _withheld,
}
