"""What rules name: the measures behind a rating, a mark, a limit or a condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kitemark.rules import condition as conditions
from kitemark.rules import rating as ratings
from kitemark.rules.measure import Measure
from kitemark.rules.records import Test
from kitemark.rules.scale import Goal
from kitemark.rules.standard import Criterion, Rules


def rating_measures(rule: ratings.RatingRule) -> Iterator[Measure]:
    """Give the measures that a rating may read."""
    return (rated.measure for rated in _rated(rule))


def mark_measures(rule: ratings.MarkRule) -> Iterator[Measure]:
    """Give the measures that a line of marks may read."""
    return (line.measure for line in mark_lines(rule))


def within(rule: conditions.ConditionRule) -> Iterator[conditions.ConditionRule]:
    """Give a condition and all conditions inside it."""
    yield rule
    if isinstance(rule, conditions.AnyOf | conditions.AllOf):
        for part in rule.parts:
            yield from within(part)


def condition_measures(rule: conditions.ConditionRule) -> Iterator[Measure]:
    """Give the measures that a condition compares."""
    return (one.measure for one in within(rule) if isinstance(one, conditions.MeasureReaches))


def criterion_measures(criterion: Criterion) -> Iterator[Measure]:
    """Give the measures that a criterion's rating, marks and limits may read."""
    yield from rating_measures(criterion.rating)
    for mark in criterion.marks:
        yield from mark_measures(mark)
    for limit in criterion.limits:
        if limit.unless is not None:
            yield from condition_measures(limit.unless)


def cited_by(criteria: Iterable[Criterion]) -> dict[str, frozenset[str]]:
    """Give, for each cited measure, the criteria for which it may be read."""
    found: dict[str, set[str]] = {}
    for criterion in criteria:
        for measure in criterion_measures(criterion):
            if measure.cited:
                found.setdefault(measure.id, set()).add(criterion.id)
    return {measure: frozenset(names) for measure, names in found.items()}


def is_apart(criterion: Criterion) -> bool:
    """Tell whether a criterion's rating, marks and limits ask for no other node, but for measures and facts alone."""
    unless = (limit.unless for limit in criterion.limits if limit.unless is not None)
    alone = conditions.MeasureReaches | conditions.AnyOf | conditions.AllOf | conditions.Applicable
    return all(isinstance(one, alone) for condition in unless for one in within(condition))


def readers_of(rules: Rules, measure: str, criterion: str | None) -> Iterator[str]:
    """Give the criteria whose own rules read a measure, as it is read for one criterion where it is cited."""
    for one in rules.criteria:
        if criterion in (None, one.id) and any(read.id == measure for read in criterion_measures(one)):
            yield one.id


def all_conditions(rules: Rules) -> Iterator[conditions.ConditionRule]:
    """Give every condition of a standard, those inside others too."""
    tops: list[conditions.ConditionRule] = [one for level in rules.levels for one in level.requires]
    tops += [one for praise in rules.commendations for one in praise.requires]
    tops += [flag.when for flag in rules.flags]
    for one in tops:
        yield from within(one)
    yield from lifting_conditions(rules)


def lifting_conditions(rules: Rules) -> Iterator[conditions.ConditionRule]:
    """Give every condition by which a limit is lifted, those inside others too."""
    for node in rules.nodes.values():
        for limit in node.limits:
            if limit.unless is not None:
                yield from within(limit.unless)


def fact_tests(rules: Rules) -> Iterator[Test]:
    """Give every test on a fact of the profile."""
    for node in rules.nodes.values():
        yield from node.applies_when
        for limit in node.limits:
            yield from limit.when
        if isinstance(node, Criterion):
            yield from _rating_tests(node.rating)
            for mark in node.marks:
                yield from _mark_tests(mark)
    for condition in all_conditions(rules):
        yield from condition.when


def _rating_tests(rule: ratings.RatingRule) -> Iterator[Test]:
    if isinstance(rule, ratings.WorstOf | ratings.BestOf):
        for part in rule.parts:
            yield from _rating_tests(part)
    elif isinstance(rule, ratings.ChosenRating):
        for tests, option in rule.options:
            yield from tests
            yield from _rating_tests(option)


def _mark_tests(rule: ratings.MarkRule) -> Iterator[Test]:
    if isinstance(rule, ratings.WorstMark | ratings.BestMark):
        for part in rule.parts:
            yield from _mark_tests(part)
    elif isinstance(rule, ratings.ChosenMark):
        for tests, option in rule.options:
            yield from tests
            yield from _mark_tests(option)


def fact_counts(rules: Rules) -> frozenset[str]:
    """Give the facts that say how many units there must be."""
    found = (one.expect for one in all_conditions(rules) if isinstance(one, conditions.OfUnits))
    return frozenset(name for name in found if name is not None)


def all_goals(rules: Rules) -> Iterator[tuple[Measure, Goal]]:
    """Give every goal that a measure is compared with outside marks: bands and conditions."""
    for criterion in rules.criteria:
        for rated in _rated(criterion.rating):
            yield from ((rated.measure, goal) for _, goal in rated.bands.goals)
    for condition in all_conditions(rules):
        if isinstance(condition, conditions.MeasureReaches):
            yield condition.measure, condition.goal


def all_marks(rules: Rules) -> Iterator[tuple[Measure, ratings.MarkGoal]]:
    """Give every mark that a measure is compared with."""
    for criterion in rules.criteria:
        for mark in criterion.marks:
            for line in mark_lines(mark):
                yield from ((line.measure, goal) for goal in line.goals.values())


def _rated(rule: ratings.RatingRule) -> Iterator[ratings.Measured]:
    match rule:
        case ratings.Measured():
            yield rule
        case ratings.WorstOf() | ratings.BestOf():
            for part in rule.parts:
                yield from _rated(part)
        case ratings.ChosenRating():
            for _, option in rule.options:
                yield from _rated(option)


def mark_lines(rule: ratings.MarkRule) -> Iterator[ratings.MarkedMeasure]:
    """Give the lines of marks that hold a measure, in their order."""
    match rule:
        case ratings.MarkedMeasure():
            yield rule
        case ratings.WorstMark() | ratings.BestMark():
            for part in rule.parts:
                yield from mark_lines(part)
        case _:
            assert isinstance(rule, ratings.ChosenMark)  # noqa: S101 - there are no other lines
            for _, option in rule.options:
                yield from mark_lines(option)
