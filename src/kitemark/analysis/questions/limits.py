"""Questions about limits and safeguards: whether one can never bite, or always does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kitemark.analysis.encoding import Chain, Encoder
from kitemark.analysis.logic import FALSE, Lit, number
from kitemark.analysis.question import Question
from kitemark.analysis.questions.asked import Asked, any_node, better, limit_path, node_paths
from kitemark.evaluation.outcome import CriterionOutcome, NodeOutcome, PartyOutcome
from kitemark.model.standard import StandardFile
from kitemark.quantity import Number
from kitemark.reading import Path
from kitemark.rules.standard import LimitRule, Rules

Site = tuple[str, int]
"""A node, and a place among its limits."""


def biting(rules: Rules, standard: StandardFile) -> Iterator[Asked]:
    """Ask of each limit whether it never bites, and of each that has a condition whether it always does."""
    paths = node_paths(standard)
    sites: dict[Path, list[Site]] = {}
    for node in rules.nodes.values():
        for place, limit in enumerate(node.limits):
            sites.setdefault(limit_path(rules, node.id, limit, standard, paths), []).append((node.id, place))
    for path, some in sites.items():
        name, place = some[0]
        limit = rules.nodes[name].limits[place]
        called = f"the safeguard '{limit.id}'" if limit.id else f"this limit of '{name or 'the standard'}'"
        about = limit.id or name
        yield _never(rules, path, some, called, about)
        yield _always(rules, path, some, called, about)


def _never(rules: Rules, path: Path, sites: Sequence[Site], called: str, about: str) -> Asked:
    says = f"{called} never bites: nothing that it would hold can come to better than it allows"
    hint = "lower its 'at_most', or drop it"
    return Asked(
        Question("limit-never-bites", about, path, says, hint),
        lambda parties: parties.any_of(lambda party: _any_site(party, sites, free=False)),
        lambda outcome: _seen(rules, outcome, sites, held=True),
        f"is held by {called}",
    )


def _always(rules: Rules, path: Path, sites: Sequence[Site], called: str, about: str) -> Asked:
    says = f"{called} always bites: nobody whom it would hold can lift it"
    hint = "give it an 'unless' that somebody can meet, or take the better points off the scale"
    return Asked(
        Question("limit-always-bites", about, path, says, hint),
        lambda parties: parties.any_of(lambda party: _any_site(party, sites, free=True)),
        lambda outcome: _seen(rules, outcome, sites, held=False),
        f"is not held by {called}",
    )


def _any_site(party: Encoder, sites: Sequence[Site], *, free: bool) -> Lit:
    return party.logic.any_of(_site(party, *site, free=free) for site in sites)


def _site(party: Encoder, name: str, place: int, *, free: bool) -> Lit:
    """Give whether a node would be better than a limit allows, and the limit is lifted, or is not."""
    lifted = party.lifted.get((name, place))
    before = party.before.get(name)
    if lifted is None or before is None:
        return FALSE
    limit = party.rules.nodes[name].limits[place]
    node = party.nodes[name]
    applies = party.logic.all_of((node.counts, ~party.met.get(name, FALSE)))
    if isinstance(before, Chain):
        point = limit.point * before.scale.maximum if limit.share else limit.point
        above = [at for at in before.points if better(at, point, lower=before.scale.lower)]
        beyond = before.at_least(above[0]) if above else FALSE
    else:
        bound = node.maximum * limit.point if limit.share else number(limit.point)
        beyond = ~party.logic.reaches(bound, before, strict=False, lower=node.lower)
    return party.logic.all_of((applies, beyond, lifted if free else ~lifted))


def _seen(rules: Rules, outcome: PartyOutcome, sites: Sequence[Site], *, held: bool) -> bool:
    def at(name: str, limit: LimitRule) -> bool:
        return any_node(outcome, name, lambda node: _is(node, limit, held=held))

    return any(at(name, rules.nodes[name].limits[place]) for name, place in sites)


def _is(node: NodeOutcome, limit: LimitRule, *, held: bool) -> bool:
    found = next((one for one in node.limits if one.rule is limit), None)
    point = limit.point * node.maximum if limit.share else limit.point
    if held:
        return found is not None and found.held_low
    before = _before(node)
    lower = node.node.scale.lower if isinstance(node, CriterionOutcome) else node.node.lower
    lifted = found is None or (found.unless is not None and found.unless.low)
    return before is not None and better(before, point, lower=lower) and lifted


def _before(node: NodeOutcome) -> Number | None:
    if isinstance(node, CriterionOutcome):
        return None if node.rating is None else node.rating.low
    return node.before[0]
