"""Rating: judgements settled, and options of which none fits."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark
from kitemark.binding import Judgement
from kitemark.evaluation.rating import settle
from kitemark.rules.scale import Point, Scale
from kitemark.rules.standard import JudgementRule

PRACTICE = Scale("practice", lower=False, points=tuple(Point(n) for n in range(4)), worst=0, best=3)
DEMERITS = Scale("demerits", lower=True, points=tuple(Point(n) for n in (20, 10, 5, 0)), worst=20, best=0)


def settled(how: str, ratings: list[int], scale: Scale = PRACTICE, differ: int = 1, least: int = 1) -> tuple[Any, ...]:
    judgements = [Judgement("a", rating, f"A{n}", "", None, None, (), n) for n, rating in enumerate(ratings)]
    return settle(JudgementRule(how, least, differ, None), judgements, scale)


@pytest.mark.parametrize(
    ("how", "ratings", "wanted"),
    [
        ("median", [1, 3, 2], (2, 2, "settled")),
        ("median", [1, 2], (1, 1, "settled")),
        ("median", [0, 3], (0, 2, "unsettled")),
        ("median", [0, 1, 3], (1, 2, "unsettled")),
        ("median", [0, 0, 0, 3], (0, 2, "unsettled")),
        ("worst", [1, 2], (1, 1, "settled")),
        ("worst", [1, 3], (1, 2, "unsettled")),
        ("best", [1, 2], (2, 2, "settled")),
        ("best", [1, 3], (2, 3, "unsettled")),
        ("best", [0, 3], (1, 3, "unsettled")),
        ("latest", [0, 3], (3, 3, "settled")),
        ("latest", [3, 0], (0, 0, "settled")),
        ("best", [2, 2], (2, 2, "settled")),
    ],
)
def test_judgements_settle_as_the_standard_says(how: str, ratings: list[int], wanted: tuple[int, int, str]) -> None:
    assert settled(how, ratings) == wanted


def test_where_lower_is_better_the_worse_middle_is_the_larger_one() -> None:
    assert settled("median", [5, 10], DEMERITS) == (10, 10, "settled")
    assert settled("median", [0, 20], DEMERITS) == (20, 5, "unsettled")


def test_no_difference_allowed_leaves_the_whole_span() -> None:
    assert settled("median", [1, 2], differ=0) == (1, 2, "unsettled")
    assert settled("median", [0, 3], differ=3) == (0, 0, "settled")


def test_too_few_assessors_leave_the_whole_scale() -> None:
    assert settled("median", [2], least=2) == (0, 3, "awaited")
    assert settled("median", [], DEMERITS) == (20, 0, "awaited")


def test_no_option_that_fits_is_told_once_for_a_rating_and_once_for_marks() -> None:
    never = {"when": {"size": "large"}, "measure": "m"}
    marks = [{"choose": [{**never, "one": 1}]}, {"choose": [{**never, "one": 2}]}]
    criterion = {"id": "a", "title": "A", "rating": {"choose": [{**never, "bands": {"1": 1}}]}, "marks": marks}
    standard = {
        "kitemark": 1,
        "id": "choose",
        "version": "1.0.0",
        "title": "Choose",
        "scale": "practice",
        "scales": {"practice": [{"value": 0}, {"value": 1}]},
        "profile": {"fields": {"size": {"enum": ["small", "large"]}}},
        "evidence": {"log": {"fields": {}}},
        "measures": {"m": {"from": "log", "take": "count"}},
        "criteria": [criterion],
        "levels": [{"id": "one", "title": "One", "requires": [{"each": "criteria", "marks": "one"}]}],
    }
    pack = {"kitemark": 1, "organisation": {"id": "org", "profile": {"size": "small"}}, "date": "2026-11-01"}
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.evaluate(kitemark.standard_from(standard), kitemark.assessment_from(pack))
    found = caught.value.problems
    assert [problem.code for problem in found] == ["no-choice", "no-choice"]
    assert sorted("rating" in problem.message for problem in found) == [False, True]
    assert all("'a'" in problem.message and "'org'" in problem.message for problem in found)
