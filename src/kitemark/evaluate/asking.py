"""Asking: whether conditions hold at the low end and at the high end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from kitemark.binding import Party
from kitemark.evaluate.ends import Both
from kitemark.evaluate.matching import matches
from kitemark.evaluate.measuring import Measurer
from kitemark.evaluate.outcome import EXCLUDED, MET, ConditionOutcome, MarkOutcome, NodeOutcome, PartyOutcome
from kitemark.quantity import Number
from kitemark.rules import condition as rules
from kitemark.rules.scale import Goal
from kitemark.rules.standard import ROOT, Rules

Marks = Callable[[str, str], tuple[Both, tuple[MarkOutcome, ...]]]


class Asker:
    """Asks conditions of one party, whose nodes come to their outcomes meanwhile.

    `states` says of every node whether it applies, before any has a score. `units` is None
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
        self._applicable = applicable

    def ask(self, rule: rules.ConditionRule, criterion: str | None = None) -> ConditionOutcome | None:
        """Give whether the condition holds, or None where it is not asked."""
        if rule.when and not matches(rule.when, self._party.facts):
            return None
        return CONDITIONS[rule.__class__](self, rule, criterion)

    def ask_all(self, conditions: Iterable[rules.ConditionRule]) -> tuple[ConditionOutcome, ...]:
        """Give the outcomes of those conditions that are asked."""
        return tuple(outcome for rule in conditions if (outcome := self.ask(rule)) is not None)

    def overall(self, rule: rules.Overall, _: str | None) -> ConditionOutcome:
        """Compare the whole standard's score."""
        both = self._reach(self._nodes.get(ROOT), rule.goal)
        return ConditionOutcome(rule, *both)

    def _reach(self, node: NodeOutcome | None, goal: Goal) -> Both:
        if node is None or not node.scored:
            return (False, False)
        low, high = goal.reached(node.low, node.maximum), goal.reached(node.high, node.maximum)
        return (not high, not low) if goal.contrary else (low, high)

    def measure(self, rule: rules.MeasureReaches, criterion: str | None) -> ConditionOutcome:
        """Compare a measure."""
        reading = self._measurer.read(rule.measure, criterion)
        return ConditionOutcome(rule, *reading.reach(rule.goal), reading=reading)

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
        found, marks = self._found(rule.nodes, rule.ask)
        low = high = True
        for group in _groups(found, self._rules, per_section=rule.per_section):
            spare = rule.spare * len(group) // 1 if rule.spare_share else rule.spare
            low = low and sum(not both[0] for both in group) <= spare
            high = high and sum(not both[1] for both in group) <= spare
        short = tuple(name for name, both in found.items() if not both[0])
        return ConditionOutcome(rule, low, high, len(found), short, marks=marks)

    def some(self, rule: rules.Some, _: str | None) -> ConditionOutcome:
        """Ask some of a selection."""
        found, marks = self._found(rule.nodes, rule.ask)
        groups = _groups(found, self._rules, per_section=rule.per_section)
        low = high = bool(groups)
        for group in groups:
            least = -(-(rule.least * len(group)) // 1) if rule.least_share else rule.least
            low = low and sum(both[0] for both in group) >= least
            high = high and sum(both[1] for both in group) >= least
        short = tuple(name for name, both in found.items() if not both[0])
        return ConditionOutcome(rule, low, high, len(found), short, marks=marks)

    def _found(
        self, names: Iterable[str], ask: rules.Ask
    ) -> tuple[dict[str, Both], dict[str, tuple[MarkOutcome, ...]] | None]:
        if isinstance(ask, rules.Reach):
            scored = [name for name in names if self._nodes[name].scored]
            return {name: self._reach(self._nodes[name], ask.goals[name]) for name in scored}, None
        assert isinstance(ask, rules.HasMarks)  # noqa: S101 - levels are asked of units only
        found: dict[str, Both] = {}
        lines: dict[str, tuple[MarkOutcome, ...]] = {}
        for name in names:
            if self._states[name] == EXCLUDED:
                continue
            both, line = ((True, True), ()) if self._states[name] == MET else self._marks(name, ask.level)
            found[name] = both
            if not both[0]:
                lines[name] = line
        return found, lines

    def units(self, rule: rules.OfUnits, _: str | None) -> ConditionOutcome | None:
        """Ask each or some units for a level; units that are expected and missing have none."""
        if self._units is None:
            return None
        found = {unit.party.id: _unit_reach(unit.established, unit.possible, rule.ask) for unit in self._units}
        expected = self._party.facts[rule.expect] if rule.expect else 0
        missing = [_unit_reach(-1, -1, rule.ask)] * max(0, int(expected) - len(found))
        every = [*found.values(), *missing]
        short = tuple(name for name, both in found.items() if not both[0])
        low, high = (_enough(rule, [both[end] for both in every]) for end in (0, 1))
        return ConditionOutcome(rule, low, high, len(every), short)


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


def _enough(rule: rules.OfUnits, holds: Sequence[bool]) -> bool:
    amount: Number = Fraction(rule.amount) * len(holds) if rule.amount_share else rule.amount
    return holds.count(False) <= amount if rule.every else bool(holds) and holds.count(True) >= amount


def _groups(found: Mapping[str, Both], rules_of: Rules, *, per_section: bool) -> list[list[Both]]:
    if not per_section:
        return [list(found.values())] if found else []
    groups: dict[str, list[Both]] = {}
    for name, both in found.items():
        groups.setdefault(rules_of.nodes[name].top, []).append(both)
    return list(groups.values())
