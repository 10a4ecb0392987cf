"""Documents to models: everything Pydantic finds, in the project's own words and places."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kitemark.model.fields import found
from kitemark.problems import KitemarkError, Problem, listing, nearest
from kitemark.reading import Document, Path

M = TypeVar("M", bound=BaseModel)

_WANTED = {
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "string_type": "text",
    "too_short": "at least one entry",
}
_FREE = frozenset({"fields", "profile", "evidence"})


def validate(model: type[M], document: Document, *, quiet: bool = False) -> M:
    """Give the model of a document; KitemarkError with every problem otherwise.

    With `quiet` no message repeats a value, for files that carry people's voices.
    """
    if not isinstance(document.data, dict):
        message = f"found {found(document.data)}, wanted a mapping of keys"
        raise KitemarkError([document.problem("wrong-type", (), message)])
    problems = [_empty(document, path) for path in _nothings(document.data, ())]
    try:
        built = model.model_validate(document.data)
    except ValidationError as error:
        empty = {problem.path for problem in problems}
        for detail in error.errors(include_url=False, include_context=True):
            problem = _problem(model, document, detail, quiet=quiet)
            if problem.path not in empty:
                problems.append(problem)
        raise KitemarkError(problems) from None
    if problems:
        raise KitemarkError(problems)
    return built


def _nothings(value: Any, path: Path) -> Iterable[Path]:
    if isinstance(value, dict):
        for key, item in value.items():
            if item is None:
                yield (*path, key)
            elif key not in _FREE and item.__class__ in (dict, list):
                yield from _nothings(item, (*path, key))
    else:
        for index, item in enumerate(value):
            if item is None:
                yield (*path, index)
            elif item.__class__ in (dict, list):
                yield from _nothings(item, (*path, index))


def _empty(document: Document, path: Path) -> Problem:
    return document.problem(
        "empty-value", path, "found nothing after this key, wanted a value", "fill it in or remove the key", key=True
    )


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails, *, quiet: bool) -> Problem:
    path = _real_path(document.data, detail["loc"])
    kind, value = detail["type"], detail["input"]
    if kind == "missing":
        name = str(detail["loc"][-1])
        return document.problem("missing-key", path, f"found no '{name}', which is required", f"add '{name}: ...'")
    if kind == "extra_forbidden":
        return _unknown_key(model, document, path)
    seen = _kind_of(value) if quiet else found(value)
    if kind in _WANTED:
        return document.problem(
            "wrong-type",
            path,
            f"found {'nothing in the list' if kind == 'too_short' else seen}, wanted {_WANTED[kind]}",
        )
    context = detail.get("ctx", {})
    if kind == "literal_error":
        words = str(context["expected"]).replace("'", "")
        return document.problem(
            "wrong-type",
            path,
            f"found {seen}, wanted {words}",
            nearest(str(value), words.replace(" or ", ", ").split(", ")),
        )
    if "wanted" in context:
        return document.problem(kind, path, f"found {seen}, wanted {context['wanted']}")
    return document.problem("wrong-type", path, f"found {seen}, wanted another kind of value here")


def _kind_of(value: object) -> str:
    return (
        found(value)
        if not isinstance(value, str | int) or isinstance(value, bool)
        else "text"
        if isinstance(value, str)
        else "a number"
    )


def _unknown_key(model: type[BaseModel], document: Document, path: Path) -> Problem:
    key = str(path[-1])
    known = sorted(_keys_at(model, path[:-1]))
    hint = nearest(key, known) or (f"the keys here are {listing(known, 40)}" if known else None)
    return document.problem("unknown-key", path, f"found the unknown key '{key}'", hint, key=True)


def _real_path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """Drop the steps that name a form of a value and not a place in the data."""
    path: list[str | int] = []
    for step in loc:
        if (isinstance(step, int) and isinstance(data, list) and step < len(data)) or (isinstance(step, str) and isinstance(data, dict) and step in data):
            data = data[step]
            path.append(step)
    return tuple(path)


def _keys_at(model: type[BaseModel], path: Path) -> set[str]:
    annotations: list[Any] = [model]
    for step in path:
        annotations = [inner for annotation in annotations for inner in _descend(annotation, step)]
    return {
        field.alias or name
        for annotation in annotations
        for each in _models(annotation)
        for name, field in each.model_fields.items()
    }


def _models(annotation: Any) -> Iterable[type[BaseModel]]:
    for part in _forms(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            yield part


def _descend(annotation: Any, step: str | int) -> Iterable[Any]:
    for part in _forms(annotation):
        arguments = typing.get_args(part)
        origin = typing.get_origin(part)
        if isinstance(part, type) and origin is None and issubclass(part, BaseModel):
            for name, field in part.model_fields.items():
                if (field.alias or name) == step:
                    yield field.annotation
        elif origin is tuple and isinstance(step, int):
            yield arguments[0]
        elif origin is dict and isinstance(step, str):
            yield arguments[1]


def _forms(annotation: Any) -> Iterable[Any]:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        yield from _forms(typing.get_args(annotation)[0])
    elif origin in (typing.Union, types.UnionType):
        for part in typing.get_args(annotation):
            yield from _forms(part)
    else:
        yield annotation
