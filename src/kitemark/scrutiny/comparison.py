"""What the answers that are left out say beside those that count, where both groups are large enough to be told."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kitemark.binding import Record
from kitemark.evaluation.matching import matches
from kitemark.evaluation.measuring import Measurer
from kitemark.explain.words import percentage
from kitemark.result import Result
from kitemark.rules.measure import Measure, ShareOfSums
from kitemark.rules.records import Sieve, Test
from kitemark.rules.standard import Rules
from kitemark.scrutiny.telling import Figures, figure_of

_MOST = 6
_WITHHELD = "Figures of those left out are withheld where they, or what could be worked out, rest on too few people."


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Records of one kind that no accepted evidence takes, and the tests that they fail."""

    kind: str
    records: tuple[Record, ...]
    failed: tuple[Test, ...]


def compared(every: Sequence[LeftOut], result: Result) -> list[tuple[str, ...]]:
    """Give for each part that is left out, in words, how far its shares differ from those of what counts.

    The largest differences come first. A share is told only where nothing about too few people could be worked
    out from it, from all the others, and from all else that is told.
    """
    rules, date = result.standard.rules, result.assessment.date
    reader = Measurer(rules, result.outcome.party, date)
    pairs = [list(_pairs(some, rules, reader, date)) for some in every]
    if not any(pairs):
        return [() for _ in every]
    safe = iter(Figures(result).safe([figure_of(*pair) for some in pairs for pair in some]))
    return [_words(some, [next(safe) for _ in some], reader, result) for some in pairs]


def _words(
    pairs: Sequence[tuple[Measure, Sequence[Record]]], safe: Sequence[bool], reader: Measurer, result: Result
) -> tuple[str, ...]:
    told = {one.measure.id for one in result.outcome.readings if one.state == "known" and not one.hidden}
    found: list[tuple[Fraction, str]] = []
    for (measure, records), is_safe in zip(pairs, safe, strict=True):
        aside, counted = _share(measure, records), _share(measure, reader.qualifying(measure, None))
        if is_safe and measure.id in told and aside is not None and counted is not None:
            both = f"{percentage(aside)} of those left out, {percentage(counted)} of those that count"
            found.append((abs(aside - counted), f"{measure.title}: {both}"))
    details = [words for _, words in sorted(found, key=lambda one: -one[0])[:_MOST]]
    return (*details, _WITHHELD) if len(found) < len(pairs) else tuple(details)


def _pairs(
    some: LeftOut, rules: Rules, reader: Measurer, date: datetime.date
) -> Iterator[tuple[Measure, Sequence[Record]]]:
    """Give the measures of shares that would read what is left out but for how it was gathered, with those records."""
    if rules.kinds[some.kind].people is None:
        return
    for measure in rules.measures.values():
        if isinstance(measure.take, ShareOfSums) and measure.groups is None and not measure.cited:
            records = [one for one in some.records if _but_for(measure.sieve, one, rules, date)]
            if records and reader.qualifying(measure, None):
                yield measure, records


def _but_for(sieve: Sieve, record: Record, rules: Rules, date: datetime.date) -> bool:
    """Tell whether a sieve would take a record, were it not for the tests of what first accepts its kind."""
    if sieve.within is not None and (record.day is None or record.day < sieve.within.before(date)):
        return False
    if sieve.older_than is not None and (record.day is None or record.day >= sieve.older_than.before(date)):
        return False
    if not sieve.accepted or sieve.link is not None or not matches(sieve.tests, record.values):
        return False
    for name in sieve.accepted:
        inner = rules.accepted[name].sieve
        if record.kind in (inner.kinds or ()):
            if inner.link is None and _in_time(inner, record, date):
                return True
        elif _but_for(inner, record, rules, date):
            return True
    return False


def _in_time(sieve: Sieve, record: Record, date: datetime.date) -> bool:
    return sieve.within is None or (record.day is not None and record.day >= sieve.within.before(date))


def _share(measure: Measure, records: Sequence[Record]) -> Fraction | None:
    take = measure.take
    assert isinstance(take, ShareOfSums)  # noqa: S101 - only such are compared
    top, bottom = (
        sum((Fraction(one.values.get(field) or 0) for one in records), Fraction()) for field in (take.field, take.of)
    )
    return top / bottom if bottom > 0 else None
