"""Questions about scales: whether there is a point that no rule can give."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.analysis.encoding import Encoder
from kitemark.analysis.logic import FALSE, Lit
from kitemark.analysis.question import Question
from kitemark.analysis.questions.asked import Asked, parties_of
from kitemark.evaluation.outcome import EXCLUDED, PartyOutcome
from kitemark.model.scales import Points
from kitemark.model.standard import StandardFile
from kitemark.quantity import Number
from kitemark.rules.standard import Rules


def given(rules: Rules, standard: StandardFile) -> Iterator[Asked]:
    """Ask of each point of each scale that criteria or sections stand on whether none of them can come to it."""
    scales = {node.scale.id: node.scale for node in rules.nodes.values() if node.scale is not None}
    for scale in scales.values():
        form = standard.scales[scale.id]
        steps = ("points",) if isinstance(form, Points) else ()
        for place, point in enumerate(scale.points):
            yield _given(scale.id, ("scales", scale.id, *steps, place), point.value, scale.name(point.value))


def _given(scale: str, path: tuple[str | int, ...], value: Number, name: str) -> Asked:
    says = f"nothing on the scale '{scale}' can ever be '{name}'"
    hint = "give it a band in a rating, or take it off the scale"

    def comes_to(party: Encoder) -> Lit:
        found = []
        for identity, node in party.nodes.items():
            own, chain, logic = party.rules.nodes[identity].scale, node.chain, party.logic
            if own is None or own.id != scale:
                continue
            if chain is None:  # capped or rounded, it may come to a point all the same
                at_least, more = (logic.at_least(node.score, value, strict=strict) for strict in (False, True))
                found.append(logic.all_of((node.counts, at_least, ~more)))
            elif value in chain.points:
                place = chain.points.index(value)
                following = chain.lits[place] if place < len(chain.lits) else FALSE
                found.append(logic.all_of((node.counts, chain.at_least(value), ~following)))
        return party.logic.any_of(found)

    def seen(outcome: PartyOutcome) -> bool:
        nodes = (node for party in parties_of(outcome) for node in party.nodes.values())
        return any(
            node.state != EXCLUDED and node.node.scale is not None and node.node.scale.id == scale and node.low == value
            for node in nodes
        )

    question = Question("point-never-given", f"{scale} {name}", path, says, hint)
    return Asked(question, lambda parties: parties.any_of(comes_to), seen, f"has something rated '{name}'")
