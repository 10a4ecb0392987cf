"""Which further figures may be told, so that nothing about too few people can be worked out from all that is.

Figures are sums over records, and sums can be subtracted from one another. Whatever can be worked out
from some figures is a sum over the parts into which they cut the records, each part in the same figures
throughout. So a further figure is told only where no part that it makes, or touches, is of too few people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kitemark.binding import Record
from kitemark.evaluation.measuring import Measurer
from kitemark.result import Result


class Figures:
    """All figures that a result may tell, as the records behind each."""

    def __init__(self, result: Result) -> None:
        """Take the result whose figures they are."""
        self._result = result
        rules, date = result.standard.rules, result.assessment.date
        parties = (result.outcome.party, *(unit.party for unit in result.outcome.units))
        self._readers = [Measurer(rules, party, date) for party in parties]
        self._told = list(self._figures())

    def _figures(self) -> Iterator[frozenset[str]]:
        for reader in self._readers:
            for measure in self._result.standard.rules.measures.values():
                if measure.counts_only and not measure.needs:
                    continue
                for _, records in reader.figures(measure):
                    if not reader.are_few(records):
                        yield frozenset(record.id for record in records)

    def safe(self, further: Sequence[Sequence[Record]]) -> list[bool]:
        """Tell of each of some further figures whether it may be told, were all of them told together."""
        sets = [frozenset(record.id for record in records) for records in further]
        every = list(dict.fromkeys([*self._told, *sets]))
        behind: dict[str, set[int]] = {}
        for place, figure in enumerate(every):
            for name in figure:
                behind.setdefault(name, set()).add(place)
        few = self._few(behind)
        return [not self._touches(figure, every, few) for figure in sets]

    def _few(self, behind: dict[str, set[int]]) -> list[frozenset[str]]:
        """Give the parts that are of too few people."""
        parts: dict[frozenset[int], list[str]] = {}
        for name, places in behind.items():
            parts.setdefault(frozenset(places), []).append(name)
        known = {record.id: record for record in self._result.outcome.party.evidence.records}
        reader = self._readers[0]
        return [
            frozenset(names)
            for names in parts.values()
            if reader.are_few([known[name] for name in names if name in known])
        ]

    def _touches(self, figure: frozenset[str], every: Sequence[frozenset[str]], few: Sequence[frozenset[str]]) -> bool:
        near = frozenset[str]().union(*(other for other in every if other & figure))
        return any(part & near for part in few)
