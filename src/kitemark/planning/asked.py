"""What is asked of a party: the thresholds on each measure, and the parts of each rating, that its profile meets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kitemark.analysis.supposing import Key
from kitemark.evaluation.ends import Ends
from kitemark.evaluation.matching import matches
from kitemark.evaluation.outcome import APPLIES, PartyOutcome
from kitemark.quantity import Number
from kitemark.rules import condition as conditions
from kitemark.rules import rating as ratings
from kitemark.rules.measure import Measure
from kitemark.rules.naming import lifting_conditions, within
from kitemark.rules.standard import Criterion, Rules

Cuts = frozenset[ratings.MarkGoal]
"""Some thresholds on one measure; one that several rules set stands there once."""


@dataclass(slots=True)
class Asked:
    """The thresholds on one measure, the criteria that set them, and what one more of them costs.

    What is asked without a tolerance is a mark with none.
    """

    measure: Measure
    thresholds: dict[ratings.MarkGoal, None] = field(default_factory=dict)
    criteria: dict[str, None] = field(default_factory=dict)
    effort: Number = 0

    def cuts(self, ends: Ends) -> Cuts:
        """Give the thresholds that a low end reaches."""
        return frozenset(one for one in self.thresholds if ends.softened(one.goal, one.tolerance)[0])


def asked_of(rules: Rules, party: PartyOutcome, place: int) -> dict[Key, Asked]:
    """Give the thresholds that a party is asked for on the way to the level at a place of the list."""
    found: dict[Key, Asked] = {}
    facts = party.party.facts
    for criterion in rules.criteria:
        if party.nodes[criterion.id].state == APPLIES:
            _of_criterion(criterion, rules, facts, place, found)
    for node in rules.nodes.values():
        criterion_id = node.id if isinstance(node, Criterion) else None
        if party.nodes[node.id].state == APPLIES:
            for limit in node.limits:
                if limit.unless is not None and matches(limit.when, facts):
                    _of_condition(limit.unless, criterion_id, facts, rules, found)
    for level in rules.levels[: place + 1]:
        for condition in level.requires:
            _of_condition(condition, None, facts, rules, found)
    return found


def units_place(rules: Rules, place: int) -> int:
    """Give the last place in the list of the levels that a unit may need for its organisation to reach a level.

    An organisation may need units of a later level than its own, and any level after that one does as well.
    """
    required = (one for level in rules.levels[: place + 1] for rule in level.requires for one in within(rule))
    asked = (*required, *lifting_conditions(rules))
    wanted = [one.ask.place for one in asked if isinstance(one, conditions.OfUnits)]
    apart = [place for place, level in enumerate(rules.levels) if not level.builds_on]
    return max([place, *wanted, *apart]) if wanted else place


def _entry(measure: Measure, criterion: str | None, rules: Rules, found: dict[Key, Asked]) -> Asked:
    entry = found.setdefault((measure.id, criterion if measure.cited else None), Asked(measure))
    node = rules.nodes.get(criterion) if criterion is not None else None
    if isinstance(node, Criterion):
        entry.criteria[node.id] = None
        entry.effort = max(entry.effort, node.effort)
    else:
        entry.effort = max(entry.effort, 1)
    return entry


def _of_criterion(
    criterion: Criterion, rules: Rules, facts: Mapping[str, Any], place: int, found: dict[Key, Asked]
) -> None:
    for rated in rated_parts(criterion.rating, facts):
        if isinstance(rated, ratings.Measured):
            entry = _entry(rated.measure, criterion.id, rules, found)
            entry.thresholds.update((ratings.MarkGoal(goal, 0), None) for _, goal in rated.bands.goals)
    names = [level.id for level in rules.levels[: place + 1] if level.id in rules.marked]
    for mark in criterion.marks:
        for line in _lines(mark, facts):
            for name in names:
                if name in line.goals:
                    _entry(line.measure, criterion.id, rules, found).thresholds[line.goals[name]] = None


def rated_parts(rule: ratings.RatingRule, facts: Mapping[str, Any]) -> Iterator[ratings.Judged | ratings.Measured]:
    """Give the judged and measured parts of a rating, of options only the one that a profile takes."""
    match rule:
        case ratings.Judged() | ratings.Measured():
            yield rule
        case ratings.WorstOf() | ratings.BestOf():
            for part in rule.parts:
                yield from rated_parts(part, facts)
        case ratings.ChosenRating():
            for tests, option in rule.options:
                if matches(tests, facts):
                    yield from rated_parts(option, facts)
                    return


def _lines(rule: ratings.MarkRule, facts: Mapping[str, Any]) -> Iterator[ratings.MarkedMeasure]:
    """Give the lines of marks; of options all that a profile fits, as the first that names a level is taken."""
    match rule:
        case ratings.MarkedMeasure():
            yield rule
        case ratings.WorstMark() | ratings.BestMark():
            for part in rule.parts:
                yield from _lines(part, facts)
        case ratings.ChosenMark():
            for tests, option in rule.options:
                if matches(tests, facts):
                    yield from _lines(option, facts)


def _of_condition(
    rule: conditions.ConditionRule,
    criterion: str | None,
    facts: Mapping[str, Any],
    rules: Rules,
    found: dict[Key, Asked],
) -> None:
    if not matches(rule.when, facts):
        return
    if isinstance(rule, conditions.MeasureReaches) and not rule.goal.contrary:
        _entry(rule.measure, criterion, rules, found).thresholds[ratings.MarkGoal(rule.goal, 0)] = None
    elif isinstance(rule, conditions.AnyOf | conditions.AllOf):
        for part in rule.parts:
            _of_condition(part, criterion, facts, rules, found)
