"""What is asked, whole: a new or dropped level, safeguard, commendation or flag in words."""

from __future__ import annotations

from collections.abc import Sequence

from kitemark.comparing.change import Thing
from kitemark.comparing.sides import Side
from kitemark.describe.conditions import condition_words
from kitemark.describe.ratings import limit_words
from kitemark.explain.words import joined
from kitemark.rules.condition import ConditionRule


def held(side: Side, safeguard: str) -> list[str]:
    """Give the criteria and sections that a safeguard holds."""
    nodes = side.standard.rules.nodes.items()
    return [name for name, node in nodes if any(limit.id == safeguard for limit in node.limits)]


def asked_words(thing: Thing, side: Side) -> str:
    """Give what something asks, as the end of a sentence; nothing where it asks nothing."""
    rules = side.standard.rules
    if thing.kind == "safeguard":
        return _safeguard(thing.id, side)
    if thing.kind == "level":
        level = next(one for one in rules.levels if one.id == thing.id)
        return _level(level.requires, side, rules.levels.index(level) if level.builds_on else 0)
    if thing.kind == "commendation":
        return _all(next(one.requires for one in rules.commendations if one.id == thing.id), side)
    if thing.kind == "flag":
        flag = next(one for one in rules.flags if one.id == thing.id)
        return f"it is raised where {condition_words(flag.when, side.wording)}"
    return ""


def _safeguard(name: str, side: Side) -> str:
    holds = held(side, name)
    if not holds:
        return "it holds nothing"
    node = side.standard.rules.nodes[holds[0]]
    words = limit_words(next(limit for limit in node.limits if limit.id == name), node, side.wording).rstrip(".")
    return f"it holds {joined(holds)} to {words[:1].lower()}{words[1:]}"


def _level(requires: Sequence[ConditionRule], side: Side, place: int) -> str:
    asked = _all(requires, side)
    if not place:
        return asked
    below = side.standard.rules.levels[place - 1].title
    return f"all that {below} asks, and {asked}" if asked else f"all that {below} asks"


def _all(requires: Sequence[ConditionRule], side: Side) -> str:
    return "; ".join(condition_words(rule, side.wording) for rule in requires)
