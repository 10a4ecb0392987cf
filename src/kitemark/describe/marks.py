"""Marks in words: what each level asks of measures, and where; and which lines ask anything for a level."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kitemark.describe.conditions import measure_part
from kitemark.describe.page import Item
from kitemark.describe.variants import ALWAYS, Where, choices
from kitemark.describe.wording import Wording
from kitemark.describe.words import fact_tests, mark_words
from kitemark.explain.words import joined, sentence
from kitemark.rules import rating as rules
from kitemark.rules.naming import mark_lines
from kitemark.rules.standard import LevelRule


def asked_where(rule: rules.MarkRule, level: str) -> tuple[Where, ...]:
    """Give where a line of marks asks anything for a level: wherever one of these holds, and nowhere else."""
    match rule:
        case rules.MarkedMeasure():
            found = [ALWAYS] if level in rule.goals else []
        case rules.ChosenMark():
            found = [(*tests, *more) for tests, option in rule.options for more in asked_where(option, level)]
        case _:
            assert isinstance(rule, rules.WorstMark | rules.BestMark)  # noqa: S101 - the other two forms
            found = [where for part in rule.parts for where in asked_where(part, level)]
    return (ALWAYS,) if ALWAYS in found else tuple(dict.fromkeys(found))


def names(rule: rules.MarkRule, level: str) -> bool:
    """Tell whether a line of marks asks anything for a level, wherever that is."""
    return any(level in line.goals for line in mark_lines(rule))


def told(rule: rules.MarkRule, level: str, facts: Mapping[str, Any]) -> str:
    """Give what a line of marks reads for a level, by the titles of its measures, and where it asks for it."""
    titles = dict.fromkeys(line.measure.title for line in mark_lines(rule) if level in line.goals)
    where = [fact_tests(tests, facts) for tests in asked_where(rule, level) if tests]
    return joined([f"'{title}'" for title in titles]) + (f" where {joined(where, 'or')}" if where else "")


def mark_item(rule: rules.MarkRule, wording: Wording) -> Item:
    """Give a line of marks: what is measured, and what each level asks of it."""
    return _item(rule, wording, "", wording.rules.levels)


def _item(rule: rules.MarkRule, wording: Wording, lead: str, levels: Sequence[LevelRule]) -> Item:
    return MARKS[rule.__class__](rule, wording, lead, levels)


def _marked(rule: rules.MarkedMeasure, wording: Wording, lead: str, levels: Sequence[LevelRule]) -> Item:
    del wording  # a line says the same in every standard
    asked: dict[str, list[str]] = {}
    for level in levels:
        if level.id in rule.goals:
            asked.setdefault(mark_words(rule.goals[level.id], rule.measure), []).append(level.title)
    goals = [f"{joined(titles)} {words}" for words, titles in asked.items()]
    because = f" {sentence(rule.because)}" if rule.because else ""
    title = f"{lead}: {rule.measure.title}" if lead else rule.measure.title
    return Item(title, sentence("; ".join(goals)) + because, measure_part(rule.measure.id))


def _several(rule: rules.WorstMark | rules.BestMark, wording: Wording, lead: str, levels: Sequence[LevelRule]) -> Item:
    text = "All of these." if isinstance(rule, rules.WorstMark) else "One of these is enough."
    parts = [part for part in rule.parts if any(names(part, level.id) for level in levels)]
    return Item(lead, text, items=tuple(_item(part, wording, "", levels) for part in parts))


def _chosen(rule: rules.ChosenMark, wording: Wording, lead: str, levels: Sequence[LevelRule]) -> Item:
    groups = list(_alike(rule, levels))
    if len(groups) == 1:
        return Item(lead, "It depends on the profile.", items=tuple(_options(rule, wording, groups[0])))
    # Which option comes before which is another matter for each level, as those that do not name it are left out.
    parts = tuple(_for_levels(rule, wording, group) for group in groups)
    return Item(lead, "It depends on the level and the profile.", items=parts)


def _for_levels(rule: rules.ChosenMark, wording: Wording, levels: Sequence[LevelRule]) -> Item:
    lead = f"For {joined([level.title for level in levels])}"
    options = [(tests, option) for tests, option in rule.options if names(option, levels[0].id)]
    if len(options) == 1 and not options[0][0]:
        return _item(options[0][1], wording, lead, levels)
    return Item(lead, "It depends on the profile.", items=tuple(_options(rule, wording, levels)))


def _alike(rule: rules.ChosenMark, levels: Sequence[LevelRule]) -> Iterator[Sequence[LevelRule]]:
    """Give the levels for which the same options ask anything, and in the same places, together."""
    found: dict[tuple[tuple[Where, ...], ...], list[LevelRule]] = {}
    for level in levels:
        found.setdefault(tuple(asked_where(option, level.id) for _, option in rule.options), []).append(level)
    yield from (group for places, group in found.items() if any(places))


def _options(rule: rules.ChosenMark, wording: Wording, levels: Sequence[LevelRule]) -> Iterator[Item]:
    """Give the options of levels that are alike, each with where it is taken."""
    level = levels[0].id
    options = [(tests, option) for tests, option in rule.options if names(option, level)]
    for where, option in choices(options, wording.rules.facts, lambda part: asked_where(part, level)):
        yield _item(option, wording, where, levels)


MARKS: Mapping[type[rules.MarkRule], Callable[[Any, Wording, str, Sequence[LevelRule]], Item]] = {
    rules.MarkedMeasure: _marked,
    rules.WorstMark: _several,
    rules.BestMark: _several,
    rules.ChosenMark: _chosen,
}
