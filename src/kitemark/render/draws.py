"""A draw as text, Markdown, JSON and CSV."""

from __future__ import annotations

import json

from kitemark.render.clean import clean
from kitemark.render.markdown import escaped
from kitemark.render.page import Page
from kitemark.render.spreadsheet import csv_text
from kitemark.sampling import ADVICE, Draw, how_drawn, how_to_check

_AGAIN = "Draw again with the same list, size and seed; or compute the digests with any tool for SHA-256"
HEAD = ("No.", "Id", "Drawn from", "List's SHA-256", "Seed", "Method")


def render_draw(draw: Draw, *, width: int = 80, colour: bool = False, ascii_only: bool = False) -> str:
    """Give a draw as text of at most `width` columns."""
    page = Page(max(40, min(width, 100)), colour=colour, ascii_only=ascii_only)
    page.add("A sample drawn by lot", "title")
    for said in how_drawn(draw):
        page.add(said)
    page.heading("The sample, in the order in which it was drawn")
    for place, one in enumerate(draw.ids, 1):
        page.add(f"{place:>4}  {one}".replace(" ", "\u00a0"))
    page.heading("To check it")
    page.add(f"{_AGAIN}:", hang=2)
    for line in how_to_check(draw):
        page.add(line, indent=2, hang=4)
    page.add(ADVICE, "faint")
    return page.text()


def render_draw_markdown(draw: Draw) -> str:
    """Give a draw as Markdown."""
    lines = ["# A sample drawn by lot", ""]
    for said in how_drawn(draw):
        lines += [escaped(said), ""]
    lines += ["## The sample, in the order in which it was drawn", ""]
    lines += [f"{place}. {escaped(one)}" for place, one in enumerate(draw.ids, 1)]
    lines += [
        "",
        "## To check it",
        "",
        "Draw again with the same list, size and seed; or, with any tool for SHA-256:",
        "",
    ]
    lines += [f"    {clean(line)}" for line in how_to_check(draw)]
    return "\n".join([*lines, "", escaped(ADVICE), ""])


def render_draw_json(draw: Draw) -> str:
    """Give a draw as JSON, as `read_draw` takes it."""
    return json.dumps(draw.to_dict(), ensure_ascii=False, indent=2) + "\n"


def render_draw_csv(draw: Draw) -> str:
    """Give a draw as CSV, a row an id, each with what it takes to draw it again."""
    rows = (
        (str(place), one, str(draw.frame_size), draw.frame_sha256, draw.seed, draw.method)
        for place, one in enumerate(draw.ids, 1)
    )
    return csv_text(HEAD, rows)
