"""Sections and criteria of generated standards."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .drawing import HIGHER_SCALES, LOWER_SCALES, PERCENTAGES, SCALES, Draw
from .drawing_measures import bands, comparison, stated, with_sign
from .evidence import Plain
from .exact import Scale

LEVELS = ["bronze", "silver", "gold", "platinum"]
TAGS = ["core", "voice"]


def points_of(name: str) -> list[Any]:
    """A scale's points worst first, by name where they have one; some points of a range."""
    declared = SCALES[name]
    scale = Scale(declared)
    if scale.points is not None:
        return [point.get("name", point["value"]) for point in scale.points]
    low, high = declared["from"], declared["to"]
    found = [low, *range(low + 2, high, 2), high]
    return found[::-1] if scale.lower else found


def values_of(name: str) -> list[Any]:
    """A scale's points, worst first, by value."""
    points = Scale(SCALES[name]).points
    return points_of(name) if points is None else [point["value"] for point in points]


class Sections:
    """Draws the tree of a standard; every node below one section has one direction."""

    def __init__(self, draw: Draw, measures: Plain, levels: list[str]) -> None:
        self.draw = draw
        self.levels = levels
        self.measures = measures
        self.plain = {k: v for k, v in measures.items() if not v.get("cited")}
        self.criteria = 0
        self.sections = 0
        self.done: list[str] = []  # criteria that a later criterion's limits may read
        self.closed: list[tuple[str, bool]] = []  # sections likewise, and whether lower is better
        self.scale_of: dict[str, str] = {}

    def root(self) -> Plain:
        """The standard as a section."""
        lower = self.draw.maybe(3)
        root: Plain = self._combine(lower=lower, root=True)
        inner = root.pop("_children_lower")
        shared = root.pop("_shared", None)
        if "bands" not in root and shared is None and self.draw.maybe(6):
            root["scale"] = self._scale(lower=inner)
        default = root.get("scale")
        if default is not None and Scale(SCALES[default]).lower != inner:
            default = None
        shape = self.draw.one(["both", "criteria", "sections", "sections"])
        if shape != "criteria":
            number = self.draw.count(1, 3)
            root["sections"] = [self.section(1, lower=inner, default=default, shared=shared) for _ in range(number)]
        if shape != "sections":
            number = self.draw.count(1, 3)
            root["criteria"] = self._criteria(number, inner, default, shared, root["combine"])
        if self.draw.maybe(1):
            root["limits"] = [self._section_limit(root, shared, self.done)]
        return root

    def _scale(self, *, lower: bool) -> str:
        return self.draw.one(LOWER_SCALES if lower else HIGHER_SCALES)

    def _combine(self, *, lower: bool, root: bool = False, shared: str | None = None) -> Plain:
        """How a section combines; its own direction is `lower`, its children's may differ."""
        section: Plain = {"combine": self.draw.one(["mean", "mean", "sum", "worst", "best"])}
        inner = lower
        if shared is not None:  # it must have this scale
            section["combine"] = self.draw.one(["worst", "best"])
            if self.draw.maybe(5):
                section["combine"] = self.draw.one(["mean", "sum"])
                section["scale"] = shared
        elif self.draw.maybe(2):
            section["scale"] = self._scale(lower=lower)
        if "scale" in section:
            inner = self.draw.maybe(5) if not root else lower
        if section["combine"] in ("worst", "best"):
            section["_shared"] = shared if shared and "scale" not in section else None
            section["_shared"] = section["_shared"] or self._scale(lower=inner)
        else:
            section |= self._numbers(section["combine"])
        if "scale" in section:
            percent = section["combine"] in ("mean", "sum")
            section["bands"] = self._section_bands(section["scale"], inner, percent=percent)
        section["_children_lower"] = inner
        return section

    def _numbers(self, combine: str) -> Plain:
        found: Plain = {}
        if combine == "mean" and self.draw.maybe(2):
            found["out_of"] = self.draw.one([10, 1, 50])
        if self.draw.maybe(2):
            found["capped_at"] = self.draw.one([5, 8, Decimal("2.5"), 80])
        if self.draw.maybe(6 if combine == "sum" else 2):
            mode = self.draw.one(["half-up", "half-even", "down"])
            found["round"] = {"decimals": self.draw.one([0, 0, 1, 2]), "mode": mode}
        return found

    def _section_bands(self, scale: str, lower: bool, *, percent: bool) -> Plain:
        kept = self.draw.some(values_of(scale)[1:], 1, 3)
        options: list[Any] = [-1, 0, 1, Decimal("2.5"), 4, 6, 12, 30, 60]
        if percent and self.draw.maybe(5):
            options = PERCENTAGES
        values = self.draw.rising(options, len(kept))
        values = values[::-1] if lower else values
        return {p: with_sign(self.draw, v, lower=lower) for p, v in zip(kept, values, strict=True)}

    def section(self, depth: int, *, lower: bool, default: str | None, shared: str | None = None) -> Plain:
        """A section, with what is below it."""
        identity = f"s{self.sections}"
        self.sections += 1
        section: Plain = {"id": identity, "title": identity.upper()}
        section |= self._combine(lower=lower, shared=shared)
        inner, below = section.pop("_children_lower"), section.pop("_shared", None)
        if inner != lower:
            default = None
        if "bands" not in section and below is None and self.draw.maybe(2):
            section["scale"] = default = self._scale(lower=inner)
        if default is not None and Scale(SCALES[default]).lower != inner:
            default = None
        start = len(self.done)
        if depth < 2 and self.draw.maybe(3):
            section["sections"] = [self.section(depth + 1, lower=inner, default=default, shared=below)]
        number = self.draw.count(0 if "sections" in section else 1, 3)
        if number:
            section["criteria"] = self._criteria(number, inner, default, below, section["combine"])
        section |= self._extras(weight=True)
        if self.draw.maybe(2):
            section["limits"] = [self._section_limit(section, below, self.done[start:])]
        self.closed.append((identity, lower))
        return section

    def _extras(self, *, weight: bool) -> Plain:
        found: Plain = {}
        if weight and self.draw.maybe(3):
            found["weight"] = self.draw.one([2, 3, Decimal("0.5"), Decimal("0.1")])
        if self.draw.maybe(2):
            found["applies_when"] = self.draw.when()
        return found

    def _section_limit(self, section: Plain, below: str | None, criteria: list[str]) -> Plain:
        options: list[Any] = [0, 1, Decimal("2.5"), 5, 20, 50]
        scale = section["scale"] if "bands" in section else below
        if scale is not None:
            options = points_of(scale)[:-1]
        elif self.draw.maybe(5):
            options = PERCENTAGES[1:-1]
        return self.limit(options, criteria, self.plain)

    def limit(self, options: list[Any], criteria: list[str], measures: Plain) -> Plain:
        """A limit."""
        limit = {"at_most": self.draw.one(options), "because": "Something is missing."}
        if not self.draw.maybe(1):
            limit["unless"] = self.limit_condition(criteria, measures)
        if self.draw.maybe(2):
            limit["when"] = self.draw.when()
        return limit

    def limit_condition(self, criteria: list[str], measures: Plain, depth: int = 0) -> Plain:
        """A condition that depends only on these criteria, on finished sections and measures."""
        forms = ["applicable", "units"] + ["measure"] * 4 * bool(measures)
        forms += ["each"] * 2 * bool(criteria) + ["closed"] * bool(criteria and self.closed)
        form = self.draw.one(forms[::-1] + ["any", "all"] * (depth < 1))
        condition: Plain
        if form == "measure":
            name = self.draw.one(list(measures))
            condition = {"measure": name, **comparison(self.draw, measures[name])}
        elif form == "each":
            word = self.draw.one(["each", "some"])
            chosen = self.draw.some(criteria, 1, 2)
            condition = {word: chosen, "marks": self.draw.one(self.levels)}
            if not self.draw.maybe(3):
                condition = {word: chosen, **self._rating_comparison(chosen)}
        elif form == "closed":
            name, lower = self.draw.one(self.closed)
            condition = {"each": [name], "at_most" if lower else "at_least": "50%"}
        elif form == "units":
            condition = {self.draw.one(["some", "each"]): "units", "at_least": self.levels[0]}
        elif form == "applicable":
            condition = {"applicable": self.draw.one(["50%", "75%", "100%"])}
        else:
            parts = [self.limit_condition(criteria, measures, 1) for _ in range(2)]
            condition = {form: parts}
        if self.draw.maybe(1):
            condition["when"] = self.draw.when()
        return condition

    def _rating_comparison(self, criteria: list[str]) -> Plain:
        lowers = {name: Scale(SCALES[self.scale_of[name]]).lower for name in criteria}
        lower = lowers[criteria[0]]
        criteria[:] = [name for name in criteria if lowers[name] == lower]
        word = self.draw.one(["at_most", "less_than"] if lower else ["at_least", "more_than"])
        return {word: self.draw.one(values_of(self.scale_of[criteria[0]]))}

    # -- criteria ---------------------------------------------------------------------------

    def _criteria(self, number: int, lower: bool, default: str | None, shared: str | None, combine: str) -> list[Plain]:
        first = self._criterion(lower, default, shared, combine)
        penalised = combine == "sum" and not (lower or shared) and self.draw.maybe(3)
        if penalised:  # where the first does not apply, nothing good may be left
            first["applies_when"] = self.draw.when()
        rest = [
            self._criterion(lower, default, shared, combine, penalty=9 if penalised else 2) for _ in range(number - 1)
        ]
        return [first, *rest]

    def _criterion(
        self,
        lower: bool,
        default: str | None,
        shared: str | None,
        combine: str,
        *,
        penalty: int | None = None,
    ) -> Plain:
        """A criterion; one that is not its section's first may have no good points."""
        identity = f"c{self.criteria}"
        self.criteria += 1
        criterion: Plain = {"id": identity, "title": identity.upper()}
        scale = shared or default
        if scale is None or (shared is None and self.draw.maybe(2)):
            scale = self._scale(lower=lower)
        if combine == "sum" and penalty and not (lower or shared) and self.draw.maybe(penalty):
            scale = "penalty"
        if scale != default:
            criterion["scale"] = scale
        self.scale_of[identity] = scale
        if not self.draw.maybe(4):
            criterion |= self._rating(scale)
        criterion |= self._extras(weight=combine not in ("worst", "best"))
        if penalty is not None and "weight" in criterion and self.draw.maybe(2):
            criterion["weight"] = 0
        criterion |= self._manners(scale)
        self.done.append(identity)
        return criterion

    def _manners(self, scale: str) -> Plain:
        found: Plain = {}
        if self.draw.maybe(5):
            found["tags"] = self.draw.some(TAGS, 1)
        if self.draw.maybe(4):
            found["not_applicable"] = self.draw.one(["excluded", "met"])
        if self.draw.maybe(3):
            found["asked_of"] = self.draw.one(["units", "organisation", "both"])
        if self.measures and self.draw.maybe(4):
            found["marks"] = [self._line() for _ in range(self.draw.count(1, 2))]
        if self.draw.maybe(3):
            limit = self.limit(points_of(scale)[:-1], self.done, self.measures)
            found["limits"] = [limit]
        return found

    def _measured(self, scale: str) -> Plain:
        name = self.draw.one(list(self.measures))
        points = self.draw.one([points_of(scale), values_of(scale)])
        return {"measure": name, "bands": bands(self.draw, points, self.measures[name])}

    def _judged(self, scale: str, on: str) -> Any:
        if on == scale:
            return "judgement"
        kept = self.draw.some(values_of(scale)[1:], 1, 3)
        values = self.draw.rising(values_of(on), min(len(kept), len(values_of(on))))
        lower = Scale(SCALES[on]).lower
        pairs = zip(kept, values, strict=False)
        return {
            "judgement": on,
            "bands": {p: with_sign(self.draw, v, lower=lower) for p, v in pairs},
        }

    def _rating(self, scale: str) -> Plain:
        on = self.draw.one([scale, "any", "practice", "demerits"])
        if not self.measures:
            return {"rating": self._judged(scale, on)}
        form = self.draw.one(["measured", "judged", "worst", "best", "choose"])
        if form == "measured":
            return {"rating": self._measured(scale)}
        if form == "judged":
            return {"rating": self._judged(scale, on)}
        if form == "choose":
            return {"rating": self._choose(scale, on)}
        parts = [self._measured(scale), self._judged(scale, on), self._choose(scale, on)]
        return {"rating": {form: self.draw.some(parts, 2)}}

    def _choose(self, scale: str, on: str) -> Plain:
        first = {"when": self.draw.when(), **self._measured(scale)}
        last = self._measured(scale)
        if on != scale and self.draw.maybe(4):
            last = self._judged(scale, on)
        return {"choose": [first, last]}

    def _line(self, depth: int = 0) -> Plain:
        """A line of marks."""
        if depth == 0 and self.draw.maybe(4):
            word = self.draw.one(["worst", "best", "choose"])
            lines = [self._line(1), self._line(1)]
            if word == "choose":
                lines[0] = {"when": self.draw.when(), **lines[0]}
            return {word: lines}
        return self._plain_line(self.draw.some(self.levels, 1, 3))

    def _plain_line(self, named: list[str]) -> Plain:
        name = self.draw.one(list(self.measures))
        values = stated(self.draw, self.measures[name], len(named))
        return {"measure": name, **dict(zip(named, values, strict=True))}
