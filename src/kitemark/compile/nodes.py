"""Criteria and sections: the outline and its forms become nodes, with their limits, in order."""

from __future__ import annotations

from collections.abc import Mapping

from kitemark.compile.conditions import ConditionCompiler
from kitemark.compile.outline import MEAN_OUT_OF, Sketch
from kitemark.compile.place import Place
from kitemark.compile.ratings import ONLY_CHOSEN, Names, RatingCompiler, compile_marks
from kitemark.compile.records import RESERVED
from kitemark.compile.scales import Measured, compile_bands, key_point, point_value, points_hint
from kitemark.model.fields import Value
from kitemark.model.standard import Criterion as CriterionForm
from kitemark.model.standard import Limit, Safeguard, Scoring, StandardFile
from kitemark.model.standard import Section as SectionForm
from kitemark.problems import titles
from kitemark.quantity import Amount, Number, exact, shown
from kitemark.reading import Path
from kitemark.rules import condition as conditions
from kitemark.rules.records import Kind, Test
from kitemark.rules.scale import Scale
from kitemark.rules.standard import ROOT, Criterion, LimitRule, Node, Section


class NodeCompiler:
    """Compiles the criteria and sections of one standard."""

    def __init__(
        self,
        standard: StandardFile,
        outline: Mapping[str, Sketch],
        names: Names,
        kinds: Mapping[str, Kind],
        place: Place,
    ) -> None:
        """Take the outline and what its nodes may name."""
        self._standard = standard
        self._outline = outline
        self._names = names
        self._kinds = kinds
        self._place = place
        self._conditions = ConditionCompiler(outline, names)
        self._limits: dict[str, list[tuple[LimitRule, Place]]] = {name: [] for name in outline}
        self._compiled: dict[tuple[Path, bool], tuple[conditions.ConditionRule | None, tuple[Test, ...]]] = {}

    def nodes(self) -> dict[str, Node]:
        """Give the nodes by id, in the file's order, the root among them."""
        for sketch in self._outline.values():
            limits = sketch.form.limits
            for index, limit in enumerate(limits):
                self._limit(limit, sketch, sketch.place.at("limits", index))
        self._safeguards()
        nodes: dict[str, Node] = {}
        for name, sketch in self._outline.items():
            node = self._criterion(sketch) if isinstance(sketch.form, CriterionForm) else self._section(sketch)
            if node is not None:
                nodes[name] = node
        return nodes

    def order(self) -> tuple[str, ...]:
        """Give the ids so that each node comes after all it depends on, reporting circles."""
        needs = {name: set(sketch.children) | self._asked(name) for name, sketch in self._outline.items()}
        waiting: dict[str, list[str]] = {name: [] for name in needs}
        for name, need in needs.items():
            for other in need:
                waiting[other].append(name)
        missing = {name: len(need) for name, need in needs.items()}
        ready = [name for name in self._outline if not missing[name]]
        order: list[str] = []
        while ready:
            name = ready.pop()
            order.append(name)
            for other in waiting[name]:
                missing[other] -= 1
                if not missing[other]:
                    ready.append(other)
        self._report_circles({name for name in needs if missing[name]}, needs)
        return tuple(order)

    def _asked(self, name: str) -> set[str]:
        return {node for limit, _ in self._limits[name] for node in asked_nodes(limit.unless)}

    def _report_circles(self, left: set[str], needs: Mapping[str, set[str]]) -> None:
        circles = _circles({name: needs[name] & left for name in left})
        told: set[Path] = set()
        for name in self._outline:
            for limit, place in self._limits[name] if name in left else ():
                if place.path in told or circles[name].isdisjoint(asked_nodes(limit.unless)):
                    continue
                told.add(place.path)
                what = "the standard itself" if name == ROOT else f"'{name}'"
                place.report(
                    "circular",
                    f"found a limit on {what} that depends on {what}",
                    "let it depend on measures or on other nodes",
                )

    def _limit(self, form: Limit, sketch: Sketch, place: Place) -> None:
        if not sketch.sound:
            return
        unless, when = self._held_unless(form, place, cited=sketch.is_criterion)
        point = _limit_point(form.at_most, sketch, place.at("at_most"))
        if point is None or (form.unless and unless is None):
            return
        guard = form if isinstance(form, Safeguard) else None
        rule = LimitRule(
            *point, when, unless, form.because, guard.id if guard else None, guard.title if guard else None
        )
        self._limits[sketch.id].append((rule, place))

    def _held_unless(
        self, form: Limit, place: Place, *, cited: bool
    ) -> tuple[conditions.ConditionRule | None, tuple[Test, ...]]:
        """Give a limit's conditions, compiled once for all that a safeguard holds."""
        key = (place.path, cited)
        if key not in self._compiled:
            unless = self._conditions.condition(form.unless, place.at("unless"), cited=cited) if form.unless else None
            self._compiled[key] = unless, self._names.facts.tests(form.when, place.at("when"))
        return self._compiled[key]

    def _safeguards(self) -> None:
        seen: dict[str, Place] = {}
        for index, guard in enumerate(self._standard.safeguards):
            here = self._place.at("safeguards", index)
            identity = here.at("id")
            if seen.setdefault(guard.id, identity) is not identity:
                identity.report("duplicate-id", f"found the id '{guard.id}' a second time", seen[guard.id].as_first())
            if guard.each == "units":
                hint = "write criteria, or ask of units in a level's 'requires'"
                here.at("each").report("selection", "found units, wanted criteria", hint)
                continue
            for name in self._conditions.select(guard.each, here.at("each")):
                self._limit(guard, self._outline[name], here)

    def _criterion(self, sketch: Sketch) -> Criterion | None:
        form, place = sketch.form, sketch.place
        assert isinstance(form, CriterionForm)  # noqa: S101 - the caller tells them apart
        self._said(form, sketch, place)
        applies_when = self._names.facts.tests(form.applies_when, place.at("applies_when"))
        marks = compile_marks(form.marks, self._names, place.at("marks"))
        if sketch.scale is None:
            return None
        compiler = RatingCompiler(sketch.scale, self._names)
        rating = compiler.rating(form.rating, place.at("rating"))
        if rating is None:
            return None
        return Criterion(
            id=form.id,
            title=form.title,
            parent=sketch.parent or ROOT,
            top=sketch.top,
            weight=form.weight,
            scale=sketch.scale,
            rating=rating,
            judged_on=compiler.judged_on or sketch.scale,
            marks=marks,
            limits=tuple(limit for limit, _ in self._limits[sketch.id]),
            not_applicable=form.not_applicable or self._standard.not_applicable,
            applies_when=applies_when,
            asked_of=form.asked_of,
            tags=frozenset(form.tags),
            effort=form.effort,
        )

    def _said(self, form: CriterionForm, sketch: Sketch, place: Place) -> None:
        for index, tag in enumerate(form.tags):
            if tag not in self._standard.tags:
                place.at("tags", index).unknown("tag", tag, self._standard.tags)
        for index, kind in enumerate(form.suggests):
            if kind not in self._kinds:
                place.at("suggests", index).unknown(
                    "kind of evidence", kind, self._kinds.keys() - RESERVED, titles(self._kinds.values())
                )
        if sketch.scale is not None:
            for point in form.looks_like:
                key_point(sketch.scale, point, place.at("looks_like", point))
        if isinstance(form.rating, str | None) or form.rating is None:
            return
        if form.rating.when is not None:
            place.at("rating", "when").report("rating", "found 'when' outside 'choose'", ONLY_CHOSEN, key=True)

    def _section(self, sketch: Sketch) -> Section | None:
        form, place = sketch.form, sketch.place
        assert isinstance(form, Scoring)  # noqa: S101 - the caller tells them apart
        own = form if isinstance(form, SectionForm) else None
        when = self._names.facts.tests(own.applies_when, place.at("applies_when")) if own else ()
        if not sketch.sound:
            return None
        bands = None
        if form.bands is not None and sketch.scale is not None:
            what = f"the score of '{sketch.id}'" if sketch.id else "the overall score"
            measured = Measured(lower=sketch.raw_lower, share=False, what=what, score=True, scale=sketch.raw_scale)
            bands = compile_bands(form.bands, sketch.scale, measured, place.at("bands"), sketch.raw_fixed)
        return Section(
            id=sketch.id,
            title=(own.title or own.id) if own else self._standard.title,
            parent=sketch.parent,
            top=sketch.top,
            weight=sketch.weight,
            children=tuple(sketch.children),
            combine=form.combine,
            out_of=form.out_of if form.out_of is not None else MEAN_OUT_OF,
            capped_at=form.capped_at,
            decimals=form.round.decimals if form.round else None,
            rounding=form.round.mode if form.round else "half-up",
            bands=bands,
            scale=sketch.scale,
            lower=sketch.lower,
            raw_lower=sketch.raw_lower,
            limits=tuple(limit for limit, _ in self._limits[sketch.id]),
            applies_when=when,
        )


def _limit_point(value: Value, sketch: Sketch, place: Place) -> tuple[Number, bool] | None:
    scale = sketch.scale
    if scale is None:
        if isinstance(value, str):
            what = f"'{sketch.id}'" if sketch.id else "the standard"
            message = f"found '{value}', wanted a number or a percentage, as {what} has no scale"
            place.report("wrong-type", message, "write the most that it may score, such as 50%")
            return None
        return value.value, value.share
    if isinstance(value, Amount) and value.share:
        return _share_point(value, scale, sketch, place)
    point = point_value(scale, value, place)
    return None if point is None else (point, False)


def _share_point(value: Amount, scale: Scale, sketch: Sketch, place: Place) -> tuple[Number, bool] | None:
    point = exact(value.value * sketch.maximum)
    if scale.holds(point):
        return point, False
    message = (
        f"found {value} of {shown(sketch.maximum)}, which is {shown(point)}, wanted a point of the scale '{scale.id}'"
    )
    place.report("not-on-scale", message, points_hint(scale))
    return None


def asked_nodes(condition: conditions.ConditionRule | None) -> set[str]:
    """Give the ids of the nodes whose scores a condition reads."""
    match condition:
        case conditions.Overall():
            return {ROOT}
        case conditions.Each() | conditions.Some():
            return set(condition.nodes) if isinstance(condition.ask, conditions.Reach) else set()
        case conditions.AnyOf() | conditions.AllOf():
            return set().union(*(asked_nodes(part) for part in condition.parts))
        case _:
            return set()


def _circles(needs: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """Give for each node those that it needs and that need it, itself included where it needs itself (Tarjan)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    found: dict[str, frozenset[str]] = {}
    for start in needs:
        walk = [(start, iter(needs[start]))] if start not in number else []
        while walk:
            name, rest = walk[-1]
            if name not in number:
                number[name] = lowest[name] = len(number)
                path.append(name)
            for other in rest:
                if other not in number:
                    walk.append((other, iter(needs[other])))
                    break
                if other not in found:
                    lowest[name] = min(lowest[name], number[other])
            else:
                walk.pop()
                if walk:
                    lowest[walk[-1][0]] = min(lowest[walk[-1][0]], lowest[name])
                if lowest[name] == number[name]:
                    cut = path.index(name)
                    members, path = path[cut:], path[:cut]
                    alone = len(members) == 1 and name not in needs[name]
                    found.update(dict.fromkeys(members, frozenset() if alone else frozenset(members)))
    return found
