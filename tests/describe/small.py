"""A small standard to change, and what is said of it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import kitemark
from kitemark.describe import handbook, schedule
from kitemark.describe.page import Block, Item, Page, Part, Table
from kitemark.describe.scheduling import Row, Schedule
from kitemark.describe.wording import Wording
from kitemark.rules.standard import Criterion, Rules

Data = dict[str, Any]

SURVEY: Data = {
    "title": "Survey",
    "voice": "people",
    "people": "answers",
    "fields": {
        "question": {"enum": ["respect", "safety"]},
        "asked_by": {"enum": ["staff", "peer", "outside"]},
        "site": {"enum": ["north", "south"]},
        "answers": {"type": "integer", "minimum": 0},
        "positive": {"type": "integer", "minimum": 0},
        "population": {"type": "integer", "minimum": 1},
        "score": {"type": "number"},
        "topics": {"type": "array", "items": {"enum": ["food", "rules"]}},
        "decision": {"type": "string"},
        "safe": {"type": "boolean"},
    },
    "optional": ["population", "decision"],
    "rules": ["positive <= answers"],
}
SMALL: Data = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small mark",
    "smallest_group": 10,
    "review": "12 months",
    "scale": "practice",
    "scales": {
        "practice": [
            {"value": 0, "name": "No", "means": "Nothing yet."},
            {"value": 1, "name": "Some", "means": "A start."},
            {"value": 2, "name": "All"},
        ],
        "stars": {"from": 1, "to": 5, "step": 1},
        "percent": {"from": 0, "to": 100},
        "risk": {
            "better": "lower",
            "points": [{"value": 2, "name": "High"}, {"value": 1}, {"value": 0, "name": "Low"}],
        },
    },
    "profile": {
        "fields": {
            "size": {"enum": ["tiny", "small", "large"]},
            "staff": {"type": "integer"},
            "housing": {"type": "boolean"},
        },
        "optional": ["housing"],
    },
    "evidence": {
        "survey": SURVEY,
        "paper": {"title": "Paper", "fields": {}},
        "talk": {
            "voice": {"by": "who", "user": "people", "staff": "staff"},
            "fields": {"who": {"enum": ["user", "staff"]}, "asked_by": {"enum": ["staff", "outside"]}},
        },
    },
    "accepted": {"recent": {"from": "survey", "within": "18 months", "where": {"asked_by": ["peer", "outside"]}}},
    "measures": {
        "happy": {
            "title": "Happy people",
            "from": "recent",
            "take": {"share": "positive", "of": "answers"},
            "confidence": "95%",
        },
        "papers": {"title": "Papers", "from": "paper", "take": "count"},
        "voice": {"title": "Voices on this", "from": "recent", "take": "count", "cited": True},
    },
    "criteria": [{"id": "a", "title": "Respect"}],
    "levels": [{"id": "bronze", "title": "Bronze"}, {"id": "silver", "title": "Silver"}],
}
A: Data = {"id": "a", "title": "Respect"}
B: Data = {"id": "b", "title": "Safety"}
MARKED: Data = {**A, "marks": [{"measure": "happy", "bronze": "70%", "silver": "80%"}]}
MARKS: Data = {"each": "criteria", "marks": "bronze"}
GUARD: Data = {
    "id": "gate",
    "title": "Ask first",
    "each": "criteria",
    "at_most": 1,
    "unless": {"measure": "voice", "at_least": 1},
    "because": "Nobody was asked",
}
FULL: Data = {
    "summary": "For all who serve.",
    "publisher": {"name": "A body", "url": "https://example.org"},
    "licence": "CC0",
    "language": "cy",
    "effective": {"from": "2026-01-01", "until": "2027-12-31"},
    "lasts": "2 years",
    "otherwise": "Not yet",
    "tolerance": {"bronze": "15%"},
    "tags": {"core": "Asked of everyone", "spare": "Carried by nobody"},
}


def changed(**keys: Any) -> Data:
    """The small standard with some keys set anew; mappings are added to, and None drops a key."""
    data = copy.deepcopy(SMALL)
    for key, value in keys.items():
        if value is None:
            del data[key]
        elif isinstance(value, dict) and isinstance(data.get(key), dict):
            data[key] |= value
        else:
            data[key] = value
    return data


def standard(**keys: Any) -> kitemark.Standard:
    """The small standard, changed."""
    return kitemark.standard_from(changed(**keys))


def rules(**keys: Any) -> Rules:
    """The rules of the small standard, changed."""
    return standard(**keys).rules


def wording(**keys: Any) -> Wording:
    """The small standard, changed, with what puts it in words."""
    return Wording(rules(**keys))


def criterion(name: str = "a", **keys: Any) -> Criterion:
    """A criterion of the small standard, changed."""
    node = rules(**keys).nodes[name]
    assert isinstance(node, Criterion)
    return node


def book(**keys: Any) -> Page:
    """The handbook of the small standard, changed."""
    return handbook(standard(**keys))


def every_part(parts: tuple[Part, ...]) -> Iterator[Part]:
    """All parts of a page, however deep."""
    for part in parts:
        yield part
        yield from every_part(part.parts)


def part_of(page: Page, name: str) -> Part:
    """A part of a page by its id."""
    [found] = [part for part in every_part(page.parts) if part.id == name]
    return found


def said(part: Part) -> dict[str, str]:
    """What a part says under each label, as one line."""
    return {block.label: line(block) for block in part.blocks}


def line(block: Block) -> str:
    """A block as one line: its text and its points, or the rows of a table."""
    if isinstance(block, Table):
        return " / ".join(" | ".join(row) for row in block.rows)
    return " ".join(part for part in (block.text, points(block.items)) if part)


def points(items: tuple[Item, ...]) -> str:
    """Points as one line."""
    return " / ".join(point(item) for item in items)


def point(item: Item) -> str:
    """A point as one line, with those below it in brackets."""
    text = ": ".join(part for part in (item.lead, item.text) if part)
    return f"{text} [{points(item.items)}]" if item.items else text


def plan(level: str = "bronze", **keys: Any) -> Schedule:
    """The schedule of the small standard, changed, for a level."""
    return schedule(standard(**keys), level)


def rows(found: Schedule) -> list[Row]:
    """All rows of a schedule."""
    return [row for group in found.groups for row in group.rows]


def row_of(found: Schedule, title: str) -> Row:
    """The one row of a schedule with a title."""
    [row] = [row for row in rows(found) if row.title == title]
    return row


def requires(*conditions: Data, **level: Any) -> list[Data]:
    """Levels of which the first requires these conditions."""
    return [{"id": "bronze", "title": "Bronze", "requires": list(conditions), **level}]


def measured(**keys: Any) -> list[tuple[str, str, str]]:
    """Where it holds, the measure and the threshold, of each row that measures something."""
    return [(row.where, row.title, row.threshold) for row in rows(plan(**keys)) if row.measure]
