"""Effects: whether one rule plainly asks for more than another one, seen from the two alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kitemark.analysis.sameness import bare
from kitemark.comparing.change import Change, Effect
from kitemark.rules import condition as rules
from kitemark.rules.naming import lifting_conditions
from kitemark.rules.scale import Goal, Scale
from kitemark.rules.standard import LimitRule, Rules

_PROVING = frozenset({"requirement", "limit", "safeguard", "mark", "criterion", "section"})
"""Kinds of things whose plain effects rest on the rules alone, and not on what records come to."""
_BESIDE = frozenset({"commendation", "flag", "example"})


def all_go(changes: Iterable[Change], way: Effect) -> bool:
    """Tell whether every change plainly goes one way, or decides no level at all.

    By monotonicity nobody then moves the other way.
    """
    return all(_goes(change, way) for change in changes)


def only_requirements(changes: Iterable[Change]) -> bool:
    """Tell whether every change is one of what levels require, or decides no level at all."""
    return all(
        change.effect == "none" or change.thing.kind in _BESIDE or change.thing.kind == "requirement"
        for change in changes
    )


def level_implies(one: Rules, other: Rules, level: str) -> bool:
    """Tell whether whoever holds a level by one standard plainly holds it by another one with the same scores.

    Where a limit asks for the levels of units, scores hang on what all levels require, and nothing is plain.
    """
    if any(isinstance(lifting, rules.OfUnits) for by in (one, other) for lifting in lifting_conditions(by)):
        return False
    asked = tuple(_chain(one, level))
    return all(any(implies(mine, wanted) for mine in asked) for wanted in _chain(other, level))


def _chain(standard: Rules, level: str) -> Iterator[rules.ConditionRule]:
    """Give what a level requires, with what it builds on."""
    place = next(place for place, one in enumerate(standard.levels) if one.id == level)
    yield from standard.levels[place].requires
    while place and standard.levels[place].builds_on:
        place -= 1
        yield from standard.levels[place].requires


def _goes(change: Change, way: Effect) -> bool:
    thing = change.thing.of if change.thing.kind == "requirement" and change.thing.of is not None else change.thing
    if change.effect == "none" or thing.kind in _BESIDE:
        return True
    return change.effect == way and change.thing.kind in _PROVING


def effect_of(*, harder: bool, easier: bool) -> Effect:
    """Give the effect of a change after which what holds held before (`harder`), or the other way round."""
    if harder and easier:
        return "none"
    return "harder" if harder else "easier" if easier else "open"


def condition_effect(old: rules.ConditionRule, new: rules.ConditionRule) -> Effect:
    """Give what a change of a requirement does by itself."""
    return effect_of(harder=implies(new, old), easier=implies(old, new))


def implies(one: rules.ConditionRule | None, other: rules.ConditionRule | None) -> bool:
    """Tell whether whoever meets a condition plainly meets another one; None is a condition that nobody meets."""
    if one is None or other is None:
        return one is None
    if one.__class__ is not other.__class__ or bare(one.when) != bare(other.when):
        return False
    return _IMPLIES[one.__class__](one, other)


def goal_implies(one: Goal, other: Goal) -> bool:
    """Tell whether what reaches a goal reaches another one."""
    if (one.share, one.lower, one.contrary) != (other.share, other.lower, other.contrary) or one.contrary:
        return one == other
    if one.value == other.value:
        return one.strict or not other.strict
    return one.value < other.value if one.lower else one.value > other.value


def _overall(one: rules.Overall, other: rules.Overall) -> bool:
    return goal_implies(one.goal, other.goal)


def _measure(one: rules.MeasureReaches, other: rules.MeasureReaches) -> bool:
    return one.measure.id == other.measure.id and goal_implies(one.goal, other.goal)


def _applicable(one: rules.Applicable, other: rules.Applicable) -> bool:
    return one.share >= other.share


def _ask(one: rules.Ask, other: rules.Ask, nodes: set[str]) -> bool:
    if isinstance(one, rules.Reach) and isinstance(other, rules.Reach):
        return all(goal_implies(one.goals[name], other.goals[name]) for name in nodes)
    return isinstance(one, rules.HasMarks) and isinstance(other, rules.HasMarks) and one.level == other.level


def _each(one: rules.Each, other: rules.Each) -> bool:
    ones, others = set(one.nodes), set(other.nodes)
    alike = ones == others and (one.spare_share, one.per_section) == (other.spare_share, other.per_section)
    if not (alike and one.spare <= other.spare) and (one.spare or not others <= ones):
        return False
    return others <= ones and _ask(one.ask, other.ask, others)


def _some(one: rules.Some, other: rules.Some) -> bool:
    same = (one.least_share, one.per_section) == (other.least_share, other.per_section)
    ones, others = set(one.nodes), set(other.nodes)
    fewer = ones == others or (ones <= others and not one.least_share and not one.per_section)
    return same and fewer and one.least >= other.least and _ask(one.ask, other.ask, ones)


def _any(one: rules.AnyOf, other: rules.AnyOf) -> bool:
    return _plain(one, other) and all(any(implies(part, wide) for wide in other.parts) for part in one.parts)


def _all(one: rules.AllOf, other: rules.AllOf) -> bool:
    return _plain(one, other) and all(any(implies(part, wide) for part in one.parts) for wide in other.parts)


def _plain(*several: rules.AnyOf | rules.AllOf) -> bool:
    """Tell whether all parts are asked of everybody."""
    return not any(_sometimes(part) for one in several for part in one.parts)


def _sometimes(rule: rules.ConditionRule) -> bool:
    inner = rule.parts if isinstance(rule, rules.AnyOf | rules.AllOf) else ()
    return bool(rule.when) or isinstance(rule, rules.OfUnits) or any(map(_sometimes, inner))


def _units(one: rules.OfUnits, other: rules.OfUnits) -> bool:
    del one, other  # units are held to the levels themselves, which may have changed
    return False


_IMPLIES: Mapping[type[rules.ConditionRule], Callable[[Any, Any], bool]] = {
    rules.Overall: _overall,
    rules.MeasureReaches: _measure,
    rules.Applicable: _applicable,
    rules.AnyOf: _any,
    rules.AllOf: _all,
    rules.Each: _each,
    rules.Some: _some,
    rules.OfUnits: _units,
}


def limit_effect(old: LimitRule, new: LimitRule, scale: Scale | None, *, lower: bool) -> Effect:
    """Give what a change of a limit does by itself, on a node's scale or in its direction."""
    if old.share != new.share or bare(old.when) != bare(new.when):
        return "open"
    down = scale.lower if scale is not None else lower
    no_better, no_worse = (new.point >= old.point, new.point <= old.point)
    if not down:
        no_better, no_worse = no_worse, no_better
    return effect_of(
        harder=no_better and implies(new.unless, old.unless), easier=no_worse and implies(old.unless, new.unless)
    )
