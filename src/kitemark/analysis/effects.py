"""Effects: whether the rating of a criterion can ever change a level.

An answer of yes is shown by two assessments that differ in that rating alone.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable, Iterator

from kitemark.analysis.adapting import Adapter, Base
from kitemark.analysis.answering import inexact, none, over, spent, unfound
from kitemark.analysis.bases import Bases
from kitemark.analysis.drafting import Data
from kitemark.analysis.logic import FALSE, TRUE, InexactError, Lit, SpentError
from kitemark.analysis.question import Answer, Question, Witness
from kitemark.analysis.questions.asked import Parties, node_paths, parties_of
from kitemark.analysis.questions.thresholds import asked_marks
from kitemark.analysis.solving import Solver
from kitemark.analysis.supposing import World, suppose
from kitemark.analysis.unknowns import Unknowns
from kitemark.evaluation.outcome import CriterionOutcome, PartyOutcome
from kitemark.rules.naming import rating_measures
from kitemark.rules.standard import Criterion
from kitemark.standard import Standard

_MOST_ROUNDS = 8
_MOST_TRIED = 6


def effects_asked(standard: Standard) -> Iterator[tuple[Criterion, Question]]:
    """Ask of each criterion whether its rating never changes a level."""
    paths, marked = node_paths(standard.model), {name for name, _ in asked_marks(standard.rules)}
    for criterion in standard.rules.criteria:
        says = f"no rating of '{criterion.id}' ever changes a level"
        hint = "give it a weight, name it in a requirement, or drop it"
        if criterion.id in marked:
            hint = "only its figures are asked for: give it a weight, ask for a rating, or accept it with the reason"
        yield criterion, Question("criterion-without-effect", criterion.id, paths[criterion.id], says, hint)


class Effects:
    """Answers of each criterion whether its rating never changes a level."""

    def __init__(self, standard: Standard, solver: Solver, adapter: Adapter, bases: Bases) -> None:
        """Take the standard, its constraints, and what is known to begin with."""
        self._standard = standard
        self._solver = solver
        self._adapter = adapter
        self._bases = bases
        self._found: dict[str, tuple[Witness, ...]] = {}
        self._last: tuple[Base, PartyOutcome] | None = None
        # None of these has a say in a level.
        self._rules = dataclasses.replace(standard.rules, measures={}, commendations=(), flags=())

    def answers(self) -> Iterator[Answer]:
        """Give the answers in the order of the file."""
        with contextlib.suppress(SpentError):
            self._tighten()
        for criterion, question in effects_asked(self._standard):
            found = self._found.get(criterion.id)
            try:
                self._solver.logic.check_time()
                yield _shown(question, found) if found else self._answer(criterion, question)
            except InexactError as error:
                yield inexact(question, error)
            except SpentError:
                yield _shown(question, found) if found else over(question)

    def _tighten(self) -> None:
        """Answer as many as may be by organisations that have no more than a level takes."""
        levels = self._standard.rules.levels
        for place in reversed(range(len(levels))):
            for _ in range(_MOST_ROUNDS):
                base = next((one for one in self._bases.nearest() if one.outcome.established >= place), None)
                left = [one for one in self._standard.rules.criteria if one.id not in self._found]
                if base is None or not left:
                    break
                world = self._solver.tight(levels[place].id, base.world, self._found)
                pack = None if world is None else self._adapter.adapted(base, world)
                tight = None if pack is None else self._adapter.base(pack)
                if tight is None or not self._pairs(left, tight):
                    break

    def _pairs(self, left: Iterable[Criterion], base: Base) -> bool:
        """Find witnesses for those criteria whose rating a base needs; tell whether there were any."""
        some = False
        for criterion in left:
            self._solver.logic.check_time()
            rating = base.world.ratings[criterion.id]
            needed = rating is not None and rating != self._solver.known.judged[criterion.id].values[0]
            found = self._pair(criterion, [base]) if needed else ()
            if found:
                self._found[criterion.id] = found
                some = True
        return some

    def _pair(self, criterion: Criterion, bases: Iterable[Base]) -> tuple[Witness, ...]:
        """Give two assessments that differ in a criterion's rating alone, and in a level; none where none was found."""
        for base in bases:
            supposed = self._supposed(base)
            for world in _moved(self._solver.known, criterion, base.world):
                if not _shows(supposed, suppose(self._rules, world), criterion.id):
                    continue
                pack = self._adapter.adapted(base, world)
                other = None if pack is None else self._adapter.outcome(pack)
                if pack is not None and other is not None and _shows(base.outcome, other, criterion.id):
                    both = ((base.outcome, base.pack), (other, pack))
                    return tuple(_witness(outcome, criterion, assessment) for outcome, assessment in both)
        return ()

    def _supposed(self, base: Base) -> PartyOutcome:
        """Give what a base comes to as the solver sees it, for one base after the other."""
        if self._last is None or self._last[0] is not base:
            self._last = base, suppose(self._rules, base.world)
        return self._last[1]

    def _answer(self, criterion: Criterion, question: Question) -> Answer:
        nearest = self._bases.nearest()
        found = self._pair(criterion, nearest[:_MOST_TRIED])
        if found or not nearest:
            return _shown(question, found) if found else unfound(question)
        near, solver = nearest[0], self._solver
        sought = solver.find(matters(solver, criterion), near.world)
        if sought.verdict == "unknown":
            return spent(question)
        if sought.world is None:
            return none(question, solver, (), None)
        pack = self._adapter.adapted(near, sought.world)
        base = None if pack is None else self._adapter.base(pack)
        if base is None:
            return unfound(question)
        self._bases.add(base)
        found = self._pair(criterion, [base])
        return _shown(question, found) if found else unfound(question)


def _shown(question: Question, found: tuple[Witness, ...]) -> Answer:
    return Answer(question, "refuted", "by two witnesses", found)


def matters(solver: Solver, criterion: Criterion) -> Lit:
    """Give whether an organisation would have another level with the best rating than with the worst."""
    best, worst = (solver.with_rating(criterion.id, end) for end in (TRUE, FALSE))
    counted = solver.parties.any_of(lambda party: party.counting[criterion.id])
    return solver.logic.all_of((counted, solver.logic.any_of(_differences(best, worst))))


def _differences(best: Parties, worst: Parties) -> Iterator[Lit]:
    for one, other in zip(best.each, worst.each, strict=True):
        for level, lit in one.levels.items():
            yield one.logic.all_of((lit, ~other.levels[level]))


def _moved(known: Unknowns, criterion: Criterion, world: World) -> Iterator[World]:
    """Give worlds in which the criterion alone is judged, or measured, the worst or the best there could be."""
    values = [value for value in known.judged[criterion.id].values if value is not None]
    for value in (values[0], values[-1]):
        yield World(world.facts, {**world.ratings, criterion.id: value}, world.measures)
    keys = [(one.id, criterion.id if one.cited else None) for one in rating_measures(criterion.rating)]
    for place in (0, -1):
        changed = {key: known.measures[key].values[place] for key in keys}
        if changed:
            yield World(world.facts, world.ratings, {**world.measures, **changed})


def _shows(one: PartyOutcome, other: PartyOutcome, criterion: str) -> bool:
    """Tell whether two outcomes differ in a level, and in no other criterion's rating and in no mark."""
    levels = [tuple(party.established for party in parties_of(outcome)) for outcome in (one, other)]
    return levels[0] != levels[1] and all(
        _same_but(first, second, criterion) for first, second in zip(parties_of(one), parties_of(other), strict=True)
    )


def _same_but(one: PartyOutcome, other: PartyOutcome, criterion: str) -> bool:
    for name, node in one.nodes.items():
        second = other.nodes[name]
        if isinstance(node, CriterionOutcome) and isinstance(second, CriterionOutcome):
            rated = [None if found.rating is None else found.rating.low for found in (node, second)]
            if node.state != second.state or (name != criterion and rated[0] != rated[1]):
                return False
    return all(both[0][0] == other.marks[key][0][0] for key, both in one.marks.items() if key in other.marks)


def _witness(outcome: PartyOutcome, criterion: Criterion, pack: Data) -> Witness:
    rated = criterion.scale.name(outcome.nodes[criterion.id].low)
    return Witness(f"{_level(outcome)}, with '{criterion.id}' rated '{rated}'", pack)


def _level(outcome: PartyOutcome) -> str:
    if outcome.established < 0:
        return "has no level"
    return f"has '{outcome.levels[outcome.established].rule.id}'"
