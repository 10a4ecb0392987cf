"""Questions about thresholds on measures: whether there is a band or a mark that nothing reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kitemark.analysis.encoding import Encoder
from kitemark.analysis.logic import Lit
from kitemark.analysis.question import Question
from kitemark.analysis.questions.asked import Asked, any_node, node_paths, parties_of
from kitemark.analysis.thresholds import Thresholds
from kitemark.evaluation.outcome import CriterionOutcome, MarkOutcome, NodeOutcome, PartyOutcome, RatingOutcome
from kitemark.model.standard import StandardFile
from kitemark.quantity import Number
from kitemark.reading import Path
from kitemark.rules import condition as conditions
from kitemark.rules import rating as ratings
from kitemark.rules.naming import all_conditions
from kitemark.rules.records import Test
from kitemark.rules.standard import Criterion, Rules

_HINT = "nothing that the measure reads comes to so much: correct the threshold, or the measure"


@dataclass(frozen=True, slots=True)
class Site:
    """Where a rule stands in the file, and which profiles come to it: those passing `must` and none of `never`."""

    path: Path
    must: tuple[tuple[Test, ...], ...] = ()
    never: tuple[tuple[Test, ...], ...] = ()

    def at(self, *steps: str | int) -> Site:
        """Give the site some steps further in."""
        return Site((*self.path, *steps), self.must, self.never)

    def option(
        self, place: int, options: Sequence[tuple[tuple[Test, ...], Any]], has: Callable[[Any], bool] = bool
    ) -> Site:
        """Give the site of an option of a `choose`, to which whoever comes fits none before it that `has` a say."""
        before = tuple(tests for tests, option in options[:place] if has(option))
        return Site((*self.path, "choose", place), (*self.must, options[place][0]), (*self.never, *before))

    def comes(self, party: Encoder) -> Lit:
        """Give whether an organisation's profile comes here."""
        passed = (party.profile.passes(tests) for tests in self.must)
        return party.logic.all_of((*passed, *(~party.profile.passes(tests) for tests in self.never)))


def reached(rules: Rules, standard: StandardFile) -> Iterator[Asked]:
    """Ask of each band and mark on a measure whether nothing comes to it."""
    paths = node_paths(standard)
    wanted = asked_marks(rules)
    thresholds = Thresholds(rules)
    for criterion in rules.criteria:
        for rule, site in _measured(criterion.rating, Site((*paths[criterion.id], "rating"))):
            for point, _ in rule.bands.goals:
                yield _band(thresholds, criterion, rule, point, site)
        for place, mark in enumerate(criterion.marks):
            for level in (level.id for level in rules.levels if (criterion.id, level.id) in wanted):
                for line, site in _lines(mark, level, Site((*paths[criterion.id], "marks", place))):
                    yield _mark(thresholds, criterion, line, level, site)


def asked_marks(rules: Rules) -> frozenset[tuple[str, str]]:
    """Give the criteria and levels whose marks some condition asks for."""
    found = (one for one in all_conditions(rules) if isinstance(one, conditions.Each | conditions.Some))
    return frozenset(
        (name, one.ask.level) for one in found if isinstance(one.ask, conditions.HasMarks) for name in one.nodes
    )


def _measured(rule: ratings.RatingRule, site: Site) -> Iterator[tuple[ratings.Measured, Site]]:
    match rule:
        case ratings.Measured():
            yield rule, site
        case ratings.WorstOf() | ratings.BestOf():
            step = "worst" if isinstance(rule, ratings.WorstOf) else "best"
            for place, part in enumerate(rule.parts):
                yield from _measured(part, site.at(step, place))
        case ratings.ChosenRating():
            for place, (_, option) in enumerate(rule.options):
                yield from _measured(option, site.option(place, rule.options))


def _lines(rule: ratings.MarkRule, level: str, site: Site) -> Iterator[tuple[ratings.MarkedMeasure, Site]]:
    """Give the lines of a mark that name a level, each with its site."""
    match rule:
        case ratings.MarkedMeasure():
            if level in rule.goals:
                yield rule, site
        case ratings.WorstMark() | ratings.BestMark():
            step = "worst" if isinstance(rule, ratings.WorstMark) else "best"
            for place, part in enumerate(rule.parts):
                yield from _lines(part, level, site.at(step, place))
        case ratings.ChosenMark():
            for place, (_, option) in enumerate(rule.options):
                yield from _lines(option, level, site.option(place, rule.options, lambda one: _names(one, level)))


def _names(rule: ratings.MarkRule, level: str) -> bool:
    """Tell whether a line of marks names a level whatever the profile; one that may not is passed by by some."""
    if isinstance(rule, ratings.MarkedMeasure):
        return level in rule.goals
    if isinstance(rule, ratings.WorstMark | ratings.BestMark):
        return any(_names(part, level) for part in rule.parts)
    return False


def _band(thresholds: Thresholds, criterion: Criterion, rule: ratings.Measured, point: Number, site: Site) -> Asked:
    name = criterion.scale.name(point)
    says = f"no records give '{criterion.id}' the band '{name}' of the measure '{rule.measure.id}'"
    key = (rule.measure.id, criterion.id if rule.measure.cited else None)

    def comes_to(party: Encoder) -> Lit:
        choice = party.known.measures[key]
        chosen = party.logic.chosen(
            choice, lambda one: rule.bands.point(one.low.numerator, one.low.denominator) == point
        )
        return party.logic.all_of((_counts(party, criterion), site.comes(party), chosen))

    def is_it(node: NodeOutcome) -> bool:
        return isinstance(node, CriterionOutcome) and node.rating is not None and _rated(node.rating, rule, point)

    possible = any(
        rule.bands.point(one.low.numerator, one.low.denominator) == point for one in thresholds.sorts(rule.measure.id)
    )
    return Asked(
        Question("threshold-out-of-reach", criterion.id, site.at("bands").path, says, _HINT),
        (lambda parties: parties.any_of(comes_to)) if possible else None,
        lambda outcome: any_node(outcome, criterion.id, is_it),
        f"has '{criterion.id}' in the band '{name}'",
    )


def _counts(party: Encoder, criterion: Criterion) -> Lit:
    if party.units is not None and criterion.asked_of == "units":
        return ~party.logic.any_of(())  # its rating is made in the units
    return party.logic.all_of((party.counting[criterion.id], ~party.met[criterion.id]))


def _rated(rating: RatingOutcome, rule: ratings.Measured, point: Number) -> bool:
    return (rating.rule is rule and rating.low == point) or any(_rated(part, rule, point) for part in rating.parts)


def _mark(thresholds: Thresholds, criterion: Criterion, line: ratings.MarkedMeasure, level: str, site: Site) -> Asked:
    mark = line.goals[level]
    says = f"no records give '{criterion.id}' its mark of '{level}' on the measure '{line.measure.id}'"
    key = (line.measure.id, criterion.id if line.measure.cited else None)

    def comes_to(party: Encoder) -> Lit:
        choice = party.known.measures[key]
        reaches = party.logic.chosen(choice, lambda one: one.softened(mark.goal, mark.tolerance)[0])
        return party.logic.all_of((_counts(party, criterion), site.comes(party), reaches))

    def seen(outcome: PartyOutcome) -> bool:
        found = (party.marks.get((criterion.id, level)) for party in parties_of(outcome))
        return any(one is not None and any(_marked(part, line) for part in one[1]) for one in found)

    possible = any(one.softened(mark.goal, mark.tolerance)[0] for one in thresholds.sorts(line.measure.id))
    return Asked(
        Question("threshold-out-of-reach", criterion.id, site.at(level).path, says, _HINT),
        (lambda parties: parties.any_of(comes_to)) if possible else None,
        seen,
        f"has the mark of '{level}' on '{line.measure.id}' for '{criterion.id}'",
    )


def _marked(outcome: MarkOutcome, line: ratings.MarkedMeasure) -> bool:
    return (outcome.rule is line and outcome.both[0]) or any(_marked(part, line) for part in outcome.parts)
