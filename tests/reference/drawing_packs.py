"""Packs for generated standards."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from .drawing import SIZES, Draw
from .drawing_sections import points_of
from .evidence import Plain, day, months_before
from .exact import number
from .structure import Structure

DATES = ["2026-11-01", "2024-02-29", "2026-03-31"]
ROLES = ["independent", "peer", "staff"]


class Packs:
    """Draws packs for one standard."""

    def __init__(self, draw: Draw, standard: Plain) -> None:
        self.draw = draw
        self.standard = standard
        self.structure = Structure(standard)
        self.date = draw.one(DATES)
        self.ids: list[str] = []
        self.bare = draw.one([0, 1, 3, 7])  # how often in ten an optional field is left out

    def pack(self) -> Plain:
        """A pack, with units sometimes."""
        units = self.draw.one([0, 0, 1, 2, 3])
        own = self._subject([None, "both", "organisation", *(["units"] if not units else [])])
        organisation = {"id": "org", "name": "Org", "profile": self._profile()}
        pack = {"kitemark": 1, "standard": self.standard["id"], "organisation": organisation}
        pack |= {"date": self.date, **own}
        if units:
            pack["units"] = [self._unit(i + 1) for i in range(units)]
        return pack

    def _unit(self, place: int) -> Plain:
        unit = {"id": f"u{place}", "name": f"U{place}", **self._subject([None, "both", "units"])}
        if self.draw.maybe(6):
            unit["profile"] = self._profile() if self.draw.maybe(5) else {"housing": True}
        return unit

    def _profile(self) -> Plain:
        departments = self.draw.count(0, 3)
        return {
            "size": self.draw.one(SIZES),
            "housing": self.draw.one([True, False]),
            "departments": departments,
        }

    def _subject(self, asked: list[str | None]) -> Plain:
        """Evidence and judgements of the organisation or a unit."""
        start = len(self.ids)
        least, most = self.draw.one([(0, 0), (1, 3), (2, 4), (2, 4), (3, 6), (1, 2)])
        evidence = [
            self._record(kind)
            for kind in self.standard.get("evidence", {})
            for _ in range(self.draw.count(least, most))
        ]
        own = self.ids[start:]
        judgements = [
            judgement
            for node in self.structure.criteria()
            if node.data.get("asked_of") in asked
            for judgement in self._judgements(node.id, own)
        ]
        return {"evidence": evidence, "judgements": judgements}

    # -- evidence ---------------------------------------------------------------------------

    def _day(self, *, later: bool) -> str:
        as_of = day(self.date)
        near = [as_of, months_before(as_of, 1), months_before(as_of, 18), months_before(as_of, 12)]
        near += [as_of - timedelta(days=n) for n in (14, 42, 90, 1, 200)]
        found = self.draw.one(near) + timedelta(days=self.draw.one([0, 0, 0, -1, 1]))
        if later and self.draw.maybe(1):
            found = as_of + timedelta(days=self.draw.one([1, 40]))
        return (found if later or found <= as_of else as_of).isoformat()

    def _record(self, kind: str) -> Plain:
        identity = f"r{len(self.ids)}"
        record: Plain = {"id": identity, "kind": kind}
        if self.draw.maybe(2):
            start = self._day(later=True)
            length = timedelta(days=self.draw.one([0, 30, 400]))
            record["period"] = {"from": start, "to": (day(start) + length).isoformat()}
        else:
            record["date"] = self._day(later=True)
        if self.draw.maybe(3):
            names = [node.id for node in self.structure.criteria()]
            record["criteria"] = self.draw.some(names, 1, 2)
        record |= self._fields(self.standard["evidence"][kind])
        self.ids.append(identity)
        return record

    def _fields(self, kind: Plain) -> Plain:
        found: Plain = {}
        for name, schema in kind["fields"].items():
            if name in kind.get("optional", []) and self.draw.maybe(self.bare):
                continue
            found[name] = self._field(name, schema)
        for rule in reversed(kind.get("rules", [])):
            left, sign, right = rule.split()
            if left in found and sign == "<=" and right in found:
                found[left] = min(found[left], found[right])
        return found

    def _field(self, name: str, schema: Plain) -> Any:
        if name == "decision":
            return self.draw.one([*self.ids[::-1][:4], "none"])
        if "enum" in schema:
            return self.draw.one(schema["enum"])
        if schema["type"] == "array":
            return self.draw.some(schema["items"]["enum"])
        if schema["type"] == "boolean":
            return self.draw.one([True, False])
        if schema["type"] == "integer":
            return self.draw.count(schema["minimum"], schema["maximum"])
        tenths = self.draw.count(schema["minimum"] * 10, schema["maximum"] * 10)
        return Decimal(tenths) / 10

    # -- judgements -------------------------------------------------------------------------

    def _judgements(self, criterion: str, records: list[str]) -> list[Plain]:
        node = self.structure.nodes[criterion]
        default = self.standard.get("not_applicable", "refused")
        refused = node.data.get("not_applicable", default) == "refused"
        judged = is_judged(node.data.get("rating", "judgement"))
        if not judged and refused:
            return []
        number_of = self.draw.one([1, 1, 2, 2, 3, 0]) if judged else self.draw.one([0, 1])
        all_not = not refused and self.draw.maybe(3)
        return [
            self._judgement(
                criterion,
                records,
                mark=not judged or all_not or (not refused and self.draw.maybe(1)),
            )
            for _ in range(number_of)
        ]

    def _judgement(self, criterion: str, records: list[str], *, mark: bool) -> Plain:
        judgement: Plain = {"criterion": criterion, "because": "As seen."}
        judgement["assessor"] = self.draw.one(["A", "B", "C"])
        if mark:
            judgement["not_applicable"] = True
        else:
            judgement["rating"] = self._rating(criterion)
        if "roles" in self.standard.get("judgements", {}) or self.draw.maybe(1):
            judgement["role"] = self.draw.one([*ROLES[:1] * 3, *ROLES])
        if self.draw.maybe(5):
            judgement["date"] = self._day(later=True)
        if records and self.draw.maybe(3):
            judgement["cites"] = self.draw.some(self.draw.one([records, self.ids]), 1, 2)
        return judgement

    def _rating(self, criterion: str) -> Any:
        scale = self.structure.judged_scale(self.structure.nodes[criterion])
        name = next(n for n, one in self.structure.scales.items() if one == scale)
        points = points_of(name)
        if scale.points is None:
            return self.draw.one(points)
        chosen = self.draw.count(0, len(points) - 1)
        value = scale.points[chosen]["value"]
        assert number(value) in scale.ends
        return self.draw.one([value, points[chosen]])


def is_judged(rating: Any) -> bool:
    """Whether a rating has a judged part."""
    if rating == "judgement" or "judgement" in rating:
        return True
    parts = rating.get("worst") or rating.get("best") or rating.get("choose") or []
    return any(map(is_judged, parts))
