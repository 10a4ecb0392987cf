"""Packs to a folder of tables: a CSV a kind of evidence, and a `pack.yaml` that names them.

A record stands in a table where its row reads as the same record. Where it would not, or where a cell
would be a formula to a spreadsheet, the record stands in `pack.yaml` itself, which has no such limits.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kitemark.binding import table_records
from kitemark.digest import canonical, number_text
from kitemark.problems import printable
from kitemark.reading import Table
from kitemark.rules.records import COMMON, Kind
from kitemark.sheets.normal import Data, kinds_by_use, normal_form, normal_record
from kitemark.standard import Standard

_FIRST = ("id", "date", "period", "title", "link", "criteria", "unit", "note")
_FORMULA = re.compile("(?:^|[;,\"'\n\t])\\s*[=+@|%\uff1d\uff0b\uff0d\uff20-]")
"""What a spreadsheet may take for the beginning of a formula, wherever it may think that a cell begins."""
PACK = "pack.yaml"


def tables_of(standard: Standard, pack: Mapping[str, Any]) -> tuple[Data, dict[str, str]]:
    """Give a pack whose records stand in tables, and the text of each table by its file's name.

    Records come kind by kind, and within a kind in their order.
    """
    found = normal_form(pack)
    files: dict[str, str] = {}
    kinds = [standard.rules.kinds[kind] for kind in kinds_by_use(pack, standard.rules.kinds)]
    for party, prefix in ((found, ""), *((unit, f"{unit['id']}-") for unit in found.get("units", ()))):
        if "evidence" in party:
            party["evidence"] = list(_parted(party["evidence"], kinds, prefix, files))
    return found, files


def empty_tables(standard: Standard) -> dict[str, str]:
    """Give a table with a heading and no rows for each kind of evidence, by its file's name."""
    files: dict[str, str] = {}
    for kind in standard.rules.kinds.values():
        files[_free(f"{kind.id}.csv", files)] = csv_text(columns_of(kind, (*_FIRST, *kind.fields)), ())
    return files


def _parted(records: Sequence[Data], kinds: Sequence[Kind], prefix: str, files: dict[str, str]) -> Iterable[Data]:
    for kind in kinds:
        own = [record for record in records if record["kind"] == kind.id]
        rows = {place: row for place, record in enumerate(own) if (row := row_of(record, kind)) is not None}
        # One that could not stand in a table would change its place among the others.
        held = range(_first_other(rows, len(own)))
        if held:
            name = _free(f"{prefix}{kind.id}.csv", files)
            used = {column for place in held for column in rows[place]}
            files[name] = csv_text(columns_of(kind, used), [rows[place] for place in held])
            yield {"kind": kind.id, "table": name}
        yield from (own[place] for place in range(len(held), len(own)))


def _first_other(rows: Mapping[int, Any], count: int) -> int:
    return next((place for place in range(count) if place not in rows), count)


def row_of(record: Mapping[str, Any], kind: Kind) -> dict[str, str] | None:
    """Give the cells of a record, or None where they would not read as the same record, or not be safe."""
    row = {name: _text(value) for name, value in record.items() if name != "kind"}
    numbers = {name for name, value in record.items() if isinstance(value, int | Decimal)}
    words = [*row, *(text for name, text in row.items() if name not in numbers)]
    if any(_FORMULA.search(text) or not _sound(text) for text in words):
        return None
    cells = {name: text.strip() for name, text in row.items() if text.strip()}
    table = Table("t", "t", 1, tuple(row), ((2, cells),))
    _, read, _ = next(iter(table_records({"kind": kind.id}, table, {kind.id: kind})))
    return row if canonical(normal_record(read, None)) == canonical(record) else None


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, dict):
        return f"{value['from']}/{value['to']}" if value.keys() == {"from", "to"} else canonical(value)
    return str(value)


def _sound(text: str) -> bool:
    return printable(text.replace("\n", " ")) == text.replace("\n", " ")


def columns_of(kind: Kind, used: Iterable[str]) -> list[str]:
    """Give the columns of a kind's table that are used, in their order."""
    wanted = set(used)
    every = [*_FIRST, *(name for name in kind.fields if name not in COMMON)]
    return [name for name in every if name in wanted]


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Give the text of a table."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _free(name: str, files: Mapping[str, str]) -> str:
    taken = {file.lower() for file in files} | {PACK}
    stem, number = name.removesuffix(".csv"), 1
    while name.lower() in taken:
        number += 1
        name = f"{stem}-{number}.csv"
    return name
