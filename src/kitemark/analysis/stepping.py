"""Stepping: assessments that are one step from another one, in what bears on an outcome."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kitemark.analysis.altering import Points
from kitemark.analysis.domains import domain_of
from kitemark.analysis.drafting import Data, failing_values
from kitemark.analysis.editing import Edit, Held, parties_in
from kitemark.analysis.making import Maker
from kitemark.analysis.routes import tests_of
from kitemark.analysis.sought import Bearing
from kitemark.analysis.supposing import Key, Supposed
from kitemark.analysis.thresholds import Thresholds
from kitemark.analysis.unknowns import Unknowns
from kitemark.quantity import Number
from kitemark.rules.measure import Measure
from kitemark.standard import Standard

_MOST_CRITERIA = 6
_MOST_KEYS = 8
_MOST_PARTIES = 2
_MOST_MADE = 3
_MOST_SPOKEN = 8
_ENDS: Mapping[str, tuple[int | None, ...]] = {
    "met": (-1,),
    "open": (None,),
    "unmet": (0,),
    "holds": (-1,),
    "does not hold": (-1, 0),
}
_EXAMPLE = {"assessor": "Example", "because": "As the example has it."}


class Stepper:
    """Takes single steps from assessments of one standard."""

    def __init__(self, standard: Standard, known: Unknowns) -> None:
        """Take the standard, and what an organisation may be."""
        self._standard = standard
        self._rules = standard.rules
        self._known = known
        self._points = Points(standard.rules)
        self._thresholds = Thresholds(standard.rules)

    def steps(self, pack: Data, bearing: Bearing, wanted: str) -> Iterator[Data]:
        """Give assessments in which one judgement is another or gone, and then ones with other evidence.

        `wanted` is how what is sought must come out: that says to which end a judgement goes.
        """
        for name in bearing.criteria[:_MOST_CRITERIA]:
            yield from self._judged(pack, name, self._towards(name, wanted))
        keys = [key for key in bearing.keys if key in self._known.measures]
        held = Held.of(self._standard, pack) if keys else None
        if held is not None:
            for key in keys[:_MOST_KEYS]:
                yield from (edit.of_pack(pack) for edit in self._telling(held, key))

    # Judgements

    def _towards(self, name: str, wanted: str) -> list[Any]:
        """Give the points to go to, None for no judgement: the one that is wanted, or the end that may bring it."""
        points = self._points.of(name)
        if wanted in _ENDS:
            return [None if place is None else points[place] for place in _ENDS[wanted] if points or place is None]
        place = next((place for place, point in enumerate(points) if str(point) == wanted), None)
        return [] if place is None else [points[place]]

    def _judged(self, pack: Data, name: str, towards: Sequence[Any]) -> Iterator[Data]:
        having = [
            place
            for place, party in enumerate(parties_in(pack))
            if any(one["criterion"] == name for one in party.get("judgements", ()))
        ]
        for point in towards:
            if not having and point is not None:
                yield _with(pack, 0, [{"criterion": name, "rating": point, **_EXAMPLE}])
            for place in having[:_MOST_PARTIES]:
                yield _rated(pack, place, name, point)

    def spoken_to(self, pack: Data, name: str) -> Iterator[Data]:
        """Give assessments in which records that speak to other criteria speak to this one too: one, or one a kind."""
        held = Held.of(self._standard, pack)
        measures = [key[0] for key in self._known.measures if key[1] == name]
        if held is None or not measures:
            return
        every = [key for key in self._known.measures if key[0] in measures and key[1] is not None]
        records = dict.fromkeys(one for key in every for one in held.behind(key))
        own = {one for measure in measures for one in held.behind((measure, name))}
        kinds: dict[str, str] = {}
        for one in records:
            if one not in own:
                kinds.setdefault(held.kind_of(one), one)
        singles = list(kinds.values())[:_MOST_SPOKEN]
        for some in [*([one] for one in singles), singles[:2], singles[:4], singles] if singles else ():
            yield Edit(frozenset(some), criterion=name, speak=True).of_pack(pack)

    # Evidence

    def _telling(self, held: Held, key: Key) -> Iterator[Edit]:
        """Give changes after each of which a measure comes to something else than before and after the others."""
        seen = {repr(held.read(key))}
        for edit in self._edits(held, key):
            edited = held.edited(edit)
            ends = None if edited is None else repr(edited.read(key))
            if ends is not None and ends not in seen:
                seen.add(ends)
                yield edit

    def _edits(self, held: Held, key: Key) -> Iterator[Edit]:
        measure = self._rules.measures[key[0]]
        ids = held.behind(key)
        yield from self._spoilt(held, ids, measure)
        yield from held.refilled(ids, measure)
        for some in dict.fromkeys((tuple(ids[:1]), tuple(ids))):
            if some:
                yield Edit(frozenset(some))
                if key[1] is not None:
                    yield Edit(frozenset(some), criterion=key[1])
        maker = Maker(self._standard, self._thresholds, held.date)
        for value in self._values(key):
            made = [one for one in itertools.islice(maker.candidates(key, Supposed(value, value)), _MOST_MADE) if one]
            for records in made:
                yield Edit(added=tuple(held.named_apart(records)))

    def _values(self, key: Key) -> list[Number]:
        """Give the numbers at each line and on both of its sides, as far as the measure can come to them."""
        measure = self._rules.measures[key[0]]
        domain = domain_of(self._rules, measure)
        lows = [one.low for one in self._known.measures[key].values]
        outside = [domain.between(None, min(lows)), domain.between(max(lows), None)]
        return [value for value in dict.fromkeys((*lows, *outside)) if value is not None and domain.holds(value)]

    def _spoilt(self, held: Held, ids: Sequence[str], measure: Measure) -> Iterator[Edit]:
        """Give changes after which the last record, or all of them, no longer pass one of a measure's tests."""
        kinds = dict.fromkeys(map(held.kind_of, ids))
        for test, kind in itertools.product(tests_of(self._rules, measure), kinds):
            some = [one for one in ids if held.kind_of(one) == kind]
            these_or_all = dict.fromkeys((tuple(some[:1]), tuple(some)))
            for value, these in itertools.product(failing_values(test, self._rules.kinds[kind])[:1], these_or_all):
                yield Edit(frozenset(these), field=test.field, value=value)


def _with(pack: Data, place: int, judgements: list[Data]) -> Data:
    changed = copy.deepcopy(pack)
    parties_in(changed)[place].setdefault("judgements", []).extend(judgements)
    return changed


def _rated(pack: Data, place: int, name: str, point: Any) -> Data:
    """Give an assessment in which a party's judgements of a criterion say a point, or are gone where that is None."""
    changed = copy.deepcopy(pack)
    party = parties_in(changed)[place]
    if point is None:
        party["judgements"] = [one for one in party["judgements"] if one["criterion"] != name]
        return changed
    for one in party["judgements"]:
        if one["criterion"] == name:
            one.pop("not_applicable", None)
            one["rating"] = point
    return changed
