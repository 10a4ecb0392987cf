"""Ratings and limits in words: how a criterion is rated, and what holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kitemark.describe.conditions import condition_words, measure_part
from kitemark.describe.page import Item
from kitemark.describe.variants import choices
from kitemark.describe.wording import Wording
from kitemark.describe.words import fact_tests, goal_on, point_words, reached, threshold
from kitemark.explain.words import joined, percentage, sentence
from kitemark.quantity import shown
from kitemark.rules import rating as rules
from kitemark.rules.scale import Bands, Goal
from kitemark.rules.standard import LimitRule, Node


def bands_words(bands: Bands, say: Callable[[Goal], str]) -> tuple[Item, ...]:
    """Give what each point takes, worst first, and what is left where none is reached."""
    scale = bands.scale
    points = tuple(Item(point_words(scale, point), say(goal)) for point, goal in reversed(bands.goals))
    return (Item(point_words(scale, scale.worst), "where none of these is reached"), *points)


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
    parts = tuple(rating_item(option, wording, where) for where, option in choices(rule.options, wording.rules.facts))
    return Item(lead, "It depends on the profile.", items=parts)


RATINGS: Mapping[type[rules.RatingRule], Callable[[Any, Wording, str], Item]] = {
    rules.Judged: _judged,
    rules.Measured: _measured,
    rules.WorstOf: _several,
    rules.BestOf: _several,
    rules.ChosenRating: _chosen,
}


def limit_words(limit: LimitRule, node: Node, wording: Wording) -> str:
    """Give what a limit holds, and what lifts it."""
    where = f"where {fact_tests(limit.when, wording.rules.facts)}, " if limit.when else ""
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
    tests = [fact_tests(limit.when, wording.rules.facts)] if limit.when else []
    holds = joined([*tests, *(["it is not met"] if limit.unless is not None else [])])
    reason = f", for this reason: {sentence(limit.because)}" if limit.because else "."
    text = f"No better than {held_at(limit, node)}{f' where {holds}' if holds else ''}{reason}"
    return Item(limit.title or limit.id, text, f"safeguard-{limit.id}")
