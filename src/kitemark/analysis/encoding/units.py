"""Units as constraints: what an organisation's encoding has to know of its units."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from kitemark.analysis.encoding.scored import Chain, chain_of
from kitemark.analysis.logic import FALSE, TRUE, Lit, Logic
from kitemark.analysis.unknowns import Unknowns
from kitemark.quantity import Number
from kitemark.rules import condition as conditions
from kitemark.rules.naming import fact_counts
from kitemark.rules.standard import Rules

if TYPE_CHECKING:
    from kitemark.analysis.encoding.party import Encoder


class Units(Protocol):
    """The units of one organisation."""

    @property
    def one(self) -> Encoder:
        """One of them."""

    @property
    def counting(self) -> Mapping[str, Lit]:
        """Whether each criterion that is judged only in units counts in one of them, or is met there."""

    @property
    def met(self) -> Mapping[str, Lit]:
        """Whether each such criterion is met in all of them by not applying."""

    def rated(self, criterion: str) -> Chain:
        """Give the worst of the units' ratings of such a criterion."""

    def have_mark(self, criterion: str, level: str) -> Lit:
        """Give whether such a criterion has the mark of a level in every unit to which it applies."""

    def reach(self, rule: conditions.OfUnits) -> Lit:
        """Give whether enough of the units have a level."""


class AlikeUnits:
    """Units that are all alike, as many as any condition expects."""

    def __init__(self, rules: Rules, logic: Logic, known: Unknowns, one: Encoder) -> None:
        """Take the rules, the model, what the organisation may be, and the encoding of one unit."""
        self.one = one
        self._rules = rules
        self._logic = logic
        self._known = known

    @property
    def counting(self) -> Mapping[str, Lit]:
        """Whether each criterion counts in a unit."""
        return self.one.counting

    @property
    def met(self) -> Mapping[str, Lit]:
        """Whether each criterion is met in a unit by not applying."""
        return self.one.met

    def rated(self, criterion: str) -> Chain:
        """Give a unit's rating."""
        chain = self.one.nodes[criterion].chain
        assert chain is not None  # noqa: S101 - a criterion has a rating
        return chain

    def have_mark(self, criterion: str, level: str) -> Lit:
        """Give whether a unit has the mark of a level."""
        return self.one.has_mark(criterion, level)

    def reach(self, rule: conditions.OfUnits) -> Lit:
        """Give whether enough of the units have a level."""
        does = reaching(self.one, rule.ask)
        if not rule.every:
            return self._logic.all_of((does, self._number(lambda count: _needed(rule, count) <= count)))
        spared = self._number(lambda count: count <= (rule.amount * count if rule.amount_share else rule.amount))
        return self._logic.any_of((does, spared))

    def _number(self, fits: Callable[[int], bool]) -> Lit:
        """Give whether the number of units fits."""
        choices = [self._known.facts[name] for name in sorted(fact_counts(self._rules))]
        cases = []
        for picked in itertools.product(*(zip(c.values, c.lits, strict=True) for c in choices)):
            count = max((max(int(value), 1) for value, _ in picked), default=1)
            cases.append(self._logic.all_of(lit for _, lit in picked) if fits(count) else FALSE)
        return self._logic.any_of(cases)


class ListedUnits:
    """The units that a pack lists, each encoded by itself; those that are expected and missing have no level."""

    def __init__(self, logic: Logic, every: Sequence[Encoder], facts: Mapping[str, Any]) -> None:
        """Take the model, the encodings of all units, and the organisation's facts."""
        self.one = every[0]
        self._every = every
        self._logic = logic
        self._facts = facts
        self._chains: dict[str, Chain] = {}
        criteria = self.one.rules.criteria
        self.counting = {c.id: logic.any_of(one.counting[c.id] for one in every) for c in criteria}
        self.met = {
            c.id: logic.all_of((self.counting[c.id], *(~self._applies(one, c.id) for one in every))) for c in criteria
        }

    def _applies(self, one: Encoder, criterion: str) -> Lit:
        return self._logic.all_of((one.counting[criterion], ~one.met[criterion]))

    def rated(self, criterion: str) -> Chain:
        """Give the worst rating of those units to which a criterion applies."""
        if criterion not in self._chains:
            logic, rated = self._logic, [(self._applies(one, criterion), one.nodes[criterion]) for one in self._every]
            self._chains[criterion] = chain_of(
                self.one.rules.nodes[criterion].scale,  # type: ignore[arg-type]  # a criterion has a scale
                logic,
                lambda point: logic.all_of(
                    logic.any_of((~applies, one.chain.at_least(point))) for applies, one in rated if one.chain
                ),
            )
        return self._chains[criterion]

    def have_mark(self, criterion: str, level: str) -> Lit:
        """Give whether every unit to which a criterion applies has the mark of a level."""
        logic = self._logic
        return logic.all_of(
            logic.any_of((~self._applies(one, criterion), one.has_mark(criterion, level))) for one in self._every
        )

    def reach(self, rule: conditions.OfUnits) -> Lit:
        """Give whether enough of the units have a level."""
        logic, found = self._logic, len(self._every)
        count = max(found, self._facts.get(rule.expect, 0) if rule.expect else 0)
        good = logic.total(logic.as_sum(reaching(one, rule.ask)) for one in self._every)
        needed = count - _needed(rule, count) if rule.every else _needed(rule, count)
        return logic.at_least(good, needed)


class AnyUnits:
    """Units of which no more is known than how they and their organisation hang together, and one of them.

    There are more of these than there can be, so that only a no is to be trusted.
    """

    def __init__(self, rules: Rules, logic: Logic, one: Encoder) -> None:
        """Take the rules, the model, and the encoding of a unit that may be any of them."""
        self.one = one
        self._rules = rules
        self._logic = logic
        self._chains: dict[str, Chain] = {}
        self._marks: dict[tuple[str, str], Lit] = {}
        self._reached: dict[tuple[bool, Number, bool, str | None], dict[int, Lit]] = {}
        self.counting: dict[str, Lit] = {}
        self.met: dict[str, Lit] = {}
        for node in rules.criteria:
            if node.asked_of == "units":
                self._apply(node.id)

    def _apply(self, name: str) -> None:
        """Say that a criterion applies if it applies in the one unit, and that none is met where one applies."""
        logic, one = self._logic, self.one
        counts, met = one.counting[name], one.met[name]
        applies = logic.all_of((counts, ~met))
        if applies.known is True:
            self.counting[name], self.met[name] = TRUE, FALSE
            return
        applying, is_met = logic.fresh(), logic.fresh()
        logic.imply(applies, applying)
        logic.imply(applying, ~is_met)
        logic.imply(met, logic.any_of((applying, is_met)))
        self.counting[name] = logic.any_of((applying, is_met))
        self.met[name] = is_met

    def rated(self, criterion: str) -> Chain:
        """Give a rating that is no better than that of the one unit, where it applies there."""
        if criterion not in self._chains:
            logic, one = self._logic, self.one.nodes[criterion]
            assert one.chain is not None  # noqa: S101 - a criterion has a rating
            found = chain_of(one.chain.scale, logic, lambda _: logic.fresh())
            applies = logic.all_of((one.counts, ~one.met))
            for worse, better in itertools.pairwise(found.lits):
                logic.imply(better, worse)
            for any_, its in zip(found.lits, one.chain.lits, strict=True):
                logic.imply(logic.all_of((any_, applies)), its)
            self._chains[criterion] = found
        return self._chains[criterion]

    def have_mark(self, criterion: str, level: str) -> Lit:
        """Give whether all units have a mark, and so the one where the criterion applies."""
        key = (criterion, level)
        if key not in self._marks:
            logic, one = self._logic, self.one
            found = self._marks[key] = logic.fresh()
            applies = logic.all_of((one.counting[criterion], ~one.met[criterion]))
            logic.imply(logic.all_of((found, applies)), one.has_mark(criterion, level))
        return self._marks[key]

    def reach(self, rule: conditions.OfUnits) -> Lit:
        """Give whether enough of the units have a level; whoever has a later one has an earlier one."""
        if rule.ask.contrary:
            return FALSE
        logic, place = self._logic, rule.ask.place
        alike = self._reached.setdefault((rule.every, rule.amount, rule.amount_share, rule.expect), {})
        if place not in alike:
            found = logic.fresh()
            does = reaching(self.one, rule.ask)
            if rule.every and not rule.amount:
                logic.imply(found, does)
            self._link(rule, found)
            for other, lit in alike.items():
                logic.imply(*((found, lit) if other < place else (lit, found)))
            alike[place] = found
        return alike[place]

    def _link(self, rule: conditions.OfUnits, found: Lit) -> None:
        """Say that where every unit has a level, any share of them has it."""
        for (every, amount, is_share, expect), reached in self._reached.items():
            for place, lit in reached.items():
                if every and not rule.every and rule.amount_share and not amount:
                    covered = rule.expect in (None, expect) and rule.ask.place <= place
                    self._logic.imply(lit, found if covered else TRUE)
                elif rule.every and not every and is_share and not rule.amount:
                    covered = expect in (None, rule.expect) and place <= rule.ask.place
                    self._logic.imply(found, lit if covered else TRUE)


def reaching(one: Encoder, ask: conditions.ReachLevel) -> Lit:
    """Give whether a unit has a level of the list, or a later one."""
    if ask.contrary:
        return FALSE
    return one.logic.any_of(list(one.levels.values())[ask.place :])


def _needed(rule: conditions.OfUnits, count: int) -> Number:
    return rule.amount * count if rule.amount_share else rule.amount
