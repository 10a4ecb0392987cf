"""What the tests of plans share: drawn cases, and how many of them."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import kitemark
from kitemark.planning import Plan, plan
from kitemark.result import Result

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import cases

Case = tuple[dict[str, Any], dict[str, Any]]
EXAMPLES = Path(__file__).parents[2] / "standards"


def times(examples: int) -> settings:
    """So many examples, however long each takes and however few suit."""
    return settings(
        max_examples=examples,
        phases=[Phase.generate],
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


@dataclass(frozen=True)
class Drawn:
    """A drawn case with what it comes to, a place in the list of its levels, and the plan for that level."""

    case: Case
    result: Result
    place: int
    plan: Plan


@functools.cache
def drawn_plans(examples: int = 120) -> tuple[Drawn, ...]:
    """Plans for drawn cases, drawn once for all laws, as most of the time goes into drawing."""
    found: list[Drawn] = []

    @times(examples)
    @given(small_cases(), st.data())
    def draw(case: Case, data: st.DataObject) -> None:
        standard = kitemark.standard_from(case[0])
        result = kitemark.evaluate(standard, kitemark.assessment_from(case[1]))
        place = data.draw(st.integers(0, len(standard.rules.levels) - 1))
        made = plan(result, standard.rules.levels[place].id)
        if made.obstacle is None and not made.reached:
            found.append(Drawn(case, result, place, made))

    draw()
    return tuple(found)


def small_cases() -> st.SearchStrategy[Case]:
    """A drawn standard and a pack for it."""
    return cases()
