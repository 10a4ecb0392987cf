"""A portfolio as Markdown: what the page has, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kitemark.problems import file_text
from kitemark.render import portfolio_words as words
from kitemark.render.markdown import escaped, row
from kitemark.render.portfolio_page import MOST_HOLDING

if TYPE_CHECKING:
    from kitemark.portfolio import Entry, Group, HeldUp, Portfolio
    from kitemark.portfolio.entry import Rulebook


def render_portfolio_markdown(portfolio: Portfolio) -> str:
    """Give the portfolio as Markdown."""
    lines = ["# Portfolio", "", words.head_words(portfolio), "", f"{words.basis_words(portfolio)} {words.UNRANKED}", ""]
    if required := words.required_words(portfolio):
        lines += [f"**{escaped(required)}**", ""]
    for title, group in words.titled(portfolio):
        lines += _group(group, title)
    lines += _ends(portfolio)
    return "\n".join(lines).rstrip("\n") + "\n"


def _group(group: Group, title: str) -> Iterator[str]:
    book = group.book
    yield from (f"## {escaped(title)}", "", words.counted(len(group.entries), "pack"), "")
    yield from ("### Levels", "")
    levels = ([one.title, str(one.established), str(one.possible)] for one in group.levels)
    yield from _table(("Level", "Established", "Could be"), levels)
    yield from ("### What holds them up", "") if group.steps else ()
    for step in group.steps:
        yield from (f"#### From {escaped(step.title)}: {words.counted(step.packs, 'pack')}", "")
        if step.packs == 1:
            yield from (words.ALONE, "")
            continue
        yield from _holding("What falls short", step.by, step.packs)
        yield from _holding("Safeguards that hold ratings down", step.safeguards, step.packs)
    yield from ("### Where assessors differ", "")
    splits = [[f"{one.id} {one.title}", *map(str, (one.shared, one.differing, one.unsettled))] for one in group.splits]
    yield from _table(("Criterion", "Rated by several", "Differ", "Too far apart"), splits)
    yield from () if splits else ("No two assessors differ on any criterion, in any pack.", "")
    called = words.names(group)
    yield from ("### Near a line", "", words.NEAR_MEANS, "")
    for entry in group.near:
        yield f"- {escaped(called[entry.file])}"
        yield from (f"    - {escaped(words.near_words(one, book))}" for one in entry.near)
    yield from ("",) if group.near else ("No pack is.", "")
    yield from ("### Packs", "")
    rows = (_row(entry, book, called[entry.file]) for entry in group.entries)
    yield from _table(("Organisation", "As of", "Level", "Overall", "Held", "Open", "Notes"), rows)


def _row(entry: Entry, book: Rulebook, name: str) -> Sequence[str]:
    level, could = words.level_words(entry, book)
    return (
        name,
        words.date_words(entry),
        f"{level}, could be {could}" if could else level,
        entry.overall.words if entry.overall else "",
        words.held_words(entry, book),
        str(len(entry.open)) if entry.open else "",
        "; ".join(words.notes(entry, book)),
    )


def _holding(label: str, found: Sequence[HeldUp], of: int) -> Iterator[str]:
    rows = [[words.holder_words(one), str(one.packs)] for one in found[:MOST_HOLDING]]
    yield from _table((label, f"Packs, of {of}"), rows)
    if len(found) > MOST_HOLDING:
        yield f"And {len(found) - MOST_HOLDING} more, none of which holds more packs than the last of these."
        yield ""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give a table; nothing where it would have no row."""
    every = list(rows)
    if every:
        yield row(head)
        yield row(["---"] * len(head), ruled=True)
        yield from map(row, every)
        yield ""


def _ends(portfolio: Portfolio) -> Iterator[str]:
    if portfolio.faulty or portfolio.problems:
        yield from ("## Problems", "", "These packs were not assessed, or not in full. All others were.", "")
        yield from (f"- {escaped(str(problem))}" for problem in portfolio.problems)
        for entry in portfolio.faulty:
            yield f"- {escaped(file_text(entry.file))}"
            yield from (f"    - {escaped(line)}" for line in words.problem_lines(entry))
        yield ""
    if portfolio.left_out:
        yield from ("## Left out", "", "These files in the folders are no packs.", "")
        yield from (f"- {line}" for line in words.left_out_words(portfolio))
