"""Marking: whether a party's criteria have the marks of levels, each asked once."""

from __future__ import annotations

from collections.abc import Sequence

from kitemark.binding import Party
from kitemark.evaluation.ends import Both
from kitemark.evaluation.outcome import APPLIES, MarkOutcome, PartyOutcome
from kitemark.evaluation.rating import Rater
from kitemark.rules.standard import Criterion, Rules


class Marker:
    """Marks the criteria of one party; `found` holds what was asked, by criterion and level."""

    def __init__(self, rules: Rules, party: Party, rater: Rater, units: Sequence[PartyOutcome] | None) -> None:
        """Take the rules, whose criteria to mark, who compares their lines, and the units' outcomes."""
        self._rules = rules
        self._party = party
        self._rater = rater
        self._units = units
        self.found: dict[tuple[str, str], tuple[Both, tuple[MarkOutcome, ...]]] = {}

    def marks(self, name: str, level: str) -> tuple[Both, tuple[MarkOutcome, ...]]:
        """Give whether a criterion has a level's mark at each end, and its lines."""
        key = (name, level)
        if key not in self.found:
            node = self._rules.nodes[name]
            assert isinstance(node, Criterion)  # noqa: S101 - only criteria have marks
            from_units = node.asked_of == "units" and self._units is not None
            self.found[key] = self._units_marks(node, level) if from_units else self._rater.marks(node, level)
        return self.found[key]

    def _units_marks(self, node: Criterion, level: str) -> tuple[Both, tuple[MarkOutcome, ...]]:
        alone = own_unit(self._party, self._units)
        if alone is not None:
            return alone.marks[node.id, level]
        found = [unit.marks[node.id, level][0] for unit in self._units or () if unit.nodes[node.id].state == APPLIES]
        return (all(both[0] for both in found), all(both[1] for both in found)), ()


def own_unit(party: Party, units: Sequence[PartyOutcome] | None) -> PartyOutcome | None:
    """Give what a pack that lists no units is as its own single unit."""
    unit = units[0] if units else None
    return unit if unit is not None and unit.party is party else None
