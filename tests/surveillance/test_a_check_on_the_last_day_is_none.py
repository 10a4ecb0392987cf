"""A plan numbers what it counts, and a yearly check that an award does not outlast is a new assessment."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watched import EXAMPLES

import kitemark
from kitemark.planning import plan
from kitemark.planning.outline import plan_outline
from kitemark.render.outline import outline_text
from kitemark.surveillance.outline import check_chapter
from kitemark.surveillance.yearly import YearlyCheck

START = datetime.date(2026, 11, 1)


def check(due: int, expires: int | None, *, decided: bool = True) -> YearlyCheck:
    """A check that is due, of an award that ends, so many days after the start."""
    ends = None if expires is None else START + datetime.timedelta(expires)
    return YearlyCheck(1, START + datetime.timedelta(due), ends, "bronze", (), (), (), (), decided)


@given(st.integers(1, 2000), st.none() | st.integers(1, 2000), st.booleans())
def test_a_check_falls_due_only_before_the_award_ends(due: int, expires: int | None, decided: bool) -> None:
    found = check(due, expires, decided=decided)
    words = check_chapter(found).points[0].text
    assert words.startswith("Due ") is (expires is None or due < expires)
    assert ("new assessment" in words) is found.is_renewal
    # What comes in turn is asked of a check, and a new assessment asks all.
    in_turn = any("Criteria whose turn it is" in point.text for point in check_chapter(found).points)
    assert in_turn is not found.is_renewal


@pytest.mark.parametrize(
    ("pack", "level"), [("involvement/examples/saltmarsh-shelter", None), ("customer-care/examples/reprisal", "bronze")]
)
def test_the_numbers_of_a_plan_are_those_that_its_head_counts(pack: str, level: str | None) -> None:
    assessment = kitemark.load_assessment(EXAMPLES / f"{pack}.yaml")
    made = plan(kitemark.evaluate(assessment.named_standard(), assessment), level)
    words = outline_text(plan_outline(made))
    numbers = [int(number) for number in re.findall(r"^  (\d+)\. ", words, re.MULTILINE)]
    head = " ".join(words.partition("\nTo reach")[0].split())
    counted = re.search(r"(\d+) changes? leads?", head)
    assert counted is not None
    assert int(counted[1]) == len(made.moves)
    groups = re.search(r"numbered in (\d+) groups?", head)
    assert numbers == list(range(1, int(groups[1] if groups else counted[1]) + 1))
    # Whatever is for one criterion in one unit and one stage stands together.
    firsts = [
        (stage.level, move.party, move.criteria[0]) for stage in made.stages for move in stage.moves if move.criteria
    ]
    alone = sum(not move.criteria for move in made.moves)
    assert len(numbers) == len(set(firsts)) + alone
