"""The yearly check of an award: when it is due, which criteria come in turn, what stops an award, what to ask for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from kitemark.evaluation.outcome import APPLIES, ConditionOutcome
from kitemark.explain import requirement
from kitemark.model.nodes import nodes
from kitemark.model.sections import Criterion as CriterionForm
from kitemark.problems import KitemarkError, Problem
from kitemark.quantity import Span
from kitemark.result import Result
from kitemark.rules import condition as conditions
from kitemark.rules.measure import Measure
from kitemark.rules.naming import condition_measures, mark_lines, rating_measures, within
from kitemark.rules.records import Sieve
from kitemark.rules.standard import Criterion, Node, Rules
from kitemark.surveillance.ageing import Ageing, Lapse, after, ageing

TURNS = 3
"""In how many yearly checks every criterion comes in turn."""
MOST_YEARS = 99
"""Most yearly checks of one award."""


@dataclass(frozen=True, slots=True)
class Look:
    """A criterion that a check looks at: in its turn, or as a must-have that rests on what people say.

    `kinds` are the titles of the kinds of evidence to ask for.
    """

    criterion: str
    title: str
    in_turn: bool
    by_voice: bool
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopRule:
    """A requirement on a measure alone, which every other result hangs on, and how it stands: met, open or unmet."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class YearlyCheck:
    """What one yearly check of an award needs. `expires` is when the award ends, where the standard says so.

    `lapses` are the days up to then on which evidence goes stale, so that newer is to be asked for.
    """

    year: int
    due: datetime.date
    expires: datetime.date | None
    level: str | None
    stop_rules: tuple[StopRule, ...]
    looks: tuple[Look, ...]
    lapses: tuple[Lapse, ...]
    flags: tuple[str, ...]
    decided: bool
    """Whether the pack records an award, from which the days are counted; from the assessment otherwise."""

    @property
    def is_renewal(self) -> bool:
        """Whether the award ends by the day on which the check would be due: then it is assessed anew instead."""
        return self.expires is not None and self.due >= self.expires


def yearly_check(result: Result, year: int = 1, *, calendar: Ageing | None = None) -> YearlyCheck:
    """Give what the check needs that many reviews after the award, or after the assessment where none is decided.

    `calendar` is what goes stale, where that is known already up to the day on which the check is due.

    A third of the criteria comes in turn, in the standard's order, so that three checks see them all; those that the
    level asks for and that rest on people's voices come each time. KitemarkError where the year is none from 1 to 99.
    """
    if not 1 <= year <= MOST_YEARS:
        message = f"found the year {year}, wanted 1 to {MOST_YEARS}"
        raise KitemarkError([Problem("out-of-range", message, hint="1 is the first check")])
    model, outcome = result.standard.model, result.outcome
    decision = result.assessment.model.decision
    start = decision.date if decision is not None else result.assessment.date
    review = model.review or Span(1, "year")
    due = start
    for _ in range(year):
        due = after(due, review)
    known = calendar if calendar is not None and calendar.until >= due else ageing(result, due)
    level = outcome.levels[outcome.established].rule if outcome.established >= 0 else None
    # An award lasts as long as the level that was decided, whatever the evidence would carry now.
    awarded = decision.level if decision is not None else level.id if level is not None else None
    lasts = next((form.lasts for form in model.levels if form.id == awarded), None)
    span = lasts or model.lasts
    return YearlyCheck(
        year,
        due,
        None if level is None or span is None else after(start, span),
        None if level is None else level.id,
        tuple(_stop_rules(result)),
        tuple(_looks(result, year)),
        tuple(lapse for lapse in known.lapses if lapse.day <= due),
        tuple(flag.rule.title for flag in outcome.flags if flag.raised),
        decision is not None,
    )


def _stop_rules(result: Result) -> Iterator[StopRule]:
    outcome = result.outcome
    for level in outcome.levels[: max(outcome.established, 0) + 1]:
        for one in level.requires:
            if _is_of_measures(one) and not _reads_judgements(one):
                yield StopRule(one.state, requirement(one, outcome, result.speaker))


def _is_of_measures(one: ConditionOutcome) -> bool:
    return all(
        isinstance(part, conditions.MeasureReaches | conditions.AnyOf | conditions.AllOf) for part in within(one.rule)
    )


def _reads_judgements(one: ConditionOutcome) -> bool:
    return any(measure.sieve.judgements for measure in condition_measures(one.rule))


def _looks(result: Result, year: int) -> Iterator[Look]:
    rules = result.standard.rules
    forms = {node.id: node for _, node in nodes(result.standard.model) if isinstance(node, CriterionForm)}
    by_voice = set(_voice_must_haves(result))
    applying = [one for one in rules.criteria if result.outcome.nodes[one.id].state == APPLIES]
    for place, criterion in enumerate(applying):
        in_turn = place % TURNS == (year - 1) % TURNS
        if in_turn or criterion.id in by_voice:
            kinds = tuple(rules.kinds[name].title for name in forms[criterion.id].suggests)
            yield Look(criterion.id, criterion.title, in_turn, criterion.id in by_voice, kinds)


def _voice_must_haves(result: Result) -> Iterator[str]:
    """Give the criteria of which the established level, or one before, asks what they cannot have without a voice."""
    rules = result.standard.rules
    for level in rules.levels[: result.outcome.established + 1]:
        for condition in level.requires:
            for one in within(condition):
                if isinstance(one, conditions.Each):
                    yield from (name for name in one.nodes if _needs_voice(rules.nodes[name], one.ask, rules))


def _needs_voice(node: Node, ask: conditions.Ask, rules: Rules) -> bool:
    if not isinstance(node, Criterion):
        return False
    if isinstance(ask, conditions.HasMarks):
        lines = (line for mark in node.marks for line in mark_lines(mark) if ask.level in line.goals)
        return any(_hears(line.measure, rules) for line in lines)
    if not isinstance(ask, conditions.Reach):
        return False
    goal, rated = ask.goals[node.id], rating_measures(node.rating)
    held = (limit for limit in node.limits if limit.unless and not goal.reached(limit.point, node.scale.maximum))
    lifted = (measure for limit in held if limit.unless for measure in condition_measures(limit.unless))
    return any(_hears(measure, rules) for measure in (*rated, *lifted))


def _hears(measure: Measure, rules: Rules) -> bool:
    return not measure.sieve.judgements and _is_voice(measure.sieve, rules)


def _is_voice(sieve: Sieve, rules: Rules) -> bool:
    if any(test.field == "voice" for test in sieve.tests):
        return True
    if sieve.kinds is None:
        return False
    kinds = [rules.kinds[name] for name in sieve.kinds]
    voiced = all(kind.voice is not None or kind.voice_by is not None for kind in kinds)
    accepted = all(_is_voice(rules.accepted[name].sieve, rules) for name in sieve.accepted)
    return voiced and accepted and bool(kinds or sieve.accepted)
