"""The skeleton of an easy-read version: one idea a line, and a place for a picture before each.

A skeleton is for people to finish: somebody draws the pictures, and those who will read it say
which words are still too hard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kitemark.model.standard import Scoring
from kitemark.standard import Standard

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_STOPS = re.compile(r"(?<=[;:])\s+")
_JOINTS = "and|or|but|because|so|where|when|if|unless|until|while|before|after|which|who|not"
_ASKING = "is|are|was|were|do|does|did|has|have|can|may|must|will|would"
_WAYS = "with|without|by|from|through|in|out|on|at|to|for"
_CLAUSES = re.compile(rf"(?<=,)\s+(?=(?:{_JOINTS}|{_ASKING}|{_WAYS})\b)", re.IGNORECASE)
_LINKED = re.compile(
    r"\s+(?=(?:but|because|so that|where|when|if|unless|until|while)\s)"
    rf"|\s+(?=(?:and|or)\s(?:{_ASKING}|how|what|why|who|they|you|we|it)\s)"
)
_FEWEST = 3
"""A piece of fewer words says nothing by itself, and stays with its neighbour."""


@dataclass(frozen=True, slots=True)
class EasyLine:
    """One idea, and what its picture could show."""

    picture: str
    text: str


@dataclass(frozen=True, slots=True)
class EasyPart:
    """A title, which is an idea itself, and a few lines; `depth` 1 is a part of the whole."""

    title: EasyLine
    depth: int
    lines: tuple[EasyLine, ...]


@dataclass(frozen=True, slots=True)
class EasyRead:
    """The skeleton, whole."""

    title: str
    language: str
    parts: tuple[EasyPart, ...]


def easy_read(standard: Standard) -> EasyRead:
    """Give the skeleton of a standard's easy-read version, from its titles, summaries and questions."""
    model = standard.model
    parts = [_part("What this is about", model.summary, 1), *_inside(model, 1)]
    parts.append(_part("What you can reach", None, 1))
    parts += [_part(level.title or level.id, level.summary, 2) for level in model.levels]
    return EasyRead(model.title, model.language or "en", tuple(parts))


def _inside(form: Scoring, depth: int) -> Iterator[EasyPart]:
    for section in form.sections:
        yield _part(section.title or section.id, section.summary, depth)
        yield from _inside(section, depth + 1)
    for criterion in form.criteria:
        yield _part(criterion.title, criterion.asks, depth)


def _part(title: str, text: str | None, depth: int) -> EasyPart:
    said = ideas(text or "")
    lines = [EasyLine(f"{title}, {place} of {len(said)}", idea) for place, idea in enumerate(said, 1)]
    return EasyPart(EasyLine(title, title), depth, tuple(lines))


def ideas(text: str) -> list[str]:
    """Give a text idea by idea: sentence by sentence, and long ones clause by clause.

    A list of things stays whole, as half of it says nothing.
    """
    pieces = [text.strip()] if text.strip() else []
    for at, longest in ((_SENTENCES, 0), (_STOPS, 0), (_CLAUSES, 9), (_LINKED, 12)):
        pieces = [part for piece in pieces for part in _cut(piece, at, longest)]
    return pieces


def _cut(piece: str, at: re.Pattern[str], longest: int) -> list[str]:
    """Cut a piece that is longer than so many words, save where too few would stand alone."""
    if len(piece.split()) <= longest:
        return [piece]
    fewest = _FEWEST if longest else 0
    parts: list[str] = []
    for part in at.split(piece):
        if parts and len(parts[-1].split()) < fewest:
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    if len(parts) > 1 and len(parts[-1].split()) < fewest:
        parts[-2:] = [" ".join(parts[-2:])]
    return parts
