"""Outcomes: what every rule came to, and from what. The explanation is made of these."""

from __future__ import annotations

from collections.abc import Mapping

from kitemark.binding import Judgement, Party
from kitemark.evaluation.ends import Both
from kitemark.evaluation.made import made
from kitemark.evaluation.reading import Reading
from kitemark.quantity import Number
from kitemark.rules.condition import ConditionRule
from kitemark.rules.rating import MarkGoal, MarkRule, RatingRule
from kitemark.rules.standard import CommendationRule, Criterion, FlagRule, LevelRule, LimitRule, Section

APPLIES, MET, EXCLUDED = "applies", "met", "excluded"


@made
class RatingOutcome:
    """What a rating came to, before limits: its low and high end, and what it was made of.

    `state` is settled, unsettled, awaited (too few assessors), supposed, measured, parts or units.
    """

    rule: RatingRule
    low: Number
    high: Number
    state: str
    judgements: tuple[Judgement, ...] = ()
    reading: Reading | None = None
    parts: tuple[RatingOutcome, ...] = ()
    units: tuple[str, ...] = ()


def is_unsettled(rating: RatingOutcome) -> bool:
    """Tell whether assessors are too far apart on any judged part."""
    return rating.state == "unsettled" or any(is_unsettled(part) for part in rating.parts)


@made
class LimitOutcome:
    """A limit that is there: whether it held the low end and the high end, and its condition's outcome."""

    rule: LimitRule
    point: Number
    held_low: bool
    held_high: bool
    unless: ConditionOutcome | None


@made
class CriterionOutcome:
    """What a criterion came to; without scores where it is excluded."""

    node: Criterion
    state: str
    low: Number = 0
    high: Number = 0
    maximum: Number = 0
    rating: RatingOutcome | None = None
    limits: tuple[LimitOutcome, ...] = ()
    why_not: str = ""

    @property
    def scored(self) -> bool:
        """Whether it has a score: it applies, or it is met."""
        return self.state != EXCLUDED


@made
class SectionOutcome:
    """What a section came to; without scores where nothing in it has one."""

    node: Section
    state: str
    low: Number = 0
    high: Number = 0
    maximum: Number = 0
    limits: tuple[LimitOutcome, ...] = ()
    why_not: str = ""
    before: tuple[Number, Number] = (0, 0)
    """Both ends before its limits."""
    counted: int = 0
    """How many of its children the score is made of."""

    @property
    def scored(self) -> bool:
        """Whether it has a score."""
        return self.state != EXCLUDED


NodeOutcome = CriterionOutcome | SectionOutcome


@made
class MarkOutcome:
    """Whether a line of marks is reached for a level, and from what."""

    rule: MarkRule
    both: Both
    reading: Reading | None = None
    goal: MarkGoal | None = None
    parts: tuple[MarkOutcome, ...] = ()


def state_of(*, low: bool, high: bool) -> str:
    """Give the state of what holds, or does not, at each end."""
    return "met" if low else "open" if high else "unmet"


@made
class ConditionOutcome:
    """Whether a condition that is asked holds at each end.

    `short` are the ids that fall short of it at the low end, `untold` those of them that do not at the
    high end, `asked` how many were asked, `marks` the lines of marks behind each id that falls short of its mark.
    """

    rule: ConditionRule
    low: bool
    high: bool
    asked: int = 0
    short: tuple[str, ...] = ()
    reading: Reading | None = None
    parts: tuple[ConditionOutcome, ...] = ()
    marks: Mapping[str, tuple[MarkOutcome, ...]] | None = None
    untold: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """`met` at the low end, `open` at the high end only, else `unmet`."""
        return state_of(low=self.low, high=self.high)


@made
class LevelOutcome:
    """Whether a level holds at each end, with what it builds on, and its own requirements."""

    rule: LevelRule
    low: bool
    high: bool
    requires: tuple[ConditionOutcome, ...]

    @property
    def state(self) -> str:
        """`met` at the low end, `open` at the high end only, else `unmet`."""
        return state_of(low=self.low, high=self.high)


@made
class PraiseOutcome:
    """A commendation, and whether it is given."""

    rule: CommendationRule
    given: bool
    requires: tuple[ConditionOutcome, ...]


@made
class FlagOutcome:
    """A flag, and whether it is raised."""

    rule: FlagRule
    raised: bool
    when: ConditionOutcome | None


@made
class PartyOutcome:
    """What an organisation or a unit came to. Levels are places in the standard's list, -1 for none."""

    party: Party
    nodes: Mapping[str, NodeOutcome]
    levels: tuple[LevelOutcome, ...]
    established: int
    possible: int
    commendations: tuple[PraiseOutcome, ...]
    flags: tuple[FlagOutcome, ...]
    readings: tuple[Reading, ...]
    marks: Mapping[tuple[str, str], tuple[Both, tuple[MarkOutcome, ...]]]
    units: tuple[PartyOutcome, ...] = ()
