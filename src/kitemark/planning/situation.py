"""A situation: where the parties of an assessment stand, and what each of them may come to by improving."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kitemark.analysis.supposing import Key
from kitemark.analysis.thresholds import Thresholds
from kitemark.analysis.unknowns import Noting, grid_note, is_listed, measure_keys, points_of
from kitemark.evaluation.ends import Ends
from kitemark.evaluation.measuring import Measurer
from kitemark.evaluation.outcome import APPLIES, PartyOutcome
from kitemark.evaluation.rating import settle
from kitemark.evaluation.reading import Reading
from kitemark.planning.asked import Asked, Cuts, asked_of, rated_parts, units_place
from kitemark.planning.moves import Move, NewFigure, NewRating
from kitemark.planning.terms import terms_of
from kitemark.quantity import Number, exact
from kitemark.rules.rating import Judged
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion, Rules


@dataclass(frozen=True, slots=True)
class Judging:
    """What a criterion is judged now, the judged parts of its rating, and the better ratings that there are.

    `now` is None where it is marked not applicable.
    """

    criterion: Criterion
    now: Number | None
    state: str
    parts: tuple[Judged, ...] = ()
    rises: tuple[NewRating, ...] = ()


@dataclass(frozen=True, slots=True)
class Measuring:
    """What a measure comes to now, and the better sorts of it that are asked, with what each costs."""

    reading: Reading
    asked: Asked | None
    better: tuple[tuple[Ends, int, Number], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one party stands. `id` is a unit's, or "" for the organisation."""

    id: str
    outcome: PartyOutcome
    measurer: Measurer
    judged: Mapping[str, Judging]
    measured: Mapping[Key, Measuring]

    def new_figure(self, key: Key, ends: Ends) -> NewFigure:
        """Give the move by which a measure comes to what it is supposed to come to, said in its own terms."""
        measuring = self.measured[key]
        assert measuring.asked is not None  # noqa: S101 - only what is asked has better sorts
        steps, cost = next((steps, cost) for one, steps, cost in measuring.better if one is ends)
        terms = terms_of(measuring.reading, measuring.asked, ends, self.measurer, key[1])
        return NewFigure(self.id, key, measuring.asked, measuring.reading, ends, terms, steps, cost)


class Situation:
    """Where an organisation and its units stand on the way to a level."""

    def __init__(
        self,
        rules: Rules,
        outcome: PartyOutcome,
        readers: Sequence[Measurer],
        place: int,
        fixed: Collection[str],
        noting: Noting,
    ) -> None:
        """Take what was evaluated, who read the organisation's measures and each unit's, and the level's place.

        The criteria that are `fixed` stay as they are. Noted is where only some points of a scale stand for all.
        """
        self._rules = rules
        self._fixed = frozenset(fixed)
        self._noting = noting
        self._thresholds = Thresholds(rules)
        self._lists_units = bool(outcome.units)
        of_units = units_place(rules, place)
        self.whole = self._standing("", outcome, readers[0], place if self._lists_units else of_units)
        self.units = tuple(
            self._standing(one.party.id, one, reader, of_units)
            for one, reader in zip(outcome.units, readers[1:], strict=True)
            if rules.asks_units
        )

    def __iter__(self) -> Iterator[Standing]:
        """Give the organisation and its units."""
        return iter((self.whole, *self.units))

    def best(self) -> Iterator[Move]:
        """Give all that may move at its best."""
        for standing in self:
            yield from (judging.rises[-1] for judging in standing.judged.values() if judging.rises)
            for key, measuring in standing.measured.items():
                if measuring.better:
                    yield standing.new_figure(key, measuring.better[-1][0])

    def _standing(self, name: str, outcome: PartyOutcome, measurer: Measurer, place: int) -> Standing:
        asked = asked_of(self._rules, outcome, place)
        judged = {one.id: self._judging(name, one, outcome) for one in self._rules.criteria}
        measured = {
            key: self._measuring(measurer.read(measure, key[1]), asked.get(key), key)
            for key, measure in measure_keys(self._rules)
        }
        return Standing(name, outcome, measurer, judged, measured)

    def _measuring(self, reading: Reading, asked: Asked | None, key: Key) -> Measuring:
        if asked is None or self._fixed & set(asked.criteria):
            return Measuring(reading, asked, ())
        now, seen = asked.cuts(reading.ends), set[Cuts]()
        better: list[tuple[Ends, int, Number]] = []
        for ends in self._thresholds.sorts(key[0]):
            cuts = asked.cuts(ends)
            if cuts > now and cuts not in seen:
                seen.add(cuts)
                better.append((ends, len(cuts - now), asked.effort * len(cuts - now)))
        return Measuring(reading, asked, tuple(better))

    def _judging(self, party: str, criterion: Criterion, outcome: PartyOutcome) -> Judging:
        standing = outcome.party.standing.get(criterion.id, ())
        if standing and all(one.rating is None for one in standing) and outcome.nodes[criterion.id].state != APPLIES:
            return Judging(criterion, None, "settled")
        rated = [one for one in standing if one.rating is not None]
        now, _, state = settle(self._rules.judgements, rated, criterion.judged_on)
        if outcome.nodes[criterion.id].state != APPLIES or not self._judges(party, criterion):
            return Judging(criterion, now, state)
        rating = rated_parts(criterion.rating, outcome.party.facts)
        parts = tuple(one for one in rating if isinstance(one, Judged))
        free = bool(parts) and criterion.id not in self._fixed
        rises = tuple(self._rises(party, criterion, parts, now, state)) if free else ()
        return Judging(criterion, now, state, parts, rises)

    def _judges(self, party: str, criterion: Criterion) -> bool:
        """Tell whether it is this party that is judged, and not only its units or its organisation."""
        if party:
            return criterion.asked_of != "organisation"
        return criterion.asked_of != "units" or not self._lists_units

    def _rises(
        self, party: str, criterion: Criterion, parts: Sequence[Judged], now: Number, state: str
    ) -> Iterator[NewRating]:
        if not is_listed(criterion.judged_on):
            self._noting.note(grid_note(criterion.judged_on))
        scale, seen = criterion.scale, {_counts_as(parts, now)}
        for value in points_of(criterion.judged_on, self._noting):
            counts = _counts_as(parts, value)
            if criterion.judged_on.better(value, now) == now or counts in seen:
                continue
            seen.add(counts)
            (before, after), *_ = moved = moved_parts(parts, now, value)
            cost = criterion.effort * max(steps_between(scale, old, new) for old, new in moved)
            yield NewRating(party, criterion, value, before, after, state, exact(cost))


def _counts_as(parts: Sequence[Judged], value: Number) -> tuple[Number, ...]:
    """Give the points that a judgement counts as, in each judged part of a rating."""
    return tuple(counts_as(part, value) for part in parts)


def moved_parts(parts: Sequence[Judged], now: Number, value: Number) -> list[tuple[Number, Number]]:
    """Give what a judgement and another one count as, in the parts of a rating in which that is not the same."""
    both = zip(_counts_as(parts, now), _counts_as(parts, value), strict=True)
    return [(before, after) for before, after in both if before != after]


def counts_as(part: Judged, value: Number) -> Number:
    """Give the point that a judgement counts as."""
    return value if part.bands is None else part.bands.point(value.numerator, value.denominator)


def steps_between(scale: Scale, worse: Number, better: Number) -> Number:
    """Give how many steps of a scale one value is better than another."""
    if scale.points:
        places = [point.value for point in scale.points]
        return places.index(better) - places.index(worse)
    return exact(abs(Fraction(better - worse)) / (scale.step or 1))
