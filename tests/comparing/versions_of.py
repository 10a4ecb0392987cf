"""Versions of drawn standards: what an edit at random makes of one."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

Path = tuple[Any, ...]


def places(data: Any, path: Path = ()) -> Iterator[Path]:
    """Every path in the data."""
    yield path
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inner:
        yield from places(value, (*path, step))


def at(data: Any, path: Path) -> Any:
    """What stands at a path."""
    for step in path:
        data = data[step]
    return data


def edited(data: Any, dice: random.Random) -> tuple[Path, Any]:
    """A copy of the data with one place changed, and which place: the list, where the item stands in it twice."""
    changed = copy.deepcopy(data)
    every = [path for path in places(changed) if path]
    path = dice.choice(every)
    holder, key = at(changed, path[:-1]), path[-1]
    value = holder[key]
    if dice.random() < 0.2:
        del holder[key]
    elif isinstance(value, bool):
        holder[key] = not value
    elif isinstance(value, int):
        holder[key] = value + dice.choice([-1, 1, 2])
    elif isinstance(value, str) and value.endswith("%"):
        holder[key] = f"{dice.randrange(101)}%"
    elif isinstance(value, str):
        texts = [text for one in every if isinstance(text := at(data, one), str)]
        holder[key] = dice.choice([f"{value} x", dice.choice(texts)])
    elif isinstance(value, list) and value:
        dice.shuffle(value) if dice.random() < 0.5 else value.append(copy.deepcopy(dice.choice(value)))
    whole = at(data, path[:-1])
    return path[:-1] if isinstance(whole, list) and whole.count(value) > 1 else path, changed
