"""Ratings, marks and limits in words: how a criterion is rated, what is measured, and what holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from kitemark.describe.conditions import condition_words, measure_part
from kitemark.describe.page import Item
from kitemark.describe.wording import Wording
from kitemark.describe.words import fact_tests, goal_on, mark_words, point_words, reached, threshold
from kitemark.explain.words import joined, percentage, sentence
from kitemark.quantity import shown
from kitemark.rules import rating as rules
from kitemark.rules.records import Test
from kitemark.rules.scale import Bands, Goal
from kitemark.rules.standard import LimitRule, Node

T = TypeVar("T")


def bands_words(bands: Bands, say: Callable[[Goal], str]) -> tuple[Item, ...]:
    """Give what each point takes, worst first, and what is left where none is reached."""
    scale = bands.scale
    points = tuple(Item(point_words(scale, point), say(goal)) for point, goal in reversed(bands.goals))
    return (Item(point_words(scale, scale.worst), "where none of these is reached"), *points)


def choices(options: Sequence[tuple[tuple[Test, ...], T]]) -> Iterable[tuple[str, T]]:
    """Give what is chosen between, each with where it holds."""
    for place, (tests, option) in enumerate(options):
        if tests:
            yield f"{'Otherwise, where' if place else 'Where'} {fact_tests(tests)}", option
        else:
            yield ("Otherwise" if place else "Everywhere"), option


def rating_item(rule: rules.RatingRule, wording: Wording, lead: str = "") -> Item:
    """Give how a rating comes about."""
    return RATINGS[rule.__class__](rule, wording, lead)


def _judged(rule: rules.Judged, _: Wording, lead: str) -> Item:
    if rule.bands is None:
        return Item(lead, "Assessors judge it.")
    text = f"Assessors judge it on the scale '{rule.scale.id}', and what they find is turned into a rating."
    return Item(lead, text, items=bands_words(rule.bands, lambda goal: goal_on(rule.scale, goal)))


def _measured(rule: rules.Measured, _: Wording, lead: str) -> Item:
    measure = rule.measure

    def say(goal: Goal) -> str:
        return reached(threshold(goal, share=measure.share), measure, goal)

    title = f"{lead}: {measure.title}" if lead else measure.title
    text = "It is measured, and what comes out gives the rating."
    return Item(title, text, measure_part(measure.id), bands_words(rule.bands, say))


def _several(rule: rules.WorstOf | rules.BestOf, wording: Wording, lead: str) -> Item:
    which = "worst" if isinstance(rule, rules.WorstOf) else "best"
    return Item(lead, f"The {which} of these counts.", items=tuple(rating_item(p, wording) for p in rule.parts))


def _chosen(rule: rules.ChosenRating, wording: Wording, lead: str) -> Item:
    parts = tuple(rating_item(option, wording, where) for where, option in choices(rule.options))
    return Item(lead, "It depends on the profile.", items=parts)


RATINGS: Mapping[type[rules.RatingRule], Callable[[Any, Wording, str], Item]] = {
    rules.Judged: _judged,
    rules.Measured: _measured,
    rules.WorstOf: _several,
    rules.BestOf: _several,
    rules.ChosenRating: _chosen,
}


def mark_item(rule: rules.MarkRule, wording: Wording, lead: str = "") -> Item:
    """Give a line of marks: what is measured, and what each level asks of it."""
    return MARKS[rule.__class__](rule, wording, lead)


def _marked(rule: rules.MarkedMeasure, wording: Wording, lead: str) -> Item:
    asked: dict[str, list[str]] = {}
    for level in wording.rules.levels:
        if level.id in rule.goals:
            asked.setdefault(mark_words(rule.goals[level.id], rule.measure), []).append(level.title)
    goals = [f"{joined(levels)} {words}" for words, levels in asked.items()]
    because = f" {sentence(rule.because)}" if rule.because else ""
    title = f"{lead}: {rule.measure.title}" if lead else rule.measure.title
    return Item(title, sentence("; ".join(goals)) + because, measure_part(rule.measure.id))


def _several_marks(rule: rules.WorstMark | rules.BestMark, wording: Wording, lead: str) -> Item:
    text = "All of these." if isinstance(rule, rules.WorstMark) else "One of these is enough."
    return Item(lead, text, items=tuple(mark_item(part, wording) for part in rule.parts))


def _chosen_mark(rule: rules.ChosenMark, wording: Wording, lead: str) -> Item:
    parts = tuple(mark_item(option, wording, where) for where, option in choices(rule.options))
    return Item(lead, "It depends on the profile.", items=parts)


MARKS: Mapping[type[rules.MarkRule], Callable[[Any, Wording, str], Item]] = {
    rules.MarkedMeasure: _marked,
    rules.WorstMark: _several_marks,
    rules.BestMark: _several_marks,
    rules.ChosenMark: _chosen_mark,
}


def limit_words(limit: LimitRule, node: Node, wording: Wording) -> str:
    """Give what a limit holds, and what lifts it."""
    where = f"where {fact_tests(limit.when)}, " if limit.when else ""
    unless = f" unless {condition_words(limit.unless, wording)}" if limit.unless is not None else ", always"
    return sentence(f"{where}no better than {held_at(limit, node)}{unless}")


def held_at(limit: LimitRule, node: Node) -> str:
    """Give the point at which a limit holds."""
    if limit.share:
        return f"{percentage(limit.point)} of the most there is"
    return shown(limit.point) if node.scale is None else point_words(node.scale, limit.point)


def limit_item(limit: LimitRule, node: Node, wording: Wording) -> Item:
    """Give a limit as a point, with its reason; a safeguard's by its title, as its own part says what lifts it."""
    if limit.id is None:
        reason = f" {sentence(limit.because)}" if limit.because else ""
        return Item("", limit_words(limit, node, wording) + reason)
    tests = [fact_tests(limit.when)] if limit.when else []
    holds = joined([*tests, *(["it is not met"] if limit.unless is not None else [])])
    reason = f", for this reason: {sentence(limit.because)}" if limit.because else "."
    text = f"No better than {held_at(limit, node)}{f' where {holds}' if holds else ''}{reason}"
    return Item(limit.title or limit.id, text, f"safeguard-{limit.id}")
