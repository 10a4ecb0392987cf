"""Effects: whether the rating of a criterion can ever change a level.

An answer of yes is shown by two assessments that differ in that rating alone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from kitemark.analysis.adapting import Adapter, Base
from kitemark.analysis.logic import FALSE, TRUE, Lit
from kitemark.analysis.question import Question, Witness
from kitemark.analysis.questions.asked import Parties, parties_of
from kitemark.analysis.solving import Solver
from kitemark.analysis.supposing import World, suppose
from kitemark.analysis.unknowns import Unknowns
from kitemark.evaluation.outcome import CriterionOutcome, PartyOutcome
from kitemark.reading import Path
from kitemark.rules.naming import rating_measures
from kitemark.rules.standard import Criterion, Rules


def question(criterion: Criterion, path: Path) -> Question:
    """Give the question whether a criterion's rating never changes a level."""
    says = f"no rating of '{criterion.id}' ever changes a level"
    hint = "give it a weight, name it in a requirement, or drop it"
    return Question("criterion-without-effect", criterion.id, path, says, hint)


def matters(solver: Solver, criterion: Criterion) -> Lit:
    """Give whether an organisation would have another level with the best rating than with the worst."""
    best, worst = (solver.with_rating(criterion.id, end) for end in (TRUE, FALSE))
    counted = solver.parties.any_of(lambda party: party.counting[criterion.id])
    return solver.logic.all_of((counted, solver.logic.any_of(_differences(best, worst))))


def _differences(best: Parties, worst: Parties) -> Iterator[Lit]:
    for one, other in zip(best.each, worst.each, strict=True):
        for level, lit in one.levels.items():
            yield one.logic.all_of((lit, ~other.levels[level]))


def pair(
    rules: Rules, known: Unknowns, adapter: Adapter, criterion: Criterion, bases: Iterable[Base]
) -> tuple[Witness, ...]:
    """Give two assessments that differ in a criterion's rating alone, and in a level; none where none were found."""
    rules = dataclasses.replace(rules, measures={}, commendations=(), flags=())  # none of which has a say in a level
    for base in bases:
        supposed = suppose(rules, base.world)
        for world in _moved(known, criterion, base.world):
            if not _shows(supposed, suppose(rules, world), criterion.id):
                continue
            pack = adapter.adapted(base, world)
            other = None if pack is None else adapter.outcome(pack)
            if pack is not None and other is not None and _shows(base.outcome, other, criterion.id):
                rated = (_rating(outcome, criterion) for outcome in (base.outcome, other))
                return tuple(
                    Witness(f"{said}, with '{criterion.id}' rated '{words}'", assessment)
                    for said, words, assessment in zip(
                        (_level(base.outcome), _level(other)), rated, (base.pack, pack), strict=True
                    )
                )
    return ()


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


def _rating(outcome: PartyOutcome, criterion: Criterion) -> str:
    node = outcome.nodes[criterion.id]
    return criterion.scale.name(node.low)


def _level(outcome: PartyOutcome) -> str:
    if outcome.established < 0:
        return "has no level"
    return f"has '{outcome.levels[outcome.established].rule.id}'"
