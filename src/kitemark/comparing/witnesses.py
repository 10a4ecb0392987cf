"""Witnesses as packs: each organisation that gains or loses a level, as a file for either version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kitemark.analysis.carrying import known_part
from kitemark.analysis.question import Witness
from kitemark.authoring.naming import remark
from kitemark.authoring.packs import free_name, pack_text
from kitemark.comparing.answers import LevelAnswer
from kitemark.comparing.compare import Comparison
from kitemark.comparing.relabelling import relabelled_pack
from kitemark.comparing.renaming import Aligned, align

MARK = "# A witness, written by kitemark diff."
"""The first line of every such file, by which it may be written over."""


def packs(comparison: Comparison, standards: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Give each witness as two file names with YAML text: for the old version, and for the new one.

    `standards` is how the packs name the two.
    """
    aligned = align(comparison.old, comparison.new)
    taken: set[str] = set()
    for level in comparison.levels:
        for place, (answer, word) in enumerate(((level.keeps, "lost"), (level.gains, "gained"))):
            for witness in answer.witnesses:
                name = free_name(f"{level.id}-{word}", taken)
                for at, version in enumerate(("old", "new")):
                    head = _head(level, witness, comparison, place, at)
                    data = _for_version(witness, aligned, at)
                    yield f"{name}-{version}.yaml", pack_text(head, data, standards[at])


def _head(level: LevelAnswer, witness: Witness, comparison: Comparison, place: int, at: int) -> list[str]:
    names = comparison.names
    shown = remark(f"It holds {level.title} by {names[place]}, and not by {names[1 - place]}: there it falls short.")
    return [MARK, "#", *shown, *remark(witness.says), *remark(f"This is how a pack for {names[at]} says it.")]


def _for_version(witness: Witness, aligned: Aligned, at: int) -> Mapping[str, Any]:
    """Give a witness as one version knows it, under the ids that this version has."""
    standard = (aligned.old, aligned.new)[at]
    known = known_part(standard, dict(witness.assessment))
    assert known is not None  # noqa: S101 - both versions have assessed it
    rules = aligned.old.rules, aligned.new.rules
    return relabelled_pack(known, aligned.names.turned(), rules) if at == 0 else known
