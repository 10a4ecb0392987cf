"""What would settle each requirement that cannot be told yet, in sentences to stand below it."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.evaluation.outcome import ConditionOutcome, CriterionOutcome, PartyOutcome
from kitemark.explain.conditions import Shortfall
from kitemark.explain.words import Speaker, sentence
from kitemark.reporting.open_matters import point_of
from kitemark.rules.condition import Each, HasMarks, OfUnits, Some
from kitemark.settling import Question, questions


class StillOpen:
    """Answers, for one organisation or unit, what would settle a requirement, or what falls short of it."""

    def __init__(self, outcome: PartyOutcome, speaker: Speaker) -> None:
        """Take what it came to, and what every sentence needs."""
        self._outcome = outcome
        self._speaker = speaker
        self._questions = questions(outcome, speaker.rules, speaker.date)

    def below(self, condition: ConditionOutcome, level: str) -> tuple[str, ...]:
        """Give what would settle a requirement of a level itself, apart from what falls short of it."""
        if condition.state != "open":
            return ()
        readings = [part.reading for part in _leaves(condition) if part.reading is not None and part.state == "open"]
        about = [
            one
            for one in self._questions
            if one.about == "level" and one.level == level and any(one.reading is reading for reading in readings)
        ]
        found = tuple(dict.fromkeys(point_of(one, self._speaker).settles for one in about))
        return found or (() if condition.short else ("It hangs on ratings that cannot be told yet.",))

    def behind(self, condition: ConditionOutcome, short: Shortfall) -> tuple[str, ...]:
        """Give what would settle whether something that falls short of a requirement does so."""
        asking = [part for part in _leaves(condition) if short.id in part.untold]
        if condition.state != "open" or not asking:
            return ()
        found = dict.fromkeys(words for part in asking for words in self._settles(part, short.id))
        if found:
            return tuple(found)
        within = isinstance(asking[0].rule, OfUnits) or isinstance(self._outcome.nodes.get(short.id), CriterionOutcome)
        return (f"It hangs on what cannot be told yet {'in the units' if within else 'of its criteria'}.",)

    def _settles(self, condition: ConditionOutcome, name: str) -> Iterator[str]:
        rule = condition.rule
        if not isinstance(rule, Each | Some):
            return
        marks = rule.ask.level if isinstance(rule.ask, HasMarks) else None
        for one in self._questions:
            if one.criterion == name and (one.about == "mark", one.level) == (marks is not None, marks):
                yield self._words(one)

    def _words(self, one: Question) -> str:
        point = point_of(one, self._speaker)
        return sentence(f"{point.decides}: {point.settles}") if one.about in ("rating", "limit") else point.settles


def _leaves(condition: ConditionOutcome) -> Iterator[ConditionOutcome]:
    if not condition.parts:
        yield condition
    for part in condition.parts:
        yield from _leaves(part)
