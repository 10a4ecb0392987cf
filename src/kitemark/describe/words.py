"""Names, values and thresholds in words."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from kitemark.describe.fields import is_list, may_be_list
from kitemark.explain.words import day, joined
from kitemark.quantity import Amount, Number, date_from, shown
from kitemark.rules.measure import Margin, Measure
from kitemark.rules.rating import MarkGoal
from kitemark.rules.records import Test
from kitemark.rules.scale import Goal, Scale


def named(name: str) -> str:
    """Give the name of a field, a fact or a part of the evidence as words: asked_by is asked by."""
    return name.replace("_", " ").replace("-", " ")


def wanted(test: Test) -> str:
    """Give what a test wants: one of some values, or bounds."""
    if not test.allowed:
        return _between(test.at_least, test.at_most)
    values = test.words.split(" or ")
    # A value that holds the word 'or' is left as the rules have it.
    return joined([_bare(value) for value in values], "or") if len(values) == len(test.allowed) else test.words


def _bare(value: str) -> str:
    return value[1:-1] if len(value) > 2 and value[0] == value[-1] == "'" else value


def _between(low: Number | str | None, high: Number | str | None) -> str:
    dated = isinstance(low, str) or isinstance(high, str)
    if low is not None and high is not None:
        return f"from {_bound(low)} to {_bound(high)}"
    if low is not None:
        return f"{'on or after' if dated else 'at least'} {_bound(low)}"
    return f"{'on or before' if dated else 'at most'} {_bound(high or 0)}"


def _bound(bound: Number | str) -> str:
    if not isinstance(bound, str):
        return shown(bound, 22)
    return day(date_from(bound) or datetime.date.min)


def field_tests(tests: Iterable[Test], lists: Collection[str]) -> str:
    """Give tests on fields: `setting: private or home; topics include: respect`."""
    return "; ".join(
        f"{named(test.field)}{' include' if test.field in lists else ''}: {wanted(test)}" for test in tests
    )


def fact_tests(tests: Iterable[Test], facts: Mapping[str, Any]) -> str:
    """Give tests on facts of the profile, whose schemas are given: `size is tiny or small and staff is at most 19`."""
    return joined([_fact_test(test, facts[test.field]) for test in tests])


def _fact_test(test: Test, schema: Any) -> str:
    name, what = named(test.field), wanted(test)
    if is_list(schema):
        return f"the list {name} includes {'' if test.allowed else 'one that is '}{what}"
    if may_be_list(schema):
        return f"{name} is, or includes one that is, {what}"
    return f"{name} is {what}"


def threshold(goal: Goal, *, share: bool) -> str:
    """Give a threshold: `at least 70%`."""
    if goal.strict:
        return f"{'less' if goal.lower else 'more'} than {Amount(goal.value, share)}"
    return f"{'at most' if goal.lower else 'at least'} {Amount(goal.value, share)}"


def point_words(scale: Scale, value: Number) -> str:
    """Give a point of a scale by value and name."""
    name = scale.name(value)
    return name if name == shown(value) else f"{shown(value)} ({name})"


def goal_on(scale: Scale | None, goal: Goal) -> str:
    """Give a threshold on a scale, by its point's name where it has one."""
    text = threshold(goal, share=goal.share)
    name = None if scale is None or goal.share else scale.name(goal.value)
    return text if name is None or name == shown(goal.value) else f"{text} ({name})"


def is_range(measure: Measure) -> bool:
    """Tell whether a measure comes out as a range, from which chance may have moved it."""
    return measure.z_squared is not None and not isinstance(measure.take, Margin)


def mark_words(mark: MarkGoal, measure: Measure) -> str:
    """Give what a mark asks: of a range, what its worse end must reach too."""
    text = threshold(mark.goal, share=measure.share)
    if not is_range(measure):
        return text
    if not mark.tolerance:
        return f"{text} at the worse end"
    lower = mark.goal.lower
    value = mark.goal.value + mark.tolerance if lower else mark.goal.value - mark.tolerance
    softer = Goal(value, mark.goal.share, mark.goal.strict, lower)
    if softer.reached(1 if lower else 0):  # so soft that any range reaches it
        return text
    more = ("less than " if lower else "more than ") if softer.strict else ""
    return f"{text} (and {more}{Amount(softer.value, measure.share)} at the worse end)"


def reached(words: str, measure: Measure, goal: Goal) -> str:
    """Give what a condition or a band asks of a measure: of a range, at which end."""
    if not is_range(measure):
        return words
    return f"{words} even at the better end" if goal.contrary else f"{words} at the worse end"
