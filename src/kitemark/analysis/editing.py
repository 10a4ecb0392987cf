"""Editing evidence: changes to an assessment's records, and what measures then come to.

Records are read once and edited as the engine holds them, so that many changes can be
tried; the change that is chosen is then made to the assessment itself.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kitemark.analysis.domains import schema_domain
from kitemark.analysis.drafting import Data, plain
from kitemark.analysis.routes import kinds_behind
from kitemark.analysis.supposing import Key
from kitemark.assessment import Assessment
from kitemark.binding import Case, Evidence, Party, Record, bind_records
from kitemark.evaluation.ends import Ends
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.sifting import Sifter
from kitemark.problems import KitemarkError
from kitemark.quantity import Number, exact
from kitemark.reading import Document
from kitemark.rules.measure import Measure
from kitemark.schemas import misfits
from kitemark.standard import Standard


def parties_in(pack: Data) -> list[Data]:
    """Give what holds evidence and judgements in an assessment: itself and its units."""
    return [pack, *(pack.get("units") or [])]


def copied(pack: Data) -> Data:
    """Give a copy of an assessment whose parties and lists are its own; records and judgements are shared."""
    units = {"units": [_own(unit) for unit in pack["units"] or ()]} if "units" in pack else {}
    return {**_own(pack), **units}


def _own(party: Data) -> Data:
    return {**party, **{key: list(party[key] or ()) for key in ("evidence", "judgements") if key in party}}


@dataclass(frozen=True, slots=True)
class Edit:
    """A change: the records `ids` are taken out, or no longer speak to `criterion`, or have another value in `field`.

    With `speak` they speak to the criterion from now on. `added` come after all others, once in each unit
    unless they name one.
    """

    ids: frozenset[str] = frozenset()
    criterion: str | None = None
    field: str | None = None
    value: Any = None
    speak: bool = False
    added: tuple[Data, ...] = ()

    def of_pack(self, pack: Data) -> Data:
        """Give an assessment with the change made."""
        changed = copied(pack)
        for party in parties_in(changed):
            if self.ids and "evidence" in party:
                kept = (self._changed(one) if one.get("id") in self.ids else one for one in party["evidence"])
                party["evidence"] = [one for one in kept if one is not None]
            if self.field is None and not self.speak and self.ids and "judgements" in party:
                party["judgements"] = [self._uncited(one) for one in party["judgements"]]
        if self.added:
            _add(changed, self.added)
        return changed

    def _changed(self, record: Data) -> Data | None:
        if self.field is not None:
            return {**record, self.field: self.value}
        if self.criterion is None:
            return None
        if self.speak:
            return {**record, "criteria": list(dict.fromkeys((*record.get("criteria", ()), self.criterion)))}
        if "criteria" not in record:
            return record
        return {**record, "criteria": [name for name in record["criteria"] if name != self.criterion]}

    def _uncited(self, judgement: Data) -> Data:
        if "cites" not in judgement or self.criterion not in (None, judgement["criterion"]):
            return judgement
        return {**judgement, "cites": [cited for cited in judgement["cites"] if cited not in self.ids]}


def _add(pack: Data, records: Sequence[Data]) -> None:
    units: list[Data] = pack.get("units") or []
    free = [one for one in records if "unit" not in one]
    for place, party in enumerate(units or [pack]):
        party.setdefault("evidence", []).extend(_copied(free, place))
    own = [one for one in records if "unit" in one]
    if own:
        known = {unit["id"] for unit in units}
        pack.setdefault("evidence", []).extend(own)
        names = [name for name in dict.fromkeys(one["unit"] for one in own) if name not in known]
        if names:
            pack.setdefault("units", []).extend({"id": name} for name in names)


def _copied(records: Sequence[Data], place: int) -> list[Data]:
    names = {one["id"]: one["id"] if not place else f"{one['id']}-{place + 1}" for one in records}
    return [renamed(one, names) for one in records]


def renamed(record: Data, names: dict[str, str]) -> Data:
    """Give a record under another id, its links to renamed ones kept."""

    def of(value: Any) -> Any:
        if isinstance(value, list):
            return [of(item) for item in value]
        return names.get(value, value) if isinstance(value, str) else value

    return {key: of(value) for key, value in record.items()}


def _held(value: Any) -> Any:
    """Give a value as the engine holds it: numbers exact."""
    return exact(value) if isinstance(value, Decimal) else value


def case_of(standard: Standard, pack: Data) -> Case | None:
    """Give an assessment as the engine takes it, or None where it is none."""
    try:
        # It is made here, of plain data: that it is plain need not be looked at again.
        case, problems = Assessment(Document(pack)).bound(standard)
    except KitemarkError:
        return None
    return None if problems else case


class Held:
    """The records of an assessment as the engine holds them, which edits change.

    What has been read is kept, and what an edit cannot change is not read again.
    """

    def __init__(
        self,
        standard: Standard,
        party: Party,
        date: datetime.date,
        units: tuple[str, ...],
        before: tuple[Held, frozenset[str]] | None = None,
    ) -> None:
        """Take whose records they are, the assessment date and the units' ids.

        `before` is what the records were before an edit, and the kinds of those that it changed.
        """
        self.date = date
        self._standard = standard
        self._party = party
        self._units = units
        self._kinds: dict[str, str] = {}
        self._ends: dict[Key, Ends] = {}
        self._measurer: Measurer | None = None
        self._before = before
        self._behind: dict[str, frozenset[str]] = {} if before is None else before[0]._behind  # noqa: SLF001 - its own

    @classmethod
    def of(cls, standard: Standard, pack: Data) -> Held | None:
        """Give the records of an assessment, or None where it cannot be read."""
        case = case_of(standard, pack)
        return None if case is None else cls.in_case(standard, case)

    @classmethod
    def in_case(cls, standard: Standard, case: Case, reading: Measurer | None = None) -> Held:
        """Give the records of a case; `reading` is who has read the organisation's measures, if anybody has."""
        held = cls(standard, case.organisation, case.date, tuple(unit.id for unit in case.units))
        held._measurer = reading
        return held

    @property
    def _records(self) -> tuple[Record, ...]:
        return self._party.evidence.records

    def read(self, key: Key) -> Ends:
        """Give what a measure comes to."""
        ends = self._ends.get(key)
        if ends is None:
            if self._before is not None and self.is_as_before(key):
                ends = self._before[0].read(key)
            else:
                ends = self._reading.read(self._standard.rules.measures[key[0]], key[1]).ends
            self._ends[key] = ends
        return ends

    def is_as_before(self, key: Key) -> bool:
        """Tell whether a measure cannot be another than before the edit that made these records."""
        if self._before is None:
            return True
        behind = self._behind.get(key[0])
        if behind is None:
            rules = self._standard.rules
            behind = self._behind[key[0]] = kinds_behind(rules, rules.measures[key[0]].sieve)
        return self._before[1].isdisjoint(behind)

    @property
    def _reading(self) -> Measurer:
        if self._measurer is None:
            self._measurer = Measurer(self._standard.rules, self._party, self.date)
        return self._measurer

    def behind(self, key: Key) -> list[str]:
        """Give the ids of the records that a measure is read from, the last ones first."""
        found = self._reading.qualifying(self._standard.rules.measures[key[0]], key[1])
        return [record.id for record in reversed(found) if record.kind]

    def silent(self, key: Key) -> list[str]:
        """Give one record of each kind that a cited measure would read for its criterion if it spoke to it."""
        rules = self._standard.rules
        passing = Sifter(rules, self._party, self.date).sift(rules.measures[key[0]].sieve)
        kinds: dict[str, str] = {}
        for record in passing:
            if key[1] not in record.criteria:
                kinds.setdefault(record.kind, record.id)
        return list(kinds.values())

    def kind_of(self, identity: str) -> str:
        """Give the kind of a record."""
        if not self._kinds:
            self._kinds.update((record.id, record.kind) for record in self._records)
        return self._kinds[identity]

    def refilled(self, ids: Sequence[str], measure: Measure, *wanted: Number) -> Iterator[Edit]:
        """Give changes after which the first of some records, or all of them, say another number in the field read."""
        field: str | None = getattr(measure.take, "field", None)
        for kind in dict.fromkeys(map(self.kind_of, ids)) if field is not None else ():
            schema = self._standard.rules.kinds[kind].fields.get(field or "")
            domain = schema_domain(schema)
            some = [one for one in ids if self.kind_of(one) == kind]
            for value in dict.fromkeys((0, *wanted, domain.low, domain.high)):
                if value is not None and schema is not None and not misfits(schema, plain(value)):
                    for these in dict.fromkeys((tuple(some[:1]), tuple(some))):
                        yield Edit(frozenset(these), field=field, value=plain(value))

    def named_apart(self, records: Sequence[Data]) -> list[Data]:
        """Give drafted records under ids that none of these has."""
        taken = {record.id for record in self._records}
        names: dict[str, str] = {}
        for one in records:
            count, name = 1, one["id"]
            while name in taken:
                count += 1
                name = f"{one['id']}-{count}"
            names[one["id"]] = name
        return [renamed(one, names) for one in records]

    def edited(self, edit: Edit) -> Held | None:
        """Give the records after a change; None where what is added is no evidence."""
        records = list(self._records)
        if edit.field is not None:
            records = [
                dataclasses.replace(one, values={**one.values, edit.field: _held(edit.value)})
                if one.id in edit.ids
                else one
                for one in records
            ]
        elif edit.criterion is None:
            records = [one for one in records if one.id not in edit.ids]
        else:
            named = frozenset({edit.criterion})
            records = [
                dataclasses.replace(one, criteria=one.criteria | named if edit.speak else one.criteria - named)
                if one.id in edit.ids
                else one
                for one in records
            ]
        added = self._bound(edit.added) if edit.added else ()
        if added is None:
            return None
        party = dataclasses.replace(self._party, evidence=Evidence((*records, *added)), empty=False)
        touched = frozenset((*map(self.kind_of, edit.ids), *(one.kind for one in added)))
        return Held(self._standard, party, self.date, self._units, (self, touched))

    def _bound(self, records: Sequence[Data]) -> tuple[Record, ...] | None:
        pack: Data = {"evidence": [], "units": [{"id": unit, "evidence": []} for unit in self._units]}
        _add(pack, records)
        every = [
            {**one, "unit": party["id"]} if "id" in party else one
            for party in parties_in(pack)
            for one in party.get("evidence", ())
        ]
        return bind_records(self._standard.rules, every, self.date)
