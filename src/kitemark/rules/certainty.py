"""Certainty: what is known whatever the evidence, and so is never open."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.rules import condition as conditions
from kitemark.rules import measure as takes
from kitemark.rules.condition import ConditionRule
from kitemark.rules.measure import Measure
from kitemark.rules.records import Kind, Sieve
from kitemark.rules.standard import Rules


def is_never_open(rules: Rules, rule: ConditionRule) -> bool:
    """Tell whether what a condition asks is known whatever the evidence, so that it is met or unmet and never open."""
    match rule:
        case conditions.Applicable():
            return True
        case conditions.MeasureReaches():
            return is_certain(rules, rule.measure)
        case conditions.AnyOf() | conditions.AllOf():
            return all(is_never_open(rules, part) for part in rule.parts)
    return False


def is_certain(rules: Rules, measure: Measure) -> bool:
    """Tell whether a measure has a number whatever the records."""
    if measure.needs or measure.groups is not None:
        return False
    take = measure.take
    if isinstance(take, takes.CountRecords | takes.CountDistinct):
        return True
    may_hide = bool(rules.smallest_group) and any(kind.people for kind in kinds_behind(rules, measure.sieve))
    divides = isinstance(take, takes.ShareOfSums | takes.Margin) or (
        isinstance(take, takes.ShareOfRecords | takes.Mean)
        and (take.of if isinstance(take, takes.ShareOfRecords) else take.weight) is not None
    )
    if isinstance(take, takes.Sum) and not measure.lower:
        return not may_hide  # the sum of nothing is 0
    beyond = isinstance(take, takes.Median) and take.missing_worst
    return measure.if_none is not None and not (may_hide or divides or beyond)


def kinds_behind(rules: Rules, sieve: Sieve) -> Iterator[Kind]:
    """Give the kinds of the records that may get through a sieve; none for judgements."""
    if not sieve.judgements:
        yield from (kind for kind in rules.kinds.values() if sieve.kinds is None or kind.id in sieve.kinds)
        for name in sieve.accepted:
            yield from kinds_behind(rules, rules.accepted[name].sieve)
