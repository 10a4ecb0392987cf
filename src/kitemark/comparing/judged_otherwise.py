"""Judged otherwise: what a criterion takes of packs, its ratings and its options by profile, by both versions."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from kitemark.analysis.profiles import fact_values
from kitemark.analysis.sameness import bare
from kitemark.evaluation.matching import matches
from kitemark.rules import rating as ratings
from kitemark.rules.records import Test
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion, Rules

_MOST_PROFILES = 1_000
"""Most profiles that the options of one `choose` are tried with; of more, it is taken that some fit none."""

Choice = tuple[tuple[Test, ...], ...]
"""The tests of each option of a `choose`."""


def takes_less(old: Scale, new: Scale) -> bool:
    """Tell whether judgements may rate on the old scale what is no rating on the new one."""
    if old.points:
        names = (point.name for point in old.points if point.name is not None)
        return any(new.called(name) is None for name in names) or not all(new.holds(one.value) for one in old.points)
    if new.points:
        return True
    ends = min(old.worst, old.best), max(old.worst, old.best)
    if old.step is None and new.step is not None:
        return True
    finer = old.step is None or new.step is None or Fraction(old.step, new.step).denominator == 1
    return not (finer and all(map(new.holds, ends)))


class Options:
    """Whether the options of a `choose` leave somebody out, whom the engine then refuses."""

    def __init__(self, rules: Rules) -> None:
        """Take the rules of the new version."""
        self._rules = rules

    def newly_none_fits(self, was: Criterion, now: Criterion) -> Iterator[str]:
        """Give the keys of a criterion by which it may ask for an option where there is none, and did not."""
        olds, news = dict(_choices(was)), dict(_choices(now))
        for key, choices in news.items():
            known = set(map(bare, olds[key]))
            leaving = [choice for choice in choices if self._leaves_out(choice)]
            if any(bare(choice) not in known for choice in leaving):
                yield key
            elif leaving and bare(was.applies_when) != bare(now.applies_when):
                yield "applies_when"

    def _leaves_out(self, choice: Choice) -> bool:
        if not all(choice):
            return False
        names = sorted({test.field for tests in choice for test in tests})
        values = [self._values[name] for name in names]
        if math.prod(map(len, values)) > _MOST_PROFILES:
            return True
        profiles = (dict(zip(names, some, strict=True)) for some in itertools.product(*values))
        return any(not any(matches(tests, profile) for tests in choice) for profile in profiles)

    @functools.cached_property
    def _values(self) -> dict[str, list[Any]]:
        return fact_values(self._rules)


def _choices(criterion: Criterion) -> Iterator[tuple[str, list[Choice]]]:
    yield "rating", list(_chosen(criterion.rating))
    yield "marks", [choice for mark in criterion.marks for choice in _chosen(mark)]


def _chosen(rule: ratings.RatingRule | ratings.MarkRule) -> Iterator[Choice]:
    match rule:
        case ratings.WorstOf() | ratings.BestOf() | ratings.WorstMark() | ratings.BestMark():
            for part in rule.parts:
                yield from _chosen(part)
        case ratings.ChosenRating() | ratings.ChosenMark():
            yield tuple(tests for tests, _ in rule.options)
            for _, option in rule.options:
                yield from _chosen(option)
