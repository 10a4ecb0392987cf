"""Proving: puts every question about a standard, and gives the answers.

Each witness is evaluated by the engine, and refutes whatever it refutes, so that most
questions need no search. What is left goes to the solver: a no is a proof, a yes becomes a
witness, which the engine evaluates before it counts.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import time
from collections.abc import Iterator, Sequence

from kitemark.analysis.adapting import Adapter, Base
from kitemark.analysis.answering import inexact, none, over, refuted, spent, undecided, unfound
from kitemark.analysis.bases import Bases, first_bases, weight
from kitemark.analysis.conflicts import conflict
from kitemark.analysis.effects import Effects, effects_asked
from kitemark.analysis.floors import Floors, floors
from kitemark.analysis.logic import InexactError, Lit, NoSolverError, Obstacle, SpentError, obstacle
from kitemark.analysis.question import Answer, Proofs
from kitemark.analysis.questions import conditions, flags, levels, limits, points, thresholds
from kitemark.analysis.questions.asked import Asked
from kitemark.analysis.solving import Solver
from kitemark.analysis.supposing import World
from kitemark.rules.standard import Rules
from kitemark.standard import Standard

SECONDS = 60.0
"""Longest that all proofs together may take before the rest is left undecided."""

_MOST_ATTEMPTS = 3
_MOST_AT_ONCE = 8
_OF_LEVELS = frozenset({"level-out-of-reach", "levels-alike", "requirement-implied"})
"""Codes of questions that only organisations with nearly everything can answer; others are answered by small ones."""

_NO_SOLVER = obstacle(NoSolverError())


def prove(standard: Standard, *, seconds: float = SECONDS) -> Proofs:
    """Give the answer to every question that can be asked of a standard, within a budget."""
    start = time.monotonic()
    prover = Prover(standard, start + seconds)
    answers = tuple(prover.answers())
    table, why = ({}, None) if prover.without == _NO_SOLVER else _floors(standard.rules, start + seconds)
    return Proofs(answers, table, time.monotonic() - start, prover.without, why)


def _floors(rules: Rules, deadline: float) -> tuple[Floors, str | None]:
    try:
        return floors(rules, deadline), None
    except InexactError as error:
        return {}, f"it cannot be proved: {error}"
    except SpentError:
        return {}, "the time for it was over"


def questions(standard: Standard) -> Iterator[Asked]:
    """Give every question that is put to the solver, by what it is about, in the file's order."""
    rules, model = standard.rules, standard.model
    yield from levels.reachable(rules)
    yield from levels.told_apart(rules)
    yield from limits.biting(rules, model)
    yield from thresholds.reached(rules, model)
    yield from conditions.met(rules, model)
    yield from flags.raised(rules)
    yield from points.given(rules, model)
    yield from levels.implied(rules)


class Prover:
    """Answers the questions about one standard."""

    def __init__(self, standard: Standard, deadline: float) -> None:
        """Take the standard, and until when there is time."""
        self.without: str | None = None
        self._standard = standard
        self._deadline = deadline
        self._bases = Bases()

    def answers(self) -> Iterator[Answer]:
        """Give the answers in the order of the questions."""
        try:
            solver = Solver(self._standard.rules, self._deadline)
        except Obstacle as error:
            self.without = obstacle(error)
        else:
            adapter = Adapter(self._standard, solver.known)
            self._bases.add(*first_bases(self._standard, solver.known, adapter, solver, self._deadline))
            every = list(questions(self._standard))
            for place, asked in enumerate(every):
                answer = self._answer(asked, itertools.islice(every, place + 1, None), solver, adapter)
                yield _explained(answer, solver)
            yield from Effects(self._standard, solver, adapter, self._bases).answers()
            return
        for asked in questions(self._standard):
            yield undecided(asked.question, self.without)
        for _, question in effects_asked(self._standard):
            yield undecided(question, self.without)

    def _answer(self, asked: Asked, others: Iterator[Asked], solver: Solver, adapter: Adapter) -> Answer:
        if asked.sought is None:
            return Answer(asked.question, "proved", "by the numbers that it can come to")
        shown = self._shown(asked)
        if shown is not None:
            return refuted(asked, shown.pack)
        if time.monotonic() > self._deadline:
            return over(asked.question)
        try:
            also = [] if asked.question.code in _OF_LEVELS else self._also(others, solver)
            return self._searched(asked, asked.sought(solver.parties), also, solver, adapter)
        except InexactError as error:
            return inexact(asked.question, error)
        except SpentError:
            return over(asked.question)

    def _shown(self, asked: Asked) -> Base | None:
        return next((base for base in self._bases if asked.seen(base.outcome)), None)

    def _also(self, others: Iterator[Asked], solver: Solver) -> list[Lit]:
        """Give what else would answer a question, so that one organisation may answer several."""
        free = (one for one in others if one.question.code not in _OF_LEVELS and one.sought is not None)
        found: list[Lit] = []
        for one in itertools.islice((one for one in free if self._shown(one) is None), _MOST_AT_ONCE):
            with contextlib.suppress(InexactError):  # which is told with the question itself
                found += [] if one.sought is None else [one.sought(solver.parties)]
        return found

    def _searched(self, asked: Asked, sought: Lit, also: Sequence[Lit], solver: Solver, adapter: Adapter) -> Answer:
        failed: list[World] = []
        for base in self._beginnings(asked.question.code):
            found = solver.find(sought, base.world, failed, () if failed else also)
            if found.verdict == "unknown":
                return spent(asked.question)
            if found.world is None:
                assert asked.sought is not None  # noqa: S101 - there was something to be sought
                return none(asked.question, solver, failed, asked.sought)
            pack = adapter.adapted(base, found.world)
            shown = None if pack is None else adapter.base(pack)
            if shown is not None:
                self._bases.add(shown)
                if asked.seen(shown.outcome):
                    return refuted(asked, shown.pack)
            failed.append(found.world)
        return unfound(asked.question)

    def _beginnings(self, code: str) -> list[Base]:
        """Give the bases to begin with: small ones, where those will do."""
        nearest = self._bases.nearest()
        if code in _OF_LEVELS:
            return nearest[:_MOST_ATTEMPTS]
        return [*sorted(nearest, key=weight)[:1], *nearest[: _MOST_ATTEMPTS - 1]]


def _explained(answer: Answer, solver: Solver) -> Answer:
    """Give an answer with what keeps everybody from a level as its hint, where nobody can reach it."""
    question = answer.question
    if answer.verdict != "proved" or question.code != "level-out-of-reach":
        return answer
    place = next(place for place, level in enumerate(solver.rules.levels) if level.id == question.about)
    found = conflict(solver, place)
    return answer if found is None else dataclasses.replace(answer, question=dataclasses.replace(question, hint=found))
