"""Days: how to write a date that stands in another form, or that no calendar has."""

from __future__ import annotations

import datetime
import re

_YEAR_FIRST = re.compile(r"\s*([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})\s*\Z")
_DAY_FIRST = re.compile(r"\s*([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})\s*\Z")
_IN_WORDS = re.compile(r"\s*([0-9]{1,2})(?:st|nd|rd|th)? +([A-Za-z]{3,9})\.? +([0-9]{4})\s*\Z")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LAST_MONTH = 12


def date_hint(value: object) -> str:
    """Give what to do about a date that is none in a file: that day as files write it, wherever that can be told."""
    read = _read(value)
    if read is None:
        return "write the year, the month and the day, as in 2026-03-31"
    year, month, day = read
    try:
        return f"write {datetime.date(year, month, day).isoformat()}"
    except ValueError:
        return "look at a calendar: there is no such day"


def _read(value: object) -> tuple[int, int, int] | None:
    """Give year, month and day; None where the text is no date, or may be either of two."""
    if not isinstance(value, str):
        return None
    if found := _YEAR_FIRST.match(value):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DAY_FIRST.match(value):
        one, other, year = map(int, found.groups())
        if one == other or one > _LAST_MONTH or other > _LAST_MONTH:
            day, month = (one, other) if other <= _LAST_MONTH else (other, one)
            return year, month, day
        return None
    if found := _IN_WORDS.match(value):
        begins = found[2][:3].lower()
        return (int(found[3]), _MONTHS.index(begins) + 1, int(found[1])) if begins in _MONTHS else None
    return None
