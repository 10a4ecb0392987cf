"""Pages as Markdown: readable as it stands, and the same in every dialect."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kitemark.describe.consultation import Numbered, Statement, numbered
from kitemark.describe.easy import EasyLine, EasyPart, EasyRead
from kitemark.describe.page import Block, Item, Page, Part, Table
from kitemark.render.clean import clean, paragraphs

_SIGNS = re.compile(r"([\\`*\[\]]|(?<![^\W_])_|_(?![^\W_]))")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_MARKER = re.compile(r"(#|^-(?=[- ]*$)|[-+](?= |$)|(?<=\d)[.)](?= |$))")
_STARTS = re.compile(r"(?:#+|[-+]|\d{1,9}[.)])(?= |$)|-[- ]*$")  # a line of dashes would be drawn as a rule
_DEEPEST = 6


def escaped(text: str) -> str:
    """Give text that means itself in Markdown, wherever in a line it stands."""
    plain = _ENTITY.sub("&amp;", clean(text)).replace("<", "&lt;").replace(">", "&gt;").replace("~~", "&#126;&#126;")
    shown = _SIGNS.sub(r"\\\1", plain)
    return _MARKER.sub(r"\\\1", shown, count=1) if _STARTS.match(shown) else shown


def render_markdown(page: Page, *, consultation: bool = False) -> str:
    """Give a page as Markdown; for consultation with a number and a place to comment at each statement."""
    lines = [f"# {escaped(page.title)}", "", escaped(page.subtitle), "", "## Contents", ""]
    if consultation:
        chapters = numbered(page)
        lines += [*_listed((chapter.part for chapter in chapters), [chapter.number for chapter in chapters]), ""]
        lines += [line for chapter in chapters for line in _chapter(chapter, 2)]
    else:
        lines += [*_listed(page.parts), ""]
        lines += [line for part in page.parts for line in _part(part, 2)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _listed(parts: Iterable[Part], numbers: Sequence[str] = (), depth: int = 0) -> Iterator[str]:
    for place, part in enumerate(parts):
        number = f"{numbers[place]} " if numbers else ""
        yield f"{'  ' * depth}- [{number}{escaped(part.title)}](#{part.id})"
        if part.listed:
            yield from _listed(part.parts, (), depth + 1)


def _heading(part: Part, depth: int, number: str = "") -> list[str]:
    return [f'{"#" * min(depth, _DEEPEST)} <a id="{part.id}"></a>{number}{escaped(part.title)}', ""]


def _part(part: Part, depth: int) -> Iterator[str]:
    yield from _heading(part, depth)
    for block in part.blocks:
        yield from block_lines(block)
    for inner in part.parts:
        yield from _part(inner, depth + 1)


def block_lines(block: Block) -> Iterator[str]:
    """Give the lines of what is said under a label."""
    if isinstance(block, Table):
        yield from _table(block)
        return
    first, *others = [escaped(said) for said in paragraphs(block.text)] or [""]
    yield f"**{escaped(block.label)}:** {first}".rstrip()
    yield ""
    for paragraph in others:
        yield from (paragraph, "")
    yield from _items(block.items)


def _items(items: Iterable[Item]) -> Iterator[str]:
    lines = [line for item in items for line in _item(item, 0)]
    yield from (*lines, "") if lines else ()


def _item(item: Item, depth: int) -> Iterator[str]:
    yield f"{'    ' * depth}- {_said(item)}"
    for inner in item.items:
        yield from _item(inner, depth + 1)


def _said(item: Item) -> str:
    lead = f"**{escaped(item.lead)}**" if item.lead else ""
    lead = f"[{lead}](#{item.to})" if item.lead and item.to else lead
    return ": ".join(part for part in (lead, escaped(item.text)) if part)


def _table(table: Table) -> Iterator[str]:
    yield from (f"**{escaped(table.label)}:**", "")
    yield _row(table.head)
    yield _row(["---"] * len(table.head))
    yield from (row(cells) for cells in table.rows)
    yield ""


def row(cells: Iterable[str], *, ruled: bool = False) -> str:
    """Give a row of a table, each cell escaped; `ruled` for the line below the head."""
    return _row(cells) if ruled else _row([_cell(cell) for cell in cells])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return escaped(text).replace("|", "\\|")


def _chapter(chapter: Numbered, depth: int) -> Iterator[str]:
    yield from _heading(chapter.part, depth, f"{chapter.number} ")
    for statement in chapter.statements:
        yield from _statement(statement)
    for inner in chapter.parts:
        yield from _chapter(inner, depth + 1)


def _statement(statement: Statement) -> Iterator[str]:
    first, *others = [escaped(said) for said in paragraphs(statement.text)] or [""]
    yield f"**{statement.number}** {escaped(statement.label)}: {first}".rstrip()
    yield ""
    for paragraph in others:
        yield from (paragraph, "")
    for point in statement.points:
        yield f"- {point.number} {_said(point.item)}"
        for inner in point.item.items:
            yield from _item(inner, 1)
    yield from ("", "Comment: ____", "") if statement.points else ("Comment: ____", "")


def render_easy_markdown(easy: EasyRead) -> str:
    """Give the skeleton of an easy-read version as Markdown."""
    lines = [f"# {escaped(easy.title)}", ""]
    for part in easy.parts:
        heading = f"{'#' * min(part.depth + 1, _DEEPEST)} {escaped(part.title.text)}"
        lines += [_slot(part.title), "", heading, "", *_ideas(part)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _ideas(part: EasyPart) -> Iterator[str]:
    for line in part.lines:
        yield from (_slot(line), "", escaped(line.text), "")


def _slot(line: EasyLine) -> str:
    return f"[picture: {escaped(line.picture)}]"
