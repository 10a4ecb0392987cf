"""Ratings that examples give: each a point of its criterion's scale, or told where it is written.

This looks at the file as it was read, so that what else is wrong with it keeps nothing from being told. Put into packs
first, a wrong rating would be told for every example that is made from it, and of packs nobody has lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kitemark.binding.judgements import off_scale_words, value_on
from kitemark.problems import Problem, nearest_titled
from kitemark.reading import Document, Path
from kitemark.rules.standard import Rules


def misjudged(document: Document, rules: Rules) -> Iterator[Problem]:
    """Give a problem for each rating under 'examples' that is no point, and each judgement of no criterion."""
    return _Ratings(document, rules).all()


class _Ratings:
    def __init__(self, document: Document, rules: Rules) -> None:
        self._document = document
        self._criteria = {criterion.id: criterion for criterion in rules.criteria}

    def all(self) -> Iterator[Problem]:
        for place, example in enumerate(_list(_mapping(self._document.data).get("examples"))):
            path: Path = ("examples", place)
            yield from self._changes(_mapping(example).get("changes"), (*path, "changes"))
            yield from self._table(_mapping(_mapping(example).get("table")), (*path, "table"))

    def _changes(self, changes: Any, path: Path) -> Iterator[Problem]:
        for criterion, said in _mapping(_mapping(changes).get("judgements")).items():
            yield from self._judged(criterion, said, (*path, "judgements", criterion), named=True)
        for unit, inside in _mapping(_mapping(changes).get("units")).items():
            yield from self._changes({"judgements": _mapping(inside).get("judgements")}, (*path, "units", unit))

    def _table(self, table: dict[str, Any], path: Path) -> Iterator[Problem]:
        columns = [str(column).split(".") for column in _list(table.get("columns"))]
        for place, row in enumerate(_list(table.get("rows"))):
            for at, (steps, cell) in enumerate(zip(columns, _list(row), strict=False)):
                within = steps[2:] if steps[0] == "units" else steps
                if len(within) == 2 and within[0] == "judgements":
                    # A column of no criterion is told once, at its head.
                    yield from self._judged(within[1], cell, (*path, "rows", place, at), named=False)

    def _judged(self, criterion: object, said: Any, path: Path, *, named: bool) -> Iterator[Problem]:
        if said is None or not isinstance(criterion, str):
            return  # taken out, or told of the file
        rule = self._criteria.get(criterion)
        if rule is None:
            if named:
                hint = nearest_titled(criterion, self._criteria.values()) or "copy the id from the standard"
                message = f"found '{criterion}', wanted the id of a criterion"
                yield self._document.problem("unknown-name", path, message, hint, key=True)
            return
        ratings = [(path, said)]
        if isinstance(said, list):
            ratings = [((*path, n, "rating"), _mapping(one).get("rating")) for n, one in enumerate(said)]
        for where, rating in ratings:
            exact = Fraction(rating) if isinstance(rating, Decimal) else rating
            if isinstance(exact, str | int | Fraction) and value_on(rule.judged_on, exact) is None:
                yield self._document.problem("not-on-scale", where, *off_scale_words(rule, exact))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
