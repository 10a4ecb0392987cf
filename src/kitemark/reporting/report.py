"""What a report says, part by part, whatever it is drawn as later."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction

STATES = {"met": "reached", "open": "cannot tell yet", "unmet": "not yet"}
"""What people call the states of what is asked."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the result rests on; `awarded` is the level of a recorded decision that the evidence carries, or None.

    `raters` says who judged, and is empty where nobody did.
    """

    words: str
    awarded: str | None
    raters: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The level, the possible one where it is another, and the answer where one level is asked about.

    `held` names what holds it from the `next` level.
    """

    level: str
    reached: bool
    possible: str | None
    asked: str | None
    answer: str
    overall: str
    sentence: str
    next: str = ""
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a level asks of a principle: in words, as a share of the way up, and whether it is reached."""

    level: str
    words: str
    share: Fraction
    state: str


@dataclass(frozen=True, slots=True)
class Principle:
    """A principle's established and possible score, in words and as shares of the way up, and every level's floor."""

    id: str
    title: str
    applies: bool
    low: str = ""
    high: str = ""
    low_share: Fraction = Fraction(0)
    high_share: Fraction = Fraction(0)
    floors: tuple[Floor, ...] = ()


def floor_words(one: Principle, level: str) -> str:
    """Give a level's floor for a principle, and whether it is reached."""
    if not one.applies:
        return ""
    found = next((floor for floor in one.floors if floor.level == level), None)
    return "none" if found is None else f"{found.words}: {STATES[found.state]}"


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that is good: what, and why it may be said."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Short:
    """A criterion, section or unit that falls short: how it stands, and why."""

    name: str
    words: str
    because: str = ""
    criterion: str | None = None


def short_words(one: Short) -> str:
    """Give how something stands and why."""
    return f"{one.words}. {one.because}" if one.because else one.words


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement that is not met yet, with all that falls short of it."""

    state: str
    text: str
    short: tuple[Short, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A level that is not reached, and what is missing."""

    level: str
    requires: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """Something that cannot be told yet: what hangs on it, how it stands, and what would settle it.

    `of_mark` says that it is a mark and not a rating.
    """

    decides: str
    stands: str
    settles: str
    of_mark: bool = False


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """All that is open about a criterion or a level; `criterion` where it is one, `unit` where it is a unit's."""

    name: str
    points: tuple[Open, ...]
    criterion: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a scale: `state` is reached, possible or beyond; `here` says that the rating stands on it."""

    name: str
    means: str
    state: str
    here: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether a criterion has the mark of a level."""

    level: str
    state: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a level asks of a figure, whether it is there, and what would settle it where that cannot be told.

    `instead` are the figures that would do as well, with what is asked of them and whether they reach it.
    """

    level: str
    wanted: str
    state: str
    instead: tuple[str, ...]
    settles: str


def asked_words(one: Asked) -> str:
    """Give what is asked of a figure, with what would do instead."""
    return f"It asks for {'; or else '.join((one.wanted, *one.instead))}."


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure behind a criterion's marks: how it stands, what each level asks of it, and what would settle all."""

    title: str
    stands: str
    asked: tuple[Asked, ...]
    settles: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Records of one kind and title: when, how old at the assessment date, whose voice; never what they hold."""

    what: str
    dated: str
    age: str
    voice: str


@dataclass(frozen=True, slots=True)
class CriterionReport:
    """A criterion: what it asks, its rating on its scale, every reason, its marks, and the evidence behind it.

    `open` is what keeps its rating open; what keeps a mark open stands with the figure.
    """

    id: str
    title: str
    asks: str
    applies: bool
    rating: str
    points: tuple[Point, ...]
    reasons: tuple[str, ...]
    marks: tuple[Mark, ...]
    figures: tuple[Figure, ...]
    evidence: tuple[Evidence, ...]
    open: tuple[Open, ...]


@dataclass(frozen=True, slots=True)
class SectionReport:
    """A section with its score and reasons, its criteria, and the sections below it."""

    id: str
    title: str
    score: str
    reasons: tuple[str, ...]
    criteria: tuple[CriterionReport, ...]
    sections: tuple[SectionReport, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """How a survey was made, as far as its records say, and what nobody recorded."""

    title: str
    lines: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitReport:
    """What a unit comes to: its level, its criteria by rating, and what holds it where it holds the whole back."""

    name: str
    level: str
    possible: str | None
    overall: str
    ratings: tuple[tuple[str, str], ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """The users' comment, as given."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Sample:
    """Files drawn by lot: how they were drawn, in sentences, and which they are."""

    said: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """From what the report was made, so that anybody can make it again."""

    standard: str
    standard_sha256: str
    assessment_sha256: str
    library: str
    date: datetime.date


@dataclass(frozen=True, slots=True)
class Report:
    """A report, whole. `language` is that of the standard's own texts.

    `open` is what cannot be told yet and matters now: for a rating, or for the next level; `further` is
    what is open for levels beyond that.
    """

    organisation: str
    standard: str
    day: str
    language: str
    basis: Basis
    standing: Standing
    levels: tuple[str, ...]
    overall: Principle | None
    principles: tuple[Principle, ...]
    strengths: tuple[Strength, ...]
    held: tuple[Held, ...]
    open: tuple[OpenMatter, ...]
    further: tuple[OpenMatter, ...]
    sections: tuple[SectionReport, ...]
    units: tuple[UnitReport, ...]
    flags: tuple[Strength, ...]
    methods: tuple[Method, ...]
    withheld: tuple[str, ...]
    comment: Comment | None
    left_out: tuple[str, ...]
    set_aside: tuple[str, ...]
    receipt: Receipt
    supposed: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    """What comes out otherwise than by the pack as it is, where anything is supposed."""
    samples: tuple[Sample, ...] = ()

    @property
    def kind(self) -> str:
        """What the report is of: an award, an assessment, or something that is only supposed."""
        if self.supposed:
            return "Report of what is supposed"
        return "Award report" if self.basis.awarded is not None else "Report of an assessment"

    @property
    def outcome(self) -> str:
        """What comes out, in a line."""
        if self.standing.asked is not None:
            return f"{self.standing.asked}: {self.standing.answer}"
        if self.supposed:
            return f"If this were so, it would come to: {self.standing.level}"
        if self.basis.awarded is not None:
            return f"Awarded: {self.basis.awarded}"
        return f"This assessment comes to: {self.standing.level}"
