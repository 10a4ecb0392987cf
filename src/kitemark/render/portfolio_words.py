"""The words of a portfolio: what a pack came to, what holds it, and what stands near a line."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kitemark.explain.words import day, joined
from kitemark.problems import file_text, unchecked

if TYPE_CHECKING:
    from kitemark.portfolio import Entry, Group, HeldUp, Near, Portfolio
    from kitemark.portfolio.entry import Rulebook

MOST_HOLDERS = 8
MOST_PROBLEMS = 5
NEAR_MEANS = (
    "One small change by itself would gain the next level, or cost the present one: a criterion judged one point "
    "better, a share five points better or worse, any other measure better by one. The standard's own rules say so, "
    "with all else as it is. Figures that are withheld are not looked at."
)
ALONE = "What holds it stands in its line below."
UNRANKED = "Organisations stand in the order of their names. Nothing here ranks them, and standards are not compared."


def counted(number: int, one: str, more: str | None = None) -> str:
    """Give a number with its noun."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def head_words(portfolio: Portfolio) -> str:
    """Give how many packs there are, by how many standards, and how many could not be assessed."""
    groups, faulty = portfolio.groups, len(portfolio.entries) - len(portfolio.assessed)
    words = counted(len(portfolio.entries), "pack")
    if groups:
        words += f", {counted(len(groups), 'standard')}"
    return f"{words}, {faulty} not assessed" if faulty else words


def required_words(portfolio: Portfolio) -> str:
    """Give how many reach the level that is required; nothing where none is."""
    if portfolio.call.require is None:
        return ""
    reached = sum(entry.reached is True for entry in portfolio.entries)
    return f"{reached} of {len(portfolio.entries)} reach '{portfolio.call.require}', which is required."


def basis_words(portfolio: Portfolio) -> str:
    """Give what the levels rest on."""
    awards, every = sum(entry.award for entry in portfolio.assessed), len(portfolio.assessed)
    if not awards:
        return "Every level rests on a self-assessment, not certification."
    if awards == every:
        return "Every pack records an award decision."
    return (
        f"Packs that record an award decision: {awards} of {every}. The others are self-assessment, not certification."
    )


def titled(portfolio: Portfolio) -> list[tuple[str, Group]]:
    """Give each group with its standard and version, and the beginning of the digest where two go by the same."""
    titles = [f"{group.book.title} {group.book.version}" for group in portfolio.groups]
    return [
        (title if titles.count(title) == 1 else f"{title} (SHA-256 {group.book.sha256[:8]}...)", group)
        for title, group in zip(titles, portfolio.groups, strict=True)
    ]


def names(group: Group) -> dict[str, str]:
    """Give what each pack is called, by its file: the organisation, with the file where two have the same name."""
    twice = Counter(entry.name for entry in group.entries)
    return {
        entry.file: entry.name if twice[entry.name] == 1 else f"{entry.name} ({_apart(entry, group)})"
        for entry in group.entries
    }


def _apart(entry: Entry, group: Group) -> str:
    """Give the part of a file's name that tells it from those of the same organisation."""
    files = [file_text(one.file).split("/") for one in group.entries if one.name == entry.name]
    same = 0
    while all(len(file) > same + 1 and file[same] == files[0][same] for file in files):
        same += 1
    return "/".join(file_text(entry.file).split("/")[same:])


def level_words(entry: Entry, book: Rulebook) -> tuple[str, str]:
    """Give the established level, and the one that could be where that is another."""
    could = "" if entry.possible == entry.established else book.level(entry.possible)
    if entry.target is None:
        return book.level(entry.established), could
    wanted = book.level(entry.target)
    return (wanted if entry.established else f"not {wanted}"), could


def held_words(entry: Entry, book: Rulebook, most: int = MOST_HOLDERS) -> str:
    """Give what holds a pack from its next level, by id, and the safeguards that hold some of it down."""
    if entry.next is None:
        return ""
    shown = [one.id for one in entry.held_by[:most]]
    more = len(entry.held_by) - len(shown)
    words = ", ".join(shown) + (f" and {more} more" if more else "") if shown else "nothing is there yet"
    guards = sorted({guard for one in entry.held_by for guard in one.guards})
    safe = f"; by the safeguard{'' if len(guards) == 1 else 's'} {', '.join(guards)}" if guards else ""
    return f"from {book.level(entry.next)}: {words}{safe}"


def notes(entry: Entry, book: Rulebook, *, brief: bool = False) -> list[str]:
    """Give what else is to be known of a pack, each in a few words, or `brief` in fewer."""
    found = [entry.basis] if entry.award else []
    if entry.reached is False:
        found.append("required level not reached")
    found += _gains(entry, book)
    if any(one.loses for one in entry.near):
        found.append(f"just above the line of {book.level(entry.established)}")
    if entry.differing:
        found.append(f"assessors differ on {', '.join(entry.differing)}")
    if entry.flags:
        many = counted(len(entry.flags), "flag")
        found.append(many if brief else f"{many}: {', '.join(entry.flags)}")
    if entry.withheld:
        found.append(counted(entry.withheld, "figure") + " withheld")
    return [*found, counted(len(entry.problems), "problem")] if entry.problems else found


def _gains(entry: Entry, book: Rulebook) -> Iterator[str]:
    """Give the next level where one small change would gain it, and a later one, which that would reach at once."""
    gains = {one.gains for one in entry.near if one.gains}
    if entry.next in gains:
        yield f"near {book.level(entry.next)}"
    later = [title for level, title in book.levels if level in gains and level != entry.next]
    if later:
        yield f"one small change from {joined(later, 'or')}"


def near_words(near: Near, book: Rulebook) -> str:
    """Give one small change and what it would do."""
    if near.kind == "criterion":
        return (
            f"{near.id} {book.titles.get(near.id, '')}: judged one point better, it would be {book.level(near.gains)}"
        )
    of = f" for {near.of}" if near.of else ""
    by = "five points" if near.id in book.shares else "one"
    what = f"{book.measures.get(near.id, near.id)}{of}"
    if near.gains is not None:
        return f"{what}: better by {by}, it would be {book.level(near.gains)}"
    return f"{what}: worse by {by}, {book.level(near.loses)} would be lost"


def holder_words(one: HeldUp) -> str:
    """Give what holds packs up, by its title, criteria and sections with their ids."""
    if one.kind in ("criterion", "section") and one.id != one.title:
        return f"{one.id} {one.title}"
    return one.title


def problem_lines(entry: Entry) -> Iterator[str]:
    """Give the first problems of a pack, each as one line, and how many more there are."""
    for problem in entry.problems[:MOST_PROBLEMS]:
        yield str(problem)
    if len(entry.problems) > MOST_PROBLEMS:
        yield f"and {len(entry.problems) - MOST_PROBLEMS} more; assess it by itself to see them"
    yield from unchecked(entry.problems)


def left_out_words(portfolio: Portfolio) -> list[str]:
    """Give how many files of each kind are no packs."""
    counts = Counter(one.what for one in portfolio.left_out)
    return [f"{what}: {count}" for what, count in sorted(counts.items())]


def date_words(entry: Entry) -> str:
    """Give the day as of which a pack is judged, in words."""
    return day(datetime.date.fromisoformat(entry.date))
