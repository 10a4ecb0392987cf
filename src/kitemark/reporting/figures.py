"""Figures: the measures behind a criterion's marks, each told once with what every level asks of it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator

from kitemark.describe.words import mark_words
from kitemark.evaluation.outcome import MarkOutcome, PartyOutcome, state_of
from kitemark.evaluation.reading import Reading
from kitemark.explain import reading_words
from kitemark.explain.words import Speaker, joined
from kitemark.reporting.report import STATES, Asked, Figure, Mark
from kitemark.reporting.settled_by import settling_words
from kitemark.rules.measure import Age, Measure
from kitemark.rules.rating import BestMark, MarkGoal
from kitemark.settling import Reader, settling

_Others = tuple[MarkOutcome, ...]
"""The lines of which each would do in the place of one."""


class Figures:
    """Finds the figures behind a party's marks."""

    def __init__(self, outcome: PartyOutcome, speaker: Speaker, date: datetime.date) -> None:
        """Take what was evaluated, and what every sentence needs."""
        self._outcome = outcome
        self._speaker = speaker
        self._reader = Reader(speaker.rules, outcome.party, date)

    def marks(self, criterion: str) -> Iterator[Mark]:
        """Give a criterion's marks, by level."""
        for level in self._speaker.rules.levels:
            found = self._outcome.marks.get((criterion, level.id))
            if found is not None and found[1]:
                (low, high), _ = found
                yield Mark(level.title, state_of(low=low, high=high))

    def behind(self, criterion: str) -> tuple[Figure, ...]:
        """Give the figures behind a criterion's marks, each with what the levels ask of it."""
        asked: dict[str, list[Asked]] = {}
        readings: dict[str, Reading] = {}
        for level in self._speaker.rules.levels:
            _, lines = self._outcome.marks.get((criterion, level.id), (None, ()))
            for line, others in _leaves(lines):
                if line.reading is not None and line.goal is not None:
                    readings[line.reading.measure.id] = line.reading
                    found = self._asked(criterion, level.title, line, line.reading, line.goal, others)
                    asked.setdefault(line.reading.measure.id, []).append(found)
        return tuple(self._figure(reading, asked[name]) for name, reading in readings.items())

    def _figure(self, reading: Reading, asked: list[Asked]) -> Figure:
        """Give a figure; what would settle several levels alike is told once."""
        settles = [one.settles for one in asked if one.settles]
        common = settles[0] if len(settles) > 1 and len(set(settles)) == 1 else ""
        shown = [dataclasses.replace(one, settles="") for one in asked] if common else asked
        return Figure(reading.measure.title, reading_words(reading, self._speaker), tuple(shown), common)

    def _asked(
        self, criterion: str, level: str, line: MarkOutcome, reading: Reading, mark: MarkGoal, others: _Others
    ) -> Asked:
        so_far = self._reader.so_far(reading, criterion)
        found = settling(reading, mark.goal, mark.tolerance, so_far)
        settles = "" if found is None else settling_words(found, reading.measure, self._speaker.rules)
        state = state_of(low=line.both[0], high=line.both[1])
        return Asked(level, _wanted(mark, reading.measure), state, tuple(map(_instead, others)), settles)


def _leaves(lines: _Others, others: _Others = ()) -> Iterator[tuple[MarkOutcome, _Others]]:
    """Give the lines that read a measure, each with those that would do in its place."""
    for line in lines:
        yield line, others
        several = isinstance(line.rule, BestMark)
        for part in line.parts:
            instead = tuple(one for one in line.parts if several and one is not part)
            yield from _leaves((part,), (*instead, *others))


def _wanted(mark: MarkGoal, measure: Measure) -> str:
    words = mark_words(mark, measure)
    # Of a count none is fewer, and of a share nothing is more.
    return {
        "at least 100%": "100%",
        "at most 0": "none" if measure.counts_only and not isinstance(measure.take, Age) else words,
    }.get(words, words)


def _instead(line: MarkOutcome) -> str:
    """Give a line that would do instead, and whether it is reached: `“Share of remedies”: at least 80% (reached)`."""
    parts = [
        f"“{one.reading.measure.title}”: {_wanted(one.goal, one.reading.measure)}"
        for one, _ in _leaves((line,))
        if one.reading is not None and one.goal is not None
    ]
    return f"{joined(parts)} ({STATES[state_of(low=line.both[0], high=line.both[1])]})"
