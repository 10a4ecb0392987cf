"""Measures and accepted evidence of generated standards."""

from __future__ import annotations

from typing import Any

from .drawing import NUMBERS, PERCENTAGES, Draw
from .evidence import Plain
from .measures import lower_is_better, take_name

WHERES: dict[str, list[Plain]] = {
    "survey": [
        {"private": True},
        {"voice": "customer"},
        {"responses": {"at_least": 5}},
        {"site": ["north", "south"]},
        {"responses": {"at_least": 1, "at_most": 30}, "private": False},
    ],
    "log": [
        {"outcome": ["done", "planned"]},
        {"days": {"at_most": 20}},
        {"site": "north"},
        {"date": {"at_least": "2026-02-28", "at_most": "2026-09-30"}},
        {"outcome": "done", "cost": {"at_least": 1}},
    ],
    "activity": [{"rung": {"at_least": 3}}, {"topics": "food"}, {"topics": ["rules", "food"]}],
    "judgement": [
        {"rating": {"at_least": 2}},
        {"assessor": ["A", "B"]},
        {"role": "independent"},
        {"criterion": "c0"},
    ],
    "": [{"voice": "customer"}, {"unit": ["u1", "u2"]}, {"criteria": "c0"}, {"site": "south"}],
}
SHARES: dict[str, list[Plain]] = {
    "survey": [
        {"share": "positive", "of": "responses"},
        {"share": {"private": True}},
        {"share": {"private": True}, "of": "responses"},
    ],
    "log": [
        {"share": {"outcome": ["done", "planned"]}},
        {"share": {"outcome": "done"}, "of": "cost"},
        {"share": {"days": {"at_most": 10}}},
    ],
    "activity": [{"share": {"rung": {"at_least": 3}}}, {"share": {"topics": "food"}}],
    "judgement": [{"share": {"rating": {"at_least": 2}}}, {"share": {"role": "independent"}}],
    "": [{"share": {"voice": "customer"}}, {"share": {"site": "north"}, "of": "hours"}],
}
FIELDS: dict[str, list[str]] = {
    "survey": ["positive", "responses", "population"],
    "log": ["days", "cost"],
    "activity": ["rung", "attended"],
    "judgement": ["rating"],
    "": ["hours"],
}
OPTIONAL = {"survey": "population", "log": "days", "activity": "attended"}
WEIGHTS = {"survey": "responses", "log": "cost", "activity": "attended", "": "hours"}


class Measures:
    """Draws measures over the kinds of evidence a standard declares."""

    def __init__(self, draw: Draw, kinds: list[str]) -> None:
        self.draw = draw
        self.kinds = kinds
        self.accepted: dict[str, Plain] = {}
        self.kind_of: dict[str, str] = {kind: kind for kind in kinds}

    def all_accepted(self) -> dict[str, Plain]:
        """A few named parts of the evidence."""
        for i in range(self.draw.count(0, 2)):
            name = f"part{i}"
            part = self._from(list(self.kind_of), several=True)
            self.kind_of[name] = self._kind(part["from"])
            self.accepted[name] = self._narrowed(part, self.kind_of[name])
        return self.accepted

    def _from(self, names: list[str], *, several: bool) -> Plain:
        if several and len(names) > 1 and self.draw.maybe(2):
            return {"from": self.draw.some(names, 2, 3)}
        return {"from": self.draw.one([*names, "any"] if several else names)}

    def _kind(self, source: Any) -> str:
        """The one kind that a source reads; nothing where it may read several."""
        names = source if isinstance(source, list) else [source]
        found = {self.kind_of.get(name, "") for name in names}
        return found.pop() if len(found) == 1 else ""

    def _narrowed(self, part: Plain, kind: str) -> Plain:
        part = dict(part)
        if self.draw.maybe(3):
            part["where"] = self.draw.one(self._wheres(kind))
        if self.draw.maybe(2):
            part["within"] = self.draw.one(["18 months", "1 years", "6 weeks", "90 days"])
        if self.draw.maybe(1):
            part["older_than"] = self.draw.one(["14 days", "1 months"])
        if kind == "activity" and self.draw.maybe(5):
            part["linked"] = {"by": "decision", "to": self.draw.one([*self.kinds, *self.accepted])}
            dated = self.draw.one([None, "after", "before"])
            part["linked"] |= {"dated": dated} if dated else {}
        return part

    def _wheres(self, kind: str) -> list[Plain]:
        """What may be asked of a kind's records; some kind must carry the voice asked for."""
        voiced = kind != "" or self._voiced()
        return [where for where in WHERES[kind] if voiced or "voice" not in where]

    def _voiced(self) -> bool:
        """Whether some kind can carry the customers' voice."""
        return bool({"survey", "log"} & set(self.kinds))

    def measure(self) -> Plain:
        """One measure."""
        if self.draw.maybe(2):
            measure: Plain = {"from": "judgement"}
            kind = "judgement"
        else:
            measure = self._from([*self.kind_of], several=self.draw.maybe(3))
            kind = self._kind(measure["from"])
        measure = self._narrowed(measure, kind)
        if self.draw.maybe(2):
            measure["cited"] = True
        measure |= self._take(kind)
        return self._finished(measure, kind)

    def _take(self, kind: str) -> Plain:
        takes: list[Plain] = [
            {"take": "count"},
            {"take": {"age": self.draw.one(["months", "days"])}},
        ]
        distinct = ["assessor", "criterion"] if kind == "judgement" else ["site", "unit", "voice"]
        takes.append({"take": {"distinct": self.draw.one(distinct)}})
        share: Plain = {"take": self.draw.one(SHARES[kind])}
        if not kind and not self._voiced():
            share = {"take": SHARES[kind][-1]}
        sure = {**share, "confidence": self.draw.one(["95%", "80%", "99.9%"])}
        form = self.draw.one(["share", "sure", "sure", "other", "field", "field", "field"])
        if form == "field":
            return self._field_take(kind)
        return self.draw.one(takes) if form == "other" else (sure if form == "sure" else share)

    def _field_take(self, kind: str) -> Plain:
        field = self.draw.one(FIELDS[kind])
        word = self.draw.one(["sum", "mean", "median", "latest", "smallest", "largest"])
        take = {word: field}
        if word == "mean" and kind in WEIGHTS and self.draw.maybe(5):
            take["weighted_by"] = WEIGHTS[kind]
        if word == "median" and self.draw.maybe(6):
            take = {word: OPTIONAL.get(kind, field), "missing": "worst"}
        if kind == "survey" and self.draw.maybe(3):
            return {"take": {"margin": "responses"}, "confidence": "95%"}
        return {"take": take}

    def _finished(self, measure: Plain, kind: str) -> Plain:
        name = take_name(measure)
        if name not in ("age", "margin") and self.draw.maybe(3):
            measure["better"] = "lower"
        if kind in WEIGHTS and self.draw.maybe(2):
            measure["needs"] = {WEIGHTS[kind]: self.draw.one([0, 3, 10])}
        if kind == "survey" and "confidence" in measure and self.draw.maybe(7):
            measure["population"] = self.draw.one(["population", {"largest": "population"}])
        if kind != "judgement" and "confidence" not in measure and self.draw.maybe(4):
            measure |= self._by(measure)
        if name not in ("count", "distinct") and self.draw.maybe(2):
            measure["if_none"] = self.draw.one(PERCENTAGES if is_share(measure) else NUMBERS)
        return measure

    def _by(self, measure: Plain) -> Plain:
        base = PERCENTAGES if is_share(measure) else NUMBERS
        reaching = {"reaching": self.draw.one(base)}
        by: Plain = {"by": self.draw.one(["site", "site", "unit", "voice"])}
        by["across"] = self.draw.one(["worst", "best", "spread", reaching])
        if by["by"] == "site" and self.draw.maybe(4):
            by["every"] = self.draw.one([["north"], ["north", "south"]])
        return by


def is_share(measure: Plain) -> bool:
    """Whether a measure is compared with percentages."""
    if isinstance(measure.get("across"), dict):
        return True
    return take_name(measure) in ("share", "margin")


def stated(draw: Draw, measure: Plain, size: int) -> list[Any]:
    """So many thresholds on a measure, ever stricter."""
    found = draw.rising(PERCENTAGES if is_share(measure) else NUMBERS, size)
    return found[::-1] if lower_is_better(measure) else found


def with_sign(draw: Draw, value: Any, *, lower: bool) -> Any:
    """A threshold, sometimes strict."""
    return f"{'<' if lower else '>'} {value}" if draw.maybe(2) else value


def bands(draw: Draw, points: list[Any], measure: Plain) -> Plain:
    """Bands from a measure onto a scale's points, worst first."""
    kept = draw.some(points[1:], 1, 3)
    lower = lower_is_better(measure)
    values = stated(draw, measure, len(kept))
    return {p: with_sign(draw, v, lower=lower) for p, v in zip(kept, values, strict=True)}


def comparison(draw: Draw, measure: Plain, *, either_way: bool = False) -> Plain:
    """A comparison with a measure."""
    lower = lower_is_better(measure) != (either_way and draw.maybe(5))
    word = draw.one(["at_most", "less_than"] if lower else ["at_least", "more_than"])
    return {word: stated(draw, measure, 1)[0]}
