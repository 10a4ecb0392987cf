"""A page of HTML taken apart, as a screen reader and a browser would."""

from __future__ import annotations

from html.parser import HTMLParser

import kitemark
from kitemark.describe import easy_read, handbook, schedule
from kitemark.render.html import render_easy_html, render_html, render_schedule_html

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Tree(HTMLParser):
    """The elements of a page in their order, each with what it stands in; tags must close in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == [], self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), tuple(self._open)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self._open), data))

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        """The attributes of each element of these kinds."""
        return [attrs for tag, attrs, _ in self.elements if tag in tags]

    def words(self, tag: str) -> list[str]:
        """What stands in each element of a kind that holds no other."""
        return [data for path, data in self.texts if path and path[-1] == tag and data.strip()]

    def text(self) -> str:
        """All that is read, on one line."""
        return " ".join(" ".join(data for path, data in self.texts if "style" not in path).split())


def headings(page: Tree) -> list[int]:
    """The levels of the headings in their order."""
    return [int(tag[1]) for tag, _, _ in page.elements if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]


def luminance(colour: str) -> float:
    """The relative luminance of a colour, by WCAG."""
    full = colour.lstrip("#")
    full = "".join(sign * 2 for sign in full) if len(full) == 3 else full
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, by WCAG."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def drawn(loaded: kitemark.Standard) -> dict[str, str]:
    """Every page of HTML that there is of a standard."""
    page = handbook(loaded)
    return {
        "handbook": render_html(page),
        "consultation": render_html(page, consultation=True),
        "easy": render_easy_html(easy_read(loaded)),
        "schedule": render_schedule_html(schedule(loaded, loaded.rules.levels[-1].id)),
    }
