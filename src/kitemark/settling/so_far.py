"""So far: what records say before there are as many of them as a measure needs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kitemark.binding import Party
from kitemark.evaluation.ends import Ends
from kitemark.evaluation.measuring import TAKES, Measurer
from kitemark.evaluation.reading import Reading
from kitemark.quantity import Number
from kitemark.rules.standard import Rules


@dataclass(frozen=True, slots=True)
class Lacking:
    """A field whose sum over the records is `more` short of `least`."""

    field: str
    more: Number
    least: Number


@dataclass(frozen=True, slots=True)
class SoFar:
    """What the records come to without what the measure needs, and each sum that is short."""

    ends: Ends
    lacking: tuple[Lacking, ...]


class Reader:
    """Reads once more, as the engine does, the records of readings that are short."""

    def __init__(self, rules: Rules, party: Party, date: datetime.date) -> None:
        """Take the rules, whose records to read, and the assessment date."""
        self._measurer = Measurer(rules, party, date)

    def so_far(self, reading: Reading, criterion: str | None = None) -> SoFar | None:
        """Give what a short reading's records say; None for any other reading, and where it may not be told."""
        measure = reading.measure
        if reading.state != "short" or reading.hidden or measure.groups is not None:
            return None
        items = self._measurer.qualifying(measure, criterion if measure.cited else None)
        if self._measurer.are_few(items):
            return None
        value = TAKES[measure.take.__class__](self._measurer, measure, measure.take, items)
        sums = ((field, sum(item.values.get(field) or 0 for item in items), least) for field, least in measure.needs)
        lacking = tuple(Lacking(field, least - found, least) for field, found, least in sums if found < least)
        return None if isinstance(value, str) else SoFar(value, lacking)
