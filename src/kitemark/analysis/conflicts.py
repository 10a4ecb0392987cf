"""Conflicts: which requirements keep everybody from a level, alone or together."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from kitemark.analysis.encoding import Encoder
from kitemark.analysis.logic import Lit, SpentError
from kitemark.analysis.solving import Solver
from kitemark.explain import Speaker, asked
from kitemark.problems import listing
from kitemark.rules.standard import ROOT, Rules

_WORK = 0.5
"""Most work for one question, in the solver's own measure of it."""


def conflict(solver: Solver, place: int) -> str | None:
    """Give in words what keeps everybody from a level that nobody can reach; None where it was not found."""
    party, level = solver.parties.whole, solver.rules.levels[place]
    before = solver.rules.levels[place - 1] if place and level.builds_on else None
    try:
        if before is not None and _is_impossible(solver, [party.levels[before.id]]):
            return f"it builds on '{before.id}', which nobody can reach"
        own = [party.logic.any_of((~one.asked, one.holds)) for one in party.requires[level.id]]
        alone = [number for number, lit in enumerate(own) if _is_impossible(solver, [party.nodes[ROOT].counts, lit])]
        if alone:
            return _alone(solver.rules, place, alone[0])
        return _together(solver, party, place, own)
    except SpentError:
        return None


def _is_impossible(solver: Solver, lits: Sequence[Lit]) -> bool:
    if any(lit.known is False for lit in lits):
        return True
    solver.logic.forget_preferences()
    solver.logic.assume(lits)
    return solver.logic.solve(_WORK, simplify=False)[0] == "no"


def _alone(rules: Rules, place: int, number: int) -> str:
    rule = rules.levels[place].requires[number]
    words = asked(rule, Speaker(rules, datetime.date.min))
    return f"nobody can meet its requirement {number + 1}, whatever else: {words}"


def _together(solver: Solver, party: Encoder, place: int, own: Sequence[Lit]) -> str | None:
    """Give the fewest requirements that cannot hold together, found by leaving out one after the other."""
    level = solver.rules.levels[place]
    before = solver.rules.levels[place - 1].id if place and level.builds_on else None
    rest = [party.nodes[ROOT].counts, *([party.levels[before]] if before else [])]
    left = list(range(len(own)))
    for number in range(len(own)):
        fewer = [one for one in left if one != number]
        if _is_impossible(solver, [*rest, *(own[one] for one in fewer)]):
            left = fewer
    numbers = listing(f"requirement {one + 1}" for one in left)
    if before and not _is_impossible(solver, [rest[0], *(own[one] for one in left)]):
        return f"whoever has '{before}' cannot meet its {numbers}" + (" together" if len(left) > 1 else "")
    return f"its {numbers} cannot hold together"
