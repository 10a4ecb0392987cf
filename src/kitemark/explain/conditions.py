"""Conditions in words: what is asked, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.evaluation.ends import Interval
from kitemark.evaluation.outcome import ConditionOutcome, MarkOutcome, NodeOutcome, PartyOutcome
from kitemark.evaluation.reading import Reading
from kitemark.explain.lists import DOES, IS, all_of, how_many, lettered
from kitemark.explain.readings import reading_words
from kitemark.explain.words import Speaker, sentence
from kitemark.quantity import Amount
from kitemark.rules import condition as rules
from kitemark.rules.rating import BestMark, MarkedMeasure, MarkGoal
from kitemark.rules.scale import Goal
from kitemark.rules.standard import ROOT


def requirement(outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker) -> str:
    """Give a requirement as a sentence, how it stands, and the standard's reason for it."""
    text = sentence(_told(outcome, party, speaker))
    return f"{text} {sentence(outcome.rule.because)}" if outcome.rule.because else text


def _told(outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker, depth: int = 0) -> str:
    """Give what a condition asks and how it stands; of several parts, each with what is said of it."""
    if not outcome.parts:
        stands, words = _stands(outcome, party, speaker), asked(outcome.rule, speaker)
        return f"{words}: {stands}" if stands else words
    several = len(outcome.parts) > 1
    inner = depth + (several and isinstance(outcome.rule, rules.AnyOf))
    parts = [
        _asked_of(part, speaker, inner) if part.low else _told(part, party, speaker, inner) for part in outcome.parts
    ]
    if outcome.low:
        return _asked_of(outcome, speaker, depth)
    if isinstance(outcome.rule, rules.AllOf) or not several:
        return all_of(parts, depth)
    return f"one of these has to hold: {lettered(parts, depth)}"


def _asked_of(outcome: ConditionOutcome, speaker: Speaker, depth: int = 0) -> str:
    """Give what a condition asks, without the parts of it that are not asked here."""
    if not outcome.parts:
        return asked(outcome.rule, speaker)
    several = len(outcome.parts) > 1
    inner = depth + (several and isinstance(outcome.rule, rules.AnyOf))
    parts = [_asked_of(part, speaker, inner) for part in outcome.parts]
    if isinstance(outcome.rule, rules.AllOf) or not several:
        return " and ".join(parts)
    return f"one of these holds: {lettered(parts, depth)}"


def asked(rule: rules.ConditionRule, speaker: Speaker) -> str:
    """Give what a condition asks, in words."""
    return ASKED[rule.__class__](rule, speaker)


def _overall(rule: rules.Overall, _: Speaker) -> str:
    return f"the overall score is {rule.words}"


def _measure(rule: rules.MeasureReaches, _: Speaker) -> str:
    return f"{rule.measure.title} is {rule.words}"


def _applicable(rule: rules.Applicable, _: Speaker) -> str:
    return f"at least {Amount(rule.share, share=True)} of all criteria apply"


def _any(rule: rules.AnyOf, speaker: Speaker) -> str:
    return "one of these holds: " + "; or ".join(asked(part, speaker) for part in rule.parts)


def _all(rule: rules.AllOf, speaker: Speaker) -> str:
    return " and ".join(asked(part, speaker) for part in rule.parts)


def _ask(ask: rules.Ask, speaker: Speaker, *, many: bool = False) -> str:
    if isinstance(ask, rules.Reach):
        return f"{'are' if many else 'is'} {ask.words}"
    have = "have" if many else "has"
    return f"{have} the mark of {speaker.level(ask.level)}" if isinstance(ask, rules.HasMarks) else ""


def _each(rule: rules.Each, speaker: Speaker) -> str:
    spare = f", save {Amount(rule.spare, rule.spare_share)} of them" if rule.spare else ""
    per = " within each section" if rule.per_section else ""
    alone = len(rule.nodes) == 1 and rule.of == rule.nodes[0]
    every = rule.of if alone else f"{'each' if rule.of.startswith('of ') else 'every'} {rule.of}"
    return f"{every} {_ask(rule.ask, speaker)}{spare}{per}"


def _some(rule: rules.Some, speaker: Speaker) -> str:
    least = Amount(rule.least, rule.least_share)
    per = " within each section" if rule.per_section else ""
    many = (
        rule.of
        if rule.of.startswith("of ")
        else rule.of.replace("criterion", "criteria", 1).replace("section", "sections", 1)
    )
    if rule.least_share:
        some = many if many.startswith("of ") else f"of the {many}"
        return f"at least {least} {some} {_ask(rule.ask, speaker, many=True)}{per}"
    one = rule.least == 1
    return f"at least {least} {rule.of if one else many} {_ask(rule.ask, speaker, many=not one)}{per}"


def _units(rule: rules.OfUnits, _: Speaker) -> str:
    amount = Amount(rule.amount, rule.amount_share)
    if rule.every:
        return f"every unit is {rule.ask.words}" + (f", save {amount} of them" if rule.amount else "")
    verb = "is" if rule.amount == 1 and not rule.amount_share else "are"
    return f"at least {amount} of the units {verb} {rule.ask.words}"


ASKED: Mapping[type[rules.ConditionRule], Callable[[Any, Speaker], str]] = {
    rules.Overall: _overall,
    rules.MeasureReaches: _measure,
    rules.Applicable: _applicable,
    rules.AnyOf: _any,
    rules.AllOf: _all,
    rules.Each: _each,
    rules.Some: _some,
    rules.OfUnits: _units,
}


def _stands(outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker) -> str:
    rule = outcome.rule
    if isinstance(rule, rules.Overall):
        return _overall_stands(party, speaker)
    if outcome.reading is not None:
        words = reading_words(outcome.reading, speaker)
        unsure = isinstance(outcome.reading.ends, Interval) and not outcome.low
        return f"{words}, and the worse end counts" if unsure else words
    if isinstance(rule, rules.Each | rules.Some | rules.OfUnits):
        return _nodes_stand(outcome, party, speaker)
    return ""


def _overall_stands(party: PartyOutcome, speaker: Speaker) -> str:
    root = party.nodes[ROOT]
    if not root.scored:
        return "there is no score, as nothing applies"
    low, high = (speaker.score(root.node, end, root.maximum) for end in (root.low, root.high))
    return f"it is {low}" if low == high else f"it is {low} for certain, and could be {high}"


def _units_stand(outcome: ConditionOutcome, rule: rules.OfUnits, party: PartyOutcome) -> str:
    names = {unit.party.id: unit.party.name for unit in party.units}
    missing = outcome.asked - len(party.units or (party,))
    absent = 0 if rule.ask.contrary else max(missing, 0)
    good = outcome.asked - len(outcome.short) - absent
    short, untold = _apart(outcome, lambda name: f"'{names.get(name, name)}'")
    return how_many(good, short, untold, absent, IS)


def _apart(outcome: ConditionOutcome, called: Callable[[str], str]) -> tuple[list[str], list[str]]:
    """Give the names of those that fall short for certain, and of those of which it cannot be told yet."""
    untold = set(outcome.untold)
    return (
        [called(name) for name in outcome.short if name not in untold],
        [called(name) for name in outcome.short if name in untold],
    )


def _nodes_stand(outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker) -> str:
    rule = outcome.rule
    if not outcome.asked:
        return "there is none"
    if isinstance(rule, rules.OfUnits):
        return _units_stand(outcome, rule, party)
    assert isinstance(rule, rules.Each | rules.Some)  # noqa: S101 - the caller has seen to it
    short, untold = _apart(outcome, speaker.name)
    verb = IS if isinstance(rule.ask, rules.Reach) else DOES
    good = outcome.asked - len(outcome.short)
    if isinstance(rule, rules.Some) and outcome.low and good < outcome.asked:
        # Where some are enough, the others fall short of nothing.
        return f"{good} of {outcome.asked} {verb[good != 1]}"
    return how_many(good, short, untold, 0, verb, alone=len(rule.nodes) == 1 and rule.of == rule.nodes[0])


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A criterion, section or unit that falls short of a requirement, and how it stands in words.

    `of_score` says that its score falls short, and not a mark or a unit's level.
    """

    id: str
    name: str
    words: str
    of_score: bool = False


def shortfalls(outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker) -> list[Shortfall]:
    """Give all that falls short of a requirement, each once."""
    rule = outcome.rule
    if isinstance(rule, rules.OfUnits):
        return list(_unit_shortfalls(outcome, party, speaker))
    found: list[Shortfall] = []
    if isinstance(rule, rules.Each | rules.Some):
        for name in outcome.short:
            words = (
                _marks_words(name, rule.ask.level, outcome, party, speaker)
                if isinstance(rule.ask, rules.HasMarks)
                else score_words(party.nodes[name], speaker)
            )
            found.append(Shortfall(name, speaker.name(name), words, of_score=isinstance(rule.ask, rules.Reach)))
    for part in outcome.parts:
        if not part.low:
            found.extend(one for one in shortfalls(part, party, speaker) if one not in found)
    return found


def score_words(node: NodeOutcome, speaker: Speaker) -> str:
    """Give a node's score in words, both ends where they differ."""
    if not node.scored:
        return "does not apply"
    low, high = (speaker.score(node.node, end, node.maximum) for end in (node.low, node.high))
    return low if low == high else f"{low}, could be {high}"


def _marks_words(name: str, level: str, outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker) -> str:
    lines = mark_words((outcome.marks or {}).get(name, ()), speaker)
    if lines:
        return lines
    # A criterion that is judged only in units has its lines there.
    units = [(unit.party.name, unit.marks.get((name, level))) for unit in party.units]
    return "; ".join(
        f"in {unit}, {mark_words(found[1], speaker)}" for unit, found in units if found is not None and not found[0][0]
    )


def mark_words(lines: Iterable[MarkOutcome], speaker: Speaker, depth: int = 0) -> str:
    """Give the lines of marks that are not reached, each with what it is and what was wanted."""
    return all_of([_mark_words(line, speaker, depth) for line in lines if not line.both[0]], depth)


def _unit_shortfalls(outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker) -> Iterable[Shortfall]:
    levels = speaker.rules.levels
    for unit in party.units:
        if unit.party.id in outcome.short:
            place = unit.established
            yield Shortfall(
                unit.party.id, unit.party.name, levels[place].title if place >= 0 else speaker.rules.otherwise
            )


def _mark_words(line: MarkOutcome, speaker: Speaker, depth: int) -> str:
    if line.reading is not None and line.goal is not None and isinstance(line.rule, MarkedMeasure):
        wanted = _mark_wanted(line.goal, line.reading)
        words = f"{line.reading.measure.title}: {reading_words(line.reading, speaker)}, wanted {wanted}"
        return f"{words} ({line.rule.because})" if line.rule.because else words
    short = [part for part in line.parts if not part.both[0]]
    if not isinstance(line.rule, BestMark) or len(short) == 1:
        return mark_words(short, speaker, depth)
    return f"one of these would do: {lettered([_mark_words(part, speaker, depth + 1) for part in short], depth)}"


def _mark_wanted(mark: MarkGoal, reading: Reading) -> str:
    goal, share = mark.goal, mark.goal.share or reading.measure.share
    wanted = _threshold(goal, Amount(goal.value, share))
    if not isinstance(reading.ends, Interval):
        return wanted
    if not mark.tolerance:
        return f"{wanted} at the worse end"
    softer = goal.value + mark.tolerance if goal.lower else goal.value - mark.tolerance
    return f"{wanted}, and {_threshold(goal, Amount(softer, share))} at the worse end"


def _threshold(goal: Goal, amount: Amount) -> str:
    if goal.strict:
        return f"{'under' if goal.lower else 'over'} {amount}"
    return f"{'at most' if goal.lower else 'at least'} {amount}"
