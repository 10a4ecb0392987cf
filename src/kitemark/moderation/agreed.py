"""What was agreed in moderation, read back from the filled sheet as later judgements.

The language lets one assessor's later judgement replace their own earlier one, and nobody else's.
So what was agreed becomes a later judgement of each assessor whose rating stands, with the role
and the citations of the one that it replaces. The first ones stay in the file and are set aside.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kitemark.binding import Judgement, Party
from kitemark.problems import KitemarkError, Problem, listing, nearest, nearest_titled
from kitemark.quantity import date_from, number_from_text
from kitemark.reading import Table
from kitemark.render.spreadsheet import undefused
from kitemark.result import Result
from kitemark.rules.standard import Criterion
from kitemark.standard import Standard

UNIT, CRITERION, RATING, BECAUSE, DAY, WHO = (
    "unit",
    "criterion",
    "agreed_rating",
    "agreed_because",
    "agreed_on",
    "agreed_by",
)
"""The columns that are read back; the others are for people."""
NOT_APPLICABLE = "not applicable"
_TO_FILL = (RATING, BECAUSE, DAY, WHO)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A later judgement that was agreed: of which unit, None for the organisation, and as a file says it."""

    unit: str | None
    judgement: dict[str, Any]


def agreed_judgements(table: Table, whole: Result, standard: Standard) -> list[Agreed]:
    """Give the judgements that a filled sheet adds; a row with nothing agreed adds none.

    Raises KitemarkError with every row that cannot be taken. No message repeats a cell, save the
    ids of criteria and units.
    """
    missing = [name for name in (CRITERION, RATING, BECAUSE, DAY) if name not in table.columns]
    if missing:
        message = f"found no column {listing(map(repr, missing))}, wanted a moderation sheet"
        hint = "take the one that 'kitemark agreement --sheet' writes"
        raise KitemarkError([Problem("wrong-columns", message, table.file, table.heading, hint=hint)])
    reader = _Reader(table, whole, standard)
    found = [one for line, row in table.rows for one in reader.row(line, row)]
    if reader.problems:
        raise KitemarkError(reader.problems)
    return found


class _Reader:
    def __init__(self, table: Table, whole: Result, standard: Standard) -> None:
        self.problems: list[Problem] = []
        self._table = table
        self._date = whole.assessment.date
        self._criteria = {criterion.id: criterion for criterion in standard.rules.criteria}
        self._parties: Mapping[str | None, Party] = {
            None: whole.outcome.party,
            **{unit.party.id: unit.party for unit in whole.outcome.units},
        }
        self._taken: dict[tuple[str | None, str], int] = {}

    def _note(self, code: str, line: int, column: str, message: str, hint: str) -> None:
        self.problems.append(self._table.problem(code, line, column, message, hint))

    def row(self, line: int, row: Mapping[str, str]) -> Iterator[Agreed]:
        """Give what one row adds, noting what is wrong with it."""
        if not any(row.get(name) for name in _TO_FILL):
            return
        before = len(self.problems)
        unit, criterion = self._unit(line, row), self._criterion(line, row)
        because, day = self._because(line, row), self._day(line, row)
        said = self._said(line, row, criterion) if criterion is not None else None
        if len(self.problems) > before or criterion is None or said is None or day is None:
            return
        if (first := self._taken.setdefault((unit, criterion.id), line)) != line:
            message = f"found '{criterion.id}' again, agreed on line {first} already"
            self._note("duplicate-id", line, CRITERION, message, "keep one of the two lines")
            return
        for one in self._whose(line, row, unit, criterion):
            if (one.day or datetime.date.min) > day:
                message = f"found a day before the judgement of '{criterion.id}' that it would replace"
                self._note("dates", line, DAY, message, "write the day on which it was agreed")
                return
            yield Agreed(unit, _judgement(one, said, because, day))

    def _unit(self, line: int, row: Mapping[str, str]) -> str | None:
        name = row.get(UNIT) or None
        if name not in self._parties:
            units = [unit for unit in self._parties if unit is not None]
            hint = nearest(name or "", units) or (f"the units are {listing(units)}" if units else "leave it empty")
            self._note("unknown-name", line, UNIT, "found no unit of this id", hint)
        return name

    def _criterion(self, line: int, row: Mapping[str, str]) -> Criterion | None:
        name = undefused(row.get(CRITERION, ""))
        criterion = self._criteria.get(name)
        if criterion is None:
            hint = nearest_titled(name, self._criteria.values()) or f"the criteria are {listing(self._criteria, 60)}"
            self._note("unknown-name", line, CRITERION, "found no criterion of this id", hint)
        return criterion

    def _because(self, line: int, row: Mapping[str, str]) -> str:
        because = undefused(row.get(BECAUSE, ""))
        if not because:
            self._note("empty-value", line, BECAUSE, "found nothing, wanted the reason that was agreed", "fill it in")
        return because

    def _day(self, line: int, row: Mapping[str, str]) -> datetime.date | None:
        text = row.get(DAY, "")
        day = date_from(text)
        if day is None:
            what = "no such date" if text else "nothing"
            message = f"found {what}, wanted a date that exists, written YYYY-MM-DD"
            self._note("dates", line, DAY, message, "write the day on which it was agreed, as in 2026-03-31")
        elif day > self._date:
            message = f"found a day after {self._date.isoformat()}, as of which everything is judged"
            self._note("dates", line, DAY, message, "a judgement dated later would be left out")
        return day

    def _said(self, line: int, row: Mapping[str, str], criterion: Criterion) -> dict[str, Any] | None:
        text = undefused(row.get(RATING, ""))
        if text.lower() == NOT_APPLICABLE:
            if criterion.not_applicable != "refused":
                return {"not_applicable": True}
            message = f"found '{criterion.id}' marked not applicable, which the standard refuses"
            self._note("not-applicable", line, RATING, message, "agree on a rating")
            return None
        scale = criterion.judged_on
        if scale.called(text) is not None:
            return {"rating": text}
        number = number_from_text(text)
        if number is not None and scale.holds(number):
            return {"rating": number if isinstance(number, int) else Decimal(text)}
        what = "no point" if text else "nothing"
        message = f"found {what}, wanted a point of the scale '{scale.id}' of '{criterion.id}'"
        hint = f"its points are {listing(scale.worst_first())}" if scale.points else "write a number of its range"
        self._note("not-on-scale", line, RATING, message, hint)
        return None

    def _whose(self, line: int, row: Mapping[str, str], unit: str | None, criterion: Criterion) -> list[Judgement]:
        """Give the standing judgements that are replaced: of those who are named, or of all."""
        standing = {one.assessor: one for one in self._parties[unit].standing.get(criterion.id, ())}
        named = [name for part in row.get(WHO, "").split(";") if (name := undefused(part.strip()))]
        unknown = [name for name in named if name not in standing]
        if not standing:
            message = f"found nobody whose rating of '{criterion.id}' stands"
            self._note("unknown-name", line, CRITERION, message, "let an assessor judge it in a pack first")
        elif unknown:
            hint = f"those who judged it are {listing(standing)}; with ';' between them, or nobody for all"
            self._note(
                "unknown-name", line, WHO, f"found somebody whose rating of '{criterion.id}' does not stand", hint
            )
        if not standing or unknown:
            return []
        return [standing[name] for name in dict.fromkeys(named or standing)]


def _judgement(replaced: Judgement, said: Mapping[str, Any], because: str, day: datetime.date) -> dict[str, Any]:
    role = {"role": replaced.role} if replaced.role is not None else {}
    cites = {"cites": list(replaced.cites)} if replaced.cites else {}
    head = {"criterion": replaced.criterion, **said, "assessor": replaced.assessor, **role}
    return {**head, "date": day.isoformat(), "because": because, **cites}
