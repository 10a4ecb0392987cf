"""The evidence behind a criterion: which records speak to it, how old they are, and whose voice they carry."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from kitemark.binding import Record
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.outcome import ConditionOutcome, CriterionOutcome, MarkOutcome, PartyOutcome, RatingOutcome
from kitemark.explain.words import day, joined
from kitemark.quantity import whole_months
from kitemark.reporting.report import Evidence
from kitemark.rules.measure import Measure
from kitemark.rules.standard import Rules


class Shelf:
    """A party's records, as the criteria need them."""

    def __init__(self, rules: Rules, outcome: PartyOutcome, date: datetime.date) -> None:
        """Take the rules, whose records, and the day as of which they are judged."""
        self._rules = rules
        self._outcome = outcome
        self._date = date
        self._measurer = Measurer(rules, outcome.party, date)
        self._speaks: dict[str, list[Record]] = {}
        for record in outcome.party.evidence.records:
            for name in record.criteria:
                self._speaks.setdefault(name, []).append(record)

    def behind(self, criterion: str) -> tuple[Evidence, ...]:
        """Give what speaks to a criterion or is read for it, by kind and title, the latest first."""
        node = self._outcome.nodes[criterion]
        found = {record.place: record for record in self._speaks.get(criterion, ())}
        if isinstance(node, CriterionOutcome):
            for measure in dict.fromkeys(_measures(node, self._outcome)):
                items = self._measurer.qualifying(measure, criterion if measure.cited else None)
                found.update({record.place: record for record in items if record.kind})
        groups: dict[tuple[str, str, str], list[Record]] = {}
        for record in found.values():
            key = (record.kind, str(record.values.get("title", "")), str(record.values.get("voice", "")))
            groups.setdefault(key, []).append(record)
        lines = sorted(groups.items(), key=lambda item: (-max(_ordinals(item[1])), item[0]))
        return tuple(self._line(*key, records) for key, records in lines)

    def _line(self, kind: str, title: str, voice: str, records: Sequence[Record]) -> Evidence:
        rule = self._rules.kinds[kind]
        # Where a record may be one person, how many there are may be how many people there are.
        many = f" ({len(records)} records)" if len(records) > 1 and rule.people is None else ""
        what = f"{title} ({rule.title})" if title else rule.title
        first, last = (datetime.date.fromordinal(pick(_ordinals(records))) for pick in (min, max))
        dated = day(last) if first == last else f"{day(first)} to {day(last)}"
        return Evidence(what + many, dated, _age(first, last, self._date), voice)


def _ordinals(records: Sequence[Record]) -> list[int]:
    return [record.day.toordinal() for record in records if record.day is not None] or [1]


def _age(first: datetime.date, last: datetime.date, date: datetime.date) -> str:
    """Give the age in whole months on the assessment date, from the newest to the oldest."""
    new, old = whole_months(last, date), whole_months(first, date)
    if new == old:
        return "under a month" if new == 0 else f"{new} month{'' if new == 1 else 's'}"
    return joined([str(new), f"{old} months"], "to")


def _measures(node: CriterionOutcome, outcome: PartyOutcome) -> Iterator[Measure]:
    if node.rating is not None:
        yield from _rating(node.rating)
    for limit in node.limits:
        if limit.unless is not None:
            yield from _condition(limit.unless)
    for (criterion, _), (_, lines) in outcome.marks.items():
        if criterion == node.node.id:
            yield from _marks(lines)


def _rating(rating: RatingOutcome) -> Iterator[Measure]:
    if rating.reading is not None:
        yield rating.reading.measure
    for part in rating.parts:
        yield from _rating(part)


def _condition(condition: ConditionOutcome) -> Iterator[Measure]:
    if condition.reading is not None:
        yield condition.reading.measure
    for part in condition.parts:
        yield from _condition(part)


def _marks(lines: Sequence[MarkOutcome]) -> Iterator[Measure]:
    for line in lines:
        if line.reading is not None:
            yield line.reading.measure
        yield from _marks(line.parts)
