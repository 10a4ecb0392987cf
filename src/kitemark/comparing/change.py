"""Changes: what is different between two versions, each able to explain itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from kitemark.reading import Path
from kitemark.reading.document import path_text
from kitemark.render.markdown import escaped

Effect = Literal["harder", "easier", "none", "open"]
"""What a change does by itself to who reaches what: plain to see, nothing at all, or not plain."""
Group = Literal["added", "dropped", "moved", "changed", "reworded"]

_LONGEST = 240
_EFFECTS = {"harder": "harder", "easier": "easier"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a standard, which stand between quotation marks."""

    text: str


Piece = str | Quoted
Pieces = tuple[Piece, ...]


def in_text(pieces: Pieces, longest: int | None = _LONGEST) -> str:
    """Give pieces as plain text; long quotations are cut."""
    return "".join(piece if isinstance(piece, str) else f"'{_cut(piece.text, longest)}'" for piece in pieces)


def in_markdown(pieces: Pieces) -> str:
    """Give pieces as Markdown that means itself."""
    return "".join(map(_marked, pieces))


def _marked(piece: Piece) -> str:
    if isinstance(piece, Quoted):
        return f"“{escaped(piece.text)}”"
    inner = piece.strip()
    before, after = piece[: len(piece) - len(piece.lstrip())], piece[len(piece.rstrip()) :]
    return f"{before}{escaped(inner)}{after}" if inner else piece


def _cut(text: str, longest: int | None) -> str:
    said = " ".join(text.split())
    return said if longest is None or len(said) <= longest else said[: longest - 1] + "…"


@dataclass(frozen=True, slots=True)
class Thing:
    """What changed: a part of a standard by its kind and id, `of` what it belongs to."""

    kind: str
    id: str = ""
    title: str | None = None
    of: Thing | None = None

    def pieces(self, *, titled: bool = True) -> Pieces:
        """Give what it is called."""
        called: Piece = self.id if self.id.isdigit() else Quoted(self.id)
        named: Pieces = (f"{self.kind} ", called) if self.id else (self.kind,)
        if titled and self.title and self.title != self.id:
            named = (*named, f" ({' '.join(self.title.split())})")
        whole = self.of is None or not (self.of.id or self.of.of)
        return named if self.of is None or whole else (*named, " of ", *self.of.pieces(titled=False))

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        data: dict[str, Any] = {"kind": self.kind, "id": self.id, "title": self.title}
        return {**data, "of": self.of.to_dict()} if self.of is not None else data


@dataclass(frozen=True, slots=True)
class Places:
    """Where something stands in the old file and in the new one; None where it does not stand there."""

    old: Path | None
    new: Path | None

    def at(self, *steps: str | int) -> Places:
        """Give the places some steps further in."""
        return Places(
            None if self.old is None else (*self.old, *steps), None if self.new is None else (*self.new, *steps)
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different; each kind of change is one class.

    `refuses` says that packs which the old version takes may be errors by the new one.
    """

    code: ClassVar[str]
    group: ClassVar[Group]
    thing: Thing
    places: Places
    effect: Effect = field(default="open", kw_only=True)
    refuses: bool = field(default=False, kw_only=True)

    def pieces(self) -> Pieces:
        """Give what changed, as the words of a sentence without its full stop."""
        raise TypeError(type(self))

    def details(self) -> dict[str, Any]:
        """Give what was and what is, as plain data."""
        return {}

    @property
    def also(self) -> str:
        """What it does by itself, where that is plain."""
        return _EFFECTS.get(self.effect, "")

    def text(self) -> str:
        """Give the change as a sentence; long quotations are cut."""
        return _sentence(in_text(self.pieces()))

    def markdown(self) -> str:
        """Give the change as a sentence of Markdown, whole."""
        return _sentence(in_markdown(self.pieces()))

    def to_dict(self) -> dict[str, Any]:
        """Give the change as plain data."""
        old, new = self.places.old, self.places.new
        return {
            "code": self.code,
            "group": self.group,
            "thing": self.thing.to_dict(),
            "text": _sentence(in_text(self.pieces(), None)),
            "effect": self.effect,
            "refuses": self.refuses,
            "old": None if old is None else path_text(old),
            "new": None if new is None else path_text(new),
            **self.details(),
        }


def _sentence(text: str) -> str:
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "!", "?")) else whole + "."
