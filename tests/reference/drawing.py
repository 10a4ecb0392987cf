"""Small helpers to draw, and the scales and kinds of evidence that generated standards use."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st

from .evidence import Plain

T = TypeVar("T")

PERCENTAGES = ["0%", "10%", "25%", "33.3%", "40%", "50%", "60%", "66.7%", "75%", "90%", "100%"]
NUMBERS = [0, Decimal("0.5"), 1, 2, 3, 4, 5, 8, 12, 20, 40]

SIZES = ["tiny", "small", "large"]
PROFILE = {
    "fields": {
        "size": {"enum": SIZES},
        "housing": {"type": "boolean"},
        "departments": {"type": "integer", "minimum": 0},
    },
}
WHENS: list[Plain] = [
    {"housing": True},
    {"size": "tiny"},
    {"size": ["small", "large"]},
    {"departments": {"at_least": 2}},
    {"housing": False, "size": ["tiny", "small"]},
    {"departments": {"at_least": 1, "at_most": 2}},
]

SCALES: dict[str, Any] = {
    "practice": [
        {"value": 0, "name": "Not in place"},
        {"value": 1, "name": "Started"},
        {"value": 2, "name": "In place"},
        {"value": 3, "name": "Embedded"},
    ],
    "pass": [{"value": 0, "name": "No"}, {"value": 1, "name": "Yes"}],
    "signed": [
        {"value": Decimal("-2.5"), "name": "Harm"},
        {"value": Decimal("-0.5"), "name": "Neutral"},
        {"value": Decimal("1.5"), "name": "Good"},
        {"value": 4, "name": "Great"},
    ],
    "stars": {"from": 1, "to": 5, "step": Decimal("0.5")},
    "any": {"from": 0, "to": 10},
    "penalty": {"points": [{"value": -3}, {"value": -1}, {"value": 0}]},
    "demerits": {
        "better": "lower",
        "points": [{"value": 20}, {"value": 10}, {"value": 5}, {"value": 0}],
    },
    "risk": {
        "better": "lower",
        "points": [
            {"value": 3, "name": "High"},
            {"value": 2, "name": "Middling"},
            {"value": 1, "name": "Low"},
        ],
    },
    "delay": {"better": "lower", "from": 0, "to": 8, "step": 2},
}
LOWER_SCALES = ("demerits", "risk", "delay")
HIGHER_SCALES = ("practice", "practice", "pass", "signed", "signed", "stars", "any")

HOURS = {"type": "number", "minimum": 0, "maximum": 3}
SITE = {"enum": ["north", "south", "east"]}
KINDS: dict[str, Plain] = {
    "survey": {
        "title": "Survey",
        "voice": {"by": "who", "user": "customer", "staff": "staff"},
        "people": "responses",
        "fields": {
            "who": {"enum": ["user", "staff"]},
            "private": {"type": "boolean"},
            "responses": {"type": "integer", "minimum": 0, "maximum": 40},
            "positive": {"type": "integer", "minimum": 0, "maximum": 60},
            "population": {"type": "integer", "minimum": 1, "maximum": 300},
            "hours": HOURS,
            "site": SITE,
        },
        "optional": ["population", "site", "who"],
        "rules": ["positive <= responses", "responses <= population"],
    },
    "log": {
        "title": "Log of feedback",
        "voice": "customer",
        "fields": {
            "outcome": {"enum": ["done", "planned", "declined"]},
            "days": {"type": "number", "minimum": 0, "maximum": 30},
            "cost": {"type": "number", "minimum": 0, "maximum": 9},
            "hours": HOURS,
            "site": SITE,
        },
        "optional": ["days", "site"],
    },
    "activity": {
        "title": "Activity",
        "voice": "staff",
        "people": "attended",
        "fields": {
            "rung": {"type": "integer", "minimum": -1, "maximum": 6},
            "attended": {"type": "integer", "minimum": 0, "maximum": 20},
            "topics": {"type": "array", "items": {"enum": ["food", "rules"]}},
            "decision": {"type": "string"},
            "hours": HOURS,
            "site": SITE,
        },
        "optional": ["attended", "decision", "site"],
        "rules": ["rung < 7"],
    },
}


class Draw:
    """Hypothesis's `draw`, with a few words for what is drawn again and again."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw

    def one(self, options: Sequence[T]) -> T:
        """One of them; the first is the simplest."""
        return self.draw(st.sampled_from(options))  # type: ignore[no-any-return]

    def maybe(self, in_ten: int = 3) -> bool:
        """Yes, so often in ten."""
        return bool(self.draw(st.integers(0, 9)) >= 10 - in_ten)

    def count(self, least: int, most: int) -> int:
        """A count."""
        return int(self.draw(st.integers(least, most)))

    def some(self, options: Sequence[T], least: int = 0, most: int | None = None) -> list[T]:
        """Some of them, each once, in their order."""
        most = len(options) if most is None else min(most, len(options))
        places = st.lists(st.integers(0, len(options) - 1), min_size=least, max_size=most, unique=True)
        return [options[place] for place in sorted(self.draw(places))] if options else []

    def rising(self, options: Sequence[T], size: int) -> list[T]:
        """So many of them, in their order."""
        return self.some(options, size, size)

    def when(self) -> Plain:
        """A match on the profile."""
        return self.one(WHENS)
