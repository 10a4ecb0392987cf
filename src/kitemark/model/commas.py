"""Commas in place of the point of a number, read as they are meant.

A comma ends a value within braces, so that of `0,75` a value 0 is left, of which nothing may be said. What the number
may have been is put in its place, and the document read again: what is taken there is what to write.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kitemark.model.fields import Strict
from kitemark.model.nothing import empty_value, nothings
from kitemark.model.strays import Amounts
from kitemark.problems import Problem
from kitemark.reading import Document, Path

Find = Callable[[Document], Iterable[Problem]]
"""Gives every problem of a document."""
_OF_ANOTHER_KIND = ("wrong-unit", "wrong-type")
_MOST = 200
"""Most commas of a file of which it is tried what they are meant as."""


@dataclass(frozen=True, slots=True)
class _Comma:
    """A comma that cuts a number in two: where the number stands, and the problem that says so."""

    spoilt: Path
    amounts: Amounts
    problem: Problem


def settled(model: type[Strict], document: Document, find: Find) -> list[Problem] | None:
    """Give the problems of a document in which commas cut numbers in two, or None where none does.

    `find` gives those of the document with the numbers as they may be meant. Of each comma one problem is told, with
    what is taken in its place; where nothing is, with what to do about the likeliest.
    """
    if not isinstance(document.data, dict):
        return None
    cut = [path for path in nothings(document.data, (), model.free) if path not in document.faults]
    found = [(path, *empty_value(model, document, path)) for path in cut]
    strays = {path: stray.spoils for path, _, stray in found if stray is not None and stray.spoils is not None}
    commas = [
        _Comma((*path[:-1], stray.spoils), stray.amounts, problem)
        for path, problem, stray in found
        if stray is not None and stray.spoils is not None and not stray.follows
    ][:_MOST]
    if not commas:
        return None
    tries = _tries(commas, document, strays, find)
    chosen = [_likeliest([one.get(comma.spoilt) for one in tries]) for comma in commas]
    every = list(find(_joined(document, strays, zip(commas, chosen, strict=True))))
    told = [_told(comma, tries, at) for comma, at in zip(commas, chosen, strict=True)]
    return [*told, *(one for one in every if _owner(one, document, commas) is None)]


def _tries(
    commas: Sequence[_Comma], document: Document, strays: Collection[Path], find: Find
) -> list[dict[Path, Problem]]:
    """Give, for each reading in its turn, what is wrong with it where it stands; all commas are tried at once."""
    tries: list[dict[Path, Problem]] = []
    for at in range(max(len(comma.amounts.values) for comma in commas)):
        wrong: dict[Path, Problem] = {}
        for problem in find(_joined(document, strays, ((comma, at) for comma in commas))):
            owner = _owner(problem, document, commas)
            if owner is not None:
                wrong.setdefault(owner.spoilt, problem)
        tries.append(wrong)
    return tries


def _likeliest(wrong: Sequence[Problem | None]) -> int:
    """Give the first reading that is taken; else the first that is of the right kind, or the first."""
    taken = (place for place, problem in enumerate(wrong) if problem is None)
    of_the_kind = (place for place, problem in enumerate(wrong) if problem and problem.code not in _OF_ANOTHER_KIND)
    return [*taken, *of_the_kind, 0][0]


def _owner(problem: Problem, document: Document, commas: Iterable[_Comma]) -> _Comma | None:
    """Give the comma at whose number a problem stands."""
    return next((comma for comma in commas if document.problem("", comma.spoilt, "", "").path == problem.path), None)


def _told(comma: _Comma, tries: Sequence[Mapping[Path, Problem]], at: int) -> Problem:
    wrong = [one.get(comma.spoilt) for one in tries]
    refused = wrong[at]
    if refused is not None:
        _, more, wanted = refused.message.partition(", wanted ")
        return dataclasses.replace(comma.problem, message=f"{comma.problem.message}{more}{wanted}", hint=refused.hint)
    taken = [place for place in range(len(comma.amounts.values)) if wrong[place] is None]
    return dataclasses.replace(comma.problem, hint=comma.amounts.hint(taken))


def _joined(document: Document, strays: Collection[Path], chosen: Iterable[tuple[_Comma, int]]) -> Document:
    """Give a document with some numbers as they may be meant, and without the keys that commas have made."""
    amounts = {comma.spoilt: comma.amounts.values[min(at, len(comma.amounts.values) - 1)] for comma, at in chosen}
    return dataclasses.replace(document, data=_with(document.data, (), amounts, strays))


def _with(value: Any, path: Path, amounts: Mapping[Path, object], strays: Collection[Path]) -> Any:
    if path in amounts:
        return amounts[path]
    if isinstance(value, dict):
        inside = {key: (*path, key) for key in value}
        return {key: _with(value[key], at, amounts, strays) for key, at in inside.items() if at not in strays}
    if isinstance(value, list):
        return [_with(item, (*path, place), amounts, strays) for place, item in enumerate(value)]
    return value
