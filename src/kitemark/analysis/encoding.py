"""Encoding: a standard's rules as constraints on what an organisation may be.

The unknowns are its facts, the judgements of its criteria, and its measures, each with one
value for every way in which thresholds tell values apart. What follows from them is what is
established: the low end. The measures are free of each other here, which real records may not
be: what cannot be so here can nowhere be so, and what can be so here still wants a witness.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from kitemark.analysis.logic import FALSE, TRUE, InexactError, Lit, Logic, Sum, number
from kitemark.analysis.unknowns import Unknowns, points_of
from kitemark.evaluation.matching import matches
from kitemark.quantity import Number, exact
from kitemark.rules import condition as conditions
from kitemark.rules import rating as ratings
from kitemark.rules.measure import Measure
from kitemark.rules.naming import fact_counts, within
from kitemark.rules.records import Test
from kitemark.rules.scale import Goal, Scale
from kitemark.rules.standard import ROOT, Criterion, LimitRule, Rules, Section

_MOST_PATTERNS = 64


@dataclass(frozen=True, slots=True)
class Chain:
    """A rating on a scale: for each point better than the worst, whether it is at least that good."""

    scale: Scale
    points: tuple[Number, ...]
    lits: tuple[Lit, ...]

    def at_least(self, point: Number) -> Lit:
        """Give whether the rating is at least as good as a point."""
        return TRUE if point == self.points[0] else self.lits[self.points.index(point) - 1]


@dataclass(frozen=True, slots=True)
class Scored:
    """A node: whether it counts, whether it is met by not applying, its score, and its rating where it has one."""

    counts: Lit
    met: Lit
    score: Sum
    maximum: Sum
    lower: bool
    chain: Chain | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition: whether it is asked, and whether it holds."""

    asked: Lit
    holds: Lit


class Encoder:
    """Encodes what one party comes to; a standard that asks of units is encoded for a unit first."""

    def __init__(
        self,
        rules: Rules,
        logic: Logic,
        known: Unknowns,
        unit: Encoder | None,
        *,
        is_unit: bool,
        fixed: Mapping[str, Lit] = MappingProxyType({}),
        like: Encoder | None = None,
    ) -> None:
        """Take the rules, the model, the unknowns, and the encoding of the party's units.

        `fixed` holds criteria's ratings, before limits, at their best (TRUE) or worst (FALSE), whatever else;
        all that does not depend on them is taken over from `like`.
        """
        self.fixed = fixed
        self.rules = rules
        self.logic = logic
        self.known = known
        self.unit = unit
        self.is_unit = is_unit
        self.nodes: dict[str, Scored] = {}
        self.before: dict[str, Chain | Sum] = {}
        self.lifted: dict[tuple[str, int], Lit] = {}
        self.counting = dict.fromkeys(rules.nodes, FALSE)
        self._apply()
        touched = set(rules.nodes) if like is None else depending(rules, fixed)
        for name in rules.order:
            if like is not None and name not in touched:
                self._take_over(name, like)
                continue
            node = rules.nodes[name]
            self.nodes[name] = self._criterion(node) if isinstance(node, Criterion) else self._section(node)
        self.requires: dict[str, list[Asked]] = {
            level.id: [
                self.ask(rule) if like is None or _mentions(rule, touched) else like.requires[level.id][place]
                for place, rule in enumerate(level.requires)
            ]
            for level in rules.levels
        }
        self.levels: dict[str, Lit] = {}
        self._levels()

    def _take_over(self, name: str, like: Encoder) -> None:
        self.nodes[name] = like.nodes[name]
        if name in like.before:
            self.before[name] = like.before[name]
        for place in range(len(self.rules.nodes[name].limits)):
            self.lifted[name, place] = like.lifted[name, place]

    # Whether nodes apply

    def tests(self, tests: Iterable[Test]) -> Lit:
        """Give whether the profile passes tests."""
        return self.logic.all_of(self._test(test) for test in tests)

    def _test(self, test: Test) -> Lit:
        choice = self.known.facts.get(test.field)
        if choice is None:
            return FALSE
        return self.logic.chosen(choice, lambda value: matches((test,), {test.field: value}))

    def _apply(self) -> None:
        self.met: dict[str, Lit] = {}
        for name, node in self.rules.nodes.items():
            above = TRUE if node.parent is None else self.counting[node.parent]
            fits = self.tests(node.applies_when)
            if isinstance(node, Criterion):
                counting, met = self._applies(node, fits)
                self.met[name] = self.logic.all_of((above, met))
                self.counting[name] = self.logic.all_of((above, self.logic.any_of((counting, met))))
            else:
                self.counting[name] = self.logic.all_of((above, fits))

    def _applies(self, node: Criterion, fits: Lit) -> tuple[Lit, Lit]:
        """Give whether a criterion applies, and whether it is met by not applying."""
        if self.is_unit and node.asked_of == "organisation":
            return FALSE, FALSE
        if self.unit is not None and node.asked_of == "units":
            counts, met = self.unit.counting[node.id], self.unit.met[node.id]
            return self.logic.all_of((counts, ~met)), met
        marked = self.logic.chosen(self.known.judged[node.id], lambda value: value is None)
        applies = self.logic.all_of((fits, ~marked))
        if node.not_applicable == "met":
            return applies, ~applies
        return applies, FALSE

    # Ratings

    def _chain(self, scale: Scale, reach: Callable[[Number], Lit]) -> Chain:
        points = points_of(scale, self.logic)
        return Chain(scale, points, tuple(reach(point) for point in points[1:]))

    def rating(self, rule: ratings.RatingRule, criterion: Criterion) -> Chain:
        """Give what a rating comes to."""
        return RATINGS[rule.__class__](self, rule, criterion)

    def judged(self, rule: ratings.Judged, criterion: Criterion) -> Chain:
        """Give the rating that the judgement says, banded where it is on another scale."""
        choice = self.known.judged[criterion.id]
        bands, scale = rule.bands, criterion.scale

        def good(value: Number | None, point: Number) -> bool:
            if value is None:
                return False
            rated = value if bands is None else bands.point(value.numerator, value.denominator)
            return scale.better(rated, point) == rated

        return self._chain(scale, lambda point: self.logic.chosen(choice, lambda value: good(value, point)))

    def measured(self, rule: ratings.Measured, criterion: Criterion) -> Chain:
        """Give the rating that a measure is banded to."""
        scale = criterion.scale

        def reach(point: Number) -> Lit:
            goals = [goal for at, goal in rule.bands.goals if scale.better(at, point) == at]
            return self.logic.any_of(self.goal(rule.measure, criterion.id, goal) for goal in goals)

        return self._chain(scale, reach)

    def several(self, rule: ratings.WorstOf | ratings.BestOf, criterion: Criterion) -> Chain:
        """Give the worst, or the best, of the parts."""
        parts = [self.rating(part, criterion) for part in rule.parts]
        pick = self.logic.all_of if isinstance(rule, ratings.WorstOf) else self.logic.any_of
        return self._chain(criterion.scale, lambda point: pick(part.at_least(point) for part in parts))

    def chosen_rating(self, rule: ratings.ChosenRating, criterion: Criterion) -> Chain:
        """Give the first option that the profile fits."""
        cases: list[tuple[Lit, Chain]] = []
        left = TRUE
        for tests, option in rule.options:
            fits = self.tests(tests)
            cases.append((self.logic.all_of((left, fits)), self.rating(option, criterion)))
            left = self.logic.all_of((left, ~fits))
        self._never(left)
        return self._chain(
            criterion.scale,
            lambda point: self.logic.any_of(self.logic.all_of((lit, chain.at_least(point))) for lit, chain in cases),
        )

    def _never(self, lit: Lit) -> None:
        """Leave out organisations that the engine refuses: no option of a `choose` fits them."""
        if lit.known is None:
            self.logic.model.add(self.logic.raw(lit) == 0)
        elif lit.known:
            self.logic.model.add_bool_or([])

    def goal(self, measure: Measure, criterion: str | None, goal: Goal) -> Lit:
        """Give whether a measure's low end reaches a goal; what is contrary is never known to."""
        if goal.contrary:
            return FALSE
        choice = self.known.measures[measure.id, criterion if measure.cited else None]
        return self.logic.chosen(choice, lambda supposed: supposed.reach(goal)[0])

    # Nodes

    def _criterion(self, node: Criterion) -> Scored:
        met, counts = self.met[node.id], self.counting[node.id]
        if self.unit is not None and node.asked_of == "units":
            rated = self.unit.nodes[node.id].chain
            assert rated is not None  # noqa: S101 - a criterion has a rating
        elif node.id in self.fixed:
            rated = self._chain(node.scale, lambda _: self.fixed[node.id])
        else:
            rated = self.rating(node.rating, node)
        self.before[node.id] = rated
        held = self._hold_chain(node.id, rated, node.limits)
        chain = self._chain(node.scale, lambda point: self.logic.any_of((met, held.at_least(point))))
        return Scored(counts, met, self._value(chain), number(node.scale.maximum), node.scale.lower, chain)

    def _value(self, chain: Chain) -> Sum:
        steps = itertools.pairwise(chain.points)
        parts = (self.logic.as_sum(lit, after - before) for lit, (before, after) in zip(chain.lits, steps, strict=True))
        found = self.logic.total([number(chain.points[0]), *parts])
        low, high = sorted((chain.points[0], chain.points[-1]))
        return Sum(found.constant, found.terms, low, high)

    def _free(self, name: str, place: int, limit: LimitRule, criterion: str | None) -> Lit:
        """Give whether a limit does not hold: it is not there, or its condition lifts it."""
        there = self.tests(limit.when)
        asked = self.ask(limit.unless, criterion) if limit.unless is not None else Asked(FALSE, FALSE)
        free = self.logic.any_of((~there, self.logic.all_of((asked.asked, asked.holds))))
        self.lifted[name, place] = free
        return free

    def _hold_chain(self, name: str, chain: Chain, limits: Sequence[LimitRule]) -> Chain:
        is_criterion = isinstance(self.rules.nodes[name], Criterion)
        for place, limit in enumerate(limits):
            point = limit.point * chain.scale.maximum if limit.share else limit.point
            free = self._free(name, place, limit, name if is_criterion else None)
            chain = self._held(chain, point, free)
        return chain

    def _held(self, chain: Chain, point: Number, free: Lit) -> Chain:
        def reach(at: Number) -> Lit:
            allowed = chain.scale.worse(at, point) == at
            return chain.at_least(at) if allowed else self.logic.all_of((chain.at_least(at), free))

        return self._chain(chain.scale, reach)

    def _section(self, node: Section) -> Scored:
        children = [(name, self.nodes[name]) for name in node.children]
        if node.combine == "mean":
            children = [(name, one) for name, one in children if self.rules.nodes[name].weight and one.maximum.high]
        some = self.logic.any_of(one.counts for _, one in children)
        counts = self.logic.all_of((self.counting[node.id], some))
        if node.id == ROOT:
            applying = self.logic.any_of(
                self.logic.all_of((self.counting[c.id], ~self.met[c.id])) for c in self.rules.criteria
            )
            counts = self.logic.all_of((counts, applying))
        score, maximum, chain = COMBINED[node.combine](self, node, [one for _, one in children])
        if chain is not None and node.capped_at is None and node.decimals is None and node.bands is None:
            held = self._hold_chain(node.id, chain, node.limits)
            return Scored(counts, FALSE, self._value(held), maximum, node.lower, held)
        return self._after(node, counts, score, maximum)

    def _after(self, node: Section, counts: Lit, score: Sum, maximum: Sum) -> Scored:
        """Cap, round, band and limit a score."""
        if node.capped_at is not None:
            score, maximum = self.logic.least_of(score, node.capped_at), self.logic.least_of(maximum, node.capped_at)
        if node.decimals is not None:
            score = self._rounded(node, score)
        if node.bands is not None:
            bands = node.bands

            def reach(point: Number) -> Lit:
                goals = [goal for at, goal in bands.goals if bands.scale.better(at, point) == at]
                return self.logic.any_of(self._compare(score, maximum, goal) for goal in goals)

            banded = self._chain(bands.scale, reach)
            self.before[node.id] = banded
            held = self._hold_chain(node.id, banded, node.limits)
            return Scored(counts, FALSE, self._value(held), number(bands.scale.maximum), node.lower, held)
        self.before[node.id] = score
        for place, limit in enumerate(node.limits):
            score = self._held_sum(node, score, maximum, limit, self._free(node.id, place, limit, None))
        return Scored(counts, FALSE, score, maximum, node.lower)

    def _held_sum(self, node: Section, score: Sum, maximum: Sum, limit: LimitRule, free: Lit) -> Sum:
        point = maximum * limit.point if limit.share else number(limit.point)
        beyond = ~self.logic.reaches(point, score, strict=False, lower=node.lower)
        bites = self.logic.all_of((beyond, ~free))
        return self.logic.where([(bites, point), (~bites, score)])

    def _rounded(self, node: Section, score: Sum) -> Sum:
        step = Fraction(1, 10 ** (node.decimals or 0))
        if node.rounding == "down":
            return self.logic.floor(score, step)
        if node.rounding == "half-even" or score.low < 0:
            self.logic.note(f"the rounding {node.rounding} of '{node.id or 'the standard'}' was taken as upwards")
        return self.logic.floor(score + number(step / 2), step)

    def mean(self, node: Section, children: Sequence[Scored]) -> tuple[Sum, Sum, Chain | None]:
        """Give a mean of the children that count, its maximum, and no chain."""
        weights = {id(one): self.rules.nodes[name].weight for name, one in self.nodes.items()}

        def mean(some: Sequence[Scored]) -> Sum:
            every = sum(weights[id(one)] for one in some)
            parts = (
                one.score * exact(Fraction(weights[id(one)] * node.out_of) / (every * _constant(one.maximum)))
                for one in some
            )
            return self.logic.total(parts)

        return self._by_pattern(children, mean), number(node.out_of), None

    def sum(self, node: Section, children: Sequence[Scored]) -> tuple[Sum, Sum, Chain | None]:
        """Give the sum of the children that count, its maximum, and no chain."""
        weights = {id(one): self.rules.nodes[name].weight for name, one in self.nodes.items()}
        score = self._by_pattern(children, lambda some: self.logic.total(one.score * weights[id(one)] for one in some))

        def most(some: Sequence[Scored]) -> Sum:
            return self.logic.total(number(weights[id(one)] * max(_constant(one.maximum), 0)) for one in some)

        del node
        return score, self._by_pattern(children, most), None

    def extreme(self, node: Section, children: Sequence[Scored]) -> tuple[Sum, Sum, Chain | None]:
        """Give the worst, or the best, of the children that count, as a chain too."""
        chains = [(one.counts, one.chain) for one in children if one.chain is not None]
        if len(chains) < len(children) or not chains:
            raise InexactError(f"'{node.id or 'the standard'}' is the {node.combine} of scores without points")
        scale = chains[0][1].scale
        if node.combine == "worst":
            chain = self._chain(
                scale, lambda p: self.logic.all_of(self.logic.any_of((~counts, c.at_least(p))) for counts, c in chains)
            )
        else:
            chain = self._chain(
                scale, lambda p: self.logic.any_of(self.logic.all_of((counts, c.at_least(p))) for counts, c in chains)
            )
        self.before[node.id] = chain
        return self._value(chain), number(scale.maximum), chain

    def _by_pattern(self, children: Sequence[Scored], made: Callable[[Sequence[Scored]], Sum]) -> Sum:
        """Give what the children that count make, for each of the patterns in which they may count."""
        sure = [one for one in children if one.counts.known is True]
        open_ = [one for one in children if one.counts.known is None]
        if 2 ** len(open_) > _MOST_PATTERNS:
            raise InexactError("too many of its parts may fall away")
        cases = []
        for pattern in itertools.product((True, False), repeat=len(open_)):
            lit = self.logic.all_of(one.counts if on else ~one.counts for one, on in zip(open_, pattern, strict=True))
            counting = {id(one) for one, on in zip(open_, pattern, strict=True) if on} | {id(one) for one in sure}
            some = [one for one in children if id(one) in counting]
            if lit.known is not False:
                cases.append((lit, made(some) if some else number(0)))
        return self.logic.where(cases) if cases else number(0)

    # Conditions

    def ask(self, rule: conditions.ConditionRule, criterion: str | None = None) -> Asked:
        """Give whether a condition is asked, and whether it holds."""
        found = CONDITIONS[rule.__class__](self, rule, criterion)
        return Asked(self.logic.all_of((self.tests(rule.when), found.asked)), found.holds)

    def _compare(self, score: Sum, maximum: Sum, goal: Goal) -> Lit:
        if goal.contrary:
            return FALSE
        bound = maximum * goal.value if goal.share else number(goal.value)
        return self.logic.reaches(score, bound, strict=goal.strict, lower=goal.lower)

    def reach(self, name: str, goal: Goal) -> Lit:
        """Give whether a node's score reaches a goal."""
        node = self.nodes[name]
        return self.logic.all_of((node.counts, self._compare(node.score, node.maximum, goal)))

    def overall(self, rule: conditions.Overall, _: str | None) -> Asked:
        """Compare the whole score."""
        return Asked(TRUE, self.reach(ROOT, rule.goal))

    def measure(self, rule: conditions.MeasureReaches, criterion: str | None) -> Asked:
        """Compare a measure."""
        return Asked(TRUE, self.goal(rule.measure, criterion, rule.goal))

    def applicable(self, rule: conditions.Applicable, _: str | None) -> Asked:
        """Compare the share of criteria that apply."""
        asked = [c for c in self.rules.criteria if not (self.is_unit and c.asked_of == "organisation")]
        applying = self.logic.total(
            self.logic.as_sum(self.logic.all_of((self.counting[c.id], ~self.met[c.id]))) for c in asked
        )
        holds = self.logic.at_least(applying, exact(rule.share * len(asked))) if asked else FALSE
        return Asked(TRUE, holds)

    def any_part(self, rule: conditions.AnyOf, criterion: str | None) -> Asked:
        """Give whether one of the parts that are asked holds."""
        parts = [self.ask(part, criterion) for part in rule.parts]
        holds = self.logic.any_of(self.logic.all_of((part.asked, part.holds)) for part in parts)
        return Asked(self.logic.any_of(part.asked for part in parts), holds)

    def all_parts(self, rule: conditions.AllOf, criterion: str | None) -> Asked:
        """Give whether all of the parts that are asked hold."""
        parts = [self.ask(part, criterion) for part in rule.parts]
        holds = self.logic.all_of(self.logic.any_of((~part.asked, part.holds)) for part in parts)
        return Asked(self.logic.any_of(part.asked for part in parts), holds)

    def _does(self, name: str, ask: conditions.Ask) -> Lit:
        if isinstance(ask, conditions.Reach):
            return self.reach(name, ask.goals[name])
        assert isinstance(ask, conditions.HasMarks)  # noqa: S101 - levels are asked of units only
        return self.has_mark(name, ask.level)

    def _groups(self, rule: conditions.Each | conditions.Some) -> list[list[tuple[Lit, Lit]]]:
        """Give for each group that is counted by itself its nodes: whether each counts, and does what is asked."""
        grouped: dict[str, list[tuple[Lit, Lit]]] = {}
        for name in rule.nodes:
            # Marks are asked of what applies before any has a score; scores of what has one.
            counts = self.nodes[name].counts if isinstance(rule.ask, conditions.Reach) else self.counting[name]
            top = self.rules.nodes[name].top if rule.per_section else ""
            grouped.setdefault(top, []).append((counts, self._does(name, rule.ask)))
        return list(grouped.values())

    def each(self, rule: conditions.Each, _: str | None) -> Asked:
        """Give whether all of a selection do what is asked, save some."""
        return Asked(TRUE, self.logic.all_of(self._spared(rule, group) for group in self._groups(rule)))

    def _spared(self, rule: conditions.Each, group: Sequence[tuple[Lit, Lit]]) -> Lit:
        short = [self.logic.all_of((counts, ~does)) for counts, does in group]
        if not rule.spare:
            return self.logic.all_of(~lit for lit in short)
        shorts = self.logic.total(map(self.logic.as_sum, short))
        if not rule.spare_share:
            return (
                self.logic.at_least(number(rule.spare), 0) if not short else self._at_most(shorts, number(rule.spare))
            )
        every = self.logic.total(self.logic.as_sum(counts) for counts, _ in group)
        return self._at_most(shorts, every * rule.spare)

    def _at_most(self, found: Sum, bound: Sum) -> Lit:
        return self.logic.at_least(bound - found, 0)

    def some(self, rule: conditions.Some, _: str | None) -> Asked:
        """Give whether enough of a selection do what is asked."""
        groups = self._groups(rule)
        anyone = self.logic.any_of(counts for group in groups for counts, _ in group)
        enough = (self._enough(rule, group) for group in groups)
        return Asked(TRUE, self.logic.all_of((anyone, *enough)))

    def _enough(self, rule: conditions.Some, group: Sequence[tuple[Lit, Lit]]) -> Lit:
        good = self.logic.total(self.logic.as_sum(self.logic.all_of(pair)) for pair in group)
        every = self.logic.total(self.logic.as_sum(counts) for counts, _ in group)
        nobody = ~self.logic.any_of(counts for counts, _ in group)
        least = every * rule.least if rule.least_share else number(rule.least)
        return self.logic.any_of((nobody, self.logic.at_least(good - least, 0)))

    def units(self, rule: conditions.OfUnits, _: str | None) -> Asked:
        """Give whether enough of the units, all of them alike, have a level."""
        if self.is_unit or self.unit is None:
            return Asked(FALSE, FALSE)
        does = self._unit_does(rule.ask)
        if not rule.every:
            return Asked(TRUE, self.logic.all_of((does, self._units_fit(lambda count: _needed(rule, count) <= count))))
        spared = self._units_fit(lambda count: count <= (rule.amount * count if rule.amount_share else rule.amount))
        return Asked(TRUE, self.logic.any_of((does, spared)))

    def _unit_does(self, ask: conditions.ReachLevel) -> Lit:
        assert self.unit is not None  # noqa: S101 - the caller has seen to it
        if ask.contrary:
            return FALSE
        later = list(self.unit.levels.values())[ask.place :]
        return self.logic.any_of(later)

    def _units_fit(self, fits: Callable[[int], bool]) -> Lit:
        """Give whether the number of units, of which there are as many as any condition expects, fits."""
        choices = [self.known.facts[name] for name in sorted(fact_counts(self.rules))]
        cases = []
        for picked in itertools.product(*(zip(c.values, c.lits, strict=True) for c in choices)):
            count = max((max(int(value), 1) for value, _ in picked), default=1)
            cases.append(self.logic.all_of(lit for _, lit in picked) if fits(count) else FALSE)
        return self.logic.any_of(cases)

    # Marks

    def has_mark(self, name: str, level: str) -> Lit:
        """Give whether a criterion has the mark of a level."""
        node = self.rules.nodes[name]
        assert isinstance(node, Criterion)  # noqa: S101 - only criteria have marks
        if self.unit is not None and node.asked_of == "units":
            lines = [self.unit.has_mark(name, level)]
        else:
            found = (self.mark(rule, level, node) for rule in node.marks)
            lines = [line for line in found if line is not None]
        return self.logic.any_of((self.met[name], self.logic.all_of(lines)))

    def mark(self, rule: ratings.MarkRule, level: str, criterion: Criterion) -> Lit | None:
        """Give whether a line of marks is reached, or None where it does not name the level."""
        return MARKS[rule.__class__](self, rule, level, criterion)

    def marked(self, rule: ratings.MarkedMeasure, level: str, criterion: Criterion) -> Lit | None:
        """Compare a measure with the mark of a level."""
        mark = rule.goals.get(level)
        if mark is None:
            return None
        goal, tolerance = mark.goal, mark.tolerance
        choice = self.known.measures[rule.measure.id, criterion.id if rule.measure.cited else None]
        return self.logic.chosen(choice, lambda supposed: supposed.softened(goal, tolerance)[0])

    def several_marks(self, rule: ratings.WorstMark | ratings.BestMark, level: str, criterion: Criterion) -> Lit | None:
        """Give whether all, or one, of the lines that name the level are reached."""
        parts = [line for part in rule.parts if (line := self.mark(part, level, criterion)) is not None]
        if not parts:
            return None
        return self.logic.all_of(parts) if isinstance(rule, ratings.WorstMark) else self.logic.any_of(parts)

    def chosen_mark(self, rule: ratings.ChosenMark, level: str, criterion: Criterion) -> Lit | None:
        """Give the first line that names the level and that the profile fits."""
        self._never(~self.logic.any_of(self.tests(tests) for tests, _ in rule.options))
        named = [
            (tests, line) for tests, option in rule.options if (line := self.mark(option, level, criterion)) is not None
        ]
        if not named:
            return None
        left, cases = TRUE, []
        for tests, line in named:
            fits = self.tests(tests)
            cases.append(self.logic.all_of((left, fits, line)))
            left = self.logic.all_of((left, ~fits))
        return self.logic.any_of((*cases, left))

    # Levels

    def _levels(self) -> None:
        before = TRUE
        scored = self.nodes[ROOT].counts
        for level in self.rules.levels:
            asked = [self.logic.any_of((~one.asked, one.holds)) for one in self.requires[level.id]]
            holds = self.logic.all_of((scored, *asked, before if level.builds_on else TRUE))
            self.levels[level.id] = before = holds


def depending(rules: Rules, names: Iterable[str]) -> set[str]:
    """Give some nodes and all whose score may depend on theirs."""
    found = set(names)
    for name in rules.order:
        node = rules.nodes[name]
        below = isinstance(node, Section) and not found.isdisjoint(node.children)
        if below or any(limit.unless is not None and _mentions(limit.unless, found) for limit in node.limits):
            found.add(name)
    return found


def _mentions(rule: conditions.ConditionRule, names: Collection[str]) -> bool:
    """Tell whether a condition may depend on the scores of some nodes."""
    for one in within(rule):
        if isinstance(one, conditions.Overall | conditions.OfUnits):
            return True
        if isinstance(one, conditions.Each | conditions.Some) and any(name in names for name in one.nodes):
            return True
    return False


def encode(
    rules: Rules,
    logic: Logic,
    known: Unknowns,
    *,
    fixed: Mapping[str, Lit] = MappingProxyType({}),
    like: Encoder | None = None,
) -> Encoder:
    """Give the encoding of an organisation, whose units are all alike where the standard asks of units.

    `fixed` and `like` are as an Encoder takes them.
    """
    unit = None
    if rules.asks_units:
        like_unit = None if like is None else like.unit
        unit = Encoder(rules, logic, known, None, is_unit=True, fixed=fixed, like=like_unit)
    return Encoder(rules, logic, known, unit, is_unit=False, fixed=fixed, like=like)


def _needed(rule: conditions.OfUnits, count: int) -> Number:
    return rule.amount * count if rule.amount_share else rule.amount


def _constant(found: Sum) -> Number:
    if found.terms:
        raise InexactError("a part's maximum depends on what applies")
    return found.constant


RATINGS: Mapping[type[ratings.RatingRule], Callable[[Encoder, Any, Criterion], Chain]] = {
    ratings.Judged: Encoder.judged,
    ratings.Measured: Encoder.measured,
    ratings.WorstOf: Encoder.several,
    ratings.BestOf: Encoder.several,
    ratings.ChosenRating: Encoder.chosen_rating,
}
MARKS: Mapping[type[ratings.MarkRule], Callable[[Encoder, Any, str, Criterion], Lit | None]] = {
    ratings.MarkedMeasure: Encoder.marked,
    ratings.WorstMark: Encoder.several_marks,
    ratings.BestMark: Encoder.several_marks,
    ratings.ChosenMark: Encoder.chosen_mark,
}
CONDITIONS: Mapping[type[conditions.ConditionRule], Callable[[Encoder, Any, str | None], Asked]] = {
    conditions.Overall: Encoder.overall,
    conditions.MeasureReaches: Encoder.measure,
    conditions.Applicable: Encoder.applicable,
    conditions.AnyOf: Encoder.any_part,
    conditions.AllOf: Encoder.all_parts,
    conditions.Each: Encoder.each,
    conditions.Some: Encoder.some,
    conditions.OfUnits: Encoder.units,
}
COMBINED: Mapping[str, Callable[[Encoder, Section, Sequence[Scored]], tuple[Sum, Sum, Chain | None]]] = {
    "mean": Encoder.mean,
    "sum": Encoder.sum,
    "worst": Encoder.extreme,
    "best": Encoder.extreme,
}
