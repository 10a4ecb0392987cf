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


def bare(**parts: Any) -> dict[str, Any]:
    """A standard of one criterion, which is met or not, with some more parts."""
    head = {"kitemark": 1, "id": "one", "version": "1.0.0", "title": "One"}
    scales = {"yes": [{"value": 0}, {"value": 1}]}
    return {**head, "scales": scales, "criteria": [{"id": "c", "title": "C", "scale": "yes"}], **parts}


def bare_pack(date: str = "2026-11-01", **parts: Any) -> dict[str, Any]:
    """A pack for it, in which the criterion is met, with some more parts."""
    judged = {"criterion": "c", "rating": 1, "assessor": "A", "because": "Seen.", "date": "2026-10-01"}
    head = {"kitemark": 1, "standard": "one", "organisation": {"id": "o"}, "date": date}
    return {**head, "judgements": [judged], **parts}


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
def drawn_plans(examples: int = 180) -> tuple[Drawn, ...]:
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
