"""What the source says of a form's keys: what each means, and examples of it.

It stands below each key as a docstring. Python keeps those of classes and drops those of keys, so
that they are read from the source, and only when somebody wants them.
"""

from __future__ import annotations

import ast
import functools
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kitemark.reading.parse import parse

_EXAMPLE = "Example: "


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of one key."""

    means: str
    examples: tuple[Any, ...]


def sayings(form: type) -> Mapping[str, Saying]:
    """Give what is said of the keys of a form, its own before those that it has from others.

    Where the source did not come with the library, nothing is said.
    """
    said: dict[str, Saying] = {}
    for owner in form.__mro__:
        if owner.__module__.startswith("kitemark."):
            for name, text in _keys(owner.__module__).get(owner.__name__, {}).items():
                said.setdefault(name, _saying(text))
    return said


def paragraphs(text: str) -> str:
    """Give a docstring with each of its paragraphs on one line."""
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n"))


@functools.cache
def _keys(module: str) -> Mapping[str, Mapping[str, str]]:
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except OSError:
        return {}
    return {node.name: dict(_docstrings(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _docstrings(owner: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for key, after in zip(owner.body, owner.body[1:], strict=False):
        if not (isinstance(key, ast.AnnAssign) and isinstance(key.target, ast.Name)):
            continue
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str):
            yield key.target.id, after.value.value


def _saying(text: str) -> Saying:
    lines = inspect.cleandoc(text).split("\n")
    examples = [line.removeprefix(_EXAMPLE) for line in lines if line.startswith(_EXAMPLE)]
    means = paragraphs("\n".join(line for line in lines if not line.startswith(_EXAMPLE)).strip())
    return Saying(means, tuple(plain(parse(example, None).data) for example in examples))


def plain(value: Any) -> Any:
    """Give data as JSON has it: exact decimals as floats."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value
