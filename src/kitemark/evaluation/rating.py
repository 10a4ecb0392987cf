"""Rating: judgements settled, measures banded, marks compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kitemark.binding import Fault, Judgement, Party
from kitemark.binding.judgements import when
from kitemark.evaluation.ends import Both, Exact
from kitemark.evaluation.matching import matches
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.outcome import MarkOutcome, RatingOutcome
from kitemark.quantity import Number
from kitemark.rules import rating as rules
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion, JudgementRule


class Rater:
    """Rates a party's criteria. Faults are gathered."""

    def __init__(self, judging: JudgementRule, party: Party, measurer: Measurer) -> None:
        """Take how judgements settle, whose they are, and the measures."""
        self.faults: list[Fault] = []
        self._judging = judging
        self._party = party
        self._measurer = measurer

    def one(self, rule: rules.RatingRule, criterion: Criterion) -> RatingOutcome:
        """Give what a criterion's rating, or one part of it, comes to before limits."""
        return RATINGS[rule.__class__](self, rule, criterion)

    def judged(self, rule: rules.Judged, criterion: Criterion) -> RatingOutcome:
        """Settle the standing judgements that rate, where no rating is supposed in their place."""
        standing = self._party.standing.get(criterion.id, ())
        if criterion.id in self._party.supposed:
            low = high = self._party.supposed[criterion.id]
            state, standing = "supposed", ()
        elif len(standing) == 1 and self._judging.assessors == 1 and standing[0].rating is not None:
            # One judgement settles itself, however they settle.
            low = high = standing[0].rating
            state = "settled"
        else:
            rated = tuple(judgement for judgement in standing if judgement.rating is not None)
            low, high, state = settle(self._judging, rated, rule.scale)
            standing = standing if state == "awaited" else rated
        if rule.bands is not None:
            low, high = (rule.bands.point(end.numerator, end.denominator) for end in (low, high))
        return RatingOutcome(rule, low, high, state, standing)

    def measured(self, rule: rules.Measured, criterion: Criterion) -> RatingOutcome:
        """Band what the measure is known to be."""
        reading = self._measurer.read(rule.measure, criterion.id)
        ends = reading.ends
        if ends.__class__ is Exact:
            point = rule.bands.point(ends.top, ends.bottom)
            return RatingOutcome(rule, point, point, "measured", (), reading)
        low = high = rule.bands.scale.worst
        low_found = high_found = False
        for point, goal in rule.bands.goals:
            reached = reading.reach(goal)
            if reached[1] and not high_found:
                high, high_found = point, True
            if reached[0] and not low_found:
                low, low_found = point, True
                break
        return RatingOutcome(rule, low, high, "measured", reading=reading)

    def several(self, rule: rules.WorstOf | rules.BestOf, criterion: Criterion) -> RatingOutcome:
        """Take the worst, or the best, of the parts at each end."""
        parts = tuple(self.one(part, criterion) for part in rule.parts)
        pick = criterion.scale.worse if isinstance(rule, rules.WorstOf) else criterion.scale.better
        low, high = parts[0].low, parts[0].high
        for part in parts[1:]:
            low, high = pick(low, part.low), pick(high, part.high)
        return RatingOutcome(rule, low, high, "parts", parts=parts)

    def chosen(self, rule: rules.ChosenRating, criterion: Criterion) -> RatingOutcome:
        """Take the first option that the profile matches."""
        for tests, option in rule.options:
            if matches(tests, self._party.facts):
                return self.one(option, criterion)
        self._none_chosen(criterion, "rating")
        return RatingOutcome(rule, criterion.scale.worst, criterion.scale.best, "parts")

    def _none_chosen(self, criterion: Criterion, what: str) -> None:
        where = f"in the {what} of '{criterion.id}'"
        message = f"found no option under 'choose' {where} that matches the profile of '{self._party.id}'"
        hint = "correct the profile, or let the standard end with an option without 'when'"
        fault = Fault("no-choice", message, hint, profile=self._party.path)
        if fault not in self.faults:
            self.faults.append(fault)

    def mark(self, rule: rules.MarkRule, level: str, criterion: Criterion) -> MarkOutcome | None:
        """Give whether a line of marks is reached for a level, or None where it does not name it."""
        return MARKS[rule.__class__](self, rule, level, criterion)

    def marked(self, rule: rules.MarkedMeasure, level: str, criterion: Criterion) -> MarkOutcome | None:
        """Compare a measure with the level's threshold."""
        mark = rule.goals.get(level)
        if mark is None:
            return None
        reading = self._measurer.read(rule.measure, criterion.id)
        both = reading.ends.softened(mark.goal, mark.tolerance)
        return MarkOutcome(rule, both, reading, mark)

    def several_marks(
        self, rule: rules.WorstMark | rules.BestMark, level: str, criterion: Criterion
    ) -> MarkOutcome | None:
        """Ask all, or one, of the lines that name the level."""
        parts = tuple(m for part in rule.parts if (m := self.mark(part, level, criterion)) is not None)
        if not parts:
            return None
        pick = all if isinstance(rule, rules.WorstMark) else any
        both = (pick(part.both[0] for part in parts), pick(part.both[1] for part in parts))
        return MarkOutcome(rule, both, parts=parts)

    def chosen_mark(self, rule: rules.ChosenMark, level: str, criterion: Criterion) -> MarkOutcome | None:
        """Take the first line that the profile matches of those that name the level."""
        fits = [option for tests, option in rule.options if matches(tests, self._party.facts)]
        if not fits:
            self._none_chosen(criterion, "marks")
        named = (self.mark(option, level, criterion) for option in fits)
        return next((mark for mark in named if mark is not None), None)

    def marks(self, criterion: Criterion, level: str) -> tuple[Both, tuple[MarkOutcome, ...]]:
        """Give whether the criterion has a level's mark at each end, and its lines."""
        lines = tuple(m for rule in criterion.marks if (m := self.mark(rule, level, criterion)) is not None)
        return (all(line.both[0] for line in lines), all(line.both[1] for line in lines)), lines


RATINGS: Mapping[type[rules.RatingRule], Callable[[Rater, Any, Criterion], RatingOutcome]] = {
    rules.Judged: Rater.judged,
    rules.Measured: Rater.measured,
    rules.WorstOf: Rater.several,
    rules.BestOf: Rater.several,
    rules.ChosenRating: Rater.chosen,
}
MARKS: Mapping[type[rules.MarkRule], Callable[[Rater, Any, str, Criterion], MarkOutcome | None]] = {
    rules.MarkedMeasure: Rater.marked,
    rules.WorstMark: Rater.several_marks,
    rules.BestMark: Rater.several_marks,
    rules.ChosenMark: Rater.chosen_mark,
}


def settle(rule: JudgementRule, standing: Sequence[Judgement], scale: Scale) -> tuple[Number, Number, str]:
    """Give the low end, the high end and the state of judgements that rate on a scale."""
    ratings = [j.rating for j in standing if j.rating is not None]
    if len(ratings) < rule.assessors:
        return scale.worst, scale.best, "awaited"
    if rule.settle == "latest":
        latest = max(standing, key=when).rating
        assert latest is not None  # noqa: S101 - all of these rate
        return latest, latest, "settled"
    if ratings.count(ratings[0]) == len(ratings):
        return ratings[0], ratings[0], "settled"
    worst_first = sorted(ratings, reverse=scale.lower)
    worst, best = worst_first[0], worst_first[-1]
    settled = {"worst": worst, "best": best, "median": worst_first[(len(worst_first) - 1) // 2]}[rule.settle]
    low = scale.worse(settled, scale.steps(worst, rule.may_differ_by))
    high = scale.better(settled, scale.steps(best, -rule.may_differ_by))
    return low, high, "settled" if low == high else "unsettled"
