"""What would settle what cannot be told yet, in words: settled either way, which is not the same as reached.

How many more answers settle something is asked at today's share. So where it falls short today, they only make that
certain; what would be enough to reach it is another question, and a plan answers that one.
"""

from __future__ import annotations

from kitemark.explain.counted import many_of
from kitemark.explain.words import joined, sentence
from kitemark.quantity import shown
from kitemark.rules.measure import Measure
from kitemark.rules.standard import Rules
from kitemark.settling import Lacking, Settling


def settling_words(found: Settling, measure: Measure, rules: Rules) -> str:
    """Give what would settle something, as a sentence, and how it would then come out."""
    return sentence(_WAYS[found.way](found, measure, rules))


def _answers(found: Settling, measure: Measure, rules: Rules) -> str:
    answers = [many_of(found.more, found.of, measure, rules, " more")] if found.more or not found.lacking else []
    more = joined([*answers, *(_lacking(one, measure, rules) for one in found.lacking)])
    if found.reached is None:
        return f"{more}, which is all that there can be, would decide it, one way or the other"
    if found.reached:
        return f"{more}, no worse than today's, would make it certain that it is reached"
    return (
        f"{more}, no better than today's, would make it certain that it is not reached; reaching it takes better ones"
    )


def _lacking(one: Lacking, measure: Measure, rules: Rules) -> str:
    return f"{many_of(one.more, one.field, measure, rules, ' more')} ({shown(one.least)} are needed)"


def _needed(found: Settling, measure: Measure, rules: Rules) -> str:
    more = joined([_lacking(one, measure, rules) for one in found.lacking])
    if found.reached is None:
        return f"it takes {more} before it can be told"
    if found.reached:
        return f"{more}, no worse than today's, would be enough to reach it"
    return f"{more} would tell; no better than today's, they would not reach it"


def _first(found: Settling, measure: Measure, rules: Rules) -> str:
    if found.lacking:
        wanted = joined([many_of(one.least, one.field, measure, rules) for one in found.lacking])
        return f"nothing is on record yet; it takes {wanted} before it can be told"
    return "nothing is on record yet; it takes a first record before it can be told"


_WAYS = {
    "answers": _answers,
    "needed": _needed,
    "first": _first,
    "groups": lambda *_: "it takes more groups of which the figure is known",
    "people": lambda *_: "too few people are behind it to say",
    "never": lambda found, *_: (
        "it takes more answers than there are people to ask"
        if found.why == "everyone"
        else "no number of answers that anybody could gather would tell, so near is it to what is wanted"
    ),
}
