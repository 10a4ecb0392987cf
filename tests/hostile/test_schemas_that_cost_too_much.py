"""Fields' schemas: nothing is fetched, nothing goes in circles, and no pattern can be made to hang."""

from __future__ import annotations

import socket
import time
import urllib.request
from decimal import Decimal

import pytest
from sound import STANDARD, problems_of, spoilt, standard_problems

import kitemark
from kitemark.schemas import faults, misfits

FIELD = "evidence.minutes.fields.remark"


def chain(length: int, times: int) -> dict:
    links = {f"a{n}": {"allOf": [{"$ref": f"#/$defs/a{n + 1}"}] * times} for n in range(length)}
    return {"$ref": "#/$defs/a0", "$defs": {**links, f"a{length}": {}}}


REFUSED = {
    "a remote reference": {"$ref": "http://example.org/schema.json"},
    "a reference to a file": {"$ref": "file:///etc/passwd"},
    "a reference to itself": {"$ref": "#"},
    "a reference by pointer": {"$ref": "#/properties/a", "properties": {"a": {}}},
    "a reference that leads nowhere": {"$ref": "#/$defs/b", "$defs": {"a": {}}},
    "a reference out of its definitions": {"$ref": "#/$defs/../a", "$defs": {"../a": {}}},
    "a reference that is a number": {"$ref": 3},
    "a dynamic reference": {"$dynamicRef": "#a"},
    "an anchor": {"$anchor": "a"},
    "an identity": {"$id": "http://example.org"},
    "another language": {"$schema": "http://json-schema.org/draft-04/schema#"},
    "references in a circle": {"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}]}}},
    "a circle behind a list": {"items": {"$ref": "#/$defs/a"}, "$defs": {"a": {"items": {"$ref": "#/$defs/a"}}}},
    "references that double forty times": chain(40, 2),
    "a chain of 5,000 references": chain(5_000, 1),
    "an unknown keyword": {"type": "integer", "minimun": 0},
    "an unknown keyword of an item": {"type": "array", "items": {"minimun": 0}},
    "patterns for names": {"patternProperties": {"(a+)+$": {}}},
    "what is left over": {"allOf": [{"unevaluatedProperties": False}]},
    "an unknown type": {"type": "count"},
    "a type that is a number": {"type": 3},
    "types that are numbers": {"type": [1, "string"]},
    "names that are numbers": {"required": [1, "a"]},
    "names of dependents that are numbers": {"dependentRequired": {"a": [1]}},
    "types that are mappings": {"type": [{}, "integer"]},
    "types in types": {"type": [["integer"]]},
    "a list of values that is a number": {"enum": 3},
    "a list of values that is a mapping": {"enum": {"a": 1}},
    "a bound that is text": {"minimum": "low"},
    "a length below nothing": {"minLength": -1},
    "a step of nothing": {"multipleOf": 0},
    "no alternatives": {"anyOf": []},
    "a schema that is text": "integer",
    "a schema that is a list": [{"type": "integer"}],
    "an item's schema that is a number": {"items": 3},
    "a property's schema that is a number": {"properties": {"a": 3}},
    "a pattern that is none": {"pattern": "("},
    "a pattern that is a number": {"pattern": 3},
    "a pattern that looks ahead": {"pattern": "^(?=a)"},
    "a pattern that looks back": {"pattern": r"(a)\1"},
    "a pattern that grows without end": {"pattern": "((a{100}){100}){100}"},
}


@pytest.mark.parametrize("schema", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("place", [FIELD, "profile.fields.note"])
def test_a_schema_that_costs_or_says_too_much_is_refused(schema, place):
    found = standard_problems(place, schema)
    assert {problem.code for problem in found} == {"schema"}
    assert all(problem.path.startswith(place) for problem in found)


@pytest.mark.parametrize("schema", REFUSED.values(), ids=REFUSED)
def test_a_schema_that_is_none_is_a_problem_whatever_reads_its_field(schema):
    standard = STANDARD.to_data()
    for field in ("responses", "question"):
        found = problems_of(kitemark.standard_from, spoilt(standard, f"evidence.survey.fields.{field}", schema))
        assert "schema" in {problem.code for problem in found}
    found = problems_of(kitemark.standard_from, spoilt(standard, "evidence.feedback.fields.who", schema))
    assert "schema" in {problem.code for problem in found}


def test_nothing_is_ever_fetched(monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(urllib.request, "urlopen", refused)
    for schema in ({"$ref": "http://example.org/a"}, {"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "https://b.org"}}}):
        assert list(faults(schema))


def test_a_misspelt_keyword_is_named_with_the_nearest():
    (problem,) = standard_problems(FIELD, {"type": "integer", "minimun": 0})
    assert problem.message.endswith("did you mean 'minimum'?")


HUNGRY = {
    "nested repeats": ("(a+)+$", "a" * 9_999 + "!"),
    "an alternative that is twice the same": ("^(a|a)*b", "a" * 9_999),
    "many repeats beside each other": ("a*" * 1_000 + "b", "a" * 9_999),
    "many that may be there": ("(a?){1000}a{1000}$", "a" * 9_999),
    "a late decision": ("[01]*1[01]{900}$", "01" * 4_999),
}


@pytest.mark.parametrize(("pattern", "text"), HUNGRY.values(), ids=HUNGRY)
def test_no_pattern_can_be_made_to_hang(pattern, text):
    assert not list(faults({"pattern": pattern}))
    started = time.process_time()
    misfits({"pattern": pattern}, text)
    assert time.process_time() - started < 20


def test_text_that_must_match_is_bounded():
    assert misfits({"pattern": "^a*$"}, "a" * 10_000) == []
    assert misfits({"pattern": "^a*$"}, "a" * 10_001) == ["text of the form ^a*$"]


FITTING = {
    "a reference to its own definitions": ({"$ref": "#/$defs/n", "$defs": {"n": {"type": "integer"}}}, [1], ["x"]),
    "two references to one definition": (
        {
            "anyOf": [{"$ref": "#/$defs/n"}, {"items": {"$ref": "#/$defs/n"}, "type": "array"}],
            "$defs": {"n": {"type": "integer"}},
        },
        [1, [1, 2]],
        ["x", ["x"]],
    ),
    "a pattern": ({"type": "string", "pattern": "^[A-Z]{2}[0-9]*$"}, ["AB", "AB12"], ["A", "AB12\n", "abAB"]),
    "a pattern for text alone": ({"pattern": "^a$"}, ["a", 3, True], ["b"]),
    "steps of a hundredth": ({"multipleOf": Decimal("0.01")}, [10**55, Decimal("1e50"), "x", True], [Decimal("0.005")]),
    "different values": (
        {"uniqueItems": True},
        [[1, True, "1"], [[1], [2]], [{"a": 1}, {"a": 2}], list(range(100_000)), "xx"],
        [[1, 1], [[1], [1]], [{"a": [1]}, {"a": [1]}]],
    ),
    "values that may be the same": ({"uniqueItems": False}, [[1, 1]], []),
    "a constant number is not its text": ({"const": Decimal("0.5")}, [Decimal("0.5")], ["0.5"]),
    "a constant text is not its number": ({"const": "0.5"}, ["0.5"], [Decimal("0.5")]),
    "a whole decimal is an integer": ({"type": ["integer"]}, [3, Decimal("3.0")], [True, Decimal("3.5"), "3"]),
    "required keys": (
        {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}},
        [{"a": 1}],
        [{}, {"a": "x"}],
    ),
    "a format, which is a remark": ({"format": "date"}, ["x"], []),
    "no other keys": (
        {"type": "object", "properties": {"a": {"type": "integer"}}, "additionalProperties": False},
        [{}, {"a": 1}],
        [{"b": 1}],
    ),
    "anything": (True, [1, None, "x"], []),
    "nothing": (False, [], [1, None, "x"]),
}


@pytest.mark.parametrize(("schema", "sound", "wrong"), FITTING.values(), ids=FITTING)
def test_a_value_fits_its_schema_or_does_not(schema, sound, wrong):
    assert not list(faults(schema))
    assert [value for value in sound if misfits(schema, value)] == []
    assert [value for value in wrong if not misfits(schema, value)] == []


def test_what_was_wanted_is_said_and_what_was_found_is_not():
    schema = {"type": "object", "required": ["a"], "properties": {"a": {"enum": [1, 2]}}, "additionalProperties": False}
    said = misfits(schema, {"secret": "words"}) + misfits(schema, {"a": "secret words"})
    assert said == ["a mapping with a", "what its schema allows (additionalProperties)", "one of 1, 2"]


def test_a_standard_with_such_schemas_can_be_used():
    standard = kitemark.standard_from(spoilt(STANDARD.to_data(), FIELD, FITTING["a pattern"][0]))
    pack = {
        "organisation": {"id": "o", "profile": {"size": "tiny", "housing": False, "departments": 1}},
        "date": "2026-11-01",
        "evidence": [{"id": "m", "kind": "minutes", "date": "2026-10-01", "remark": "abc"}],
    }
    found = problems_of(kitemark.evaluate, standard, kitemark.assessment_from(pack))
    assert [(p.code, p.path) for p in found] == [("field", "evidence[0].remark")]
