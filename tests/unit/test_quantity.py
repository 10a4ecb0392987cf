"""Exact quantities: laws of numbers, shares, spans and days as a file writes them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitemark.quantity import (
    Amount,
    Span,
    Threshold,
    amount_from,
    date_from,
    exact,
    exact_text,
    months_before,
    number_from_text,
    shown,
    span_from,
    threshold_from,
    whole_months,
)

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(3000, 12, 31))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4)


@given(DECIMALS | st.integers())
def test_a_number_is_kept_exactly_and_whole_ones_are_int(value):
    taken = exact(value)
    assert taken == Fraction(value)
    assert isinstance(taken, int) is (Fraction(value).denominator == 1)


@given(st.fractions())
def test_a_number_as_text_is_the_number(value):
    assert Fraction(exact_text(value)) == value


@given(DECIMALS)
def test_a_percentage_is_a_hundredth_and_never_a_number(value):
    share = amount_from(f"{value:f}%")
    assert share == Amount(exact(Fraction(value) / 100), share=True)
    assert share != amount_from(value)


@given(DECIMALS, st.booleans(), st.sampled_from(["", "<", ">"]))
def test_a_threshold_is_written_as_it_is_read(value, share, sign):
    text = f"{sign} {value:f}{'%' if share else ''}".strip()
    threshold = threshold_from(text) if sign or share else threshold_from(value)
    assert threshold is not None
    assert threshold.sign == sign
    again = str(threshold)
    assert (threshold_from(again) or Threshold(amount_from(Decimal(again)))) == threshold


@pytest.mark.parametrize("value", [True, None, "", "x", "1%%", "1e3%", "> ", ">> 3", "< x", [1], "%", "1" * 30 + "%"])
def test_what_is_no_threshold_gives_none(value):
    assert threshold_from(value) is None
    assert amount_from(value) is None


@given(st.integers(0, 99_999), st.sampled_from(["day", "week", "month", "year"]))
def test_a_span_is_written_as_it_is_read(count, unit):
    span = Span(count, unit)
    assert span_from(str(span)) == span


@pytest.mark.parametrize("value", ["1 yr", "months", "-1 days", "1.5 years", "1", 3, None, "100000 days"])
def test_what_is_no_span_gives_none(value):
    assert span_from(value) is None


@given(DAYS, st.integers(0, 99_999), st.sampled_from(["day", "week", "month", "year"]))
def test_a_longer_span_never_leads_to_a_later_day(day, count, unit):
    assert Span(count + 1, unit).before(day) <= Span(count, unit).before(day) <= day


@given(DAYS, st.integers(0, 2_000))
def test_months_before_keeps_the_day_number_or_takes_the_last_day(day, months):
    before = months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == day.day or (before.day < day.day and (before + datetime.timedelta(1)).day == 1)


def test_there_is_no_day_before_the_first():
    assert months_before(datetime.date(2026, 1, 1), 99_999) == datetime.date.min
    assert Span(99_999, "year").before(datetime.date(2026, 1, 1)) == datetime.date.min
    assert Span(99_999, "week").before(datetime.date(2, 1, 1)) == datetime.date.min


def test_months_since_the_first_day_are_as_many_as_there_are():
    assert whole_months(datetime.date.min, datetime.date(2026, 11, 1)) == 2025 * 12 + 10


@pytest.mark.parametrize(
    "value", ["2026-02-29", "2026-13-01", "2026-1-1", "20260101", "2026-01-01T00:00", 20260101, None, "２026-01-01"]
)
def test_a_day_that_does_not_exist_gives_none(value):
    assert date_from(value) is None


@given(DAYS)
def test_a_day_is_read_as_it_is_written(day):
    assert date_from(day.isoformat()) == day


@given(DECIMALS)
def test_a_number_in_text_is_the_number(value):
    assert number_from_text(f"{value:f}") == Fraction(value)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (3, 2, "3"),
        (Fraction(1, 2), 2, "0.5"),
        (Fraction(2, 3), 2, "0.66…"),
        (Fraction(-1, 2), 1, "-0.5"),
        (Fraction(0), 2, "0"),
    ],
)
def test_a_number_is_shown_shortly_and_says_where_it_is_cut(value, decimals, text):
    assert shown(value, decimals) == text


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=10_000))
def test_a_number_that_is_not_cut_is_shown_exactly(value):
    text = shown(value)
    assert text.endswith("…") or Fraction(text) == value
