"""Conditions as constraints: whether each is asked, and whether it holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from kitemark.analysis.encoding.profile import Profile
from kitemark.analysis.encoding.rating import Rater
from kitemark.analysis.encoding.scored import Asked, Scored, reached
from kitemark.analysis.encoding.units import Units
from kitemark.analysis.logic import FALSE, TRUE, Lit, Logic, Sum, number
from kitemark.quantity import exact
from kitemark.rules import condition as conditions
from kitemark.rules.naming import within
from kitemark.rules.scale import Goal
from kitemark.rules.standard import ROOT, Rules


class Asker:
    """Encodes conditions on one party, whose `nodes` may be encoded meanwhile."""

    def __init__(
        self,
        rules: Rules,
        logic: Logic,
        profile: Profile,
        rater: Rater,
        nodes: Mapping[str, Scored],
        applying: tuple[Mapping[str, Lit], Mapping[str, Lit]],
        units: Units | None,
        has_mark: Callable[[str, str], Lit],
        *,
        is_unit: bool,
    ) -> None:
        """Take the rules, the model and the party; `applying` says which nodes count, and which are met."""
        self._rules = rules
        self._logic = logic
        self._profile = profile
        self._rater = rater
        self._nodes = nodes
        self._counting, self._met = applying
        self._units = units
        self._has_mark = has_mark
        self._is_unit = is_unit

    def ask(self, rule: conditions.ConditionRule, criterion: str | None = None) -> Asked:
        """Give whether a condition is asked, and whether it holds."""
        found = CONDITIONS[rule.__class__](self, rule, criterion)
        return Asked(self._logic.all_of((self._profile.passes(rule.when), found.asked)), found.holds)

    def reach(self, name: str, goal: Goal) -> Lit:
        """Give whether a node's score reaches a goal."""
        node = self._nodes[name]
        return self._logic.all_of((node.counts, reached(node.score, node.maximum, goal, self._logic)))

    def overall(self, rule: conditions.Overall, _: str | None) -> Asked:
        """Compare the whole score."""
        return Asked(TRUE, self.reach(ROOT, rule.goal))

    def measure(self, rule: conditions.MeasureReaches, criterion: str | None) -> Asked:
        """Compare a measure."""
        return Asked(TRUE, self._rater.goal(rule.measure, criterion, rule.goal))

    def applicable(self, rule: conditions.Applicable, _: str | None) -> Asked:
        """Compare the share of criteria that apply."""
        asked = [c for c in self._rules.criteria if not (self._is_unit and c.asked_of == "organisation")]
        applying = self._logic.total(
            self._logic.as_sum(self._logic.all_of((self._counting[c.id], ~self._met[c.id]))) for c in asked
        )
        holds = self._logic.at_least(applying, exact(rule.share * len(asked))) if asked else FALSE
        return Asked(TRUE, holds)

    def any_part(self, rule: conditions.AnyOf, criterion: str | None) -> Asked:
        """Give whether one of the parts that are asked holds."""
        parts = [self.ask(part, criterion) for part in rule.parts]
        holds = self._logic.any_of(self._logic.all_of((part.asked, part.holds)) for part in parts)
        return Asked(self._logic.any_of(part.asked for part in parts), holds)

    def all_parts(self, rule: conditions.AllOf, criterion: str | None) -> Asked:
        """Give whether all of the parts that are asked hold."""
        parts = [self.ask(part, criterion) for part in rule.parts]
        holds = self._logic.all_of(self._logic.any_of((~part.asked, part.holds)) for part in parts)
        return Asked(self._logic.any_of(part.asked for part in parts), holds)

    def _does(self, name: str, ask: conditions.Ask) -> Lit:
        if isinstance(ask, conditions.Reach):
            return self.reach(name, ask.goals[name])
        assert isinstance(ask, conditions.HasMarks)  # noqa: S101 - levels are asked of units only
        return self._has_mark(name, ask.level)

    def _groups(self, rule: conditions.Each | conditions.Some) -> list[list[tuple[Lit, Lit]]]:
        """Give for each group that is counted by itself its nodes: whether each counts, and does what is asked."""
        grouped: dict[str, list[tuple[Lit, Lit]]] = {}
        for name in rule.nodes:
            # Marks are asked of what applies before any has a score; scores of what has one.
            counts = self._nodes[name].counts if isinstance(rule.ask, conditions.Reach) else self._counting[name]
            top = self._rules.nodes[name].top if rule.per_section else ""
            grouped.setdefault(top, []).append((counts, self._does(name, rule.ask)))
        return list(grouped.values())

    def each(self, rule: conditions.Each, _: str | None) -> Asked:
        """Give whether all of a selection do what is asked, save some."""
        return Asked(TRUE, self._logic.all_of(self._spared(rule, group) for group in self._groups(rule)))

    def _spared(self, rule: conditions.Each, group: Sequence[tuple[Lit, Lit]]) -> Lit:
        short = [self._logic.all_of((counts, ~does)) for counts, does in group]
        if not rule.spare:
            return self._logic.all_of(~lit for lit in short)
        shorts = self._logic.total(map(self._logic.as_sum, short))
        if not rule.spare_share:
            return (
                self._logic.at_least(number(rule.spare), 0) if not short else self._at_most(shorts, number(rule.spare))
            )
        every = self._logic.total(self._logic.as_sum(counts) for counts, _ in group)
        return self._at_most(shorts, every * rule.spare)

    def _at_most(self, found: Sum, bound: Sum) -> Lit:
        return self._logic.at_least(bound - found, 0)

    def some(self, rule: conditions.Some, _: str | None) -> Asked:
        """Give whether enough of a selection do what is asked."""
        groups = self._groups(rule)
        anyone = self._logic.any_of(counts for group in groups for counts, _ in group)
        enough = (self._enough(rule, group) for group in groups)
        return Asked(TRUE, self._logic.all_of((anyone, *enough)))

    def _enough(self, rule: conditions.Some, group: Sequence[tuple[Lit, Lit]]) -> Lit:
        good = self._logic.total(self._logic.as_sum(self._logic.all_of(pair)) for pair in group)
        every = self._logic.total(self._logic.as_sum(counts) for counts, _ in group)
        nobody = ~self._logic.any_of(counts for counts, _ in group)
        least = every * rule.least if rule.least_share else number(rule.least)
        return self._logic.any_of((nobody, self._logic.at_least(good - least, 0)))

    def units(self, rule: conditions.OfUnits, _: str | None) -> Asked:
        """Give whether enough of the units have a level."""
        return Asked(FALSE, FALSE) if self._units is None else Asked(TRUE, self._units.reach(rule))


def mentions(rule: conditions.ConditionRule, names: Collection[str]) -> bool:
    """Tell whether a condition may depend on the scores of some nodes."""
    for one in within(rule):
        if isinstance(one, conditions.Overall | conditions.OfUnits | conditions.Applicable):
            return True
        if isinstance(one, conditions.Each | conditions.Some) and any(name in names for name in one.nodes):
            return True
    return False


CONDITIONS: Mapping[type[conditions.ConditionRule], Callable[[Asker, Any, str | None], Asked]] = {
    conditions.Overall: Asker.overall,
    conditions.MeasureReaches: Asker.measure,
    conditions.Applicable: Asker.applicable,
    conditions.AnyOf: Asker.any_part,
    conditions.AllOf: Asker.all_parts,
    conditions.Each: Asker.each,
    conditions.Some: Asker.some,
    conditions.OfUnits: Asker.units,
}
