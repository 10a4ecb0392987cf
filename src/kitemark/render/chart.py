"""The chart of a report: each principle as a bar against every level's floor. Floats only draw."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kitemark.render.clean import clean
from kitemark.reporting.principles import floor_levels
from kitemark.reporting.report import Principle, Report

_ROW, _LEGEND, _BAR = 62, 24, 12
_LONGEST, _SHORTEST = 38, 8
"""How many signs stand beside each other at the least width of a page, and how many a title has at the least."""
_DASHES = ("", "6 3", "2 3", "9 3 2 3", "1 4", "12 4")


@dataclass(frozen=True, slots=True)
class Tick:
    """A floor, or floors that are the same, at a place along the bar; `keys` are the levels' numbers."""

    x: str
    keys: str
    dashes: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A principle as a bar: established up to `low`, possible from there on for `further`; y from the top."""

    y: int
    title: str
    value: str
    low: str
    further: str
    applies: bool
    ticks: tuple[Tick, ...]

    @property
    def y_value(self) -> int:
        """Where the floors' numbers stand."""
        return self.y + 32

    @property
    def y_bar(self) -> int:
        """Where the bar begins."""
        return self.y + 37


@dataclass(frozen=True, slots=True)
class Key:
    """A level in the chart's legend."""

    y: int
    number: int
    level: str
    dashes: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, ready to be drawn; `words` say what it shows."""

    height: int
    bar: int
    keys: tuple[Key, ...]
    bars: tuple[Bar, ...]
    words: str

    @property
    def open(self) -> bool:
        """Whether any bar has a part that could still be."""
        return any(bar.further != NOTHING for bar in self.bars if bar.applies)


NOTHING = "0.00%"


def chart_of(report: Report) -> Chart | None:
    """Give the chart of the principles, or None where nothing has a score."""
    rows = [report.overall, *report.principles] if report.overall is not None else []
    if not rows:
        return None
    levels = floor_levels(report.levels, rows)
    keys = tuple(
        Key(place * _LEGEND, place + 1, _cut(clean(level), _LONGEST - 4), _dashes(place))
        for place, level in enumerate(levels)
    )
    top = len(keys) * _LEGEND + 8
    bars = tuple(_bar(row, levels, top + place * _ROW) for place, row in enumerate(rows))
    return Chart(top + len(bars) * _ROW, _BAR, keys, bars, _words(report))


def _bar(row: Principle, levels: list[str], y: int) -> Bar:
    value = row.low if row.low == row.high else f"{row.low} to {row.high}"
    value = _cut(value, _LONGEST - _SHORTEST) if row.applies else "does not apply"
    return Bar(
        y,
        _cut(clean(row.title), _LONGEST - len(value)),
        value,
        percent(row.low_share),
        percent(row.high_share - row.low_share),
        row.applies,
        _ticks(row, levels),
    )


def _cut(text: str, room: int) -> str:
    """Give a text that is no longer than there is room for; the table below the chart has it whole."""
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def _ticks(row: Principle, levels: list[str]) -> tuple[Tick, ...]:
    places: dict[Fraction, list[int]] = {}
    for floor in row.floors:
        places.setdefault(floor.share, []).append(levels.index(floor.level))
    return tuple(
        Tick(percent(share), " ".join(str(level + 1) for level in found), _dashes(found[0]))
        for share, found in sorted(places.items())
    )


def _dashes(place: int) -> str:
    return _DASHES[place % len(_DASHES)]


def percent(share: Fraction) -> str:
    """Give a share as a length along the chart."""
    return f"{float(share) * 100:.2f}%"


def _words(report: Report) -> str:
    parts = []
    for row in report.principles:
        if not row.applies:
            parts.append(f"{row.title} does not apply")
        else:
            parts.append(f"{row.title} {row.low}" + ("" if row.low == row.high else f", could be {row.high}"))
    return "; ".join(parts) + "."
