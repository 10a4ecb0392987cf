"""Falls: the single changes for the worse that would lose the level which is established, the nearest first."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kitemark.analysis.supposing import Key
from kitemark.analysis.thresholds import Thresholds
from kitemark.analysis.unknowns import points_of
from kitemark.binding import Record
from kitemark.evaluation.ends import Ends, Exact, Interval
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.evaluation.reading import Reading
from kitemark.planning.asked import Asked, Cuts
from kitemark.planning.moves import Move, NewFigure, NewRating
from kitemark.planning.rerun import Rerun
from kitemark.planning.situation import Measuring, Situation, Standing, moved_parts, steps_between
from kitemark.planning.terms import Terms, in_counts, nearest_count, wanted_words
from kitemark.quantity import Number, exact, shown
from kitemark.result import Result

_FEW = 4
"""So many changes are tried one by one, as it is seldom that none of them loses a level where all together do."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A change for the worse that by itself loses the established level; `to` is the level that is left, or None.

    `away` says how many answers, records or steps of a rating it is away; None where it cannot be counted so.
    """

    move: Move
    to: str | None
    away: Number | None


@dataclass(frozen=True, slots=True)
class Drop:
    """What may get worse: each way of it, the nearest first."""

    ways: tuple[Move, ...]


class _Unnoted:
    """Takes no notes: where only some points of a scale are looked at, the fall that is found is one."""

    def note(self, why: str) -> None:
        """Take a note."""


def falls(result: Result) -> tuple[Fall, ...]:
    """Give every single change for the worse that loses the established level, the nearest first.

    A change is one rating or one measure by itself, everything else staying as it is; none where no level is
    established, or where none is lost by one change alone. Each was evaluated by the engine.
    """
    place = result.outcome.established
    if place < 0:
        return ()
    rules = result.standard.rules
    case, _ = result.assessment.bound(result.standard)
    run = Rerun(rules, case)
    situation = Situation(rules, result.outcome, run.readers, place, (), _Unnoted())
    search = _Search(run, place)
    every = [drop for standing in situation for drop in drops(standing, Thresholds(rules))]
    found = [_fall(*search.first(drop), result) for drop in search.critical(every)]
    order = {name: place for place, name in enumerate(rules.nodes)}
    return tuple(sorted(found, key=lambda fall: _order(fall, order)))


class _Search:
    """Looks for what loses a level, evaluating each change once."""

    def __init__(self, run: Rerun, place: int) -> None:
        """Take who evaluates, and the level's place in the list."""
        self._run = run
        self._place = place
        self._known: dict[int, PartyOutcome] = {}

    def critical(self, drops: Sequence[Drop]) -> Iterator[Drop]:
        """Give the drops that lose the level by themselves; many that do not together are not looked at one by one."""
        if len(drops) <= _FEW:
            yield from (drop for drop in drops if self._loses(self._after(drop.ways[-1])))
            return
        if self._loses(self._run([drop.ways[-1] for drop in drops])):
            half = len(drops) // 2
            yield from self.critical(drops[:half])
            yield from self.critical(drops[half:])

    def first(self, drop: Drop) -> tuple[Move, PartyOutcome]:
        """Give the nearest way in which a critical drop loses the level, and what is left then."""
        return next((way, after) for way in drop.ways if self._loses(after := self._after(way)))

    def _after(self, move: Move) -> PartyOutcome:
        if id(move) not in self._known:
            self._known[id(move)] = self._run([move])
        return self._known[id(move)]

    def _loses(self, outcome: PartyOutcome) -> bool:
        return outcome.established < self._place


def _fall(move: Move, after: PartyOutcome, result: Result) -> Fall:
    levels = result.standard.rules.levels
    to = levels[after.established].id if after.established >= 0 else None
    return Fall(move, to, _away(move))


def _away(move: Move) -> Number | None:
    if isinstance(move, NewRating):
        return steps_between(move.criterion.scale, move.after, move.before)
    now, then = move.reading.ends, move.ends
    if isinstance(now, Interval) and isinstance(then, Interval):
        return exact(abs(Fraction(now.hits) - then.hits))
    if isinstance(now, Exact) and isinstance(then, Exact) and now.bottom == then.bottom:
        return abs(now.top - then.top)
    return None


def _order(fall: Fall, nodes: dict[str, int]) -> tuple[object, ...]:
    first = min((nodes[name] for name in fall.move.criteria), default=-1)
    return (fall.away is None, fall.away or 0, first, fall.move.party, str(fall.move.about))


def drops(standing: Standing, thresholds: Thresholds) -> Iterator[Drop]:
    """Give all that may get worse in a party."""
    for name in standing.judged:
        ways = tuple(_worse_ratings(standing, name))
        if ways:
            yield Drop(ways)
    for key, measuring in standing.measured.items():
        if measuring.asked is not None:
            figures = tuple(_worse_figures(standing, key, measuring, measuring.asked, thresholds))
            if figures:
                yield Drop(figures)


def _worse_ratings(standing: Standing, name: str) -> Iterator[NewRating]:
    judging = standing.judged[name]
    criterion, now = judging.criterion, judging.now
    if now is None or not judging.parts:
        return
    last = now
    for value in reversed(points_of(criterion.judged_on, _Unnoted())):
        if criterion.judged_on.better(value, now) == now and moved_parts(judging.parts, last, value):
            last = value
            before, after = moved_parts(judging.parts, now, value)[0]
            yield NewRating(standing.id, criterion, value, before, after, judging.state, 0)


def _worse_figures(
    standing: Standing, key: Key, measuring: Measuring, asked: Asked, thresholds: Thresholds
) -> Iterator[NewFigure]:
    """Give the figures that lose a threshold more than the one before, in a measure's own counts where it has some."""
    reading, kept = measuring.reading, asked.cuts(measuring.reading.ends)
    items = standing.measurer.qualifying(reading.measure, key[1])
    for ends in (*_worse_counts(reading, asked, items), *reversed(thresholds.sorts(key[0]))):
        cuts = asked.cuts(ends)
        if cuts < kept:
            terms, kept = _terms(reading, ends, kept - cuts), cuts
            yield NewFigure(standing.id, key, asked, reading, ends, terms, 0, 0)


def _terms(reading: Reading, ends: Ends, lost: Cuts) -> Terms:
    """Give what a measure comes to where some thresholds are lost, in its own counts where they can be told."""
    goals = [one.goal for one in lost]
    easiest = sorted(goals, key=lambda goal: goal.value, reverse=goals[0].lower)[:1]
    wanted = wanted_words(easiest, reading.measure)
    now = reading.ends
    if isinstance(ends, Exact | Interval) and isinstance(now, Exact | Interval):
        return Terms(f"{_said(ends, reading)} instead of {_said(now, reading)}", wanted, ends)
    return Terms(f"no longer {wanted}", wanted, ends)


def _worse_counts(reading: Reading, asked: Asked, items: Sequence[Record]) -> Iterator[Ends]:
    """Give each nearest count for the worse at which a threshold more is lost; none where counts are not told."""
    now, measure = reading.ends, reading.measure
    counted = bool(items) or measure.if_none is None
    told = counted and not reading.hidden and reading.state == "known" and measure.groups is None
    if not told or not in_counts(measure, items) or not isinstance(now, Exact | Interval):
        return
    near = now.top if isinstance(now, Exact) else int(now.hits)
    far = _worst_count(now, asked, lower=measure.group_lower)
    while (found := _next_loss(now, near, far, asked)) is not None:
        yield _counted(now, found)
        near = found


def _next_loss(now: Exact | Interval, near: int, far: int, asked: Asked) -> int | None:
    """Give the count nearest to one that reaches fewer thresholds than it; None where none does."""
    kept = asked.cuts(_counted(now, near))
    return nearest_count(near, far, lambda count: asked.cuts(_counted(now, count)) != kept)


def _worst_count(now: Exact | Interval, asked: Asked, *, lower: bool) -> int:
    """Give a count for the worse beyond which nothing more is lost."""
    if not lower:
        return min(0, now.top) if isinstance(now, Exact) else 0
    if isinstance(now, Interval):
        return int(now.total)
    return max([now.top, *(math.floor(one.goal.value * now.bottom) + 1 for one in asked.thresholds)])


def _counted(now: Exact | Interval, count: int) -> Exact | Interval:
    return Exact(count, now.bottom) if isinstance(now, Exact) else dataclasses.replace(now, hits=count)


def _said(ends: Exact | Interval, reading: Reading) -> str:
    if isinstance(ends, Interval):
        return f"{shown(ends.hits)} of {shown(ends.total)}"
    return f"{ends.top} of {ends.bottom}" if reading.measure.share else shown(ends.value)
