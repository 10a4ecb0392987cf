"""Ratings and marks as constraints: from judgements and measures to points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kitemark.analysis.encoding.profile import Profile
from kitemark.analysis.encoding.scored import Chain, chain_of
from kitemark.analysis.logic import FALSE, TRUE, Lit, Logic
from kitemark.analysis.unknowns import Unknowns
from kitemark.quantity import Number
from kitemark.rules import rating as ratings
from kitemark.rules.measure import Measure
from kitemark.rules.scale import Goal, Scale
from kitemark.rules.standard import Criterion


class Rater:
    """Encodes what one party's criteria are rated, and which marks they have."""

    def __init__(self, logic: Logic, known: Unknowns, profile: Profile) -> None:
        """Take the model, what the party may be, and its profile."""
        self._logic = logic
        self._known = known
        self._profile = profile

    def _chained(self, scale: Scale, reach: Callable[[Number], Lit]) -> Chain:
        return chain_of(scale, self._logic, reach)

    def rating(self, rule: ratings.RatingRule, criterion: Criterion) -> Chain:
        """Give what a rating comes to."""
        return RATINGS[rule.__class__](self, rule, criterion)

    def judged(self, rule: ratings.Judged, criterion: Criterion) -> Chain:
        """Give the rating that the judgement says, banded where it is on another scale."""
        choice = self._known.judged[criterion.id]
        bands, scale = rule.bands, criterion.scale

        def good(value: Number | None, point: Number) -> bool:
            if value is None:
                return False
            rated = value if bands is None else bands.point(value.numerator, value.denominator)
            return scale.better(rated, point) == rated

        return self._chained(scale, lambda point: self._logic.chosen(choice, lambda value: good(value, point)))

    def measured(self, rule: ratings.Measured, criterion: Criterion) -> Chain:
        """Give the rating that a measure is banded to."""
        scale = criterion.scale

        def reach(point: Number) -> Lit:
            goals = [goal for at, goal in rule.bands.goals if scale.better(at, point) == at]
            return self._logic.any_of(self.goal(rule.measure, criterion.id, goal) for goal in goals)

        return self._chained(scale, reach)

    def several(self, rule: ratings.WorstOf | ratings.BestOf, criterion: Criterion) -> Chain:
        """Give the worst, or the best, of the parts."""
        parts = [self.rating(part, criterion) for part in rule.parts]
        pick = self._logic.all_of if isinstance(rule, ratings.WorstOf) else self._logic.any_of
        return self._chained(criterion.scale, lambda point: pick(part.at_least(point) for part in parts))

    def chosen_rating(self, rule: ratings.ChosenRating, criterion: Criterion) -> Chain:
        """Give the first option that the profile fits."""
        cases: list[tuple[Lit, Chain]] = []
        left = TRUE
        for tests, option in rule.options:
            fits = self._profile.passes(tests)
            cases.append((self._logic.all_of((left, fits)), self.rating(option, criterion)))
            left = self._logic.all_of((left, ~fits))
        self._never(left)
        return self._chained(
            criterion.scale,
            lambda point: self._logic.any_of(self._logic.all_of((lit, chain.at_least(point))) for lit, chain in cases),
        )

    def _never(self, lit: Lit) -> None:
        """Leave out organisations that the engine refuses: no option of a `choose` fits them."""
        if lit.known is None:
            self._logic.model.add(self._logic.raw(lit) == 0)
        elif lit.known:
            self._logic.model.add_bool_or([])

    def goal(self, measure: Measure, criterion: str | None, goal: Goal) -> Lit:
        """Give whether a measure's low end reaches a goal; what is contrary is never known to."""
        if goal.contrary:
            return FALSE
        choice = self._known.measures[measure.id, criterion if measure.cited else None]
        return self._logic.chosen(choice, lambda supposed: supposed.reach(goal)[0])

    def marks(self, criterion: Criterion, level: str) -> Lit:
        """Give whether every line that names a level is reached."""
        found = (self.mark(rule, level, criterion) for rule in criterion.marks)
        return self._logic.all_of(line for line in found if line is not None)

    def mark(self, rule: ratings.MarkRule, level: str, criterion: Criterion) -> Lit | None:
        """Give whether a line of marks is reached, or None where it does not name the level."""
        return MARKS[rule.__class__](self, rule, level, criterion)

    def marked(self, rule: ratings.MarkedMeasure, level: str, criterion: Criterion) -> Lit | None:
        """Compare a measure with the mark of a level."""
        mark = rule.goals.get(level)
        if mark is None:
            return None
        goal, tolerance = mark.goal, mark.tolerance
        choice = self._known.measures[rule.measure.id, criterion.id if rule.measure.cited else None]
        return self._logic.chosen(choice, lambda supposed: supposed.softened(goal, tolerance)[0])

    def several_marks(self, rule: ratings.WorstMark | ratings.BestMark, level: str, criterion: Criterion) -> Lit | None:
        """Give whether all, or one, of the lines that name the level are reached."""
        parts = [line for part in rule.parts if (line := self.mark(part, level, criterion)) is not None]
        if not parts:
            return None
        return self._logic.all_of(parts) if isinstance(rule, ratings.WorstMark) else self._logic.any_of(parts)

    def chosen_mark(self, rule: ratings.ChosenMark, level: str, criterion: Criterion) -> Lit | None:
        """Give the first line that names the level and that the profile fits."""
        self._never(~self._logic.any_of(self._profile.passes(tests) for tests, _ in rule.options))
        named = [
            (tests, line) for tests, option in rule.options if (line := self.mark(option, level, criterion)) is not None
        ]
        if not named:
            return None
        left, cases = TRUE, []
        for tests, line in named:
            fits = self._profile.passes(tests)
            cases.append(self._logic.all_of((left, fits, line)))
            left = self._logic.all_of((left, ~fits))
        return self._logic.any_of((*cases, left))


RATINGS: Mapping[type[ratings.RatingRule], Callable[[Rater, Any, Criterion], Chain]] = {
    ratings.Judged: Rater.judged,
    ratings.Measured: Rater.measured,
    ratings.WorstOf: Rater.several,
    ratings.BestOf: Rater.several,
    ratings.ChosenRating: Rater.chosen_rating,
}
MARKS: Mapping[type[ratings.MarkRule], Callable[[Rater, Any, str, Criterion], Lit | None]] = {
    ratings.MarkedMeasure: Rater.marked,
    ratings.WorstMark: Rater.several_marks,
    ratings.BestMark: Rater.several_marks,
    ratings.ChosenMark: Rater.chosen_mark,
}
