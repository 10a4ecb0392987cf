"""Running again: what an assessment comes to with some moves made, by the engine itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from kitemark.analysis.supposing import Key
from kitemark.binding import Case, Judgement, Party
from kitemark.evaluation.ends import Ends
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.organisation import evaluate_read, readers
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.evaluation.reading import Reading
from kitemark.planning.moves import Move, NewFigure, NewRating
from kitemark.rules.measure import Measure
from kitemark.rules.standard import Rules


class Rerun:
    """Runs one assessment again and again. What no move changes is read once."""

    def __init__(self, rules: Rules, case: Case) -> None:
        """Take the rules and the assessment as it is."""
        self._rules = rules
        self._case = case
        self.readers = readers(rules, case)
        """Who reads the measures as they are: the organisation's, and each unit's."""

    def __call__(self, moves: Iterable[Move]) -> PartyOutcome:
        """Give what the assessment comes to once some moves are made, and everything else is as it is."""
        return self._evaluated(list(moves))

    def in_counts(self, moves: Iterable[Move]) -> PartyOutcome:
        """Give the same with every measure in whole answers or records, as the moves' terms say."""
        return self._evaluated(
            [dataclasses.replace(one, ends=one.terms.ends) if isinstance(one, NewFigure) else one for one in moves]
        )

    def _evaluated(self, made: Sequence[Move]) -> PartyOutcome:
        names = ["", *(unit.id for unit in self._case.units)]
        changed = [self._reader(name, before, made) for name, before in zip(names, self.readers, strict=True)]
        whole, *of_units = changed
        if not self._case.units and self._rules.asks_units:
            of_units = [whole]
        return evaluate_read(self._rules, self._case, whole, of_units)

    def _reader(self, name: str, before: Measurer, moves: Sequence[Move]) -> Measurer:
        own = [move for move in moves if move.party == name]
        figures = {move.key: move.ends for move in own if isinstance(move, NewFigure)}
        return _Changed(self._rules, self._moved(before.party, own), before, figures)

    def _moved(self, party: Party, moves: Sequence[Move]) -> Party:
        standing = dict(party.standing)
        for move in moves:
            if isinstance(move, NewRating):
                name = move.criterion.id
                standing[name] = tuple(
                    Judgement(name, move.judged, f"Assessor {number + 1}", "Planned.", None, None, (), number)
                    for number in range(self._rules.judgements.assessors)
                )
        return dataclasses.replace(party, standing=standing, empty=party.empty and not moves)


class _Changed(Measurer):
    """Reads some measures as they are supposed to be, and the others as they were.

    A new rating stands for judgements that nobody has made yet: what is counted of judgements stays as it was.
    """

    def __init__(self, rules: Rules, party: Party, before: Measurer, figures: Mapping[Key, Ends]) -> None:
        self.party = party
        self.faults = []
        self._rules = rules
        self._before = before
        self._figures = figures

    def read(self, measure: Measure, criterion: str | None = None) -> Reading:
        """Give a measure's reading, supposed or found."""
        ends = self._figures.get((measure.id, criterion if measure.cited else None))
        return self._before.read(measure, criterion) if ends is None else Reading(measure, ends, "known")

    def readings(self) -> tuple[Reading, ...]:
        """Give none: nothing was read anew."""
        return ()
