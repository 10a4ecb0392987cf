"""Raters: who judged, in which role, and how much of it, as a rating is worth what its rater is free to say."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

from kitemark.explain.words import joined

if TYPE_CHECKING:
    from kitemark.result import Result

_MOST_NAMED = 6


def raters(result: Result) -> str:
    """Give in words whose judgements stand: each assessor with the role and how many; of many, only the roles.

    Gives nothing where nobody judged.
    """
    parties = (result.outcome.party, *(unit.party for unit in result.outcome.units))
    judged = collections.Counter(
        (one.assessor, one.role or "") for party in parties for standing in party.standing.values() for one in standing
    )
    if len(judged) <= _MOST_NAMED:
        return "; ".join(f"{name}{_as(role)}, {_judgements(count)}" for (name, role), count in judged.items())
    roles = collections.Counter(role for _, role in judged)
    apart = joined([f"{count}{_as(role) or ' without a role'}" for role, count in roles.items()])
    assessors = len({name for name, _ in judged})
    words = f"{assessors} assessors, {_judgements(judged.total())}"
    return f"{words}: {apart}" if any(roles) else words


def _as(role: str) -> str:
    return f" as “{role}”" if role else ""


def _judgements(count: int) -> str:
    return f"{count} judgement{'' if count == 1 else 's'}"
