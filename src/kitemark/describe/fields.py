"""Fields in words: what the JSON Schema of a field lets stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from kitemark.explain.words import joined
from kitemark.quantity import exact, shown

_KINDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "yes or no",
    "array": "a list",
    "object": "a group of values",
    "null": "nothing",
}
_SAID: Mapping[str, Callable[[Any], str]] = {
    "exclusiveMinimum": lambda value: f"more than {value_words(value)}",
    "exclusiveMaximum": lambda value: f"less than {value_words(value)}",
    "multipleOf": lambda value: f"in steps of {value_words(value)}",
    "minLength": lambda value: f"at least {value} characters",
    "maxLength": lambda value: f"at most {value} characters",
    "minItems": lambda value: f"at least {value} of them",
    "maxItems": lambda value: f"at most {value} of them",
    "uniqueItems": lambda value: "each only once" if value else "",
    "pattern": lambda value: f"of the form {value}",
    "format": lambda value: f"written as a {value}",
}
_REMARKS = frozenset({"type", "enum", "const", "items", "minimum", "maximum", "title", "description", "$comment"})
_REMARKS_TOO = frozenset({"default", "examples", "deprecated", "readOnly", "writeOnly"})


def field_words(schema: Any) -> str:
    """Give what may stand in a field."""
    if not isinstance(schema, dict):
        return "nothing" if schema is False else "anything"
    parts = [_kind(schema), *_bounds(schema)]
    parts += [say(schema[key]) for key, say in _SAID.items() if key in schema]
    if schema.keys() - _REMARKS - _REMARKS_TOO - _SAID.keys():
        parts.append("and more that its schema in the standard's file says")
    return ", ".join(part for part in parts if part)


def is_list(schema: Any) -> bool:
    """Tell whether what stands in a field is always a list, of which a test wants one thing among others."""
    return isinstance(schema, dict) and schema.get("type") in ("array", ["array"])


def may_be_list(schema: Any) -> bool:
    """Tell whether a list may stand in a field, so that two tests for different values may both hold."""
    if not isinstance(schema, dict):
        return schema is not False
    if "type" in schema:
        return "array" in schema["type"]  # one type, or a list of them
    if "const" in schema:
        return isinstance(schema["const"], list)
    values = schema.get("enum")
    return values is None or any(isinstance(value, list) for value in values)


def description(schema: Any) -> str:
    """Give what the standard says of a field in its own words."""
    said = schema.get("description", schema.get("title", "")) if isinstance(schema, dict) else ""
    return said if isinstance(said, str) else ""


def _kind(schema: Mapping[str, Any]) -> str:
    if "const" in schema:
        return f"always {value_words(schema['const'])}"
    if "enum" in schema:
        return _one_of(schema["enum"])
    types = schema.get("type", [])
    names = [types] if isinstance(types, str) else list(types)
    kind = joined([_KINDS[name] for name in names], "or") or "anything"
    return f"{kind} of: {field_words(schema['items'])}" if "array" in names and "items" in schema else kind


def _one_of(values: Iterable[Any]) -> str:
    words = [value_words(value) for value in values]
    return f"one of {joined(words, 'or')}" if len(words) > 1 else "".join(words) or "nothing"


def _bounds(schema: Mapping[str, Any]) -> Iterable[str]:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        yield f"from {value_words(low)} to {value_words(high)}"
    elif low is not None:
        yield f"{value_words(low)} or more"
    elif high is not None:
        yield f"{value_words(high)} or less"


def value_words(value: Any) -> str:
    """Give a value of a file in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        return shown(exact(value), 22)
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_words, value))}]"
    return "nothing" if value is None else str(value) if isinstance(value, str) else "a group of values"
