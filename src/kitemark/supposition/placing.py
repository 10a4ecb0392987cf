"""Placing: what is set is put into a case, in place of judgements and of what records come to."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from kitemark.binding import Case, Party
from kitemark.evaluation.ends import Ends, Exact, Interval, correction, exactly
from kitemark.evaluation.measuring import UNKNOWN, Measurer
from kitemark.evaluation.organisation import readers
from kitemark.evaluation.reading import Lack, Reading
from kitemark.quantity import Number, exact
from kitemark.rules import measure as takes
from kitemark.rules.measure import Measure
from kitemark.rules.standard import Rules
from kitemark.supposition.figures import Figure, is_interval
from kitemark.supposition.settings import Key, Settings

Readings = Mapping[Key, Reading]


def supposed_case(rules: Rules, case: Case, settings: Settings) -> tuple[Case, list[Readings]]:
    """Give the case with what is set, and the readings that are set: the organisation's, then each unit's.

    What is set for a unit is that unit's: what the organisation reads of all records stays as it is.
    """
    read = readers(rules, case)
    named = (None, *(unit.id for unit in case.units))
    readings = [
        {key: _reading(rules, reader, key, figure) for key, figure in settings.measures.get(name, {}).items()}
        for name, reader in zip(named, read, strict=True)
    ]
    parties = [
        _party(reader, settings.ratings.get(name, {}), given)
        for name, reader, given in zip(named, read, readings, strict=True)
    ]
    whole, *units = parties
    if not all(unit.empty for unit in units):
        whole = dataclasses.replace(whole, empty=False)
    return dataclasses.replace(case, organisation=whole, units=tuple(units)), list(readings)


def _party(reader: Measurer, ratings: Mapping[str, Number], readings: Readings) -> Party:
    """Give the party with ratings that are set. Who has judged such a criterion is supposed to have rated it so."""
    party = reader.party
    standing = {
        name: tuple(dataclasses.replace(one, rating=ratings[name], because="Supposed.") for one in judged)
        if name in ratings
        else judged
        for name, judged in party.standing.items()
    }
    empty = party.empty and not ratings and all(_is_as_read(reader, *pair) for pair in readings.items())
    return dataclasses.replace(party, standing=standing, supposed=dict(ratings), empty=empty)


def _is_as_read(reader: Measurer, key: Key, reading: Reading) -> bool:
    """Tell whether a reading is what no record at all comes to; that proves nothing."""
    ends, real = reading.ends, reader.read(reading.measure, key[1]).ends
    return isinstance(ends, Exact) and isinstance(real, Exact) and ends.value == real.value


def _reading(rules: Rules, reader: Measurer, key: Key, figure: Figure) -> Reading:
    measure = rules.measures[key[0]]
    lack = _lack(measure, figure)
    if lack is not None:
        return Reading(measure, UNKNOWN, "short", lack, supposed=True)
    return Reading(measure, _ends(reader, measure, key[1], figure), "known", supposed=True)


def _lack(measure: Measure, figure: Figure) -> Lack | None:
    """Give what a figure lacks of what the measure needs, as far as it says that; all else is taken to be there."""
    take = measure.take
    total = take.of if isinstance(take, takes.ShareOfSums | takes.ShareOfRecords) else None
    if figure.total is None or total is None or not is_interval(measure):
        return None
    short = ((field, least) for field, least in measure.needs if field == total and figure.total < least)
    return next((Lack(field, figure.total, least) for field, least in short), None)


def _ends(reader: Measurer, measure: Measure, criterion: str | None, figure: Figure) -> Ends:
    hits, total = figure.hits, figure.total
    if total is None:
        return exactly(hits)
    if not is_interval(measure):
        return Exact(hits.numerator * total.denominator, hits.denominator * total.numerator)
    assert measure.z_squared is not None  # noqa: S101 - it is an interval
    size = figure.population if figure.population is not None else _kept(reader, measure, criterion)
    size = None if size is None or size < total else size
    return Interval(hits, total, exact(measure.z_squared * correction(size, total)), size)


def _kept(reader: Measurer, measure: Measure, criterion: str | None) -> Number | None:
    """Give the population in the records; None where that would say how large a few are."""
    items = reader.qualifying(measure, criterion)
    told = not reader.read(measure, criterion).hidden and not reader.are_few(items)
    if not items or not told or (measure.id, criterion) in reader.not_told:
        return None
    return reader.population(measure, items)
