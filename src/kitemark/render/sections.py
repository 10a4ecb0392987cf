"""Sections of lines under headings: one outline, as text for a terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitemark.render.markdown import escaped
from kitemark.render.page import Page


@dataclass(frozen=True, slots=True)
class Line:
    """A line: how deep it stands, and whether it is good (met), open, bad (unmet), of less weight (faint) or plain."""

    text: str
    depth: int = 0
    style: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading."""

    title: str
    lines: tuple[Line, ...]


def sections_text(
    head: Sequence[Line],
    sections: Sequence[Section],
    *,
    width: int = 80,
    colour: bool = False,
    ascii_only: bool = False,
) -> str:
    """Give sections as text of at most `width` columns; the first line of the head is the title."""
    page = Page(max(40, min(width, 100)), colour=colour, ascii_only=ascii_only)
    for place, line in enumerate(head):
        page.add(line.text, line.style or ("" if place else "title"), hang=2)
    for section in sections:
        page.heading(section.title)
        for line in section.lines:
            page.add(line.text, line.style, indent=2 + 3 * line.depth, hang=2)
    return page.text()


def sections_markdown(head: Sequence[Line], sections: Sequence[Section]) -> str:
    """Give sections as Markdown; the first line of the head is the title."""
    lines = [f"# {escaped(head[0].text)}", ""]
    for line in head[1:]:
        lines += [escaped(line.text), ""]
    for section in sections:
        lines += [f"## {escaped(section.title)}", ""]
        lines += [f"{'    ' * line.depth}- {escaped(line.text)}" for line in section.lines]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"
