"""How many further answers would settle whether a reading reaches a goal.

"At today's share" means: of m further answers the share k/n of today is positive, rounded so that it
speaks against what is claimed. Each comparison is asked of the engine's own ends, so that nothing here
can drift from what the engine would then say.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from kitemark.evaluation.ends import Both, Interval, correction
from kitemark.evaluation.reading import Reading
from kitemark.quantity import Number, exact
from kitemark.rules.measure import Measure, ShareOfRecords, ShareOfSums
from kitemark.rules.scale import Goal
from kitemark.settling.so_far import Lacking, SoFar

MOST = 100_000
"""Most further answers that are looked for: nobody will gather more."""


@dataclass(frozen=True, slots=True)
class Settling:
    """What would settle an open comparison, and how it would come out.

    `way` is
    - `answers`: `more` further ones, the least there is; `of` is the field that counts them, None for records;
    - `needed`: what is `lacking` alone;
    - `first`: a first record, with what is `lacking` where the measure needs so much;
    - `groups`: more groups that are known;
    - `people`: nothing may be told, as too few people are behind it;
    - `never`: no number of answers at today's share; `why` is `everyone` (more are needed than there are people)
      or `near` (the share is so near to the goal that more than `MOST` would be wanted).

    `reached` says whether the goal is then reached; None where that cannot be told, as it is where everybody
    must be asked and one answer may tip it. `lacking` comes on top of `more` only for other fields than `of`.
    """

    way: str
    more: int = 0
    of: str | None = None
    reached: bool | None = None
    lacking: tuple[Lacking, ...] = ()
    why: str = ""


def settling(reading: Reading, goal: Goal, tolerance: Number = 0, so_far: SoFar | None = None) -> Settling | None:
    """Give what would settle whether a reading reaches a goal, as a mark with a tolerance does; None if settled.

    `so_far` is what a short reading's records say (`Reader.so_far`); without it only what is lacking is told.
    Language, sections 4 (confidence, small groups) and 5 (marks).
    """
    low, high = reading.ends.softened(goal, tolerance)
    if low or not high:
        return None
    if reading.state == "withheld" or reading.hidden:
        return Settling("people")
    if isinstance(reading.ends, Interval):
        return _more(reading.measure, reading.ends, goal, tolerance, ())
    return _WAYS[reading.state](reading, goal, tolerance, so_far)


def _short(reading: Reading, goal: Goal, tolerance: Number, so_far: SoFar | None) -> Settling:
    lack = reading.lack
    if lack is None or lack.found is None:
        return Settling("people")
    if so_far is None:
        return Settling("needed", lacking=(Lacking(lack.field, lack.least - lack.found, lack.least),))
    if isinstance(so_far.ends, Interval):
        return _more(reading.measure, so_far.ends, goal, tolerance, so_far.lacking)
    both = so_far.ends.softened(goal, tolerance)
    return Settling("needed", reached=both[0] if both[0] == both[1] else None, lacking=so_far.lacking)


def _none(reading: Reading, _: Goal, __: Number, ___: SoFar | None) -> Settling:
    lack = reading.lack
    return Settling("first", lacking=() if lack is None else (Lacking(lack.field, lack.least, lack.least),))


_WAYS: dict[str, Callable[[Reading, Goal, Number, SoFar | None], Settling]] = {
    "none": _none,
    "short": _short,
    "undivided": _none,
    "groups": lambda *_: Settling("groups"),
    "known": lambda *_: Settling("groups"),
}


def counted_by(measure: Measure) -> str | None:
    """Give the field that counts a share's answers; None where each record is one."""
    return measure.take.of if isinstance(measure.take, ShareOfSums | ShareOfRecords) else None


def _more(measure: Measure, today: Interval, goal: Goal, tolerance: Number, lacking: tuple[Lacking, ...]) -> Settling:
    of = counted_by(measure)
    others = tuple(one for one in lacking if one.field != of)
    least = max((math.ceil(one.more) for one in lacking if one.field == of), default=0)
    search = _Search(today, measure.z_squared or 0, goal, tolerance)
    found = search.least(least)
    if found is not None:
        return Settling("answers", found, of, search.claim, others)
    if least <= search.most and search.asks_everyone:
        return Settling("answers", search.most, of, None, others)
    return Settling("never", of=of, lacking=others, why="everyone" if least > search.most else "near")


class _Search:
    """Looks for the least number of answers that settle a comparison.

    `claim` is how it comes out, `most` how many more there can be.
    """

    def __init__(self, today: Interval, z_squared: Number, goal: Goal, tolerance: Number) -> None:
        self._today = today
        self._z_squared = z_squared
        self._goal = goal
        self._tolerance = tolerance
        self.claim = goal.reached(today.hits, today.total)
        # Against a claim that a high share is reached, or that a low one is not, speaks a positive less.
        self._down = self.claim is not goal.lower
        self._room = math.inf if today.population is None else today.population - today.total
        self.most = math.floor(min(MOST, self._room))

    @property
    def asks_everyone(self) -> bool:
        """Whether the most that can answer are all there are, so that nothing is left to chance."""
        return self.most == self._room

    def least(self, least: int) -> int | None:
        """Give the least number of further answers, from `least` up, or None."""
        if least > self.most or not self._settles(self.most, whole=False):
            return None
        share = Fraction(self._today.hits) / self._today.total
        # A share that is just the goal loses it by any rounding, so that only numbers without any are tried.
        step = share.denominator if share == self._goal.value else 1
        first = -(-self._first_without_rounding(least) // step) * step
        return next((more for more in range(first, self.most + 1, step) if self._settles(more, whole=True)), None)

    def _first_without_rounding(self, least: int) -> int:
        # Unrounded, more answers at one share never unsettle; rounded, a positive may be wanting for a while.
        low, high = least, self.most
        while low < high:
            middle = (low + high) // 2
            if self._settles(middle, whole=False):
                high = middle
            else:
                low = middle + 1
        return low

    def _settles(self, more: int, *, whole: bool) -> bool:
        low, high = self._then(more, whole=whole)
        return low if self.claim else not high

    def _then(self, more: int, *, whole: bool) -> Both:
        """Ask the engine with so many more answers at today's share."""
        today = self._today
        positive = exact(Fraction(more * today.hits) / today.total)
        if whole:
            positive = math.floor(positive) if self._down else math.ceil(positive)
        total = today.total + more
        width = exact(self._z_squared * correction(today.population, total))
        return Interval(today.hits + positive, total, width, today.population).softened(self._goal, self._tolerance)
