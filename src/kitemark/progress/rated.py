"""Criteria compared: their ratings, established and possible."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.evaluation.outcome import CriterionOutcome
from kitemark.explain.conditions import score_words
from kitemark.progress.finding import BETTER, FIRST, GONE, OTHERWISE, SAME, WORSE, CriterionFinding
from kitemark.progress.side import Side
from kitemark.progress.surds import sign


def rated(before: Side, after: Side) -> Iterator[CriterionFinding]:
    """Give what became of each criterion that both versions have."""
    for criterion in after.rules.criteria:
        was, now = (side.result.outcome.nodes.get(criterion.id) for side in (before, after))
        if isinstance(was, CriterionOutcome) and isinstance(now, CriterionOutcome):
            words = score_words(was, before.result.speaker), score_words(now, after.result.speaker)
            yield CriterionFinding(criterion.id, criterion.title, _verdict(was, now), was, now, words)


def _verdict(was: CriterionOutcome, now: CriterionOutcome) -> str:
    if was.node.scale != now.node.scale:
        return OTHERWISE
    there = _is_rated(was), _is_rated(now)
    if there == (True, True):
        return _moved(was, now)
    return FIRST if there[1] else GONE if there[0] else SAME


def _is_rated(node: CriterionOutcome) -> bool:
    """Tell whether anything is known of a criterion: what may be anything on its scale, before limits, is not rated."""
    scale, rating = node.node.scale, node.rating
    if rating is None or scale.worst == scale.best:
        return node.scored
    return (rating.low, rating.high) != (scale.worst, scale.best)


def _moved(was: CriterionOutcome, now: CriterionOutcome) -> str:
    """Tell which way a rating went; clear is what goes the same way at both ends, or stays at one of them."""
    turn = -1 if now.node.scale.lower else 1
    ways = {turn * sign(now.low - was.low), turn * sign(now.high - was.high)} - {0}
    return BETTER if ways == {1} else WORSE if ways == {-1} else SAME
