"""Documents to models: everything Pydantic finds, in the project's own words and places."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kitemark.model.fields import Strict, found, kind_of
from kitemark.problems import KitemarkError, Problem, closest, listing, nearest
from kitemark.reading import Document, Path

if typing.TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=Strict)

_WANTED = {
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def validate(model: type[M], document: Document) -> M:
    """Give the model of a document; KitemarkError with every problem otherwise.

    What reading found is told with them. No message repeats a value below a key that the
    model calls private.
    """
    if not isinstance(document.data, dict):
        message = f"found {kind_of(document.data)}, wanted a mapping of keys"
        nothing = document.problem("wrong-type", (), message, "begin with 'kitemark: 1'")
        raise KitemarkError(document.problems or [nothing])
    if model.mistaken is not None and model.mistaken.key in document.data:
        _refuse_mistaken(model, document)
    told = set(document.faults)
    empty = [path for path in _nothings(document.data, (), model.free) if path not in told]
    problems = [*document.problems, *(_empty(document, path) for path in empty)]
    told.update(empty)
    try:
        built = model.model_validate(document.data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        found_at = [(detail, real_path(document.data, detail["loc"])) for detail in details]
        meant = {(path[:-1], _meant(model, path)) for detail, path in found_at if _is_unknown(model, detail, path)}
        problems += [
            _problem(model, document, detail, path)
            for detail, path in found_at
            if path not in told and not _follows(detail, path, meant)
        ]
        raise KitemarkError(problems) from None
    if problems:
        raise KitemarkError(problems)
    return built


def _refuse_mistaken(model: type[Strict], document: Document) -> None:
    other = model.mistaken
    if other is not None and other.without not in document.data:
        message = f"found {other.what}, wanted {other.wanted}"
        raise KitemarkError([document.problem("wrong-file", (other.key,), message, other.hint, key=True)])


def _nothings(value: Any, path: Path, free: frozenset[str]) -> Iterable[Path]:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if item is None:
            yield (*path, key)
        elif key not in free and item.__class__ in (dict, list):
            yield from _nothings(item, (*path, key), free)


def _empty(document: Document, path: Path) -> Problem:
    here = "after this key" if isinstance(path[-1], str) else "in the list"
    message = f"found nothing {here}, wanted a value"
    hint = "fill it in or take it out"
    if " " in str(path[-1]):
        hint = "if this belongs to the text before it, put that text in quotes: it holds a comma"
    return document.problem("empty-value", path, message, hint, key=isinstance(path[-1], str))


def _problem(model: type[Strict], document: Document, detail: ErrorDetails, path: Path) -> Problem:
    kind, value = detail["type"], detail["input"]
    if kind == "missing":
        name = str(detail["loc"][-1])
        return document.problem("missing-key", path, f"found no '{name}', which is required", f"add '{name}: ...'")
    if _is_unknown(model, detail, path):
        return _unknown_key(model, document, path)
    seen = kind_of(value) if model.private & set(path) else found(value)
    context = detail.get("ctx", {})
    hint = None
    if kind == "too_short":
        seen, wanted = "an empty list", "at least one entry"
    elif kind == "literal_error":
        wanted = str(context["expected"]).replace("'", "")
        hint = nearest(str(value), wanted.replace(" or ", ", ").split(", ")) if isinstance(value, str) else None
    else:
        wanted = detail["msg"] if kind == "shape" else context.get("wanted") or _WANTED[kind]
    key = detail["loc"][-1] == "[key]"
    message = f"found {seen}, wanted {wanted}"
    return document.problem("dates" if kind == "dates" else "wrong-type", path, message, hint, key=key)


def _follows(detail: ErrorDetails, path: Path, meant: set[tuple[Path, str | None]]) -> bool:
    """Tell whether an error only follows from others: what a misspelt key was meant to be, a list of faulty items."""
    if detail["type"] == "missing":
        return (path, str(detail["loc"][-1])) in meant
    return detail["type"] == "too_short" and bool(detail["input"])


def _is_unknown(model: type[BaseModel], detail: ErrorDetails, path: Path) -> bool:
    """Tell whether an error is of a key that is none; so is one of an open mapping that is nearly a known key."""
    if detail["type"] in ("extra_forbidden", "missing"):
        return detail["type"] == "extra_forbidden"
    return bool(path) and isinstance(path[-1], str) and _misspelt(model, path)


def _misspelt(model: type[BaseModel], path: Path) -> bool:
    """Tell whether a key of an open mapping, of which the value is wrong, is nearly one of the known keys."""
    known = sorted(_keys_at(model, path[:-1]))
    return bool(known) and path[-1] not in known and closest(str(path[-1]), known) is not None


def _meant(model: type[BaseModel], path: Path) -> str | None:
    """Give the known key that an unknown one may have been meant to be."""
    return closest(str(path[-1]), sorted(_keys_at(model, path[:-1])))


def _unknown_key(model: type[BaseModel], document: Document, path: Path) -> Problem:
    key = str(path[-1])
    known = sorted(_keys_at(model, path[:-1]))
    hint = nearest(key, known) or (f"the keys here are {listing(known, 40)}" if known else None)
    return document.problem("unknown-key", path, f"found the unknown key '{key}'", hint, key=True)


def real_path(data: Any, loc: tuple[int | str, ...]) -> Path:
    """Give where an error stands: its steps without those that name a form of a value."""
    path: list[str | int] = []
    for step in loc:
        if _leads_on(data, step):
            data = data[step]
            path.append(step)
    return tuple(path)


def _leads_on(data: Any, step: int | str) -> bool:
    return step in data if isinstance(data, dict) else isinstance(data, list) and isinstance(step, int)


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
