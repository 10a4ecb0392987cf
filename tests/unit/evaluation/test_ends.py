"""Ends: the interval of a share, the margin of a survey, and what is unknown, compared exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kitemark.compile.measures import z_squared
from kitemark.evaluation.ends import Beyond, Ends, Exact, Interval, Root, Unknown, reaches
from kitemark.quantity import Number
from kitemark.rules.scale import Goal

Z = z_squared(Fraction(95, 100))


def corrected(total: int, population: int) -> Number:
    """The contract's f = (N - n) / (N - 1)."""
    return Fraction(population - total, population - 1)


def ends_of(interval: Interval) -> tuple[float, float]:
    """Where each end of an interval lies, found by asking on which side thresholds are."""
    found = []
    for end in (0, 1):
        low, high = Fraction(0), Fraction(1)
        for _ in range(40):
            middle = (low + high) / 2
            reached = interval.reach(Goal(middle, share=True))[end]
            low, high = (middle, high) if reached else (low, middle)
        found.append(float(low))
    return found[0], found[1]


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        (18, 20, 0.698966, 0.972134),
        (45, 50, 0.786398, 0.956524),
        (10, 10, 0.722467, 1),
        (0, 12, 0, 0.242494),
        (170, 200, 0.793944, 0.892864),
    ],
)
def test_the_score_interval_is_the_one_of_the_tables(hits: int, total: int, low: float, high: float) -> None:
    found = ends_of(Interval(hits, total, Z))
    assert found == pytest.approx((low, high), abs=2e-6)


@pytest.mark.parametrize(("hits", "total", "population"), [(18, 20, 40), (45, 50, 120)])
def test_a_population_narrows_the_interval_by_its_own_correction(hits: int, total: int, population: int) -> None:
    f = float(corrected(total, population))
    n, p, w = total, hits / total, float(Z) * f
    middle, half = p + w / (2 * n), (w * (p * (1 - p) / n + w / (4 * n * n))) ** 0.5
    wanted = ((middle - half) / (1 + w / n), (middle + half) / (1 + w / n))
    found = ends_of(Interval(hits, total, Z * corrected(total, population)))
    assert found == pytest.approx(wanted, abs=1e-9)
    alone = ends_of(Interval(hits, total, Z))
    assert alone[0] < found[0] < p < found[1] < alone[1]


def test_the_correction_is_near_the_other_one_in_use() -> None:
    # n' = n(N - 1)/(N - n) in place of n, which is the same as f.
    assert ends_of(Interval(18, 20, Z * corrected(20, 40))) == pytest.approx((0.767405, 0.960862), abs=2e-6)
    assert ends_of(Interval(45, 50, Z * corrected(50, 120))) == pytest.approx((0.817969, 0.947440), abs=2e-6)


@pytest.mark.parametrize(("percent", "least"), [(70, 9), (75, 12), (80, 16), (85, 22), (90, 35)])
def test_so_many_must_all_agree_for_the_low_end_to_reach(percent: int, least: int) -> None:
    goal = Goal(Fraction(percent, 100), share=True)
    assert Interval(least, least, Z).reach(goal)[0]
    assert not Interval(least - 1, least - 1, Z).reach(goal)[0]


@pytest.mark.parametrize(
    ("total", "population", "points"), [(20, 40, 15.69), (30, 60, 12.76), (50, 120, 10.63), (80, 200, 8.51)]
)
def test_the_margin_of_a_survey_is_the_one_of_the_tables(total: int, population: int, points: float) -> None:
    margin = Root(Fraction(Z * corrected(total, population)) / (4 * total))
    near = Fraction(str(points)) / 100
    assert margin.reach(Goal(near + Fraction(1, 10**4), share=True, lower=True)) == (True, True)
    assert margin.reach(Goal(near - Fraction(1, 10**4), share=True, lower=True)) == (False, False)


def test_a_margin_is_compared_squared_and_reaches_nothing_below_0() -> None:
    margin = Root(Fraction(1, 100))
    assert margin.reach(Goal(Fraction(1, 10), lower=True)) == (True, True)
    assert margin.reach(Goal(Fraction(1, 10), lower=True, strict=True)) == (False, False)
    assert margin.reach(Goal(Fraction(-1, 10), lower=True)) == (False, False)


def test_where_lower_is_better_the_ends_change_places() -> None:
    interval = Interval(2, 20, Z)
    low, high = 1 - 0.972134, 1 - 0.698966
    assert ends_of(interval) == pytest.approx((low, high), abs=2e-6)
    for percent, wanted in ((31, (True, True)), (30, (False, True)), (3, (False, True)), (2, (False, False))):
        assert interval.reach(Goal(Fraction(percent, 100), share=True, lower=True)) == wanted


@pytest.mark.parametrize(
    ("hits", "top", "strict", "reached"),
    [
        (0, -1, True, True),
        (0, 0, False, True),
        (0, 0, True, False),
        (1, 0, True, True),
        (10, 10, False, False),
        (10, 11, False, False),
    ],
)
def test_the_ends_of_the_range_need_no_formula(hits: int, top: int, strict: bool, reached: bool) -> None:
    assert reaches(hits, 10, top, 10, Z, strict=strict) is reached


def test_only_everybody_is_wholly_sure() -> None:
    assert reaches(10, 10, 1, 1, 0, strict=False)
    assert not reaches(10, 10, 1, 1, 0, strict=True)
    assert not reaches(9, 10, 1, 1, 0, strict=False)


def test_at_its_own_estimate_an_interval_of_no_width_is_met_and_not_passed() -> None:
    half = Goal(Fraction(1, 2), share=True)
    assert Interval(5, 10, 0).reach(half) == (True, True)
    assert Interval(5, 10, 0).reach(Goal(Fraction(1, 2), share=True, strict=True)) == (False, False)


def test_a_tolerance_asks_the_estimate_for_the_goal_and_the_low_end_for_less() -> None:
    interval = Interval(45, 50, Z)  # 90 %, from 78.6 % to 95.7 %
    for percent, tolerance, wanted in ((90, 12, True), (91, 20, False), (90, 11, False), (78, 0, True), (79, 0, False)):
        goal = Goal(Fraction(percent, 100), share=True)
        assert interval.softened(goal, Fraction(tolerance, 100))[0] is wanted
    lower = Goal(Fraction(10, 100), share=True, lower=True)
    assert Interval(5, 50, Z).softened(lower, Fraction(12, 100)) == (True, True)
    assert Interval(5, 50, Z).softened(lower, Fraction(11, 100)) == (False, True)
    assert Exact(Fraction(1, 10)).softened(lower, Fraction(12, 100)) == (True, True)


def test_what_is_unknown_reaches_nothing_for_certain_and_everything_perhaps() -> None:
    for goal in (Goal(0), Goal(5, lower=True), Goal(5, strict=True)):
        assert Unknown().reach(goal) == (False, True)
        assert Beyond().reach(goal) == (False, False)


def test_every_form_of_ends_must_say_what_it_reaches() -> None:
    with pytest.raises(TypeError):
        Ends().reach(Goal(0))


@pytest.mark.parametrize(
    ("confidence", "z"), [("0.8", "1.281552"), ("0.9", "1.644854"), ("0.95", "1.959964"), ("0.99", "2.575829")]
)
def test_z_is_rounded_to_six_decimals_and_from_then_on_exact(confidence: str, z: str) -> None:
    assert z_squared(Fraction(confidence)) == Fraction(z) ** 2
