"""Records: from the file's mappings and tables to typed values, every fault named and none echoed."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kitemark.binding.spot import Spot
from kitemark.model.days import date_hint
from kitemark.model.fields import found, kind_of
from kitemark.model.rewriting import ENTRIES, as_text, fitting, mended_list
from kitemark.model.strays import Stray, stray
from kitemark.problems import Problem, closest, listing, nearest, nearest_titled
from kitemark.quantity import date_from, exact
from kitemark.rules.records import COMMON, FieldRule, Kind, token
from kitemark.rules.standard import Rules
from kitemark.schemas import misfits

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}\Z")
"""A name as fields have it: what is none may be a part of what somebody said, or a count."""
_PERIOD = "2026-01-01/2026-03-31"
_SIGNS = {"<=": "at most", "<": "less than", "==": "equal to"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A record that has been read: its day, its values with numbers exact, and the criteria that it names."""

    id: str
    kind: Kind
    day: datetime.date
    values: dict[str, Any]
    criteria: tuple[str, ...]


class RecordReader:
    """Reads the records of one assessment for one standard, gathering problems."""

    def __init__(self, rules: Rules, date: datetime.date, problems: list[Problem]) -> None:
        """Take the rules, the assessment date and the list to report to."""
        self._rules = rules
        self._date = date
        self._problems = problems
        self._noted = 0
        self._told: set[tuple[str | None, int | None, int | None, str]] = set()
        self._criteria = frozenset(criterion.id for criterion in rules.criteria)

    def record(self, raw: Mapping[str, Any], spot: Spot, fallback_id: str | None = None) -> Typed | None:
        """Give the typed record, or None with its problems noted."""
        before = self._noted
        kind = self._kind(raw, spot)
        spot = dataclasses.replace(spot, private=kind is None or kind.is_private)
        identity = self._text(raw, "id", spot) or fallback_id
        if identity is None and "id" not in raw:
            self._note(spot.lacking(["id"], "found a record without 'id'", "'id: ...'", ", one of its own"))
        day = self._day(raw, spot)
        for name in ("title", "link", "note", "unit"):
            self._text(raw, name, spot)
        criteria = self._speaks_to(raw, spot)
        if kind is None:
            return None
        called = identity or "without an id"
        values = self._values(raw, kind, called, spot)
        self._rules_hold(kind, values, called, spot)
        if day is None or identity is None or self._noted > before:
            return None
        values["id"], values["kind"], values["date"] = identity, kind.id, day.isoformat()
        values.update({name: raw[name] for name in ("title", "link", "note", "unit") if name in raw})
        voice = kind.voice or kind.voices.get(token(values.get(kind.voice_by)) if kind.voice_by else None)
        if voice:
            values["voice"] = voice
        return Typed(identity, kind, day, values, criteria)

    def _note(self, problem: Problem) -> None:
        self._noted += 1
        self._problems.append(problem)

    def _note_once(self, problem: Problem, what: str) -> None:
        """Note a problem, if not the same has been noted at its place: many records may share it by an alias."""
        key = (problem.file, problem.line, problem.column, what)
        self._noted += 1
        if problem.line is None or key not in self._told:
            self._told.add(key)
            self._problems.append(problem)

    def _kind(self, raw: Mapping[str, Any], spot: Spot) -> Kind | None:
        name = raw.get("kind")
        if name is None:
            more = f"; the kinds are {listing(self._rules.kinds)}"
            self._note(spot.lacking(["kind"], "found a record without 'kind'", "'kind: ...'", more))
            return None
        kind = self._rules.kinds.get(name) if isinstance(name, str) else None
        if kind is None:
            near = nearest_titled(name, self._rules.kinds.values()) if isinstance(name, str) else None
            hint = near or f"the kinds are {listing(self._rules.kinds)}"
            # A kind is a word of the standard's: one that is misspelt is told, a slipped cell is not.
            what = kind_of(name) if spot.is_cell("kind") else found(name)
            message = f"found {what}, wanted a kind of evidence that the standard declares"
            self._note(spot.problem("unknown-name", "kind", message, hint))
        return kind

    def _text(self, raw: Mapping[str, Any], name: str, spot: Spot) -> str | None:
        value = raw.get(name)
        if name not in raw:
            return None
        if not isinstance(value, str) or not value.strip():
            hint = as_text(value, private=spot.private, cell=spot.in_cell(name))
            self._note(spot.problem("wrong-type", name, f"found {kind_of(value)} as '{name}', wanted text", hint))
            return None
        return value

    def _day(self, raw: Mapping[str, Any], spot: Spot) -> datetime.date | None:
        if "date" in raw and "period" in raw:
            both = "found both 'date' and 'period', wanted one"
            self._note(spot.problem("dates", "period", both, "take one of the two away", key=True))
        if "date" in raw:
            return self._date_at(raw["date"], "date", spot)
        if "period" not in raw:
            self._note(spot.lacking(["date"], "found a record without 'date' or 'period'", "'date: YYYY-MM-DD'"))
            return None
        start, end = self._period(raw["period"], spot)
        if start is None or end is None:
            return None
        return self._date if start <= self._date <= end else end

    def _period(self, value: Any, spot: Spot) -> tuple[datetime.date | None, datetime.date | None]:
        if isinstance(value, str) and value.count("/") == 1:
            value = dict(zip(("from", "to"), value.split("/"), strict=True))
        if not isinstance(value, dict) or set(value) != {"from", "to"}:
            message = "found another form of period, wanted {from: YYYY-MM-DD, to: YYYY-MM-DD}"
            self._note(spot.problem("dates", "period", message, "write the first day and the last, such as " + _PERIOD))
            return None, None
        start, end = (self._date_at(value[key], "period", spot) for key in ("from", "to"))
        if start and end and start > end:
            hint = "change the two days over, or mend one"
            self._note(spot.problem("dates", "period", "found a period that ends before it begins", hint))
        return start, end

    def _date_at(self, value: Any, name: str, spot: Spot) -> datetime.date | None:
        day = date_from(value)
        if day is None:
            message = f"found {spot.seen_date(name, value)}, wanted a date that exists, written YYYY-MM-DD"
            self._note(spot.problem("dates", name, message, date_hint(value)))
        return day

    def _speaks_to(self, raw: Mapping[str, Any], spot: Spot) -> tuple[str, ...]:
        named = raw.get("criteria", [])
        if not isinstance(named, list):
            message = f"found {kind_of(named)}, wanted a list of criteria"
            listed = mended_list(named, self._criteria, cell=False) if isinstance(named, str) else None
            hint = ENTRIES if spot.in_cell("criteria") else listed or "write their ids in brackets: [...]"
            self._note(spot.problem("wrong-type", "criteria", message, hint))
            return ()
        for place, name in enumerate(named):
            if not isinstance(name, str) or name not in self._criteria:
                hint = (
                    self._criterion_hint(name, spot)
                    or f"the criteria are {listing(criterion.id for criterion in self._rules.criteria)}"
                )
                message = f"found {spot.seen_id('criteria', name)}, wanted the id of a criterion"
                self._note(spot.problem("unknown-name", "criteria", message, hint, item=place))
        return tuple(name for name in named if isinstance(name, str))

    def _criterion_hint(self, name: object, spot: Spot) -> str | None:
        if not isinstance(name, str):
            return "write its id as text"
        cell = spot.in_cell("criteria")
        apart = mended_list(name, self._criteria, cell=cell)
        return apart or nearest_titled(name, self._rules.criteria, several=not cell)

    def _values(self, raw: Mapping[str, Any], kind: Kind, called: str, spot: Spot) -> dict[str, Any]:
        values: dict[str, Any] = {}
        spoilt = self._strays(raw, kind, called, spot)
        for name, value in raw.items():
            if name in COMMON or name in spoilt:
                continue
            if name not in kind.fields:
                self._note(self._unknown_field(name, kind, called, spot))
                continue
            wrong = misfits(kind.fields[name], value)
            for wanted in wrong:
                what = f"found {spot.seen(name, value)} as '{name}', wanted {wanted}"
                hint = fitting(value, wanted, name, kind.fields[name], private=spot.private, cell=spot.in_cell(name))
                self._note_once(spot.problem("field", name, f"record '{called}': {what}", hint), what)
            if not wrong:
                values[name] = exactly(value)
        self._missing(raw, kind, called, spot)
        return values

    def _missing(self, raw: Mapping[str, Any], kind: Kind, called: str, spot: Spot) -> None:
        # A misspelt field is not missing too.
        known = [*kind.fields, *COMMON]
        meant = {closest(name, known) for name in raw if name not in known}
        missing = sorted(kind.required - raw.keys() - meant)
        for of_table in (True, False):
            names = [name for name in missing if spot.lacks(name) is of_table]
            if not names:
                continue
            message = f"found no {listing(map(repr, names), 40)}, which every {kind.id} has"
            message = message if of_table else f"record '{called}': {message}"
            self._note(spot.lacking(names, message, listing((f"'{name}: ...'" for name in names), 40)))

    def _strays(self, raw: Mapping[str, Any], kind: Kind, called: str, spot: Spot) -> set[str]:
        """Note the commas and colons that have made fields of a text or number; give these, and what is spoilt."""
        known = [*kind.fields, *COMMON]
        empty = [name for name, value in raw.items() if value is None and name not in known and spot.table is None]
        strays = {
            name: found
            for name in empty
            if (found := stray(spot.document, (*spot.path, name), raw, known, private=spot.private)) is not None
        }
        for name, found in [(name, found) for name, found in strays.items() if not found.follows]:
            message, hint = meant(found, kind.fields, private=spot.private)
            problem = spot.hushed(name, "empty-value", f"record '{called}': {message}", hint)
            self._note_once(problem, message)
        return {*strays, *(found.spoils for found in strays.values() if found.spoils is not None)}

    def _unknown_field(self, name: str, kind: Kind, called: str, spot: Spot) -> Problem:
        hint = nearest(name, [*kind.fields, *COMMON]) or f"its fields are {listing(kind.fields) or 'none'}"
        if spot.table is None or name not in spot.table.columns:
            if spot.private and not _NAME.match(name):
                message = f"record '{called}': found as a field what no field is named by"
                more = "if it belongs to the text before it, put that text in quotes"
                fields = f"its fields are {listing(kind.fields) or 'none'}"
                return spot.hushed(name, "unknown-key", message, f"{fields}; {more}")
            message = f"record '{called}': found the unknown field '{name}'"
            return spot.problem("unknown-key", name, message, hint, key=True)
        place = spot.table.columns.index(name) + 1
        near = closest(name, [*kind.fields, *COMMON])
        # Other names are not repeated: in a table without a heading each is a cell of the first row.
        what = f"the column '{name}'" if near else f"column {place}"
        message = f"found {what}, which is named after no field of '{kind.id}'"
        fields = f"its fields are {listing(kind.fields) or 'none'}; every table may have {listing(COMMON)}"
        hint = f"did you mean '{near}'?" if near else fields
        return Problem("unknown-key", message, spot.table.file, spot.table.heading, place, "", hint)

    def _rules_hold(self, kind: Kind, values: Mapping[str, Any], called: str, spot: Spot) -> None:
        for rule in kind.rules:
            right = values.get(rule.right) if isinstance(rule.right, str) else rule.right
            left = values.get(rule.left)
            if left is None or right is None or _holds(rule, left, right):
                continue
            message = (
                f"record '{called}': found '{rule.left}' not {_SIGNS[rule.sign]} '{rule.right}', wanted {rule.text}"
            )
            self._note(spot.problem("record-rule", rule.left, message, "check the counts"))


def meant(found: Stray, schemas: Mapping[str, Any], *, private: bool) -> tuple[str, str]:
    """Give the words for a comma or colon, and what to do: where a number is cut in two, as its schema takes it."""
    schema, values = schemas.get(found.spoils or ""), found.amounts.values
    if schema is None or not values:
        return found.message, found.hint
    taken = [place for place, value in enumerate(values) if not misfits(schema, value)]
    if taken:
        return found.message, found.amounts.hint(taken)
    wanted = misfits(schema, values[0])[0]
    hint = fitting(values[0], wanted, str(found.spoils), schema, private=private, cell=False)
    return f"{found.message}, wanted {wanted}", hint


def exactly(value: Any) -> Any:
    """Give a value with its numbers exact."""
    if isinstance(value, Decimal):
        return exact(value)
    return [exactly(item) for item in value] if isinstance(value, list) else value


def _holds(rule: FieldRule, left: Any, right: Any) -> bool:
    if rule.sign == "==":
        return bool(token(left) == token(right))
    numbers = all(not isinstance(v, str | bool | list | dict) for v in (left, right))
    if not numbers and not (date_from(left) and date_from(right)):
        return False
    return bool(left <= right) if rule.sign == "<=" else bool(left < right)
