"""JSON Schemas of single fields: whether one is a schema, and whether a value fits it.

Most fields are plain (a type, an enum, bounds): those are settled here at once. All else
goes to the jsonschema library, which is dear to import.

A schema comes from a stranger's file and meets a stranger's values, so that what it can
cost is bounded: only known keywords, references to its own `$defs` alone and never in a
circle, and patterns in linear time (Rust's regular expressions, which Pydantic brings:
no look-around and no back-references).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pydantic_core import SchemaError, SchemaValidator, core_schema

from kitemark.digest import canonical
from kitemark.problems import listing, nearest, printable

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.protocols import Validator

Steps = tuple[str | int, ...]

_TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")
_PLAIN = frozenset({"type", "enum", "minimum", "maximum", "items", "title", "description"})
_ONE = frozenset({"items", "contains", "propertyNames", "additionalProperties", "not", "if", "then", "else"})
_LISTED = frozenset({"prefixItems", "allOf", "anyOf", "oneOf"})
_NAMED = frozenset({"properties", "dependentSchemas", "$defs"})
_TESTS = frozenset(
    {"const", "multipleOf", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern", "minItems"}
    | {"maxItems", "uniqueItems", "minContains", "maxContains", "minProperties", "maxProperties", "required"}
    | {"dependentRequired", "$ref"}
)
_REMARKS = frozenset(
    {"$comment", "default", "examples", "deprecated", "readOnly", "writeOnly", "format", "contentEncoding"}
    | {"contentMediaType"}
)
KEYWORDS = _PLAIN | _ONE | _LISTED | _NAMED | _TESTS | _REMARKS
"""What a schema may say."""
_DEFINED = "#/$defs/"
_MOST_SCHEMAS = 1_000
_DEEPEST = 64
_LONGEST_MATCHED = 10_000


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


def faults(schema: Any) -> Iterable[tuple[Steps, str]]:
    """Give what is wrong with a schema, each with its path inside it."""
    if plain(schema) or isinstance(schema, bool):
        return
    found = [fault for path, part in _parts(schema, ()) for fault in _part_faults(path, part, schema)]
    if not found and _size(schema, schema, (), {}) > _MOST_SCHEMAS:
        message = f"found references that go in a circle or grow to more than {_MOST_SCHEMAS:,} schemas, wanted fewer"
        found.append(((), message))
    yield from found or _meta_faults(schema)


def _parts(schema: Any, path: Steps) -> Iterator[tuple[Steps, Any]]:
    """Give a schema and all that stand in it, each with its path."""
    yield path, schema
    for key, value in schema.items() if isinstance(schema, dict) else ():
        if key in _ONE:
            yield from _parts(value, (*path, key))
        elif key in _LISTED and isinstance(value, list):
            for index, part in enumerate(value):
                yield from _parts(part, (*path, key, index))
        elif key in _NAMED and isinstance(value, dict):
            for name, part in value.items():
                yield from _parts(part, (*path, key, name))


def _part_faults(path: Steps, part: Any, whole: Any) -> Iterable[tuple[Steps, str]]:
    if isinstance(part, bool):
        return
    if not isinstance(part, dict):
        yield path, "found something else than a JSON Schema, wanted a mapping such as {type: integer}"
        return
    for key, value in part.items():
        fault = _fault(key, value, whole)
        if fault is not None:
            yield (*path, key), fault


def _fault(key: str, value: Any, whole: Any) -> str | None:
    if key not in KEYWORDS:
        near = nearest(key, KEYWORDS)
        return f"found '{key}', wanted a keyword that a field's schema may have" + (f"; {near}" if near else "")
    if key == "$ref" and _target(value, whole) is None:
        shown = f" '{printable(value, 60)}'" if isinstance(value, str) else ""
        return f"found the reference{shown}, wanted one to the schema's own $defs, such as '{_DEFINED}name'"
    if key == "pattern" and isinstance(value, str):
        return _pattern_fault(value)
    lists = value.values() if key == "dependentRequired" and isinstance(value, dict) else (value,)
    if key in ("type", "required", "dependentRequired") and any(_has_other_than_text(names) for names in lists):
        return f"found something else than text in '{key}', wanted names"
    return None


def _has_other_than_text(names: Any) -> bool:
    return isinstance(names, list) and not all(isinstance(name, str) for name in names)


def _target(reference: Any, whole: Any) -> str | None:
    """Give the name that a reference to the whole schema's own `$defs` has there, or None."""
    if not isinstance(reference, str) or not reference.startswith(_DEFINED):
        return None
    name, defined = reference.removeprefix(_DEFINED), whole.get("$defs")
    plain_name = name.replace("-", "").replace("_", "").isalnum() and name.isascii()
    return name if plain_name and isinstance(defined, dict) and name in defined else None


def _size(part: Any, whole: Any, within: tuple[str, ...], known: dict[str, int]) -> int:
    """Give how many schemas there are with references written out; too many for a circle."""
    size = 0
    for _, inner in _parts(part, ()):
        size += 1
        name = _target(inner.get("$ref"), whole) if isinstance(inner, dict) else None
        if name is None:
            continue
        if name in within or len(within) > _DEEPEST:
            return _MOST_SCHEMAS + 1
        if name not in known:
            known[name] = _size(whole["$defs"][name], whole, (*within, name), known)
        size += known[name]
    return size


def _pattern_fault(pattern: str) -> str | None:
    try:
        _matcher(pattern)
    except SchemaError as error:
        reason = str(error).strip().splitlines()[-1].strip().removeprefix("error: ").removeprefix("SchemaError: ")
        return f"found a pattern that cannot be used ({printable(reason, 100)}), wanted a plain regular expression"
    return None


@functools.lru_cache(maxsize=1024)
def _matcher(pattern: str) -> SchemaValidator:
    return SchemaValidator(core_schema.str_schema(pattern=pattern, regex_engine="rust-regex"))


def _meta_faults(schema: Any) -> Iterable[tuple[Steps, str]]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - dear to import, and not always needed

    for error in Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema):
        path = tuple(error.absolute_path)
        while error.context:
            error = error.context[0]  # noqa: PLW2901 - the first form is the one that is meant
        yield path, f"found what is not JSON Schema 2020-12, wanted {_wanted(error)}"


def misfits(schema: Any, value: Any) -> list[str]:
    """Give what a value should have been, in words that never repeat it; nothing where it fits."""
    if surely_fits(schema, value):
        return []
    return [_wanted(error) for error in _validator(canonical(schema), _Held(schema)).iter_errors(value)]


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
    own = {"pattern": _pattern, "multipleOf": _multiple_of, "uniqueItems": _unique_items}
    validator: Any = extend(Draft202012Validator, own, type_checker=checker)  # type: ignore[no-untyped-call]
    return validator(held.schema, registry=registry)  # type: ignore[no-any-return]


def _pattern(validator: Validator, pattern: str, value: Any, _schema: Any) -> Iterator[Exception]:
    from jsonschema import ValidationError  # noqa: PLC0415

    if validator.is_type(value, "string") and not (
        len(value) <= _LONGEST_MATCHED and _matcher(pattern).isinstance_python(value)
    ):
        yield ValidationError("pattern")


def _multiple_of(validator: Validator, of: Any, value: Any, _schema: Any) -> Iterator[Exception]:
    from jsonschema import ValidationError  # noqa: PLC0415

    if validator.is_type(value, "number") and Fraction(value) % Fraction(of):
        yield ValidationError("multipleOf")


def _unique_items(validator: Validator, wanted: Any, value: Any, _schema: Any) -> Iterator[Exception]:
    from jsonschema import ValidationError  # noqa: PLC0415

    if wanted and validator.is_type(value, "array") and len({_token(item) for item in value}) < len(value):
        yield ValidationError("uniqueItems")


def _token(value: Any) -> Any:
    """Give what can be looked up and is the same for equal values: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, list):
        return "list", tuple(_token(item) for item in value)
    if isinstance(value, dict):
        return "mapping", frozenset((key, _token(item)) for key, item in value.items())
    return isinstance(value, bool), value


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
    "uniqueItems": "a list of different values",
}


_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "nothing",
}


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def values_of(schema: Any) -> str | None:
    """Give in words what a plain schema allows, or None where that would take more than its type or list."""
    if not isinstance(schema, dict):
        return None
    if isinstance(schema.get("enum"), list):
        return "one of " + listing((_written(item) for item in schema["enum"]), 40)
    return _KINDS.get(schema["type"]) if isinstance(schema.get("type"), str) else None


def _wanted(error: Any) -> str:
    name, wanted = error.validator, error.validator_value
    if name == "type":
        return " or ".join(_KINDS.get(kind, kind) for kind in ([wanted] if isinstance(wanted, str) else wanted))
    if name == "enum":
        return "one of " + listing((_written(item) for item in wanted), 40)
    if name == "required":
        return "a mapping with " + listing(wanted)
    return _WORDS[name].format(wanted) if name in _WORDS else f"what its schema allows ({name})"
