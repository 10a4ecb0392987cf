"""Keys: which a model knows at a place of a document, and where in it an error stands."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from kitemark.problems import closest
from kitemark.reading import Path


def meant_key(model: type[BaseModel], data: Any, path: Path) -> str | None:
    """Give the known key that an unknown one may have been meant to be, which does not stand beside it already."""
    for step in path[:-1]:
        data = data[step]
    return closest(str(path[-1]), sorted(keys_at(model, path[:-1]).difference(data)))


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


def keys_at(model: type[BaseModel], path: Path) -> set[str]:
    """Give the keys that a model knows in the mapping at a path, in whichever form it may have."""
    return {field.alias or name for each in models_at(model, path) for name, field in each.model_fields.items()}


def models_at(model: type[BaseModel], path: Path) -> list[type[BaseModel]]:
    """Give the models that the mapping at a path may have, one for each of its forms."""
    annotations: list[Any] = [model]
    for step in path:
        annotations = [inner for annotation in annotations for inner in _descend(annotation, step)]
    return [each for annotation in annotations for each in _models(annotation)]


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
