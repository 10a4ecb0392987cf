"""Cells of tables: each is what its field's schema can hold, also where the schema says so in a roundabout way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import kitemark
from kitemark.binding import table_records
from kitemark.reading import Table
from kitemark.rules.records import Kind

INTEGERS = {"type": "array", "items": {"type": "integer"}}


def cells(row: dict[str, str], fields: dict[str, Any] | None) -> dict[str, Any]:
    """What a table's one row becomes, of a kind with these fields or of none that is known."""
    kinds = {"k": Kind("k", "K", fields, frozenset(), (), None, None, {}, None)} if fields is not None else {}
    [(line, record, called)] = table_records({"kind": "k"}, Table("t.csv", "t.csv", 1, tuple(row), ((2, row),)), kinds)
    assert (line, called, record.pop("kind")) == (2, "t.csv:2", "k")
    return record


def cell(schema: Any, text: str) -> Any:
    """What a cell becomes under a schema."""
    return cells({"f": text}, {"f": schema})["f"]


@pytest.mark.parametrize(
    ("schema", "text", "value"),
    [
        # Types that are named
        ({"type": "integer"}, "7", 7),
        ({"type": "integer"}, "seven", "seven"),
        ({"type": "number"}, "7.50", Decimal("7.50")),
        ({"type": "integer"}, "+7", 7),
        ({"type": "number"}, "1E+05", Decimal("1E+5")),  # as spreadsheets write large numbers
        ({"type": "number"}, "-.5", Decimal("-0.5")),
        ({"type": "number"}, "5.", Decimal(5)),
        ({"type": "number"}, "0.3333333333333333333333", Decimal("0.3333333333333333333333")),
        ({"type": "number"}, "1e999", "1e999"),
        ({"type": "number"}, "0x1F", "0x1F"),
        ({"type": "number"}, "1,5", "1,5"),
        ({"type": "string"}, "7", "7"),
        ({"type": ["string", "integer"]}, "7", "7"),
        ({"type": "boolean"}, "TRUE", True),
        ({"type": "boolean"}, "yes", "yes"),
        (INTEGERS, " 1 ; 2;", [1, 2]),
        ({"type": "array"}, "1;b", ["1", "b"]),
        # Values that are listed
        ({"enum": ["a", 3, True, Decimal("0.5")]}, "3", 3),
        ({"enum": ["a", 3, True, Decimal("0.5")]}, "true", True),
        ({"enum": ["a", 3, True, Decimal("0.5")]}, "0.5", Decimal("0.5")),
        ({"enum": ["a", 3]}, "b", "b"),
        ({"enum": [1, 2]}, "2.0", Decimal("2.0")),
        ({"enum": [1, 2]}, "2.5", "2.5"),
        ({"enum": ["2"]}, "2.0", "2.0"),
        ({"const": 3}, "3", 3),
        # Types that are said elsewhere
        ({"$ref": "#/$defs/n", "$defs": {"n": {"type": "integer"}}}, "7", 7),
        ({"$ref": "#/$defs/n", "$defs": {"n": {"type": "integer"}}}, "seven", "seven"),
        ({"$ref": "#/$defs/n", "$defs": {"n": INTEGERS}}, "1;2", [1, 2]),
        ({"anyOf": [{"type": "boolean"}, {"type": "number"}]}, "True", True),
        ({"anyOf": [{"type": "boolean"}, {"type": "number"}]}, "2.50", Decimal("2.50")),
        ({"anyOf": [{"type": "string"}, {"type": "number"}]}, "2.50", "2.50"),
        ({"anyOf": [{"type": "array"}, {"type": "null"}]}, "p;q", ["p", "q"]),
        ({"allOf": [INTEGERS]}, "3", [3]),
        ({"oneOf": [{"enum": [1, 2]}, {"enum": [3]}]}, "3", 3),
        ({"not": {"type": "string"}}, "5", 5),
        ({"minimum": 3}, "2", "2"),  # text has no minimum
        # Nothing that is said
        ({}, "5", "5"),
        (True, "5", "5"),
    ],
)
def test_a_cell_is_what_its_schema_can_hold(schema: Any, text: str, value: Any) -> None:
    found = cell(schema, text)
    assert (found, type(found)) == (value, type(value))


def test_a_cell_of_no_known_kind_or_of_every_record_is_text() -> None:
    assert cells({"f": "5", "title": "7"}, None) == {"f": "5", "title": "7"}
    assert cells({"id": "7", "criteria": "a; b;", "g": "5"}, {}) == {"id": "7", "criteria": ["a", "b"], "g": "5"}


def test_a_table_under_such_schemas_is_read_and_its_faults_are_told_at_their_cells(tmp_path: Any) -> None:
    fields = {
        "count": {"$ref": "#/$defs/n", "$defs": {"n": {"type": "integer"}}},
        "mixed": {"anyOf": [{"type": "boolean"}, {"type": "number"}]},
    }
    standard = {
        "kitemark": 1,
        "id": "small",
        "version": "1.0.0",
        "title": "Small",
        "scale": "s",
        "scales": {"s": [{"value": 0}, {"value": 1}]},
        "evidence": {"log": {"fields": fields}},
        "criteria": [{"id": "a", "title": "A"}],
        "levels": [{"id": "l"}],
    }
    (tmp_path / "t.csv").write_text("id,date,count,mixed\nx,2026-01-01,7,2.5\ny,2026-01-01,7,x\nz,2026-01-01,x,TRUE\n")
    data = {"organisation": {"id": "o"}, "date": "2026-11-01", "evidence": [{"kind": "log", "table": "t.csv"}]}
    pack = kitemark.assessment_from(data, folder=tmp_path)
    case, problems = pack.bound(kitemark.standard_from(standard))
    [record] = case.organisation.evidence.records
    assert (record.values["count"], record.values["mixed"]) == (7, Fraction(5, 2))
    assert [(p.file, p.line, p.column, p.code) for p in problems] == [
        (str(tmp_path / "t.csv"), 3, 4, "field"),
        (str(tmp_path / "t.csv"), 4, 3, "field"),
    ]
    assert problems[1].message == "record 'z': found text as 'count', wanted a whole number"


WORDS = {
    "string": ("text", 3),
    "integer": ("a whole number", "x"),
    "number": ("a number", "x"),
    "boolean": ("true or false", "x"),
    "array": ("a list", "x"),
    "object": ("a mapping", "x"),
    "null": ("nothing", "x"),
}


@pytest.mark.parametrize(("name", "words", "wrong"), [(name, *rest) for name, rest in WORDS.items()], ids=WORDS)
def test_a_type_is_said_in_plain_words(name: str, words: str, wrong: Any) -> None:
    from kitemark.schemas import misfits, values_of  # noqa: PLC0415 - only here

    assert misfits({"type": name}, wrong) == [words]
    assert misfits({"type": [name]}, wrong) == [words]
    assert values_of({"type": name}) == words


def test_values_are_said_as_a_file_would_write_them() -> None:
    from kitemark.schemas import misfits, values_of  # noqa: PLC0415 - only here

    assert misfits({"type": ["integer", "boolean"]}, "x") == ["a whole number or true or false"]
    assert misfits({"enum": [True, 1, "a", Decimal("0.5")]}, "x") == ["one of true, 1, a, 0.5"]
    assert values_of({"enum": [False, "b"]}) == "one of false, b"
    assert [values_of(schema) for schema in ({}, True, {"type": ["string"]}, {"minimum": 3})] == [None] * 4
