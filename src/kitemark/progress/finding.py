"""What is found of one measure and of one criterion, by two assessments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kitemark.evaluation.ends import Ends, Exact, Interval, said_by
from kitemark.evaluation.outcome import CriterionOutcome
from kitemark.evaluation.reading import Reading
from kitemark.progress.shares import Difference, Share
from kitemark.quantity import Number, exact_text
from kitemark.rules.measure import Measure

BETTER, WORSE, SAME = "better", "worse", "no clear change"
FIRST, GONE, WITHHELD, OTHERWISE = "first time", "gone", "withheld", "measured otherwise"
_DECIMALS = 6
"""Decimals of an interval's ends in JSON."""


@dataclass(frozen=True, slots=True)
class MeasureFinding:
    """What became of a measure, for one criterion where it is cited; a figure that is not told is None.

    `difference` is there for two shares with an interval. `confidence` is that of the interval. `bare` says that
    the assessment that is not told has no record at all from which it could be read.
    """

    measure: Measure
    criterion: str | None
    verdict: str
    before: Reading | None
    after: Reading | None
    difference: Difference | None = None
    confidence: Number | None = None
    bare: bool = False

    @property
    def key(self) -> str:
        """The measure's id, with the criterion for which it is read."""
        return self.measure.id if self.criterion is None else f"{self.measure.id}@{self.criterion}"

    @property
    def moved(self) -> Number | None:
        """The number after less the number before, exact, where both are told and numbers."""
        if self.before is None or self.after is None:
            return None
        was, now = _number(self.before.ends), _number(self.after.ends)
        return None if was is None or now is None else now - was

    @property
    def stays(self) -> bool:
        """Whether it is exactly as it was."""
        if self.before is None or self.after is None:
            return False
        return said_by(self.before.ends) == said_by(self.after.ends) or self.moved == 0

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data: exact numbers as text, and floats beside them for charts alone."""
        moved = self.moved
        return {
            "measure": self.measure.id,
            "criterion": self.criterion,
            "title": self.measure.title,
            "better": "lower" if self.measure.lower else "higher",
            "verdict": self.verdict,
            "before": _told(self.before),
            "after": _told(self.after),
            "difference": None if moved is None else exact_text(moved),
            "interval": self._interval(),
        }

    def _interval(self) -> dict[str, Any] | None:
        if self.difference is None or self.confidence is None:
            return None
        low, high = self.difference.ends(_DECIMALS)
        return {
            "low": exact_text(low),
            "high": exact_text(high),
            "confidence": exact_text(self.confidence),
            "chart": [float(low), float(self.difference.value), float(high)],
        }


def _number(ends: Ends) -> Number | None:
    if isinstance(ends, Interval):
        return Share.of(ends).value
    return ends.value if isinstance(ends, Exact) else None


def _told(reading: Reading | None) -> dict[str, str | None] | None:
    if reading is None:
        return None
    ends, number = reading.ends, _number(reading.ends)
    return {
        "value": None if number is None else exact_text(number),
        "hits": exact_text(ends.hits) if isinstance(ends, Interval) else None,
        "total": exact_text(ends.total) if isinstance(ends, Interval) else None,
    }


@dataclass(frozen=True, slots=True)
class CriterionFinding:
    """What became of a criterion: its rating by either assessment, in words and as exact numbers."""

    id: str
    title: str
    verdict: str
    before: CriterionOutcome
    after: CriterionOutcome
    words: tuple[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {
            "criterion": self.id,
            "title": self.title,
            "verdict": self.verdict,
            "before": _score(self.before),
            "after": _score(self.after),
        }


def _score(node: CriterionOutcome) -> dict[str, str] | None:
    return {"low": exact_text(node.low), "high": exact_text(node.high)} if node.scored else None
