"""Look here first: everything that should be looked at in a pack, in the order of what it could change."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from kitemark.binding import Case, Judgement, Party
from kitemark.evaluation import evaluate_case
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.quantity import Number
from kitemark.result import Result
from kitemark.rules.standard import Rules
from kitemark.scrutiny.claiming import against_figures, held, one_assessor, unsupported
from kitemark.scrutiny.flagged import flagged
from kitemark.scrutiny.gathering import not_accepted, one_week, without_link
from kitemark.scrutiny.signal import Signal

_SOURCES = (flagged, against_figures, held, unsupported, not_accepted, without_link, one_week, one_assessor)
"""What looks for signals; among signals of the same weight and place this is their order."""

_OF_EVERYTHING = ("one-week", "one-assessor")


@dataclass(frozen=True, slots=True)
class Look:
    """What to look at first in the pack behind a result, the one that could change most first."""

    result: Result
    signals: tuple[Signal, ...]


def look(result: Result) -> Look:
    """Give what to look at first.

    Each signal is tried: were its criteria judged the worst there could be, which level would be left? Those that
    would cost most levels come first: established ones before possible ones. Then the standard's order decides, by
    the first criterion, and what concerns everything, or no criterion, comes last.
    """
    case, _ = result.assessment.bound(result.standard)
    rules = result.standard.rules
    places = {criterion.id: place for place, criterion in enumerate(rules.criteria)}
    found = [_tried(signal, result, case) for source in _SOURCES for signal in source(result)]

    def weight(signal: Signal) -> tuple[int, int, int]:
        lost, possible = signal.lost
        some = () if signal.code in _OF_EVERYTHING else signal.criteria
        return (-lost, -possible, min((places[name] for name in some), default=len(places)))

    return Look(result, tuple(sorted(found, key=weight)))


def _tried(signal: Signal, result: Result, case: Case) -> Signal:
    rules, now = result.standard.rules, result.outcome
    then = now if not signal.criteria else _without(signal.criteria, signal.unit, rules, case)
    # A level may rest on ratings being few or low: nothing is lost then.
    lost = (max(0, now.established - then.established), max(0, now.possible - then.possible))
    level, possible = (rules.levels[place].id if place >= 0 else None for place in (then.established, then.possible))
    return dataclasses.replace(signal, level=level, possible=possible, lost=lost)


def _without(criteria: Iterable[str], unit: str | None, rules: Rules, case: Case) -> PartyOutcome:
    """Give what the organisation would come to if criteria were judged the worst there could be, in one unit or all."""
    names = frozenset(criteria)
    worst = {one.id: one.judged_on.worst for one in rules.criteria if one.id in names}

    def lowered(party: Party) -> Party:
        if unit not in (None, party.id):
            return party
        standing = {name: tuple(_at(one, worst.get(name)) for one in judged) for name, judged in party.standing.items()}
        return dataclasses.replace(party, standing=standing)

    units = tuple(map(lowered, case.units))
    organisation = case.organisation if unit is not None else lowered(case.organisation)
    return evaluate_case(rules, dataclasses.replace(case, organisation=organisation, units=units))


def _at(one: Judgement, worst: Number | None) -> Judgement:
    return one if worst is None or one.rating is None else dataclasses.replace(one, rating=worst)
