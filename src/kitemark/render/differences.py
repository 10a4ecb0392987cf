"""How two versions differ, as text for a terminal: what changed, what it means for each level, who moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kitemark.render.level_words import (
    heading_of,
    relabel_words,
    relation_words,
    size_words,
    unshared_words,
    witness_words,
)
from kitemark.render.page import Page

if TYPE_CHECKING:
    from kitemark.comparing import Change, Comparison, LevelAnswer
    from kitemark.comparing.moving import PackMove, Standing

GROUPS = (
    ("added", "New"),
    ("dropped", "Dropped"),
    ("moved", "Moved or renamed"),
    ("changed", "Changed"),
    ("reworded", "Reworded"),
)
"""The groups of changes in the order in which they are told, with their headings."""
_EFFECTS = {"harder": " (harder)", "easier": " (easier)"}
_STYLES = {"harder": "unmet", "easier": "met"}
_LEVELS = {"same": "met", "stricter": "unmet", "looser": "met", "both ways": "open", "undecided": "open"}


def render_differences(
    comparison: Comparison, *, width: int = 80, colour: bool = False, ascii_only: bool = False
) -> str:
    """Give a comparison as text of at most `width` columns."""
    page = Page(max(40, min(width, 100)), colour=colour, ascii_only=ascii_only)
    page.add(heading_of(comparison), "title")
    if comparison.other_standard:
        page.add("These are two standards, and not two versions of one.", "open", hang=2)
    if not comparison.differs:
        page.add(_no_difference(comparison))
    for group, title in GROUPS:
        _group(title, [change for change in comparison.changes if change.group == group], page)
    if comparison.differs:
        _levels(comparison, page)
    _packs(comparison, page)
    if comparison.differs and not comparison.other_standard:
        page.heading("Version")
        page.add(comparison.advice.text(), "" if comparison.advice.enough else "open", indent=2, hang=2)
    return page.text()


def _no_difference(comparison: Comparison) -> str:
    written = comparison.old.sha256 != comparison.new.sha256
    more = ", though the files are written differently" if written else ""
    return f"Nothing differs{more}."


def _group(title: str, changes: Sequence[Change], page: Page) -> None:
    if not changes:
        return
    page.heading(f"{title} ({len(changes)})")
    for change in changes:
        text = change.text()
        also = _EFFECTS.get(change.effect, "")
        page.add(
            f"- {text[:-1]}{also}." if also and text.endswith(".") else f"- {text}{also}",
            _STYLES.get(change.effect, ""),
            indent=2,
            hang=2,
        )


def _levels(comparison: Comparison, page: Page) -> None:
    page.heading("What it means for each level")
    if comparison.answers.without is not None:
        page.add(f"Not all is decided: {comparison.answers.without}", "open", indent=2, hang=2)
    if (relabelling := relabel_words(comparison)) is not None:
        page.add(relabelling, indent=2, hang=2)
    for note in comparison.answers.notes:
        page.add(note, indent=2, hang=2)
    if not comparison.levels:
        page.add("No level stands in both, so that there is nothing to compare.", indent=2, hang=2)
    for level in comparison.levels:
        _level(level, comparison, page)
    for words in unshared_words(comparison):
        page.add(words, indent=2, hang=4)


def _level(level: LevelAnswer, comparison: Comparison, page: Page) -> None:
    page.add(relation_words(level, comparison.names), _LEVELS[level.relation], indent=2, hang=4)
    for place, answer in enumerate((level.keeps, level.gains)):
        for witness in answer.witnesses:
            page.add(witness_words(place, comparison.names), "faint", indent=4, hang=2)
            page.add(f"{size_words(witness.assessment)}. {witness.says}", "faint", indent=6, hang=2)
        if answer.verdict == "undecided" and answer.why != comparison.answers.without:
            page.add(f"Not decided whether {answer.question.says}: {answer.why}", "open", indent=4, hang=2)


def _packs(comparison: Comparison, page: Page) -> None:
    if not comparison.packs:
        return
    moving = sum(pack.moves for pack in comparison.packs)
    page.heading(f"Packs: {moving} of {len(comparison.packs)} {'moves' if moving == 1 else 'move'}")
    for pack in comparison.packs:
        _pack(pack, comparison, page)


def _pack(pack: PackMove, comparison: Comparison, page: Page) -> None:
    style = "open" if pack.moves or pack.problems else ""
    page.add(f"{pack.organisation} ({pack.name}): {move_words(pack)}", style, indent=2, hang=2)
    for standing, name in zip((pack.old, pack.new), comparison.names, strict=True):
        if (fit := fit_words(name, standing)) is not None:
            page.add(fit, "open", indent=4, hang=2)
    for words, change in mover_words(pack):
        page.add(f"{words}{change.text()}" if change is not None else words, indent=4, hang=2)
    if pack.says is not None:
        page.add(f"{short_words(pack, comparison)}{pack.says}", indent=4, hang=2)


def mover_words(pack: PackMove) -> Iterator[tuple[str, Change | None]]:
    """Give what was seen of the changes that move a pack, each with the words before it; None stands for all."""
    if not pack.moves or pack.old.result is None or pack.new.result is None:
        return
    for mover in pack.movers.found:
        yield _MOVERS[bool(mover.alone), bool(mover.needed)], mover.change
    if pack.movers.found:
        return
    if pack.movers.cut:
        yield "There was no time left to find the change that moves it.", None
    elif pack.movers.untried:
        count = pack.movers.untried
        several = f"{count} changes" if count > 1 else "one change"
        yield f"No one change was found that moves it; {several} could not be tried without the others.", None
    else:
        yield "No one change moves it, and it moves without any one of them: several together do.", None


_MOVERS = {
    (True, True): "By itself this moves it, and without this it would stay: ",
    (True, False): "By itself this moves it: ",
    (False, True): "Without this it would stay: ",
}


def short_words(pack: PackMove, comparison: Comparison) -> str:
    """Give the words before what a pack falls short of, or fell short of where it has risen."""
    if pack.rose:
        return f"What it fell short of, by {comparison.names[0]}: "
    return f"What it falls short of, by {comparison.names[1]}: "


def fit_words(name: str, standing: Standing) -> str | None:
    """Give that a pack does not fit a version as it is; None where it does."""
    if not standing.problems:
        return f"It fits {name} once it is relabelled." if standing.relabelled else None
    if standing.result is None:
        return f"It does not fit {name} at all."
    return f"It does not fit {name}: this is what it comes to without what {name} does not take."


def move_words(pack: PackMove) -> str:
    """Give from which level to which a pack moves, the possible levels where only they differ."""
    old, new = pack.old, pack.new
    if not pack.moves:
        return f"stays {new.title()}"
    if old.levels is None or new.levels is None or old.levels[0] != new.levels[0]:
        return f"from {old.title()} to {new.title()}"
    return f"stays {new.title()}; could be {new.title(possible=True)}, and could have been {old.title(possible=True)}"
