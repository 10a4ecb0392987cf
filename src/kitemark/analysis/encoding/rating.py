"""Ratings and marks as constraints: from judgements and measures to points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kitemark.analysis.encoding.profile import Profile
from kitemark.analysis.encoding.scored import Asked, Chain, chain_of
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

    def rating(self, rule: ratings.RatingRule, criterion: Criterion, used: Lit) -> Chain:
        """Give what a rating comes to; `used` says whether the engine comes to it."""
        return RATINGS[rule.__class__](self, rule, criterion, used)

    def judged(self, rule: ratings.Judged, criterion: Criterion, _: Lit) -> Chain:
        """Give the rating that the judgement says, banded where it is on another scale."""
        choice = self._known.judged[criterion.id]
        bands, scale = rule.bands, criterion.scale

        def good(value: Number | None, point: Number) -> bool:
            if value is None:
                return False
            rated = value if bands is None else bands.point(value.numerator, value.denominator)
            return scale.better(rated, point) == rated

        return self._chained(scale, lambda point: self._logic.chosen(choice, lambda value: good(value, point)))

    def measured(self, rule: ratings.Measured, criterion: Criterion, _: Lit) -> Chain:
        """Give the rating that a measure is banded to."""
        scale = criterion.scale

        def reach(point: Number) -> Lit:
            goals = [goal for at, goal in rule.bands.goals if scale.better(at, point) == at]
            return self._logic.any_of(self.goal(rule.measure, criterion.id, goal) for goal in goals)

        return self._chained(scale, reach)

    def several(self, rule: ratings.WorstOf | ratings.BestOf, criterion: Criterion, used: Lit) -> Chain:
        """Give the worst, or the best, of the parts."""
        parts = [self.rating(part, criterion, used) for part in rule.parts]
        pick = self._logic.all_of if isinstance(rule, ratings.WorstOf) else self._logic.any_of
        return self._chained(criterion.scale, lambda point: pick(part.at_least(point) for part in parts))

    def chosen_rating(self, rule: ratings.ChosenRating, criterion: Criterion, used: Lit) -> Chain:
        """Give the first option that the profile fits; the engine refuses whom none fits."""
        cases: list[tuple[Lit, Chain]] = []
        left = TRUE
        for tests, option in rule.options:
            taken = self._logic.all_of((left, self._profile.passes(tests)))
            cases.append((taken, self.rating(option, criterion, self._logic.all_of((used, taken)))))
            left = self._logic.all_of((left, ~taken))
        self._logic.imply(used, ~left)
        return self._chained(
            criterion.scale,
            lambda point: self._logic.any_of(self._logic.all_of((lit, chain.at_least(point))) for lit, chain in cases),
        )

    def goal(self, measure: Measure, criterion: str | None, goal: Goal) -> Lit:
        """Give whether a measure's low end reaches a goal; what is contrary is never known to."""
        if goal.contrary:
            return FALSE
        choice = self._known.measures[measure.id, criterion if measure.cited else None]
        return self._logic.chosen(choice, lambda supposed: supposed.reach(goal)[0])

    def marks(self, criterion: Criterion, level: str) -> Lit:
        """Give whether every line that names a level is reached."""
        found = [self.mark(rule, level, criterion) for rule in criterion.marks]
        return self._logic.all_of(self._logic.any_of((~line.asked, line.holds)) for line in found)

    def mark(self, rule: ratings.MarkRule, level: str, criterion: Criterion) -> Asked:
        """Give whether a line of marks names the level, and whether it is reached."""
        return MARKS[rule.__class__](self, rule, level, criterion)

    def marked(self, rule: ratings.MarkedMeasure, level: str, criterion: Criterion) -> Asked:
        """Compare a measure with the mark of a level."""
        mark = rule.goals.get(level)
        if mark is None:
            return Asked(FALSE, FALSE)
        goal, tolerance = mark.goal, mark.tolerance
        choice = self._known.measures[rule.measure.id, criterion.id if rule.measure.cited else None]
        return Asked(TRUE, self._logic.chosen(choice, lambda supposed: supposed.softened(goal, tolerance)[0]))

    def several_marks(self, rule: ratings.WorstMark | ratings.BestMark, level: str, criterion: Criterion) -> Asked:
        """Give whether all, or one, of the lines that name the level are reached."""
        logic = self._logic
        parts = [self.mark(part, level, criterion) for part in rule.parts]
        asked = logic.any_of(part.asked for part in parts)
        if isinstance(rule, ratings.WorstMark):
            return Asked(asked, logic.all_of(logic.any_of((~part.asked, part.holds)) for part in parts))
        return Asked(asked, logic.any_of(logic.all_of((part.asked, part.holds)) for part in parts))

    def chosen_mark(self, rule: ratings.ChosenMark, level: str, criterion: Criterion) -> Asked:
        """Give the first line that names the level and that the profile fits.

        Whom no option fits is not left out: the engine refuses them only where the mark is asked for.
        """
        left, cases = TRUE, []
        for tests, option in rule.options:
            line = self.mark(option, level, criterion)
            taken = self._logic.all_of((left, self._profile.passes(tests), line.asked))
            cases.append(self._logic.all_of((taken, line.holds)))
            left = self._logic.all_of((left, ~taken))
        return Asked(~left, self._logic.any_of(cases))


RATINGS: Mapping[type[ratings.RatingRule], Callable[[Rater, Any, Criterion, Lit], Chain]] = {
    ratings.Judged: Rater.judged,
    ratings.Measured: Rater.measured,
    ratings.WorstOf: Rater.several,
    ratings.BestOf: Rater.several,
    ratings.ChosenRating: Rater.chosen_rating,
}
MARKS: Mapping[type[ratings.MarkRule], Callable[[Rater, Any, str, Criterion], Asked]] = {
    ratings.MarkedMeasure: Rater.marked,
    ratings.WorstMark: Rater.several_marks,
    ratings.BestMark: Rater.several_marks,
    ratings.ChosenMark: Rater.chosen_mark,
}
