"""Plans: the cheapest set of improvements that brings an organisation to a level, run again by the engine."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kitemark.analysis.logic import Logic, Obstacle, obstacle
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.explain import missed_levels, requirement
from kitemark.explain.words import Speaker
from kitemark.planning.cheapest import Search
from kitemark.planning.moves import Move
from kitemark.planning.ordering import Stage, reached, staged
from kitemark.planning.rerun import Rerun
from kitemark.planning.situation import Situation
from kitemark.problems import KitemarkError, Problem, listing, nearest_titled, printable
from kitemark.quantity import Number
from kitemark.result import Result

RUNNERS_UP = 3
"""Most other plans that are shown where they cost the same."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The cheapest way from what an assessment comes to, to a level.

    `stages` hold its moves in the order in which to make them, and are empty where the level is reached, or cannot
    be. `others` are moves of other plans that cost the same. `proved` says whether it is proved that none is
    cheaper, or that there is none; `after` is the level that the engine gives once all moves are made.
    `blocked` says, where there is no way, what is missing of the level even with everything that may move at its
    best, and `obstacle` what kept the question from the solver, if anything did.
    """

    result: Result
    level: str
    reached: bool
    stages: tuple[Stage, ...]
    others: tuple[tuple[Move, ...], ...]
    proved: bool
    after: str | None
    keep: tuple[str, ...]
    avoid: tuple[str, ...]
    blocked: tuple[str, ...] = ()
    obstacle: str | None = None

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves, in their order."""
        return tuple(move for stage in self.stages for move in stage.moves)

    @property
    def cost(self) -> Number:
        """What the moves cost together, in the efforts that the standard gives its criteria."""
        return sum(move.cost for move in self.moves)

    @property
    def found(self) -> bool:
        """Whether there is a way: the level is reached, or the moves reach it."""
        return self.reached or bool(self.stages)


def plan(result: Result, level: str | None = None, *, keep: Collection[str] = (), avoid: Collection[str] = ()) -> Plan:
    """Give the cheapest way from a result to a level: the next one that is not reached, unless it is named.

    Criteria in `keep` stay as they are; those in `avoid` move only where there is no other way. A plan's cost is the
    sum of the efforts of its criteria, once for each step of a rating and each threshold of a measure. Raises
    KitemarkError for names that are none.
    """
    rules = result.standard.rules
    place = _place(result, level, keep, avoid)
    made = functools.partial(
        Plan, result, rules.levels[place].id, keep=tuple(dict.fromkeys(keep)), avoid=tuple(dict.fromkeys(avoid))
    )
    if reached(result.outcome, place):
        return made(reached=True, stages=(), others=(), proved=True, after=result.level)
    case, _ = result.assessment.bound(result.standard)
    run = Rerun(rules, case)
    try:
        logic = Logic()
        situation = Situation(rules, result.outcome, run.readers, place, keep, logic)
        ways = Search(rules, situation, place, avoid, logic).ways(RUNNERS_UP + 1)
    except Obstacle as error:
        return made(reached=False, stages=(), others=(), proved=False, after=None, obstacle=obstacle(error))
    sound = [way for way in ways.ways if reached(run(way), place) and reached(run.in_counts(way), place)]
    if not sound:
        blocked = tuple(_blocked(run(situation.best()), place, result.speaker))
        proved = not ways.ways and (ways.proved or bool(blocked))
        return made(reached=False, stages=(), others=(), proved=proved, after=None, blocked=blocked)
    stages = staged(rules, sound[0], _places(result.outcome, place), run)
    after = run.in_counts(sound[0])
    return made(
        reached=False,
        stages=stages,
        others=tuple(sound[1:]),
        proved=ways.proved and sound[0] is ways.ways[0],
        after=rules.levels[after.established].id,
    )


def _places(outcome: PartyOutcome, place: int) -> list[int]:
    """Give the places of the levels that are missed on the way to one, that one last."""
    missed = [outcome.levels.index(level) for level in missed_levels(outcome, outcome.levels[place].rule.id)]
    return [one for one in missed if one != place] + [place]


def _blocked(best: PartyOutcome, place: int, speaker: Speaker) -> Iterator[str]:
    """Give what is missing of a level with everything at its best: better than that nobody can be."""
    for level in missed_levels(best, best.levels[place].rule.id):
        yield from (requirement(one, best, speaker) for one in level.requires if not one.low)


def _place(result: Result, level: str | None, *some: Collection[str]) -> int:
    """Give the place of a level in the list; of the next one that is not reached where none is named.

    KitemarkError where that is no level, or one of some other names no criterion.
    """
    rules = result.standard.rules
    names, criteria = [one.id for one in rules.levels], [criterion.id for criterion in rules.criteria]
    problems = []
    if level is not None and level not in names:
        hint = nearest_titled(level, rules.levels) or f"the levels are {listing(names)}"
        message = f"found the level '{printable(level, 60)}', wanted the id of a level"
        problems.append(Problem("unknown-name", message, hint=hint))
    for name in dict.fromkeys(name for group in some for name in group if name not in criteria):
        hint = nearest_titled(name, rules.criteria) or f"the criteria are {listing(criteria, 60)}"
        message = f"found '{printable(name, 60)}', wanted the id of a criterion"
        problems.append(Problem("unknown-name", message, hint=hint))
    if problems:
        raise KitemarkError(problems)
    return min(result.outcome.established + 1, len(names) - 1) if level is None else names.index(level)
