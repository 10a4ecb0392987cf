"""Parts: what is another in two assessments, each so small that it can be taken over alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.evaluation.ends import said_by
from kitemark.progress.measured import alike
from kitemark.progress.side import Key, Part, Place, Side
from kitemark.rules.naming import criterion_measures
from kitemark.rules.records import token
from kitemark.rules.standard import Criterion


@dataclass(frozen=True, slots=True)
class Changed:
    """A part that is another: what kind of thing it is, its name, and where it stands.

    `kind` is fact, judgement, measure, criterion (all that speaks to it) or everywhere (a measure for all criteria).
    """

    kind: str
    name: str
    place: Place
    part: Part
    criterion: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give it as plain data."""
        return {"kind": self.kind, "name": self.name, "criterion": self.criterion, "unit": self.place}


def single_parts(before: Side, after: Side) -> Iterator[Changed]:
    """Give each fact, each criterion's judgements and each reading that is another, by itself."""
    facts: dict[str, list[Place]] = {}
    for place in _shared(before, after):
        for name in _facts(before, after, place):
            facts.setdefault(name, []).append(place)
    for name, places in facts.items():
        # A unit has the organisation's facts as well as its own: a fact that changed is one change.
        yield Changed("fact", name, places[0], Part(facts=frozenset((place, name) for place in places)))
    for place in _shared(before, after):
        for name in _judged(before, after, place):
            yield Changed("judgement", name, place, Part(judged=frozenset({(place, name)})))
        for key in _read(before, after, place):
            yield Changed("measure", key[0], place, Part(readings=frozenset({(place, key)})), key[1])


def joined_parts(before: Side, after: Side) -> Iterator[Changed]:
    """Give what belongs together: all that is another of one criterion, and of one measure for several criteria."""
    for place in _shared(before, after):
        read, judged = list(_read(before, after, place)), set(_judged(before, after, place))
        for criterion in after.rules.criteria:
            behind = {measure.id for measure in criterion_measures(criterion)}
            keys = [key for key in read if key[0] in behind and key[1] in (None, criterion.id)]
            own = judged & {criterion.id}
            if len(keys) + len(own) > 1:
                part = Part(_at(place, keys), frozenset((place, name) for name in own))
                yield Changed("criterion", criterion.id, place, part)
        for name in dict.fromkeys(key[0] for key in read if key[1] is not None):
            keys = [key for key in read if key[0] == name]
            if len(keys) > 1:
                yield Changed("everywhere", name, place, Part(_at(place, keys)))


def _at(place: Place, keys: list[Key]) -> frozenset[tuple[Place, Key]]:
    return frozenset((place, key) for key in keys)


def _shared(before: Side, after: Side) -> list[Place]:
    return [place for place in after.readers if place in before.readers]


def _facts(before: Side, after: Side, place: Place) -> Iterator[str]:
    was, now = _tokens(before.party(place).facts), _tokens(after.party(place).facts)
    yield from (name for name in sorted(was.keys() | now.keys()) if was.get(name) != now.get(name))


def _tokens(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: (True, token(value)) for name, value in facts.items()}


def _judged(before: Side, after: Side, place: Place) -> Iterator[str]:
    was, now = (_ratings(side, place) for side in (before, after))
    old = {one.id: one for one in before.rules.criteria}
    both = [one.id for one in after.rules.criteria if one.id in old and _is_judged_alike(one, old[one.id])]
    yield from (name for name in both if was.get(name) != now.get(name))


def _is_judged_alike(one: Criterion, other: Criterion) -> bool:
    """Tell whether what is said of a criterion in one version of a standard may be said in the other."""
    return (one.judged_on, one.not_applicable) == (other.judged_on, other.not_applicable)


def _ratings(side: Side, place: Place) -> dict[str, Any]:
    return {
        name: sorted((one.assessor, "" if one.rating is None else str(one.rating)) for one in judged)
        for name, judged in side.party(place).standing.items()
    }


def _read(before: Side, after: Side, place: Place) -> Iterator[Key]:
    was, now = before.readings[place], after.readings[place]
    for key, reading in now.items():
        old = was.get(key)
        if old is not None and alike(old.measure, reading.measure) and said_by(old.ends) != said_by(reading.ends):
            yield key
