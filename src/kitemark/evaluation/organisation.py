"""A case evaluated: the units first, each by itself, then the organisation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kitemark.binding import Case, Fault
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.evaluation.party import Sitting
from kitemark.evaluation.reading import Reading
from kitemark.evaluation.telling import Key, not_told
from kitemark.problems import KitemarkError
from kitemark.rules.standard import Rules

Readings = Mapping[Key, Reading]


@dataclass(frozen=True, slots=True)
class Before:
    """What a case came to before some readings and ratings were changed in it, and nothing else.

    `touched` are the criteria whose own rules read any of these, of the organisation and then of each unit; None
    where nothing was changed at all. What is found of the others is taken over: it saves most of an evaluation, and
    decides nothing.
    """

    outcome: PartyOutcome
    touched: Sequence[Collection[str] | None]

    def unit(self, place: int) -> tuple[PartyOutcome | None, Collection[str] | None]:
        """Give what a unit came to, and what is touched of it; nothing known where the pack lists no units."""
        units = self.outcome.units
        return (units[place], self.touched[place + 1]) if units else (None, ())

    @property
    def everywhere(self) -> frozenset[str]:
        """The criteria that are touched anywhere."""
        return frozenset(name for names in self.touched for name in names or ())


def readers(rules: Rules, case: Case) -> list[Measurer]:
    """Give who reads the measures of the organisation, and of each unit; each knows what is not told."""
    found = [Measurer(rules, party, case.date) for party in (case.organisation, *case.units)]
    for reader, keys in zip(found, not_told(rules, found), strict=True):
        reader.not_told = keys
    return found


def evaluate_case(rules: Rules, case: Case, supposed: Sequence[Readings] = ()) -> PartyOutcome:
    """Give what the organisation comes to, its units inside.

    `supposed` are readings that stand in place of what records come to: the organisation's, then each unit's.
    Raises KitemarkError where counts do not add up or no option fits the profile.
    """
    every = readers(rules, case)
    for reader, given in zip(every, supposed, strict=False):
        reader.supposed = given
    return evaluate_all_read(rules, case, every)


def evaluate_all_read(rules: Rules, case: Case, every: Sequence[Measurer]) -> PartyOutcome:
    """Give what a case comes to as the organisation's reader and each unit's read it; errors are those of that."""
    whole, *of_units = every
    if not case.units and rules.asks_units:
        # It is its own one unit, and reads its own records once more as that.
        of_units = [Measurer(rules, case.organisation, case.date)]
        of_units[0].not_told, of_units[0].supposed = whole.not_told, whole.supposed
    return evaluate_read(rules, case, whole, of_units)


def evaluate_read(
    rules: Rules, case: Case, whole: Measurer, of_units: Sequence[Measurer], before: Before | None = None
) -> PartyOutcome:
    """Give what a case comes to as it is read; errors are those of `evaluate_case`."""
    faults: list[Fault] = []
    units: list[PartyOutcome] = []
    for place, measurer in enumerate(of_units):
        like, touched = before.unit(place) if before is not None else (None, ())
        if like is not None and touched is None:
            units.append(like)
            continue
        sitting = Sitting(rules, measurer.party, measurer, None, like, touched or ())
        sitting.marks_of_units()
        units.append(sitting.outcome())
        faults += sitting.faults
    known = (before.outcome, before.everywhere) if before is not None else (None, ())
    sitting = Sitting(rules, whole.party, whole, units, *known)
    outcome = sitting.outcome(units if case.units else ())
    faults += sitting.faults
    if faults:
        raise KitemarkError(map(case.problem, faults))
    return outcome
