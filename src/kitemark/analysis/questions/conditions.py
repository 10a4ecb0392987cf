"""Questions about conditions and section bands: whether there is one that nobody meets."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from kitemark.analysis.encoding import Chain, Encoder
from kitemark.analysis.logic import FALSE, Lit
from kitemark.analysis.question import Question
from kitemark.analysis.questions.asked import Asked, any_node, limit_path, node_paths, parties_of
from kitemark.evaluation.outcome import ConditionOutcome, NodeOutcome, PartyOutcome, SectionOutcome
from kitemark.explain import Speaker, asked
from kitemark.model.standard import StandardFile
from kitemark.quantity import Number
from kitemark.reading import Path
from kitemark.rules import condition as conditions
from kitemark.rules.condition import ConditionRule
from kitemark.rules.standard import ROOT, CommendationRule, Rules, Section

_CODE = "threshold-out-of-reach"


def met(rules: Rules, standard: StandardFile) -> Iterator[Asked]:
    """Ask of each part of an `any`, each commendation and each band of a section whether nobody comes to it."""
    speaker = Speaker(rules, datetime.date.min)
    for rule, path, criterion, about in _choices(rules, standard):
        yield _part(rule, path, criterion, about, asked(rule, speaker))
    for place, praise in enumerate(rules.commendations):
        yield _praise(place, praise)
    paths = node_paths(standard)
    for node in rules.nodes.values():
        if isinstance(node, Section) and node.bands is not None:
            for point, _ in node.bands.goals:
                yield _band(node, point, (*paths[node.id], "bands"))


def _choices(rules: Rules, standard: StandardFile) -> Iterator[tuple[ConditionRule, Path, str | None, str]]:
    """Give the parts of every `any`: of what is asked without a choice, the level or limit itself tells."""
    paths = node_paths(standard)
    for place, level in enumerate(rules.levels):
        for number, rule in enumerate(level.requires):
            for part, path in _parts(rule, ("levels", place, "requires", number)):
                yield part, path, None, level.id
    seen: set[Path] = set()
    for node in rules.nodes.values():
        for limit in node.limits:
            here = limit_path(rules, node.id, limit, standard, paths)
            if limit.unless is None or here in seen:
                continue
            seen.add(here)
            cited = None if isinstance(node, Section) else node.id
            for part, path in _parts(limit.unless, (*here, "unless")):
                yield part, path, cited, limit.id or node.id


def _parts(rule: ConditionRule, path: Path, *, chosen: bool = False) -> Iterator[tuple[ConditionRule, Path]]:
    if isinstance(rule, conditions.AnyOf | conditions.AllOf):
        step = "any" if isinstance(rule, conditions.AnyOf) else "all"
        for place, part in enumerate(rule.parts):
            yield from _parts(part, (*path, step, place), chosen=chosen or step == "any")
    elif chosen:
        yield rule, path


def _part(rule: ConditionRule, path: Path, criterion: str | None, about: str, words: str) -> Asked:
    says = f"nobody can meet this part of '{about}': {words}"

    def holds(party: Encoder) -> Lit:
        found = party.ask(rule, criterion)
        return party.logic.all_of((party.nodes[ROOT].counts, found.asked, found.holds))

    return Asked(
        Question(_CODE, about, path, says, "correct the threshold, or drop the part"),
        lambda parties: parties.any_of(holds),
        lambda outcome: any(_holds(one, rule) for one in _asked(outcome)),
        f"meets this part of '{about}'",
    )


def _asked(outcome: PartyOutcome) -> Iterator[ConditionOutcome]:
    for party in (one for one in parties_of(outcome) if one.nodes[ROOT].scored):
        for level in party.levels:
            yield from level.requires
        for node in party.nodes.values():
            yield from (limit.unless for limit in node.limits if limit.unless is not None)


def _holds(outcome: ConditionOutcome, rule: ConditionRule) -> bool:
    return (outcome.rule is rule and outcome.low) or any(_holds(part, rule) for part in outcome.parts)


def _praise(place: int, praise: CommendationRule) -> Asked:
    says = f"nobody can be given the commendation '{praise.id}'"

    def given(party: Encoder) -> Lit:
        found = [party.ask(rule) for rule in praise.requires]
        return party.logic.all_of(party.logic.any_of((~one.asked, one.holds)) for one in found)

    def seen(outcome: PartyOutcome) -> bool:
        return any(one.given and one.rule is praise for party in parties_of(outcome) for one in party.commendations)

    question = Question(_CODE, praise.id, ("commendations", place), says, "correct what it requires")
    return Asked(question, lambda parties: parties.any_of(given), seen, f"is given the commendation '{praise.id}'")


def _band(node: Section, point: Number, path: Path) -> Asked:
    assert node.scale is not None  # noqa: S101 - bands map onto a scale
    name = node.scale.name(point)
    says = f"no score of '{node.id or 'the standard'}' comes to its band '{name}'"

    def comes_to(party: Encoder) -> Lit:
        chain = party.before.get(node.id)
        if not isinstance(chain, Chain):
            return FALSE
        place = chain.points.index(point)
        following = chain.lits[place] if place < len(chain.lits) else FALSE
        return party.logic.all_of((party.nodes[node.id].counts, chain.at_least(point), ~following))

    def is_it(found: NodeOutcome) -> bool:
        return isinstance(found, SectionOutcome) and found.before[0] == point

    question = Question(_CODE, node.id, path, says, "correct the threshold")
    return Asked(
        question,
        lambda parties: parties.any_of(comes_to),
        lambda outcome: any_node(outcome, node.id, is_it),
        f"has '{node.id or 'the standard'}' in the band '{name}'",
    )
