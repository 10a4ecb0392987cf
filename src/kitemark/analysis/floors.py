"""Floors: for each level, the rating of each criterion below which it cannot be had, whatever else.

Organisations are found that have the level with as low a rating as they can; the engine
evaluates each. That there is none with a lower one is put to the solver as one question a level.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from types import MappingProxyType

from kitemark.analysis.encoding import Chain, Encoder, encode, encode_freely
from kitemark.analysis.logic import TRUE, InexactError, Lit, Logic
from kitemark.analysis.supposing import World, suppose, units_of
from kitemark.analysis.unknowns import grid_note, is_listed, unknowns
from kitemark.evaluation.outcome import APPLIES, CriterionOutcome, PartyOutcome
from kitemark.quantity import Number
from kitemark.rules import condition as conditions
from kitemark.rules.condition import ConditionRule
from kitemark.rules.rating import Judged
from kitemark.rules.standard import Criterion, Node, Rules

Floors = Mapping[str, Mapping[str, Number | None]]
"""By level and criterion; None where the level cannot be had with the criterion applying at all.

What could not be told is not in it.
"""

_MANY = 20
_WORK = 2.0
"""Most work for one question, in the solver's own measure of it."""


def floors(rules: Rules, deadline: float = math.inf) -> Floors:
    """Give for each level the least rating of each criterion, before limits, with which it can be had where it applies.

    Whatever is measured is taken to be as good as it could be. InexactError where the rules cannot be put to
    the solver exactly, NoSolverError without a solver, SpentError at the deadline of the monotonic clock.
    """
    free = rated_freely(rules)
    found = _Search(free, Logic(deadline)).floors()
    if free.asks_units:
        bound = _Bound(free, Logic(deadline))
        found = {level: bound.proved(level, ratings) for level, ratings in found.items()}
    told = {criterion.id for criterion in free.criteria if is_listed(criterion.scale)}
    return {level: {name: least for name, least in one.items() if name in told} for level, one in found.items()}


def rated_freely(rules: Rules) -> Rules:
    """Give the rules with every criterion's rating to be supposed, and all that is measured at its best."""
    nodes: dict[str, Node] = {}
    for name, node in rules.nodes.items():
        limits = tuple(
            limit if limit.unless is None else dataclasses.replace(limit, unless=_at_best(limit.unless))
            for limit in node.limits
        )
        if isinstance(node, Criterion):
            nodes[name] = dataclasses.replace(
                node, rating=Judged(node.scale, None), judged_on=node.scale, limits=limits, marks=()
            )
        else:
            nodes[name] = dataclasses.replace(node, limits=limits)
    return dataclasses.replace(
        rules,
        nodes=MappingProxyType(nodes),
        criteria=tuple(node for node in nodes.values() if isinstance(node, Criterion)),
        measures={},
        cited_by={},
        levels=tuple(
            dataclasses.replace(level, requires=tuple(map(_at_best, level.requires))) for level in rules.levels
        ),
        commendations=(),
        flags=(),
    )


def _at_best(rule: ConditionRule) -> ConditionRule:
    """Give a condition in which every measure reaches what is wanted of it."""
    if isinstance(rule, conditions.MeasureReaches):
        return conditions.Applicable(rule.when, rule.because, 0)  # which holds for everybody
    if isinstance(rule, conditions.AnyOf | conditions.AllOf):
        return dataclasses.replace(rule, parts=tuple(map(_at_best, rule.parts)))
    return rule


class _Search:
    """Looks for organisations with low ratings, whose units, where there are any, are all alike."""

    def __init__(self, rules: Rules, logic: Logic) -> None:
        self._rules = rules
        self._logic = logic
        self._known = unknowns(rules, logic)
        self._whole = encode(rules, logic, self._known)
        self._found = {level.id: _Lowest(rules) for level in rules.levels}
        notes = [note for note in logic.notes if not any(note == grid_note(one.scale) for one in rules.criteria)]
        if notes:
            raise InexactError("; ".join(notes))

    def floors(self) -> dict[str, dict[str, Number | None]]:
        """Give the least ratings with which each level can be had."""
        swept = False
        for place, level in reversed(list(enumerate(self._rules.levels))):
            lowest = self._found[level.id]
            while (world := self._lower(level.id, lowest)) is not None:
                outcome = suppose(self._rules, world)
                if not _holds(outcome, place) or not lowest.take(outcome):
                    raise InexactError("the solver found an organisation that the engine sees otherwise")
                if not swept:
                    self._sweep(world)
                    swept = True
        return {level: one.ratings for level, one in self._found.items()}

    def _lower(self, level: str, lowest: _Lowest) -> World | None:
        """Give an organisation with a level that is rated lower somewhere than any yet; None where there is none."""
        sought = self._logic.all_of((self._whole.levels[level], _below(self._whole, lowest.ratings)))
        if sought.known is False:
            return None
        self._logic.assume((sought,))
        wanted = {name: lowest.following(name) for name in self._known.judged}
        self._logic.draw_near(self._known.preferring(World({}, wanted, {})))
        verdict, holds = self._logic.solve(_WORK, simplify=False)
        if verdict == "unknown":
            raise InexactError("the solver's budget was spent")
        return None if holds is None else self._known.world(holds)

    def _sweep(self, world: World) -> None:
        """Lower the rating of each criterion by itself."""
        for criterion in self._rules.criteria:
            for point in self._known.judged[criterion.id].values:
                if point is None:
                    continue
                outcome = self._with(world, criterion, point)
                held = [_holds(outcome, place) for place in range(len(self._rules.levels))]
                for level, holds in zip(self._rules.levels, held, strict=True):
                    if holds:
                        self._found[level.id].take(outcome)
                if all(held):
                    break

    def _with(self, world: World, criterion: Criterion, point: Number) -> PartyOutcome:
        """Give an organisation with one rating changed: its own, or that of one of many units."""
        lower = World(world.facts, {**world.ratings, criterion.id: point}, {})
        if not self._rules.asks_units:
            return suppose(self._rules, lower)
        units = [world] * max(_MANY, units_of(self._rules, world))
        if criterion.asked_of == "units":
            return suppose(self._rules, world, [*units, lower])
        return suppose(self._rules, lower, units)


class _Lowest:
    """The least ratings that were found with a level, the best of each scale before any was."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self.ratings: dict[str, Number | None] = dict.fromkeys(one.id for one in rules.criteria)

    def take(self, outcome: PartyOutcome) -> bool:
        """Take what is lower in an organisation that has the level; tell whether anything is."""
        lower = False
        for criterion in self._rules.criteria:
            node, known = outcome.nodes[criterion.id], self.ratings[criterion.id]
            assert isinstance(node, CriterionOutcome)  # noqa: S101 - by its id
            if node.state == APPLIES and node.rating is not None:
                found = node.rating.low
                if known is None or (found != known and criterion.scale.worse(found, known) == found):
                    self.ratings[criterion.id] = found
                    lower = True
        return lower

    def following(self, name: str) -> Number:
        """Give the rating to try next: one step below the least, or the best."""
        criterion = self._rules.nodes[name]
        assert isinstance(criterion, Criterion)  # noqa: S101 - by its id
        known = self.ratings[name]
        return criterion.scale.best if known is None else criterion.scale.steps(known, -1)


class _Bound:
    """Proves floors where units may be unlike each other; what cannot be proved is not told."""

    def __init__(self, rules: Rules, logic: Logic) -> None:
        self._rules = rules
        self._logic = logic
        self._whole = encode_freely(rules, logic, *(unknowns(rules, logic) for _ in range(2)))

    def proved(self, level: str, found: Mapping[str, Number | None]) -> dict[str, Number | None]:
        """Give those floors of a level below which there is nothing."""
        if self._is_least(level, found):
            return dict(found)
        return {name: least for name, least in found.items() if self._is_least(level, {name: least})}

    def _is_least(self, level: str, found: Mapping[str, Number | None]) -> bool:
        sought = self._logic.all_of((self._whole.levels[level], _below(self._whole, found)))
        if sought.known is False:
            return True
        self._logic.assume((sought,))
        return self._logic.solve(_WORK, simplify=False)[0] == "no"


def _below(party: Encoder, ratings: Mapping[str, Number | None]) -> Lit:
    """Give whether a criterion that applies is rated lower, before limits; any rating is lower than none."""
    found: list[Lit] = []
    for name, least in ratings.items():
        # What is judged only in units is rated as the worst of them is, which may be the one that is encoded.
        node = party.rules.nodes[name]
        in_units = party.units is not None and isinstance(node, Criterion) and node.asked_of == "units"
        at = party.units.one if party.units is not None and in_units else party
        chain = at.nodes[name].chain if in_units else party.before[name]
        assert isinstance(chain, Chain)  # noqa: S101 - a criterion has a rating
        lower = TRUE if least is None else ~chain.at_least(least)
        found.append(party.logic.all_of((at.counting[name], ~at.met[name], lower)))
    return party.logic.any_of(found)


def _holds(outcome: PartyOutcome, place: int) -> bool:
    return outcome.levels[place].low and outcome.established >= 0
