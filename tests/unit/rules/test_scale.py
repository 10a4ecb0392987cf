"""Scales and thresholds: points, steps, names and what reaches what."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kitemark.quantity import Number
from kitemark.rules.records import token
from kitemark.rules.scale import Goal, Point, Scale

PRACTICE = Scale("practice", False, (Point(0, "No"), Point(1, "Some"), Point(3)), 0, 3)
RISK = Scale("risk", True, (Point(9, "High"), Point(4), Point(1, "Low")), 9, 1)
STARS = Scale("stars", False, (), 1, 5, Fraction(1, 2))
DELAY = Scale("delay", True, (), 8, 0)


def test_a_scale_has_its_largest_value_as_its_maximum_either_way() -> None:
    assert [scale.maximum for scale in (PRACTICE, RISK, STARS, DELAY)] == [3, 9, 5, 8]


@pytest.mark.parametrize(
    ("scale", "value", "held"),
    [
        (PRACTICE, 3, True),
        (PRACTICE, 2, False),
        (STARS, Fraction(3, 2), True),
        (STARS, Fraction(4, 3), False),
        (STARS, 6, False),
        (DELAY, Fraction(4, 3), True),
        (DELAY, -1, False),
    ],
)
def test_a_scale_holds_its_points_and_steps(scale: Scale, value: Number, held: bool) -> None:
    assert scale.holds(value) is held


@pytest.mark.parametrize(
    ("scale", "value", "count", "wanted"),
    [
        (PRACTICE, 1, 1, 3),
        (PRACTICE, 3, 1, 3),
        (PRACTICE, 1, -5, 0),
        (RISK, 9, 1, 4),
        (RISK, 4, -1, 9),
        (STARS, 1, 1, Fraction(3, 2)),
        (STARS, 5, 1, 5),
        (DELAY, 8, 2, 6),
        (DELAY, 8, -1, 8),
        (DELAY, Fraction(1, 2), 1, 0),
    ],
)
def test_steps_go_towards_the_better_and_no_further_than_the_scale(
    scale: Scale, value: Number, count: int, wanted: Number
) -> None:
    assert scale.steps(value, count) == wanted


@pytest.mark.parametrize(
    ("scale", "values", "places"),
    [
        (PRACTICE, [0, 1, 3], [0, 1, 2]),
        (RISK, [9, 4, 1], [0, 1, 2]),
        (STARS, [1, Fraction(3, 2), 5], [0, 1, 8]),
        (DELAY, [8, Fraction(15, 2), 0], [0, Fraction(1, 2), 8]),
    ],
)
def test_the_place_of_a_value_is_its_steps_from_the_worst(
    scale: Scale, values: list[Number], places: list[Number]
) -> None:
    assert [scale.place(value) for value in values] == places


def test_better_and_worse_go_by_direction() -> None:
    assert (PRACTICE.better(0, 3), PRACTICE.worse(0, 3)) == (3, 0)
    assert (RISK.better(9, 4), RISK.worse(9, 4)) == (4, 9)


def test_points_are_called_by_name_where_they_have_one() -> None:
    assert (PRACTICE.called("Some"), PRACTICE.called("Most")) == (1, None)
    assert (PRACTICE.name(1), PRACTICE.name(3), STARS.name(Fraction(3, 2))) == ("Some", "3", "1.5")
    assert RISK.worst_first() == ("9 (High)", "4", "1 (Low)")


@pytest.mark.parametrize(
    ("goal", "value", "of", "reached"),
    [
        (Goal(5), 5, 1, True),
        (Goal(5, strict=True), 5, 1, False),
        (Goal(5, strict=True), Fraction(11, 2), 1, True),
        (Goal(5, lower=True), 5, 1, True),
        (Goal(5, lower=True), Fraction(11, 2), 1, False),
        (Goal(5, lower=True, strict=True), 5, 1, False),
        (Goal(Fraction(1, 3), share=True), 1, 3, True),
        (Goal(Fraction(1, 3), share=True, strict=True), 1, 3, False),
        (Goal(Fraction(1, 2), share=True), Fraction(5, 4), Fraction(5, 2), True),
        (Goal(Fraction(1, 2), share=True, lower=True), Fraction(13, 10), Fraction(5, 2), False),
        (Goal(Fraction(-1, 2)), Fraction(-1, 3), 1, True),
    ],
)
def test_a_goal_is_reached_exactly(goal: Goal, value: Number, of: Number, reached: bool) -> None:
    assert goal.reached(value, of) is reached


def test_truth_is_no_number() -> None:
    assert token(True) != token(1)
    assert token(False) != token(0)
    assert token("a") == "a"
