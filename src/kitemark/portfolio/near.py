"""Near a line: what one small change of one thing would gain, or lose.

Each change is looked at by itself, all else as it is, and whether the level then differs is the engine's answer.
A gain: a criterion that assessors judge, taken one point better; a measure that is known and told, taken five
points better where it is a share, else by one. A loss: such a share taken five points worse, where it is not at
its best. Other losses are not asked about: one reprisal more, or a must-have one point worse, would cost nearly
everybody the level, so that it would say nothing of anybody.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kitemark.binding import Case, Party
from kitemark.evaluation.ends import Both, Ends, Exact, Interval
from kitemark.evaluation.made import made
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.evaluation.party import Sitting
from kitemark.evaluation.rating import settle
from kitemark.evaluation.reading import Reading
from kitemark.portfolio.ways import Input, Web
from kitemark.quantity import Number
from kitemark.result import Result
from kitemark.rules.measure import Measure
from kitemark.rules.scale import Goal
from kitemark.rules.standard import Criterion, Rules

SHARE = Fraction(1, 20)
"""How much of a share is a small change: five points."""


@dataclass(frozen=True, slots=True)
class Near:
    """One small change and what it would do: `gains` is the level that it reaches, `loses` the one that it costs.

    `kind` is criterion or measure; a measure that is cited is read for the criterion `of`.
    """

    kind: str
    id: str
    of: str | None
    gains: str | None
    loses: str | None


@made
class Moved(Ends):
    """A measure's ends, all of them moved by the same."""

    ends: Ends
    by: Number

    def reach(self, goal: Goal) -> Both:
        """Tell what the ends reach after the move."""
        return self.ends.reach(dataclasses.replace(goal, value=goal.value - self.by))

    def softened(self, goal: Goal, tolerance: Number) -> Both:
        """Tell the same for a mark with a tolerance."""
        return self.ends.softened(dataclasses.replace(goal, value=goal.value - self.by), tolerance)


class _Moving(Measurer):
    """Reads measures as another reader does, save some that are moved."""

    def __init__(self, rules: Rules, party: Party, case: Case, reader: Measurer, moves: Mapping[Input, Number]) -> None:
        super().__init__(rules, party, case.date)
        self._reader = reader
        self._moves = moves

    def read(self, measure: Measure, criterion: str | None = None) -> Reading:
        """Give the measure's reading, moved where it is one of those."""
        reading = self._reader.read(measure, criterion)
        by = self._moves.get(Input(measure.id, criterion if measure.cited else None))
        return reading if by is None else dataclasses.replace(reading, ends=Moved(reading.ends, by))


def near(result: Result, web: Web) -> tuple[Near, ...]:
    """Give each small change that would gain or lose the organisation a level, in the standard's order.

    Empty where a target is asked about, and where there is nothing yet. Units stay as they are.
    """
    if result.target is not None or result.outcome.party.empty:
        return ()
    return tuple(_Neighbourhood(result, web).near())


class _Neighbourhood:
    """The small changes of one organisation."""

    def __init__(self, result: Result, web: Web) -> None:
        self._rules = result.standard.rules
        self._case, _ = result.assessment.bound(result.standard)
        self._outcome = result.outcome
        self._web = web
        self._reader = Measurer(self._rules, self._case.organisation, self._case.date)
        self._reader.supposed = {(r.measure.id, None): r for r in self._outcome.readings if not r.measure.cited}
        # A figure that is withheld, or not told, says nothing by being near a line either.
        self._untold = {r.measure.id for r in self._outcome.readings if r.hidden or r.state == "withheld"}

    def near(self) -> Iterator[Near]:
        yield from self._gains()
        yield from self._losses()

    def _gains(self) -> Iterator[Near]:
        for key in self._web.ways(self._outcome.levels[self._outcome.established + 1 :]):
            after = self._measured_better(key) if key.measure else self._judged_better(key.of or "")
            if after > self._outcome.established:
                yield self._told(key, gains=self._rules.levels[after].id)

    def _measured_better(self, key: Input) -> int:
        return self._moved([key], better=True) if self._noticed(key, better=True) else -1

    def _losses(self) -> Iterator[Near]:
        place = self._outcome.established
        if place >= 0:
            keys = [key for key in self._web.measures if not self._at_best(key) and self._noticed(key, better=False)]
            for key in self._losing(keys, place):
                yield self._told(key, loses=self._rules.levels[place].id)

    def _losing(self, keys: Sequence[Input], place: int) -> Iterator[Input]:
        """Give the measures each of which loses the level by itself.

        Nothing gets better when a measure gets worse. So where some moved together lose nothing, none of them
        does, and one question answers for all.
        """
        if not keys or self._moved(keys, better=False) >= place:
            return
        if len(keys) == 1:
            yield from keys
            return
        half = len(keys) // 2
        yield from self._losing(keys[:half], place)
        yield from self._losing(keys[half:], place)

    def _at_best(self, key: Input) -> bool:
        """Tell whether a measure is no share, or one that nothing could better."""
        measure = self._rules.measures[key.measure or ""]
        if not measure.share:
            return True
        match self._reader.read(measure, key.of).ends:
            case Exact() as ends:
                return ends.value == (0 if measure.lower else 1)
            case Interval() as ends:
                return ends.hits == (0 if measure.lower else ends.total)
            case _:
                return False

    def _told(self, key: Input, gains: str | None = None, loses: str | None = None) -> Near:
        if key.measure is None:
            return Near("criterion", key.of or "", None, gains, loses)
        return Near("measure", key.measure, key.of, gains, loses)

    def _judged_better(self, name: str) -> int:
        """Give the level's place where assessors judge a criterion one point better; -1 where they cannot."""
        criterion = self._rules.nodes[name]
        party = self._case.organisation
        standing = [one for one in party.standing.get(name, ()) if one.rating is not None]
        if not isinstance(criterion, Criterion) or not standing:
            return -1
        low, _, state = settle(self._rules.judgements, standing, criterion.judged_on)
        better = criterion.judged_on.steps(low, 1)
        if state == "awaited" or better == low:
            return -1
        raised = tuple(dataclasses.replace(one, rating=better) for one in standing)
        changed = dataclasses.replace(party, standing={**party.standing, name: raised})
        # Where no measure reads judgements, none is another one now.
        reader = Measurer(self._rules, changed, self._case.date) if self._web.judged else self._reader
        return self._established(changed, reader, [Input(None, name)])

    def _moved(self, keys: Sequence[Input], *, better: bool) -> int:
        """Give the level's place where measures are moved together."""
        moves = {key: self._by(key, better=better) for key in keys}
        party = self._case.organisation
        return self._established(party, _Moving(self._rules, party, self._case, self._reader, moves), keys)

    def _by(self, key: Input, *, better: bool) -> Number:
        measure = self._rules.measures[key.measure or ""]
        return (SHARE if measure.share else 1) * (1 if better is not measure.lower else -1)

    def _noticed(self, key: Input, *, better: bool) -> bool:
        """Tell whether a measure is known and told, and some threshold tells it from itself moved."""
        measure = self._rules.measures[key.measure or ""]
        reading = self._reader.read(measure, key.of)
        if measure.id in self._untold or reading.state != "known":
            return False
        moved = Moved(reading.ends, self._by(key, better=better))
        return self._web.reached(measure, reading.ends) != self._web.reached(measure, moved)

    def _established(self, party: Party, reader: Measurer, keys: Sequence[Input]) -> int:
        units: Sequence[PartyOutcome] = self._outcome.units
        if not units and self._rules.asks_units:
            alone = Sitting(self._rules, party, reader, None)
            alone.marks_of_units()
            return Sitting(self._rules, party, reader, [alone.outcome()]).outcome().established
        return Sitting(self._rules, party, reader, units).established(self._outcome, *self._web.touched(keys))
