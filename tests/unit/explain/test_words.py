"""Words: numbers, days, lists and sentences."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from kitemark.evaluation.ends import Interval
from kitemark.explain.words import amount, bound, day, joined, percentage, root_of, sentence


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(9, 10), "90%"),
        (Fraction(2, 3), "66.6…%"),
        (1, "100%"),
        (0, "0%"),
        (Fraction(5, 8), "62.5%"),
        (Fraction(-1, 3), "-33.3…%"),
        (Fraction(2201, 10000), "22.0…%"),
        (Fraction(-1, 3000), "-0.0…%"),
    ],
)
def test_a_share_is_a_percentage_cut_towards_0(share: Fraction, text: str) -> None:
    assert percentage(share) == text


def test_an_amount_is_a_share_or_a_number() -> None:
    assert amount(Fraction(1, 4), share=True) == "25%"
    assert amount(Fraction(1, 4), share=False) == "0.25"


def test_a_day_is_said_with_its_month() -> None:
    assert day(datetime.date(2025, 5, 1)) == "1 May 2025"
    assert day(datetime.date(2024, 2, 29)) == "29 February 2024"


def test_a_list_is_said_with_and() -> None:
    assert [joined(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert joined(["a", "b"], "or") == "a or b"


def test_a_sentence_begins_and_ends_as_one() -> None:
    assert [sentence(text) for text in ("so it is", "Is it?", " so! ", "")] == ["So it is.", "Is it?", "So!", ""]


def test_the_ends_of_an_interval_are_cut_outwards_to_a_tenth_of_a_per_cent() -> None:
    z = Fraction("1.959964") ** 2
    ends = [bound(Interval(18, 20, z), upper=upper) for upper in (False, True)]
    assert [percentage(end) for end in ends] == ["69.8%", "97.3%"]  # from 0.698966 to 0.972134
    assert bound(Interval(0, 12, z), upper=False) == 0
    assert bound(Interval(10, 10, z), upper=True) == 1


def test_a_root_is_said_to_a_tenth_of_a_per_cent() -> None:
    assert percentage(root_of(Fraction(2))) == "141.4%"
    assert percentage(root_of(Fraction(1, 100))) == "10%"
