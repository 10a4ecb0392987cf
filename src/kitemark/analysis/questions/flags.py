"""Questions about flags: whether one looks for a figure that nothing comes to."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from kitemark.analysis.question import Question
from kitemark.analysis.questions.asked import Asked
from kitemark.analysis.ranges import Range, measure_range, score_ranges
from kitemark.explain import Speaker, asked
from kitemark.reading import Path
from kitemark.rules import condition as conditions
from kitemark.rules.condition import ConditionRule
from kitemark.rules.standard import ROOT, Rules

_HINT = "correct the figure: it is beyond the worst and the best that there can be"


def raised(rules: Rules) -> Iterator[Asked]:
    """Give, as seen without a solver, each comparison of a flag that nothing can come to.

    A flag's comparison may go the other way, which is not put to the solver. What is said is of the
    figure alone: where nothing is left of what `each` selects, it holds whatever it asks for.
    """
    ranges = score_ranges(rules) if rules.flags else {}
    speaker = Speaker(rules, datetime.date.min)
    for place, flag in enumerate(rules.flags):
        for rule, path in _parts(flag.when, ("flags", place, "when")):
            if _misses(rule, rules, ranges):
                says = f"nothing comes to the figure that the flag '{flag.id}' asks for: {asked(rule, speaker)}"
                question = Question("threshold-out-of-reach", flag.id, path, says, _HINT)
                yield Asked(question, None, lambda _: False, f"raises the flag '{flag.id}'")


def _parts(rule: ConditionRule, path: Path) -> Iterator[tuple[ConditionRule, Path]]:
    if isinstance(rule, conditions.AnyOf | conditions.AllOf):
        step = "any" if isinstance(rule, conditions.AnyOf) else "all"
        for place, part in enumerate(rule.parts):
            yield from _parts(part, (*path, step, place))
    else:
        yield rule, path


def _misses(rule: ConditionRule, rules: Rules, ranges: dict[str, Range]) -> bool:
    """Tell whether nothing that a condition looks at can be as it asks."""
    match rule:
        case conditions.Overall():
            return ranges[ROOT].misses(rule.goal)
        case conditions.MeasureReaches():
            return measure_range(rules, rule.measure).misses(rule.goal)
        case conditions.Each(ask=conditions.Reach(goals=goals)) | conditions.Some(ask=conditions.Reach(goals=goals)):
            return all(ranges[name].misses(goal) for name, goal in goals.items())
        case _:
            return False
