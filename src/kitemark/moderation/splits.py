"""What splits assessors: the criteria to talk over, each with the reasons for talking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kitemark.binding import Judgement
from kitemark.evaluation.outcome import CriterionOutcome, PartyOutcome, is_unsettled
from kitemark.explain.words import joined
from kitemark.quantity import Number, shown
from kitemark.result import Result
from kitemark.rules import condition as conditions
from kitemark.rules.standard import Criterion, LevelRule, Rules

FAR = 2
"""Steps apart at which two ratings are talked over, whatever the standard allows them to differ by."""


@dataclass(frozen=True, slots=True)
class Split:
    """A criterion on which the assessors whose judgements stand differ so that they should talk.

    `unit` is None for the organisation's own. `unsettled` says that the standard cannot settle it, `apart` how
    many steps lie between the ratings, `needed` are the levels that cannot be had without it, `between` those of
    them whose threshold lies between the ratings, and `applies` says that some mark it not applicable.
    """

    unit: str | None
    criterion: Criterion
    judgements: tuple[Judgement, ...]
    unsettled: bool
    apart: Number
    needed: tuple[LevelRule, ...]
    between: tuple[LevelRule, ...]
    applies: bool

    @property
    def because(self) -> str:
        """Why to talk it over, in words."""
        told = ["some rate it, and some mark it not applicable"] * self.applies
        if self.apart:
            told.append(f"{shown(self.apart)} {'step' if self.apart == 1 else 'steps'} apart")
        if self.unsettled:
            told.append("the standard cannot settle it")
        if self.between:
            told.append(f"whether it reaches {joined([level.title for level in self.between])} hangs on it")
        if rest := [level.title for level in self.needed if level not in self.between]:
            told.append(f"{joined(rest)} cannot be had without it")
        return "; ".join(told) + "."


def splits(result: Result) -> tuple[Split, ...]:
    """Give the criteria to talk over, those on which a level hangs first, then by the steps apart.

    They are those that the standard cannot settle, those two steps or more apart, those on which a level depends
    whatever the steps, and those that some rate and some mark not applicable.
    """
    rules = result.standard.rules
    whole: list[tuple[str | None, PartyOutcome]] = [(None, result.outcome)]
    whole += [(outcome.party.id, outcome) for outcome in result.outcome.units]
    found = [split for unit, outcome in whole for split in _of(unit, outcome, rules)]
    return tuple(sorted(found, key=lambda one: (not one.between, not one.needed, -one.apart)))


def _of(unit: str | None, outcome: PartyOutcome, rules: Rules) -> Iterator[Split]:
    for criterion in rules.criteria:
        standing = outcome.party.standing.get(criterion.id, ())
        ratings = [one.rating for one in standing if one.rating is not None]
        applies = 0 < len(ratings) < len(standing)
        if len(standing) < 2 or (len(set(ratings)) < 2 and not applies):
            continue
        places = [criterion.judged_on.place(rating) for rating in ratings]
        apart = max(places) - min(places)
        node = outcome.nodes[criterion.id]
        unsettled = isinstance(node, CriterionOutcome) and node.rating is not None and is_unsettled(node.rating)
        needed = tuple(level for level in rules.levels if list(_asked(level.requires, criterion.id)))
        if unsettled or apart >= FAR or needed or applies:
            between = tuple(level for level in needed if _is_between(level, criterion, ratings))
            yield Split(unit, criterion, standing, unsettled, apart, needed, between, applies)


def _asked(requires: Iterable[conditions.ConditionRule], criterion: str) -> Iterator[conditions.Each]:
    """Give the conditions that ask something of every node of a selection, the criterion among them."""
    for one in requires:
        if isinstance(one, conditions.AllOf):
            yield from _asked(one.parts, criterion)
        elif isinstance(one, conditions.Each) and not one.spare and criterion in one.nodes:
            yield one


def _is_between(level: LevelRule, criterion: Criterion, ratings: Sequence[Number]) -> bool:
    """Tell whether some of the ratings reach what the level asks for, and others do not."""
    if criterion.judged_on != criterion.scale:
        return False  # they are banded onto another scale first
    for one in _asked(level.requires, criterion.id):
        if isinstance(one.ask, conditions.Reach):
            goal = one.ask.goals[criterion.id]
            reached = {goal.reached(rating, criterion.scale.maximum) for rating in ratings}
            if len(reached) > 1:
                return True
    return False
