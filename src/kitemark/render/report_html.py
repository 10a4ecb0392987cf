"""A report as HTML: one page that stands alone, without scripts, and fetches nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kitemark.render.chart import chart_of
from kitemark.render.html import drawn
from kitemark.reporting.making import report_of
from kitemark.reporting.principles import floor_levels
from kitemark.reporting.report import STATES, asked_words, floor_words
from kitemark.sampling import Draw

if TYPE_CHECKING:
    from kitemark.result import Result


def render_report_html(result: Result, draws: Sequence[Draw] = ()) -> str:
    """Give the report of a result as HTML, the same bytes for the same result; with it the draws of samples."""
    report = report_of(result, draws)
    rows = [report.overall, *report.principles] if report.overall is not None else []
    return drawn(
        "report.html",
        report.language,
        report=report,
        states=STATES,
        asked_words=asked_words,
        chart=chart_of(report),
        rows=rows,
        levels=floor_levels(report.levels, rows),
        floor=floor_words,
    )
