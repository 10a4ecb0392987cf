"""Ratings and marks of criteria: forms to rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kitemark.compile.facts import Facts
from kitemark.compile.place import Place, one_of
from kitemark.compile.scales import Measured, Scales, compile_bands
from kitemark.model.ratings import MarkLine, RatingForm
from kitemark.model.ratings import Rating as RatingModel
from kitemark.quantity import Number
from kitemark.rules import rating as rules
from kitemark.rules.measure import Margin, Measure
from kitemark.rules.records import Test
from kitemark.rules.scale import Scale

ONLY_CHOSEN = "move it to a part of 'choose', or take it away"
"""What to do about a `when` that stands elsewhere."""
_SEVERAL = "keep one of them; list both below worst or best if both count"
_ADD_RATING = "add '- judgement' or '- measure: ...' with its bands"


@dataclass(slots=True)
class Names:
    """What a standard declares, for those who look names up."""

    facts: Facts
    scales: Scales
    measures: Mapping[str, Measure]
    declared_measures: frozenset[str]
    levels: tuple[str, ...]
    tolerance: Mapping[str, Number]
    level_titles: Mapping[str, str | None]
    measure_titles: Mapping[str, str | None]

    def measure(self, name: str, place: Place) -> Measure | None:
        """Give a measure, reporting a name that is not declared."""
        if name not in self.declared_measures:
            place.unknown("measure", name, self.declared_measures, self.measure_titles)
        return self.measures.get(name)

    def measured(self, measure: Measure) -> Measured:
        """Give what thresholds on a measure must fit."""
        whole = not isinstance(measure.take, Margin)
        return Measured(lower=measure.lower, share=measure.share, what=f"the measure '{measure.id}'", whole=whole)


class RatingCompiler:
    """Compiles the rating of one criterion; `judged_on` is the scale of its judgements."""

    def __init__(self, scale: Scale, names: Names) -> None:
        """Take the criterion's scale."""
        self._scale = scale
        self._names = names
        self.judged_on: Scale | None = None

    def rating(self, form: RatingForm | None, place: Place) -> rules.RatingRule | None:
        """Give the rule of a rating, or None where it cannot be meant."""
        if form is None or not isinstance(form, RatingModel):
            self._judge_on(self._scale, place)
            return rules.Judged(self._scale, None)
        return self._rating(form, place)

    def _rating(self, form: RatingModel, place: Place) -> rules.RatingRule | None:
        given = [key for key in ("judgement", "measure", "worst", "best", "choose") if getattr(form, key) is not None]
        if len(given) != 1:
            said = " and ".join(given) or "none"
            message = f"found {said}, wanted one of judgement, measure, worst, best, choose"
            place.report("rating", message, one_of(given, _SEVERAL))
            return None
        if form.bands is not None and given[0] not in ("judgement", "measure"):
            message = f"found bands beside '{given[0]}', wanted them on its parts"
            place.at("bands").report("rating", message, "move them to each part that is a measure", key=True)
        kind = given[0]
        if kind == "judgement":
            return self._judged(form, place)
        if kind == "measure":
            return self._measured(form, place)
        if kind == "choose":
            return self._chosen(form.choose or (), place.at("choose"))
        parts = self._parts(form.worst if kind == "worst" else form.best, place.at(kind))
        return rules.WorstOf(parts) if kind == "worst" else rules.BestOf(parts)

    def _parts(self, forms: tuple[RatingForm, ...] | None, place: Place) -> tuple[rules.RatingRule, ...]:
        if not forms:
            place.report("empty", "found an empty list, wanted at least one rating", _ADD_RATING)
        for index, form in enumerate(forms or ()):
            if isinstance(form, RatingModel) and form.when is not None:
                place.at(index, "when").report("rating", "found 'when' outside 'choose'", ONLY_CHOSEN, key=True)
        parts = (self.rating(form, place.at(index)) for index, form in enumerate(forms or ()))
        return tuple(part for part in parts if part is not None)

    def _chosen(self, forms: tuple[RatingForm, ...], place: Place) -> rules.RatingRule | None:
        if not forms:
            place.report("empty", "found an empty list, wanted at least one rating", _ADD_RATING)
        options = []
        for index, form in enumerate(forms):
            here = place.at(index)
            when = form.when if isinstance(form, RatingModel) else None
            rule = self.rating(form, here)
            if rule is not None:
                options.append((self._names.facts.tests(when, here.at("when")), rule))
        return rules.ChosenRating(tuple(options))

    def _judged(self, form: RatingModel, place: Place) -> rules.RatingRule | None:
        name = str(form.judgement)
        judged = self._names.scales.called(name, place.at("judgement"))
        if judged is None:
            return None
        self._judge_on(judged, place)
        if form.bands is None:
            if judged.id != self._scale.id:
                place.report(
                    "missing-key",
                    f"found no 'bands' from the scale '{judged.id}' onto '{self._scale.id}'",
                    "add 'bands: ...'",
                )
            return rules.Judged(judged, None)
        measured = Measured(lower=judged.lower, share=False, what=f"the scale '{judged.id}'", scale=judged)
        return rules.Judged(judged, compile_bands(form.bands, self._scale, measured, place.at("bands")))

    def _measured(self, form: RatingModel, place: Place) -> rules.RatingRule | None:
        measure = self._names.measure(str(form.measure), place.at("measure"))
        if form.bands is None:
            place.report("missing-key", "found no 'bands' for the measure", "add 'bands: ...'")
        if measure is None or form.bands is None:
            return None
        return rules.Measured(
            measure, compile_bands(form.bands, self._scale, self._names.measured(measure), place.at("bands"))
        )

    def _judge_on(self, scale: Scale, place: Place) -> None:
        if self.judged_on is not None and self.judged_on.id != scale.id:
            message = (
                f"found a judgement on the scale '{scale.id}' beside one on '{self.judged_on.id}', wanted one scale"
            )
            place.report("mixed-scales", message, "let assessors judge once, and name the same scale each time")
        self.judged_on = scale


def compile_marks(lines: tuple[MarkLine, ...], names: Names, place: Place) -> tuple[rules.MarkRule, ...]:
    """Give the rules of a criterion's marks."""
    marks = []
    for index, line in enumerate(lines):
        if line.when is not None:
            place.at(index, "when").report("marks", "found 'when' outside 'choose'", ONLY_CHOSEN, key=True)
        if (rule := _mark(line, names, place.at(index))) is not None:
            marks.append(rule)
    return tuple(marks)


def _mark(line: MarkLine, names: Names, place: Place) -> rules.MarkRule | None:
    given = [key for key in ("measure", "worst", "best", "choose") if getattr(line, key) is not None]
    if len(given) != 1:
        said = " and ".join(given) or "none"
        message = f"found {said}, wanted one of measure, worst, best, choose"
        place.report("marks", message, one_of(given, _SEVERAL))
        return None
    goals = line.__pydantic_extra__ or {}
    if given[0] == "measure":
        return _marked(line, names, place)
    for key in goals:
        message = f"found the key '{key}' beside '{given[0]}', wanted thresholds on its lines"
        place.at(key).report("marks", message, "write it beside each 'measure' below", key=True)
    parts: tuple[MarkLine, ...] = getattr(line, given[0])
    here = place.at(given[0])
    if not parts:
        here.report("empty", "found an empty list, wanted at least one line", "add '- measure: ...' and a threshold")
    rules_of: list[tuple[tuple[Test, ...], rules.MarkRule]] = []
    for index, part in enumerate(parts):
        if part.when is not None and given[0] != "choose":
            here.at(index, "when").report("marks", "found 'when' outside 'choose'", ONLY_CHOSEN, key=True)
        if (rule := _mark(part, names, here.at(index))) is not None:
            rules_of.append((names.facts.tests(part.when, here.at(index, "when")), rule))
    if given[0] == "choose":
        return rules.ChosenMark(tuple(rules_of))
    build: Callable[[tuple[rules.MarkRule, ...]], rules.MarkRule] = (
        rules.WorstMark if given[0] == "worst" else rules.BestMark
    )
    return build(tuple(rule for _, rule in rules_of))


def _marked(line: MarkLine, names: Names, place: Place) -> rules.MarkRule | None:
    measure = names.measure(str(line.measure), place.at("measure"))
    goals = {}
    extra = line.__pydantic_extra__ or {}
    for level, threshold in extra.items():
        if level not in names.levels:
            place.at(level).unknown("level", level, names.levels, names.level_titles, key=True)
        elif measure is not None and (goal := names.measured(measure).goal(threshold, place.at(level))) is not None:
            soft = measure.share and measure.z_squared is not None and not isinstance(measure.take, Margin)
            goals[level] = rules.MarkGoal(goal, names.tolerance.get(level, 0) if soft else 0)
    if not extra:
        place.report("marks", "found no level, wanted a threshold for at least one", "add 'bronze: 70%' or the like")
    return rules.MarkedMeasure(measure, goals, line.because) if measure is not None else None
