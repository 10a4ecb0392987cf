"""Solving: whether an organisation can be so and so, and if it can, one that is, made as plain as may be."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from kitemark.analysis.encoding import encode, encode_freely
from kitemark.analysis.logic import InexactError, Lit, Logic
from kitemark.analysis.questions.asked import Parties
from kitemark.analysis.relations import Related, relate
from kitemark.analysis.supposing import World
from kitemark.analysis.thresholds import Thresholds
from kitemark.analysis.unknowns import Unknowns, unknowns
from kitemark.rules.standard import Rules

WORK = 4.0
"""Most work for one question, in the solver's own measure of it, which is the same on every machine."""

ALIKE = "no organisation was found whose units are all alike, and units that differ could not be ruled out"
"""Why a no is no proof where a standard asks of units."""

SPENT = "the solver's budget for one question was spent"
"""Why neither a yes nor a no was found."""

_TIGHTENING = 0.2
_KEPT, _DEAR = 20, 3
_NEARING = 0.05
"""Most work for finding an organisation that is near to another one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the solver says: yes with a world, no, or neither within the budget."""

    verdict: str
    world: World | None = None


class Solver:
    """The constraints of one standard, and questions put to them one after the other."""

    def __init__(self, rules: Rules, deadline: float) -> None:
        """Take the rules, and until when (by the monotonic clock) there is time.

        InexactError where the rules cannot be put exactly, NoSolverError without a solver.
        """
        self.rules = rules
        self.logic = Logic(deadline)
        self.known: Unknowns = unknowns(rules, self.logic)
        related = Related(rules, self.known, Thresholds(rules))
        relate(self.logic, related, related)
        self.parties = Parties(encode(rules, self.logic, self.known))
        self._freely: Parties | None = None

    def find(self, sought: Lit, near: World, without: Iterable[World] = (), also: Iterable[Lit] = ()) -> Found:
        """Give an organisation for which a literal holds, as like to another as is soon found.

        Its measures are not as in any of `without`, and of what is `also` welcome holds what can.
        """
        if sought.known is False:
            return Found("no")
        logic = self.logic
        logic.assume((sought, *(logic.not_all(self.known.measured_as(world)) for world in without)))
        logic.draw_near(self.known.preferring(near), also)
        verdict, holds = logic.solve(_NEARING, simplify=False)
        if verdict == "unknown":
            logic.forget_preferences()
            verdict, holds = logic.solve(WORK)
        return Found(verdict, None if holds is None else self.known.world(holds))

    def tight(self, level: str, near: World, dear: Collection[str]) -> World | None:
        """Give an organisation that has a level with as many criteria at their worst as may be, or None.

        All but its ratings is as near to another as may be. The criteria that are `dear` are the first to be
        at their worst. Whatever is rated better is then needed for the level.
        """
        logic, known = self.logic, self.known
        kept = ((one, near.facts.get(name), _KEPT) for name, one in known.facts.items())
        measured = ((one, near.measures.get(key), _KEPT) for key, one in known.measures.items())
        judged = ((one, one.values[0], _DEAR if name in dear else 1) for name, one in known.judged.items())
        logic.assume((self.parties.whole.levels[level],))
        logic.draw_near([*kept, *measured, *judged])
        _, holds = logic.solve(_TIGHTENING, simplify=False)
        return None if holds is None else known.world(holds)

    def rules_out(self, sought: Callable[[Parties], Lit]) -> bool:
        """Tell whether it is proved that no organisation is so and so, however its units differ."""
        try:
            parties = self._free()
            literal = sought(parties)
        except InexactError:
            return False
        if literal.known is not None or parties.logic.notes:
            return literal.known is False
        parties.logic.assume((literal,))
        return parties.logic.solve(WORK)[0] == "no"

    def _free(self) -> Parties:
        """Give the constraints on an organisation and one of its units, which need not be like each other."""
        if self._freely is None:
            logic = Logic(self.logic.deadline)
            whole, unit = (unknowns(self.rules, logic) for _ in range(2))
            thresholds = Thresholds(self.rules)
            own, its = Related(self.rules, whole, thresholds), Related(self.rules, unit, thresholds)
            relate(logic, own, own)
            relate(logic, its, its)
            relate(logic, its, own)  # its records are the organisation's, too
            self._freely = Parties(encode_freely(self.rules, logic, whole, unit))
        return self._freely

    def with_rating(self, criterion: str, rating: Lit) -> Parties:
        """Give the constraints again with one criterion rated its best (TRUE) or its worst (FALSE), whatever else."""
        like = self.parties.whole
        return Parties(encode(self.rules, self.logic, self.known, fixed={criterion: rating}, like=like))
