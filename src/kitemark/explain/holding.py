"""What holds a party where it is: the level it misses next, and what falls short of that, by id."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.evaluation.outcome import ConditionOutcome, LevelOutcome, PartyOutcome
from kitemark.rules import condition as rules


def next_level(outcome: PartyOutcome, target: str | None = None) -> LevelOutcome | None:
    """Give the first level that is not established; with a target, of those that it builds on and itself.

    None where nothing is left to reach.
    """
    if target is not None:
        return next(iter(missed_levels(outcome, target)), None)
    levels = outcome.levels
    return levels[outcome.established + 1] if outcome.established + 1 < len(levels) else None


def missed_levels(outcome: PartyOutcome, target: str) -> tuple[LevelOutcome, ...]:
    """Give the levels that stand between a party and a target: of those that it builds on and itself, all it misses.

    Where nothing is there at all, so that no level is reached, that is the target itself.
    """
    levels = outcome.levels
    last = next(place for place, level in enumerate(levels) if level.rule.id == target)
    first = last
    while first > 0 and levels[first].rule.builds_on:
        first -= 1
    missed = tuple(level for level in levels[first : last + 1] if not all(one.low for one in level.requires))
    return missed or (() if levels[last].low and outcome.established >= 0 else (levels[last],))


def holders(outcome: PartyOutcome, target: str | None = None) -> dict[str, frozenset[str]]:
    """Give what holds a party from the next level, by id, each with the safeguards that hold it down.

    With a target, from the first level that it misses of those on the way to that one. Criteria,
    sections and units by their ids, measures by theirs, and `overall`, `applicable`, and `units`
    where expected units are missing.
    """
    level = next_level(outcome, target)
    if level is None:
        return {}
    found: dict[str, frozenset[str]] = {}
    for condition in level.requires:
        if not condition.low:
            for name in _short(condition):
                found.setdefault(name, _guards(outcome, name))
    return found


def _short(outcome: ConditionOutcome) -> Iterator[str]:
    match outcome.rule:
        case rules.Overall():
            yield "overall"
        case rules.Applicable():
            yield "applicable"
        case rules.MeasureReaches():
            yield outcome.rule.measure.id
        case rules.AnyOf() | rules.AllOf():
            for part in outcome.parts:
                if not part.low:
                    yield from _short(part)
        case rules.OfUnits():
            yield from outcome.short or ("units",)
        case _:
            yield from outcome.short or ("nothing",)


def _guards(outcome: PartyOutcome, name: str) -> frozenset[str]:
    node = outcome.nodes.get(name)
    limits = node.limits if node is not None else ()
    return frozenset(limit.rule.id for limit in limits if limit.held_low and limit.rule.id is not None)
