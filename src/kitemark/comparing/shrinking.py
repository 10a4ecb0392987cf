"""Shrinking: an assessment made as small as may be while it still shows what it is to show."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TypeVar

from kitemark.analysis.carrying import carried
from kitemark.analysis.drafting import Data
from kitemark.analysis.editing import Edit, parties_in
from kitemark.assessment import assessment_from
from kitemark.binding import Case, Evidence, Party, Record
from kitemark.evaluation import evaluate_case
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.problems import KitemarkError
from kitemark.standard import Standard

T = TypeVar("T")

WORK = 10_000
"""Most work for one witness: records, judgements and measures looked at, the same on every machine."""

Judged = tuple[int, str]
"""Whose judgements (0 the organisation's, then unit by unit), of which criterion."""
Shows = Callable[[PartyOutcome, PartyOutcome | None], bool]
"""Whether outcomes still show it; the second is None where only the first was evaluated."""


@dataclasses.dataclass(frozen=True, slots=True)
class Less:
    """What is left out of an assessment."""

    records: frozenset[str] = frozenset()
    judged: frozenset[Judged] = frozenset()

    def of_pack(self, pack: Data) -> Data:
        """Give an assessment without it."""
        smaller = Edit(self.records).of_pack(pack)
        for owner, party in enumerate(parties_in(smaller)):
            if "judgements" in party:
                kept = [one for one in party["judgements"] if (owner, one["criterion"]) not in self.judged]
                party["judgements"] = kept
        return smaller


class Bound:
    """An assessment as one version holds it, of which parts can be left out without reading it again."""

    def __init__(self, standard: Standard, pack: Data) -> None:
        """Take the version, and what it can know of an assessment; KitemarkError where that is nothing."""
        self._rules = standard.rules
        case, problems = assessment_from(pack).bound(standard)
        if problems:
            pack = carried(standard.rules, pack)
            case, problems = assessment_from(pack).bound(standard)
        if problems:
            raise KitemarkError(problems)
        self._case: Case = case
        self._own = {
            record["id"]: frozenset(record.get("criteria", ()))
            for party in parties_in(pack)
            for record in party.get("evidence", [])
        }

    def outcome(self, less: Less) -> PartyOutcome | None:
        """Give what is left comes to; None where the version refuses it."""
        parties = [self._less(party, owner, less) for owner, party in enumerate(self._parties)]
        whole = self._everywhere(parties)
        try:
            return evaluate_case(
                self._rules, dataclasses.replace(self._case, organisation=whole, units=tuple(parties[1:]))
            )
        except KitemarkError:
            return None

    @property
    def _parties(self) -> tuple[Party, ...]:
        return (self._case.organisation, *self._case.units)

    def _less(self, party: Party, owner: int, less: Less) -> Party:
        standing = {name: one for name, one in party.standing.items() if (owner, name) not in less.judged}
        kept = [record for record in party.evidence.records if record.id not in less.records]
        left = dataclasses.replace(party, standing=standing)
        return _with_records(left, self._cited(kept, [left]), empty=not standing and not kept)

    def _everywhere(self, parties: Sequence[Party]) -> Party:
        """Give the organisation, whose records are cited by judgements of its units, too."""
        whole = parties[0]
        empty = not whole.evidence.records and not any(party.standing for party in parties)
        return _with_records(whole, self._cited(whole.evidence.records, parties), empty=empty)

    def _cited(self, records: Sequence[Record], parties: Sequence[Party]) -> list[Record]:
        cited: dict[str, set[str]] = {}
        for party in parties:
            for name, judgements in party.standing.items():
                for judgement in judgements:
                    for record in judgement.cites:
                        cited.setdefault(record, set()).add(name)
        return [self._speaking(record, cited.get(record.id, set())) for record in records]

    def _speaking(self, record: Record, cited: set[str]) -> Record:
        criteria = self._own.get(record.id, frozenset()) | cited
        if criteria == record.criteria:
            return record
        values = {key: value for key, value in record.values.items() if key != "criteria"}
        if criteria:
            values["criteria"] = sorted(criteria)
        return dataclasses.replace(record, values=values, criteria=criteria)


def _with_records(party: Party, records: Sequence[Record], *, empty: bool) -> Party:
    return dataclasses.replace(party, evidence=Evidence(records), empty=empty)


def shrunk(pack: Data, holding: Standard, other: Standard, shows: Shows) -> Data:
    """Give an assessment without the units, records and judgements that it can do without.

    `holding` is the version that is looked at first, as most of what is tried fails there. What is
    left may still hold something idle where more work would be needed than WORK.
    """
    return _Shrinker(holding, other, shows).shrunk(pack)


class _Shrinker:
    """Tries smaller and smaller assessments."""

    def __init__(self, holding: Standard, other: Standard, shows: Shows) -> None:
        self._both = (holding, other)
        self._shows = shows
        self._left = WORK

    def shrunk(self, pack: Data) -> Data:
        for place in reversed(range(len(pack.get("units") or ()))):
            smaller = _without_unit(pack, place)
            if self._left > 0 and self._still(smaller, Less()):
                pack = smaller
        records = dict.fromkeys(record["id"] for party in parties_in(pack) for record in party.get("evidence", []))
        judged = dict.fromkeys(
            (owner, one["criterion"])
            for owner, party in enumerate(parties_in(pack))
            for one in party.get("judgements", [])
        )
        bound = self._bound(pack)
        if bound is None:
            return pack
        gone = frozenset(self._dropped(list(records), lambda some: Less(frozenset(some)), bound))
        less = frozenset(self._dropped(list(judged), lambda some: Less(gone, frozenset(some)), bound))
        return Less(gone, less).of_pack(pack)

    def _bound(self, pack: Data) -> tuple[Bound, Bound] | None:
        self._cost = len(self._both[0].rules.measures) + len(self._both[0].rules.nodes)
        self._cost += sum(len(party.get("evidence", ())) for party in parties_in(pack))
        self._cost += sum(len(party.get("judgements", ())) for party in parties_in(pack))
        try:
            return Bound(self._both[0], pack), Bound(self._both[1], pack)
        except KitemarkError:
            return None

    def _still(self, pack: Data, less: Less) -> bool:
        bound = self._bound(pack)
        return bound is not None and self._try(bound, less)

    def _try(self, bound: tuple[Bound, Bound], less: Less) -> bool:
        self._left -= self._cost
        held = bound[0].outcome(less)
        if held is None or not self._shows(held, None):
            return False
        other = bound[1].outcome(less)
        return other is not None and self._shows(held, other)

    def _dropped(self, items: list[T], less: Callable[[Sequence[T]], Less], bound: tuple[Bound, Bound]) -> list[T]:
        """Give the items that can be left out, tried in larger and then in smaller parts, the last ones first."""
        gone: list[T] = []
        size = len(items)
        while size and self._left > 0:
            end = len(items)
            while end > 0 and self._left > 0:
                part = items[max(end - size, 0) : end]
                if self._try(bound, less([*gone, *part])):
                    gone += part
                    del items[max(end - size, 0) : end]
                end -= size
            size //= 2
        return gone


def _without_unit(pack: Data, place: int) -> Data:
    units = [unit for at, unit in enumerate(pack["units"]) if at != place]
    return {**pack, "units": units} if units else {key: value for key, value in pack.items() if key != "units"}
