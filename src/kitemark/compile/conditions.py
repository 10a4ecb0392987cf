"""Conditions and selections: forms to rules, read against the outline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kitemark.compile.outline import Sketch
from kitemark.compile.place import Place, one_of
from kitemark.compile.ratings import Names
from kitemark.compile.scales import Measured
from kitemark.model.conditions import Comparison, Selection, Selector
from kitemark.model.conditions import Condition as ConditionForm
from kitemark.problems import listing, nearest
from kitemark.quantity import Amount, Number
from kitemark.rules import condition as rules
from kitemark.rules.records import Test
from kitemark.rules.scale import Goal
from kitemark.rules.standard import ROOT

_KINDS = ("overall", "each", "some", "measure", "applicable", "any", "all")
_SIGNS = {"at_least": (False, False), "more_than": (False, True), "at_most": (True, False), "less_than": (True, True)}
_WORDS = {"at_least": "at least", "more_than": "more than", "at_most": "at most", "less_than": "less than"}
_TURNED = {"at_least": "at_most", "more_than": "less_than", "at_most": "at_least", "less_than": "more_than"}
_COMPARES = {"applicable": "asks for at least its own percentage"}
_NOTHING = "name ids, or a tag that criteria there carry"
_GOES_WITH = {
    "marks": ("each", "some"),
    "except": ("each",),
    "count": ("some",),
    "share": ("some",),
    "per": ("each", "some"),
    "expect": ("each", "some"),
}


class ConditionCompiler:
    """Compiles conditions; `either_way` allows comparisons the other way, as flags do."""

    def __init__(self, outline: Mapping[str, Sketch], names: Names, *, either_way: bool = False) -> None:
        """Take what conditions may name."""
        self._outline = outline
        self._names = names
        self._either_way = either_way

    def condition(self, form: ConditionForm, place: Place, *, cited: bool = False) -> rules.ConditionRule | None:
        """Give the rule of a condition, or None where it cannot be meant; `cited` allows cited measures."""
        given = [key for key in _KINDS if getattr(form, key) is not None]
        if len(given) != 1:
            said = " and ".join(given) or "none"
            message = f"found {said}, wanted one of {', '.join(_KINDS)}"
            place.report("condition", message, one_of(given, "write a condition of its own for each"))
            return None
        kind = given[0]
        self._extras(form, kind, place)
        when = self._names.facts.tests(form.when, place.at("when"))
        if kind in ("any", "all"):
            return self._several(form, kind, when, place, cited=cited)
        if kind == "applicable":
            return rules.Applicable(when, form.because, form.applicable.value if form.applicable else 0)
        if kind == "overall":
            return self._overall(form, when, place)
        if kind == "measure":
            return self._measure(form, when, place, cited=cited)
        return self._nodes(form, kind, when, place)

    def _extras(self, form: ConditionForm, kind: str, place: Place) -> None:
        for key, owners in _GOES_WITH.items():
            if getattr(form, "except_" if key == "except" else key) is not None and kind not in owners:
                message = f"found '{key}' beside '{kind}', wanted it with {' or '.join(owners)}"
                place.at(key).report(
                    "condition", message, "take it away, or move it to the condition it is for", key=True
                )
        if kind not in ("each", "some", "measure"):
            hint = f"take it away; '{kind}' {_COMPARES.get(kind, 'compares nothing')}"
            for sign in _SIGNS:
                if getattr(form, sign) is not None:
                    here = f"write overall: {{{sign}: ...}}" if kind == "overall" else hint
                    place.at(sign).report("condition", f"found '{sign}' beside '{kind}'", here, key=True)

    def _several(
        self, form: ConditionForm, kind: str, when: tuple[Test, ...], place: Place, *, cited: bool
    ) -> rules.ConditionRule:
        forms: tuple[ConditionForm, ...] = getattr(form, kind)
        if not forms:
            hint = "add one, such as '- overall: 50%'"
            place.at(kind).report("empty", "found an empty list, wanted at least one condition", hint)
        parts = [self.condition(part, place.at(kind, index), cited=cited) for index, part in enumerate(forms)]
        sound = tuple(part for part in parts if part is not None)
        return rules.AnyOf(when, form.because, sound) if kind == "any" else rules.AllOf(when, form.because, sound)

    def _overall(self, form: ConditionForm, when: tuple[Test, ...], place: Place) -> rules.ConditionRule | None:
        root = self._outline[ROOT]
        here = place.at("overall")
        if isinstance(form.overall, Comparison):
            sign, value = self._sign(form.overall, here)
            here = here.at(sign) if sign else here
        else:
            sign, value = ("at_most" if root.lower else "at_least"), form.overall
        if value is None or not root.sound:
            return None
        goal = self._goal(sign, value, self._score(root, "the overall score"), here)
        return rules.Overall(when, form.because, goal, f"{_WORDS[sign]} {value}") if goal else None

    def _measure(
        self, form: ConditionForm, when: tuple[Test, ...], place: Place, *, cited: bool
    ) -> rules.ConditionRule | None:
        measure = self._names.measure(str(form.measure), place.at("measure"))
        sign, value = self._sign(form, place)
        if measure is None or value is None:
            return None
        if measure.cited and not cited:
            message = f"found the measure '{measure.id}', which is cited, outside a criterion or safeguard"
            hint = "ask a measure that is not cited, or put this into the criterion's limits"
            place.at("measure").report("cited", message, hint)
        goal = self._goal(sign, value, self._names.measured(measure), place.at(sign))
        return rules.MeasureReaches(when, form.because, measure, goal, f"{_WORDS[sign]} {value}") if goal else None

    def _sign(self, form: Comparison, place: Place) -> tuple[str, Amount | str | None]:
        given = [sign for sign in _SIGNS if getattr(form, sign) is not None]
        if len(given) != 1:
            said = " and ".join(given) or "none"
            message = f"found {said}, wanted one of {', '.join(_SIGNS)}"
            place.report("condition", message, one_of(given, "keep the one that fits the direction"))
            return "", None
        return given[0], getattr(form, given[0])

    def _score(self, sketch: Sketch, what: str) -> Measured:
        return Measured(lower=sketch.lower, share=False, what=what, score=True, scale=sketch.scale)

    def _goal(self, sign: str, value: Amount | str, measured: Measured, place: Place) -> Goal | None:
        goal = measured.goal(value, place)
        if goal is None:
            return None
        downward, strict = _SIGNS[sign]
        if downward is measured.lower:
            return Goal(goal.value, goal.share, strict, measured.lower)
        if not self._either_way:
            wanted = "at_most or less_than" if measured.lower else "at_least or more_than"
            better = "lower" if measured.lower else "higher"
            message = f"found '{sign}', wanted {wanted}, as {better} is better for {measured.what}"
            place.report("wrong-direction", message, f"write {_TURNED[sign]}", key=True)
            return None
        return Goal(goal.value, goal.share, not strict, measured.lower, contrary=True)

    def _nodes(
        self, form: ConditionForm, kind: str, when: tuple[Test, ...], place: Place
    ) -> rules.ConditionRule | None:
        selection: Selection = form.each if kind == "each" else form.some  # type: ignore[assignment]
        here = place.at(kind)
        if form.count is not None and form.share is not None:
            place.at("share").report(
                "condition", "found both 'count' and 'share', wanted one", "take one away", key=True
            )
        if selection == "units":
            return self._units(form, kind, when, place)
        if form.expect is not None:
            hint = "take it away, or ask of units: 'each: units'"
            place.at("expect").report("condition", "found 'expect' without 'units'", hint, key=True)
        nodes = self.select(selection, here)
        ask = self._ask(form, nodes, place)
        if not nodes or ask is None:
            return None
        of = selection_words(selection)
        if kind == "each":
            spare = form.except_ or Amount(0)
            return rules.Each(when, form.because, nodes, ask, spare.value, spare.share, form.per is not None, of)
        least, share = (form.share.value, True) if form.share else (form.count or 1, False)
        return rules.Some(when, form.because, nodes, ask, least, share, form.per is not None, of)

    def _ask(self, form: ConditionForm, nodes: tuple[str, ...], place: Place) -> rules.Ask | None:
        if form.marks is not None:
            return self._marks(form, nodes, place)
        sign, value = self._sign(form, place)
        if value is None:
            return None
        goals = {}
        for node in nodes:
            sketch = self._outline[node]
            if not sketch.sound:
                continue
            goal = self._goal(sign, value, self._score(sketch, f"'{node}'"), place.at(sign))
            if goal is None:
                return None  # said once, of the first node that it does not fit
            goals[node] = goal
        if not goals or len(goals) < len(nodes):
            return None
        first, *others = set(goals.values())
        called = self._called(value, nodes)
        return rules.Reach(goals, f"{_WORDS[sign]} {called}", None if others else first)

    def _called(self, value: Amount | str, nodes: tuple[str, ...]) -> str:
        """Give a value as people call it: with its point's name, where all nodes share a scale."""
        scales = {sketch.scale for node in nodes if (sketch := self._outline[node]).scale is not None}
        if isinstance(value, str) or value.share or len(scales) != 1:
            return str(value)
        name = scales.pop().name(value.value)
        return str(value) if name == str(value) else f"{value} ({name})"

    def _marks(self, form: ConditionForm, nodes: tuple[str, ...], place: Place) -> rules.Ask | None:
        if any(getattr(form, sign) is not None for sign in _SIGNS):
            message = "found a comparison beside 'marks', wanted one of the two"
            place.report("condition", message, "take one away; write a second condition for the other")
        if form.marks not in self._names.levels:
            place.at("marks").unknown("level", str(form.marks), self._names.levels, self._names.level_titles)
            return None
        for node in nodes:
            if not self._outline[node].is_criterion:
                message = f"found marks asked of '{node}', but only criteria have marks"
                place.at("marks").report("condition", message, f"select its criteria, as in 'each: {{in: {node}}}'")
                return None
        return rules.HasMarks(str(form.marks))

    def _units(
        self, form: ConditionForm, kind: str, when: tuple[Test, ...], place: Place
    ) -> rules.ConditionRule | None:
        if form.per is not None:
            message = "found 'per' beside units, which stand in no section"
            place.at("per").report("condition", message, "take it away", key=True)
        if form.marks is not None:
            message = "found marks asked of units, but only criteria have marks"
            place.at("marks").report("condition", message, "ask for a level, as in 'at_least: bronze'", key=True)
            return None
        if form.expect is not None:
            self._names.facts.count(form.expect, place.at("expect"))
        ask = self._unit_ask(form, place)
        if ask is None:
            return None
        amount: Number
        if kind == "each":
            spare = form.except_ or Amount(0)
            amount, share = spare.value, spare.share
        else:
            amount, share = (form.share.value, True) if form.share else (form.count or 1, False)
        return rules.OfUnits(when, form.because, kind == "each", ask, amount, share, form.expect)

    def _unit_ask(self, form: ConditionForm, place: Place) -> rules.ReachLevel | None:
        sign, value = self._sign(form, place)
        if value is None:
            return None
        levels = self._names.levels
        if not isinstance(value, str) or value not in levels:
            place.at(sign).unknown("level", str(value), levels, self._names.level_titles)
            return None
        downward, strict = _SIGNS[sign]
        if downward and not self._either_way:
            message = f"found '{sign}', wanted at_least or more_than, as later levels are better"
            place.at(sign).report("wrong-direction", message, f"write {_TURNED[sign]}", key=True)
            return None
        index = levels.index(value) + (strict is not downward)
        return rules.ReachLevel(index, downward, f"{_WORDS[sign]} {value}")

    def select(self, selection: Selection, place: Place) -> tuple[str, ...]:
        """Give the ids that a selection takes, in the file's order, reporting one that can take nothing."""
        if isinstance(selection, str):
            chosen = self._by_word(selection, place)
        elif isinstance(selection, tuple):
            chosen = self._by_ids(selection, place)
        else:
            chosen = self._by_selector(selection, place)
        if chosen is not None and not chosen:
            place.report("empty-selection", "found a selection that can select nothing", _NOTHING)
        return tuple(chosen or ())

    def _by_word(self, word: str, place: Place) -> list[str] | None:
        if word == "criteria":
            return [s.id for s in self._outline.values() if s.is_criterion]
        if word == "sections":
            return [s.id for s in self._outline.values() if not s.is_criterion and s.parent == ROOT]
        carried = any(word in sketch.tags for sketch in self._outline.values())
        form = f"{{tag: {word}}}" if carried else f"[{word}]" if word in self._outline else None
        words = ["criteria", "sections", "units"]
        known = [name for name in self._outline if name != ROOT]
        near = nearest(word, words) or nearest(word, known, self._titles(known))
        hint = f"write {form}" if form else near or "write ids in brackets, or {tag: ...}"
        place.report("selection", f"found '{word}', wanted criteria, sections, units, a list of ids or a mapping", hint)
        return None

    def _titles(self, names: Iterable[str]) -> dict[str, str | None]:
        return {name: self._outline[name].title for name in names}

    def _by_ids(self, ids: tuple[str, ...], place: Place) -> list[str] | None:
        known = [name for name in self._outline if name != ROOT]
        for index, name in enumerate(ids):
            if name not in known:
                place.at(index).unknown("criterion or section", name, known, self._titles(known))
        return [name for name in known if name in ids] if all(name in known for name in ids) else None

    def _by_selector(self, selector: Selector, place: Place) -> list[str] | None:
        if all(getattr(selector, key) is None for key in ("tag", "without", "in_", "children")):
            place.report("selection", "found no key, wanted tag, without, in or children", "write 'criteria' for all")
            return None
        carried = {tag for sketch in self._outline.values() for tag in sketch.tags}
        sound = True
        for key in ("tag", "without"):
            tag = getattr(selector, key)
            if tag is not None and tag not in carried:
                hint = nearest(tag, carried) or (
                    f"carried: {listing(sorted(carried))}" if carried else "no criterion carries a tag"
                )
                place.at(key).report("unknown-name", f"found the tag '{tag}', which no criterion carries", hint)
                sound = False
        sections = [s.id for s in self._outline.values() if not s.is_criterion and s.id != ROOT]
        for key, name in (("in", selector.in_), ("children", selector.children)):
            if name is not None and name not in sections:
                place.at(key).unknown("section", name, sections, self._titles(sections))
                sound = False
        return [s.id for s in self._outline.values() if s.id != ROOT and self._takes(selector, s)] if sound else None

    def _takes(self, selector: Selector, sketch: Sketch) -> bool:
        if selector.children is not None and sketch.parent != selector.children:
            return False
        if (selector.children is None or selector.tag or selector.without or selector.in_) and not sketch.is_criterion:
            return False
        if selector.tag is not None and selector.tag not in sketch.tags:
            return False
        if selector.without is not None and selector.without in sketch.tags:
            return False
        return selector.in_ is None or self._below(sketch, selector.in_)

    def _below(self, sketch: Sketch, section: str) -> bool:
        parent = sketch.parent
        while parent is not None:
            if parent == section:
                return True
            parent = self._outline[parent].parent
        return False


def selection_words(selection: Selection) -> str:
    """Give a selection in words, for sentences."""
    if isinstance(selection, str):
        return {"criteria": "criterion", "sections": "section"}.get(selection, selection)
    if isinstance(selection, tuple):
        return f"of {', '.join(selection)}" if len(selection) > 1 else selection[0]
    words = "criterion"
    if selection.tag:
        words += f" tagged '{selection.tag}'"
    if selection.without:
        words += f" not tagged '{selection.without}'"
    if selection.in_:
        words += f" in {selection.in_}"
    return words if selection.children is None else f"{words} of {selection.children}"
