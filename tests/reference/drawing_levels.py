"""Levels, safeguards, commendations and flags of generated standards."""

from __future__ import annotations

from typing import Any

from .drawing import PERCENTAGES, SCALES, Draw
from .drawing_measures import comparison
from .drawing_sections import TAGS, Sections, points_of, values_of
from .evidence import Plain
from .exact import Scale
from .structure import Node, Structure


def uniform(values: Any) -> bool:
    """Whether all are the same."""
    return len(set(values)) == 1


class Levels:
    """Draws what stands on top of a tree."""

    def __init__(self, draw: Draw, standard: Plain, sections: Sections, levels: list[str]) -> None:
        self.draw = draw
        self.standard = standard
        self.sections = sections
        self.levels = levels
        self.structure = Structure(standard)
        self.selections = self._selections()

    # -- selections -------------------------------------------------------------------------

    def _selections(self) -> list[Any]:
        """Every kind of selection that selects something."""
        criteria = [node.id for node in self.structure.criteria()]
        sections = [n.id for n in self.structure.nodes.values() if not n.is_criterion]
        found: list[Any] = ["criteria", criteria[:2], criteria[-1:]]
        found += ["sections", sections[:2]] if self.standard.get("sections") else []
        wheres: list[Plain] = [{"tag": TAGS[0]}, {"tag": TAGS[1]}, {"without": TAGS[0]}]
        for section in sections:
            inside: list[Plain] = [{"in": section}, {"children": section}]
            found += inside
            wheres += [{**one, "tag": TAGS[0]} for one in inside]
            wheres.append({"in": section, "without": TAGS[1]})
        used = {tag for node in self.structure.criteria() for tag in node.data.get("tags", [])}
        for where in wheres:
            named = {where[word] for word in ("tag", "without") if word in where}
            if named <= used and self.structure.declared(where):
                found.append(where)
        return found

    def _uniform(self) -> list[Any]:
        """Selections whose nodes all have one direction."""
        return [
            selection
            for selection in self.selections
            if uniform(self.structure.lower(n) for n in self.structure.declared(selection))
        ]

    def _criteria_only(self) -> list[Any]:
        return [
            selection
            for selection in self.selections
            if all(node.is_criterion for node in self.structure.declared(selection))
        ]

    # -- conditions -------------------------------------------------------------------------

    def condition(self, rung: int, *, either_way: bool = False, depth: int = 0) -> Plain:
        """A condition; the higher the rung, the more it asks."""
        forms = ["overall", "nodes", "nodes", "nodes", "marks", "marks", "applicable", "units"]
        forms += ["measure"] * 2 * bool(self.sections.plain) + ["any", "all"] * (depth == 0)
        form = self.draw.one(forms)
        if form in ("any", "all"):
            parts = [self.condition(rung, either_way=either_way, depth=1) for _ in range(2)]
            condition: Plain = {form: parts}
        else:
            condition = getattr(self, f"_{form}")(rung, either_way)
        if self.draw.maybe(1):
            condition["when"] = self.draw.when()
        return condition

    def _word(self, *, lower: bool, either_way: bool) -> str:
        if either_way and self.draw.maybe(5):
            lower = not lower
        return self.draw.one(["at_most", "less_than"] if lower else ["at_least", "more_than"])

    def _value(self, nodes: list[Node], rung: int) -> Any:
        """A value to compare these nodes with."""
        lower = self.structure.lower(nodes[0])
        scales = [self.structure.scale(node) for node in nodes]
        if all(scale is not None for scale in scales) and self.draw.maybe(7):
            named = [name for name, data in SCALES.items() if Scale(data) == scales[0]]
            same = len({str(scale) for scale in scales}) == 1
            points = points_of(named[0]) if same and self.draw.maybe(5) else values_of(named[0])
            return points[min(rung + self.draw.count(0, 1), len(points) - 1)]
        if all(scale is None or scale.maximum > 0 for scale in scales) and self.draw.maybe(7):
            start = 2 * rung if not lower else len(PERCENTAGES) - 3 - 2 * rung
            return PERCENTAGES[start + self.draw.count(0, 2)]
        options = [0, 1, 2, 5, 10, 20, 30, 50, 60, 75]
        start = 2 * rung if not lower else len(options) - 3 - 2 * rung
        return options[max(start, 0) + self.draw.count(0, 2)]

    def _overall(self, rung: int, either_way: bool) -> Plain:
        root = self.structure.root
        value = self._value([root], rung)
        if self.draw.maybe(5) and not either_way:
            return {"overall": value}
        word = self._word(lower=self.structure.lower(root), either_way=either_way)
        return {"overall": {word: value}}

    def _how_many(self, word: str) -> Plain:
        if not self.draw.maybe(4):
            return {}
        if word == "each":
            return {"except": self.draw.one([1, "34%", "50%", 2])}
        return self.draw.one([{"count": 2}, {"share": "50%"}, {"share": "75%"}])

    def _nodes(self, rung: int, either_way: bool) -> Plain:
        selection = self.draw.one(self._uniform())
        nodes = self.structure.declared(selection)
        word = self.draw.one(["each", "some"])
        compare = self._word(lower=self.structure.lower(nodes[0]), either_way=either_way)
        condition = {word: selection, compare: self._value(nodes, rung), **self._how_many(word)}
        return condition | ({"per": "section"} if self.draw.maybe(2) else {})

    def _marks(self, rung: int, _either_way: bool) -> Plain:
        word = self.draw.one(["each", "some"])
        selection = self.draw.one(self._criteria_only())
        level = self.levels[min(rung, len(self.levels) - 1)]
        return {word: selection, "marks": level, **self._how_many(word)}

    def _units(self, rung: int, either_way: bool) -> Plain:
        word = self.draw.one(["each", "some"])
        compare = self.draw.one(["at_least", "at_least", "more_than"])
        if either_way:
            compare = self._word(lower=False, either_way=True)
        level = self.levels[max(0, min(rung, len(self.levels) - 1) - self.draw.count(0, 1))]
        condition = {word: "units", compare: level, **self._how_many(word)}
        return condition | ({"expect": "departments"} if self.draw.maybe(3) else {})

    def _applicable(self, _rung: int, _either_way: bool) -> Plain:
        return {"applicable": self.draw.one(["25%", "50%", "75%", "100%"])}

    def _measure(self, _rung: int, either_way: bool) -> Plain:
        measures = self.sections.plain
        name = self.draw.one(list(measures))
        compare = comparison(self.draw, measures[name], either_way=either_way)
        return {"measure": name, **compare}

    # -- what is built of them ---------------------------------------------------------------

    def safeguards(self) -> list[Plain]:
        """Limits stated once for criteria that share a scale."""
        found = []
        for i in range(self.draw.one([0, 0, 1, 2])):
            options = [s for s in self._criteria_only() if self._shared_scale(s)]
            each = self.draw.one(options)
            points = points_of(self._shared_scale(each))[:-1]
            limit = self.sections.limit(points, [], self.sections.measures)
            found.append({"id": f"g{i}", "title": f"G{i}", "each": each, **limit})
        return found

    def _shared_scale(self, selection: Any) -> str:
        names = {self.sections.scale_of[n.id] for n in self.structure.declared(selection)}
        return names.pop() if len(names) == 1 else ""

    def level(self, place: int) -> Plain:
        """A level."""
        level: Plain = {"id": self.levels[place], "title": self.levels[place].title()}
        number = self.draw.count(1, 2)
        level["requires"] = [self.condition(place) for _ in range(number)]
        if place and self.draw.maybe(1):
            level["builds_on"] = "none"
        return level

    def commendations(self) -> list[Plain]:
        """Commendations."""
        return [
            {"id": f"w{i}", "title": f"W{i}", "requires": [self.condition(self.draw.count(0, 2))]}
            for i in range(self.draw.one([0, 1, 1, 2]))
        ]

    def flags(self) -> list[Plain]:
        """Flags, whose comparisons may go either way."""
        return [
            {
                "id": f"f{i}",
                "title": f"F{i}",
                "when": self.condition(self.draw.count(0, 2), either_way=True),
                "says": "Look here.",
            }
            for i in range(self.draw.one([0, 1, 2, 2]))
        ]
