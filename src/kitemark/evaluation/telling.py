"""Telling: which figures would give away one about too few people. They decide, and are not told.

Sums over records can be subtracted from one another. So a figure is not told where it shares a
record with one that is withheld; nor where a few people's records stand behind it that all the
other figures told have together or not at all, since the rest could be told apart from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitemark.binding import Record
from kitemark.evaluation.measuring import Measurer
from kitemark.rules.measure import Measure
from kitemark.rules.standard import Rules

Key = tuple[str, str | None]
"""A measure, and the criterion for which it is read where it is cited."""


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """What may be told of some records: whose figure it is, for which criterion, and whether they are too few.

    `party` is the place of the reader among them all; `records` are by a name that is one record's alone.
    """

    party: int
    reader: Measurer
    criterion: str | None
    records: Mapping[str, Record]
    few: bool
    lacking: bool


def not_told(rules: Rules, readers: Sequence[Measurer]) -> list[frozenset[Key]]:
    """Give, for each of the parties' readers, the figures that would give away one about too few people."""
    found: list[set[Key]] = [set() for _ in readers]
    for measure in rules.measures.values() if rules.smallest_group else ():
        if not (measure.cited or len(readers) > 1) or says_only_counts(measure):
            continue
        figures = [
            figure_of(party, reader, measure, criterion, records, {record.id: record for record in records})
            for party, reader in enumerate(readers)
            for criterion, records in reader.figures(measure)
        ]
        for figure in giving_away(figures, measure):
            found[figure.party].add((measure.id, figure.criterion))
    return [frozenset(keys) for keys in found]


def says_only_counts(measure: Measure) -> bool:
    """Tell whether nothing but how many records there are is ever told of a measure."""
    return measure.counts_only and (not measure.needs or measure.groups is not None)


def figure_of(
    party: int,
    reader: Measurer,
    measure: Measure,
    criterion: str | None,
    records: Sequence[Record],
    named: Mapping[str, Record],
) -> Figure:
    """Give a reader's figure of some records, which are `named` for others to find them again."""
    lacking = measure.counts_only and reader.lack(measure, records) is not None
    return Figure(party, reader, criterion, named, reader.are_few(records), lacking)


def giving_away(figures: Sequence[Figure], measure: Measure) -> Iterator[Figure]:
    """Give the figures that may not be told beside the others, as one about too few people could be worked out."""
    withheld = frozenset[str]().union(*(figure.records for figure in figures if figure.few))
    told = []
    for figure in figures:
        if figure.few:
            continue
        if withheld & figure.records.keys():
            yield figure
        elif not measure.counts_only or figure.lacking:
            told.append(figure)
    for records, behind in _apart(told):
        if behind[0].reader.are_few(records):
            yield from behind


def _apart(told: Sequence[Figure]) -> Iterable[tuple[list[Record], list[Figure]]]:
    """Give the records in the parts that figures have together or not at all, each with those figures."""
    behind: dict[str, list[int]] = {}
    records: dict[str, Record] = {}
    for place, figure in enumerate(told):
        for name, record in figure.records.items():
            behind.setdefault(name, []).append(place)
            records[name] = record
    parts: dict[tuple[int, ...], list[Record]] = {}
    for name, places in behind.items():
        parts.setdefault(tuple(places), []).append(records[name])
    return ((some, [told[place] for place in places]) for places, some in parts.items())
