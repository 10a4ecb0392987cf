"""Signals that the standard itself declares: its flags, with the figures that raised them."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.evaluation.outcome import ConditionOutcome, FlagOutcome
from kitemark.explain import asked, reading_words
from kitemark.explain.words import sentence
from kitemark.result import Result
from kitemark.rules import condition as conditions
from kitemark.rules.naming import condition_measures, criterion_measures, within
from kitemark.rules.standard import Criterion
from kitemark.scrutiny.signal import Signal, parties_of


def flagged(result: Result) -> Iterator[Signal]:
    """Give each flag that is raised, of the organisation and of each unit."""
    for unit, party in parties_of(result):
        for flag in party.flags:
            if flag.raised:
                says = flag.rule.says or "The standard raises this for people to look at."
                yield Signal(
                    "flag", flag.rule.title, says, _criteria(flag, result), tuple(_details(flag, result)), unit
                )


def _criteria(flag: FlagOutcome, result: Result) -> tuple[str, ...]:
    """Give the criteria that a flag names, or whose own rules read what it reads."""
    rule = flag.rule.when
    named = {name for one in within(rule) if isinstance(one, conditions.Each | conditions.Some) for name in one.nodes}
    read = {measure.id for measure in condition_measures(rule)}
    criteria = result.standard.rules.criteria
    if named & {criterion.id for criterion in criteria}:
        named = {name for one in _holding(flag.when) for name in _nodes(one)} or named
        return tuple(criterion.id for criterion in criteria if criterion.id in named)
    return tuple(criterion.id for criterion in criteria if _reads(criterion, read))


def _nodes(outcome: ConditionOutcome) -> tuple[str, ...]:
    return outcome.rule.nodes if isinstance(outcome.rule, conditions.Each | conditions.Some) else ()


def _reads(criterion: Criterion, measures: set[str]) -> bool:
    return any(measure.id in measures for measure in criterion_measures(criterion))


def _details(flag: FlagOutcome, result: Result) -> Iterator[str]:
    for one in _holding(flag.when):
        if one.reading is not None:
            yield f"{one.reading.measure.title}: {reading_words(one.reading, result.speaker)}"
        else:
            yield sentence(asked(one.rule, result.speaker))


def _holding(outcome: ConditionOutcome | None) -> Iterator[ConditionOutcome]:
    """Give the conditions without parts that hold, and so have raised a flag."""
    if outcome is None or not outcome.low:
        return
    if not outcome.parts:
        yield outcome
    for part in outcome.parts:
        yield from _holding(part)
