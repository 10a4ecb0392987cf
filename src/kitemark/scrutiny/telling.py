"""Which further figures may be told, so that nothing about too few people can be worked out from all that is.

Figures are sums over records, and sums can be subtracted from one another. Whatever can be worked out
from some figures is a sum over the parts into which they cut the records, each part in the same figures
throughout. So a further figure is told only where no part that it makes, or touches, is of too few people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kitemark.binding import Record
from kitemark.evaluation.matching import matches
from kitemark.evaluation.measuring import Measurer
from kitemark.result import Result
from kitemark.rules import measure as takes
from kitemark.rules.measure import Measure

Part = frozenset[str]
"""Some records, by their ids."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that may be told: the fields that it adds up, and the records over which it does."""

    fields: frozenset[str]
    records: Part


def figure_of(measure: Measure, records: Sequence[Record]) -> Figure:
    """Give the figure that a measure makes of some records."""
    return Figure(fields_of(measure), frozenset(record.id for record in records))


def fields_of(measure: Measure) -> frozenset[str]:
    """Give the fields of which a measure may tell something; how many records there are is no secret."""
    take = measure.take
    fields = [getattr(take, name, None) for name in ("field", "of", "weight")]
    read = [] if isinstance(take, takes.CountDistinct) else [field for field in fields if field is not None]
    population = [measure.population] if measure.population is not None else []
    return frozenset([*read, *population, *(field for field, _ in measure.needs)])


class Figures:
    """All figures that a result may tell."""

    def __init__(self, result: Result) -> None:
        """Take the result whose figures they are."""
        self._rules = result.standard.rules
        parties = (result.outcome.party, *(unit.party for unit in result.outcome.units))
        self._readers = [Measurer(self._rules, party, result.assessment.date) for party in parties]
        self._records = {record.id: record for record in result.outcome.party.evidence.records}
        self._told = list(self._figures())

    def _figures(self) -> Iterator[Figure]:
        for reader in self._readers:
            for measure in self._rules.measures.values():
                if fields_of(measure):
                    for _, records in reader.figures(measure):
                        if not reader.are_few(records):
                            yield figure_of(measure, records)
                            take = measure.take
                            if isinstance(take, takes.ShareOfRecords):
                                yield figure_of(measure, [one for one in records if matches(take.tests, one.values)])

    def safe(self, further: Sequence[Figure]) -> list[bool]:
        """Tell of each of some further figures whether it may be told, were all of them told together."""
        fields = sorted(frozenset[str]().union(*(figure.fields for figure in further)))
        unsafe = {place for field in fields for place in self._unsafe(further, field)}
        return [place not in unsafe for place in range(len(further))]

    def _unsafe(self, further: Sequence[Figure], field: str) -> Iterator[int]:
        """Give the places of those from which, by one field, something about too few could be worked out."""
        every = [figure.records for figure in (*self._told, *further) if field in figure.fields]
        few = self._few(list(dict.fromkeys(every)))
        for place, figure in enumerate(further):
            if field in figure.fields:
                near = Part().union(*(other for other in every if other & figure.records))
                if any(part & near for part in few):
                    yield place

    def _few(self, every: Sequence[Part]) -> list[Part]:
        """Give the parts, each in the same figures throughout, that are of too few people."""
        behind: dict[str, list[int]] = {}
        for place, figure in enumerate(every):
            for name in figure:
                behind.setdefault(name, []).append(place)
        parts: dict[tuple[int, ...], list[str]] = {}
        for name, places in behind.items():
            parts.setdefault(tuple(places), []).append(name)
        whole = self._readers[0]
        return [frozenset(names) for names in parts.values() if whole.are_few([self._records[name] for name in names])]
