"""Proving: puts every question about a standard, and gives the answers.

Each witness is evaluated by the engine, and refutes whatever it refutes, so that most
questions need no search. What is left goes to the solver: a no is a proof, a yes becomes a
witness, which the engine evaluates before it counts.
"""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Callable, Iterator, Sequence

from kitemark.analysis import effects
from kitemark.analysis.adapting import Adapter, Base
from kitemark.analysis.bases import first_bases
from kitemark.analysis.drafting import Data
from kitemark.analysis.floors import Floors, floors
from kitemark.analysis.logic import InexactError, Lit, NoSolverError, SpentError
from kitemark.analysis.question import Answer, Proofs, Question, Witness
from kitemark.analysis.questions import conditions, levels, limits, points, thresholds
from kitemark.analysis.questions.asked import Asked, Parties, node_paths
from kitemark.analysis.solving import ALIKE, SPENT, Solver
from kitemark.analysis.supposing import World
from kitemark.rules.standard import Criterion, Rules
from kitemark.standard import Standard

SECONDS = 60.0
"""Longest that all proofs together may take before the rest is left undecided."""

_MOST_ATTEMPTS = 3
_MOST_AT_ONCE = 8
_MOST_TRIED = 6
_OF_LEVELS = frozenset({"level-out-of-reach", "levels-alike", "requirement-implied"})
"""Codes of questions that only organisations with nearly everything can answer; others are answered by small ones."""

_NO_SOLVER = "the solver is not installed: pip install 'kitemark[analysis]'"
_OVER = "the time for all questions was over"
_NO_RECORDS = "ratings and measures are found with which it is not so, and no records that come to them"


def prove(standard: Standard, *, seconds: float = SECONDS) -> Proofs:
    """Give the answer to every question that can be asked of a standard, within a budget."""
    start = time.monotonic()
    prover = Prover(standard, start + seconds)
    answers = tuple(prover.answers())
    table, why = _floors(standard.rules, start + seconds)
    return Proofs(answers, table, time.monotonic() - start, prover.without, why)


def _floors(rules: Rules, deadline: float) -> tuple[Floors, str | None]:
    try:
        return floors(rules, deadline), None
    except NoSolverError:
        return {}, _NO_SOLVER
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
    yield from points.given(rules, model)
    yield from levels.implied(rules)


class Prover:
    """Answers the questions about one standard."""

    def __init__(self, standard: Standard, deadline: float) -> None:
        """Take the standard, and until when there is time."""
        self.without: str | None = None
        self._standard = standard
        self._deadline = deadline
        self._bases: list[Base] = []

    def answers(self) -> Iterator[Answer]:
        """Give the answers in the order of the questions."""
        try:
            solver = Solver(self._standard.rules, self._deadline)
        except NoSolverError:
            self.without = _NO_SOLVER
        except InexactError as error:
            self.without = f"the rules cannot be put to the solver exactly: {error}"
        except SpentError:
            self.without = "the time was over before the rules were put to the solver"
        else:
            adapter = Adapter(self._standard, solver.known)
            self._bases += first_bases(self._standard, solver.known, adapter, solver, self._deadline)
            every = list(questions(self._standard))
            for place, asked in enumerate(every):
                yield self._answer(asked, itertools.islice(every, place + 1, None), solver, adapter)
            for criterion, question in _effects(self._standard):
                if time.monotonic() > self._deadline:
                    yield Answer(question, "undecided", "", why=_OVER)
                else:
                    yield self._effect(criterion, question, solver, adapter)
            return
        for asked in questions(self._standard):
            yield Answer(asked.question, "undecided", "", why=self.without)
        for _, question in _effects(self._standard):
            yield Answer(question, "undecided", "", why=self.without)

    def _effect(self, criterion: Criterion, question: Question, solver: Solver, adapter: Adapter) -> Answer:
        rules, known = solver.rules, solver.known
        found = effects.pair(rules, known, adapter, criterion, self._nearest()[:_MOST_TRIED])
        try:
            if not found:
                answer = self._searched_effect(criterion, question, solver, adapter)
                if answer is not None:
                    return answer
                found = effects.pair(rules, known, adapter, criterion, self._bases[-1:])
        except InexactError as error:
            return Answer(question, "undecided", "", why=f"it cannot be put to the solver exactly: {error}")
        except SpentError:
            return Answer(question, "undecided", "", why=_OVER)
        return Answer(question, "refuted", "by two witnesses", found) if found else _unfound(question)

    def _searched_effect(
        self, criterion: Criterion, question: Question, solver: Solver, adapter: Adapter
    ) -> Answer | None:
        """Give a proof, or what was spent; None where an organisation is found, which then is the newest base."""
        if not self._bases:
            return _unfound(question)
        near = self._nearest()[0]
        found = solver.find(effects.matters(solver, criterion), near.world)
        if found.verdict == "unknown":
            return Answer(question, "undecided", "", why=SPENT)
        if found.world is None:
            return _none(question, solver, [], None)
        pack = adapter.adapted(near, found.world)
        base = None if pack is None else adapter.base(pack)
        if base is None:
            return _unfound(question)
        self._bases.append(base)
        return None

    def _answer(self, asked: Asked, others: Iterator[Asked], solver: Solver, adapter: Adapter) -> Answer:
        if asked.sought is None:
            return Answer(asked.question, "proved", "by what the measure can come to")
        shown = self._shown(asked)
        if shown is not None:
            return _refuted(asked, shown.pack)
        if time.monotonic() > self._deadline:
            return Answer(asked.question, "undecided", "", why=_OVER)
        try:
            also = [] if asked.question.code in _OF_LEVELS else self._also(others, solver)
            return self._searched(asked, asked.sought(solver.parties), also, solver, adapter)
        except InexactError as error:
            return Answer(asked.question, "undecided", "", why=f"it cannot be put to the solver exactly: {error}")
        except SpentError:
            return Answer(asked.question, "undecided", "", why=_OVER)

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
                return Answer(asked.question, "undecided", "", why=SPENT)
            if found.world is None:
                assert asked.sought is not None  # noqa: S101 - there was something to be sought
                return _none(asked.question, solver, failed, asked.sought)
            pack = adapter.adapted(base, found.world)
            shown = None if pack is None else adapter.base(pack)
            if shown is not None:
                self._bases.append(shown)
                if asked.seen(shown.outcome):
                    return _refuted(asked, shown.pack)
            failed.append(found.world)
        return _unfound(asked.question)

    def _beginnings(self, code: str) -> list[Base]:
        """Give the bases to begin with: small ones, where those will do."""
        nearest = self._nearest()
        if code in _OF_LEVELS:
            return nearest[:_MOST_ATTEMPTS]
        return [*sorted(nearest, key=_weight)[:1], *nearest[: _MOST_ATTEMPTS - 1]]

    def _nearest(self) -> list[Base]:
        """Give bases to begin with: one for each level that is reached, the highest level first, then others."""
        levels: dict[int, Base] = {}
        for base in sorted(self._bases, key=_weight):
            levels.setdefault(base.outcome.established, base)
        first = [levels[level] for level in sorted(levels, reverse=True)]
        return [*first, *(base for base in self._bases if all(base is not one for one in first))]


def _weight(base: Base) -> int:
    """Give how many records there are to be read."""
    return len(base.outcome.party.evidence.records)


def _effects(standard: Standard) -> Iterator[tuple[Criterion, Question]]:
    paths = node_paths(standard.model)
    for criterion in standard.rules.criteria:
        yield criterion, effects.question(criterion, paths[criterion.id])


def _unfound(question: Question) -> Answer:
    return Answer(question, "undecided", "", why=_NO_RECORDS)


def _none(question: Question, solver: Solver, failed: list[World], sought: Callable[[Parties], Lit] | None) -> Answer:
    if failed:
        return _unfound(question)
    differing = solver.has_unlike_units and (sought is None or not solver.rules_out(sought))
    notes = [*solver.logic.notes, *([ALIKE] if differing else [])]
    if notes:
        return Answer(question, "undecided", "", why="it is so as far as was looked, but " + "; ".join(notes))
    return Answer(question, "proved", "by the solver")


def _refuted(asked: Asked, pack: Data) -> Answer:
    return Answer(asked.question, "refuted", "by a witness", (Witness(asked.shows, pack),))
