"""Conditions in words: what is asked, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.evaluation.ends import Interval
from kitemark.evaluation.outcome import ConditionOutcome, MarkOutcome, PartyOutcome
from kitemark.evaluation.reading import Reading
from kitemark.explain.readings import reading_words
from kitemark.explain.words import Speaker, joined, sentence
from kitemark.quantity import Amount
from kitemark.rules import condition as rules
from kitemark.rules.rating import MarkedMeasure, MarkGoal
from kitemark.rules.scale import Goal
from kitemark.rules.standard import ROOT


def requirement(outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker) -> str:
    """Give a requirement as a sentence, how it stands, and the standard's reason for it."""
    stands = _stands(outcome, party, speaker)
    words = _asked_of(outcome, speaker)
    text = sentence(f"{words}: {stands}" if stands else words)
    return f"{text} {sentence(outcome.rule.because)}" if outcome.rule.because else text


def _asked_of(outcome: ConditionOutcome, speaker: Speaker) -> str:
    """Give what a condition asks, without the parts of it that are not asked here."""
    if not outcome.parts:
        return asked(outcome.rule, speaker)
    parts = [_asked_of(part, speaker) for part in outcome.parts]
    if isinstance(outcome.rule, rules.AllOf) or len(parts) == 1:
        return " and ".join(parts)
    return "one of these holds: " + "; or ".join(parts)


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


def _ask(ask: rules.Ask, speaker: Speaker) -> str:
    if isinstance(ask, rules.Reach):
        return f"is {ask.words}"
    return f"has the mark of {speaker.level(ask.level)}" if isinstance(ask, rules.HasMarks) else ""


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
        return f"at least {least} {many if many.startswith('of ') else f'of the {many}'} {_ask(rule.ask, speaker)}{per}"
    return f"at least {least} {rule.of if rule.least == 1 else many} {_ask(rule.ask, speaker)}{per}"


def _units(rule: rules.OfUnits, _: Speaker) -> str:
    amount = Amount(rule.amount, rule.amount_share)
    if rule.every:
        return f"every unit is {rule.ask.words}" + (f", save {amount} of them" if rule.amount else "")
    return f"at least {amount} of the units are {rule.ask.words}"


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
    if outcome.parts:
        return "" if outcome.low else "; ".join(_parts_stand(outcome, party, speaker))
    return ""


def _parts_stand(outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker) -> Iterable[str]:
    for part in outcome.parts:
        if not part.low and (text := _stands(part, party, speaker)):
            yield text


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
    if good == outcome.asked:
        return "it does" if outcome.asked == 1 else f"all {outcome.asked} do"
    short = [f"'{names.get(name, name)}'" for name in outcome.short]
    shown = short if len(short) <= 8 else [*short[:8], f"{len(short) - 8} more"]
    parts = [f"not {joined(shown)}"] * bool(shown) + [
        f"{absent} expected {'is' if absent == 1 else 'are'} missing"
    ] * bool(absent)
    return f"{good} of {outcome.asked} do, and {', and '.join(parts)}"


def _nodes_stand(outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker) -> str:
    if not outcome.asked:
        return "there is none"
    if isinstance(outcome.rule, rules.OfUnits):
        return _units_stand(outcome, outcome.rule, party)
    good = outcome.asked - len(outcome.short)
    if not outcome.short:
        return "it does" if outcome.asked == 1 else f"all {outcome.asked} do"
    names = [name if name not in speaker.rules.nodes else speaker.name(name) for name in outcome.short]
    shown = names if len(names) <= 8 else [*names[:8], f"{len(names) - 8} more"]
    return f"{good} of {outcome.asked} do, and not {joined(shown)}"


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
                else _score_words(name, party, speaker)
            )
            found.append(Shortfall(name, speaker.name(name), words, of_score=isinstance(rule.ask, rules.Reach)))
    for part in outcome.parts:
        if not part.low:
            found.extend(one for one in shortfalls(part, party, speaker) if one not in found)
    return found


def _score_words(name: str, party: PartyOutcome, speaker: Speaker) -> str:
    node = party.nodes[name]
    low, high = (speaker.score(node.node, end, node.maximum) for end in (node.low, node.high))
    return low if low == high else f"{low}, could be {high}"


def _marks_words(name: str, level: str, outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker) -> str:
    lines = _lines_words((outcome.marks or {}).get(name, ()), speaker)
    if lines:
        return lines
    # A criterion that is judged only in units has its lines there.
    units = [(unit.party.name, unit.marks.get((name, level))) for unit in party.units]
    return "; ".join(
        f"in {unit}, {_lines_words(found[1], speaker)}"
        for unit, found in units
        if found is not None and not found[0][0]
    )


def _lines_words(lines: Iterable[MarkOutcome], speaker: Speaker) -> str:
    return "; ".join(_mark_words(line, speaker) for line in lines if not line.both[0])


def _unit_shortfalls(outcome: ConditionOutcome, party: PartyOutcome, speaker: Speaker) -> Iterable[Shortfall]:
    levels = speaker.rules.levels
    for unit in party.units:
        if unit.party.id in outcome.short:
            place = unit.established
            yield Shortfall(
                unit.party.id, unit.party.name, levels[place].title if place >= 0 else speaker.rules.otherwise
            )


def _mark_words(line: MarkOutcome, speaker: Speaker) -> str:
    if line.reading is not None and line.goal is not None and isinstance(line.rule, MarkedMeasure):
        wanted = _mark_wanted(line.goal, line.reading)
        words = f"{line.reading.measure.title}: {reading_words(line.reading, speaker)}, wanted {wanted}"
        return f"{words} ({line.rule.because})" if line.rule.because else words
    return " or ".join(_mark_words(part, speaker) for part in line.parts if not part.both[0])


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
