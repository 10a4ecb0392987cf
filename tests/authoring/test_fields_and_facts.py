"""A field's own schema: what a standard may write, and how it stands in the schema of a pack."""

from __future__ import annotations

import pytest
from breaking import ODD, refusals
from hypothesis import given, settings
from hypothesis import strategies as st

import kitemark
from kitemark import schemas
from kitemark.authoring import assessment_schema_for, standard_schema
from kitemark.authoring.field_schema import NAME, moved, travels
from kitemark.reading import plain_document

DEFINITIONS = standard_schema()["$defs"]
FIELD = {**DEFINITIONS[NAME], "$defs": DEFINITIONS}
KEYWORDS = DEFINITIONS[NAME]["anyOf"][1]["properties"]
VALUES = [*ODD, 2, 5, "integer", ["integer", "null"], ["integer", "integer"], {"type": "integer"}, [{"minimum": 0}]]
VALUES += ["#/$defs/x", "#/$defs/y", "https://example.org", "^a", {"a": ["b"]}, {"a": {"type": "text"}}, ["a", "a"]]


def with_field(schema):
    return {
        "kitemark": 1,
        "id": "s",
        "version": "1.0.0",
        "title": "S",
        "scales": {"p": [{"value": 0}, {"value": 1}]},
        "scale": "p",
        "evidence": {"note": {"fields": {"f": schema}}},
        "criteria": [{"id": "a", "title": "A"}],
        "levels": [{"id": "bronze", "requires": [{"overall": "50%"}]}],
    }


def with_value(value):
    record = {"kind": "note", "id": "n", "date": "2026-01-01", "f": value}
    return {"organisation": {"id": "o"}, "date": "2026-11-01", "evidence": [record]}


def refuses(call, *arguments):
    try:
        call(*arguments)
    except kitemark.KitemarkError:
        return True
    return False


@pytest.mark.parametrize("keyword", sorted(KEYWORDS))
def test_what_the_schema_of_a_field_refuses_is_not_loaded(keyword):
    for value in VALUES:
        data = {"$defs": {"x": True}, keyword: value}
        if refusals(FIELD, data):
            assert refuses(kitemark.standard_from, with_field(data)), value


@pytest.mark.parametrize("keyword", sorted(KEYWORDS))
def test_the_example_of_a_keyword_is_loaded(keyword):
    [example] = KEYWORDS[keyword]["examples"]
    data = {"$defs": {"site": True}, keyword: example}
    assert refusals(FIELD, data) == []
    assert not refuses(kitemark.standard_from, with_field(data))


@pytest.mark.parametrize(
    "schema", [{"typ": "integer"}, {"type": "text"}, {"minimum": "1"}, {"enum": "a"}, "integer", 1]
)
def test_a_slip_in_a_field_is_refused_by_both(schema):
    assert refusals(FIELD, {"properties": {"f": schema}})
    assert refuses(kitemark.standard_from, with_field(schema))


FIELDS = [
    {"type": "integer", "minimum": 0},
    {"enum": ["x", 1, True, None]},
    {"$ref": "#/$defs/x", "$defs": {"x": {"anyOf": [{"const": "x"}, {"$ref": "#/$defs/y"}]}, "y": {"type": "integer"}}},
    {"type": "array", "items": {"$ref": "#/$defs/a"}, "$defs": {"a": {"enum": ["x"]}}},
    {"type": "object", "properties": {"$ref": {"type": "string"}, "x": {"minimum": 1}}, "additionalProperties": False},
    {"if": {"type": "string"}, "then": {"pattern": "^x"}, "else": {"multipleOf": 2}},
    {"type": "number", "multipleOf": 0.1},
    {"not": {"pattern": "(?i)X"}},
    {"type": "string", "pattern": "^\\p{L}+$"},
    True,
    False,
]


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_a_value_that_the_pack_s_schema_refuses_is_not_evaluated(field):
    standard = kitemark.standard_from(with_field(field))
    schema = assessment_schema_for(standard)
    taken = 0
    for value in [*ODD, "xy", 2, 0.3, {"$ref": "x"}, {"x": 0}, {"x": 2}]:
        pack = with_value(value)
        loads = not refuses(lambda data: kitemark.evaluate(standard, kitemark.assessment_from(data)), pack)
        fits = refusals(schema, pack) == []
        taken += fits
        assert fits or not loads, value
        if travels(plain_document(field).data):
            assert loads or not fits, value
    assert taken or field is False


@settings(max_examples=200, deadline=None)
@given(pattern=st.text("ab^$.*+?()[]{}|\\dpLzA-&:iP", max_size=8))
def test_a_pattern_that_travels_is_one_here_and_elsewhere(pattern):
    if travels({"pattern": pattern}) and not list(schemas.faults({"pattern": pattern})):
        assert not refusals({"pattern": pattern}, {"": 1})


def test_references_move_with_their_definitions_and_data_does_not():
    field = {"$defs": {"x": {"$ref": "#/$defs/x"}}, "properties": {"$ref": {"$ref": "#/$defs/x"}}}
    field["const"] = {"$ref": "#/$defs/x"}
    there = moved(field, "#/$defs/home")
    assert there["$defs"]["x"] == {"$ref": "#/$defs/home/$defs/x"}
    assert there["properties"] == {"$ref": {"$ref": "#/$defs/home/$defs/x"}}
    assert there["const"] == {"$ref": "#/$defs/x"}
