"""From the forms of files to their JSON Schema.

Forms use few kinds of annotation, so that few lines read them. Pydantic can make a schema of a
model, too, but words and orders it anew from version to version; and it takes `null` for a value
wherever a key may be left out, which no file may say.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotated_types import MinLen
from pydantic import BaseModel, Discriminator
from pydantic.fields import FieldInfo

from kitemark.authoring.sayings import Saying, paragraphs, sayings
from kitemark.model.fields import Written

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Mapping[Any, str] = {str: "string", int: "integer", bool: "boolean", float: "number", type(None): "null"}

_NOTHING: Schema = {"type": "null"}


def words(name: str) -> str:
    """Give a name of the language or of the source as a title: `at_most` is "At most"."""
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").split()
    return " ".join([parts[0].capitalize(), *(part.lower() for part in parts[1:])])


def refer(name: str) -> Schema:
    """Give the schema that a definition stands for."""
    return {"$ref": f"#/$defs/{name}"}


def schema_text(schema: Schema) -> str:
    """Give a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def whole(
    form: type, name: str, *, free: Iterable[str] = (), nothing: bool = False, also: Iterable[type] = ()
) -> Schema:
    """Give the schema of a whole file that has a form, with the definitions of all forms in it and of others.

    A key may not be followed by nothing, `null`, save below the keys that are `free`, or with
    `nothing` wherever the form says so.
    """
    shapes = _Shapes(frozenset(free))
    schema = {"$schema": DIALECT, "$id": f"urn:kitemark:schema:1:{name}", **shapes.of(form, nothing=nothing)}
    for other in also:
        shapes.define(other, nothing=nothing)
    return {**schema, "$defs": dict(sorted(shapes.definitions.items()))}


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of a form, as a file writes it."""

    name: str
    written: str
    required: bool
    notes: tuple[Any, ...] = ()


class _Shapes:
    """Makes the schemas of forms, and gathers those of the forms in them as definitions."""

    def __init__(self, free: frozenset[str]) -> None:
        self.definitions: dict[str, Schema] = {}
        self._free = free

    def of(self, form: type, *, nothing: bool) -> Schema:
        """Give the schema of a form; `nothing` where its values may be nothing."""
        hints = typing.get_type_hints(form, include_extras=True)
        said = sayings(form)
        keys = _keys(form, said)
        config: Mapping[str, Any] = getattr(form, "model_config", {})
        required = [key.written for key in keys if key.required]
        return {
            "title": config.get("title") or words(form.__name__),
            "description": paragraphs(form.__doc__ or ""),
            "type": "object",
            "properties": {
                key.written: self._property(key, hints[key.name], said.get(key.name), nothing=nothing) for key in keys
            },
            **({"required": required} if required else {}),
            **self._others(hints, config),
        }

    def _property(self, key: _Key, annotation: Any, said: Saying | None, *, nothing: bool) -> Schema:
        schema: Schema = {"title": words(key.written)}
        if said is not None:
            schema |= {"description": said.means, "examples": list(said.examples)}
        inside = nothing or key.written in self._free
        return schema | self._schema(annotation, nothing=nothing, inside=inside) | _bounds(key.notes)

    def _others(self, hints: Mapping[str, Any], config: Mapping[str, Any]) -> Schema:
        """Give what a form says of keys that it does not name."""
        if config.get("extra") == "forbid":
            return {"additionalProperties": False}
        if "__pydantic_extra__" not in hints:
            return {}
        value = typing.get_args(hints["__pydantic_extra__"])[1]
        return {"additionalProperties": self._schema(value, nothing=False, inside=False)}

    def _schema(self, annotation: Any, *, nothing: bool, inside: bool) -> Schema:
        origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is typing.Annotated:
            return self._annotated(arguments[0], arguments[1:], nothing=nothing, inside=inside)
        if origin in (typing.Union, types.UnionType):
            parts = [part for part in arguments if nothing or part is not type(None)]
            return _one_of([self._schema(part, nothing=nothing, inside=inside) for part in parts])
        if origin is typing.NotRequired:
            return self._schema(arguments[0], nothing=nothing, inside=inside)
        if origin in (tuple, list):
            return {"type": "array", "items": self._schema(arguments[0], nothing=inside, inside=inside)}
        if origin is dict:
            return self._mapping(arguments[0], arguments[1], inside=inside)
        if origin is typing.Literal:
            return {"type": "string", "enum": list(arguments)}
        if annotation is Any:
            return {}
        return {"type": _PLAIN[annotation]} if annotation in _PLAIN else self.define(annotation, nothing=inside)

    def _annotated(self, base: Any, notes: tuple[Any, ...], *, nothing: bool, inside: bool) -> Schema:
        written = next((note for note in notes if isinstance(note, Written)), None)
        if written is not None:
            return dict(written.schema)
        schema = self._schema(base, nothing=nothing, inside=inside) | _bounds(notes)
        wanted = next((note.custom_error_message for note in notes if isinstance(note, Discriminator)), None)
        for part in schema.get("anyOf", ()) if wanted else ():
            if "enum" in part:
                part.setdefault("errorMessage", f"wanted {wanted}")
        return schema

    def _mapping(self, key: Any, value: Any, *, inside: bool) -> Schema:
        names = self._schema(key, nothing=False, inside=False)
        del names["type"]
        values = self._schema(value, nothing=inside, inside=inside)
        return {"type": "object", **({"propertyNames": names} if names else {}), "additionalProperties": values or True}

    def define(self, form: type, *, nothing: bool) -> Schema:
        """Gather the definition of a form, and give the schema that stands for it."""
        if form.__name__ not in self.definitions:
            self.definitions[form.__name__] = {}  # a form may hold itself
            self.definitions[form.__name__] = self.of(form, nothing=nothing)
        return refer(form.__name__)


def _keys(form: type, first: Iterable[str]) -> list[_Key]:
    """Give the keys of a form: those in `first` in that order, then the others."""
    keys = {key.name: key for key in (_of_model(form) if issubclass(form, BaseModel) else _of_typed_dict(form))}
    order = [name for name in first if name in keys]
    return [keys[name] for name in [*order, *(name for name in keys if name not in order)]]


def _of_model(form: type[BaseModel]) -> Iterator[_Key]:
    for name, field in form.model_fields.items():
        yield _Key(name, field.alias or name, field.is_required(), tuple(field.metadata))


def _of_typed_dict(form: type) -> Iterator[_Key]:
    required: frozenset[str] = getattr(form, "__required_keys__", frozenset())
    for name, hint in typing.get_type_hints(form, include_extras=True).items():
        yield _Key(name, name, name in required and typing.get_origin(hint) is not typing.NotRequired)


def _bounds(notes: Iterable[Any]) -> Schema:
    """Give what notes on a list say of its length."""
    found: Schema = {}
    for note in notes:
        for inner in note.metadata if isinstance(note, FieldInfo) else (note,):
            if isinstance(inner, MinLen):
                found["minItems"] = inner.min_length
    return found


def _one_of(parts: list[Schema]) -> Schema:
    """Give the schema of several forms of a value: bare ones first, as an editor tells what is wrong by the first."""
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2 and parts[1] == _NOTHING and isinstance(parts[0].get("type"), str):
        return {**parts[0], "type": [parts[0]["type"], "null"]}
    return {"anyOf": sorted(parts, key=lambda part: (part == _NOTHING, "$ref" in part, part.get("type") == "array"))}
