"""A date in another form is written out, and one that no calendar has is sent to look at one."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitemark.model.days import date_hint

FORM = "write the year, the month and the day, as in 2026-03-31"
NONE = "look at a calendar: there is no such day"


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("2026-6-30", "write 2026-06-30"),
        ("2026/11/01", "write 2026-11-01"),
        ("30/06/2026", "write 2026-06-30"),
        ("06/30/2026", "write 2026-06-30"),
        ("05.05.2026", "write 2026-05-05"),
        ("1 November 2026", "write 2026-11-01"),
        ("3rd Sept 2026", "write 2026-09-03"),
        ("05/06/2026", FORM),  # the fifth of June, or the sixth of May
        ("2026-02-30", NONE),
        ("31/06/2026", NONE),
        ("13/13/2026", NONE),
        ("1 Novembr 26", FORM),
        ("1 Nonsense 2026", FORM),
        ("last spring", FORM),
        (20260630, FORM),
        (None, FORM),
    ],
)
def test_a_day_is_written_out_wherever_it_can_be_told(said: object, hint: str) -> None:
    assert date_hint(said) == hint


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_what_is_offered_is_the_day_that_was_meant(day: datetime.date) -> None:
    for said in (f"{day.year}/{day.month}/{day.day}", f"{day.day} {day:%B} {day.year}"):
        assert date_hint(said) == f"write {day.isoformat()}"
