"""Standards and assessments back to text that loads to the same."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from kitemark.assessment import Assessment
from kitemark.digest import number_text
from kitemark.standard import Standard


def dump(source: Standard | Assessment) -> str:
    """Give a standard or an assessment as JSON, which is YAML too; loading it gives an equal one.

    Numbers stay exact. Comments and anchors are not kept; tables stay named, not copied in.
    """
    parts: list[str] = []
    _write(source.to_data(), "\n", parts)
    return "".join(parts) + "\n"


def _write(value: Any, margin: str, parts: list[str]) -> None:
    inner = margin + "  "
    if isinstance(value, dict) and value:
        for index, (key, item) in enumerate(value.items()):
            parts.append(f"{'{' if index == 0 else ','}{inner}{json.dumps(key, ensure_ascii=False)}: ")
            _write(item, inner, parts)
        parts.append(margin + "}")
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            parts.append(f"{'[' if index == 0 else ','}{inner}")
            _write(item, inner, parts)
        parts.append(margin + "]")
    else:
        parts.append(number_text(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False))
