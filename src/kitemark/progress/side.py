"""One side of a comparison: an assessment with all that it reads, and what it comes to with parts of the other."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitemark.binding import Case, Party
from kitemark.evaluation import evaluate_case
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.organisation import readers
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.evaluation.reading import Reading
from kitemark.explain.counted import kinds_behind
from kitemark.explain.readings import first_day
from kitemark.problems import KitemarkError
from kitemark.result import Result
from kitemark.rules import measure as takes
from kitemark.rules.measure import Measure
from kitemark.rules.standard import Rules

Key = tuple[str, str | None]
"""A measure, and the criterion for which it is read where it is cited."""
Place = str | None
"""A unit's id, or None for the organisation."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an assessment that can be taken from another: readings, judgements of criteria, and facts."""

    readings: frozenset[tuple[Place, Key]] = frozenset()
    judged: frozenset[tuple[Place, str]] = frozenset()
    facts: frozenset[tuple[Place, str]] = frozenset()

    def within(self, other: Part) -> bool:
        """Tell whether all of it is in another part."""
        return self.readings <= other.readings and self.judged <= other.judged and self.facts <= other.facts


class Side:
    """An assessment as one side of a comparison; every measure is read for every party."""

    def __init__(self, result: Result) -> None:
        """Take what it came to."""
        self.result = result
        self.rules: Rules = result.standard.rules
        self.case: Case = result.assessment.bound(result.standard)[0]
        found = readers(self.rules, self.case)
        names: tuple[Place, ...] = (None, *(unit.id for unit in self.case.units))
        self.readers: Mapping[Place, Measurer] = dict(zip(names, found, strict=True))
        self.readings: Mapping[Place, Mapping[Key, Reading]] = {
            name: {key: reader.read(self.rules.measures[key[0]], key[1]) for key in _keys(self.rules)}
            for name, reader in self.readers.items()
        }

    def is_there(self, key: Key) -> bool:
        """Tell whether the organisation's measure says anything; what stands for no record at all does not."""
        reading, measure = self.readings[None][key], self.rules.measures[key[0]]
        if reading.state != "known":
            return False
        return _counts(measure) or bool(self.readers[None].qualifying(measure, key[1]))

    def is_bare(self, key: Key) -> bool:
        """Tell whether there is nothing from which the measure could be read: no record of its kinds in its time.

        A count that is 0 because what was recorded does not count is another matter.
        """
        measure, party = self.rules.measures[key[0]], self.party(None)
        if measure.sieve.judgements:
            return not any(party.standing.values())
        kinds = {kind.id for kind in kinds_behind(measure.sieve, self.rules)}
        first = first_day(measure.sieve, self.result.speaker)
        return not any(
            record.kind in kinds and (first is None or (record.day is not None and record.day >= first))
            for record in party.evidence.records
        )

    def party(self, place: Place) -> Party:
        """Give the organisation or a unit."""
        return self.readers[place].party

    def with_part(self, part: Part, other: Side) -> PartyOutcome | None:
        """Give what it comes to with a part as the other side has it; None where that cannot be."""
        case, names = self.case, list(self.readers)
        parties = [_altered(self.party(name), name, part, other) for name in names]
        supposed: Sequence[Mapping[Key, Reading]] = [
            {key: other.readings[name][key] for place, key in part.readings if place == name} for name in names
        ]
        altered = dataclasses.replace(case, organisation=parties[0], units=tuple(parties[1:]))
        try:
            return evaluate_case(self.rules, altered, supposed)
        except KitemarkError:
            return None


def _keys(rules: Rules) -> Iterator[Key]:
    """Give all under which measures are read, in the order of the standard."""
    for measure in rules.measures.values():
        if not measure.cited:
            yield measure.id, None
        else:
            cited = rules.cited_by.get(measure.id, frozenset())
            yield from ((measure.id, one.id) for one in rules.criteria if one.id in cited)


def _counts(measure: Measure) -> bool:
    """Tell whether no record at all says as much as some: a count or a sum of nothing is 0."""
    summed = isinstance(measure.take, takes.Sum) and measure.if_none is None
    return summed or isinstance(measure.take, takes.CountRecords | takes.CountDistinct)


def _altered(party: Party, name: Place, part: Part, other: Side) -> Party:
    judged = [criterion for place, criterion in part.judged if place == name]
    facts = [fact for place, fact in part.facts if place == name]
    theirs = other.party(name) if judged or facts else party
    standing = {**party.standing}
    for criterion in judged:
        standing.pop(criterion, None)
        if criterion in theirs.standing:
            standing[criterion] = theirs.standing[criterion]
    changed = {fact: theirs.facts[fact] for fact in facts if fact in theirs.facts}
    kept = {fact: value for fact, value in party.facts.items() if fact not in facts}
    touched = bool(judged or facts or any(place == name for place, _ in part.readings))
    return dataclasses.replace(party, standing=standing, facts={**kept, **changed}, empty=party.empty and not touched)
