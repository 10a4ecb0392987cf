"""Altering: what differs between two assessments, written as the changes of an example, and made as small as may be."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from kitemark.analysis.drafting import Data, plain
from kitemark.examples.changes import ChangeError, changed
from kitemark.model.examples import Changes
from kitemark.model.validation import validate
from kitemark.problems import KitemarkError
from kitemark.reading import plain_document
from kitemark.rules.standard import Rules

V = TypeVar("V")

Place = tuple[str, ...]
"""Where one change stands among changes, such as `("evidence", "s1", "positive")`."""

Shows = Callable[[Data], bool]
"""Whether changes still show what they are for."""

_MOST_TRIED = 150


def altered(pack: Data, changes: Data) -> Data | None:
    """Give an assessment with changes made, or None where they cannot be."""
    try:
        return changed(pack, validate(Changes, plain_document(changes)))
    except (ChangeError, KitemarkError):
        return None


def changes_between(before: Data, after: Data) -> Data | None:
    """Give the changes that make one assessment of another; None where changes cannot say it."""
    facts = [one["organisation"].get("profile", {}) for one in (before, after)]
    found = {"profile": _differing(*facts), **_part(before, after)}
    olds = {unit["id"]: unit for unit in before.get("units", ())}
    news = {unit["id"]: unit for unit in after.get("units", ())}
    if olds.keys() != news.keys():
        return None
    units = {name: _unit(unit, news[name]) for name, unit in olds.items()}
    found["units"] = {name: changes for name, changes in units.items() if changes}
    return {key: value for key, value in found.items() if value}


def _unit(before: Data, after: Data) -> Data:
    found = {"profile": _differing(before.get("profile", {}), after.get("profile", {})), **_part(before, after)}
    return {key: value for key, value in found.items() if value}


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Data:
    names = dict.fromkeys((*before, *after))
    return {name: after.get(name) for name in names if before.get(name) != after.get(name)}


def _part(before: Data, after: Data) -> Data:
    records = [{one["id"]: one for one in part.get("evidence", ()) if "id" in one} for part in (before, after)]
    evidence: Data = {}
    for name in dict.fromkeys((*records[0], *records[1])):
        old, new = (side.get(name) for side in records)
        if old != new:
            evidence[name] = None if new is None else _record(old, new)
    judgements = [_by_criterion(part) for part in (before, after)]
    names = dict.fromkeys((*judgements[0], *judgements[1]))
    said = {name: _judged(*(side.get(name, []) for side in judgements)) for name in names}
    same = [name for name in names if judgements[0].get(name) == judgements[1].get(name)]
    return {"evidence": evidence, "judgements": {name: one for name, one in said.items() if name not in same}}


def _record(old: Data | None, new: Data) -> Data:
    return {key: value for key, value in new.items() if key != "id"} if old is None else _differing(old, new)


def _by_criterion(part: Data) -> dict[str, list[Data]]:
    found: dict[str, list[Data]] = {}
    for one in part.get("judgements", ()):
        found.setdefault(one["criterion"], []).append(one)
    return found


def _judged(before: list[Data], after: list[Data]) -> Any:
    """Give what is said of one criterion: nothing, a rating that all get, or all judgements anew."""
    if not after:
        return None
    ratings = [one.get("rating") for one in after]
    one_rating = before and None not in ratings and ratings.count(ratings[0]) == len(ratings)
    if one_rating and [_but_rating(one) for one in before] == [_but_rating(one) for one in after]:
        return ratings[0]
    return [{key: value for key, value in one.items() if key != "criterion"} for one in after]


def _but_rating(judgement: Data) -> Data:
    return {key: value for key, value in judgement.items() if key not in ("rating", "not_applicable")}


def places(changes: Data) -> Iterator[Place]:
    """Give where each change stands: facts, judgements, and of records each field, or a new or lost record whole."""
    for key, part in changes.items():
        for name, value in part.items():
            if key == "units":
                yield from ((key, name, *rest) for rest in places(value))
            elif key == "evidence" and isinstance(value, dict) and "kind" not in value:
                yield from ((key, name, field) for field in value)
            else:
                yield (key, name)


def without(changes: Data, gone: Sequence[Place]) -> Data:
    """Give changes without some of them."""
    found = copy.deepcopy(changes)
    for place in gone:
        _drop(found, place)
    return found


def _drop(part: Data, place: Place) -> None:
    if len(place) > 1:
        _drop(part[place[0]], place[1:])
        if part[place[0]]:
            return
    del part[place[0]]


def value_at(changes: Data, place: Place) -> Any:
    """Give what a change says."""
    value: Any = changes
    for step in place:
        value = value[step]
    return value


def with_value(changes: Data, place: Place, value: Any) -> Data:
    """Give changes of which one says something else."""
    found = copy.deepcopy(changes)
    part: Any = found
    for step in place[:-1]:
        part = part[step]
    part[place[-1]] = value
    return found


def joined(several: Sequence[Data]) -> Data | None:
    """Give several changes as one; None where two say something else in one place."""
    found: Data = {}
    for changes in several:
        if not _join(found, changes):
            return None
    return found


def _join(into: Data, more: Data) -> bool:
    for key, value in more.items():
        if key not in into:
            into[key] = copy.deepcopy(value)
        elif isinstance(value, dict) and isinstance(into[key], dict):
            if not _join(into[key], value):
                return False
        elif key == "criteria" and isinstance(value, list) and isinstance(into[key], list):
            into[key].extend(one for one in value if one not in into[key])  # a record may speak to both
        elif into[key] != value:
            return False
    return True


def smaller(changes: Data, shows: Shows) -> Data:
    """Give as few of the changes as still show what they are for."""
    every = list(places(changes))
    kept = fewest(every, lambda some: shows(without(changes, [one for one in every if one not in some])))
    return without(changes, [one for one in every if one not in kept])


def fewest(items: Sequence[V], will_do: Callable[[Sequence[V]], bool]) -> list[V]:
    """Give as few of the items as will do, found by leaving out many at once, and then fewer, within a bound."""
    left = list(items)
    size, tried = max(len(left) // 2, 1), 0
    while size and tried < _MOST_TRIED:
        start, dropped = 0, False
        while start < len(left) and len(left) > 1 and tried < _MOST_TRIED:
            fewer = [*left[:start], *left[start + size :]]
            tried += 1
            if fewer and will_do(fewer):
                left, dropped = fewer, True
            else:
                start += size
        size = size if dropped and size == 1 else size // 2
    return left


class Points:
    """The points that each criterion may be judged on, as files have them."""

    def __init__(self, rules: Rules) -> None:
        """Take the rules."""
        self._scales = {criterion.id: criterion.judged_on for criterion in rules.criteria}

    def of(self, criterion: str) -> list[Any]:
        """Give a criterion's points by name, or by number where they have none, worst first; none of a range."""
        scale = self._scales[criterion]
        return [point.name or plain(point.value) for point in scale.points]

    def place(self, criterion: str, said: Any) -> int | None:
        """Give which of its points a rating is."""
        points = self._scales[criterion].points
        return next(
            (place for place, one in enumerate(points) if said in (one.name, one.value) and said is not None), None
        )


def nearer(pack: Data, changes: Data, shows: Shows, points: Points) -> Data:
    """Give changes that go no further from what the assessment says than to the line.

    Ratings and whole numbers in fields are taken back as far as what they are for is still shown.
    """
    for place in places(changes):
        new = value_at(changes, place)
        old = _said(pack, place)
        if place[-2] == "judgements":
            changes = _nearer_rating(changes, place, old, points, shows)
        elif place[-3:-2] == ("evidence",) and new.__class__ is int and old.__class__ is int:
            changes = _nearer_number(changes, place, old, shows)
    return changes


def _nearer_rating(changes: Data, place: Place, old: Any, points: Points, shows: Shows) -> Data:
    """Give the one that is nearest to the old rating of those that will do, said as one rating where that will do."""
    new, name = value_at(changes, place), place[-1]
    if isinstance(new, list):
        one = new[0].get("rating")
        alone = with_value(changes, place, one)
        if one is None or not shows(alone):
            return changes
        changes, new = alone, one
    start, end = points.place(name, old), points.place(name, new)
    if end is None:
        return changes
    between = [] if start is None else range(start + (1 if end > start else -1), end, 1 if end > start else -1)
    for at in (*between, end):
        tried = with_value(changes, place, points.of(name)[at])
        if shows(tried):
            return tried
    return changes


def _nearer_number(changes: Data, place: Place, old: int, shows: Shows) -> Data:
    """Give the number that is nearest to the old one, if what is shown turns only once between them."""
    far, near = value_at(changes, place), old
    while abs(far - near) > 1:
        middle = (far + near) // 2
        if shows(with_value(changes, place, middle)):
            far = middle
        else:
            near = middle
    return with_value(changes, place, far)


def _said(pack: Data, place: Place) -> Any:
    """Give what an assessment says where a change would stand; None where that is not one thing."""
    if place[0] == "units":
        return _said(next(one for one in pack["units"] if one["id"] == place[1]), place[2:])
    if place[0] == "judgements":
        said = {
            str(one.get("rating")): one.get("rating")
            for one in pack.get("judgements", ())
            if one["criterion"] == place[1]
        }
        return next(iter(said.values())) if len(said) == 1 else None
    if place[0] == "evidence" and len(place) > 2:
        record: Data = next((one for one in pack.get("evidence", ()) if one.get("id") == place[1]), {})
        return record.get(place[2])
    return None
