"""Data as JSON in which every number is exact."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kitemark.digest import number_text


def exact_json(data: Any) -> str:
    """Give plain data as JSON, two columns a step; a decimal has all its digits, and is a number.

    A program that has only floats for numbers reads it rounded; one that has decimals reads what was meant.
    """
    return "".join(_parts(data, "\n")) + "\n"


def _parts(value: Any, margin: str) -> Iterator[str]:
    inner = f"{margin}  "
    if isinstance(value, Mapping) and value:
        for place, (key, item) in enumerate(value.items()):
            yield f"{',' if place else '{'}{inner}{json.dumps(key, ensure_ascii=False)}: "
            yield from _parts(item, inner)
        yield f"{margin}}}"
    elif isinstance(value, list | tuple) and value:
        for place, item in enumerate(value):
            yield f"{',' if place else '['}{inner}"
            yield from _parts(item, inner)
        yield f"{margin}]"
    else:
        yield number_text(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
