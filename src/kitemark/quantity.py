"""Exact quantities: numbers, percentages, thresholds and spans of time as a file writes them."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Number = int | Fraction
"""An exact number; whole ones are always int."""


def exact(value: int | Decimal | Fraction) -> Number:
    """Give the number exactly, an int where it is whole."""
    if value.__class__ is int:
        return value
    fraction = value if value.__class__ is Fraction else Fraction(value)
    return int(fraction) if fraction.denominator == 1 else fraction


def exact_text(value: Number) -> str:
    """Give the number as `p` or `p/q`, exactly."""
    return str(exact(value))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a percentage; the two are never interchangeable. 63 % holds 63/100."""

    value: Number
    share: bool = False

    def __str__(self) -> str:
        """Give the amount as a file would write it."""
        return f"{shown(self.value * 100, 22)}%" if self.share else shown(self.value, 22)


@dataclass(frozen=True, slots=True)
class Threshold:
    """An amount to be reached; `sign` is '>' or '<' where it must be passed and not just met."""

    amount: Amount
    sign: str = ""

    def __str__(self) -> str:
        """Give the threshold as a file would write it."""
        return f"{self.sign} {self.amount}".strip()


_PERCENTAGE = re.compile(r"(-?[0-9]{1,20}(?:\.[0-9]{1,20})?)\s*%\Z")
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?\Z")
_SPAN = re.compile(r"([0-9]{1,5}) +(day|week|month|year)s?\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


def amount_from(value: object) -> Amount | None:
    """Give the amount that a number or a text like `63%` stands for, or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | Decimal):
        return Amount(exact(value))
    if isinstance(value, str) and (found := _PERCENTAGE.match(value)):
        return Amount(exact(Fraction(found[1]) / 100), share=True)
    return None


def threshold_from(value: object) -> Threshold | None:
    """Give the threshold that `5`, `63%`, `> 5` or `< 63%` stands for, or None."""
    if isinstance(value, str) and value[:1] in ("<", ">"):
        rest = value[1:].strip()
        amount = Amount(exact(Fraction(rest))) if _NUMBER.match(rest) else amount_from(rest)
        return Threshold(amount, value[0]) if amount else None
    amount = amount_from(value)
    return Threshold(amount) if amount else None


def number_from_text(text: str) -> Number | None:
    """Give the number that a text such as a mapping's key stands for, or None."""
    return exact(Fraction(text)) if _NUMBER.match(text) else None


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in days, weeks, months or years."""

    count: int
    unit: str

    def __str__(self) -> str:
        """Give the span in words."""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    def before(self, day: datetime.date) -> datetime.date:
        """Give the day this long before `day`; the first day there is, where it would be earlier."""
        if self.unit in ("month", "year"):
            return months_before(day, self.count * (12 if self.unit == "year" else 1))
        ordinal = day.toordinal() - self.count * (7 if self.unit == "week" else 1)
        return datetime.date.fromordinal(max(ordinal, 1))


def span_from(value: object) -> Span | None:
    """Give the span that a text like `18 months` stands for, or None."""
    if isinstance(value, str) and (found := _SPAN.match(value)):
        return Span(int(found[1]), found[2])
    return None


_FIRST_MONTH = 12
"""The first month there is, counted from a year 0."""


def months_before(day: datetime.date, months: int) -> datetime.date:
    """Give the same day-number `months` earlier, or that month's last day."""
    index = day.year * 12 + day.month - 1 - months
    if index < _FIRST_MONTH:
        return datetime.date.min
    year, month = divmod(index, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def whole_months(since: datetime.date, day: datetime.date) -> int:
    """Give the largest n for which `since` is on or before the day n months before `day`; 0 where it is later."""
    months = (day.year - since.year) * 12 + day.month - since.month
    while months > 0 and months_before(day, months) < since:
        months -= 1
    return max(months, 0)


def date_from(value: object) -> datetime.date | None:
    """Give the day that a text like `2026-11-01` stands for, or None."""
    if not isinstance(value, str) or not _DATE.match(value):
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def shown(value: Number, decimals: int = 2) -> str:
    """Give the number for reading: exact where short, else cut after so many decimals and marked with '…'."""
    if isinstance(value, int):
        return str(value)
    scaled = value * 10**decimals
    if scaled.denominator == 1:
        return _plain(scaled.numerator, decimals)
    cut = abs(scaled.numerator) // scaled.denominator
    # A cut number keeps its noughts: what follows them is not nothing.
    return f"{'-' if value < 0 else ''}{_plain(cut, decimals, ends=False)}…"


def _plain(scaled: int, decimals: int, *, ends: bool = True) -> str:
    whole, part = divmod(abs(scaled), 10**decimals)
    digits = f"{part:0{decimals}d}"
    digits = digits.rstrip("0") if ends else digits
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"
