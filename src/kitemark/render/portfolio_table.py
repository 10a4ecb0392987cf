"""A portfolio as a table for a spreadsheet: a row a pack."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kitemark.problems import file_text
from kitemark.render.portfolio_words import near_words
from kitemark.render.spreadsheet import csv_text

if TYPE_CHECKING:
    from kitemark.portfolio import Entry, Portfolio
    from kitemark.portfolio.entry import Overall

HEAD = (
    "file",
    "organisation_id",
    "organisation",
    "standard",
    "version",
    "date",
    "established",
    "possible",
    "target",
    "reached",
    "overall_low",
    "overall_high",
    "overall_max",
    "overall_low_percent",
    "overall_high_percent",
    "held_from",
    "held_by",
    "safeguards",
    "open",
    "withheld",
    "differing",
    "unsettled",
    "flags",
    "near",
    "basis",
    "award",
    "problems",
    "problem_codes",
    "first_problem",
)


def render_portfolio_csv(portfolio: Portfolio) -> str:
    """Give a row a pack, every cell quoted; lists are separated by `; `, scores exact and as cut percentages.

    A cell that begins as a formula would, or with an apostrophe, has an apostrophe before it: with one
    taken off, it is what it was.
    """
    return csv_text(HEAD, map(_row, portfolio.entries))


def _row(entry: Entry) -> tuple[str, ...]:
    book = entry.standard if entry.assessed else None
    guards = sorted({guard for one in entry.held_by for guard in one.guards})
    return (
        file_text(entry.file),
        entry.id,
        entry.name,
        book.id if book else "",
        book.version if book else "",
        entry.date,
        entry.established or "",
        entry.possible or "",
        entry.target or "",
        "" if entry.reached is None else _yes(said=entry.reached),
        *_overall(entry.overall),
        entry.next or "",
        _listed(one.id for one in entry.held_by),
        _listed(guards),
        str(len(entry.open)) if book else "",
        str(entry.withheld) if book else "",
        _listed(entry.differing),
        _listed(entry.unsettled),
        _listed(entry.flags),
        _listed(near_words(one, book) for one in entry.near) if book else "",
        entry.basis,
        _yes(said=entry.award) if book else "",
        str(len(entry.problems)),
        _listed(dict.fromkeys(problem.code for problem in entry.problems)),
        str(entry.problems[0]) if entry.problems else "",
    )


def _overall(overall: Overall | None) -> tuple[str, str, str, str, str]:
    if overall is None:
        return ("", "", "", "", "")
    return (overall.low, overall.high, overall.maximum, overall.low_percent or "", overall.high_percent or "")


def _listed(names: Iterable[str]) -> str:
    return "; ".join(names)


def _yes(*, said: bool) -> str:
    return "yes" if said else "no"
