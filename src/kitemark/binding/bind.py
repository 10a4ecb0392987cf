"""An assessment bound to a standard: all that can be wrong between the two is found here."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kitemark.binding.case import Case, Evidence, Judgement, LeftOut, Party, Record
from kitemark.binding.facts import check_facts, exact_facts, facts_read, missing_facts
from kitemark.binding.judgements import JudgementReader
from kitemark.binding.records import RecordReader, Typed
from kitemark.binding.spot import Spot
from kitemark.binding.tables import table_records
from kitemark.model.assessment import AssessmentFile, Unit
from kitemark.problems import Problem, listing, nearest, nearest_titled
from kitemark.reading import Document, Path, Table
from kitemark.rules.standard import Rules

Tables = Mapping[str, Table]


def bind(rules: Rules, file: AssessmentFile, document: Document, tables: Tables) -> tuple[Case, tuple[Problem, ...]]:
    """Give the case to evaluate, and every problem between assessment and standard.

    With problems the case holds what is sound, and no level may be read off it.
    """
    binder = _Binder(rules, file, document, tables)
    return binder.case(), tuple(binder.problems)


def bind_records(rules: Rules, raws: Iterable[Mapping[str, Any]], date: datetime.date) -> tuple[Record, ...] | None:
    """Give plain records as evaluation takes them, or None where any of them is wrong or dated later."""
    problems: list[Problem] = []
    reader = RecordReader(rules, date, problems)
    document = Document(None)
    typed = [reader.record(raw, Spot(document, ("evidence", place))) for place, raw in enumerate(raws)]
    found = [one for one in typed if one is not None and one.day <= date]
    whole = len(found) == len(typed) and not problems
    return tuple(_record(one, place) for place, one in enumerate(found)) if whole else None


class _Binder:
    def __init__(self, rules: Rules, file: AssessmentFile, document: Document, tables: Tables) -> None:
        self.problems: list[Problem] = []
        self._rules = rules
        self._file = file
        self._document = document
        self._tables = tables
        self._records = RecordReader(rules, file.date, self.problems)
        self._judgements = JudgementReader(rules, file.date, document, self.problems)
        self._seen: dict[str, Spot] = {}
        self._left_out: list[LeftOut] = []
        self._units = frozenset(unit.id for unit in file.units)

    def case(self) -> Case:
        file = self._file
        self._check_units()
        own = self._read(file.evidence, ("evidence",), None)
        by_unit = [self._read(unit.evidence, ("units", i, "evidence"), unit.id) for i, unit in enumerate(file.units)]
        known = frozenset(self._seen)
        judged = self._judgements.read(file.judgements, ("judgements",), known)
        judged_by_unit = [
            self._judgements.read(unit.judgements, ("units", i, "judgements"), known)
            for i, unit in enumerate(file.units)
        ]
        units = tuple(self._unit(unit, i, by_unit[i], judged_by_unit[i]) for i, unit in enumerate(file.units))
        organisation = self._organisation(own, judged, units)
        self._check_decision()
        left_out = (*self._left_out, *self._judgements.left_out)
        return Case(file.date, organisation, units, left_out, self._document, self._seen)

    def _check_units(self) -> None:
        seen: set[str] = set()
        for index, unit in enumerate(self._file.units):
            if unit.id in seen:
                message = f"found the unit '{unit.id}' a second time"
                self._note("duplicate-id", ("units", index, "id"), message, "give each unit an id of its own")
            seen.add(unit.id)

    def _check_decision(self) -> None:
        decision = self._file.decision
        levels = [level.id for level in self._rules.levels]
        if decision is not None and decision.level not in levels:
            hint = nearest_titled(decision.level, self._rules.levels) or f"the levels are {listing(levels)}"
            self._note(
                "unknown-name", ("decision", "level"), f"found '{decision.level}', wanted the id of a level", hint
            )

    def _note(self, code: str, path: Path, message: str, hint: str) -> None:
        self.problems.append(self._document.problem(code, path, message, hint))

    def _read(self, evidence: Sequence[Mapping[str, Any]], path: Path, unit: str | None) -> list[Typed]:
        read: list[Typed] = []
        for index, raw in enumerate(evidence):
            here = (*path, index)
            for spot, fields, fallback in self._rows(raw, here):
                self._know(fields, fallback, spot)
                typed = self._records.record(self._placed(fields, unit, spot), spot, fallback)
                if typed is None:
                    continue
                if typed.day > self._file.date:
                    self._left_out.append(LeftOut("record", typed.id, typed.day))
                else:
                    read.append(typed)
        return read

    def _rows(self, raw: Mapping[str, Any], path: Path) -> Iterable[tuple[Spot, Mapping[str, Any], str | None]]:
        name = raw.get("table")
        if not isinstance(name, str) or name not in self._tables:
            yield Spot(self._document, path), raw, None
            return
        table = self._tables[name]
        for line, row in table.rows:
            for both in sorted(row.keys() & raw.keys()):
                message = f"found '{both}' in the row and beside 'table', wanted one"
                self.problems.append(table.problem("duplicate-key", line, both, message, "take one of them out"))
        for line, record, fallback in table_records(raw, table, self._rules.kinds):
            yield Spot(self._document, path, table, line), record, fallback

    def _know(self, raw: Mapping[str, Any], fallback: str | None, spot: Spot) -> None:
        identity = raw.get("id", fallback)
        if not isinstance(identity, str):
            return
        if identity in self._seen:
            message = f"found the record '{identity}' a second time, wanted an id of its own"
            first = self._seen[identity].words
            self.problems.append(spot.problem("duplicate-id", "id", message, f"the first is {first}"))
        self._seen.setdefault(identity, spot)

    def _placed(self, raw: Mapping[str, Any], unit: str | None, spot: Spot) -> Mapping[str, Any]:
        named = raw.get("unit")
        if unit is not None and "unit" in raw and named != unit:
            message = f"found another 'unit' on a record of the unit '{unit}'"
            self.problems.append(spot.problem("unit", "unit", message, "take 'unit' out, or move the record"))
        if unit is None and self._units and isinstance(named, str) and named not in self._units:
            hint = (
                nearest(named, self._units, {unit.id: unit.name for unit in self._file.units})
                or f"the units are {listing(sorted(self._units))}"
            )
            message = f"found {spot.seen_id('unit', named)}, wanted the id of a unit"
            self.problems.append(spot.problem("unknown-name", "unit", message, hint))
        return raw if unit is None else {**raw, "unit": unit}

    def _unit(self, unit: Unit, index: int, typed: list[Typed], judged: list[Judgement]) -> Party:
        path: Path = ("units", index, "profile")
        self.problems.extend(check_facts(unit.profile, self._rules, self._document, path))
        facts = exact_facts({**self._file.organisation.profile, **unit.profile})
        read = facts_read(self._rules, unit=True, has_units=True)
        self.problems.extend(
            missing_facts(facts, read, self._rules.facts, self._document, path if unit.profile else ("units", index))
        )
        standing, aside = self._judgements.standing(judged, ("units", index, "judgements"))
        records = _cited([_record(one, place) for place, one in enumerate(typed)], standing)
        empty = not records and not standing
        return Party(unit.id, unit.name or unit.id, facts, Evidence(records), standing, aside, empty, path)

    def _organisation(self, own: list[Typed], judged: list[Judgement], units: tuple[Party, ...]) -> Party:
        organisation = self._file.organisation
        path: Path = ("organisation", "profile")
        self.problems.extend(check_facts(organisation.profile, self._rules, self._document, path))
        facts = exact_facts(organisation.profile)
        read = facts_read(self._rules, unit=False, has_units=bool(units)) | self._rules.facts_required
        self.problems.extend(
            missing_facts(facts, read, self._rules.facts, self._document, path if organisation.profile else path[:1])
        )
        standing, aside = self._judgements.standing(judged, ("judgements",))
        every = [
            *(_record(one, place) for place, one in enumerate(own)),
            *(record for unit in units for record in unit.evidence.records),
        ]
        everywhere = [standing, *(unit.standing for unit in units)]
        records = tuple(every)
        for one in everywhere:
            records = _cited(records, one)
        empty = not records and not any(everywhere)
        name = organisation.name or organisation.id
        return Party(organisation.id, name, facts, Evidence(records), standing, aside, empty, path)


def _record(typed: Typed, place: int) -> Record:
    criteria = frozenset(typed.criteria)
    values = {**typed.values, "criteria": sorted(criteria)} if criteria else typed.values
    return Record(typed.id, typed.kind.id, typed.day, values, criteria, place)


def _cited(records: Sequence[Record], standing: Mapping[str, tuple[Judgement, ...]]) -> tuple[Record, ...]:
    """Give the records with the criteria that standing judgements cite them for."""
    cited: dict[str, set[str]] = {}
    for criterion, judgements in standing.items():
        for judgement in judgements:
            for name in judgement.cites:
                cited.setdefault(name, set()).add(criterion)
    return tuple(_speaking(record, cited.get(record.id)) for record in records)


def _speaking(record: Record, criteria: set[str] | None) -> Record:
    if not criteria or criteria <= record.criteria:
        return record
    every = record.criteria | criteria
    return dataclasses.replace(record, criteria=every, values={**record.values, "criteria": sorted(every)})
