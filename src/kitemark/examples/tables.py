"""Tables of cases: a row changes a pack and says what must come out, each cell by the name of its column."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kitemark.examples.changes import Data
from kitemark.model.examples import CaseTable, Changes, Expectation
from kitemark.model.fields import Strict
from kitemark.model.validation import validate
from kitemark.problems import KitemarkError, Problem, listing, nearest
from kitemark.quantity import date_from
from kitemark.reading import Document, Path, plain_document
from kitemark.rules.standard import ROOT, Rules

M = TypeVar("M", bound=Strict)

_EXPECTED = frozenset(Expectation.model_fields)
_CHANGED = frozenset(Changes.model_fields)
_NAMES = {"judgements": "criterion", "ratings": "criterion or section", "profile": "fact"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its place, what it changes, what it expects, and its cells in words."""

    place: int
    changes: Changes
    expect: Expectation
    words: str


def expects_nothing(expect: Expectation) -> bool:
    """Tell whether nothing that must come out is named, so that anything would do."""
    return all(getattr(expect, name) is None or getattr(expect, name) == {} for name in _EXPECTED)


def rows_of(table: CaseTable, rules: Rules, document: Document, path: Path) -> tuple[Row, ...]:
    """Give the rows of a table that stands at a path; KitemarkError with everything that is wrong with it."""
    problems = list(_columns(table, rules, document, path))
    sound = not problems
    rows: list[Row] = []
    for place, cells in enumerate(table.rows):
        try:
            # What a row says can be told only by columns that are known.
            rows += _row(table, rules, place, cells, document, (*path, "rows", place), sound=sound)
        except KitemarkError as error:
            problems.extend(error.problems)
    if problems:
        raise KitemarkError(problems)
    return tuple(rows)


def _columns(table: CaseTable, rules: Rules, document: Document, path: Path) -> Iterator[Problem]:
    for place, column in enumerate(table.columns):
        here = (*path, "columns", place)
        steps = column.split(".")
        within = steps[2:] if steps[0] == "units" and len(steps) > 2 else steps
        heads = _CHANGED if within is not steps else _CHANGED | _EXPECTED
        known = _known(within[0], rules)
        if within[0] not in heads:
            wanted = "wanted one that begins with what changes or comes out"
            yield _unknown(document, here, column, within[0], heads, wanted)
        elif len(within) > 1 and known is not None and within[1] not in known:
            wanted = f"wanted the id of a {_NAMES[within[0]]} after '{within[0]}.'"
            yield _unknown(document, here, column, within[1], known, wanted)
    for column, inside in itertools.permutations(table.columns, 2):
        if inside == column or inside.startswith(f"{column}."):
            here = (*path, "columns", table.columns.index(inside))
            message = f"found the column '{inside}' beside '{column}', of which one would undo the other"
            yield document.problem("example", here, message, "say all of it in one of them")
            break
    if not any(_is_expected(column.split(".")) for column in table.columns):
        message = "found no column of what must come out, so that anything would do"
        yield document.problem("example", (*path, "columns"), message, f"add one, such as {listing(sorted(_EXPECTED))}")


def _known(head: str, rules: Rules) -> Iterable[str] | None:
    """Give what can be named after the head of a column; None where that depends on the pack."""
    if head == "judgements":
        return [criterion.id for criterion in rules.criteria]
    if head == "ratings":
        return [name for name in rules.nodes if name != ROOT]
    return list(rules.facts) if head == "profile" else None


def _unknown(document: Document, path: Path, column: str, name: str, known: Iterable[str], wanted: str) -> Problem:
    names = sorted(known)
    hint = nearest(name, names) or f"there are {listing(names, 20)}"
    return document.problem("unknown-name", path, f"found the column '{column}', {wanted}", hint)


def _is_expected(steps: Sequence[str]) -> bool:
    return steps[0] in _EXPECTED and not (steps[0] == "units" and len(steps) > 2)


def _row(
    table: CaseTable, rules: Rules, place: int, cells: Sequence[Any], document: Document, path: Path, *, sound: bool
) -> Iterator[Row]:
    if len(cells) != len(table.columns):
        found = f"{len(cells)} cell{'' if len(cells) == 1 else 's'}"
        message = f"found {found}, wanted {len(table.columns)}, one a column"
        hint = "take some out" if len(cells) > len(table.columns) else "write null where nothing is said"
        raise KitemarkError([document.problem("example", path, message, hint)])
    if not sound:
        return
    changes: Data = {}
    expect: Data = {}
    for column, cell in zip(table.columns, cells, strict=True):
        steps = column.split(".")
        expected = _is_expected(steps)
        if not expected or cell is not None:
            _put(expect if expected else changes, steps, cell)
    expectation = _modelled(Expectation, expect, document, path)
    if expects_nothing(expectation):
        message = "found a row in which nothing must come out, so that anything would do"
        raise KitemarkError([document.problem("example", path, message, "fill in a cell of what must come out")])
    yield Row(place, _modelled(Changes, changes, document, path), expectation, _words(table, cells, rules))


def _modelled(model: type[M], data: Data, document: Document, path: Path) -> M:
    try:
        return validate(model, plain_document(data))
    except KitemarkError as error:
        raise KitemarkError(
            document.problem(one.code, path, f"{one.path}: {one.message}", one.hint or "") for one in error.problems
        ) from None


def _put(into: Data, steps: Sequence[str], cell: Any) -> None:
    for step in steps[:-1]:
        into = into.setdefault(step, {})
    into[steps[-1]] = cell


def _words(table: CaseTable, cells: Sequence[Any], rules: Rules) -> str:
    """Give the cells in words, without what somebody may have said."""
    schemas = (schema for kind in rules.kinds.values() for schema in kind.fields.values())
    listed = {*rules.kinds, *(str(value) for schema in schemas for value in _enum(schema))}
    named: Mapping[str, Any] = dict(zip(table.columns, cells, strict=True))
    return ", ".join(
        f"{column} {_cell(_untold(cell, listed) if 'evidence' in column.split('.') else cell)}"
        for column, cell in named.items()
    )


def _enum(schema: Any) -> Sequence[Any]:
    found: Sequence[Any] = schema.get("enum", ()) if isinstance(schema, dict) else ()
    return found


def _untold(cell: Any, listed: Collection[str]) -> Any:
    """Give a cell of evidence with words in place of any text that the standard does not list."""
    if isinstance(cell, list):
        return [_untold(item, listed) for item in cell]
    if isinstance(cell, dict):
        return {key: _untold(value, listed) for key, value in cell.items()}
    told = not isinstance(cell, str) or cell in listed or date_from(cell) is not None
    return cell if told else "(text)"


def _cell(cell: Any) -> str:
    if isinstance(cell, list):
        return " and ".join(map(_cell, cell)) or "nothing"
    if isinstance(cell, dict):
        return " and ".join(f"{key} {_cell(value)}" for key, value in cell.items())
    return "-" if cell is None else str(cell)
