"""Together: which figures may not be told beside one another, as one about too few people could be worked out.

Each report by itself is safe. But where this year's figure rests on last year's records and a few more, the two
say together what those few said. So both assessments are looked at as if they were parts of one.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kitemark.binding import Record
from kitemark.evaluation.measuring import is_number
from kitemark.evaluation.telling import Figure, figure_of, giving_away, says_only_counts
from kitemark.progress.side import Key, Side
from kitemark.rules.records import token

Named = Mapping[str, Record]
"""Records by names that both assessments share; one that has grown is what it was, and what came to it."""
_APART = ("id", "criteria", "title", "link", "note", "unit")
"""Fields in which one record may differ between two assessments and be the same."""


def not_together(before: Side, after: Side) -> frozenset[Key]:
    """Give the organisation's figures that may not be told of both assessments, one beside the other."""
    if not (before.rules.smallest_group or after.rules.smallest_group):
        return frozenset()
    names = [_names(before, after, own=True), _names(before, after, own=False)]
    found: set[Key] = set()
    for measure in after.rules.measures.values():
        if says_only_counts(measure):
            continue
        figures = [
            figure
            for number, side in enumerate((before, after))
            for figure in _figures(side, measure.id, names[number], number * len(before.readers))
        ]
        of_both = (0, len(before.readers))
        found.update((measure.id, one.criterion) for one in giving_away(figures, measure) if one.party in of_both)
    return frozenset(found)


def _figures(side: Side, name: str, names: Mapping[str, Named], first: int) -> Iterator[Figure]:
    measure = side.rules.measures.get(name)
    for party, reader in enumerate(side.readers.values() if measure is not None else (), first):
        assert measure is not None  # noqa: S101 - there is no reader otherwise
        for criterion, records in reader.figures(measure):
            named = {key: one for record in records for key, one in names.get(record.id, {}).items()}
            yield figure_of(party, reader, measure, criterion, records, named)


def _names(before: Side, after: Side, *, own: bool) -> Mapping[str, Named]:
    """Give the shared names of one side's records by their ids: the earlier side's (`own`), or the later's."""
    old, new = (_by_content(side.party(None).evidence.records) for side in (before, after))
    if own:
        return {record.id: {name: record} for name, record in old.items()}
    known = {record.id: (name, record) for name, record in old.items()}
    return {record.id: _grown(name, record, known.get(record.id), after) for name, record in new.items()}


def _by_content(records: Sequence[Record]) -> Mapping[str, Record]:
    """Give records by what they say: the same in both assessments has one name, and twice the same has two."""
    seen: Counter[Any] = Counter()
    named = {}
    for record in records:
        said = (record.kind, record.day, token({k: v for k, v in record.values.items() if k not in _APART}))
        seen[said] += 1
        named[f"{said!r} {seen[said]}"] = record
    return named


def _grown(name: str, record: Record, known: tuple[str, Record] | None, side: Side) -> Named:
    """Give a record under its name; where it is one of before to which people came, as that and as these people."""
    people = side.rules.kinds[record.kind].people
    if known is None or people is None or known[1].kind != record.kind or known[1].day != record.day:
        return {name: record}
    was, now = (one.values.get(people) or 0 for one in (known[1], record))
    if not (is_number(was) and is_number(now)):
        return {name: record}
    if name == known[0] or now <= was:
        return {known[0]: known[1]}
    return {known[0]: known[1], name: dataclasses.replace(record, values={**record.values, people: now - was})}
