"""Falls: the single changes for the worse that would lose the level which is established, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kitemark.analysis.supposing import Key
from kitemark.analysis.thresholds import Thresholds
from kitemark.analysis.unknowns import points_of
from kitemark.evaluation.ends import Beyond, Ends, Exact, Interval
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.planning.asked import Asked
from kitemark.planning.moves import Move, NewFigure, NewRating
from kitemark.planning.rerun import Rerun
from kitemark.planning.situation import Measuring, Situation, Standing, counts_as, steps_between
from kitemark.planning.terms import Terms, wanted_words
from kitemark.quantity import Number, exact, shown
from kitemark.result import Result
from kitemark.rules.scale import Goal


@dataclass(frozen=True, slots=True)
class Fall:
    """A change for the worse that by itself loses the established level; `to` is the level that is left, or None.

    `away` says how many answers, records or steps of a rating it is away; None where it cannot be counted so.
    """

    move: Move
    to: str | None
    away: Number | None


@dataclass(frozen=True, slots=True)
class _Drop:
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
    drops = [drop for standing in situation for drop in _drops(standing, Thresholds(rules))]
    found = [_fall(*search.first(drop), result) for drop in search.critical(drops)]
    order = {name: place for place, name in enumerate(rules.nodes)}
    return tuple(sorted(found, key=lambda fall: _order(fall, order)))


class _Search:
    """Looks for what loses a level, evaluating each change once."""

    def __init__(self, run: Rerun, place: int) -> None:
        """Take who evaluates, and the level's place in the list."""
        self._run = run
        self._place = place
        self._known: dict[int, PartyOutcome] = {}

    def critical(self, drops: Sequence[_Drop]) -> Iterator[_Drop]:
        """Give the drops that lose the level by themselves; many that do not together are not looked at one by one."""
        if not drops:
            return
        if len(drops) == 1:
            if self._loses(self._after(drops[0].ways[-1])):
                yield drops[0]
            return
        if self._loses(self._run([drop.ways[-1] for drop in drops])):
            half = len(drops) // 2
            yield from self.critical(drops[:half])
            yield from self.critical(drops[half:])

    def first(self, drop: _Drop) -> tuple[Move, PartyOutcome]:
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


def _drops(standing: Standing, thresholds: Thresholds) -> Iterator[_Drop]:
    for name in standing.judged:
        ways = tuple(_worse_ratings(standing, name))
        if ways:
            yield _Drop(ways)
    for key, measuring in standing.measured.items():
        if measuring.asked is not None:
            figures = tuple(_worse_figures(standing, key, measuring, measuring.asked, thresholds))
            if figures:
                yield _Drop(figures)


def _worse_ratings(standing: Standing, name: str) -> Iterator[NewRating]:
    judging = standing.judged[name]
    criterion, now = judging.criterion, judging.now
    if now is None or not judging.parts:
        return
    before = point = counts_as(judging.parts[0], now)
    for value in reversed(points_of(criterion.judged_on, _Unnoted())):
        if criterion.judged_on.better(value, now) != now or counts_as(judging.parts[0], value) == point:
            continue
        point = counts_as(judging.parts[0], value)
        yield NewRating(standing.id, criterion, value, before, point, judging.state, 0)


def _worse_figures(
    standing: Standing, key: Key, measuring: Measuring, asked: Asked, thresholds: Thresholds
) -> Iterator[NewFigure]:
    kept = asked.cuts(measuring.reading.ends)
    for ends in [*reversed(thresholds.sorts(key[0])), Beyond()]:
        cuts = asked.cuts(ends)
        if cuts < kept:
            lost, kept = kept - cuts, cuts
            terms = _terms(measuring, asked, ends, lost)
            yield NewFigure(standing.id, key, asked, measuring.reading, terms.ends, terms, 0, 0)


def _terms(measuring: Measuring, asked: Asked, ends: Ends, lost: frozenset[tuple[Number, bool]]) -> Terms:
    """Give what a measure must come to for some thresholds to be lost, in its own counts where they can be told."""
    reading = measuring.reading
    goals = [goal for goal in asked.goals if (goal.value, goal.strict) in lost]
    goals += [mark.goal for mark in asked.marks if (mark.goal.value, mark.goal.strict) in lost]
    wanted = wanted_words(_easiest(goals), reading.measure)
    if reading.hidden or reading.state != "known" or reading.measure.groups is not None:
        return Terms(f"no longer {wanted}", wanted, ends)
    nearest = _nearest(reading.ends, asked, lost, lower=reading.measure.group_lower)
    if nearest is None:
        return Terms(f"no longer {wanted}", wanted, ends)
    return Terms(f"{_said(nearest)} instead of {_said(reading.ends)}", wanted, nearest)


def _easiest(goals: list[Goal]) -> list[Goal]:
    return sorted(goals, key=lambda goal: goal.value, reverse=goals[0].lower)[:1] if goals else []


def _nearest(ends: Ends, asked: Asked, lost: frozenset[tuple[Number, bool]], *, lower: bool) -> Ends | None:
    """Give the count nearest to today's at which one of the thresholds is no longer reached."""
    step = 1 if lower else -1

    def loses(some: Ends) -> bool:
        return not lost <= asked.cuts(some)

    match ends:
        case Interval() if isinstance(ends.hits, int) and isinstance(ends.total, int):
            width, total = ends.width, ends.total
            most = total - ends.hits if lower else ends.hits
            some = (Interval(ends.hits + step * by, total, width) for by in range(1, most + 1))
            return next(filter(loses, some), None)
        case Exact():
            room = 10_000 if lower else max(ends.top, 0)
            return next(filter(loses, (Exact(ends.top + step * by, ends.bottom) for by in range(1, room + 1))), None)
        case _:
            return None


def _said(ends: Ends) -> str:
    match ends:
        case Interval():
            return f"{shown(ends.hits)} of {shown(ends.total)}"
        case Exact():
            return f"{ends.top} of {ends.bottom}" if ends.bottom != 1 else str(ends.top)
        case _:
            return "what it is"
