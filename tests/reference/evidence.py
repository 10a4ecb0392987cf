"""Dates, records, judgements and accepted evidence of the reference evaluator."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .exact import is_number, number

Plain = dict[str, Any]


def day(written: str) -> date:
    """Dates are ISO text."""
    return date.fromisoformat(str(written))


def months_before(start: date, months: int) -> date:
    """The same day-number n months before, or that month's last day."""
    count = start.year * 12 + (start.month - 1) - months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def long_before(start: date, duration: str) -> date:
    """The day that long before: `N days|weeks|months|years`."""
    count, unit = duration.split()
    if unit.startswith("day"):
        return start - timedelta(days=int(count))
    if unit.startswith("week"):
        return start - timedelta(weeks=int(count))
    return months_before(start, int(count) * (12 if unit.startswith("year") else 1))


def identity(value: Any) -> tuple[str, Any]:
    """What makes two plain values equal: `true` is not 1, and 1 is 1.0."""
    if isinstance(value, list):
        return ("list", tuple(identity(item) for item in value))
    return ("number", number(value)) if is_number(value) else (type(value).__name__, value)


def within(value: Any, low: Any, high: Any) -> bool:
    """Lies within bounds: numbers within numbers, dates within dates."""
    found = measurable(value)
    bounds = measurable(low), measurable(high)
    if found is None or any(type(b) is not type(found) for b in bounds if b is not None):
        return False
    return (bounds[0] is None or found >= bounds[0]) and (bounds[1] is None or found <= bounds[1])


def measurable(value: Any) -> Any:
    """A number exactly, or ISO text as a date; nothing for what lies within no bounds."""
    if is_number(value):
        return number(value)
    try:
        return day(value) if isinstance(value, str) else None
    except ValueError:
        return None


def matches_one(value: Any, wanted: Any) -> bool:
    """Equals the value, or one of a list, or lies within `{at_least, at_most}`."""
    if isinstance(wanted, list):
        return any(identity(value) == identity(item) for item in wanted)
    if isinstance(wanted, dict):
        return within(value, wanted.get("at_least"), wanted.get("at_most"))
    return identity(value) == identity(wanted)


def matches(fields: Plain, where: Plain | None) -> bool:
    """Every field named matches; a record without the field does not match."""
    for name, wanted in (where or {}).items():
        if name not in fields:
            return False
        value = fields[name]
        # "a list field matches when it contains the value"
        if not any(matches_one(v, wanted) for v in (value if isinstance(value, list) else [value])):
            return False
    return True


@dataclass
class Record:
    """One record, or one judgement read as a record."""

    fields: Plain
    dated: date | None
    place: int = 0
    criteria: set[str] = field(default_factory=set)

    @property
    def when(self) -> tuple[date, int]:
        """By date, an undated one first, then by place."""
        return (self.dated or date.min, self.place)


def record_date(record: Plain, as_of: date) -> date:
    """Its `date`, or the end of its period, or the assessment date while its period runs."""
    if "date" in record:
        return day(record["date"])
    start, end = day(record["period"]["from"]), day(record["period"]["to"])
    return as_of if start <= as_of <= end else end


def with_voice(kinds: Plain, record: Plain) -> Plain:
    """The record with the voice it carries, which its kind says or one of its fields tells."""
    voice = kinds[record["kind"]].get("voice")
    if isinstance(voice, dict):
        voice = voice.get(record.get(voice["by"]))
    return record if voice is None else {**record, "voice": voice}


def standing(judgements: list[Plain], rules: Plain, as_of: date) -> list[Record]:
    """The judgements that stand."""
    counting = [
        Record(one, day(one["date"]) if "date" in one else None, place)
        for place, one in enumerate(judgements)
        # By role: "roles ... says whose count (all, unless said...)"
        if "roles" not in rules or one.get("role") in rules["roles"]
    ]
    # "Records and judgements dated after the assessment date are left out everywhere"
    counting = [one for one in counting if one.dated is None or one.dated <= as_of]
    # "One assessor's later judgement of a criterion ... replaces their earlier one"
    latest: dict[tuple[str, str], Record] = {}
    for one in sorted(counting, key=lambda each: each.when):
        latest[one.fields["criterion"], one.fields["assessor"]] = one
    return sorted(latest.values(), key=lambda each: each.place)


class Evidence:
    """All the records and standing judgements that one subject is evaluated on."""

    def __init__(
        self,
        standard: Plain,
        as_of: date,
        records: list[Record],
        judgements: list[Plain],
        rating_value: Callable[[str, Any], Any],
        units: list[Evidence] | None = None,
    ) -> None:
        self.standard = standard
        self.as_of = as_of
        self.kinds = standard.get("evidence", {})
        self.judgements = standing(judgements, standard.get("judgements", {}), as_of)
        self.ratings = [self._as_record(one, rating_value) for one in self._rated()]
        # "what they cite or are cited for travels with them"
        citing = [one for unit in units or [] for one in unit.judgements]
        self.records = self._with_citations(records, [*self.judgements, *citing])
        self.is_empty = not self.records and not self.judgements

    def _rated(self) -> list[Record]:
        return [one for one in self.judgements if not one.fields.get("not_applicable")]

    def _as_record(self, one: Record, rating_value: Callable[[str, Any], Any]) -> Record:
        fields = one.fields
        value = rating_value(fields["criterion"], fields["rating"])
        return Record({**fields, "rating": value}, one.dated, one.place, {fields["criterion"]})

    @staticmethod
    def _with_citations(records: list[Record], citing: list[Record]) -> list[Record]:
        """Citing a record is the same as that record naming the criterion."""
        result = []
        for place, record in enumerate(records):
            cited_for = {
                one.fields["criterion"] for one in citing if record.fields["id"] in one.fields.get("cites", [])
            }
            names = record.criteria | cited_for
            fields = {**record.fields, "criteria": sorted(names)} if names else record.fields
            result.append(Record(fields, record.dated, place, names))
        return result

    def named(self, name: str) -> list[Record]:
        """The records of a kind, of an accepted name, `any`, or the judgements."""
        if name == "judgement":
            return self.ratings
        if name == "any":
            return self.records
        if name in self.kinds:
            return [record for record in self.records if record.fields["kind"] == name]
        return self.chosen(self.standard["accepted"][name])

    def chosen(self, part: Plain, criterion: str | None = None) -> list[Record]:
        """What `from`, `where`, `within`, `older_than`, `linked` and `cited` leave."""
        sources = part["from"] if isinstance(part["from"], list) else [part["from"]]
        everything = [one for source in sources for one in self.named(source)]
        once = list({id(one): one for one in everything}.values())
        taken = [one for one in once if self._accepts(part, one, criterion)]
        return sorted(taken, key=lambda one: one.place)

    def _accepts(self, part: Plain, one: Record, criterion: str | None) -> bool:
        return (
            matches(one.fields, part.get("where"))
            and self._within(part, one)
            and self._older(part, one)
            and self._linked(part, one)
            and (not part.get("cited") or criterion in one.criteria)
        )

    def _within(self, part: Plain, one: Record) -> bool:
        """Dated on or after the day that long before the assessment date."""
        if "within" not in part:
            return True
        return one.dated is not None and one.dated >= long_before(self.as_of, part["within"])

    def _older(self, part: Plain, one: Record) -> bool:
        """Dated before the day that long before."""
        if "older_than" not in part:
            return True
        return one.dated is not None and one.dated < long_before(self.as_of, part["older_than"])

    def _linked(self, part: Plain, one: Record) -> bool:
        """The field `by` holds the id of a record of `to`, dated `after` or `before` it."""
        if "linked" not in part:
            return True
        link = part["linked"]
        held = one.fields.get(link["by"], [])
        ids = held if isinstance(held, list) else [held]
        others = [o for o in self.named(link["to"]) if o.fields["id"] in ids]
        dated = link.get("dated")
        if dated == "after":  # "on or after this one"
            return any(other.when[0] >= one.when[0] for other in others)
        if dated == "before":  # "earlier"
            return any(other.when[0] < one.when[0] for other in others)
        return bool(others)
