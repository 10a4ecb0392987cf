"""Tracing: all that a level asks for, down to the measures that can change whether it is reached.

The same rules that are evaluated are walked here, so that nothing which can move the level is
left out. What cannot move it may be left out: a limit that holds a rating no lower than asked, and a
threshold beside a stricter one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kitemark.describe.conditions import condition_words, named_nodes, reach_words
from kitemark.describe.demands import (
    APPLYING,
    HELD,
    NOTHING,
    RATED,
    SCORED,
    UNITS,
    Context,
    Demand,
    RequiredRating,
    Traced,
    how_many,
    limit_text,
    needed,
    note,
    points,
)
from kitemark.describe.marks import asked_where, names, told
from kitemark.describe.strictest import leave_strictest
from kitemark.describe.variants import variants
from kitemark.describe.wording import Wording
from kitemark.describe.words import fact_tests, goal_on, mark_words, reached, threshold
from kitemark.explain.words import joined, sentence
from kitemark.rules import condition as conditions
from kitemark.rules import rating as ratings
from kitemark.rules.rating import is_plain_judgement
from kitemark.rules.scale import Goal
from kitemark.rules.standard import ROOT, Criterion, LevelRule, LimitRule, Node, Rules, Section


def trace(level: str, wording: Wording) -> Traced:
    """Give all that a level asks for, with the levels that it builds on."""
    tracer = _Tracer(wording)
    places = {rule.id: place for place, rule in enumerate(wording.rules.levels)}
    tracer.level(places[level])
    tracer.finish()
    if not wording.rules.asks_units:  # they may need a lower level only
        leave_strictest(tracer.demands)
    return Traced([*tracer.demands, *tracer.limits.values()], tracer.judged, tracer.scores)


def chain(rules: Rules, place: int) -> list[int]:
    """Give the places of a level and of those that it builds on, lowest first."""
    first = place
    while first > 0 and rules.levels[first].builds_on:
        first -= 1
    return list(range(first, place + 1))


class _Tracer:
    """Walks the rules; every level, limit and score is walked once."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._rules = wording.rules
        self.demands: list[Demand] = []
        self.limits: dict[tuple[str, int] | str, Demand] = {}
        self.judged: dict[str, list[RequiredRating]] = {}
        self.scores = Demand("", "What counts towards the scores.", None)
        self._levels: set[int] = set()
        self._scored: dict[str, None] = {}
        self._waiting: deque[tuple[LimitRule, Demand]] = deque()
        self._later: deque[int] = deque()

    # Levels and conditions

    def level(self, place: int) -> None:
        """Ask what a level requires, and before it what those require that it builds on."""
        for one in chain(self._rules, place):
            if one not in self._levels:
                self._levels.add(one)
                self._requires(self._rules.levels[one])

    def _requires(self, level: LevelRule) -> None:
        for rule in level.requires:
            text = sentence(condition_words(rule, self._wording) + named_nodes(rule, self._wording))
            demand = Demand(level.title, text, rule.because)
            self.demands.append(demand)
            self.ask(rule, demand, Context())
            if not demand.needs:
                demand.add(NOTHING, Context(), "no criterion has a line for this level")

    def ask(self, rule: conditions.ConditionRule, demand: Demand, context: Context) -> None:
        """Note what a condition needs."""
        inner = context.at(fact_tests(rule.when, self._rules.facts)) if rule.when else context
        CONDITIONS[rule.__class__](self, rule, demand, inner)

    def overall(self, rule: conditions.Overall, demand: Demand, context: Context) -> None:
        """The whole standard's score."""
        demand.add(SCORED, replace(context, nodes=(ROOT,)), rule.words)
        self._score(ROOT)

    def measured(self, rule: conditions.MeasureReaches, demand: Demand, context: Context) -> None:
        """A measure."""
        words = reached(rule.words, rule.measure, rule.goal)
        demand.measure(rule.measure, context, words, rule.goal)

    def applicable(self, rule: conditions.Applicable, demand: Demand, context: Context) -> None:
        """The share of criteria that apply, which no measure moves."""
        demand.add(APPLYING, context, condition_words(replace(rule, when=()), self._wording))

    def several(self, rule: conditions.AnyOf | conditions.AllOf, demand: Demand, context: Context) -> None:
        """Parts, all of which may matter."""
        either = isinstance(rule, conditions.AnyOf) and len(rule.parts) > 1
        inner = context.by("one of the parts of this requirement is enough" if either else "")
        for part in rule.parts:
            self.ask(part, demand, inner)

    def nodes(self, rule: conditions.Each | conditions.Some, demand: Demand, context: Context) -> None:
        """Criteria or sections."""
        ASKS[rule.ask.__class__](self, rule, demand, context.by(how_many(rule)))

    def units(self, rule: conditions.OfUnits, demand: Demand, context: Context) -> None:
        """Units, whose levels rest on the same standard."""
        demand.add(UNITS, context, condition_words(replace(rule, when=()), self._wording))
        ASKS[rule.ask.__class__](self, rule, demand, context)

    def reach(self, rule: conditions.Each | conditions.Some, demand: Demand, context: Context) -> None:
        """Nodes whose scores must reach a goal."""
        ask = rule.ask
        assert isinstance(ask, conditions.Reach)  # noqa: S101 - by the table
        words = reach_words(ask, self._wording)
        nodes = [self._rules.nodes[name] for name in rule.nodes]
        sections = [node for node in nodes if isinstance(node, Section)]
        criteria = [node for node in nodes if isinstance(node, Criterion)]
        judged = [node for node in criteria if is_plain_judgement(node.rating)]
        for together, title in ((sections, SCORED), (judged, RATED)):
            if together:
                demand.add(title, replace(context, nodes=tuple(node.id for node in together)), words)
        for section in sections:
            self._score(section.id)
        for node in criteria:
            goal = ask.goals[node.id]
            if is_plain_judgement(node.rating):
                found = self.judged.setdefault(node.id, [])
                # What lifts a limit, or is asked of some, is asked of no criterion by itself.
                alone = demand.level and not how_many(rule)
                found += [RequiredRating(goal, words, note(context))] if alone else []
            else:
                self.rating(node.rating, node, goal, demand, replace(context, nodes=(node.id,)))
            self._holds(node, goal)

    def marks(self, rule: conditions.Each | conditions.Some, demand: Demand, context: Context) -> None:
        """Criteria that must have a level's mark."""
        ask = rule.ask
        assert isinstance(ask, conditions.HasMarks)  # noqa: S101 - by the table
        for name in rule.nodes:
            for mark in self._criterion(name).marks:
                self.mark(mark, ask.level, demand, replace(context, nodes=(name,)))

    def unit_levels(self, rule: conditions.OfUnits, demand: Demand, context: Context) -> None:
        """The levels by which a unit can do what is asked."""
        del demand, context
        for place in range(rule.ask.place, len(self._rules.levels)):
            if place == rule.ask.place or rule.ask.place not in chain(self._rules, place):
                self._later.append(place)

    def _criterion(self, name: str) -> Criterion:
        node = self._rules.nodes[name]
        assert isinstance(node, Criterion)  # noqa: S101 - only criteria have marks
        return node

    # Ratings and marks

    def rating(
        self, rule: ratings.RatingRule, node: Criterion, goal: Goal | None, demand: Demand, context: Context
    ) -> None:
        """Note what a rating needs to reach a goal, or at all."""
        RATINGS[rule.__class__](self, rule, node, goal, demand, context)

    def judged_rating(
        self, rule: ratings.Judged, node: Criterion, goal: Goal | None, demand: Demand, context: Context
    ) -> None:
        """A judgement; on the criterion's own scale it is told with the others."""
        self.judged.setdefault(node.id, [])
        if rule.bands is not None:
            words = points(rule.bands, goal, lambda one: goal_on(rule.scale, one))
            demand.add(RATED, context, words)
        elif goal is not None:
            demand.add(RATED, context, goal_on(rule.scale, goal))

    def measured_rating(
        self, rule: ratings.Measured, node: Criterion, goal: Goal | None, demand: Demand, context: Context
    ) -> None:
        """A measure with bands."""
        del node
        measure = rule.measure

        def say(one: Goal) -> str:
            return reached(threshold(one, share=measure.share), measure, one)

        bands = needed(rule.bands, goal)
        words = points(rule.bands, goal, say)
        demand.measure(measure, context, words, bands[-1][1] if bands else None)

    def several_ratings(
        self,
        rule: ratings.WorstOf | ratings.BestOf,
        node: Criterion,
        goal: Goal | None,
        demand: Demand,
        context: Context,
    ) -> None:
        """Parts, of which the worst or the best counts."""
        worst = isinstance(rule, ratings.WorstOf)
        inner = context.by("the worst of these counts" if worst else "the best of these counts")
        for part in rule.parts:
            self.rating(part, node, goal, demand, inner)

    def chosen_rating(
        self, rule: ratings.ChosenRating, node: Criterion, goal: Goal | None, demand: Demand, context: Context
    ) -> None:
        """The option that fits the profile."""
        for where, option in variants(rule.options, self._rules.facts):
            self.rating(option, node, goal, demand, context.at(where))

    def mark(self, rule: ratings.MarkRule, level: str, demand: Demand, context: Context) -> None:
        """Note what a line of marks needs for a level."""
        MARKS[rule.__class__](self, rule, level, demand, context)

    def marked(self, rule: ratings.MarkedMeasure, level: str, demand: Demand, context: Context) -> None:
        """A measure, where the line names the level."""
        mark = rule.goals.get(level)
        if mark is not None:
            words = mark_words(mark, rule.measure)
            demand.measure(rule.measure, context, words, mark.goal, mark.tolerance)

    def several_marks(
        self, rule: ratings.WorstMark | ratings.BestMark, level: str, demand: Demand, context: Context
    ) -> None:
        """Lines, of which all or one must be reached."""
        parts = [part for part in rule.parts if names(part, level)]
        for part in parts:
            others = [told(other, level, self._rules.facts) for other in parts if other is not part]
            instead = f"or instead {joined(others, 'or')}" if others and isinstance(rule, ratings.BestMark) else ""
            self.mark(part, level, demand, context.by(instead))

    def chosen_mark(self, rule: ratings.ChosenMark, level: str, demand: Demand, context: Context) -> None:
        """The line that fits the profile, of those that name the level."""
        options = [option for option in rule.options if names(option[1], level)]
        for where, part in variants(options, self._rules.facts, lambda part: asked_where(part, level)):
            self.mark(part, level, demand, context.at(where))

    # Scores and limits

    def _score(self, name: str) -> None:
        """Note that a node's score counts, whatever it is; so does all that it is made from."""
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in self._scored:
                self._scored[one] = None
                node = self._rules.nodes[one]
                for place, limit in enumerate(node.limits):
                    self._hold(node, limit, place)
                waiting += reversed(node.children) if isinstance(node, Section) else ()

    def _holds(self, node: Criterion, goal: Goal) -> None:
        """Note the limits that can keep a criterion from a goal."""
        for place, limit in enumerate(node.limits):
            if not goal.reached(limit.point, node.scale.maximum):
                self._hold(node, limit, place)

    def _hold(self, node: Node, limit: LimitRule, place: int) -> None:
        key = limit.id if limit.id is not None else (node.id, place)
        if key not in self.limits:
            self.limits[key] = Demand("", limit_text(limit, node, self._wording), limit.because)
            self._waiting.append((limit, self.limits[key]))
        self.limits[key].nodes.setdefault(node.id)

    def finish(self) -> None:
        """Note what units need, what lifts the limits, and what the ratings need that count towards a score."""
        while self._later or self._waiting:  # both may grow meanwhile, each by the other
            if self._later:
                self.level(self._later.popleft())
            else:
                self._lift(*self._waiting.popleft())
        for name in self._rules.nodes:
            node = self._rules.nodes[name]
            if name in self._scored and isinstance(node, Criterion):
                self.rating(node.rating, node, None, self.scores, Context(nodes=(name,)))

    def _lift(self, limit: LimitRule, demand: Demand) -> None:
        context = Context(where=(fact_tests(limit.when, self._rules.facts),) if limit.when else ())
        if limit.unless is None:
            demand.add(HELD, context, "it always holds")
        else:
            self.ask(limit.unless, demand, context)


Ask = Callable[[_Tracer, Any, Demand, Context], None]
CONDITIONS: Mapping[type[conditions.ConditionRule], Ask] = {
    conditions.Overall: _Tracer.overall,
    conditions.MeasureReaches: _Tracer.measured,
    conditions.Applicable: _Tracer.applicable,
    conditions.AnyOf: _Tracer.several,
    conditions.AllOf: _Tracer.several,
    conditions.Each: _Tracer.nodes,
    conditions.Some: _Tracer.nodes,
    conditions.OfUnits: _Tracer.units,
}
ASKS: Mapping[type[conditions.Ask], Ask] = {
    conditions.Reach: _Tracer.reach,
    conditions.HasMarks: _Tracer.marks,
    conditions.ReachLevel: _Tracer.unit_levels,
}
RATINGS: Mapping[type[ratings.RatingRule], Callable[[_Tracer, Any, Criterion, Goal | None, Demand, Context], None]] = {
    ratings.Judged: _Tracer.judged_rating,
    ratings.Measured: _Tracer.measured_rating,
    ratings.WorstOf: _Tracer.several_ratings,
    ratings.BestOf: _Tracer.several_ratings,
    ratings.ChosenRating: _Tracer.chosen_rating,
}
MARKS: Mapping[type[ratings.MarkRule], Callable[[_Tracer, Any, str, Demand, Context], None]] = {
    ratings.MarkedMeasure: _Tracer.marked,
    ratings.WorstMark: _Tracer.several_marks,
    ratings.BestMark: _Tracer.several_marks,
    ratings.ChosenMark: _Tracer.chosen_mark,
}
