"""Changes: what moves where something is supposed, or where another assessment is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kitemark.evaluation.outcome import CriterionOutcome, NodeOutcome, PartyOutcome
from kitemark.explain.conditions import asked, score_words
from kitemark.explain.nodes import node_reasons
from kitemark.explain.words import Speaker


@dataclass(frozen=True, slots=True)
class Move:
    """A criterion whose rating moves, in words before and after; `key` is its id, in a unit `UNIT/ID`."""

    key: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Standstill:
    """A criterion of which a rating is supposed and that stays where it was, or is held down from what is supposed.

    `held` are sentences, one for each limit or safeguard that does so; none where it was rated so before.
    """

    key: str
    title: str
    supposed: str
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A requirement of a level that stands otherwise: its state before and after, and what it asks."""

    level: str
    before: str
    after: str
    text: str


def moves(before: PartyOutcome, after: PartyOutcome, speaker: Speaker) -> Iterator[Move]:
    """Give the criteria that move, in the order of the standard: the organisation's, then each unit's."""
    units = {unit.party.id: unit for unit in after.units}
    yield from _moves(before, after, speaker, "")
    for unit in before.units:
        yield from _moves(unit, units[unit.party.id], speaker, f"{unit.party.id}/")


def _moves(before: PartyOutcome, after: PartyOutcome, speaker: Speaker, place: str) -> Iterator[Move]:
    for name, node in before.nodes.items():
        new = after.nodes[name]
        if isinstance(node, CriterionOutcome) and _stands(node) != _stands(new):
            yield Move(f"{place}{name}", node.node.title, score_words(node, speaker), score_words(new, speaker))


def standstills(before: PartyOutcome, after: PartyOutcome, speaker: Speaker) -> Iterator[Standstill]:
    """Give the criteria of which a rating is supposed that does not come about, or did stand before."""
    units = {unit.party.id: unit for unit in after.units}
    yield from _standstills(before, after, speaker, "")
    for unit in before.units:
        yield from _standstills(unit, units[unit.party.id], speaker, f"{unit.party.id}/")


def _standstills(before: PartyOutcome, after: PartyOutcome, speaker: Speaker, place: str) -> Iterator[Standstill]:
    for name in after.party.supposed:
        node = after.nodes[name]
        if not isinstance(node, CriterionOutcome) or node.rating is None:
            continue
        rating, scale = node.rating, node.node.scale
        supposed = scale.name(rating.low) if rating.low == rating.high else score_words(node, speaker)
        if node.low != rating.low or _stands(before.nodes[name]) == _stands(node):
            held = node_reasons(node, after, speaker)[: sum(one.held_low or one.held_high for one in node.limits)]
            yield Standstill(f"{place}{name}", node.node.title, supposed, held if node.low != rating.low else ())


def _stands(node: NodeOutcome) -> object:
    return node.state, node.low, node.high


def turns(before: PartyOutcome, after: PartyOutcome, speaker: Speaker) -> Iterator[Turn]:
    """Give the requirements of levels that stand otherwise, both outcomes being of one profile."""
    for level, new in zip(before.levels, after.levels, strict=True):
        for condition, other in zip(level.requires, new.requires, strict=True):
            if condition.state != other.state:
                yield Turn(level.rule.title, condition.state, other.state, asked(condition.rule, speaker))
