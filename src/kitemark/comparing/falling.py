"""Falling short: what keeps an organisation from a level, in words."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.evaluation.outcome import ConditionOutcome
from kitemark.explain import next_level, requirement, shortfalls
from kitemark.explain.words import sentence
from kitemark.result import Result

_MOST = 3
"""Most criteria of which the figure that is missing is told."""


def falls_short(result: Result, level: str, like: Result | None = None) -> str:
    """Give in words what keeps an organisation from a level that it does not hold.

    Of several requirements that is the first, or the first which is not met in the same way in a result that is `like`.
    """
    short = next_level(result.outcome, level)
    unmet = [] if short is None else [one for one in short.requires if not one.low]
    alike = set(_unmet_words(like)) if like is not None else set()
    unmet.sort(key=lambda one: requirement(one, result.outcome, result.speaker) not in alike)
    if short is None or not unmet:
        return "Nothing in it counts, so that it has no level."
    said = [requirement(unmet[0], result.outcome, result.speaker), *_reasons(unmet[0], result)]
    if short.rule.id != level:
        said.append(f"It is a requirement of {short.rule.title}.")
    if len(unmet) > 1:
        more = len(unmet) - 1
        said.append(
            f"{more} more {'requirement' if more == 1 else 'requirements'} of {short.rule.title} "
            f"{'is' if more == 1 else 'are'} not met."
        )
    return " ".join(said)


def _reasons(unmet: ConditionOutcome, result: Result) -> Iterator[str]:
    """Give why what falls short does: the figure that is missing, or the reason of a rating that alone falls short."""
    short = shortfalls(unmet, result.outcome, result.speaker)
    for one in short[:_MOST]:
        if one.of_score and len(short) == 1:
            yield f"{one.id}: {result[one.id].because}"
        elif not one.of_score and one.id in result and one.words:
            yield f"{one.id}: {sentence(one.words)}"


def _unmet_words(result: Result) -> Iterator[str]:
    for level in result.outcome.levels:
        yield from (requirement(one, result.outcome, result.speaker) for one in level.requires if not one.low)
