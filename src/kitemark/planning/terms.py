"""Terms: what a measure has to come to, in its own counts: so many of so many, so many more answers, so many days."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kitemark.binding import Record
from kitemark.evaluation.ends import Ends, Exact, Interval, Root, Unknown, correction
from kitemark.evaluation.measuring import TAKES, Measurer
from kitemark.evaluation.reading import Reading
from kitemark.explain.words import joined, percentage
from kitemark.planning.asked import Asked
from kitemark.quantity import Number, exact, shown
from kitemark.rules import measure as takes
from kitemark.rules.measure import Measure
from kitemark.rules.scale import Goal
from kitemark.settling.answers import counted_by

_MOST_FURTHER = 5_000
"""Most further answers that are looked at: who needs more than that asks anew."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a measure has to come to: in words, and as the engine would read it.

    `hits` of `total` is what a share has to be, or `total` alone what a count has to be; `further` is how many more
    answers at today's share would do as well. Each is None where it says nothing. `wanted` is the threshold.
    """

    words: str
    wanted: str
    ends: Ends
    hits: int | None = None
    total: int | None = None
    further: int | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """What terms are drawn from: a reading and its records, what it must reach, and what is supposed otherwise."""

    reading: Reading
    measurer: Measurer
    items: tuple[Record, ...]
    size: Number | None
    goals: Collection[Goal]
    reaches: Callable[[Ends], bool]
    supposed: Ends
    wanted: str

    @property
    def lower(self) -> bool:
        """Whether less is better."""
        return self.reading.measure.group_lower

    @property
    def least(self) -> int:
        """The fewest of what is counted that there must be for the measure to be known."""
        of = counted_by(self.reading.measure)
        return max([0, *(math.ceil(least) for field, least in self.reading.measure.needs if field == of)])

    def lacking(self) -> str:
        """Give in words what else there must be for the measure to be known, where it is not there."""
        of, some = counted_by(self.reading.measure), []
        for field, least in self.reading.measure.needs:
            if field != of and sum(item.values.get(field) or 0 for item in self.items) < least:
                some.append(f"{shown(least)} {_called(field)}")
        return f", from at least {joined(some)} in all" if some else ""

    def ends(self, hits: int, total: int) -> Ends:
        """Give a share as the engine would read it."""
        width = self.reading.measure.z_squared
        if width is None:
            return Exact(hits, total)
        return Interval(hits, total, exact(Fraction(width) * correction(self.size, total)))

    def plain(self) -> Terms:
        """Give what is wanted, without counts."""
        now = self.reading.ends
        value = now.value if isinstance(now, Exact) else None
        share = self.reading.measure.share
        words = "" if value is None else f" instead of {percentage(value) if share else shown(value)}"
        return Terms(self.wanted + words + self.lacking(), self.wanted, self.supposed)


def terms_of(reading: Reading, asked: Asked, supposed: Ends, measurer: Measurer, criterion: str | None) -> Terms:
    """Give what a measure has to come to so as to reach all that it is supposed to reach."""
    measure = reading.measure
    aim = asked.cuts(supposed)
    fresh = [one.goal for one in aim - asked.cuts(reading.ends)]
    wanted = wanted_words(fresh, measure)
    if reading.state == "withheld":
        return Terms(f"{wanted}, from enough people for the figure to be told", wanted, supposed)
    if reading.hidden or measure.groups is not None:
        return Terms(wanted, wanted, supposed)
    items = tuple(measurer.qualifying(measure, criterion if measure.cited else None))
    if not measure.counts_only and measurer.are_few(items):
        return Terms(f"{wanted}, from enough people for the figure to be told", wanted, supposed)
    size = measurer.population(measure, items) if items else None
    goals = [one.goal for one in aim]
    look = _Look(reading, measurer, items, size, goals, lambda ends: aim <= asked.cuts(ends), supposed, wanted)
    drawn = _TERMS.get(measure.take.__class__, _Look.plain)
    return drawn(look)


def wanted_words(goals: list[Goal], measure: Measure) -> str:
    """Give the strictest of some thresholds in words: `at least 80%`."""
    if not goals:
        return "as the standard asks"
    lower = goals[0].lower
    strictest = max(goals, key=lambda goal: (-goal.value if lower else goal.value, goal.strict))
    value = percentage(strictest.value) if measure.share else shown(strictest.value)
    if strictest.strict:
        return f"{'under' if lower else 'over'} {value}"
    return f"{'at most' if lower else 'at least'} {value}"


# Shares


def _share(look: _Look) -> Terms:
    counts = _counts(look)
    if counts is None:
        return look.plain()
    hits, total = counts
    if total == 0:
        return _anew(look) or look.plain()
    enough = max(total, look.least)
    # Of the answers that are lacking, no more need be good than must be.
    better = _nearest_hits(look, hits + enough - total if look.lower else hits, enough)
    further = _further(look, hits, total)
    if better is None and further is None:
        return _anew(look) or look.plain()
    if (better, enough) == counts:
        return Terms(look.wanted + look.lacking(), look.wanted, look.ends(*counts), hits, total)
    counts = (better, enough) if better is not None else _grown(look, hits, total, further or 0)
    words = _share_words(hits, total, (better, enough), further) + look.lacking()
    return Terms(words, look.wanted, look.ends(*counts), better, None if better is None else enough, further)


def _share_words(hits: int, total: int, better: tuple[int | None, int], further: int | None) -> str:
    parts = []
    if better[0] is not None:
        now = f"instead of {hits}" if better[1] == total else f"instead of {hits} of {total}"
        parts.append(f"{better[0]} of {better[1]} {now}")
    if further is not None:
        parts.append(f"{further} more answer{'' if further == 1 else 's'} at today's share ({hits} of {total})")
    return ", or ".join(parts)


def _counts(look: _Look) -> tuple[int, int] | None:
    """Give a share's hits and what they are of, whether or not they are enough; None where they are not whole."""
    measure = look.reading.measure
    if not look.items:
        return (0, 0)
    found: object = look.reading.ends
    if look.reading.state == "short":
        # What the answers that there are say is known, only not yet enough to count.
        found = TAKES[measure.take.__class__](look.measurer, measure, measure.take, look.items)
    match found:
        case Interval(hits=int(hits), total=int(total)):
            return hits, total
        case Exact() if in_counts(measure, look.items) and 0 <= found.top <= found.bottom:
            return found.top, found.bottom
        case Interval() | Exact():
            return None
        case _:
            return (0, 0)


def in_counts(measure: Measure, items: Sequence[Record]) -> bool:
    """Tell whether what a measure makes of records are whole counts, of which one more or less can be told."""
    match measure.take:
        case takes.ShareOfSums():
            fields = [measure.take.field, measure.take.of]
        case takes.Sum():
            fields = [measure.take.field]
        case takes.ShareOfRecords():
            fields = [measure.take.of] if measure.take.of is not None else []
        case takes.CountRecords() | takes.CountDistinct() | takes.Age():
            fields = []
        case _:
            return False
    return all(isinstance(item.values.get(field) or 0, int) for item in items for field in fields)


def _nearest_hits(look: _Look, hits: int, total: int) -> int | None:
    """Give the count nearest to today's with which a share reaches it; one that is further off does, too."""
    near, far = min(max(hits, 0), total), 0 if look.lower else total
    return nearest_count(near, far, lambda count: look.reaches(look.ends(count, total)))


def nearest_count(near: int, far: int, holds: Callable[[int], bool]) -> int | None:
    """Give the whole number nearest to one end with which something holds, as it does with all beyond; None if none."""
    if not holds(far):
        return None
    if holds(near):
        return near
    while abs(far - near) > 1:
        middle = (far + near) // 2
        near, far = (near, middle) if holds(middle) else (middle, far)
    return far


def _grown(look: _Look, hits: int, total: int, further: int) -> tuple[int, int]:
    """Give the counts after further answers that are no better than today's."""
    added = -(-further * hits // total) if look.lower else further * hits // total
    return hits + added, total + further


def _further(look: _Look, hits: int, total: int) -> int | None:
    """Give the least number of further answers at today's share with which it is reached.

    None where a share is exact, which more of the same does not change, unless too few are counted.
    """
    if look.reading.measure.z_squared is None and look.least <= total:
        return None
    first = max(1, look.least - total)
    most = _MOST_FURTHER if look.size is None else min(_MOST_FURTHER, int(look.size) - total)
    steps = (more for more in range(first, most + 1) if look.reaches(look.ends(*_grown(look, hits, total, more))))
    return next(steps, None)


def _anew(look: _Look) -> Terms | None:
    """Give the fewest answers that can reach it where those that there are cannot, and how many must be good."""
    for total in range(max(look.least, 1), _MOST_FURTHER):
        far = 0 if look.lower else total
        if look.reaches(look.ends(far, total)):
            hits = _nearest_hits(look, total - far, total)
            found = far if hits is None else hits
            exact_share = look.reading.measure.z_squared is None and total == 1
            few = f"{found} of {total} {_unit(look.reading.measure)}, and no fewer can show it"
            words = f"{look.wanted}, where nothing is counted now" if exact_share else f"{look.wanted}: {few}"
            return Terms(words + look.lacking(), look.wanted, look.ends(found, total), found, total)
    return None


def _unit(measure: Measure) -> str:
    of = counted_by(measure)
    return "records" if of is None else _called(of)


def _called(field: str) -> str:
    return field.replace("_", " ").replace("-", " ")


# Counts, margins and ages


def _counted(look: _Look) -> Terms:
    measure = look.reading.measure
    now: object = look.reading.ends
    if look.items and look.reading.state == "short":
        now = TAKES[measure.take.__class__](look.measurer, measure, measure.take, look.items)
    counted = in_counts(measure, look.items) and (bool(look.items) or measure.if_none is None)
    if not counted or not isinstance(now, Exact | Unknown):
        return look.plain()
    count = now.top if isinstance(now, Exact) else 0
    most = max([count, *(math.floor(goal.value) + 1 for goal in look.goals)])
    found = nearest_count(count, 0 if look.lower else most, lambda some: look.reaches(Exact(some)))
    if found is None:
        return look.plain()
    if found == count:
        return Terms(look.wanted + look.lacking(), look.wanted, Exact(count), None, count)
    change = f"{abs(found - count)} {'fewer' if look.lower else 'more'}, {found} instead of {count}"
    return Terms(change + look.lacking(), look.wanted, Exact(found), None, found)


def _margin(look: _Look) -> Terms:
    measure = look.reading.measure
    assert isinstance(measure.take, takes.Margin)  # noqa: S101 - it is read as one
    now = sum(item.values.get(measure.take.field) or 0 for item in look.items)
    if not isinstance(now, int):
        return look.plain()
    most = _MOST_FURTHER if look.size is None else min(_MOST_FURTHER, int(look.size) - now)
    least = max([0, *(math.ceil(least) for field, least in measure.needs if field == measure.take.field)])
    for more in range(max(1, least - now), most + 1):
        answers = now + more
        square = exact(Fraction(measure.z_squared or 0) * correction(look.size, answers) / (4 * answers))
        if look.reaches(Root(square)):
            words = f"{more} more answer{'' if more == 1 else 's'}, {answers} instead of {now}"
            return Terms(words + look.lacking(), look.wanted, Root(square), None, answers, more)
    return look.plain()


def _aged(look: _Look) -> Terms:
    take = look.reading.measure.take
    assert isinstance(take, takes.Age)  # noqa: S101 - it is read as one
    now = look.reading.ends
    latest = f"the latest is {shown(now.value)}" if isinstance(now, Exact) else "there is none now"
    return Terms(f"a record {look.wanted} {take.unit} old; {latest}", look.wanted, look.supposed)


_TERMS: Mapping[type[takes.Take], Callable[[_Look], Terms]] = {
    takes.ShareOfSums: _share,
    takes.ShareOfRecords: _share,
    takes.CountRecords: _counted,
    takes.CountDistinct: _counted,
    takes.Sum: _counted,
    takes.Margin: _margin,
    takes.Age: _aged,
}
