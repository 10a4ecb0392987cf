"""A case evaluated: the units first, each by itself, then the organisation."""

from __future__ import annotations

from kitemark.binding import Case, Fault
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.evaluation.party import Sitting
from kitemark.problems import KitemarkError
from kitemark.rules.standard import Rules


def evaluate_case(rules: Rules, case: Case) -> PartyOutcome:
    """Give what the organisation comes to, its units inside.

    Raises KitemarkError where counts do not add up or no option fits the profile.
    """
    faults: list[Fault] = []
    units: list[PartyOutcome] = []
    withheld: dict[str, set[str]] = {}
    if case.units or rules.asks_units:
        for party in case.units or (case.organisation,):
            measurer = Measurer(rules, party, case.date)
            sitting = Sitting(rules, party, measurer, None)
            sitting.marks_of_units()
            units.append(sitting.outcome())
            if case.units:
                for measure, records in measurer.withheld.items():
                    withheld.setdefault(measure, set()).update(records)
            faults += sitting.faults
    measurer = Measurer(rules, case.organisation, case.date, withheld)
    sitting = Sitting(rules, case.organisation, measurer, units)
    outcome = sitting.outcome(units if case.units else ())
    faults += sitting.faults
    if faults:
        raise KitemarkError(map(case.problem, faults))
    return outcome
