"""Strengths: what is good, told before anything that is not there yet."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.evaluation.outcome import MET, CriterionOutcome
from kitemark.explain import requirement
from kitemark.explain.lists import names_listed
from kitemark.reporting.principles import above
from kitemark.reporting.report import Principle, Strength
from kitemark.view import PartyResult

_MOST = 10
"""Most criteria that are told one by one."""
_MOST_REASONS = 3
"""Most reasons that are told of one: the rating, and what two assessors say."""


def strengths_of(party: PartyResult, principles: tuple[Principle, ...]) -> tuple[Strength, ...]:
    """Give commendations, floors of higher levels that are reached already, and the best rated criteria."""
    return (*_commended(party), *_ahead(party, principles), *_best_rated(party))


def _commended(party: PartyResult) -> Iterator[Strength]:
    for praise in party.outcome.commendations:
        if praise.given:
            reasons = (requirement(one, party.outcome, party.speaker) for one in praise.requires)
            yield Strength(praise.rule.title, " ".join(["Commended.", *reasons]))


def _ahead(party: PartyResult, principles: tuple[Principle, ...]) -> Iterator[Strength]:
    """Give the principles that have room: they reach the floor of a level that is not reached as a whole."""
    levels = party.outcome.levels
    for place in range(len(levels) - 1, party.outcome.established, -1):
        title = levels[place].rule.title
        found = above(principles, title)
        if found:
            names = names_listed([one.title for one in found])
            yield Strength(f"Already at the floor of {title}", f"{names}.")
            return


def _best_rated(party: PartyResult) -> Iterator[Strength]:
    """Give the criteria on the best point of their scale; where there is none, those one step below it."""
    rated = [
        node
        for node in party.outcome.nodes.values()
        if isinstance(node, CriterionOutcome) and node.scored and node.state != MET
    ]
    best = [node for node in rated if node.low == node.node.scale.best]
    if not best:
        steps = ((node, node.node.scale.steps(node.node.scale.best, -1)) for node in rated)
        best = [node for node, step in steps if node.low == step != node.node.scale.worst]
    for node in best[:_MOST]:
        reasons = party[node.node.id].reasons[:_MOST_REASONS]
        yield Strength(party.speaker.name(node.node.id), " ".join(reasons))
    if len(best) > _MOST:
        names = "; ".join(party.speaker.name(node.node.id) for node in best[_MOST:])
        yield Strength("Rated the same", f"{names}.")
