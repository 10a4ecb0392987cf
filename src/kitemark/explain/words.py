"""Numbers, days and names in words."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kitemark.evaluation.ends import Interval
from kitemark.quantity import Number, shown
from kitemark.rules.standard import Node, Rules, Section


@dataclass(frozen=True, slots=True)
class Speaker:
    """What every sentence may need: the rules and the assessment date."""

    rules: Rules
    date: datetime.date

    def score(self, node: Node, value: Number, maximum: Number) -> str:
        """Give a score in words: a point's name, a mean's share of the most, or the number."""
        if node.scale is not None:
            return node.scale.name(value)
        if isinstance(node, Section) and node.combine == "mean" and maximum > 0:
            return percentage(Fraction(value) / maximum)
        return shown(value)

    def name(self, node_id: str) -> str:
        """Give a node's id and title."""
        node = self.rules.nodes[node_id]
        return node.id if node.title == node.id else f"{node.id} {node.title}"

    def level(self, level_id: str) -> str:
        """Give a level's title."""
        return next(level.title for level in self.rules.levels if level.id == level_id)


def percentage(share: Number, decimals: int = 1) -> str:
    """Give a share as a percentage, cut and marked with '…' where it does not end."""
    return shown(share * 100, decimals) + "%"


def amount(value: Number, *, share: bool) -> str:
    """Give a number, or a share as a percentage."""
    return percentage(value) if share else shown(value)


def day(date: datetime.date) -> str:
    """Give a day in words: 1 May 2025."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    return f"{date.day} {months[date.month - 1]} {date.year}"


def joined(parts: Sequence[str], word: str = "and") -> str:
    """Give parts as text: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def sentence(text: str) -> str:
    """Give the text with a capital first and a full stop last."""
    text = text.strip()
    if not text:
        return text
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?" else text + "."


def bound(interval: Interval, *, upper: bool) -> Number:
    """Give an end of the score interval to a tenth of a per cent, away from the middle.

    For reading, never for deciding.
    """
    hits = interval.total - interval.hits if upper else interval.hits
    total, width = interval.total, Fraction(interval.width)
    middle = 2 * hits + width
    square = width * width + 4 * width * hits * (total - hits) / total
    root = Fraction(math.isqrt(int(square * 10**16)) + 1, 10**8) if square else 0
    low = Fraction(math.floor((middle - root) / (2 * (total + width)) * 1000), 1000)
    return 1 - max(low, Fraction(0)) if upper else max(low, Fraction(0))


def root_of(square: Number) -> Number:
    """Give a square root to a tenth of a per cent, for reading, never for deciding."""
    return Fraction(round(Fraction(math.isqrt(int(square * 10**16)), 10**8) * 1000), 1000)
