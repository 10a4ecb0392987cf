"""Sides: the two versions side by side, and how their values are told apart and shown."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from kitemark.authoring.naming import written
from kitemark.describe.wording import Wording
from kitemark.quantity import Amount, Span, Threshold
from kitemark.reading import Path
from kitemark.rules.records import token
from kitemark.standard import Standard

T = TypeVar("T")

_MOST_PAIRS = 10_000
"""Most pairs of which the likest are looked for; of more, those at the same place are taken."""


@dataclass(frozen=True)
class Side:
    """One version: its forms, its rules, and how to put them in words."""

    standard: Standard

    @functools.cached_property
    def wording(self) -> Wording:
        """What helps to put its rules in words."""
        return Wording(self.standard.rules)

    def data(self, path: Path | None) -> Any:
        """Give what stands at a path of its file; None where nothing does."""
        if path is None:
            return None
        found: Any = self.standard.document.data
        for step in path:
            if isinstance(found, dict):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return None
        return found

    def written(self, path: Path | None) -> str | None:
        """Give what stands at a path as the file would have it on one line; None where nothing does."""
        found = self.data(path)
        return None if found is None else found if isinstance(found, str) else written(found)


def same(one: Any, other: Any) -> bool:
    """Tell whether two values of a file mean the same; true is not 1, and 30 is 30.0."""
    return bool(meaning(one) == meaning(other))


def meaning(value: Any) -> Any:
    """Give a value of a file in a form that can be looked up, and that is equal where the meaning is the same."""
    if isinstance(value, BaseModel):
        names = (*type(value).model_fields, *(value.__pydantic_extra__ or {}))
        return (type(value), tuple((name, meaning(getattr(value, name))) for name in names))
    if isinstance(value, dict):
        return (dict, frozenset((key, meaning(item)) for key, item in value.items()))
    if isinstance(value, list | tuple):
        return (list, tuple(map(meaning, value)))
    return token(value)


def shown(value: Any) -> str | None:
    """Give a simple value in words; None where it is not said."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Amount | Threshold | Span | datetime.date):
        return str(value)
    if isinstance(value, BaseModel):
        return _form_words(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {shown(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(str(shown(item)) for item in value) + "]"
    return str(Amount(value))


def _form_words(form: BaseModel) -> str:
    fields = type(form).model_fields
    said = [
        (field.alias or name, getattr(form, name)) for name, field in fields.items() if name in form.model_fields_set
    ]
    said += list((form.__pydantic_extra__ or {}).items())
    return "{" + ", ".join(f"{key}: {shown(value)}" for key, value in said) + "}"


def matched(
    old: Sequence[T], new: Sequence[T], likeness: Callable[[T, T], int]
) -> Iterator[tuple[int | None, int | None]]:
    """Pair the places of two lists, equals first and then the likest; None stands for what has no other.

    `likeness` gives how like two are, 0 where they are not the same thing at all.
    """
    pairs = dict(_equals(old, new))
    olds = [place for place in range(len(old)) if place not in pairs]
    paired = set(pairs.values())
    news = [at for at in range(len(new)) if at not in paired]
    pairs |= _likest(old, new, olds, news, likeness)
    taken = set(pairs.values())
    yield from ((place, pairs.get(place)) for place in range(len(old)))
    yield from ((None, at) for at in range(len(new)) if at not in taken)


def _equals(old: Sequence[T], new: Sequence[T]) -> Iterator[tuple[int, int]]:
    places: dict[Any, list[int]] = {}
    for at, form in enumerate(new):
        places.setdefault(meaning(form), []).append(at)
    for place, form in enumerate(old):
        if found := places.get(meaning(form)):
            yield place, found.pop(0)


def _likest(
    old: Sequence[T], new: Sequence[T], olds: list[int], news: list[int], likeness: Callable[[T, T], int]
) -> dict[int, int]:
    if len(olds) * len(news) > _MOST_PAIRS:
        return {place: at for place, at in zip(olds, news, strict=False) if likeness(old[place], new[at]) > 0}
    scores = [(-likeness(old[place], new[at]), abs(place - at), place, at) for place in olds for at in news]
    pairs: dict[int, int] = {}
    for score, _, place, at in sorted(scores):
        if score < 0 and place not in pairs and at not in pairs.values():
            pairs[place] = at
    return pairs


def in_order(was: Iterable[str], now: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the names that both lists have, in the order of each."""
    olds, news = list(was), list(now)
    both = set(olds) & set(news)
    return tuple(name for name in olds if name in both), tuple(name for name in news if name in both)
