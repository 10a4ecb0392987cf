"""The kinds of change, one class each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from kitemark.comparing.change import Change, Group, Piece, Pieces, Quoted, Thing
from kitemark.explain.words import joined

NOT_SAID = "not said"
_PLAIN = re.compile(r"-?[0-9.]+%?\Z|[0-9]+ (day|week|month|year)s?\Z")
"""A number, a percentage or a span, which needs no quotation marks."""


def _quoted(words: str | None) -> Piece:
    if words is None:
        return NOT_SAID
    return words if _PLAIN.match(words) else Quoted(words)


@dataclass(frozen=True, slots=True)
class Added(Change):
    """Something is new; `says` is what it asks, where that can be said shortly."""

    code: ClassVar[str] = "added"
    group: ClassVar[Group] = "added"
    says: str = ""

    def pieces(self) -> Pieces:
        """Give that it is new."""
        return (*self.thing.pieces(), " is new", *((": ", self.says) if self.says else ()))

    def details(self) -> dict[str, Any]:
        """Give what it asks."""
        return {"says": self.says or None}


@dataclass(frozen=True, slots=True)
class Dropped(Change):
    """Something is gone."""

    code: ClassVar[str] = "dropped"
    group: ClassVar[Group] = "dropped"
    says: str = ""

    def pieces(self) -> Pieces:
        """Give that it is gone."""
        return (*self.thing.pieces(), " is dropped", *((": ", self.says) if self.says else ()))

    def details(self) -> dict[str, Any]:
        """Give what it asked."""
        return {"says": self.says or None}


@dataclass(frozen=True, slots=True)
class Moved(Change):
    """A criterion or section stands in another section; `was` and `now` are None for the standard itself."""

    code: ClassVar[str] = "moved"
    group: ClassVar[Group] = "moved"
    was: str | None = None
    now: str | None = None

    def pieces(self) -> Pieces:
        """Give whence and where to."""
        return (*self.thing.pieces(), " moves from ", *_place(self.was), " to ", *_place(self.now))

    def details(self) -> dict[str, Any]:
        """Give the sections."""
        return {"was": self.was, "now": self.now}


def _place(section: str | None) -> Pieces:
    return ("section ", Quoted(section)) if section else ("the top of the standard",)


@dataclass(frozen=True, slots=True)
class Renamed(Change):
    """Something has another id, or a point of a scale another name; packs that name it must be changed."""

    code: ClassVar[str] = "renamed"
    group: ClassVar[Group] = "moved"
    was: str = ""

    def pieces(self) -> Pieces:
        """Give both names."""
        return (*self.thing.pieces(), " was called ", Quoted(self.was))

    def details(self) -> dict[str, Any]:
        """Give the old name."""
        return {"was": self.was}


@dataclass(frozen=True, slots=True)
class Reordered(Change):
    """The same parts stand in another order."""

    code: ClassVar[str] = "reordered"
    group: ClassVar[Group] = "moved"
    what: str = ""
    was: tuple[str, ...] = ()
    now: tuple[str, ...] = ()

    def pieces(self) -> Pieces:
        """Give the new order."""
        return (f"{self.what} of ", *self.thing.pieces(), " stand in another order: ", joined(self.now))

    def details(self) -> dict[str, Any]:
        """Give both orders."""
        return {"what": self.what, "was": list(self.was), "now": list(self.now)}


@dataclass(frozen=True, slots=True)
class _FromTo(Change):
    """Something was one thing and is another; `what` is the key of the file. None is not said."""

    what: str = ""
    was: str | None = None
    now: str | None = None

    def details(self) -> dict[str, Any]:
        """Give what was and what is."""
        return {"what": self.what, "was": self.was, "now": self.now}

    def _of(self) -> Pieces:
        return (f"{named(self.what)} of ", *self.thing.pieces())


@dataclass(frozen=True, slots=True)
class Reworded(_FromTo):
    """Words for people are different, and nothing that decides."""

    code: ClassVar[str] = "reworded"
    group: ClassVar[Group] = "reworded"

    def pieces(self) -> Pieces:
        """Give the new words and the old ones."""
        thing = Thing(self.thing.kind, self.thing.id, None, self.thing.of)
        lead: Pieces = (f"{named(self.what)} of ", *thing.pieces())
        if self.now is None:
            return (*lead, " is taken out: ", _quoted(self.was))
        if self.was is None:
            return (*lead, " is added: ", _quoted(self.now))
        return (*lead, " now reads ", _quoted(self.now), ", and read ", _quoted(self.was))


@dataclass(frozen=True, slots=True)
class Reweighted(_FromTo):
    """A criterion or section weighs more or less among its siblings."""

    code: ClassVar[str] = "reweighted"
    group: ClassVar[Group] = "changed"

    def pieces(self) -> Pieces:
        """Give both weights."""
        return (*self.thing.pieces(), f" weighs {self.now} now, and weighed {self.was}")


@dataclass(frozen=True, slots=True)
class Raised(_FromTo):
    """A threshold asks for more."""

    code: ClassVar[str] = "raised"
    group: ClassVar[Group] = "changed"

    def pieces(self) -> Pieces:
        """Give both thresholds."""
        return (*self._of(), f" is raised to {self.now}; it was {self.was}")


@dataclass(frozen=True, slots=True)
class Lowered(_FromTo):
    """A threshold asks for less."""

    code: ClassVar[str] = "lowered"
    group: ClassVar[Group] = "changed"

    def pieces(self) -> Pieces:
        """Give both thresholds."""
        return (*self._of(), f" is lowered to {self.now}; it was {self.was}")


@dataclass(frozen=True, slots=True)
class AsksMore(_FromTo):
    """A requirement or a limit asks for more than it did, plainly."""

    code: ClassVar[str] = "asks-more"
    group: ClassVar[Group] = "changed"

    def pieces(self) -> Pieces:
        """Give what is asked, and what was."""
        return (*self.thing.pieces(), f" asks for more: {self.now}; it was: {self.was}")


@dataclass(frozen=True, slots=True)
class AsksLess(_FromTo):
    """A requirement or a limit asks for less than it did, plainly."""

    code: ClassVar[str] = "asks-less"
    group: ClassVar[Group] = "changed"

    def pieces(self) -> Pieces:
        """Give what is asked, and what was."""
        return (*self.thing.pieces(), f" asks for less: {self.now}; it was: {self.was}")


@dataclass(frozen=True, slots=True)
class AsksOtherwise(_FromTo):
    """A requirement, limit, rating or mark asks for something else."""

    code: ClassVar[str] = "asks-otherwise"
    group: ClassVar[Group] = "changed"

    def pieces(self) -> Pieces:
        """Give what is asked, and what was."""
        if self.was == self.now or (self.effect == "none" and self.thing.kind != "flag"):
            return (*self.thing.pieces(), f" is written otherwise, and asks the same: {self.now}")
        return (*self.thing.pieces(), f" is now: {self.now or NOT_SAID}; it was: {self.was or NOT_SAID}")


@dataclass(frozen=True, slots=True)
class Scoped(_FromTo):
    """Something is asked of other organisations than before, by their profile."""

    code: ClassVar[str] = "scoped"
    group: ClassVar[Group] = "changed"

    def pieces(self) -> Pieces:
        """Give where it is asked, and where it was."""
        now = f"where {self.now}" if self.now else "everywhere"
        was = f"where {self.was}" if self.was else "everywhere"
        return (*self.thing.pieces(), f" is asked {now} now, and was asked {was}")


@dataclass(frozen=True, slots=True)
class Listed(Change):
    """A list of names has gained or lost some; `what` is the key of the file."""

    code: ClassVar[str] = "listed"
    group: ClassVar[Group] = "changed"
    what: str = ""
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def pieces(self) -> Pieces:
        """Give what was gained and lost."""
        parts: list[Pieces] = []
        for names, word in ((self.gained, "gain"), (self.lost, "lose")):
            if names:
                parts.append((f"{word} ", *_names(names)))
        if not parts:
            return (f"{named(self.what)} of ", *self.thing.pieces(), " are listed in another order")
        said = parts[0] if len(parts) == 1 else (*parts[0], " and ", *parts[1])
        return (f"{named(self.what)} of ", *self.thing.pieces(), " ", *said)

    def details(self) -> dict[str, Any]:
        """Give the names."""
        return {"what": self.what, "gained": list(self.gained), "lost": list(self.lost)}


def _names(names: tuple[str, ...]) -> Pieces:
    pieces: list[Piece] = []
    for place, name in enumerate(names):
        pieces += [", " if place else "", Quoted(name)]
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Redefined(_FromTo):
    """A kind of evidence, a measure or accepted evidence counts something else, or counts it otherwise."""

    code: ClassVar[str] = "redefined"
    group: ClassVar[Group] = "changed"

    def pieces(self) -> Pieces:
        """Give what was and what is."""
        return (*self._of(), " is now ", _quoted(self.now), ", and was ", _quoted(self.was))


@dataclass(frozen=True, slots=True)
class SetOtherwise(_FromTo):
    """A setting has another value."""

    code: ClassVar[str] = "set-otherwise"
    group: ClassVar[Group] = "changed"

    def pieces(self) -> Pieces:
        """Give what was and what is."""
        return (*self._of(), " is now ", _quoted(self.now), ", and was ", _quoted(self.was))


@dataclass(frozen=True, slots=True)
class Versioned(_FromTo):
    """The standard has another version."""

    code: ClassVar[str] = "versioned"
    group: ClassVar[Group] = "reworded"

    def pieces(self) -> Pieces:
        """Give both versions."""
        return (f"the version is {self.now}, and was {self.was}",)


@dataclass(frozen=True, slots=True)
class ExampleChanged(Change):
    """An example that is kept with the standard is different; what it says is not repeated."""

    code: ClassVar[str] = "example-changed"
    group: ClassVar[Group] = "reworded"
    what: tuple[str, ...] = ()

    def pieces(self) -> Pieces:
        """Give which parts of it are different."""
        return (*self.thing.pieces(titled=False), f" is different in {joined(self.what)}")

    def details(self) -> dict[str, Any]:
        """Give the keys."""
        return {"what": list(self.what)}


_NAMES = {
    "asks": "the question",
    "why": "the reason",
    "because": "the reason",
    "looks_like": "what a rating looks like",
    "at_most": "the hold",
    "needs": "the least that is needed",
    "not_applicable": "what becomes of it where it does not apply",
    "asked_of": "who is asked",
    "applies_when": "where it applies",
    "if_none": "what it is without any record",
    "smallest_group": "the smallest group",
    "otherwise": "the name for no level",
    "settle": "which judgement counts",
    "assessors": "the number of assessors",
    "may_differ_by": "how far assessors may differ",
    "lasts": "how long an award lasts",
    "out_of": "what the mean is out of",
    "combine": "how the score is made",
    "says": "what people are told",
    "means": "what it means",
}


def named(key: str) -> str:
    """Give what a key of the file is called."""
    return _NAMES.get(key) or f"the {key.replace('_', ' ').rstrip()}"
