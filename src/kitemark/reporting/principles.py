"""Principles: each top-level section's score, against the floors that the levels ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from kitemark.evaluation.outcome import ConditionOutcome, CriterionOutcome, NodeOutcome, PartyOutcome, state_of
from kitemark.explain.words import Speaker
from kitemark.quantity import Number
from kitemark.reporting.report import Floor, Principle
from kitemark.rules.condition import AllOf, Each, Overall, Reach
from kitemark.rules.scale import Goal
from kitemark.rules.standard import ROOT, Rules


def tops(outcome: PartyOutcome, rules: Rules) -> list[NodeOutcome]:
    """Give the top-level sections; where there is none, the criteria."""
    every = [outcome.nodes[name] for name in rules.root.children]
    return [node for node in every if not isinstance(node, CriterionOutcome)] or every


def principles_of(outcome: PartyOutcome, speaker: Speaker) -> tuple[Principle, ...]:
    """Give every principle, in the standard's order."""
    return tuple(principle(node, outcome, speaker) for node in tops(outcome, speaker.rules))


def principle(node: NodeOutcome, outcome: PartyOutcome, speaker: Speaker) -> Principle:
    """Give a node's score and floors; the standard itself stands for the whole."""
    name = node.node.id
    title = "Overall" if name == ROOT else speaker.name(name)
    if not node.scored:
        return Principle(name, title, applies=False)
    low, high = (speaker.score(node.node, end, node.maximum) for end in (node.low, node.high))
    return Principle(
        name,
        title,
        applies=True,
        low=low,
        high=high,
        low_share=way_up(node.low, node),
        high_share=way_up(node.high, node),
        floors=tuple(_floors(node, outcome, speaker)),
    )


def _floors(node: NodeOutcome, outcome: PartyOutcome, speaker: Speaker) -> Iterator[Floor]:
    """Give the floor of each level that asks for one, by itself or by what it builds on."""
    before: Goal | None = None
    for level in outcome.levels:
        goals = [goal for one in level.requires for goal in _goals(one, node.node.id)]
        goals += [before] if before is not None and level.rule.builds_on else []
        before = max(goals, key=lambda goal: _strictness(goal, node), default=None)
        if before is not None:
            value = _asked(before, node)
            sign = ("less than " if before.lower else "more than ") if before.strict else ""
            # One way of saying it for all goals: as scores of this node are said.
            words = sign + speaker.score(node.node, value, node.maximum)
            low, high = (before.reached(end, node.maximum) for end in (node.low, node.high))
            yield Floor(level.rule.title, words, way_up(value, node), state_of(low=low, high=high))


def _goals(condition: ConditionOutcome, name: str) -> Iterator[Goal]:
    """Give what a condition asks of a node, whoever else it asks; what only one of several has to do is no floor."""
    rule = condition.rule
    if isinstance(rule, Overall) and name == ROOT:
        yield rule.goal
    elif isinstance(rule, Each) and not rule.spare and name in rule.nodes and isinstance(rule.ask, Reach):
        yield rule.ask.goals[name]
    elif isinstance(rule, AllOf):
        yield from (goal for part in condition.parts for goal in _goals(part, name))


def _asked(goal: Goal, node: NodeOutcome) -> Number:
    """Give the score that a goal asks of a node."""
    return goal.value * node.maximum if goal.share else goal.value


def _strictness(goal: Goal, node: NodeOutcome) -> tuple[Number, bool]:
    value = _asked(goal, node)
    return (-value if goal.lower else value, goal.strict)


def way_up(value: Number, node: NodeOutcome) -> Fraction:
    """Give how far up a score is, from the worst to the best that it can be, for drawing."""
    scale = node.node.scale
    if scale is not None and scale.best != scale.worst:
        share = Fraction(value - scale.worst) / (scale.best - scale.worst)
    else:
        share = Fraction(value) / node.maximum if node.maximum > 0 else Fraction(0)
        lower = node.node.scale.lower if isinstance(node, CriterionOutcome) else node.node.lower
        share = 1 - share if lower else share
    return min(max(share, Fraction(0)), Fraction(1))


def above(principles: Iterable[Principle], level: str) -> list[Principle]:
    """Give the principles that have a floor for a level, and reach it for certain."""
    return [one for one in principles if any(floor.level == level and floor.state == "met" for floor in one.floors)]


def floor_levels(levels: Iterable[str], rows: Iterable[Principle]) -> list[str]:
    """Give the levels that have a floor for any of the rows, in the standard's order."""
    asked = {floor.level for row in rows for floor in row.floors}
    return [level for level in levels if level in asked]
