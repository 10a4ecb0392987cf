"""One subject of the reference evaluator: an organisation or a unit, rated, scored and levelled."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, TypeVar

from .evidence import Evidence, Plain, Record, matches
from .exact import Scale, amount, is_percentage, number, reaches, rounded, threshold
from .measures import Known, Reading, Share, Unknown, lower_is_better, read
from .structure import ROOT, Node, Structure, first_matching

T = TypeVar("T")

COMPARISONS = {  # word: strictly?, where lower is better?
    "at_least": (False, False),
    "more_than": (True, False),
    "at_most": (False, True),
    "less_than": (True, True),
}


class Subject:
    """What is evaluated: the organisation, or one unit (which has no units of its own)."""

    def __init__(
        self,
        structure: Structure,
        evidence: Evidence,
        profile: Plain,
        units: list[Subject] | None = None,
    ) -> None:
        self.structure = structure
        self.standard = structure.standard
        self.evidence = evidence
        self.profile = profile
        self.units = units
        self.rules = self.standard.get("judgements", {})
        self._kept: dict[Any, Any] = {}

    def _keep(self, key: Any, find: Callable[[], T]) -> T:
        """Find once."""
        if key not in self._kept:
            self._kept[key] = find()
        kept: T = self._kept[key]
        return kept

    # -- what applies -----------------------------------------------------------------------

    def status(self, node: Node) -> str:
        """Return what becomes of a criterion: `applies`, `excluded` or `met`."""
        if self._judged_in_units(node):
            return self._status_by_units(node)
        return self._status_here(node)

    def _judged_in_units(self, node: Node) -> bool:
        return self.units is not None and node.data.get("asked_of") == "units"

    def _sections_match(self, node: Node) -> bool:
        """Whether every section that holds the criterion applies."""
        above = [one for one in node.upward() if one is not node]
        return all(matches(self.profile, one.data.get("applies_when")) for one in above)

    def _status_here(self, node: Node) -> str:
        if not self._sections_match(node):
            return "excluded"
        policy = node.data.get("not_applicable", self.standard.get("not_applicable", "refused"))
        if not matches(self.profile, node.data.get("applies_when")):
            # "always excluded, save a criterion with `met`"
            return "met" if policy == "met" else "excluded"
        standing = self._standing(node)
        # "or a criterion that all whose judgements of it stand (at least `assessors` of them) mark
        # not applicable"
        enough = len(standing) >= self.rules.get("assessors", 1)
        if policy != "refused" and enough:
            marked = [one for one in standing if one.fields.get("not_applicable")]
            if len(marked) == len(standing):
                return str(policy)
        return "applies"

    def _status_by_units(self, node: Node) -> str:
        """It applies when it applies in any unit."""
        if not self._sections_match(node):
            return "excluded"
        found = [unit.status(unit.structure.nodes[node.id]) for unit in self.units or []]
        return next((word for word in ("applies", "met") if word in found), "excluded")

    def _asking_units(self, node: Node) -> list[Subject]:
        """The units to which a criterion asked of units applies."""
        return [unit for unit in self.units or [] if unit.status(unit.structure.nodes[node.id]) == "applies"]

    # -- ratings ----------------------------------------------------------------------------

    def _standing(self, node: Node) -> list[Record]:
        return [one for one in self.evidence.judgements if one.fields["criterion"] == node.id]

    def _judged(self, node: Node) -> tuple[Fraction, Fraction]:
        """Return what assessors judged, from its low to its high end."""
        scale = self.structure.judged_scale(node)
        rated = [one for one in self._standing(node) if not one.fields.get("not_applicable")]
        if len(rated) < self.rules.get("assessors", 1):
            return scale.worst, scale.best  # "unknown, the whole scale"
        settle = self.rules.get("settle", "median")
        if settle == "latest":
            last = max(rated, key=lambda one: one.when)
            value = scale.value(last.fields["rating"])
            return value, value
        values = sorted((scale.value(j.fields["rating"]) for j in rated), key=scale.goodness)
        settled = _settled(values, settle)
        steps = self.rules.get("may_differ_by", 1)
        # "from the worse of the settled value and the point `may_differ_by` steps better than the
        # worst judgement, to the better of the settled value and the point that many steps worse
        # than the best"
        ends = [
            settled,
            scale.steps_better(values[0], steps),
            scale.steps_better(values[-1], -steps),
        ]
        return min(ends[:2], key=scale.goodness), max(ends[0], ends[2], key=scale.goodness)

    def _rated(self, node: Node, rating: Any, end: str) -> Fraction:
        """Return the rating at one end, before limits."""
        scale = self.structure.scale(node)
        assert scale is not None
        if rating == "judgement":
            return self._judged(node)[end == "high"]
        for word, pick in (("worst", min), ("best", max)):
            if word in rating:
                parts = [self._rated(node, part, end) for part in rating[word]]
                return pick(parts, key=scale.goodness)
        if "choose" in rating:
            return self._rated(node, first_matching(rating["choose"], self.profile), end)
        if "judgement" in rating:
            judged = self.structure.judged_scale(node, rating)
            value = self._judged(node)[end == "high"]
            if "bands" not in rating:
                return value
            return banded(scale, rating["bands"], Known(value, judged.lower), end)
        return banded(scale, rating["bands"], self.reading(rating["measure"], node), end)

    def rating(self, node: Node, end: str) -> Fraction:
        """Return a criterion's rating after its limits."""
        scale = self.structure.scale(node)
        assert scale is not None
        if self.status(node) == "met":
            return scale.best  # "`met`: its scale's best point, untouched by limits"
        if self._judged_in_units(node):
            ratings = [u.rating(u.structure.nodes[node.id], end) for u in self._asking_units(node)]
            value = min(ratings, key=scale.goodness)  # "it takes the worst of the units' ratings"
        else:
            value = self._rated(node, node.data.get("rating", "judgement"), end)
        return self._limited(node, value, self._limits(node), end)

    def unsettled(self, node: Node) -> bool:
        """Return whether the judgements that its rating reads are too far apart."""
        if self.status(node) != "applies":
            return False
        if self._judged_in_units(node):
            return any(u.unsettled(u.structure.nodes[node.id]) for u in self._asking_units(node))
        if not self._reads_judgement(node.data.get("rating", "judgement")):
            return False
        rated = [one for one in self._standing(node) if not one.fields.get("not_applicable")]
        low, high = self._judged(node)
        return len(rated) >= self.rules.get("assessors", 1) and low != high

    def _reads_judgement(self, rating: Any) -> bool:
        if rating == "judgement" or "judgement" in rating:
            return True
        if "choose" in rating:
            return self._reads_judgement(first_matching(rating["choose"], self.profile))
        return any(map(self._reads_judgement, rating.get("worst") or rating.get("best") or []))

    # -- limits -----------------------------------------------------------------------------

    def _limits(self, node: Node) -> list[Plain]:
        """Return its own limits, and safeguards, which are limits stated once for many criteria."""
        stated = list(node.data.get("limits", []))
        if node.is_criterion:
            stated += [
                safeguard
                for safeguard in self.standard.get("safeguards", [])
                if node in self.structure.declared(safeguard["each"])
            ]
        return stated

    def _limited(self, node: Node, value: Fraction, limits: list[Plain], end: str) -> Fraction:
        """Hold to no better than a point unless a condition holds."""
        lower = self.structure.lower(node)
        for limit in limits:
            if not matches(self.profile, limit.get("when")):
                continue
            unless = limit.get("unless")
            # One not asked does not hold: "the limit stays".
            if unless is not None and self.asked(unless) and self.holds(unless, end, node):
                continue
            most = self._wanted(node, limit["at_most"])
            value = max(value, most) if lower else min(value, most)
        return value

    # -- measures and marks -----------------------------------------------------------------

    def reading(self, name: str, node: Node | None = None) -> Reading:
        """Return a measure, for the criterion being rated where it is `cited`."""
        measure = self.standard["measures"][name]
        criterion = node.id if node is not None and measure.get("cited") else None
        return self._keep(("reading", name, criterion), lambda: read(measure, self.evidence, criterion))

    def has_mark(self, node: Node, level: str, end: str) -> bool:
        """When each of its marks that names the level is reached."""
        if self.status(node) == "met":
            return True  # "and so has one that is `met`"
        if self._judged_in_units(node):
            return all(unit.has_mark(unit.structure.nodes[node.id], level, end) for unit in self._asking_units(node))
        found = [self._line(line, node, level, end) for line in node.data.get("marks", [])]
        return all(one for one in found if one is not None)

    def _line(self, line: Plain, node: Node, level: str, end: str) -> bool | None:
        """Whether a line is reached; None where it does not name the level."""
        if "choose" in line:
            # "lines that do not name the level are left out", before one is chosen
            fitting = [part for part in line["choose"] if matches(self.profile, part.get("when"))]
            found = [self._line(part, node, level, end) for part in fitting]
            return next((one for one in found if one is not None), None)
        for word, enough in (("worst", all), ("best", any)):
            if word in line:
                found = [self._line(part, node, level, end) for part in line[word]]
                naming = [one for one in found if one is not None]
                return enough(naming) if naming else None
        if level not in line:
            return None
        return self._mark_reached(self.reading(line["measure"], node), line[level], level, end)

    def _mark_reached(self, reading: Reading, stated: Any, level: str, end: str) -> bool:
        given, strict = threshold(stated)
        wanted = amount(given)
        tolerance = self.standard.get("tolerance", {}).get(level)
        if end == "high" or tolerance is None or not isinstance(reading, Share):
            return reading.reaches(wanted, strict=strict, end=end)
        # "the estimate k/n must reach the threshold, and the low end the threshold less the
        # tolerance"
        softer = wanted + amount(tolerance) if reading.lower else wanted - amount(tolerance)
        return reading.estimate.reaches(wanted, strict=strict, end=end) and reading.reaches(
            softer, strict=strict, end=end
        )

    # -- scores -----------------------------------------------------------------------------

    def has_score(self, node: Node) -> bool:
        """Return whether a node is left in: excluded ones are left out."""
        if node.is_criterion:
            return self.status(node) != "excluded"
        return bool(self._parts(node))

    def _parts(self, section: Node) -> list[tuple[Fraction, Node]]:
        """Return the children that a section combines, with their weights."""

        def find() -> list[tuple[Fraction, Node]]:
            parts = [
                (number(child.data.get("weight", 1)), child) for child in section.children if self.has_score(child)
            ]
            if section.data.get("combine", "mean") != "mean":
                return parts
            # "A mean leaves out children of weight 0 and of maximum 0"
            return [(w, child) for w, child in parts if w != 0 and self.maximum(child) != 0]

        return self._keep(("parts", section.id), find)

    def maximum(self, node: Node) -> Fraction:
        """Return a node's maximum."""
        if node.is_criterion or "bands" in node.data:
            scale = self.structure.scale(node)
            assert scale is not None
            return scale.maximum
        return self._maximum_before_bands(node)

    def _maximum_before_bands(self, section: Node) -> Fraction:
        combine = section.data.get("combine", "mean")
        if combine == "mean":
            found = number(section.data.get("out_of", 100))  # "Its maximum is `out_of`."
        elif combine == "sum":  # "Σ wᵢ·max(mᵢ, 0) over what applies"
            parts = self._parts(section)
            found = sum((w * max(self.maximum(c), Fraction(0)) for w, c in parts), Fraction(0))
        else:  # "which must share a scale, and which the section then has too"
            found = self.maximum(self._parts(section)[0][1])
        if "capped_at" in section.data:
            return min(found, number(section.data["capped_at"]))
        return found

    def score(self, node: Node, end: str) -> Fraction:
        """Return a node's score at one end."""
        if node.is_criterion:
            return self._keep(("score", node.id, end), lambda: self.rating(node, end))
        return self._keep(("score", node.id, end), lambda: self._section_score(node, end))

    def _section_score(self, section: Node, end: str) -> Fraction:
        """Combine; "then, in this order": cap, round, band, limit."""
        data = section.data
        value = self._combined(section, end)
        if "capped_at" in data:
            value = min(value, number(data["capped_at"]))
        if "round" in data:
            mode = data["round"].get("mode", "half-up")
            value = rounded(value, data["round"].get("decimals", 0), mode)
        if "bands" in data:
            scale = self.structure.scale(section)
            assert scale is not None
            plain = Known(value, self.structure.children_lower(section))
            # "percentages are of the maximum before banding"
            value = banded(scale, data["bands"], plain, end, self._maximum_before_bands(section))
        return self._limited(section, value, self._limits(section), end)

    def _combined(self, section: Node, end: str) -> Fraction:
        combine = section.data.get("combine", "mean")
        parts = [(w, self.score(child, end), child) for w, child in self._parts(section)]
        if combine == "sum":
            return sum((w * s for w, s, _ in parts), Fraction(0))
        if combine == "mean":  # "Σ wᵢ·sᵢ/mᵢ ÷ Σ wᵢ × `out_of`"
            above = sum((w * s / self.maximum(child) for w, s, child in parts), Fraction(0))
            below = sum((w for w, _, _ in parts), Fraction(0))
            return above / below * number(section.data.get("out_of", 100))
        scores = [s for _, s, _ in parts]
        lower = self.structure.children_lower(section)
        return max(scores) if (combine == "worst") == lower else min(scores)

    # -- conditions -------------------------------------------------------------------------

    def asked(self, condition: Plain) -> bool:
        """It is asked only where the profile matches, and of a unit nothing about units."""
        if not matches(self.profile, condition.get("when")):
            return False
        for word in ("any", "all"):
            if word in condition:  # "an `any` or `all` left with nothing is itself not asked"
                return any(self.asked(part) for part in condition[word])
        return self.units is not None or "units" not in (
            condition.get("each"),
            condition.get("some"),
        )

    def holds(self, condition: Plain, end: str, node: Node | None = None) -> bool:
        """Return whether a condition that is asked holds at one end."""
        if "any" in condition:
            return any(self.holds(c, end, node) for c in condition["any"] if self.asked(c))
        if "all" in condition:
            return all(self.holds(c, end, node) for c in condition["all"] if self.asked(c))
        if "overall" in condition:
            return self._overall_holds(condition["overall"], end)
        if "measure" in condition:
            return self._measure_holds(condition, end, node)
        if "applicable" in condition:
            return self._applicable_holds(condition["applicable"])
        return self._selection_holds(condition, end)

    def _overall_holds(self, stated: Any, end: str) -> bool:
        root = self.structure.root
        if not self.scored():
            return False
        if not isinstance(stated, dict):  # "at least, or at most where lower is better"
            stated = {"at_most" if self.structure.lower(root) else "at_least": stated}
        return self._node_compares(root, stated, end)

    def _measure_holds(self, condition: Plain, end: str, node: Node | None) -> bool:
        reading = self.reading(condition["measure"], node)
        lower = lower_is_better(self.standard["measures"][condition["measure"]])

        def compare(given: Any, strict: bool, at: str) -> bool:
            return reading.reaches(amount(given), strict=strict, end=at)

        return _compares(condition, lower, end, compare)

    def _applicable_holds(self, share: str) -> bool:
        """At least this share of all criteria applies; `met` does not count as applying."""
        criteria = self.structure.criteria()
        applying = [one for one in criteria if self.status(one) == "applies"]
        return len(applying) >= amount(share) * len(criteria)

    def _node_compares(self, node: Node, comparison: Plain, end: str) -> bool:
        lower = self.structure.lower(node)

        def compare(given: Any, strict: bool, at: str) -> bool:
            wanted = self._wanted(node, given)
            return reaches(self.score(node, at), wanted, strict=strict, lower=lower)

        return _compares(comparison, lower, end, compare)

    def _wanted(self, node: Node, given: Any) -> Fraction:
        """V is a number, a percentage (of the node's maximum), or a point's name."""
        if is_percentage(given):
            return amount(given, of=self.maximum(node))
        scale = self.structure.scale(node)
        return scale.value(given) if scale is not None else number(given)

    # -- selections -------------------------------------------------------------------------

    def _selected(self, selection: Any) -> list[Node]:
        """Excluded nodes are left out, `met` ones stay."""
        return [node for node in self.structure.declared(selection) if self.has_score(node)]

    def _selection_holds(self, condition: Plain, end: str) -> bool:
        word = "each" if "each" in condition else "some"
        if condition[word] == "units":
            groups = [self._unit_verdicts(condition, end)]
        else:
            groups = self._node_verdicts(condition, condition[word], end)
        if not any(groups):  # "`each` of nothing holds, `some` of nothing does not"
            return word == "each"
        enough = _each_enough if word == "each" else _some_enough
        return all(enough(condition, verdicts) for verdicts in groups if verdicts)

    def _node_verdicts(self, condition: Plain, selection: Any, end: str) -> list[list[bool]]:
        """Return whether each selected node does what is asked, group by group."""
        groups: dict[str, list[bool]] = {}
        for node in self._selected(selection):
            top = list(node.upward())[-1]
            # "criteria beside the sections form a group of their own"
            group = ROOT if top.is_criterion else top.id
            if condition.get("per") != "section":
                group = ROOT
            verdict = (
                self.has_mark(node, condition["marks"], end)
                if "marks" in condition
                else self._node_compares(node, condition, end)
            )
            groups.setdefault(group, []).append(verdict)
        return list(groups.values())

    def _unit_verdicts(self, condition: Plain, end: str) -> list[bool]:
        """Compare units' levels (a unit with none reaches none)."""
        order = [level["id"] for level in self.standard["levels"]]

        def verdict(unit: Subject | None) -> bool:
            def compare(given: Any, strict: bool, at: str) -> bool:
                level = None if unit is None else unit.best_level(at)
                place = -1 if level is None else order.index(level)
                wanted = Fraction(order.index(given))
                return reaches(Fraction(place), wanted, strict=strict, lower=False)

            return _compares(condition, lower=False, end=end, compare=compare)

        units: list[Subject | None] = list(self.units or [])
        if "expect" in condition:  # "missing ones counting as units without a level"
            missing = int(number(self.profile[condition["expect"]])) - len(units)
            units += [None] * max(missing, 0)
        return [verdict(unit) for unit in units]

    # -- levels -----------------------------------------------------------------------------

    def scored(self) -> bool:
        """Return whether there is a score at all."""
        # Where none applies ("one that is `met` does not") "there is no score and no level".
        applying = [c for c in self.structure.criteria() if self.status(c) == "applies"]
        return bool(applying) and self.has_score(self.structure.root)

    def requirements(self, holder: Plain) -> list[Plain]:
        """Return the requirements that are asked."""
        return [one for one in holder.get("requires", []) if self.asked(one)]

    def level_holds(self, place: int, end: str) -> bool:
        """Return whether a level's requirements hold, with what it builds on."""
        level = self.standard["levels"][place]
        if not self.scored():
            return False  # "Where the standard itself has no score there is no level."
        if self.evidence.is_empty and end == "low":
            return False  # "Nothing proves nothing."
        if place and level.get("builds_on") != "none" and not self.level_holds(place - 1, end):
            return False
        return all(self.holds(one, end) for one in self.requirements(level))

    def best_level(self, end: str) -> str | None:
        """Return the last in the list that holds."""
        levels = self.standard["levels"]
        holding = [level["id"] for i, level in enumerate(levels) if self.level_holds(i, end)]
        return holding[-1] if holding else None

    def _mentions(self, node: Node, name: str) -> bool:
        """Whether a criterion's rating, limits (or safeguards) or asked marks read a measure."""
        if self.status(node) != "applies":
            return False
        levels = set(_values_of("marks", self.standard))
        return name in {
            *_values_of("measure", [node.data.get("rating"), self._limits(node)]),
            *_values_of("measure", node.data.get("marks"), naming=levels),
        }

    def withheld(self, name: str) -> bool:
        """Return whether a measure is wholly withheld."""
        asked: list[Node | None] = [None]
        if self.standard["measures"][name].get("cited"):
            asked = [node for node in self.structure.criteria() if self._mentions(node, name)]
        readings = [self.reading(name, node) for node in asked]
        return any(isinstance(one, Unknown) and one.withheld for one in readings)


def _values_of(key: str, plain: Any, naming: set[str] | None = None) -> Iterator[str]:
    """Every text under a key anywhere in plain data (beside one of the names, if given)."""
    if isinstance(plain, list):
        for part in plain:
            yield from _values_of(key, part, naming)
    elif isinstance(plain, dict):
        if isinstance(plain.get(key), str) and (naming is None or naming & plain.keys()):
            yield plain[key]
        for part in plain.values():
            yield from _values_of(key, part, naming)


def banded(scale: Scale, bands: Plain, reading: Reading, end: str, of: Fraction = Fraction(1)) -> Fraction:
    """The best point whose threshold is reached; none reached: the scale's worst point."""
    reached = [scale.worst]
    for point, stated in bands.items():
        given, strict = threshold(stated)
        if reading.reaches(amount(given, of), strict=strict, end=end):
            reached.append(scale.value(point))
    return max(reached, key=scale.goodness)


def _settled(values: list[Fraction], settle: str) -> Fraction:
    """Settle values listed worst first; the median of an even number is the worse middle."""
    return {
        "worst": values[0],
        "best": values[-1],
        "median": values[(len(values) - 1) // 2],
    }[settle]


def _compares(comparison: Plain, lower: bool, end: str, compare: Callable[[Any, bool, str], bool]) -> bool:
    """Compare the right way round, or (for flags) the wrong way."""
    word = next(word for word in COMPARISONS if word in comparison)
    strict, for_lower = COMPARISONS[word]
    if for_lower == lower:
        return compare(comparison[word], strict, end)
    # "one that goes the wrong way holds when its contrary fails at the high end"
    other_end = "high" if end == "low" else "low"
    return not compare(comparison[word], not strict, other_end)


def _each_enough(condition: Plain, verdicts: list[bool]) -> bool:
    """`except: p%` of n allows ⌊p·n⌋."""
    allowed: Any = condition.get("except", 0)
    if is_percentage(allowed):
        allowed = math.floor(amount(allowed) * len(verdicts))
    return verdicts.count(False) <= int(allowed)


def _some_enough(condition: Plain, verdicts: list[bool]) -> bool:
    """`share: p%` of n asks for ⌈p·n⌉; the count is 1 unless said."""
    wanted: int = condition.get("count", 1)
    if "share" in condition:
        wanted = math.ceil(amount(condition["share"]) * len(verdicts))
    return verdicts.count(True) >= wanted
