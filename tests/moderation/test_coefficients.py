"""Coefficients of agreement, held to published figures and to the formulas of the textbooks."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from fractions import Fraction
from itertools import permutations

import krippendorff
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kitemark.moderation import kappa, ordinal_alpha

GAP = None
WELL_KNOWN = [
    [GAP, GAP, GAP, GAP, GAP, 3, 4, 1, 2, 1, 1, 3, 3, GAP, 3],
    [1, GAP, 2, 1, 3, 3, 4, 3, GAP, GAP, GAP, GAP, GAP, GAP, GAP],
    [GAP, GAP, 2, 1, 3, 4, 4, GAP, 2, 1, 1, 3, 3, GAP, 4],
]
THINGS = [[one for one in thing if one is not None] for thing in zip(*WELL_KNOWN, strict=True)]
TABLE = [[4, 1, 0, 0], [1, 6, 2, 0], [0, 2, 9, 3], [0, 0, 2, 10]]


def pairs_of(table: list[list[int]]) -> list[tuple[int, int]]:
    return [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


def textbook_alpha(things: list[list[int]], metric: str) -> Fraction | None:
    """Krippendorff's alpha from the matrix of coincidences, exactly."""
    coincidences: Counter[tuple[int, int]] = Counter()
    for thing in things:
        for one, other in permutations(thing, 2):
            coincidences[one, other] += Fraction(1, len(thing) - 1)  # type: ignore[assignment]
    values = sorted({one for one, _ in coincidences})
    totals = {one: sum(coincidences[one, other] for other in values) for one in values}
    n = sum(totals.values())

    def apart(one: int, other: int) -> Fraction:
        if metric == "nominal":
            return Fraction(one != other)
        if metric == "interval":
            return Fraction(one - other) ** 2
        low, high = sorted((one, other))
        between = sum(totals[value] for value in values if low <= value <= high)
        return Fraction(between - Fraction(totals[low] + totals[high], 2)) ** 2

    found = sum(coincidences[one, other] * apart(one, other) for one in values for other in values)
    chance = sum(totals[one] * totals[other] * apart(one, other) for one in values for other in values)
    return None if not chance else 1 - (n - 1) * found / chance


def test_ordinal_alpha_of_the_well_known_example_is_as_published() -> None:
    assert ordinal_alpha(THINGS) == pytest.approx(0.806721, abs=5e-7)


@pytest.mark.parametrize(
    ("metric", "published"), [("nominal", 0.691358), ("ordinal", 0.806721), ("interval", 0.810845)]
)
def test_package_and_textbook_agree_with_what_is_published(metric: str, published: float) -> None:
    data = [[float("nan") if one is None else one for one in row] for row in WELL_KNOWN]
    assert krippendorff.alpha(data, level_of_measurement=metric) == pytest.approx(published, abs=5e-7)
    assert float(textbook_alpha(THINGS, metric) or 0) == pytest.approx(published, abs=5e-7)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=4), min_size=1, max_size=12))
def test_ordinal_alpha_is_that_of_the_textbook(things: list[list[int]]) -> None:
    twice = [thing for thing in things if len(thing) > 1]
    assume(twice)
    expected = textbook_alpha(twice, "ordinal")
    found = ordinal_alpha(things)
    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        assert found == pytest.approx(float(expected), abs=1e-9)


def test_kappa_of_the_published_table_is_as_published() -> None:
    found = kappa(pairs_of(TABLE))
    assert found is not None
    assert [round(float(one), 6) for one in (found.plain, found.linear, found.quadratic)] == [
        0.619377,
        0.750849,
        0.864030,
    ]


PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30)


@given(PAIRS)
def test_kappa_knows_no_first_and_no_second_and_is_at_most_one(pairs: list[tuple[int, int]]) -> None:
    found = kappa(pairs)
    assert found == kappa([(other, one) for one, other in pairs])
    if found is not None:
        for one in (found.plain, found.linear, found.quadratic):
            assert one <= 1
            assert (one == 1) is all(a == b for a, b in pairs)


@given(PAIRS)
def test_plain_kappa_is_what_its_author_wrote(pairs: list[tuple[int, int]]) -> None:
    n = len(pairs)
    seen = Fraction(sum(a == b for a, b in pairs), n)
    chance = sum(
        Fraction(sum(a == value for a, _ in pairs), n) * Fraction(sum(b == value for _, b in pairs), n)
        for value in range(4)
    )
    found = kappa(pairs)
    assert (found is None) is (chance == 1)
    if found is not None:
        assert found.plain == (seen - chance) / (1 - chance)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1))
def test_on_two_points_all_three_are_one(pairs: list[tuple[int, int]]) -> None:
    found = kappa(pairs)
    if found is not None:
        assert found.plain == found.linear == found.quadratic


def test_where_all_ratings_are_the_same_there_is_no_coefficient() -> None:
    assert kappa([(2, 2)] * 12) is None
    assert ordinal_alpha([[2, 2]] * 12) is None


def test_importing_the_room_does_not_import_the_package() -> None:
    code = "import sys, kitemark.moderation; sys.exit('krippendorff' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
