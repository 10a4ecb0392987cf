"""Signals of how evidence was gathered: all at once, long ago, as nobody accepts it, or leading to nothing."""

from __future__ import annotations

import dataclasses
import datetime
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kitemark.binding import Record
from kitemark.evaluation.matching import matches
from kitemark.evaluation.sifting import Sifter
from kitemark.explain.words import joined
from kitemark.problems import listing
from kitemark.result import Result
from kitemark.rules.records import Sieve, Test
from kitemark.rules.standard import Rules
from kitemark.scrutiny.comparison import LeftOut, compared
from kitemark.scrutiny.signal import Signal, claims

_WEEK = datetime.timedelta(days=6)
_FEWEST = 5
"""Fewest records at which it says something that they are of one week."""
_MOST_NAMED = 6


def one_week(result: Result) -> Iterator[Signal]:
    """Tell where at least nine in ten of all records are dated within one week."""
    days = sorted(record.day for record in result.outcome.party.evidence.records if record.day is not None)
    if len(days) < _FEWEST:
        return
    within = max(bisect_right(days, first + _WEEK) - place for place, first in enumerate(days))
    if within * 10 >= len(days) * 9:
        many = f"All {within}" if within == len(days) else f"{within} of {len(days)}"
        says = f"{many} records are dated within one week. Ask what a usual week would show, and who chose this one."
        named = tuple(dict.fromkeys(claim.criterion.id for claim in claims(result)))
        yield Signal("one-week", "Nearly everything is dated in one week", says, named)


def left_out(rules: Rules, records: Iterable[Record], date: datetime.date) -> tuple[list[LeftOut], list[Record]]:
    """Give the records that no accepted evidence takes as they are, and those that are only too old for it.

    Kinds of which a standard accepts every record, or says nothing, are not among them. Tests that set bounds
    are never named: how far a figure lies from one would say something of people.
    """
    aside: dict[tuple[str, tuple[Test, ...]], list[Record]] = {}
    stale: list[Record] = []
    for record in records:
        sieves = [one.sieve for one in rules.accepted.values() if record.kind in (one.sieve.kinds or ())]
        sieves = sieves or _dated(rules, record.kind)
        passed = [sieve for sieve in sieves if matches(sieve.tests, record.values)]
        if not sieves or any(_is_recent(sieve, record, date) for sieve in passed):
            continue
        if passed:
            stale.append(record)
        else:
            failed = min((_failed(sieve, record) for sieve in sieves), key=len)
            aside.setdefault((record.kind, failed), []).append(record)
    return [LeftOut(kind, tuple(some), failed) for (kind, failed), some in aside.items()], stale


def _dated(rules: Rules, kind: str) -> list[Sieve]:
    """Give how old a kind may be for the measures that read it, where no accepted evidence does."""
    sieves = [one.sieve for one in rules.measures.values() if kind in (one.sieve.kinds or ())]
    return [dataclasses.replace(sieve, tests=()) for sieve in sieves]


def _is_recent(sieve: Sieve, record: Record, date: datetime.date) -> bool:
    return sieve.within is None or (record.day is not None and record.day >= sieve.within.before(date))


def _failed(sieve: Sieve, record: Record) -> tuple[Test, ...]:
    return tuple(test for test in sieve.tests if test.allowed and not matches((test,), record.values))


def not_accepted(result: Result) -> Iterator[Signal]:
    """Give the evidence that is there and counts for nothing, as of how it was gathered, or as it is too old."""
    rules, date = result.standard.rules, result.assessment.date
    aside, stale = left_out(rules, result.outcome.party.evidence.records, date)
    for some, details in zip(aside, compared(aside, result), strict=True):
        title = f"Counts for nothing, for how it was gathered: {rules.kinds[some.kind].title}"
        wanted = joined([f"'{test.field}' is {test.words}" for test in some.failed])
        they = "it would be" if len(some.records) == 1 else "they would be"
        why = f"; {they} where {wanted}" if wanted else ""
        says = f"{_many(some.records)} not among what the standard accepts{why}."
        yield Signal("left-out", title, says, _criteria(some.records, result), details)
    if stale:
        says = f"{_many(stale)} too old for anything that counts: {_named(stale)}."
        yield Signal("stale", "Too old to count", says, _criteria(stale, result))


def _many(records: Sequence[Record]) -> str:
    return f"{len(records)} {'record is' if len(records) == 1 else 'records are'}"


def _named(records: Sequence[Record]) -> str:
    return listing((f"'{record.id}'" for record in records), _MOST_NAMED)


def _criteria(records: Iterable[Record], result: Result) -> tuple[str, ...]:
    """Give the claimed criteria to which records speak, in the standard's order."""
    spoken = {name for record in records for name in record.criteria}
    return tuple(dict.fromkeys(one.criterion.id for one in claims(result) if one.criterion.id in spoken))


def without_link(result: Result) -> Iterator[Signal]:
    """Give the records that must lead to others to count for something, and do not."""
    rules = result.standard.rules
    sieves = [(one.title, one.sieve) for one in rules.accepted.values()]
    sieves += [(one.title, one.sieve) for one in rules.measures.values()]
    party = result.outcome.party
    told: set[tuple[str, ...]] = set()
    for title, sieve in sieves:
        if sieve.link is None:
            continue
        sifter = Sifter(rules, party, result.assessment.date)
        linked = {record.id for record in sifter.sift(sieve)}
        every = sifter.sift(dataclasses.replace(sieve, link=None))
        without = [record for record in every if record.id not in linked]
        key = tuple(record.id for record in without)
        if without and key not in told:
            told.add(key)
            yield _unlinked(title, sieve, without, len(every), result)


def _unlinked(title: str, sieve: Sieve, without: Sequence[Record], every: int, result: Result) -> Signal:
    link = sieve.link
    assert link is not None  # noqa: S101 - the caller has seen to it
    named = [record for record in without if record.values.get(link.by)]
    kind = result.standard.rules.kinds.get(link.to)
    to = kind.title if kind is not None else f"'{link.to}'"
    says = (
        f"{len(without)} of {every} {'record leads' if every == 1 else 'records lead'} to nothing that counts as {to}, "
        f"and so count for nothing in '{title}'. Ask what came of them."
    )
    details = [f"They name none: {_named([one for one in without if one not in named])}"] * (len(named) < len(without))
    when = {"after": ", is dated earlier", "before": ", is dated later"}.get(link.dated or "", "")
    if named:
        details.append(f"What they name is not there{when}, or is not accepted: {_named(named)}")
    criteria = _criteria(without, result)
    return Signal("without-link", "Said to lead to something, and nothing shows it", says, criteria, tuple(details))
