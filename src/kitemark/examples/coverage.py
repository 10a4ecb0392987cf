"""Coverage: which outcomes a standard's examples show, and which none of them does."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kitemark.evaluation.outcome import APPLIES, CriterionOutcome, PartyOutcome
from kitemark.explain import Speaker, asked
from kitemark.rules.certainty import is_never_open
from kitemark.rules.standard import LimitRule, Rules

Outcome = tuple[str, str, str]
"""What is shown: a subject (criterion, limit, safeguard, requirement, level), its id, and how it came out."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every outcome that there could be, and those that some example shows. Never rounded.

    A requirement that is known whatever the evidence cannot be open, so that this is not asked for.
    """

    every: tuple[Outcome, ...]
    shown: frozenset[Outcome]
    words: Mapping[str, str]
    """What each requirement and limit says, by its id."""

    def subjects(self) -> Iterator[tuple[str, int, int]]:
        """Give for each kind of subject how many of its outcomes are shown, and how many there are."""
        for subject in dict.fromkeys(subject for subject, _, _ in self.every):
            mine = [outcome for outcome in self.every if outcome[0] == subject]
            yield subject, sum(outcome in self.shown for outcome in mine), len(mine)

    @property
    def missing(self) -> tuple[Outcome, ...]:
        """The outcomes that no example shows, in the standard's order."""
        return tuple(outcome for outcome in self.every if outcome not in self.shown)


def coverage_of(rules: Rules, outcomes: Iterable[PartyOutcome]) -> Coverage:
    """Give what the outcomes of examples show of a standard, their units' included."""
    shown = frozenset[Outcome]().union(*(shown_by(rules, outcome) for outcome in outcomes))
    return Coverage(tuple(_every(rules)), shown, dict(_words(rules)))


def shown_by(rules: Rules, outcome: PartyOutcome) -> frozenset[Outcome]:
    """Give what one outcome shows of a standard, its units' included."""
    return frozenset(one for party in (outcome, *outcome.units) for one in _shown(rules, party))


def _every(rules: Rules) -> Iterator[Outcome]:
    for criterion in rules.criteria:
        for point in criterion.scale.points or ():
            yield "criterion", criterion.id, criterion.scale.name(point.value)
    limits = ((node.id, place, limit) for node in rules.nodes.values() for place, limit in enumerate(node.limits))
    names = dict.fromkeys(_limit_name(*limit) for limit in limits)
    for subject, name in names:
        yield subject, name, "holds"
        yield subject, name, "does not hold"
    for level in rules.levels:
        for place, rule in enumerate(level.requires):
            for state in ("met", "unmet") if is_never_open(rules, rule) else ("met", "open", "unmet"):
                yield "requirement", _requirement(level.id, place), state
    yield from (("level", level.id, "reached") for level in rules.levels)
    yield "level", "none", "reached"


def _words(rules: Rules) -> Iterator[tuple[str, str]]:
    speaker = Speaker(rules, datetime.date.min)
    for level in rules.levels:
        for place, condition in enumerate(level.requires):
            yield _requirement(level.id, place), asked(condition, speaker)
    for node in rules.nodes.values():
        for place, limit in enumerate(node.limits):
            yield _limit_name(node.id, place, limit)[1], limit.because or limit.title or ""


def _shown(rules: Rules, party: PartyOutcome) -> Iterator[Outcome]:
    for name, node in party.nodes.items():
        if node.state != APPLIES:
            continue
        if isinstance(node, CriterionOutcome) and node.low == node.high:
            yield "criterion", name, node.node.scale.name(node.low)
        places = {id(limit): place for place, limit in enumerate(node.node.limits)}
        for limit in node.limits:
            subject, called = _limit_name(name, places[id(limit.rule)], limit.rule)
            yield subject, called, "holds" if limit.held_low else "does not hold"
    for level in party.levels:
        places = {id(rule): place for place, rule in enumerate(level.rule.requires)}
        for condition in level.requires:
            yield "requirement", _requirement(level.rule.id, places[id(condition.rule)]), condition.state
    reached = rules.levels[party.established].id if party.established >= 0 else "none"
    yield "level", reached, "reached"


def _limit_name(node: str, place: int, limit: LimitRule) -> tuple[str, str]:
    if limit.id is not None:
        return "safeguard", limit.id
    return "limit", f"{node or 'the standard'} limit {place + 1}"


def _requirement(level: str, place: int) -> str:
    return f"{level} requirement {place + 1}"
