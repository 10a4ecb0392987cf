"""The criteria and sections of a standard's file, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.model.sections import Criterion, Scoring, Section
from kitemark.reading import Path

Child = Criterion | Section


def children(section: Scoring, path: Path = ()) -> Iterator[tuple[Path, Child]]:
    """Give what stands directly in a section, with its path."""
    for key in ("sections", "criteria"):
        for place, child in enumerate(getattr(section, key)):
            yield (*path, key, place), child


def nodes(section: Scoring, path: Path = ()) -> Iterator[tuple[Path, Child]]:
    """Give every section and criterion below, each section before what is in it."""
    for here, child in children(section, path):
        yield here, child
        if isinstance(child, Section):
            yield from nodes(child, here)
