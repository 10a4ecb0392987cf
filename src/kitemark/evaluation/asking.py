"""Asking: whether conditions hold at the low end and at the high end."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from kitemark.binding import Party
from kitemark.evaluation.ends import Both
from kitemark.evaluation.made import made
from kitemark.evaluation.matching import matches
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.outcome import EXCLUDED, MET, ConditionOutcome, MarkOutcome, NodeOutcome, PartyOutcome
from kitemark.quantity import Number
from kitemark.rules import condition as rules
from kitemark.rules.scale import Goal
from kitemark.rules.standard import ROOT, Rules

_SHORT: Mapping[tuple[bool, bool], Callable[[Number, Number], bool]] = {
    (False, False): operator.lt,
    (False, True): operator.le,
    (True, False): operator.gt,
    (True, True): operator.ge,
}
"""What it is to fall short of a goal, by whether lower is better and whether it must be passed."""

Marks = Callable[[str, str], tuple[Both, tuple[MarkOutcome, ...]]]


@made
class Tally:
    """Who was asked, who falls short at the low end, and who of those at the high end too."""

    asked: Sequence[str]
    low: Sequence[str]
    high: Sequence[str]
    marks: Mapping[str, tuple[MarkOutcome, ...]] | None = None

    @property
    def untold(self) -> tuple[str, ...]:
        """Those that fall short at the low end only, so that it cannot be told of them."""
        if len(self.low) == len(self.high):
            return ()
        high = set(self.high)
        return tuple(name for name in self.low if name not in high)

    def whole(self) -> tuple[int, int, int]:
        """Give the three numbers."""
        return len(self.asked), len(self.low), len(self.high)

    def groups(self, rules_of: Rules) -> list[tuple[int, int, int]]:
        """Give the three numbers for each top-level section that has somebody asked."""
        asked, low, high = (
            Counter(rules_of.nodes[name].top for name in names) for names in (self.asked, self.low, self.high)
        )
        return [(count, low[top], high[top]) for top, count in asked.items()]


class Asker:
    """Asks conditions of one party, whose nodes come to their outcomes meanwhile.

    `states` says of every node whether it applies, before any has a score; `excluded` are
    those that came to no score. `units` is None
    where conditions on units are not asked; `applicable` holds the number of criteria that
    apply and the number of all that are asked.
    """

    def __init__(
        self,
        rules_of: Rules,
        party: Party,
        measurer: Measurer,
        nodes: Mapping[str, NodeOutcome],
        states: Mapping[str, str],
        excluded: Collection[str],
        marks: Marks,
        units: Sequence[PartyOutcome] | None,
        applicable: tuple[int, int],
    ) -> None:
        """Take what conditions may read."""
        self._rules = rules_of
        self._states = states
        self._party = party
        self._measurer = measurer
        self._nodes = nodes
        self._marks = marks
        self._units = units
        self._excluded = excluded
        self._applicable = applicable

    def ask(self, rule: rules.ConditionRule, criterion: str | None = None) -> ConditionOutcome | None:
        """Give whether the condition holds, or None where it is not asked."""
        if rule.when and not matches(rule.when, self._party.facts):
            return None
        return CONDITIONS[rule.__class__](self, rule, criterion)

    def ask_all(self, conditions: Iterable[rules.ConditionRule]) -> tuple[ConditionOutcome, ...]:
        """Give the outcomes of those conditions that are asked."""
        return tuple([outcome for rule in conditions if (outcome := self.ask(rule)) is not None])

    def overall(self, rule: rules.Overall, _: str | None) -> ConditionOutcome:
        """Compare the whole standard's score."""
        both = self._reach(self._nodes.get(ROOT), rule.goal)
        return ConditionOutcome(rule, *both)

    def _reach(self, node: NodeOutcome | None, goal: Goal) -> Both:
        if node is None or not node.scored:
            return (False, False)
        low = goal.reached(node.low, node.maximum)
        high = low if node.high == node.low else goal.reached(node.high, node.maximum)
        return (not high, not low) if goal.contrary else (low, high)

    def measure(self, rule: rules.MeasureReaches, criterion: str | None) -> ConditionOutcome:
        """Compare a measure."""
        reading = self._measurer.read(rule.measure, criterion)
        low, high = reading.reach(rule.goal) if rule.goal.contrary else reading.ends.reach(rule.goal)
        return ConditionOutcome(rule, low, high, 0, (), reading)

    def applicable(self, rule: rules.Applicable, _: str | None) -> ConditionOutcome:
        """Compare the share of criteria that apply."""
        applying, every = self._applicable
        holds = every > 0 and applying >= rule.share * every
        return ConditionOutcome(rule, holds, holds, asked=every)

    def any_of(self, rule: rules.AnyOf, criterion: str | None) -> ConditionOutcome | None:
        """Ask the parts; one must hold."""
        return self._several(rule, rule.parts, criterion, any)

    def all_of(self, rule: rules.AllOf, criterion: str | None) -> ConditionOutcome | None:
        """Ask the parts; all must hold."""
        return self._several(rule, rule.parts, criterion, all)

    def _several(
        self,
        rule: rules.ConditionRule,
        parts: Sequence[rules.ConditionRule],
        criterion: str | None,
        pick: Callable[[Iterable[bool]], bool],
    ) -> ConditionOutcome | None:
        asked = tuple(outcome for part in parts if (outcome := self.ask(part, criterion)) is not None)
        if not asked:
            return None
        short = dict.fromkeys(name for part in asked if not part.low for name in part.short)
        low, high = pick(part.low for part in asked), pick(part.high for part in asked)
        return ConditionOutcome(rule, low, high, short=() if low else tuple(short), parts=asked)

    def each(self, rule: rules.Each, _: str | None) -> ConditionOutcome:
        """Ask all of a selection, save those that may fall short."""
        tally = self._tally(rule.nodes, rule.ask)
        low = high = True
        for asked, short_low, short_high in tally.groups(self._rules) if rule.per_section else (tally.whole(),):
            spare = rule.spare * asked // 1 if rule.spare_share else rule.spare
            low, high = low and short_low <= spare, high and short_high <= spare
        return ConditionOutcome(
            rule, low, high, len(tally.asked), tuple(tally.low), None, (), tally.marks, tally.untold
        )

    def some(self, rule: rules.Some, _: str | None) -> ConditionOutcome:
        """Ask some of a selection."""
        tally = self._tally(rule.nodes, rule.ask)
        groups = tally.groups(self._rules) if rule.per_section else (tally.whole(),)
        low = high = bool(tally.asked)
        for asked, short_low, short_high in groups:
            least = -(-(rule.least * asked) // 1) if rule.least_share else rule.least
            low, high = low and asked - short_low >= least, high and asked - short_high >= least
        return ConditionOutcome(
            rule, low, high, len(tally.asked), tuple(tally.low), None, (), tally.marks, tally.untold
        )

    def _tally(self, names: Sequence[str], ask: rules.Ask) -> Tally:
        if isinstance(ask, rules.Reach):
            return self._scores(names, ask)
        assert isinstance(ask, rules.HasMarks)  # noqa: S101 - levels are asked of units only
        return self._marked(names, ask.level)

    def _scores(self, names: Sequence[str], ask: rules.Reach) -> Tally:
        nodes = self._nodes
        asked = names if not self._excluded else [name for name in names if nodes[name].state != EXCLUDED]
        goal = ask.goal
        if goal is None or goal.contrary:
            found = {name: self._reach(nodes[name], ask.goals[name]) for name in asked}
            low = [name for name, both in found.items() if not both[0]]
            return Tally(asked, low, [name for name in low if not found[name][1]])
        # One goal for all of them, as most conditions have.
        short, value = _SHORT[goal.lower, goal.strict], goal.value
        if not goal.share and value.__class__ is int:
            low = [name for name in asked if short(nodes[name].low, value)]
            return Tally(asked, low, [name for name in low if short(nodes[name].high, value)])
        # Multiplied out, so that whole numbers decide: fractions are slow to compare.
        top, bottom, share = value.numerator, value.denominator, goal.share

        def behind(name: str, score: Number) -> bool:
            of = nodes[name].maximum if share else 1
            return short(score.numerator * bottom, top * of * score.denominator)

        low = [name for name in asked if behind(name, nodes[name].low)]
        return Tally(asked, low, [name for name in low if behind(name, nodes[name].high)])

    def _marked(self, names: Sequence[str], level: str) -> Tally:
        asked = [name for name in names if self._states[name] != EXCLUDED]
        found = {name: self._marks(name, level) for name in asked if self._states[name] != MET}
        low = [name for name, (both, _) in found.items() if not both[0]]
        lines = {name: found[name][1] for name in low}
        return Tally(asked, low, [name for name in low if not found[name][0][1]], lines)

    def units(self, rule: rules.OfUnits, _: str | None) -> ConditionOutcome | None:
        """Ask each or some units for a level; units that are expected and missing have none."""
        if self._units is None:
            return None
        found = {unit.party.id: _unit_reach(unit.established, unit.possible, rule.ask) for unit in self._units}
        expected = self._party.facts.get(rule.expect, 0) if rule.expect else 0
        missing = max(0, expected - len(found))
        absent = _unit_reach(-1, -1, rule.ask)
        short = tuple(name for name, both in found.items() if not both[0])
        untold = tuple(name for name in short if found[name][1])
        low, high = (
            _enough(rule, sum(both[end] for both in found.values()) + missing * absent[end], len(found) + missing)
            for end in (0, 1)
        )
        return ConditionOutcome(rule, low, high, len(found) + missing, short, untold=untold)


CONDITIONS: Mapping[type[rules.ConditionRule], Callable[[Asker, Any, str | None], ConditionOutcome | None]] = {
    rules.Overall: Asker.overall,
    rules.MeasureReaches: Asker.measure,
    rules.Applicable: Asker.applicable,
    rules.AnyOf: Asker.any_of,
    rules.AllOf: Asker.all_of,
    rules.Each: Asker.each,
    rules.Some: Asker.some,
    rules.OfUnits: Asker.units,
}


def _unit_reach(established: int, possible: int, ask: rules.ReachLevel) -> Both:
    low, high = established >= ask.place, possible >= ask.place
    return (not high, not low) if ask.contrary else (low, high)


def _enough(rule: rules.OfUnits, good: int, of: int) -> bool:
    amount: Number = Fraction(rule.amount) * of if rule.amount_share else rule.amount
    return of - good <= amount if rule.every else of > 0 and good >= amount
