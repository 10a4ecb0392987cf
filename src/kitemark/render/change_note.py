"""A comparison as Markdown, and as a drafted note to those who are held to the standard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kitemark.render.differences import GROUPS, fit_words, move_words, mover_words, short_words
from kitemark.render.level_words import (
    heading_of,
    relabel_words,
    relation_words,
    size_words,
    unshared_words,
    witness_words,
)
from kitemark.render.markdown import escaped

if TYPE_CHECKING:
    from kitemark.comparing import Change, Comparison, LevelAnswer
    from kitemark.comparing.moving import PackMove

_EFFECTS = {"harder": " *Harder.*", "easier": " *Easier.*"}


def render_markdown_differences(comparison: Comparison) -> str:
    """Give a comparison as Markdown."""
    lines = [f"# {escaped(heading_of(comparison))}", ""]
    if comparison.other_standard:
        lines += ["These are two standards, and not two versions of one.", ""]
    if not comparison.differs:
        lines += ["Nothing differs.", ""]
    for group, title in GROUPS:
        lines += _section(title, [_line(change) for change in comparison.changes if change.group == group])
    if comparison.differs:
        lines += _section("What it means for each level", list(_levels(comparison)))
    lines += _section("Packs", [line for pack in comparison.packs for line in _pack(pack, comparison)])
    if comparison.differs and not comparison.other_standard:
        lines += ["## Version", "", escaped(comparison.advice.text()), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(title: str, points: Sequence[str]) -> list[str]:
    return [f"## {title}", "", *points, ""] if points else []


def _line(change: Change) -> str:
    return f"- {change.markdown()}{_EFFECTS.get(change.effect, '')}"


def _levels(comparison: Comparison) -> Iterator[str]:
    if comparison.answers.without is not None:
        yield f"- Not all is decided: {escaped(comparison.answers.without)}"
    if (relabelling := relabel_words(comparison)) is not None:
        yield f"- {escaped(relabelling)}"
    yield from (f"- {escaped(note)}" for note in comparison.answers.notes)
    for level in comparison.levels:
        yield f"- {escaped(relation_words(level, comparison.names))}"
        yield from (f"    - {escaped(words)}" for words in _shown(level, comparison))
    yield from (f"- {escaped(words)}" for words in unshared_words(comparison))


def _shown(level: LevelAnswer, comparison: Comparison) -> Iterator[str]:
    for place, answer in enumerate((level.keeps, level.gains)):
        for witness in answer.witnesses:
            size = size_words(witness.assessment)
            yield f"{witness_words(place, comparison.names)} {witness.says} {size}."
        if answer.verdict == "undecided" and answer.why != comparison.answers.without:
            yield f"Not decided whether {answer.question.says}: {answer.why}"


def _pack(pack: PackMove, comparison: Comparison) -> Iterator[str]:
    yield f"- {escaped(f'{pack.organisation} ({pack.name}): {move_words(pack)}')}"
    for standing, name in zip((pack.old, pack.new), comparison.names, strict=True):
        if (fit := fit_words(name, standing)) is not None:
            yield f"    - {escaped(fit)}"
    for words, change in mover_words(pack):
        yield f"    - {words}{change.markdown()}" if change is not None else f"    - {words}"
    if pack.says is not None:
        yield f"    - {escaped(f'{short_words(pack, comparison)}{pack.says}')}"


# The note


def render_note(comparison: Comparison) -> str:
    """Give a draft, in Markdown, of what a standards body tells its members."""
    title = escaped(comparison.new.title)
    lines = [
        f"# {title}: what changes from {escaped(comparison.names[0])} to {escaped(comparison.names[1])}",
        "",
        "*This draft was made from the two files. Read it against them, and put it in your own words.*",
        "",
    ]
    if not comparison.differs:
        return "\n".join([*lines, "Nothing changes.", ""])
    lines += _section("In short", list(_short(comparison)))
    lines += _section("What members should do", list(_advice(comparison)))
    for heading, changes in _told(comparison.changes):
        lines += _section(
            heading, [_line(change) if heading == "Added" else f"- {change.markdown()}" for change in changes]
        )
    if not comparison.other_standard:
        lines += ["## For the standards body", "", escaped(comparison.advice.text()), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _told(changes: Iterable[Change]) -> Iterator[tuple[str, list[Change]]]:
    left = [change for change in changes if change.code not in ("versioned", "example-changed")]
    for heading, fits in (
        ("Added", lambda one: one.group == "added" and one.effect != "easier"),
        ("Moved or renamed", lambda one: one.group == "moved"),
        ("Harder", lambda one: one.effect == "harder"),
        ("Easier", lambda one: one.effect == "easier"),
        ("Dropped", lambda one: one.group == "dropped"),
        ("Changed in other ways", lambda one: one.group == "changed"),
        ("Only worded otherwise", lambda _: True),
    ):
        some: list[Change] = []
        others: list[Change] = []
        for change in left:
            (some if fits(change) else others).append(change)
        left = others
        if some:
            yield heading, some


def _short(comparison: Comparison) -> Iterator[str]:
    if comparison.answers.without is not None:
        yield f"- What it means for each level was not all worked out: {escaped(comparison.answers.without)}"
    for level in comparison.levels:
        yield f"- **{escaped(level.title)}** {_MEANS[level.keeps.verdict, level.gains.verdict]}"
    yield from (f"- {escaped(words)}" for words in unshared_words(comparison))
    yield from (f"- {escaped(note)}" for note in comparison.answers.notes)
    if comparison.packs:
        moving = [pack for pack in comparison.packs if pack.moves]
        tried = "1 pack that was" if len(comparison.packs) == 1 else f"{len(comparison.packs)} packs that were"
        yield f"- Of {tried} tried, {len(moving) or 'none'} would come out otherwise."


_MEANS = {
    ("proved", "proved"): "asks for the same. Nobody gains or loses it.",
    ("refuted", "proved"): "asks for more. Some who hold it today would not; nobody gains it.",
    ("proved", "refuted"): "asks for less. Nobody loses it, and some gain it.",
    ("refuted", "refuted"): "asks for something else. Some would lose it, and others gain it.",
    ("refuted", "undecided"): "is harder for some, who lose it. Whether anybody gains it is not known.",
    ("undecided", "refuted"): "is easier for some, who gain it. Whether anybody loses it is not known.",
    ("proved", "undecided"): "does not ask for more. Whether anybody gains it is not known.",
    ("undecided", "proved"): "does not ask for less. Whether anybody loses it is not known.",
    ("undecided", "undecided"): "may ask for more or less. This was not worked out.",
}


_INSTEAD = "Look at which level you reach by the new version."
_NOTHING = " There is nothing that you must do."


def _advice(comparison: Comparison) -> Iterator[str]:
    losing = [level for level in comparison.levels if level.keeps.verdict != "proved"]
    look = "gets harder" if any(change.effect == "harder" for change in comparison.changes) else "changes"
    for level in losing:
        title = escaped(level.title)
        for witness in level.keeps.witnesses[:1]:
            example = escaped(f"One way to fall short: {witness.says}")
            yield f"- If you hold {title}, look at what {look} before your next assessment. {example}"
        if level.keeps.verdict == "undecided":
            yield f"- It was not worked out whether everybody who holds {title} keeps it."
    gone = [
        escaped(one.thing.title or one.thing.id)
        for one in comparison.changes
        if one.code == "dropped" and one.thing.kind == "level"
    ]
    for title in gone:
        yield f"- If you hold {title}, you lose it: the level is dropped. {_INSTEAD}"
    refusing = [
        one for one in comparison.changes if one.refuses and (one.code != "renamed" or one.thing.kind == "point")
    ]
    relabelling = relabel_words(comparison)
    if comparison.levels and not losing:
        unfit = refusing or relabelling or any(pack.new.problems for pack in comparison.packs)
        also = " Your packs must fit the new version first." if unfit else _NOTHING
        yield "- If you hold another level, you keep it." if gone else f"- If you hold a level, you keep it.{also}"
    if relabelling is not None:
        yield f"- {escaped(relabelling)}"
    if refusing:
        yield "- Packs made for the old version may have to be changed:"
        yield from (f"    - {change.markdown()}" for change in refusing)
    force = comparison.new.model.effective
    if force is not None:
        yield f"- The new version is in force from {force.from_.isoformat()}."
