"""Each key is titled, described and shown; what is published is what the command prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from breaking import refusals
from jsonschema import Draft202012Validator

from kitemark import schemas
from kitemark.authoring import assessment_schema, field_schema, result_schema, sayings, standard_schema, survey_schema
from kitemark.authoring.records import Period, Record
from kitemark.authoring.shapes import schema_text, words
from kitemark.model.assessment import AssessmentFile
from kitemark.model.fields import Strict
from kitemark.model.standard import StandardFile
from kitemark.rules.records import COMMON

ROOT = Path(__file__).parents[2]
MADE = {
    "standard": standard_schema(),
    "assessment": assessment_schema(),
    "result": result_schema(),
    "survey": survey_schema(),
}


def forms(schema: Any) -> dict[str, Any]:
    """Every form in a schema, the whole file among them."""
    return {"": schema, **schema["$defs"]}


def keys(schema: Any) -> dict[str, Any]:
    """Every key of every form in a schema."""
    found = {}
    for name, form in forms(schema).items():
        for mapping in (form, *form.get("anyOf", [])):
            for key, part in mapping.get("properties", {}).items():
                found[f"{name}.{key}"] = part
    return found


def references(schema: Any) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["$ref"]} if isinstance(schema.get("$ref"), str) else set()
        return own.union(*(references(part) for key, part in schema.items() if key != "examples"))
    return set().union(*map(references, schema)) if isinstance(schema, list) else set()


@pytest.mark.parametrize("kind", MADE)
def test_the_published_schema_is_what_the_command_prints(kind):
    published = (ROOT / "schemas" / f"{kind}.json").read_text("utf-8")
    again = f"kitemark schema {kind} --output schemas/{kind}.json"
    assert published == schema_text(MADE[kind]), f"make it anew: {again}"


@pytest.mark.parametrize("kind", MADE)
def test_a_schema_is_one_of_its_dialect_and_says_what_it_is(kind):
    schema = MADE[kind]
    Draft202012Validator.check_schema(schema)
    assert list(schema)[:5] == ["$schema", "$id", "title", "description", "type"]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:kitemark:schema:1:{kind}"
    assert references(schema) <= {f"#/$defs/{name}" for name in schema["$defs"]}
    assert list(schema["$defs"]) == sorted(schema["$defs"])


@pytest.mark.parametrize("kind", MADE)
def test_every_form_and_every_key_is_titled_and_described(kind):
    said = {**forms(MADE[kind]), **keys(MADE[kind])}
    assert [name for name, part in said.items() if not part.get("title")] == []
    described = {name: part.get("description", "") for name, part in said.items()}
    assert [name for name, text in described.items() if not text.endswith((".", "?"))] == []
    assert [name for name, text in described.items() if "Example:" in text or "\n " in text or "  " in text] == []


@pytest.mark.parametrize("kind", MADE)
def test_every_key_has_an_example_that_fits_it(kind):
    found = keys(MADE[kind])
    assert [name for name, part in found.items() if not part.get("examples")] == []
    wrong = {
        name: refusals({**part, "$defs": MADE[kind]["$defs"]}, {"": example})
        for name, part in found.items()
        for example in part["examples"]
        if not Draft202012Validator({**part, "$defs": MADE[kind]["$defs"]}).is_valid(example)
    }
    assert wrong == {}


def test_every_key_of_the_forms_is_there():
    definitions = {**MADE["standard"]["$defs"], **MADE["assessment"]["$defs"]}
    definitions |= {"StandardFile": MADE["standard"], "AssessmentFile": MADE["assessment"]}
    missing = {}
    for form in {StandardFile, AssessmentFile, Period, *inside(StandardFile), *inside(AssessmentFile)}:
        wanted = {field.alias or name for name, field in form.model_fields.items()}
        missing[form.__name__] = wanted ^ set(definitions[form.__name__]["properties"])
    assert {name: found for name, found in missing.items() if found} == {}


def inside(form: type[Strict]) -> set[type[Strict]]:
    """Every form that a definition stands for, save those that only others are made from."""
    made = MADE["standard" if form is StandardFile else "assessment"]["$defs"]
    every, front = set(), [Strict]
    while front:
        below = front.pop().__subclasses__()
        front += below
        every |= {one for one in below if one.__name__ in made}
    return every


def test_records_have_the_keys_that_the_rules_know():
    assert set(Record.__annotations__) == {*COMMON, "table"}


def test_a_field_may_have_the_keywords_that_the_loader_knows():
    [_, mapping] = MADE["standard"]["$defs"][field_schema.NAME]["anyOf"]
    assert set(mapping["properties"]) == schemas.KEYWORDS


def test_no_key_may_be_followed_by_nothing_save_where_changes_take_something_out():
    standard, assessment = MADE["standard"], MADE["assessment"]
    data = {"kitemark": 1, "organisation": {"id": "o"}, "date": "2026-11-01"}
    assert refusals(assessment, data) == []
    assert refusals(assessment, {**data, "title": None})
    changes = {**standard["$defs"]["Changes"], "$defs": standard["$defs"]}
    assert refusals(changes, {"date": None, "units": {"north": None}}) == []
    assert refusals({**standard["$defs"]["Example"], "$defs": standard["$defs"]}, {"id": "a", "changes": None})


def test_a_result_may_have_keys_that_are_not_known_yet():
    assert [name for name, form in forms(MADE["result"]).items() if "additionalProperties" in form] == []


@pytest.mark.parametrize(("name", "title"), [("at_most", "At most"), ("EvidenceKind", "Evidence kind"), ("id", "Id")])
def test_a_name_becomes_a_title(name, title):
    assert words(name) == title


def test_nothing_is_said_where_the_source_did_not_come_along(monkeypatch):
    monkeypatch.setattr(sayings.inspect, "getsource", lambda _: (_ for _ in ()).throw(OSError))
    sayings._keys.cache_clear()
    try:
        schema = standard_schema()
    finally:
        sayings._keys.cache_clear()
    monkeypatch.undo()
    Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == set(MADE["standard"]["properties"])


def test_the_schemas_are_the_same_whatever_was_made_before():
    again = [json.dumps(make()) for make in (result_schema, assessment_schema, standard_schema)]
    assert again == [json.dumps(MADE[kind]) for kind in ("result", "assessment", "standard")]
