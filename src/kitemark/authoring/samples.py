"""A value that fits a field's schema, to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kitemark.schemas import misfits


def sample(schema: Any) -> Any:
    """Give a value that fits a schema; LookupError where none is plain to see."""
    return next(value for value in _guesses(schema) if not misfits(schema, value))


def _guesses(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        if "const" in schema:
            yield schema["const"]
        for key in ("enum", "examples"):
            yield from schema.get(key) or ()
        if "default" in schema:
            yield schema["default"]
        for bound in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"):
            if bound in schema:
                yield from (schema[bound], schema[bound] + 1, schema[bound] - 1)
        yield from _lists(schema)
    yield from (0, False, "text", [], {}, 1, "2026-01-01", None)
    raise LookupError("found no value that fits")


def _lists(schema: dict[str, Any]) -> Iterator[Any]:
    for part in (schema.get("items"), schema.get("contains")):
        if isinstance(part, dict):
            try:
                yield [sample(part)] * max(schema.get("minItems", 1), 1)
            except LookupError:
                continue
