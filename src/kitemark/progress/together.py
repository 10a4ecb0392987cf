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
from kitemark.rules.records import Kind, token

Named = Mapping[str, Record]
"""Records by names that both assessments share; of one that grew or shrank, what stays and who came or went."""
_APART = ("id", "criteria", "title", "link", "note", "unit")
"""Fields in which one record may differ between two assessments and be the same."""


def not_together(before: Side, after: Side) -> frozenset[Key]:
    """Give the organisation's figures that may not be told of both assessments, one beside the other."""
    if not (before.rules.smallest_group or after.rules.smallest_group):
        return frozenset()
    names = [_names(before, after, earlier=True), _names(after, before, earlier=False)]
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


def _names(side: Side, other: Side, *, earlier: bool) -> Mapping[str, Named]:
    """Give the shared names of one side's records by their ids."""
    mine, theirs = (_by_content(one.party(None).evidence.records) for one in (side, other))
    known = {record.id: (name, record) for name, record in theirs.items()}
    kinds = (other if earlier else side).rules.kinds
    return {
        record.id: _shared(name, record, known[record.id], kinds, earlier=earlier)
        if record.id in known
        else {name: record}
        for name, record in mine.items()
    }


def _by_content(records: Sequence[Record]) -> Mapping[str, Record]:
    """Give records by what they say: the same in both assessments has one name, and twice the same has two."""
    seen: Counter[Any] = Counter()
    named = {}
    for record in records:
        said = (record.kind, record.day, token({k: v for k, v in record.values.items() if k not in _APART}))
        seen[said] += 1
        named[f"{said!r} {seen[said]}"] = record
    return named


def _shared(name: str, record: Record, known: tuple[str, Record], kinds: Mapping[str, Kind], *, earlier: bool) -> Named:
    """Give a record under the name it shares with the other side's of its id.

    Of two that differ, the one of more people is the other one and those who came to it, or have gone from it since.
    """
    its, other = known
    kind = kinds.get(record.kind)
    if name == its or (other.kind, other.day) != (record.kind, record.day) or kind is None or kind.people is None:
        return {name: record}
    mine, theirs = (one.values.get(kind.people) or 0 for one in (record, other))
    if not (is_number(mine) and is_number(theirs)) or mine < theirs:
        return {name: record}
    if mine == theirs:
        return {name: record} if earlier else {its: other}
    return {its: other, name: dataclasses.replace(record, values={**record.values, kind.people: mine - theirs})}
