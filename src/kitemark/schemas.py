"""JSON Schemas of single fields: whether one is a schema, and whether a value fits it.

Most fields are plain (a type, an enum, bounds): those are settled here at once. All else
goes to the jsonschema library, which is dear to import. No reference is ever fetched.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kitemark.problems import listing

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

_TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")
_PLAIN = frozenset({"type", "enum", "minimum", "maximum", "items", "title", "description"})


def plain(schema: Any) -> bool:
    """Tell whether a schema holds only a type, an enum, bounds, items and words, all well formed."""
    if not isinstance(schema, dict) or not schema.keys() <= _PLAIN:
        return False
    listed = schema.get("enum", [])
    return (
        schema.get("type", "string") in _TYPES
        and isinstance(listed, list)
        and all(isinstance(item, str | int | Decimal) for item in listed)
        and all(_is_number(schema[key]) for key in ("minimum", "maximum") if key in schema)
        and all(isinstance(schema[key], str) for key in ("title", "description") if key in schema)
        and ("items" not in schema or plain(schema["items"]))
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def surely_fits(schema: Any, value: Any) -> bool:
    """Tell whether a value fits a plain schema; False where that is not plain to see."""
    if not isinstance(schema, dict) or not schema.keys() <= _PLAIN:
        return False
    if "enum" in schema and not any(item == value and type(item) is type(value) for item in schema["enum"]):
        return False
    kind = schema.get("type")
    if kind in ("integer", "number"):
        return _fits_number(schema, value, whole=kind == "integer")
    if kind == "string":
        return isinstance(value, str)
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "array":
        return isinstance(value, list) and (
            "items" not in schema or all(surely_fits(schema["items"], item) for item in value)
        )
    return kind is None and "enum" in schema


def _fits_number(schema: Mapping[str, Any], value: Any, *, whole: bool) -> bool:
    if not (type(value) is int or (type(value) is Decimal and not whole)):
        return False
    return ("minimum" not in schema or value >= schema["minimum"]) and (
        "maximum" not in schema or value <= schema["maximum"]
    )


def faults(schema: Any) -> Iterable[tuple[tuple[str | int, ...], str]]:
    """Give what is wrong with a schema, each with its path inside it."""
    if plain(schema) or isinstance(schema, bool):
        return
    if not isinstance(schema, dict):
        yield (), "found something else than a JSON Schema, wanted a mapping such as {type: integer}"
        return
    sound = True
    for path, key, reference in _found(schema, (), ("$ref", "$dynamicRef", "$schema", "$id")):
        if not reference.startswith("#"):
            yield path, f"found the {key} '{reference}', wanted none that leads outside the field"
            sound = False
    for path, _, pattern in _found(schema, (), ("pattern",)):
        try:
            re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            yield path, f"found a pattern that is not a regular expression ({error})"
            sound = False
    if sound:
        yield from _meta_faults(schema)


def _meta_faults(schema: Any) -> Iterable[tuple[tuple[str | int, ...], str]]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - dear to import, and not always needed

    for error in Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema):
        message = error.message if len(error.message) < 200 else error.message[:197] + "..."
        yield tuple(error.absolute_path), f"found a schema that is not JSON Schema 2020-12: {message}"


def _found(
    value: Any, path: tuple[str | int, ...], keys: tuple[str, ...]
) -> Iterable[tuple[tuple[str | int, ...], str, str]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if key in keys and isinstance(inner, str) and isinstance(value, dict):
            yield (*path, key), key, inner
        elif isinstance(inner, dict | list):
            yield from _found(inner, (*path, key), keys)


def misfits(schema: Any, value: Any) -> list[str]:
    """Give what a value should have been, in words that never repeat it; nothing where it fits."""
    if surely_fits(schema, value):
        return []
    return [
        _wanted(error)
        for error in _validator(json.dumps(schema, sort_keys=True, default=str), _Held(schema)).iter_errors(value)
    ]


class _Held:
    """Carries a schema past the cache, which knows it by its text."""

    def __init__(self, schema: Any) -> None:
        self.schema = schema

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@functools.lru_cache(maxsize=1024)
def _validator(_text: str, held: _Held) -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - dear to import, and not always needed
    from jsonschema.validators import extend  # noqa: PLC0415
    from referencing import Registry  # noqa: PLC0415

    checker = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, v: _is_number(v) and v == int(v))
    registry: Registry[Any] = Registry()
    validator: Any = extend(Draft202012Validator, type_checker=checker)  # type: ignore[no-untyped-call]
    return validator(held.schema, registry=registry)  # type: ignore[no-any-return]


_WORDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "text of at least {} characters",
    "maxLength": "text of at most {} characters",
    "minItems": "a list of at least {}",
    "maxItems": "a list of at most {}",
    "multipleOf": "a multiple of {}",
    "pattern": "text of the form {}",
    "format": "text of the form {}",
    "const": "{}",
}


def _wanted(error: Any) -> str:
    name, wanted = error.validator, error.validator_value
    if name == "type":
        return "a value of type " + (wanted if isinstance(wanted, str) else " or ".join(wanted))
    if name == "enum":
        return "one of " + listing(str(item) for item in wanted)
    return _WORDS[name].format(wanted) if name in _WORDS else f"what its schema allows ({name})"
