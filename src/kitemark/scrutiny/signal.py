"""Signals: things to look at, each with its reason. They say nothing of how good anybody is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kitemark.evaluation.outcome import CriterionOutcome, PartyOutcome
from kitemark.result import Result
from kitemark.rules.standard import Criterion


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing to look at.

    `code` names the kind of signal, and is `flag` where the standard itself raises it. `title` and `says` are
    words for people, `details` what was found, `criteria` those whose rating it casts doubt on, `unit` the unit
    that it is about, None for the organisation.

    `level` and `possible` are the ids of the levels that would be left if the judgements of those criteria were
    the worst there could be, `lost` how many levels that is fewer than now, of the established and the possible.
    """

    code: str
    title: str
    says: str
    criteria: tuple[str, ...]
    details: tuple[str, ...] = ()
    unit: str | None = None
    level: str | None = None
    possible: str | None = None
    lost: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Claim:
    """A criterion that people have judged to be better than the worst there is."""

    unit: str | None
    criterion: Criterion
    node: CriterionOutcome
    party: PartyOutcome


def parties_of(result: Result) -> tuple[tuple[str | None, PartyOutcome], ...]:
    """Give the organisation's outcome, and each unit's by its id."""
    return ((None, result.outcome), *((unit.party.id, unit) for unit in result.outcome.units))


def claims(result: Result) -> Iterator[Claim]:
    """Give what is claimed, in the standard's order, of the organisation and then of each unit."""
    for unit, party in parties_of(result):
        for criterion in result.standard.rules.criteria:
            node = party.nodes[criterion.id]
            standing = party.party.standing.get(criterion.id, ())
            claimed = any(one.rating not in (None, criterion.judged_on.worst) for one in standing)
            if claimed and isinstance(node, CriterionOutcome) and node.rating is not None:
                yield Claim(unit, criterion, node, party)
