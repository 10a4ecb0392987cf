"""One party evaluated: what applies, every node in order, then levels, commendations and flags."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kitemark.binding import Fault, Party
from kitemark.evaluation.asking import Asker
from kitemark.evaluation.marking import Marker, own_unit
from kitemark.evaluation.matching import matches
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.outcome import (
    APPLIES,
    EXCLUDED,
    MET,
    CriterionOutcome,
    FlagOutcome,
    LevelOutcome,
    LimitOutcome,
    NodeOutcome,
    PartyOutcome,
    PraiseOutcome,
    RatingOutcome,
    SectionOutcome,
)
from kitemark.evaluation.rating import RATINGS, Rater
from kitemark.evaluation.scoring import Score, score
from kitemark.quantity import Number
from kitemark.rules.standard import ROOT, Criterion, LimitRule, Node, Rules, Section

_APPLIES = (APPLIES, "")
_LONGEST_SCORE = 1 << 12_000
"""Largest denominator of a score: far beyond any real one, short of what Python writes as text."""


class Sitting:
    """One evaluation of one party.

    `units` are the units' outcomes where an organisation is evaluated, None where a unit is. What no `touched`
    criterion has a part in is taken over from an outcome that is `like` it.
    """

    def __init__(
        self,
        rules: Rules,
        party: Party,
        measurer: Measurer,
        units: Sequence[PartyOutcome] | None,
        like: PartyOutcome | None = None,
        touched: Collection[str] = (),
    ) -> None:
        """Take the rules, the party, who reads its measures, the units' outcomes, and what may be taken over."""
        self._rules = rules
        self._party = party
        self._units = units
        self._measurer = measurer
        self._rater = Rater(rules.judgements, party, measurer)
        self._nodes: dict[str, NodeOutcome] = {}
        self._known: dict[str, NodeOutcome] = {}
        # Nothing here may hold the sitting itself: what goes in circles is freed late.
        self._marker = Marker(rules, party, self._rater, units)
        if like is not None:
            self._known = {name: like.nodes[name] for name in rules.apart if name not in touched}
            self._marker.found.update((key, found) for key, found in like.marks.items() if key[0] not in touched)
        self._why_not: dict[str, str] = {}
        self._states = self._applicability()
        self._applying = self._count_applying()
        self._excluded: set[str] = set()
        self._faults: list[Fault] = []
        self._asker = Asker(
            rules,
            party,
            self._measurer,
            self._nodes,
            self._states,
            self._excluded,
            self._marker.marks,
            units,
            self._applying,
        )

    @property
    def faults(self) -> list[Fault]:
        """What was found wrong in the evidence or the profile meanwhile."""
        return [*self._measurer.faults, *self._rater.faults, *self._faults]

    def outcome(self, real_units: Sequence[PartyOutcome] = ()) -> PartyOutcome:
        """Give what the party comes to; `real_units` are those that the pack lists."""
        rules = self._rules
        for measure in rules.measures.values():
            if not measure.cited:
                self._measurer.read(measure)
        nodes = self._nodes
        for name in rules.order:
            self._put(name, self._known.get(name) or self._node(rules.nodes[name]))
        levels = self._levels()
        established = self._established(levels)
        possible = _best([level.high for level in levels]) if nodes[ROOT].scored else -1
        return PartyOutcome(
            self._party,
            {name: nodes[name] for name in rules.nodes},
            levels,
            established,
            possible,
            self._commendations(),
            self._flags(),
            self._measurer.readings(),
            self._marker.found,
            tuple(real_units),
        )

    def established(self, before: PartyOutcome, touched: Collection[str], marked: Collection[str]) -> int:
        """Give the place of the level that is established, or -1, where little is other than it was `before`.

        That is an outcome of the same rules and facts. Only `touched` nodes may have another score now, and only
        `marked` criteria other marks: nothing else is asked again.
        """
        self._marker.found.update((key, found) for key, found in before.marks.items() if key[0] not in marked)
        for name in self._rules.order:
            self._put(name, self._node(self._rules.nodes[name]) if name in touched else before.nodes[name])
        return self._established(self._levels())

    def _established(self, levels: Sequence[LevelOutcome]) -> int:
        counts = self._nodes[ROOT].scored and not self._party.empty
        return _best([level.low for level in levels]) if counts else -1

    def _node(self, node: Node) -> NodeOutcome:
        return self._criterion(node) if isinstance(node, Criterion) else self._section(node)

    def _put(self, name: str, outcome: NodeOutcome) -> None:
        self._nodes[name] = outcome
        if outcome.state == EXCLUDED:
            self._excluded.add(name)

    def _applicability(self) -> dict[str, str]:
        """Give each node's state, and note why one does not apply."""
        states = dict.fromkeys(self._rules.nodes, APPLIES)
        marked = {name for name, judged in self._party.standing.items() if judged[0].rating is None}
        for node in self._rules.conditional if not marked else self._rules.nodes.values():
            state, why = self._applies(node)
            if state != APPLIES:
                states[node.id], self._why_not[node.id] = state, why
        if EXCLUDED in states.values():
            for name, node in self._rules.nodes.items():
                if node.parent is not None and states[node.parent] == EXCLUDED:
                    states[name], self._why_not[name] = EXCLUDED, self._why_not[node.parent]
        return states

    def _applies(self, node: Node) -> tuple[str, str]:
        if isinstance(node, Section):
            return _APPLIES if matches(node.applies_when, self._party.facts) else (EXCLUDED, "profile")
        if self._units is None and node.asked_of == "organisation":
            return EXCLUDED, "organisation"
        if self._units is not None and node.asked_of == "units":
            states = {unit.nodes[node.id].state for unit in self._units}
            return _APPLIES if APPLIES in states else (MET, "units") if MET in states else (EXCLUDED, "units")
        if not matches(node.applies_when, self._party.facts):
            return (MET, "profile") if node.not_applicable == "met" else (EXCLUDED, "profile")
        standing = self._party.standing.get(node.id, ())
        if len(standing) >= self._rules.judgements.assessors and all(j.rating is None for j in standing):
            return (MET if node.not_applicable == "met" else EXCLUDED), "judged"
        return _APPLIES

    def _count_applying(self) -> tuple[int, int]:
        asked = [c.id for c in self._rules.criteria if self._units is not None or c.asked_of != "organisation"]
        return sum([self._states[name] == APPLIES for name in asked]), len(asked)

    def _criterion(self, node: Criterion) -> NodeOutcome:
        state, scale = self._states[node.id], node.scale
        if state == EXCLUDED:
            return CriterionOutcome(node, EXCLUDED, why_not=self._why_not[node.id])
        if state == MET:
            why_not = self._why_not[node.id]
            return CriterionOutcome(node, MET, scale.best, scale.best, scale.maximum, why_not=why_not)
        maximum = scale.maximum
        if self._from_units(node):
            alone = self._alone(node)
            if alone is not None:
                return alone
            rating = self._units_rating(node)
        else:
            rating = RATINGS[node.rating.__class__](self._rater, node.rating, node)
        if not node.limits:
            return CriterionOutcome(node, APPLIES, rating.low, rating.high, maximum, rating)
        low, high, limits = self._limited(node.limits, rating.low, rating.high, maximum, node, lower=scale.lower)
        return CriterionOutcome(node, APPLIES, low, high, maximum, rating, limits)

    def _from_units(self, node: Criterion) -> bool:
        return node.asked_of == "units" and self._units is not None

    def _alone(self, node: Criterion) -> CriterionOutcome | None:
        """Give what a criterion judged in units comes to in a pack that is its own single unit."""
        unit = own_unit(self._party, self._units)
        if unit is None:
            return None
        own = unit.nodes[node.id]
        assert isinstance(own, CriterionOutcome)  # noqa: S101 - it applies there
        low, high, limits = self._limited(node.limits, own.low, own.high, own.maximum, node, lower=node.scale.lower)
        further = tuple(limit for limit in limits if limit.held_low or limit.held_high)
        return CriterionOutcome(node, APPLIES, low, high, own.maximum, own.rating, (*own.limits, *further))

    def _units_rating(self, node: Criterion) -> RatingOutcome:
        applying = [unit for unit in self._units or () if unit.nodes[node.id].state == APPLIES]
        outcomes = [unit.nodes[node.id] for unit in applying]
        low, high = outcomes[0].low, outcomes[0].high
        for outcome in outcomes[1:]:
            low, high = node.scale.worse(low, outcome.low), node.scale.worse(high, outcome.high)
        parts = tuple(
            outcome.rating for outcome in outcomes if isinstance(outcome, CriterionOutcome) and outcome.rating
        )
        return RatingOutcome(
            node.rating, low, high, "units", parts=parts, units=tuple(unit.party.id for unit in applying)
        )

    def _section(self, node: Section) -> NodeOutcome:
        nodes = self._nodes
        children = [child for name in node.children if (child := nodes[name]).state != EXCLUDED]
        weighing = self._rules.weighings.get(node.id) if len(children) == len(node.children) else None
        found = score(node, children, weighing) if self._states[node.id] != EXCLUDED else None
        if found is None or (node.id == ROOT and self._applying[0] == 0):
            return SectionOutcome(node, EXCLUDED, why_not=self._why_not.get(node.id, "empty"))
        if max(found.low.denominator, found.high.denominator) > _LONGEST_SCORE:
            what = f"'{node.id}'" if node.id else "the whole"
            message = f"found a score of {what} that takes thousands of digits to write"
            self._faults.append(Fault("too-large", message, "let the standard use shorter weights and scales"))
        if not node.limits:
            return self._scored(node, found, found.low, found.high, ())
        low, high, limits = self._limited(node.limits, found.low, found.high, found.maximum, node, lower=node.lower)
        return self._scored(node, found, low, high, limits)

    def _scored(
        self, node: Section, found: Score, low: Number, high: Number, limits: tuple[LimitOutcome, ...]
    ) -> SectionOutcome:
        before = (found.low, found.high)
        return SectionOutcome(node, APPLIES, low, high, found.maximum, limits, "", before, found.counted)

    def _limited(
        self,
        limits: Sequence[LimitRule],
        low: Number,
        high: Number,
        maximum: Number,
        node: Criterion | Section,
        *,
        lower: bool,
    ) -> tuple[Number, Number, tuple[LimitOutcome, ...]]:
        criterion = node.id if node.__class__ is Criterion else None
        new_low, new_high = low, high
        outcomes = []
        for limit in limits:
            if limit.when and not matches(limit.when, self._party.facts):
                continue
            unless = self._asker.ask(limit.unless, criterion) if limit.unless is not None else None
            point = limit.point * maximum if limit.share else limit.point
            held_low = (point > low if lower else point < low) and not (unless is not None and unless.low)
            held_high = (point > high if lower else point < high) and not (unless is not None and unless.high)
            if held_low:
                new_low = max(point, new_low) if lower else min(point, new_low)
            if held_high:
                new_high = max(point, new_high) if lower else min(point, new_high)
            outcomes.append(LimitOutcome(limit, point, held_low, held_high, unless))
        return new_low, new_high, tuple(outcomes)

    def marks_of_units(self) -> None:
        """Ask the criteria that are judged only in units for the marks that anything asks for."""
        for criterion in self._rules.criteria:
            if criterion.asked_of == "units" and self._states[criterion.id] == APPLIES:
                for level in self._rules.levels:
                    if level.id in self._rules.marked:
                        self._marker.marks(criterion.id, level.id)

    def _levels(self) -> tuple[LevelOutcome, ...]:
        levels: list[LevelOutcome] = []
        for rule in self._rules.levels:
            requires = self._asker.ask_all(rule.requires)
            low, high = all(r.low for r in requires), all(r.high for r in requires)
            if rule.builds_on and levels:
                low, high = low and levels[-1].low, high and levels[-1].high
            levels.append(LevelOutcome(rule, low, high, requires))
        return tuple(levels)

    def _commendations(self) -> tuple[PraiseOutcome, ...]:
        praise = []
        for rule in self._rules.commendations:
            requires = self._asker.ask_all(rule.requires)
            praise.append(PraiseOutcome(rule, all(r.low for r in requires), requires))
        return tuple(praise)

    def _flags(self) -> tuple[FlagOutcome, ...]:
        flags = []
        for rule in self._rules.flags:
            found = self._asker.ask(rule.when)
            flags.append(FlagOutcome(rule, found is not None and found.low, found))
        return tuple(flags)


def _best(holds: Sequence[bool]) -> int:
    return max((place for place, held in enumerate(holds) if held), default=-1)
