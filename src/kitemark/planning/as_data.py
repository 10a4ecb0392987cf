"""A plan as plain data: exact numbers are text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kitemark.planning.moves import Move, NewFigure
from kitemark.quantity import exact_text

if TYPE_CHECKING:
    from kitemark.planning.plans import Plan


def plan_data(plan: Plan) -> dict[str, Any]:
    """Give a plan as plain data."""
    result = plan.result
    return {
        "standard": {"id": result.standard.id, "version": result.standard.version, "sha256": result.standard.sha256},
        "assessment": {"sha256": result.assessment.sha256},
        "organisation": {
            "id": result.assessment.model.organisation.id,
            "name": result.assessment.organisation,
        },
        "date": result.assessment.date.isoformat(),
        "from": result.level,
        "to": plan.level,
        "reached": plan.reached,
        "found": plan.found,
        "proved": plan.proved,
        "cost": exact_text(plan.cost),
        "after": plan.after,
        "keep": list(plan.keep),
        "avoid": list(plan.avoid),
        "stages": [
            {"level": stage.level, "changes": [move_data(move) for move in stage.moves]} for stage in plan.stages
        ],
        "others": [[move_data(move) for move in other] for other in plan.others],
        "missing_at_best": list(plan.blocked),
    }


def move_data(move: Move) -> dict[str, Any]:
    """Give a change as plain data."""
    where = {"unit": move.party or None, "criteria": list(move.criteria), "cost": exact_text(move.cost)}
    if isinstance(move, NewFigure):
        terms = move.terms
        return {
            "measure": move.key[0],
            "title": move.reading.measure.title,
            **where,
            "asked": terms.wanted,
            "terms": terms.words,
            "hits": terms.hits,
            "of": terms.total,
            "more_answers": terms.further,
        }
    return {
        "criterion": move.criterion.id,
        "title": move.criterion.title,
        **where,
        "from": exact_text(move.before),
        "to": exact_text(move.after),
        "judged": exact_text(move.judged),
        "state": move.state,
    }
