"""Sought: an outcome that no example shows, as constraints that show it, and as what bears on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kitemark.analysis.encoding import Chain, Encoder
from kitemark.analysis.logic import FALSE, Lit, number
from kitemark.analysis.questions.asked import Parties, better
from kitemark.analysis.supposing import Key
from kitemark.examples import Outcome
from kitemark.rules import condition as conditions
from kitemark.rules.condition import ConditionRule
from kitemark.rules.naming import condition_measures, criterion_measures, within
from kitemark.rules.standard import Criterion, Rules

Site = tuple[str, int]
"""A node, and a place among its limits."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What bears on an outcome: criteria whose judgements do, and measures, the nearest first."""

    criteria: tuple[str, ...]
    keys: tuple[Key, ...]


class Places:
    """Where in the rules stands what coverage calls by name."""

    def __init__(self, rules: Rules) -> None:
        """Take the rules."""
        self._rules = rules
        self._levels = {level.id: place for place, level in enumerate(rules.levels)}

    def sites(self, outcome: Outcome) -> tuple[Site, ...]:
        """Give where a limit or safeguard stands."""
        every = [(node, place) for node in self._rules.nodes.values() for place in range(len(node.limits))]
        if outcome[0] == "safeguard":
            return tuple((node.id, place) for node, place in every if node.limits[place].id == outcome[1])
        name, _, place = outcome[1].rpartition(" limit ")
        return (("" if name == "the standard" else name, int(place) - 1),)

    def requirement(self, outcome: Outcome) -> tuple[str, int, ConditionRule]:
        """Give the level of a requirement, its place there and its rule."""
        level, _, place = outcome[1].rpartition(" requirement ")
        return level, int(place) - 1, self._rules.levels[self._levels[level]].requires[int(place) - 1]

    def level(self, outcome: Outcome) -> int:
        """Give the place of the level that is reached, -1 for none."""
        return self._levels.get(outcome[1], -1)


# As constraints on the low end. The last of several is necessary for the outcome: where nobody
# comes to that, nobody can show it. Those before it are nearer to the line.


def constraints(rules: Rules, outcome: Outcome, parties: Parties) -> tuple[Lit, ...]:
    """Give what is sought of an organisation that shows an outcome, the most telling first."""
    places = Places(rules)
    match outcome[0]:
        case "criterion":
            return (parties.any_of(lambda party: _rated(party, outcome[1], outcome[2])),)
        case "requirement":
            level, place, _ = places.requirement(outcome)
            return (parties.any_of(lambda party: _asked(party, level, place, met=outcome[2] == "met")),)
        case "level":
            return (_reached(parties.whole, places.level(outcome)),)
    sites = places.sites(outcome)
    if outcome[2] == "holds":
        return (_any_site(parties, sites, _held),)
    return (_any_site(parties, sites, _lifted), _any_site(parties, sites, _there))


def _any_site(parties: Parties, sites: tuple[Site, ...], lit: Callable[[Encoder, str, int], Lit]) -> Lit:
    return parties.any_of(lambda party: party.logic.any_of(lit(party, *site) for site in sites))


def _applies(party: Encoder, name: str) -> Lit:
    return party.logic.all_of((party.nodes[name].counts, ~party.met.get(name, FALSE)))


def _rated(party: Encoder, name: str, called: str) -> Lit:
    chain = party.nodes[name].chain
    if chain is None:
        return FALSE
    found = []
    for place, point in enumerate(chain.points):
        if chain.scale.name(point) == called:
            following = chain.lits[place] if place < len(chain.lits) else FALSE
            found.append(party.logic.all_of((chain.at_least(point), ~following)))
    return party.logic.all_of((_applies(party, name), party.logic.any_of(found)))


def _asked(party: Encoder, level: str, place: int, *, met: bool) -> Lit:
    found = party.requires[level][place]
    return party.logic.all_of((found.asked, found.holds if met else ~found.holds))


def _reached(whole: Encoder, place: int) -> Lit:
    levels = list(whole.levels.values())
    own = levels[place : place + 1] if place >= 0 else []
    return whole.logic.all_of((*own, *(~later for later in levels[place + 1 :])))


def _there(party: Encoder, name: str, place: int) -> Lit:
    return party.logic.all_of((_applies(party, name), party.profile.passes(party.rules.nodes[name].limits[place].when)))


def _held(party: Encoder, name: str, place: int) -> Lit:
    return party.logic.all_of((_there(party, name, place), _beyond(party, name, place), ~party.lifted[name, place]))


def _lifted(party: Encoder, name: str, place: int) -> Lit:
    return party.logic.all_of((_there(party, name, place), _beyond(party, name, place), party.lifted[name, place]))


def _beyond(party: Encoder, name: str, place: int) -> Lit:
    """Give whether a node would be better than a limit of it allows."""
    limit = party.rules.nodes[name].limits[place]
    before, node = party.before.get(name), party.nodes[name]
    if before is None:
        return FALSE
    if isinstance(before, Chain):
        point = limit.point * before.scale.maximum if limit.share else limit.point
        above = [at for at in before.points if better(at, point, lower=before.scale.lower)]
        return before.at_least(above[0]) if above else FALSE
    bound = node.maximum * limit.point if limit.share else number(limit.point)
    return ~party.logic.reaches(bound, before, strict=False, lower=node.lower)


# As what bears on it


def bearing(rules: Rules, outcome: Outcome) -> Bearing:
    """Give what bears on an outcome; of a level, nothing is nearest."""
    match outcome[0]:
        case "criterion":
            return _bearing(rules, [outcome[1]], ())
        case "level":
            return Bearing((), ())
        case "requirement":
            rule = Places(rules).requirement(outcome)[2]
            found = Bearing(tuple(criteria_asked(rules, rule)), ())
            own = tuple((measure.id, None) for measure in condition_measures(rule))
            marks = _bearing(rules, found.criteria, ()).keys if found.criteria else ()
            return Bearing(found.criteria, (*own, *marks))
    sites = Places(rules).sites(outcome)
    names = [name for node, _ in sites for name in _leaves(rules, node)]
    rules_of = [limit.unless for node, place in sites if (limit := rules.nodes[node].limits[place]).unless]
    others = [name for rule in rules_of for name in criteria_asked(rules, rule)]
    measures = dict.fromkeys(measure for rule in rules_of for measure in condition_measures(rule))
    cited = [(one.id, name if one.cited else None) for name in names for one in measures]
    return _bearing(rules, [*names, *others], tuple(cited))


def _bearing(rules: Rules, names: list[str] | tuple[str, ...], first: tuple[Key, ...]) -> Bearing:
    keys = dict.fromkeys(first)
    for name in names:
        node = rules.nodes[name]
        if isinstance(node, Criterion):
            keys.update(dict.fromkeys((one.id, name if one.cited else None) for one in criterion_measures(node)))
    return Bearing(tuple(dict.fromkeys(names)), tuple(keys))


def criteria_asked(rules: Rules, rule: ConditionRule) -> Iterator[str]:
    """Give the criteria whose ratings a condition asks about."""
    found: dict[str, None] = {}
    for one in within(rule):
        if isinstance(one, conditions.Each | conditions.Some):
            found.update(dict.fromkeys(name for node in one.nodes for name in _leaves(rules, node)))
        elif isinstance(one, conditions.Overall | conditions.Applicable | conditions.OfUnits):
            found.update(dict.fromkeys(criterion.id for criterion in rules.criteria))
    return iter(found)


def _leaves(rules: Rules, name: str) -> Iterator[str]:
    node = rules.nodes[name]
    if isinstance(node, Criterion):
        yield name
    else:
        for child in node.children:
            yield from _leaves(rules, child)
