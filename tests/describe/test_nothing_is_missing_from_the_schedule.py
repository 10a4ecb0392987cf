"""Law: a measure that can change whether a level is reached stands in that level's schedule.

Shown twice: by what is named in the rules of a level, and by forcing every measure that is not in the
schedule to anything at all, which must leave the level as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import kitemark
from kitemark.bundled import bundled_folder
from kitemark.describe import schedule
from kitemark.evaluation.ends import Ends, Exact, Unknown
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.reading import Reading
from kitemark.rules import condition as conditions
from kitemark.rules.measure import Measure
from kitemark.rules.naming import condition_measures, rating_measures, within
from kitemark.rules.rating import MarkedMeasure, MarkRule
from kitemark.rules.scale import Goal
from kitemark.rules.standard import ROOT, Criterion, LimitRule, Rules

from .small import rows

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import cases, standards

many = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)
FORCED: dict[str, Callable[[Measure], Ends]] = {
    "not known": lambda _: Unknown(),
    "far too bad": lambda measure: Exact(10**6 if measure.lower else -(10**6)),
    "far too good": lambda measure: Exact(-(10**6) if measure.lower else 10**6),
}


def in_schedule(standard: kitemark.Standard, level: str) -> frozenset[str]:
    """The measures that stand in a level's schedule."""
    return frozenset(row.measure for row in rows(schedule(standard, level)) if row.measure is not None)


def levels_found(standard: kitemark.Standard, pack: kitemark.Assessment) -> list[tuple[bool, bool]]:
    """Whether each level holds at the low end and at the high end."""
    return [(level.low, level.high) for level in kitemark.evaluate(standard, pack).outcome.levels]


def levels_forced(
    standard: kitemark.Standard, pack: kitemark.Assessment, forced: frozenset[str], to: Callable[[Measure], Ends]
) -> list[tuple[bool, bool]]:
    """The same, with some measures forced to something."""
    read = Measurer.read

    def reading(self: Measurer, measure: Measure, criterion: str | None = None) -> Reading:
        return Reading(measure, to(measure), "known") if measure.id in forced else read(self, measure, criterion)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Measurer, "read", reading)
        return levels_found(standard, pack)


def moved(standard: kitemark.Standard, pack: kitemark.Assessment) -> list[str]:
    """The levels that a measure outside their schedule moves."""
    found = levels_found(standard, pack)
    wrong = []
    for place, level in enumerate(standard.rules.levels):
        outside = frozenset(standard.rules.measures) - in_schedule(standard, level.id)
        for how, to in FORCED.items():
            if levels_forced(standard, pack, outside, to)[place] != found[place]:
                wrong.append(f"{level.id} by one of {sorted(outside)}, {how}")
    return wrong


@many
@given(cases())
def test_what_is_not_in_the_schedule_moves_no_level(case: tuple[Any, Any]) -> None:
    assert moved(kitemark.standard_from(case[0]), kitemark.assessment_from(case[1])) == []


PACKS = sorted(bundled_folder().glob("*/examples/*.yaml"))


@pytest.mark.parametrize("pack", PACKS, ids=[f"{path.parts[-3]}/{path.stem}" for path in PACKS])
def test_for_the_bundled_standards_and_their_packs_neither(pack: Path) -> None:
    standard = kitemark.load_standard(pack.parts[-3])
    assert moved(standard, kitemark.load_assessment(pack)) == []


def lines_naming(mark: MarkRule, level: str) -> Iterator[str]:
    """The measures of the lines of marks that name a level."""
    if isinstance(mark, MarkedMeasure):
        yield from [mark.measure.id] if level in mark.goals else []
        return
    parts = [option[1] for option in mark.options] if hasattr(mark, "options") else mark.parts  # type: ignore[attr-defined]
    for part in parts:
        yield from lines_naming(part, level)


def of_limit(limit: LimitRule, rules: Rules) -> Iterator[str]:
    """The measures that what lifts a limit names."""
    if limit.unless is not None:
        yield from named_by(limit.unless, rules)


def of_criterion(criterion: Criterion, goal: Goal | None, rules: Rules) -> Iterator[str]:
    """The measures of a criterion's rating, and of the limits that can keep it from a goal."""
    yield from (measure.id for measure in rating_measures(criterion.rating))
    for limit in criterion.limits:
        if goal is None or not goal.reached(limit.point, criterion.scale.maximum):
            yield from of_limit(limit, rules)


def of_score(name: str, rules: Rules) -> Iterator[str]:
    """The measures that a score rests on: those of its limits, and of all that is below it."""
    node = rules.nodes[name]
    if isinstance(node, Criterion):
        yield from of_criterion(node, None, rules)
        return
    for limit in node.limits:
        yield from of_limit(limit, rules)
    for child in node.children:
        yield from of_score(child, rules)


def of_node(name: str, ask: conditions.Ask, rules: Rules) -> Iterator[str]:
    """The measures that a node needs to do what is asked."""
    node = rules.nodes[name]
    if isinstance(ask, conditions.Reach):
        yield from of_criterion(node, ask.goals[name], rules) if isinstance(node, Criterion) else of_score(name, rules)
    elif isinstance(ask, conditions.HasMarks) and isinstance(node, Criterion):
        for mark in node.marks:
            yield from lines_naming(mark, ask.level)


def named_by(rule: conditions.ConditionRule, rules: Rules) -> Iterator[str]:
    """The measures that a condition names: by itself, by marks, by ratings, by limits."""
    yield from (measure.id for measure in condition_measures(rule))
    for one in within(rule):
        if isinstance(one, conditions.Overall):
            yield from of_score(ROOT, rules)
        elif isinstance(one, conditions.Each | conditions.Some):
            for name in one.nodes:
                yield from of_node(name, one.ask, rules)


def named(standard: kitemark.Standard, place: int) -> set[str]:
    """The measures that are named by what a level requires, with those that it builds on."""
    rules = standard.rules
    first = max(at for at in range(place + 1) if at == 0 or not rules.levels[at].builds_on)
    asked = [condition for one in rules.levels[first : place + 1] for condition in one.requires]
    return {name for condition in asked for name in named_by(condition, rules)}


def unnamed(standard: kitemark.Standard) -> list[str]:
    """The measures that a level names and its schedule does not."""
    levels = standard.rules.levels
    return [
        f"{one.id}: {name}"
        for at, one in enumerate(levels)
        for name in named(standard, at) - in_schedule(standard, one.id)
    ]


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_what_the_bundled_levels_name_stands_in_their_schedules(name: str) -> None:
    standard = kitemark.load_standard(name)
    assert unnamed(standard) == []
    assert len(named(standard, 0)) > 5


@many
@given(standards())
def test_what_a_drawn_level_names_stands_in_its_schedule(data: dict[str, Any]) -> None:
    assert unnamed(kitemark.standard_from(data)) == []
