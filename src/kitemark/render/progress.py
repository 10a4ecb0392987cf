"""Two assessments compared, as text for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kitemark.render.markdown import escaped
from kitemark.render.page import KEPT, Page
from kitemark.render.progress_words import groups, heading, level_lines, mover_lines

if TYPE_CHECKING:
    from kitemark.progress import Progress

_MOVED = "What moved it"
_METHOD = (
    "A share is better or worse only where the interval of its difference leaves out 0 (Newcombe's hybrid score "
    "interval); a number is compared as it is."
)


def render_progress(progress: Progress, *, width: int = 80, colour: bool = False, ascii_only: bool = False) -> str:
    """Give a comparison as text of at most `width` columns."""
    page = Page(max(40, min(width, 100)), colour=colour, ascii_only=ascii_only)
    title, subtitle = heading(progress)
    page.add(title, "title")
    page.add(subtitle, "faint")
    page.add("")
    for label, words, style in level_lines(progress):
        page.add(f"{f'{label:<10}'.replace(' ', KEPT)}{words}", style, hang=10)
    for note in progress.notes:
        page.add(note, "open", hang=2)
    movers = list(mover_lines(progress))
    if movers:
        page.heading(_MOVED)
    for words, rules in movers:
        page.add(words, indent=2, hang=2)
        for rule in rules:
            page.add(rule, "faint", indent=6, hang=2)
    for group in groups(progress):
        page.heading(f"{group.title} ({len(group.lines)})" if group.lines else group.title)
        for line in group.lines:
            page.add(line, group.style, indent=2, hang=4)
        if group.after:
            page.add(group.after, "faint", indent=2, hang=4)
    page.add("")
    page.add(_METHOD, "faint")
    return page.text()


def render_progress_markdown(progress: Progress) -> str:
    """Give a comparison as Markdown."""
    return "\n".join(_markdown(progress)) + "\n"


def _markdown(progress: Progress) -> Iterator[str]:
    title, subtitle = heading(progress)
    yield from (f"# {escaped(title)}", "", escaped(subtitle), "")
    for label, words, _ in level_lines(progress):
        yield f"- **{label}:** {escaped(words)}"
    yield ""
    for note in progress.notes:
        yield from (escaped(note), "")
    movers = list(mover_lines(progress))
    if movers:
        yield from (f"## {_MOVED}", "")
    for words, rules in movers:
        yield f"- {escaped(words)}"
        yield from (f"    - {escaped(rule)}" for rule in rules)
    if movers:
        yield ""
    for group in groups(progress):
        yield from (f"## {escaped(group.title)}", "")
        if group.lines:
            yield from (*(f"- {escaped(line)}" for line in group.lines), "")
        if group.after:
            yield from (escaped(group.after), "")
    yield _METHOD
