"""Solving: whether an organisation can be so and so, and if it can, one that is, made as plain as may be."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kitemark.analysis.encoding import Encoder
from kitemark.analysis.logic import Choice, Lit, Logic, SpentError
from kitemark.analysis.questions.asked import Parties
from kitemark.analysis.supposing import World
from kitemark.analysis.unknowns import Unknowns, unknowns
from kitemark.rules.standard import Rules

WORK = 4.0
"""Most work for one question, in the solver's own measure of it, which is the same on every machine."""

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
        self._deadline = deadline
        self.logic = Logic(deadline)
        self.known: Unknowns = unknowns(rules, self.logic)
        unit = Encoder(rules, self.logic, self.known, None, is_unit=True) if rules.asks_units else None
        whole = Encoder(rules, self.logic, self.known, unit, is_unit=False)
        self.parties = Parties(self.logic, whole, unit)

    def find(self, sought: Lit, near: World, without: Iterable[Sequence[Lit]] = ()) -> Found:
        """Give an organisation for which a literal holds, as like to another as is soon found.

        For each of `without`, not all of some other literals hold.
        """
        if sought.known is False:
            return Found("no")
        model = self.logic.model
        gates = [self._gate(some) for some in without]
        model.clear_assumptions()
        model.add_assumptions([self.logic.raw(lit) for lit in (sought, *gates) if lit.known is None])
        self._draw_near(near)
        found = self._solve(_NEARING, simplify=False)
        if found.verdict != "unknown":
            return found
        model.clear_objective()  # type: ignore[no-untyped-call]
        return self._solve(WORK, simplify=True)

    def _solve(self, work: float, *, simplify: bool) -> Found:
        solver = self.logic.cp.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = work
        solver.parameters.cp_model_presolve = simplify  # which costs more than most questions do
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise SpentError
        solver.parameters.max_time_in_seconds = left
        status = solver.solve(self.logic.model)
        cp = self.logic.cp
        if status == cp.INFEASIBLE:
            return Found("no")
        if status not in (cp.OPTIMAL, cp.FEASIBLE):
            return Found("unknown")

        def holds(lit: Lit) -> bool:
            return lit.known if lit.known is not None else bool(solver.boolean_value(self.logic.raw(lit)))

        return Found("yes", self.known.world(holds))

    def _draw_near(self, near: World) -> None:
        """Ask for as few differences from a world as may be; records are dearer to change than judgements."""
        model = self.logic.model
        model.clear_hints()  # type: ignore[no-untyped-call]
        costs = []
        parts: Sequence[tuple[Mapping[Any, Choice[Any]], Mapping[Any, Any], int]] = (
            (self.known.facts, near.facts, 3),
            (self.known.judged, near.ratings, 1),
            (self.known.measures, near.measures, 2),
        )
        for part, kept, cost in parts:
            choices: Mapping[Any, Choice[Any]] = part
            for name, choice in choices.items():
                for value, lit in zip(choice.values, choice.lits, strict=True):
                    if lit.known is None:
                        same = value == kept.get(name)
                        model.add_hint(lit.var, int(same is lit.sign))
                        if same:
                            costs.append(cost * (1 - self.logic.raw(lit)))
        model.minimize(sum(costs))

    def with_rating(self, criterion: str, rating: Lit) -> Parties:
        """Give the constraints again with one criterion rated its best (TRUE) or its worst (FALSE), whatever else."""
        fixed, like = {criterion: rating}, self.parties
        unit = None
        if like.unit is not None:
            unit = Encoder(self.rules, self.logic, self.known, None, is_unit=True, fixed=fixed, like=like.unit)
        whole = Encoder(self.rules, self.logic, self.known, unit, is_unit=False, fixed=fixed, like=like.whole)
        return Parties(self.logic, whole, unit)

    def _gate(self, some: Sequence[Lit]) -> Lit:
        gate = self.logic.fresh()
        self.logic.model.add_bool_or([self.logic.raw(~lit) for lit in some if lit.known is None]).only_enforce_if(
            gate.var
        )
        return gate

    def measures_of(self, world: World) -> tuple[Lit, ...]:
        """Give the literals that say that the measures are as in a world."""
        return tuple(
            lit
            for key, choice in self.known.measures.items()
            for value, lit in zip(choice.values, choice.lits, strict=True)
            if value == world.measures[key] and lit.known is None
        )

    def simplest(self) -> World:
        """Give the organisation that has everything at its worst."""
        return World(
            {name: choice.values[0] for name, choice in self.known.facts.items()},
            {name: choice.values[0] for name, choice in self.known.judged.items()},
            {key: choice.values[0] for key, choice in self.known.measures.items()},
        )
