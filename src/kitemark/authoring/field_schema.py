"""The JSON Schema of the JSON Schemas that a standard gives its fields and facts.

It is a part of the dialect's own: the keywords that say what a value is, each in our words.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Any

from kitemark.authoring.sayings import plain
from kitemark.authoring.shapes import Schema, refer, words

_ONLY_HERE = re.compile(r"\(\?[^:]|\\[pPzAxX]")
"""What regular expressions of other kinds do not know, or know otherwise."""

NAME = "FieldSchema"
_TYPES = ["string", "integer", "number", "boolean", "array", "object", "null"]
_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "number"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_TRUTH: Schema = {"type": "boolean"}
_ANYTHING: Schema = {}
_SCHEMA = refer(NAME)
_SCHEMAS: Schema = {"type": "array", "items": _SCHEMA, "minItems": 1}
_NAMED: Schema = {"type": "object", "additionalProperties": _SCHEMA}
_NAMES: Schema = {"type": "array", "items": _TEXT, "uniqueItems": True}
_KIND: Schema = {
    "anyOf": [
        {"enum": _TYPES, "errorMessage": f"wanted one of {', '.join(_TYPES)}"},
        {"type": "array", "items": {"enum": _TYPES}, "minItems": 1, "uniqueItems": True},
    ]
}

_KEYWORDS: tuple[tuple[str, Schema, str, Any], ...] = (
    (
        "type",
        _KIND,
        "What it is: `string` (text), `integer`, `number`, `boolean`, `array` (list), `object` (mapping) or `null`.",
        "integer",
    ),
    ("enum", {"type": "array"}, "The values that it may have.", ["yes", "no"]),
    ("const", _ANYTHING, "The one value that it has.", "peer"),
    ("title", _TEXT, "What people call it.", "Answers"),
    ("description", _TEXT, "What it means, for those who fill it in.", "Those who answered this question"),
    ("minimum", _NUMBER, "The smallest number that it may be.", 0),
    ("maximum", _NUMBER, "The largest number that it may be.", 100),
    ("exclusiveMinimum", _NUMBER, "The number above which it must be.", 0),
    ("exclusiveMaximum", _NUMBER, "The number below which it must be.", 100),
    ("multipleOf", {"type": "number", "exclusiveMinimum": 0}, "The number of which it must be a multiple.", 5),
    ("minLength", _COUNT, "The fewest characters that the text may have.", 1),
    ("maxLength", _COUNT, "The most characters that the text may have.", 60),
    (
        "pattern",
        _TEXT,
        "The form that the text must have, as a regular expression without look-around and references back.",
        "^[A-Z]{2}[0-9]+$",
    ),
    ("format", _TEXT, "What the text is. It is a remark, and is not checked.", "uri"),
    ("items", _SCHEMA, "What each item of the list must be.", {"type": "string"}),
    ("prefixItems", _SCHEMAS, "What the first items of the list must be, one by one.", [{"type": "string"}]),
    ("contains", _SCHEMA, "What some item of the list must be.", {"const": "users"}),
    ("minContains", _COUNT, "How many items, at least, must be as `contains` says.", 1),
    ("maxContains", _COUNT, "How many items, at most, may be as `contains` says.", 3),
    ("minItems", _COUNT, "The fewest items that the list may have.", 1),
    ("maxItems", _COUNT, "The most items that the list may have.", 10),
    ("uniqueItems", _TRUTH, "Whether all items of the list must be different.", True),
    ("properties", _NAMED, "What the values of a mapping must be, by key.", {"name": {"type": "string"}}),
    ("required", _NAMES, "The keys that a mapping must have.", ["name"]),
    ("additionalProperties", _SCHEMA, "What the values of all other keys must be.", False),
    ("propertyNames", _SCHEMA, "What the keys of a mapping must be.", {"maxLength": 20}),
    ("minProperties", _COUNT, "The fewest keys that a mapping may have.", 1),
    ("maxProperties", _COUNT, "The most keys that a mapping may have.", 10),
    (
        "dependentRequired",
        {"type": "object", "additionalProperties": _NAMES},
        "Keys that a mapping must have where it has another one.",
        {"from": ["to"]},
    ),
    (
        "dependentSchemas",
        _NAMED,
        "What a mapping must be where it has a key.",
        {"from": {"required": ["to"]}},
    ),
    ("allOf", _SCHEMAS, "Several schemas, all of which must fit.", [{"minimum": 0}, {"maximum": 10}]),
    ("anyOf", _SCHEMAS, "Several schemas, of which one must fit.", [{"type": "integer"}, {"const": "unknown"}]),
    ("oneOf", _SCHEMAS, "Several schemas, of which just one must fit.", [{"type": "integer"}, {"const": "unknown"}]),
    ("not", _SCHEMA, "A schema that must not fit.", {"const": ""}),
    ("if", _SCHEMA, "Where this schema fits, `then` must fit, and elsewhere `else`.", {"minimum": 1}),
    ("then", _SCHEMA, "What must fit where `if` does.", {"maximum": 10}),
    ("else", _SCHEMA, "What must fit where `if` does not.", {"const": 0}),
    ("$ref", {"type": "string", "pattern": "^#/\\$defs/"}, "A schema under `$defs`, by name.", "#/$defs/site"),
    ("$defs", _NAMED, "Schemas by name, for `$ref`.", {"site": {"enum": ["north", "south"]}}),
    ("default", _ANYTHING, "The usual value. It is a remark: nothing is filled in.", 0),
    ("examples", {"type": "array"}, "Some values that it may have. They are a remark.", ["Monday"]),
    ("deprecated", _TRUTH, "Whether the field should no longer be used. It is a remark.", True),
    ("readOnly", _TRUTH, "Whether nobody should write it. It is a remark.", True),
    ("writeOnly", _TRUTH, "Whether nobody should read it. It is a remark.", True),
    ("contentEncoding", _TEXT, "How the text is encoded. It is a remark.", "base64"),
    ("contentMediaType", _TEXT, "What kind of content the text holds. It is a remark.", "text/html"),
    ("$comment", _TEXT, "A remark for those who edit the schema.", "Same wording as last year"),
)


_INSIDE = {name: schema for name, schema, _, _ in _KEYWORDS if schema in (_SCHEMA, _SCHEMAS, _NAMED)}


def field_schema() -> Schema:
    """Give the schema of a field's schema."""
    properties = {
        name: {"title": words(name.lstrip("$")), "description": means, "examples": [example], **schema}
        for name, schema, means, example in _KEYWORDS
    }
    mapping = {"type": "object", "properties": properties, "additionalProperties": False}
    return {
        "title": "Field",
        "description": "What the value of a field may be, as JSON Schema (2020-12).",
        "anyOf": [{"type": "boolean"}, mapping],
    }


def travels(schema: Any) -> bool:
    """Tell whether a field's schema means the same to everybody.

    A pattern may not: it is a regular expression of a kind that takes linear time. Nor may a multiple
    of a fraction, as others count in floats.
    """
    for key, part in _parts(schema):
        if (key == "pattern" and not _is_common(part)) or (key == "multipleOf" and part != int(part)):
            return False
    return True


def moved(schema: Any, home: str) -> Any:
    """Give a field's schema with its references as they are where it stands at `home`, a JSON pointer."""
    if not isinstance(schema, dict):
        return schema
    found: Schema = {}
    for key, part in schema.items():
        kind = _INSIDE.get(key)
        if kind is _NAMED:
            found[key] = {name: moved(inner, home) for name, inner in part.items()}
        elif kind is not None:
            found[key] = [moved(inner, home) for inner in part] if isinstance(part, list) else moved(part, home)
        else:
            found[key] = home + part.removeprefix("#") if key == "$ref" else plain(part)
    return found


def _parts(schema: Any) -> Iterator[tuple[str, Any]]:
    """Give each keyword of a schema, and of all schemas in it, with what it says."""
    if not isinstance(schema, dict):
        return
    for key, part in schema.items():
        yield key, part
        if key in _INSIDE:
            inner = part.values() if _INSIDE[key] is _NAMED else part if isinstance(part, list) else [part]
            for one in inner:
                yield from _parts(one)


def _is_common(pattern: str) -> bool:
    """Tell whether a regular expression is one in other dialects, too."""
    if _ONLY_HERE.search(pattern):
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            re.compile(pattern)
        except (re.error, FutureWarning, DeprecationWarning):
            return False
    return True
