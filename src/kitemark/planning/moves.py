"""Moves: what a plan is made of. A criterion is rated otherwise, or a measure comes to another figure."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from kitemark.analysis.supposing import Key
from kitemark.evaluation.ends import Ends
from kitemark.evaluation.reading import Reading
from kitemark.planning.asked import Asked
from kitemark.planning.terms import Terms
from kitemark.quantity import Number
from kitemark.rules.standard import Criterion


@dataclass(frozen=True, slots=True)
class NewRating:
    """A criterion judged otherwise. `party` is a unit's id, or "" for the organisation.

    `judged` is what assessors have to say, on the scale on which they judge. `before` and `after` are the points
    that this counts as before limits, and `state` is what the judgement is now: settled, unsettled or awaited.
    """

    party: str
    criterion: Criterion
    judged: Number
    before: Number
    after: Number
    state: str
    cost: Number

    @property
    def about(self) -> Hashable:
        """What it changes: the same for two moves that cannot both be made."""
        return (self.party, "rating", self.criterion.id)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that it is for."""
        return (self.criterion.id,)

    @property
    def aim(self) -> Hashable:
        """What it brings about: the same for two moves that come to the same."""
        return (self.about, self.judged)


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A measure that comes to something else than `reading`.

    `ends` is what it is supposed to come to, which reaches as many more `thresholds` and no other; `terms` say it in
    whole answers or records, which may reach more than that.
    """

    party: str
    key: Key
    asked: Asked
    reading: Reading
    ends: Ends
    terms: Terms
    thresholds: int
    cost: Number

    @property
    def about(self) -> Hashable:
        """What it changes: the same for two moves that cannot both be made."""
        return (self.party, "measure", *self.key)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that it is for; none where only levels ask."""
        return tuple(self.asked.criteria)

    @property
    def aim(self) -> Hashable:
        """What it brings about: the same for two moves that come to the same."""
        return (self.about, self.thresholds)


Move = NewRating | NewFigure
