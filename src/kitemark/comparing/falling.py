"""Falling short: what keeps an organisation from a level, in words."""

from __future__ import annotations

from kitemark.explain import next_level, requirement
from kitemark.result import Result


def falls_short(result: Result, level: str) -> str:
    """Give in words what keeps an organisation from a level that it does not hold."""
    short = next_level(result.outcome, level)
    unmet = [] if short is None else [one for one in short.requires if not one.low]
    if short is None or not unmet:
        return "Nothing in it counts, so that it has no level."
    more = f" ({len(unmet) - 1} more)" if len(unmet) > 1 else ""
    alone = unmet[0].short[0] if len(unmet[0].short) == 1 and unmet[0].short[0] in result else None
    reason = "" if alone is None else f" {alone}: {result[alone].because}"
    lower = "" if short.rule.id == level else f" of {short.rule.title}"
    of_lower = f" It is a requirement{lower}." if lower else ""
    return f"{requirement(unmet[0], result.outcome, result.speaker)}{reason}{of_lower}{more}"
