"""Where an organisation stands: its level, what the result rests on, and what holds it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kitemark.evaluation.outcome import CriterionOutcome, LevelOutcome, PartyOutcome
from kitemark.explain import missed_levels, next_level, requirement, shortfalls
from kitemark.explain.conditions import score_words
from kitemark.explain.words import Speaker, day
from kitemark.reporting.raters import raters
from kitemark.reporting.report import Basis, Held, Requirement, Short, Standing
from kitemark.rules.standard import ROOT
from kitemark.view import PartyResult

if TYPE_CHECKING:
    from kitemark.result import Result


_MOST_NAMED = 6


def level_name(result: Result, level: str | None) -> str:
    """Give what people call a level, or no level."""
    return result.standard.rules.otherwise if level is None else result.speaker.level(level)


def basis(result: Result) -> str:
    """Give in words what the result rests on: an award decision, a self-assessment, or what was supposed."""
    if result.supposed is not None:
        return "a supposition, and no assessment of anybody"
    decision = result.assessment.model.decision
    if decision is None:
        return "self-assessment, not certification"
    award = f"award of {level_name(result, decision.level)} decided by {decision.by} on {day(decision.date)}"
    return award if awarded(result) is not None else f"{award}, which this evidence does not carry"


def awarded(result: Result) -> str | None:
    """Give the level of a recorded award decision, in words, where this evidence carries it; else None."""
    decision = result.assessment.model.decision
    if decision is None or result.supposed is not None:
        return None
    place = next(i for i, level in enumerate(result.outcome.levels) if level.rule.id == decision.level)
    return level_name(result, decision.level) if place <= result.outcome.established else None


def basis_of(result: Result) -> Basis:
    """Give the basis for a report."""
    return Basis(basis(result), awarded(result), raters(result))


def standing_of(result: Result) -> Standing:
    """Give where the organisation stands, with a sentence that says it."""
    root = result.outcome.nodes[ROOT]
    level, possible = level_name(result, result.level), level_name(result, result.possible)
    further = possible if possible != level and result.target is None else None
    return Standing(
        level,
        result.level is not None,
        further,
        None if result.target is None else level_name(result, result.target),
        _answer(result),
        score_words(root, result.speaker),
        _sentence(result, level, further),
        *_held_briefly(result),
    )


def _held_briefly(result: Result) -> tuple[str, tuple[str, ...]]:
    """Give the level that is missed next, and the names of what falls short of it: the first few, and how many more."""
    held = held_of(result) if result.target is None else ()
    if not held:
        return "", ()
    short = dict.fromkeys(one.name for asked in held[0].requires for one in asked.short)
    named = [*short, *(asked.text for asked in held[0].requires if not asked.short)]
    more = len(named) - _MOST_NAMED
    return held[0].level, (*named[:_MOST_NAMED], *([f"and {more} more"] if more > 0 else []))


def _answer(result: Result) -> str:
    if result.target is None:
        return ""
    if result.level is not None:
        return "reached"
    return "not yet, and possible once what is open is settled" if result.possible is not None else "not yet"


def _sentence(result: Result, level: str, further: str | None) -> str:
    if not result.outcome.nodes[ROOT].scored:
        return "Nothing in the standard applies, so that there is no score and no level."
    if result.target is not None:
        return f"Asked about {level_name(result, result.target)}: {_answer(result)}."
    if result.level is None:
        said = "The evidence does not reach a level yet."
    else:
        said = f"The evidence meets all that {level} asks for."
    if result.supposed is not None:
        said = said.replace("The evidence", "The evidence, with what is supposed,", 1)
    if further is not None:
        return f"{said} {further} is possible once what is open is settled."
    return said if next_level(result.outcome) is not None or result.level is None else f"{said} There is none above it."


def held_of(result: Result) -> tuple[Held, ...]:
    """Give what is missing for the next level; asked about a target, for every one up to that."""
    if not result.outcome.nodes[ROOT].scored:
        return ()
    if result.target is not None:
        missed = missed_levels(result.outcome, result.target)
    else:
        following = next_level(result.outcome)
        missed = () if following is None else (following,)
    told: set[tuple[str, str]] = set()
    return tuple(_held(level, result, result.speaker, told) for level in missed)


def unit_held(unit: PartyResult) -> tuple[Held, ...]:
    """Give what is missing for a unit's next level."""
    following = next_level(unit.outcome)
    if following is None or not unit.outcome.nodes[ROOT].scored:
        return ()
    return (_held(following, unit, unit.speaker, set()),)


def _held(level: LevelOutcome, party: PartyResult, speaker: Speaker, told: set[tuple[str, str]]) -> Held:
    """Give what a level is missing; what falls short of several requirements in the same words is told once."""
    found = []
    for condition in level.requires:
        if condition.low:
            continue
        short = []
        for one in shortfalls(condition, party.outcome, speaker):
            if (one.name, one.words) in told:
                continue
            told.add((one.name, one.words))
            node = party.outcome.nodes.get(one.id)
            because = party[one.id].because if one.of_score and isinstance(node, CriterionOutcome) else ""
            short.append(Short(one.name, one.words, because, one.id if isinstance(node, CriterionOutcome) else None))
        found.append(Requirement(condition.state, requirement(condition, party.outcome, speaker), tuple(short)))
    return Held(level.rule.title, tuple(found) or (_nothing(party.outcome),))


def _nothing(_: PartyOutcome) -> Requirement:
    # What asks for nothing more builds on a level that is reached; so nothing is there at all.
    return Requirement("unmet", "There is no evidence and no judgement yet, and nothing proves nothing.", ())
