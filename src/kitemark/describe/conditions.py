"""Conditions in words for whoever has no result yet: what is asked, of whom by name, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kitemark.describe.page import Item
from kitemark.describe.wording import Wording
from kitemark.describe.words import fact_tests, goal_on, named, reached
from kitemark.explain.conditions import asked
from kitemark.explain.words import joined, sentence
from kitemark.quantity import Amount
from kitemark.rules import condition as rules
from kitemark.rules.standard import Section

_MOST_NAMED = 60
_MANY = {"criterion": "criteria", "section": "sections", "part": "parts"}


def condition_words(rule: rules.ConditionRule, wording: Wording) -> str:
    """Give a condition as the end of a sentence, with where it is asked."""
    text = CONDITIONS[rule.__class__](rule, wording)
    return f"(where {fact_tests(rule.when, wording.rules.facts)}) {text}" if rule.when else text


def requirement(rule: rules.ConditionRule, wording: Wording) -> Item:
    """Give a condition as a point: what is asked, the standard's reason, and the parts below it."""
    where = f"Where {fact_tests(rule.when, wording.rules.facts)}" if rule.when else ""
    reason = f" {sentence(rule.because)}" if rule.because else ""
    if isinstance(rule, rules.MeasureReaches):
        title = f"{where}: {rule.measure.title}" if where else rule.measure.title
        return Item(
            title, sentence(reached(rule.words, rule.measure, rule.goal)) + reason, measure_part(rule.measure.id)
        )
    parts = tuple(requirement(part, wording) for part in _parts(rule))
    text = SEVERAL[rule.__class__] if parts else CONDITIONS[rule.__class__](rule, wording)
    return Item(where, sentence(text + named_nodes(rule, wording)) + reason, items=parts)


def measure_part(name: str) -> str:
    """Give the id of the part that says what a measure is."""
    return f"measure-{name}"


def _parts(rule: rules.ConditionRule) -> tuple[rules.ConditionRule, ...]:
    return rule.parts if isinstance(rule, rules.AnyOf | rules.AllOf) else ()


def named_nodes(rule: rules.ConditionRule, wording: Wording) -> str:
    """Give who is selected, where the condition itself says only what they have in common."""
    if not isinstance(rule, rules.Each | rules.Some) or rule.of == rule.nodes[0] or rule.of.startswith("of "):
        return ""
    if rule.of == "criterion":
        return ""
    named_all = len(rule.nodes) <= _MOST_NAMED
    return f": {joined(rule.nodes)}" if named_all else f": {len(rule.nodes)} of {len(wording.rules.criteria)} criteria"


def _any(rule: rules.AnyOf, wording: Wording) -> str:
    return "one of these holds: " + "; or ".join(condition_words(part, wording) for part in rule.parts)


def _all(rule: rules.AllOf, wording: Wording) -> str:
    return ", and ".join(condition_words(part, wording) for part in rule.parts)


def _measure(rule: rules.MeasureReaches, wording: Wording) -> str:
    del wording  # what is compared is the same whatever else the standard says
    return reached(f"'{rule.measure.title}' is {rule.words}", rule.measure, rule.goal)


def _each(rule: rules.Each, wording: Wording) -> str:
    who = rule.of if _is_alone(rule) else _listed(rule) if _is_list(rule) else f"every {_kind(rule, wording)}"
    spare = f", save {Amount(rule.spare, rule.spare_share)} of them" if rule.spare else ""
    return f"{who} {_asked(rule.ask, wording, many=False)}{spare}{_within(rule)}"


def _some(rule: rules.Some, wording: Wording) -> str:
    if _is_alone(rule):
        return f"{rule.of} {_asked(rule.ask, wording, many=False)}{_within(rule)}"
    many = rule.least_share or rule.least != 1
    who = _listed(rule)[len("each ") :] if _is_list(rule) else _kind(rule, wording, many=many)
    of = "of the " if rule.least_share and not _is_list(rule) else ""
    least = Amount(rule.least, rule.least_share)
    return f"at least {least} {of}{who} {_asked(rule.ask, wording, many=many)}{_within(rule)}"


def _units(rule: rules.OfUnits, wording: Wording) -> str:
    expected = f"; there must be as many as the profile says under '{named(rule.expect)}'" if rule.expect else ""
    bound, level = rule.ask.words.rsplit(" ", 1)
    reaches = f"{bound} {wording.speaker.level(level)}"
    amount = Amount(rule.amount, rule.amount_share)
    if rule.every:
        spare = f", save {amount} of them" if rule.amount else ""
        return f"every unit is {reaches}{spare}{expected}"
    if rule.amount_share:
        return f"at least {amount} of the units are {reaches}{expected}"
    return f"at least {amount} {'unit is' if rule.amount == 1 else 'units are'} {reaches}{expected}"


def _asked(ask: rules.Ask, wording: Wording, *, many: bool) -> str:
    if isinstance(ask, rules.HasMarks):
        return f"{'have' if many else 'has'} the mark of {wording.speaker.level(ask.level)}"
    assert isinstance(ask, rules.Reach)  # noqa: S101 - of nodes nothing else is asked
    return f"{'are' if many else 'is'} {reach_words(ask, wording)}"


def reach_words(ask: rules.Reach, wording: Wording) -> str:
    """Give what nodes must reach, a point by value and name where they share a scale."""
    scales = {wording.rules.nodes[name].scale for name in ask.goals}
    if ask.goal is None or ask.goal.contrary or len(scales) != 1:
        return ask.words
    return goal_on(scales.pop(), ask.goal)


def _is_alone(rule: rules.Each | rules.Some) -> bool:
    return len(rule.nodes) == 1 and rule.of == rule.nodes[0]


def _is_list(rule: rules.Each | rules.Some) -> bool:
    return rule.of.startswith("of ")


def _listed(rule: rules.Each | rules.Some) -> str:
    return f"each of {joined(rule.nodes)}"


def _kind(rule: rules.Each | rules.Some, wording: Wording, *, many: bool = False) -> str:
    """Give what is selected: criteria or sections, or parts where it is both, and what they have in common."""
    sections = {isinstance(wording.rules.nodes[name], Section) for name in rule.nodes}
    kind = "part" if len(sections) > 1 else "section" if sections == {True} else "criterion"
    _, *common = rule.of.split(" ", 1)
    return " ".join([_MANY[kind] if many else kind, *common])


def _within(rule: rules.Each | rules.Some) -> str:
    return " within each section" if rule.per_section else ""


def _plainly(rule: rules.ConditionRule, wording: Wording) -> str:
    return asked(rule, wording.speaker)


CONDITIONS: Mapping[type[rules.ConditionRule], Callable[[Any, Wording], str]] = {
    rules.Overall: _plainly,
    rules.MeasureReaches: _measure,
    rules.Applicable: _plainly,
    rules.AnyOf: _any,
    rules.AllOf: _all,
    rules.Each: _each,
    rules.Some: _some,
    rules.OfUnits: _units,
}
SEVERAL: Mapping[type[rules.ConditionRule], str] = {
    rules.AnyOf: "one of these must hold",
    rules.AllOf: "all of these must hold",
}
