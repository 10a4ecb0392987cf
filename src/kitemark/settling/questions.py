"""Questions: all of a party's outcome that is open, each with what would settle it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kitemark.binding import SetAside
from kitemark.evaluation.outcome import (
    ConditionOutcome,
    CriterionOutcome,
    LevelOutcome,
    MarkOutcome,
    PartyOutcome,
    RatingOutcome,
)
from kitemark.evaluation.reading import Reading
from kitemark.quantity import Number
from kitemark.rules.condition import MeasureReaches
from kitemark.rules.rating import MarkGoal, Measured
from kitemark.rules.standard import LimitRule, Rules
from kitemark.settling.answers import Settling, settling
from kitemark.settling.so_far import Reader


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that cannot be told yet, and what would settle it.

    `about` is rating (whether a criterion reaches `point`), mark (whether it has the mark of
    `level`), limit (whether `limit` is lifted), level (whether a requirement of `level` holds),
    assessors (`more` are wanted beside those who have `judged`) or moderation (they are too far apart). The last
    two have no reading. `aside` are judgements of the criterion that do not count.
    """

    about: str
    criterion: str | None = None
    reading: Reading | None = None
    mark: MarkGoal | None = None
    settling: Settling | None = None
    point: Number | None = None
    level: str | None = None
    limit: LimitRule | None = None
    more: int = 0
    judged: int = 0
    aside: tuple[SetAside, ...] = ()


def questions(outcome: PartyOutcome, rules: Rules, date: datetime.date) -> tuple[Question, ...]:
    """Give all that is open for an organisation or a unit: criterion by criterion, then level by level.

    What is open in a unit is asked of that unit's own outcome.
    """
    return tuple(_Asking(outcome, rules, date).all())


class _Asking:
    def __init__(self, outcome: PartyOutcome, rules: Rules, date: datetime.date) -> None:
        self._outcome = outcome
        self._rules = rules
        self._reader = Reader(rules, outcome.party, date)

    def all(self) -> Iterator[Question]:
        for name, node in self._outcome.nodes.items():
            if isinstance(node, CriterionOutcome):
                yield from self._criterion(name, node)
        for level in self._outcome.levels:
            yield from self._level(level)

    def _criterion(self, name: str, node: CriterionOutcome) -> Iterator[Question]:
        blank = Question("rating", name)
        if node.rating is not None and node.low != node.high:
            yield from self._rating(node.rating, blank)
        for limit in node.limits:
            if limit.held_low and not limit.held_high and limit.unless is not None:
                about = dataclasses.replace(blank, about="limit", limit=limit.rule)
                yield from self._conditions((limit.unless,), about)
        for (criterion, level), (both, lines) in self._outcome.marks.items():
            if criterion == name and both == (False, True):
                yield from self._marks(lines, dataclasses.replace(blank, about="mark", level=level))

    def _rating(self, rating: RatingOutcome, blank: Question) -> Iterator[Question]:
        if rating.state == "awaited":
            rated = sum(judgement.rating is not None for judgement in rating.judgements)
            more = self._rules.judgements.assessors - rated
            aside = self._aside(blank.criterion)
            judged = len(rating.judgements)
            yield dataclasses.replace(blank, about="assessors", more=more, judged=judged, aside=aside)
        elif rating.state == "unsettled":
            yield dataclasses.replace(blank, about="moderation")
        elif rating.state == "parts":
            for part in rating.parts:
                yield from self._rating(part, blank)
        elif isinstance(rating.rule, Measured) and rating.reading is not None:
            for point, goal in reversed(rating.rule.bands.goals):
                about = dataclasses.replace(blank, point=point)
                yield from self._of(rating.reading, MarkGoal(goal, 0), about)

    def _aside(self, criterion: str | None) -> tuple[SetAside, ...]:
        return tuple(one for one in self._outcome.party.set_aside if one.judgement.criterion == criterion)

    def _marks(self, lines: Sequence[MarkOutcome], about: Question) -> Iterator[Question]:
        for line in lines:
            if line.both == (False, True):
                if line.reading is not None and line.goal is not None:
                    yield from self._of(line.reading, line.goal, about)
                yield from self._marks(line.parts, about)

    def _level(self, level: LevelOutcome) -> Iterator[Question]:
        yield from self._conditions(level.requires, Question("level", level=level.rule.id))

    def _conditions(self, conditions: Sequence[ConditionOutcome], about: Question) -> Iterator[Question]:
        for one in conditions:
            if one.high and not one.low:
                if one.reading is not None and isinstance(one.rule, MeasureReaches) and not one.rule.goal.contrary:
                    yield from self._of(one.reading, MarkGoal(one.rule.goal, 0), about)
                yield from self._conditions(one.parts, about)

    def _of(self, reading: Reading, mark: MarkGoal, about: Question) -> Iterator[Question]:
        so_far = self._reader.so_far(reading, about.criterion)
        found = settling(reading, mark.goal, mark.tolerance, so_far)
        if found is not None:
            yield dataclasses.replace(about, reading=reading, mark=mark, settling=found)
