"""What stands beside the ratings: units, flags, what is withheld, left out or set aside, and the receipt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kitemark.evaluation.outcome import CriterionOutcome, PartyOutcome
from kitemark.explain import reading_words, set_aside_words
from kitemark.explain.conditions import score_words
from kitemark.explain.words import day, sentence
from kitemark.reporting.report import Comment, Receipt, Strength, UnitReport
from kitemark.reporting.standing import level_name, unit_held
from kitemark.rules.standard import ROOT
from kitemark.version import __version__
from kitemark.view import PartyResult

if TYPE_CHECKING:
    from kitemark.result import Result


def units_of(result: Result) -> tuple[UnitReport, ...]:
    """Give what each unit comes to."""
    return tuple(_unit(unit, result) for unit in result.units.values())


def _unit(unit: PartyResult, result: Result) -> UnitReport:
    level, possible = level_name(result, unit.level), level_name(result, unit.possible)
    ratings: dict[str, list[str]] = {}
    criteria = [node for node in unit.outcome.nodes.values() if isinstance(node, CriterionOutcome) and node.scored]
    for node in sorted(criteria, key=lambda node: node.low, reverse=not any(n.node.scale.lower for n in criteria)):
        ratings.setdefault(score_words(node, unit.speaker), []).append(unit.speaker.name(node.node.id))
    return UnitReport(
        unit.name,
        level,
        possible if possible != level else None,
        score_words(unit.outcome.nodes[ROOT], unit.speaker),
        tuple((rating, "; ".join(names)) for rating, names in ratings.items()),
        unit_held(unit) if unit.outcome.established <= result.outcome.established else (),  # else it holds nobody back
    )


def flags_of(result: Result) -> tuple[Strength, ...]:
    """Give the flags that are raised, for people to look at."""
    raised = (flag.rule for flag in result.outcome.flags if flag.raised)
    return tuple(Strength(rule.title, rule.says or "") for rule in raised)


def withheld_of(result: Result) -> tuple[str, ...]:
    """Give the figures that are withheld, each by its measure and never with a number of its own."""
    found: dict[str, None] = {}
    for where, party in _parties(result.outcome):
        for reading in party.readings:
            if reading.state == "withheld":
                words = f"{where}{reading.measure.title}: {reading_words(reading, result.speaker)}"
                found[sentence(words)] = None
    return tuple(found)


def _parties(outcome: PartyOutcome) -> Iterable[tuple[str, PartyOutcome]]:
    return (("", outcome), *((f"{unit.party.name}, ", unit) for unit in outcome.units))


def set_aside_of(result: Result) -> Iterator[str]:
    """Give the judgements that count for nothing, and why."""
    scales = {criterion.id: criterion.judged_on for criterion in result.standard.rules.criteria}
    for party in (result.outcome, *result.outcome.units):
        place = "" if party is result.outcome else f" in {party.party.name}"
        for one in party.party.set_aside:
            name = one.judgement.criterion
            yield f"{name}{place}: {set_aside_words(one, scales[name], result.speaker)}"


def left_out_of(result: Result) -> tuple[str, ...]:
    """Give what is dated after the assessment."""
    return tuple(f"{left.what} {left.id}, {day(left.day)}" for left in result.left_out)


def comment_of(result: Result) -> Comment | None:
    """Give the users' comment as given."""
    comment = result.assessment.model.users_comment
    return None if comment is None else Comment(comment.by, comment.text)


def receipt_of(result: Result) -> Receipt:
    """Give from what the report was made."""
    name = f"{result.standard.id}@{result.standard.version}"
    return Receipt(name, result.standard.sha256, result.assessment.sha256, __version__, result.assessment.date)
