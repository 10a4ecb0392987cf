"""The profile: facts checked against the standard, and the facts that its rules read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kitemark.binding.records import exactly, meant
from kitemark.model.fields import found
from kitemark.model.rewriting import fitting
from kitemark.model.strays import stray
from kitemark.problems import Problem, listing, nearest
from kitemark.reading import Document, Path
from kitemark.rules import condition as conditions
from kitemark.rules import rating as ratings
from kitemark.rules.records import Test
from kitemark.rules.standard import Criterion, LimitRule, Rules
from kitemark.schemas import misfits, values_of

_PROFILE = "profile"


def check_facts(facts: Mapping[str, Any], rules: Rules, document: Document, path: Path) -> Iterable[Problem]:
    """Give the problems of a profile's facts: undeclared ones, and values that do not fit."""
    nothing = [name for name, value in facts.items() if value is None and name not in rules.facts]
    strays = {name: stray(document, (*path, name), facts, rules.facts.keys(), private=False) for name in nothing}
    spoilt = {found.spoils for found in strays.values() if found is not None}
    for name, value in facts.items():
        if (slip := strays.get(name)) is not None:
            if not slip.follows:
                message, hint = meant(slip, rules.facts, private=False)
                yield document.problem("empty-value", (*path, name), message, hint, key=True)
            continue
        if name in spoilt:
            continue
        if name not in rules.facts:
            hint = nearest(name, rules.facts) or (
                f"the facts are {listing(rules.facts)}" if rules.facts else "the standard declares no profile"
            )
            yield document.problem("unknown-key", (*path, name), f"found the unknown fact '{name}'", hint, key=True)
            continue
        for wanted in misfits(rules.facts[name], value):
            here = (*path, name)
            hint = fitting(value, wanted, name, rules.facts[name], private=False, cell=document.has_cell(here))
            yield document.problem("field", here, f"found {found(value)} as '{name}', wanted {wanted}", hint)


def missing_facts(
    facts: Mapping[str, Any], read: Iterable[str], schemas: Mapping[str, Any], document: Document, path: Path
) -> Iterable[Problem]:
    """Give a problem for each fact that is read and that the profile lacks."""
    for name in sorted(set(read) - facts.keys()):
        message = f"found no fact '{name}' in the profile, which the standard asks for"
        wanted = values_of(schemas.get(name))
        cell = (*path, name) if path[-1:] == (_PROFILE,) else (*path, _PROFILE, name)
        if document.has_cell(cell):
            hint = "fill in the cell" + (f": {wanted.replace('true or false', 'TRUE or FALSE')}" if wanted else "")
            yield document.problem("missing-fact", cell, message, hint)
            continue
        hint = f"add '{name}: ...' to the profile" + (f": {wanted}" if wanted else "")
        yield document.problem("missing-fact", path, message, hint)


def exact_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Give the facts with their numbers exact."""
    return {name: exactly(value) for name, value in facts.items()}


def facts_read(rules: Rules, *, unit: bool, has_units: bool) -> frozenset[str]:
    """Give the facts that the rules read for a unit, or for the organisation."""
    names: set[str] = set()
    for node in rules.nodes.values():
        if isinstance(node, Criterion):
            if unit and node.asked_of == "organisation":
                continue
            elsewhere = not unit and has_units and node.asked_of == "units"
            if not elsewhere:
                names |= _tests(node.applies_when)
                names |= _rating(node.rating).union(*(_mark(mark) for mark in node.marks))
        else:
            names |= _tests(node.applies_when)
        names |= set().union(*(_limit(limit, unit=unit) for limit in node.limits))
    asked = [
        *(condition for level in rules.levels for condition in level.requires),
        *(condition for praise in rules.commendations for condition in praise.requires),
        *(flag.when for flag in rules.flags),
    ]
    return frozenset(names.union(*(_condition(condition, unit=unit) for condition in asked)))


def _tests(tests: tuple[Test, ...]) -> set[str]:
    return {test.field for test in tests}


def _limit(limit: LimitRule, *, unit: bool) -> set[str]:
    return _tests(limit.when) | (_condition(limit.unless, unit=unit) if limit.unless else set())


def _rating(rule: ratings.RatingRule) -> set[str]:
    match rule:
        case ratings.WorstOf() | ratings.BestOf():
            return set().union(*(_rating(part) for part in rule.parts))
        case ratings.ChosenRating():
            return set().union(*(_tests(when) | _rating(part) for when, part in rule.options))
        case _:
            return set()


def _mark(rule: ratings.MarkRule) -> set[str]:
    match rule:
        case ratings.WorstMark() | ratings.BestMark():
            return set().union(*(_mark(part) for part in rule.parts))
        case ratings.ChosenMark():
            return set().union(*(_tests(when) | _mark(part) for when, part in rule.options))
        case _:
            return set()


def _condition(rule: conditions.ConditionRule, *, unit: bool) -> set[str]:
    match rule:
        case conditions.AnyOf() | conditions.AllOf():
            return _tests(rule.when).union(*(_condition(part, unit=unit) for part in rule.parts))
        case conditions.OfUnits():
            if unit:
                return set()
            return _tests(rule.when) | ({rule.expect} if rule.expect else set())
        case _:
            return _tests(rule.when)
