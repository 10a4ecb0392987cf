"""A portfolio as a page of HTML: one file that fetches nothing, for a screen and for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitemark.problems import file_text
from kitemark.render import portfolio_words as words
from kitemark.render.html import drawn

if TYPE_CHECKING:
    from kitemark.portfolio import Group, Portfolio

MOST_HOLDING = 15
"""Most things that hold packs from one level that are shown; the JSON has all."""


def render_portfolio_html(portfolio: Portfolio) -> str:
    """Give the portfolio as a page of HTML."""
    languages = {group.book.language for group in portfolio.groups}
    return drawn(
        "portfolio.html",
        languages.pop() if len(languages) == 1 else "en",
        portfolio=portfolio,
        sections=[_section(group, title, place) for place, (title, group) in enumerate(words.titled(portfolio), 1)],
        words=words,
        file_text=file_text,
        most=MOST_HOLDING,
    )


def _section(group: Group, title: str, place: int) -> dict[str, object]:
    """Give a standard's part of the page: what it is called, and each pack's name in it."""
    return {
        "id": f"standard-{place}",
        "title": title,
        "group": group,
        "book": group.book,
        "names": words.names(group),
    }
