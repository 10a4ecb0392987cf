"""Running again: what an assessment comes to with some moves made, by the engine itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterable, Mapping, Sequence

from kitemark.analysis.supposing import Key
from kitemark.binding import Case, Judgement, Party
from kitemark.evaluation.ends import Ends
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.organisation import Before, evaluate_read, readers
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.evaluation.reading import Reading
from kitemark.planning.moves import Move, NewFigure, NewRating
from kitemark.rules.measure import Measure
from kitemark.rules.naming import readers_of
from kitemark.rules.standard import Rules


class Rerun:
    """Runs one assessment again and again. What no move changes is read once."""

    def __init__(self, rules: Rules, case: Case) -> None:
        """Take the rules and the assessment as it is."""
        self._rules = rules
        self._case = case
        self._reading: dict[Hashable, frozenset[str]] = {}
        self.readers = readers(rules, case)
        """Who reads the measures as they are: the organisation's, and each unit's."""
        self._before = evaluate_read(rules, case, *self._split(self.readers))

    def __call__(self, moves: Iterable[Move]) -> PartyOutcome:
        """Give what the assessment comes to once some moves are made, and everything else is as it is."""
        return self._evaluated(list(moves))

    def in_counts(self, moves: Iterable[Move]) -> PartyOutcome:
        """Give the same with every measure in whole answers or records, as the moves' terms say."""
        return self._evaluated(
            [dataclasses.replace(one, ends=one.terms.ends) if isinstance(one, NewFigure) else one for one in moves]
        )

    def readers_with(self, made: Sequence[Move]) -> tuple[Measurer, Sequence[Measurer]]:
        """Give who reads the organisation, and who its units, with some moves made."""
        own = self._by_party(made)
        return self._split([self._reader(before, moves) for before, moves in zip(self.readers, own, strict=True)])

    def _evaluated(self, made: Sequence[Move]) -> PartyOutcome:
        touched = [self._touched(moves) if moves else None for moves in self._by_party(made)]
        return evaluate_read(self._rules, self._case, *self.readers_with(made), Before(self._before, touched))

    def _by_party(self, made: Sequence[Move]) -> list[list[Move]]:
        names = ["", *(unit.id for unit in self._case.units)]
        return [[move for move in made if move.party == name] for name in names]

    def _split(self, readers: Sequence[Measurer]) -> tuple[Measurer, Sequence[Measurer]]:
        """Give who reads the organisation, and who its units; where none is listed, it may be its own one."""
        whole, *of_units = readers
        return whole, [whole] if not self._case.units and self._rules.asks_units else of_units

    def _reader(self, before: Measurer, moves: Sequence[Move]) -> Measurer:
        figures = {move.key: move.ends for move in moves if isinstance(move, NewFigure)}
        return _Changed(self._rules, self._moved(before.party, moves), before, figures) if moves else before

    def _touched(self, moves: Sequence[Move]) -> frozenset[str]:
        """Give the criteria whose own rules read what some moves change."""
        found: set[str] = set()
        for move in moves:
            if move.about not in self._reading:
                read = readers_of(self._rules, *move.key) if isinstance(move, NewFigure) else move.criteria
                self._reading[move.about] = frozenset(read)
            found |= self._reading[move.about]
        return frozenset(found)

    def _moved(self, party: Party, moves: Sequence[Move]) -> Party:
        standing = dict(party.standing)
        for move in moves:
            if isinstance(move, NewRating):
                name = move.criterion.id
                standing[name] = tuple(
                    Judgement(name, move.judged, f"Assessor {number + 1}", "Planned.", None, None, (), number)
                    for number in range(self._rules.judgements.assessors)
                )
        return dataclasses.replace(party, standing=standing, empty=False)


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
