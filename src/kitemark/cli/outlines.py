"""Outlines as a command shows them: as text for a terminal, or as Markdown."""

from __future__ import annotations

import pathlib

from kitemark.cli.output import colours, plain_only, width
from kitemark.render.outline import Outline, outline_markdown, outline_text


def drawn(outline: Outline, form: str, output: pathlib.Path | None) -> str:
    """Give an outline in the form `markdown` or `text`, as where it goes can take it."""
    if form == "markdown":
        return outline_markdown(outline)
    return outline_text(outline, width=width(output), colour=colours(output), ascii_only=plain_only(output))
