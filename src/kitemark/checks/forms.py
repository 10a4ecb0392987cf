"""Walks through a standard's forms: its nodes, its conditions and its texts, each with its path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kitemark.model.conditions import Condition
from kitemark.model.nodes import nodes
from kitemark.model.ratings import MarkLine, RatingForm
from kitemark.model.ratings import Rating as RatingModel
from kitemark.model.standard import Criterion, Limit, Points, Scoring, Section, StandardFile
from kitemark.reading import Path


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of a standard's wording: where it stands, and the key under which."""

    path: Path
    said: str

    @property
    def key(self) -> str:
        """The last name on the way to it."""
        return str(next(step for step in reversed(self.path) if isinstance(step, str)))


def sections(standard: StandardFile) -> Iterator[tuple[Path, Scoring]]:
    """Give the standard itself and all its sections."""
    yield (), standard
    for path, node in nodes(standard):
        if isinstance(node, Section):
            yield path, node


def criteria(standard: StandardFile) -> Iterator[tuple[Path, Criterion]]:
    """Give all criteria."""
    for path, node in nodes(standard):
        if isinstance(node, Criterion):
            yield path, node


def limits(standard: StandardFile) -> Iterator[tuple[Path, Limit]]:
    """Give the limits of all nodes, and the safeguards."""
    for path, node in (((), standard), *nodes(standard)):
        for place, limit in enumerate(node.limits):
            yield (*path, "limits", place), limit
    for place, guard in enumerate(standard.safeguards):
        yield ("safeguards", place), guard


def conditions(standard: StandardFile) -> Iterator[tuple[Path, Condition]]:
    """Give every condition, those inside others too."""
    for path, limit in limits(standard):
        if limit.unless is not None:
            yield from _within(limit.unless, (*path, "unless"))
    for key in ("levels", "commendations"):
        for place, owner in enumerate(getattr(standard, key)):
            yield from _all(owner.requires, (key, place, "requires"))
    for place, flag in enumerate(standard.flags):
        yield from _within(flag.when, ("flags", place, "when"))


def _all(forms: Iterable[Condition], path: Path) -> Iterator[tuple[Path, Condition]]:
    for place, form in enumerate(forms):
        yield from _within(form, (*path, place))


def _within(form: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
    yield path, form
    yield from _all(form.any or (), (*path, "any"))
    yield from _all(form.all or (), (*path, "all"))


def ratings(form: RatingForm | None) -> Iterator[RatingModel]:
    """Give a rating and all ratings inside it, save those that are plain judgements."""
    if isinstance(form, RatingModel):
        yield form
        for part in (*(form.worst or ()), *(form.best or ()), *(form.choose or ())):
            yield from ratings(part)


def mark_lines(lines: Iterable[MarkLine], path: Path) -> Iterator[tuple[Path, MarkLine]]:
    """Give lines of marks and all lines inside them."""
    for place, line in enumerate(lines):
        here = (*path, place)
        yield here, line
        for key in ("worst", "best", "choose"):
            yield from mark_lines(getattr(line, key) or (), (*here, key))


_WORDED = ("title", "summary", "asks", "why", "guidance", "says", "because")


def _of(owner: object, path: Path) -> Iterator[Text]:
    for key in _WORDED:
        said = getattr(owner, key, None)
        if isinstance(said, str):
            yield Text((*path, key), said)


def texts(standard: StandardFile) -> Iterator[Text]:
    """Give all wording that people read: titles, summaries, questions, reasons, guidance, and what ratings mean."""
    yield from _of(standard, ())
    for tag, meaning in standard.tags.items():
        yield Text(("tags", tag), meaning)
    yield from _meanings(standard)
    for key in ("evidence", "accepted", "measures"):
        for name, owner in getattr(standard, key).items():
            yield from _of(owner, (key, name))
    for path, node in nodes(standard):
        yield from _of(node, path)
        if isinstance(node, Criterion):
            for point, said in node.looks_like.items():
                yield Text((*path, "looks_like", point), said)
            for here, line in mark_lines(node.marks, (*path, "marks")):
                yield from _of(line, here)
    for path, limit in limits(standard):
        yield from _of(limit, path)
    for key in ("levels", "commendations", "flags"):
        for place, owner in enumerate(getattr(standard, key)):
            yield from _of(owner, (key, place))
    for path, condition in conditions(standard):
        yield from _of(condition, path)


def _meanings(standard: StandardFile) -> Iterator[Text]:
    for name, scale in standard.scales.items():
        points = scale.points if isinstance(scale, Points) else scale if isinstance(scale, tuple) else ()
        inside: Path = ("points",) if isinstance(scale, Points) else ()
        for place, point in enumerate(points):
            if point.means is not None:
                yield Text(("scales", name, *inside, place, "means"), point.means)
