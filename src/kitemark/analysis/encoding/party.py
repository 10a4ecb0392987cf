"""Encoding: a standard's rules as constraints on what an organisation may be.

The unknowns are its facts, the judgements of its criteria, and its measures, each with one
value for every way in which thresholds tell values apart. What follows from them is what is
established: the low end. What cannot be so here can nowhere be so; as records may not come to
all that can be so here, a yes still wants a witness.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from kitemark.analysis.encoding.asking import Asker, mentions
from kitemark.analysis.encoding.combining import Combiner
from kitemark.analysis.encoding.profile import Profile
from kitemark.analysis.encoding.rating import Rater
from kitemark.analysis.encoding.scored import Asked, Chain, Scored, chain_of, reached, value_of
from kitemark.analysis.encoding.units import AlikeUnits, AnyUnits, Units
from kitemark.analysis.logic import FALSE, TRUE, Lit, Logic, Sum, number
from kitemark.analysis.unknowns import Unknowns
from kitemark.quantity import Number
from kitemark.rules.condition import ConditionRule
from kitemark.rules.scale import Goal
from kitemark.rules.standard import ROOT, Criterion, LimitRule, Rules, Section


class Encoder:
    """Encodes what one party comes to."""

    def __init__(
        self,
        rules: Rules,
        logic: Logic,
        known: Unknowns,
        units: Units | None,
        *,
        is_unit: bool,
        fixed: Mapping[str, Lit] = MappingProxyType({}),
        like: Encoder | None = None,
        differing: Collection[str] = (),
    ) -> None:
        """Take the rules, the model, the unknowns, and what is encoded of the party's units.

        `fixed` holds criteria's ratings, before limits, at their best (TRUE) or worst (FALSE), whatever else;
        all that does not depend on them, or on other `differing` criteria, is taken over from `like`.
        """
        self.fixed = fixed
        self.rules = rules
        self.logic = logic
        self.known = known
        self.units = units
        self.is_unit = is_unit
        self.nodes: dict[str, Scored] = {}
        self.before: dict[str, Chain | Sum] = {}
        self.lifted: dict[tuple[str, int], Lit] = {}
        self.counting = dict.fromkeys(rules.nodes, FALSE)
        self.met: dict[str, Lit] = {}
        self.profile = Profile(logic, known.facts)
        self.rater = Rater(logic, known, self.profile)
        self._combiner = Combiner(rules, logic, self.nodes)
        self._asker = Asker(
            rules,
            logic,
            self.profile,
            self.rater,
            self.nodes,
            (self.counting, self.met),
            None if is_unit else units,
            self.has_mark,
            is_unit=is_unit,
        )
        self._apply()
        touched = set(rules.nodes) if like is None else depending(rules, [*fixed, *differing])
        for name in rules.order:
            if like is not None and name not in touched:
                self._take_over(name, like)
                continue
            node = rules.nodes[name]
            self.nodes[name] = self._criterion(node) if isinstance(node, Criterion) else self._section(node)
        self.requires: dict[str, list[Asked]] = {
            level.id: [
                self.ask(rule) if like is None or mentions(rule, touched) else like.requires[level.id][place]
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

    def _apply(self) -> None:
        for name, node in self.rules.nodes.items():
            above = TRUE if node.parent is None else self.counting[node.parent]
            fits = self.profile.passes(node.applies_when)
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
        if self.units is not None and node.asked_of == "units":
            counts, met = self.units.counting[node.id], self.units.met[node.id]
            return self.logic.all_of((counts, ~met)), met
        marked = self.logic.chosen(self.known.judged[node.id], lambda value: value is None)
        applies = self.logic.all_of((fits, ~marked))
        if node.not_applicable == "met":
            return applies, ~applies
        return applies, FALSE

    # Nodes

    def _criterion(self, node: Criterion) -> Scored:
        met, counts = self.met[node.id], self.counting[node.id]
        if self.units is not None and node.asked_of == "units":
            rated = self.units.rated(node.id)
        elif node.id in self.fixed:
            rated = chain_of(node.scale, self.logic, lambda _: self.fixed[node.id])
        else:
            rated = self.rater.rating(node.rating, node, self.logic.all_of((counts, ~met)))
        self.before[node.id] = rated
        held = self._hold_chain(node.id, rated, node.limits)
        chain = chain_of(node.scale, self.logic, lambda point: self.logic.any_of((met, held.at_least(point))))
        return Scored(counts, met, value_of(chain, self.logic), number(node.scale.maximum), node.scale.lower, chain)

    def _free(self, name: str, place: int, limit: LimitRule, criterion: str | None) -> Lit:
        """Give whether a limit does not hold: it is not there, or its condition lifts it."""
        there = self.profile.passes(limit.when)
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

        return chain_of(chain.scale, self.logic, reach)

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
        score, maximum, chain = self._combiner.combined(node, [one for _, one in children])
        if chain is not None:
            self.before[node.id] = chain
        if chain is not None and node.capped_at is None and node.decimals is None and node.bands is None:
            held = self._hold_chain(node.id, chain, node.limits)
            return Scored(counts, FALSE, value_of(held, self.logic), maximum, node.lower, held)
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
                return self.logic.any_of(reached(score, maximum, goal, self.logic) for goal in goals)

            banded = chain_of(bands.scale, self.logic, reach)
            self.before[node.id] = banded
            held = self._hold_chain(node.id, banded, node.limits)
            return Scored(counts, FALSE, value_of(held, self.logic), number(bands.scale.maximum), node.lower, held)
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

    # Conditions

    def ask(self, rule: ConditionRule, criterion: str | None = None) -> Asked:
        """Give whether a condition is asked, and whether it holds."""
        return self._asker.ask(rule, criterion)

    def reach(self, name: str, goal: Goal) -> Lit:
        """Give whether a node's score reaches a goal."""
        return self._asker.reach(name, goal)

    def has_mark(self, name: str, level: str) -> Lit:
        """Give whether a criterion has the mark of a level."""
        node = self.rules.nodes[name]
        assert isinstance(node, Criterion)  # noqa: S101 - only criteria have marks
        if self.units is not None and node.asked_of == "units":
            return self.logic.any_of((self.met[name], self.units.have_mark(name, level)))
        return self.logic.any_of((self.met[name], self.rater.marks(node, level)))

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
        if below or any(limit.unless is not None and mentions(limit.unless, found) for limit in node.limits):
            found.add(name)
    return found


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
    units = None
    like_unit = None if like is None or like.units is None else like.units.one
    if rules.asks_units:
        one = Encoder(rules, logic, known, None, is_unit=True, fixed=fixed, like=like_unit)
        units = AlikeUnits(rules, logic, known, one)
    whole = Encoder(rules, logic, known, units, is_unit=False, fixed=fixed, like=like)
    own = frozenset(one.id for one in rules.criteria if one.asked_of == "organisation")
    if own and not rules.asks_units:
        # Nothing is asked of units, and a pack may list some: they come to what the rest of the criteria do.
        changed = frozenset(fixed) if like_unit is not None else own
        one = Encoder(rules, logic, known, None, is_unit=True, fixed=fixed, like=like_unit or whole, differing=changed)
        whole.units = AlikeUnits(rules, logic, known, one)
    return whole


def encode_freely(rules: Rules, logic: Logic, known: Unknowns, of_unit: Unknowns) -> Encoder:
    """Give the encoding of an organisation and one of its units, which may be unlike each other and the others.

    Only a no is to be trusted: there may be no such units.
    """
    one = Encoder(rules, logic, of_unit, None, is_unit=True)
    return Encoder(rules, logic, known, AnyUnits(rules, logic, one), is_unit=False)
