"""The cheapest ways to a level: an assessment's situation as constraints, what moves cost, and what costs the least."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kitemark.analysis.encoding.party import Encoder
from kitemark.analysis.encoding.units import ListedUnits, Units
from kitemark.analysis.logic import TRUE, Choice, Lit, Logic, Sum, number
from kitemark.analysis.unknowns import Unknowns
from kitemark.evaluation.ends import Ends
from kitemark.planning.moves import Move, NewRating
from kitemark.planning.situation import Judging, Measuring, Situation, Standing
from kitemark.quantity import Number
from kitemark.rules.standard import Rules

WORK = 20.0
"""Most work for one search, in the solver's own measure of it, which is the same on every machine."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The cheapest ways to a level, the first one the plan; none where there is no way.

    `proved` says whether it is proved that none is cheaper, or that there is none.
    """

    ways: tuple[tuple[Move, ...], ...]
    proved: bool


@dataclass(frozen=True, slots=True)
class _Option:
    """A move that can be made: with which literal, what it costs, and whether it should be avoided."""

    lit: Lit
    standing: Standing
    rise: NewRating | None
    measured: tuple[tuple[str, str | None], Ends] | None
    cost: Number
    avoided: bool

    def move(self) -> Move:
        """Give the move."""
        if self.rise is not None:
            return self.rise
        assert self.measured is not None  # noqa: S101 - it is the one or the other
        return self.standing.new_figure(*self.measured)


class Search:
    """The search for the cheapest ways to one level."""

    def __init__(self, rules: Rules, situation: Situation, place: int, avoid: Collection[str], logic: Logic) -> None:
        """Take the rules, where the parties stand, the level's place, and the criteria to be avoided.

        InexactError where the rules cannot be put to the solver exactly.
        """
        self._rules = rules
        self._logic = logic
        self._avoid = frozenset(avoid)
        self._options: list[_Option] = []
        self._reached = self._encoded(situation).levels[rules.levels[place].id]

    def _encoded(self, situation: Situation) -> Encoder:
        whole, logic, rules = self._known(situation.whole), self._logic, self._rules
        units: Units | None = None
        if situation.units:
            every = [Encoder(rules, logic, self._known(unit), None, is_unit=True) for unit in situation.units]
            units = ListedUnits(logic, every, situation.whole.outcome.party.facts)
        elif rules.asks_units:
            one = Encoder(rules, logic, whole, None, is_unit=True)
            units = ListedUnits(logic, [one], situation.whole.outcome.party.facts)
        return Encoder(rules, logic, whole, units, is_unit=False)

    def _known(self, standing: Standing) -> Unknowns:
        known = Unknowns()
        for name, fact in standing.outcome.party.facts.items():
            known.facts[name] = Choice((fact,), (TRUE,))
        for name, judging in standing.judged.items():
            known.judged[name] = self._judged(standing, name, judging)
        for key, measuring in standing.measured.items():
            known.measures[key] = self._measured(standing, key, measuring)  # type: ignore[assignment]  # ends as they are
        return known

    def _judged(self, standing: Standing, name: str, judging: Judging) -> Choice[Number | None]:
        choice = self._logic.choice((judging.now, *(rise.judged for rise in judging.rises)))
        for rise, lit in zip(judging.rises, choice.lits[1:], strict=True):
            self._options.append(_Option(lit, standing, rise, None, rise.cost, name in self._avoid))
        return choice

    def _measured(self, standing: Standing, key: tuple[str, str | None], measuring: Measuring) -> Choice[Ends]:
        choice = self._logic.choice((measuring.reading.ends, *(ends for ends, _, _ in measuring.better)))
        for (ends, _, cost), lit in zip(measuring.better, choice.lits[1:], strict=True):
            touched = measuring.asked is not None and not self._avoid.isdisjoint(measuring.asked.criteria)
            self._options.append(_Option(lit, standing, None, (key, ends), cost, touched))
        return choice

    def ways(self, most: int) -> Ways:
        """Give the cheapest ways, at most so many, each with the fewest moves and in the standard's order first."""
        if self._reached.known is False:
            return Ways((), proved=not self._logic.notes)
        logic = self._logic
        scale = math.lcm(*(Fraction(one.cost).denominator for one in self._options))
        dear = 1 + sum(int(one.cost * scale) for one in self._options)
        prices = [(one.lit, int(one.cost * scale) + dear * one.avoided) for one in self._options]
        logic.assume(())
        self._hold(self._reached)
        verdict, holds = logic.cheapest(prices, WORK)
        if holds is None:
            return Ways((), proved=verdict == "no" and not logic.notes)
        proved = verdict == "cheapest" and not logic.notes
        best = sum(price for lit, price in prices if holds(lit))
        self._hold(logic.at_least(number(best) - _total(logic, prices), 0))
        return Ways(tuple(tuple(option.move() for option in made) for made in self._alike(most)), proved)

    def _hold(self, lit: Lit) -> None:
        """Let only what has this literal be a solution from now on."""
        self._logic.imply(TRUE, lit)

    def _alike(self, most: int) -> Iterator[list[_Option]]:
        """Give ways that cost the same, none of them with all the moves of another."""
        order = [(one.lit, len(self._options) ** 2 + place) for place, one in enumerate(self._options)]
        for _ in range(most):
            _, holds = self._logic.cheapest(order, WORK)
            if holds is None:
                return
            made = [one for one in self._options if holds(one.lit)]
            yield made
            if not made:
                return
            self._hold(self._logic.any_of(~one.lit for one in made))


def _total(logic: Logic, prices: Iterable[tuple[Lit, int]]) -> Sum:
    return logic.total(logic.as_sum(lit, price) for lit, price in prices if price)
