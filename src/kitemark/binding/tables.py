"""Tables as records: a record a row, each cell in the type of its field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kitemark.reading import Table, plain_number
from kitemark.rules.records import COMMON, Kind
from kitemark.schemas import misfits


def table_records(
    raw: Mapping[str, Any], table: Table, kinds: Mapping[str, Kind]
) -> Iterator[tuple[int, dict[str, Any], str]]:
    """Give for each row its line, its record, and the id of one that has none.

    What stands beside `table` in `raw` holds for every row.
    """
    every = {key: value for key, value in raw.items() if key != "table"}
    for line, row in table.rows:
        named = row.get("kind", every.get("kind"))
        kind = kinds.get(named) if isinstance(named, str) else None
        yield line, {**every, **_cells(row, kind)}, f"{table.name}:{line}"


def _cells(row: Mapping[str, str], kind: Kind | None) -> dict[str, Any]:
    """Give a table's row with each cell in the type of its field; a cell that does not fit stays text."""
    typed: dict[str, Any] = {}
    for name, text in row.items():
        if name == "criteria":
            typed[name] = [part.strip() for part in text.split(";") if part.strip()]
        else:
            typed[name] = text if kind is None or name in COMMON else typed_cell(kind.fields.get(name), text)
    return typed


def typed_cell(schema: Any, text: str) -> Any:
    """Give a cell's text in the type of its field's schema; text where it does not fit."""
    if not isinstance(schema, dict):
        return text
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if not types and not any(key in schema for key in ("enum", "const")):
        return _fitting_cell(schema, text)
    if "array" in types:
        return [typed_cell(schema.get("items"), part.strip()) for part in text.split(";") if part.strip()]
    if "string" in types:
        return text
    listed = {str(item).lower() if isinstance(item, bool) else str(item): item for item in _listed(schema)}
    if text in listed:
        return listed[text]
    number = plain_number(text)
    if number is not None and ({"integer", "number"} & set(types) or number in _numbers(listed.values())):
        return number
    return {"true": True, "false": False}.get(text.lower(), text) if "boolean" in types else text


def _fitting_cell(schema: Mapping[str, Any], text: str) -> Any:
    """Give a cell as what fits a schema that names no type: text, else a number, truth or a list."""
    number = plain_number(text)
    plain: list[Any] = [text]
    if number is not None:
        plain.append(number)
    if text.lower() in ("true", "false"):
        plain.append(text.lower() == "true")
    parts = [part.strip() for part in text.split(";") if part.strip()]
    numbers = [plain_number(part) for part in parts]
    lists: list[Any] = [parts, numbers] if None not in numbers else [parts]
    return next((value for value in (*plain, *lists) if not misfits(schema, value)), text)


def _listed(schema: Mapping[str, Any]) -> Iterable[Any]:
    return schema.get("enum", []) if "const" not in schema else [schema["const"]]


def _numbers(items: Iterable[Any]) -> list[Any]:
    return [item for item in items if not isinstance(item, str | bool | list | dict)]
