"""An outline: headings with points below them, as text for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kitemark.render.markdown import escaped
from kitemark.render.page import Page


@dataclass(frozen=True, slots=True)
class Point:
    """Something that is said, how it is meant (`style`, as a page of text knows it), and what is said below it."""

    text: str
    points: tuple[Point, ...] = ()
    style: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, what is said first below it, and its points; `numbered` where their order says something."""

    title: str
    points: tuple[Point, ...] = ()
    intro: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline, whole; chapters with nothing to say are left out."""

    title: str
    subtitle: str
    intro: tuple[str, ...]
    chapters: tuple[Chapter, ...]

    @property
    def told(self) -> tuple[Chapter, ...]:
        """Give the chapters that say something."""
        return tuple(one for one in self.chapters if one.points or one.intro)


def points(texts: Iterable[str], style: str = "") -> tuple[Point, ...]:
    """Give a point for each text."""
    return tuple(Point(text, (), style) for text in texts)


def outline_text(outline: Outline, *, width: int = 80, colour: bool = False, ascii_only: bool = False) -> str:
    """Give an outline as text of at most `width` columns."""
    page = Page(max(40, min(width, 100)), colour=colour, ascii_only=ascii_only)
    page.add(outline.title, "title")
    page.add(outline.subtitle, "faint")
    for said in outline.intro:
        page.add(said)
    for chapter in outline.told:
        page.heading(chapter.title)
        for said in chapter.intro:
            page.add(said, indent=2)
        for place, point in enumerate(chapter.points, 1):
            lead = f"{place}. " if chapter.numbered else ""
            _add(point, page, 2, lead)
    return page.text()


def _add(point: Point, page: Page, indent: int, lead: str = "") -> None:
    page.add(f"{lead}{point.text}", point.style, indent=indent, hang=len(lead) or 2)
    for inner in point.points:
        _add(inner, page, indent + (len(lead) or 4))


def outline_markdown(outline: Outline) -> str:
    """Give an outline as Markdown."""
    lines = [f"# {escaped(outline.title)}", "", escaped(outline.subtitle), ""]
    for said in outline.intro:
        lines += [escaped(said), ""]
    for chapter in outline.told:
        lines += [f"## {escaped(chapter.title)}", ""]
        for said in chapter.intro:
            lines += [escaped(said), ""]
        for place, point in enumerate(chapter.points, 1):
            lines += _listed(point, 0, f"{place}." if chapter.numbered else "-")
        lines += [""] if chapter.points else []
    return "\n".join(lines).rstrip("\n") + "\n"


def _listed(point: Point, depth: int, mark: str) -> Iterator[str]:
    yield f"{' ' * depth}{mark} {escaped(point.text)}"
    for inner in point.points:
        yield from _listed(inner, depth + 4, "-")
