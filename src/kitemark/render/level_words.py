"""What two versions mean for a level, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kitemark.explain.words import joined

if TYPE_CHECKING:
    from kitemark.comparing import Comparison, LevelAnswer

_VERDICTS = {
    ("proved", "proved"): "the same. Whoever holds it by one holds it by the other: proved.",
    ("refuted", "proved"): "stricter. Some who hold it by {old} do not by {new}, and nobody gains it: proved.",
    ("proved", "refuted"): "looser. Some gain it who do not hold it by {old}, and nobody loses it: proved.",
    ("refuted", "refuted"): "both ways. Some who hold it by {old} lose it, and others gain it.",
    ("refuted", "undecided"): "stricter. Some who hold it by {old} do not by {new}; whether anybody gains it is open.",
    ("undecided", "refuted"): "looser. Some gain it who do not hold it by {old}; whether anybody loses it is open.",
    ("proved", "undecided"): "not stricter: proved. Whether anybody gains it is open.",
    ("undecided", "proved"): "not looser: proved. Whether anybody loses it is open.",
    ("undecided", "undecided"): "not decided.",
}


def heading_of(comparison: Comparison) -> str:
    """Give which two standards are compared."""
    old, new = comparison.names
    if comparison.other_standard:
        return f"From {old} to {new}"
    if comparison.old.version == comparison.new.version:
        return f"{comparison.new.id} {comparison.new.version}, from {old} to {new}"
    return f"{comparison.new.id} from {old} to {new}"


def relabel_words(comparison: Comparison) -> str | None:
    """Give what packs must call otherwise, and that this alone moves nobody; None where they need not."""
    pairs = comparison.renamed.in_packs
    if not pairs:
        return None
    said = joined([f"'{new}' in place of '{old}'" for old, new in pairs])
    alone = "By a new name alone nobody gains or loses a level."
    return f"Packs must be relabelled for {comparison.names[1]}: {said}. {alone}"


def relation_words(level: LevelAnswer, names: tuple[str, str]) -> str:
    """Give what became of a level."""
    words = _VERDICTS[level.keeps.verdict, level.gains.verdict]
    return f"{level.title}: {words.format(old=names[0], new=names[1])}"


def unshared_words(comparison: Comparison) -> Iterator[str]:
    """Give the levels that only one of the two has."""
    for change in comparison.changes:
        if change.thing.kind == "level" and change.code in ("added", "dropped"):
            title = change.thing.title or change.thing.id
            known = (
                "new: nobody could hold it before." if change.code == "added" else "gone: nobody can hold it any more."
            )
            yield f"{title}: {known}"


def witness_words(place: int, names: tuple[str, str]) -> str:
    """Give what a witness shows: it holds the level by the old version only (0), or by the new one only (1)."""
    if place == 0:
        return f"One that loses it; by {names[1]} it falls short:"
    return f"One that gains it; by {names[0]} it falls short:"


def size_words(assessment: Mapping[str, Any]) -> str:
    """Give how large a witness is."""
    parties = (assessment, *(assessment.get("units") or ()))
    counts = [
        (sum(len(party.get(key, ())) for party in parties), word)
        for key, word in (("judgements", "judgement"), ("evidence", "record"))
    ]
    units = len(assessment.get("units") or ())
    said = [f"{count} {word}{'' if count == 1 else 's'}" for count, word in (*counts, (units, "unit")) if count]
    return f"It has {joined(said) or 'no judgement and no record'}"
