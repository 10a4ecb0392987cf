"""A case evaluated: the units first, each by itself, then the organisation."""

from __future__ import annotations

from collections.abc import Iterable

from kitemark.binding import Case
from kitemark.evaluate.outcome import PartyOutcome
from kitemark.evaluate.party import Sitting
from kitemark.problems import KitemarkError, Problem
from kitemark.rules import condition as conditions
from kitemark.rules.standard import Rules


def evaluate_case(rules: Rules, case: Case) -> PartyOutcome:
    """Give what the organisation comes to, its units inside.

    Raises KitemarkError where counts do not add up or no option fits the profile.
    """
    problems: list[Problem] = []
    units: list[PartyOutcome] = []
    if case.units or asks_units(rules):
        for party in case.units or (case.organisation,):
            sitting = Sitting(rules, party, case.date, None)
            sitting.all_marks()
            units.append(sitting.outcome())
            problems += sitting.problems
    sitting = Sitting(rules, case.organisation, case.date, units)
    outcome = sitting.outcome(units if case.units else ())
    problems += sitting.problems
    if problems:
        raise KitemarkError(problems)
    return outcome


def asks_units(rules: Rules) -> bool:
    """Tell whether the rules ask anything of units, so that a pack without them is its own one unit."""
    asked = [
        *(condition for level in rules.levels for condition in level.requires),
        *(condition for praise in rules.commendations for condition in praise.requires),
        *(flag.when for flag in rules.flags),
        *(limit.unless for node in rules.nodes.values() for limit in node.limits if limit.unless is not None),
    ]
    return any(criterion.asked_of == "units" for criterion in rules.criteria) or _any_of_units(asked)


def _any_of_units(asked: Iterable[conditions.ConditionRule]) -> bool:
    for rule in asked:
        if isinstance(rule, conditions.OfUnits):
            return True
        if isinstance(rule, conditions.AnyOf | conditions.AllOf) and _any_of_units(rule.parts):
            return True
    return False
