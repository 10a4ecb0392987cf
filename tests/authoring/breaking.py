"""Ways to break a file: a key lost or misspelt, a value of the wrong kind, a word of no list, a day that never was."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kitemark.authoring.sayings import plain
from kitemark.reading import plain_document

ODD: list[Any] = [None, True, False, 0, 1, 7, -1, 1.5, "", " ", "x", "X y", "no", "17", "1.0.0", "50%", "150%", "-1%"]
ODD += ["> 3", "< 63%", "12 months", "12 fortnights", "0 days", "2026-02-28", "2026-02-30", "2024-02-29", "2026-13-01"]
ODD += ["median", "higher", "section", "worst", "judgement", "criteria", "count", "none", "any"]
ODD += [[], {}, ["x"], [1], [[]], [None], {"x": 1}, {"x": None}, {"at_least": 1}, {"at_least": {}}, {"reaching": "60%"}]


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every mapping and list in the data, with each of its keys."""
    found, front = [], [data]
    while front:
        inner = front.pop()
        keys = list(inner) if isinstance(inner, dict) else range(len(inner))
        found += [(inner, key) for key in keys]
        front += [inner[key] for key in keys if isinstance(inner[key], dict | list)]
    return found


@st.composite
def broken(draw: Any, data: Any) -> Any:
    """A copy of the data with one or two places changed; a few stay as sound as they were."""
    changed = copy.deepcopy(plain_document(data).data)
    for _ in range(draw(st.sampled_from([1, 1, 2]))):
        every = places(changed)
        if not every:
            break
        holder, key = every[draw(st.integers(0, len(every) - 1))]
        match draw(st.sampled_from(["odd", "odd", "odd", "drop", "rename", "twin"])):
            case "odd":
                holder[key] = copy.deepcopy(draw(st.sampled_from(ODD)))
            case "drop":
                del holder[key]
            case "rename" if isinstance(holder, dict):
                holder[key[:-1] + draw(st.sampled_from(["", "x", "_", key[-1:] * 2]))] = holder.pop(key)
            case _:
                _, other = every[draw(st.integers(0, len(every) - 1))]
                holder[key] = copy.deepcopy(draw(st.sampled_from([other, [holder[key]], {"x": holder[key]}])))
    return changed


def refusals(schema: Any, data: Any) -> list[str]:
    """What a schema refuses of the data; another program has floats where the loader has exact numbers."""
    found = Draft202012Validator(schema).iter_errors(plain(plain_document(data).data))
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in found]
