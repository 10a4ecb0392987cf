"""Ranges: the worst and the best that a score or a measure can come to, whatever an organisation does.

A range is never too small. It is read off the rules alone, without a solver, and so knows nothing of
what keeps scores from being so together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kitemark.analysis.domains import domain_of
from kitemark.quantity import Number, exact
from kitemark.rules.measure import Measure
from kitemark.rules.scale import Goal
from kitemark.rules.standard import Criterion, Node, Rules, Section


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers from `low` to `high`, None for no end; `maximum` is what a percentage is of, where that is fixed."""

    low: Number | None
    high: Number | None
    maximum: Number | None = 1

    def misses(self, goal: Goal) -> bool:
        """Tell whether no number of the range holds a comparison, a flag's other way round too."""
        if goal.share and self.maximum is None:
            return False
        of = 1 if self.maximum is None else self.maximum
        worst, best = (self.high, self.low) if goal.lower else (self.low, self.high)
        if goal.contrary:
            return worst is not None and goal.reached(worst, of)
        return best is not None and not goal.reached(best, of)


def measure_range(rules: Rules, measure: Measure) -> Range:
    """Give the range of a measure."""
    domain = domain_of(rules, measure)
    return Range(domain.low, domain.high)


def score_ranges(rules: Rules) -> dict[str, Range]:
    """Give the range of each score, by the node's id."""
    found: dict[str, Range] = {}
    waiting = list(rules.nodes.values())
    while waiting:
        node = waiting.pop()
        children = [] if isinstance(node, Criterion) else [rules.nodes[child] for child in node.children]
        left = [child for child in children if child.id not in found]
        if left:
            waiting += [node, *left]
        else:
            found[node.id] = _range(node, found)
    return found


def _range(node: Node, found: Mapping[str, Range]) -> Range:
    scale = node.scale
    if scale is not None:
        return Range(min(scale.worst, scale.best), scale.maximum, scale.maximum)
    assert isinstance(node, Section)  # noqa: S101 - a criterion has a scale
    if node.decimals is not None or node.combine != "mean":
        return Range(None, None, None)
    shares = [share for child in node.children for share in _shares(found[child])]
    if None in shares or not shares:
        return Range(None, None, None)
    ends = [exact(Fraction(share) * node.out_of) for share in shares if share is not None]
    top = node.out_of if node.capped_at is None else min(node.out_of, node.capped_at)
    return _held(node, Range(min(*ends, top), min(max(ends), top), top))


def _shares(child: Range) -> tuple[Number | None, Number | None]:
    """Give the ends of a child's score as shares of its maximum."""
    if not child.maximum:
        return None, None
    low, high = (None if end is None else Fraction(end) / child.maximum for end in (child.low, child.high))
    return low, high


def _held(node: Section, found: Range) -> Range:
    """Give a range with the numbers that limits hold a score to, which may be worse than any other."""
    if found.low is None or found.high is None or found.maximum is None:
        return found
    points = [limit.point * found.maximum if limit.share else limit.point for limit in node.limits]
    if node.lower:
        return Range(found.low, max([found.high, *points]), found.maximum)
    return Range(min([found.low, *points]), found.high, found.maximum)
