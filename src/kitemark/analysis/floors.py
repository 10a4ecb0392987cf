"""Floors: for each level, the rating of each criterion below which it cannot be had, whatever else.

By monotonicity the best that everything else can be is the best world; what is not reached
there is reached nowhere. Only facts that a level itself looks at can change that.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import time
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from kitemark.analysis.logic import SpentError
from kitemark.analysis.profiles import TooManyError, profiles
from kitemark.analysis.supposing import Supposed, World, suppose
from kitemark.evaluation.outcome import APPLIES, PartyOutcome
from kitemark.quantity import Number
from kitemark.rules.condition import AnyOf, ConditionRule, MeasureReaches
from kitemark.rules.naming import criterion_measures, within
from kitemark.rules.rating import Judged
from kitemark.rules.records import Test
from kitemark.rules.standard import Criterion, Node, Rules, Section

_MOST_SPOILT = 4
BEYOND = 10**30
"""Better than any threshold that a standard can write."""


def rated_freely(rules: Rules) -> Rules:
    """Give the rules with every criterion's rating to be supposed, whatever it rests on."""
    nodes = {
        name: dataclasses.replace(node, rating=Judged(node.scale, None), judged_on=node.scale)
        if isinstance(node, Criterion)
        else node
        for name, node in rules.nodes.items()
    }
    criteria = tuple(node for node in nodes.values() if isinstance(node, Criterion))
    return dataclasses.replace(rules, nodes=MappingProxyType(nodes), criteria=criteria)


def at_best(rules: Rules) -> Rules:
    """Give the rules without what does not matter where every measure is at its best, which is quicker to evaluate."""
    nodes: dict[str, Node] = {}
    for name, node in rules.nodes.items():
        limits = tuple(limit for limit in node.limits if limit.unless is None or not _is_met(limit.unless))
        if isinstance(node, Criterion):
            nodes[name] = dataclasses.replace(node, limits=limits, marks=())
        else:
            nodes[name] = dataclasses.replace(node, limits=limits)
    criteria = tuple(node for node in nodes.values() if isinstance(node, Criterion))
    return dataclasses.replace(
        rules, nodes=MappingProxyType(nodes), criteria=criteria, measures={}, commendations=(), flags=()
    )


def _is_met(condition: ConditionRule) -> bool:
    """Tell whether a condition holds for whoever has every measure at its best."""
    if isinstance(condition, AnyOf):
        return not condition.when and any(map(_is_met, condition.parts))
    return isinstance(condition, MeasureReaches) and not condition.when and not condition.goal.contrary


def best_measures(rules: Rules) -> dict[tuple[str, str | None], Supposed]:
    """Give every measure at its best, for every criterion where it is cited."""
    found: dict[tuple[str, str | None], Supposed] = {}
    for measure in rules.measures.values():
        best = -BEYOND if measure.lower else BEYOND
        names: list[str | None] = [None]
        if measure.cited:
            names = [one.id for one in rules.criteria if measure in tuple(criterion_measures(one))]
        found.update({(measure.id, name): Supposed(best, best) for name in names})
    return found


def deciding_facts(rules: Rules) -> frozenset[str]:
    """Give the facts that still matter where every rating and measure is at its best."""
    tests: list[Test] = []
    for node in rules.nodes.values():
        tests += node.applies_when
        for limit in node.limits:
            tests += limit.when
            tests += () if limit.unless is None else (test for one in within(limit.unless) for test in one.when)
    for level in rules.levels:
        tests += (test for one in level.requires for inner in within(one) for test in inner.when)
    return frozenset(test.field for test in tests)


def best_worlds(rules: Rules) -> Iterator[World]:
    """Give a world for each profile that matters, with everything at its best.

    What is held below its best whatever else may be better left out: where assessors may mark
    it not applicable, there is a world for that too. TooManyError where there are too many.
    """
    ratings: Mapping[str, Number | None] = {one.id: one.judged_on.best for one in rules.criteria}
    measures = best_measures(rules)
    for facts in profiles(rules, deciding_facts(rules)):
        whole = World(facts, ratings, measures)
        spoilt = _spoilt(rules, suppose(rules, whole))
        if len(spoilt) > _MOST_SPOILT:
            raise TooManyError
        for count in range(len(spoilt) + 1):
            for some in itertools.combinations(spoilt, count):
                yield World(facts, {**ratings, **dict.fromkeys(some)}, measures)


def _spoilt(rules: Rules, outcome: PartyOutcome) -> list[str]:
    """Give the criteria that may be left out, and that may lower a score even where all is at its best."""
    found: list[str] = []
    for party in (outcome, *outcome.units):
        short = set(_short(party))
        for criterion in rules.criteria:
            node, parent = party.nodes[criterion.id], rules.nodes[criterion.parent]
            lessens = isinstance(parent, Section) and parent.combine == "sum" and _below_nothing(criterion)
            lowered = node.low != criterion.scale.best or not short.isdisjoint(_around(rules, criterion))
            if criterion.not_applicable != "refused" and (lowered or lessens):
                found.append(criterion.id)
    return list(dict.fromkeys(found))


def _short(party: PartyOutcome) -> Iterator[str]:
    """Give the criteria and sections that fall short of what is asked, and sections that are held down."""
    asked = [condition for level in party.levels for condition in level.requires]
    for name, node in party.nodes.items():
        asked += [limit.unless for limit in node.limits if limit.unless is not None]
        if any(limit.held_low for limit in node.limits):
            yield name
    for condition in asked:
        yield from condition.short


def _around(rules: Rules, criterion: Criterion) -> Iterator[str]:
    """Give a criterion and the sections that it is in."""
    node: Node | None = criterion
    while node is not None:
        yield node.id
        node = rules.nodes[node.parent] if node.parent is not None else None


def _below_nothing(criterion: Criterion) -> bool:
    best = criterion.scale.best
    return best > 0 if criterion.scale.lower else best < 0


def floors(rules: Rules, deadline: float = math.inf) -> dict[str, dict[str, Number | None]]:
    """Give for each level the least rating of each criterion with which it can be had where the criterion applies.

    None where it cannot be had at all, or only where the criterion does not apply. The rating is
    the one before limits. TooManyError where a standard tells too many profiles apart, SpentError
    at the deadline of the monotonic clock.
    """
    free = rated_freely(rules)
    worlds = tuple(best_worlds(free))
    free = at_best(free)
    best = [suppose(free, world) for world in worlds]
    found: dict[str, dict[str, Number | None]] = {level.id: {} for level in free.levels}
    for criterion in free.criteria:
        if time.monotonic() > deadline:
            raise SpentError
        for place, least in enumerate(_least(free, criterion, worlds, best)):
            found[free.levels[place].id][criterion.id] = least
    return found


def _least(
    rules: Rules, criterion: Criterion, worlds: tuple[World, ...], best: list[PartyOutcome]
) -> list[Number | None]:
    """Give a criterion's floor for each level, in the list's order."""
    least: list[Number | None] = [None] * len(rules.levels)
    left = {place for place in range(len(rules.levels)) if any(_holds(one, place) for one in best)}
    for point in _points(criterion):
        missing = set(left)
        for world in worlds:
            outcome = suppose(rules, _with(world, criterion.id, point))
            if _applies(outcome, criterion):
                missing -= {place for place in missing if _holds(outcome, place)}
            if not missing:
                break
        left -= missing  # what cannot be had at one point cannot be had at a worse one
        for place in left:
            least[place] = point
    return least


def _points(criterion: Criterion) -> Iterator[Number]:
    """Give the points of a criterion's scale that a floor may be, the best one first."""
    scale = criterion.scale
    if scale.points:
        yield from (point.value for point in reversed(scale.points))
        return
    at = scale.best
    for _ in range(101):
        yield at
        if at == scale.worst:
            return
        at = scale.steps(at, -1)


def _holds(outcome: PartyOutcome, place: int) -> bool:
    return outcome.levels[place].low and outcome.established >= 0


def _applies(outcome: PartyOutcome, criterion: Criterion) -> bool:
    return any(party.nodes[criterion.id].state == APPLIES for party in (outcome, *outcome.units))


def _with(world: World, criterion: str, point: Number) -> World:
    ratings: dict[str, Any] = {**world.ratings, criterion: point}
    return World(world.facts, ratings, world.measures)
