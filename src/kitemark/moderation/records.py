"""The records of several packs made one list: the same id, the same record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kitemark.digest import canonical
from kitemark.moderation.heads import Part, parties
from kitemark.moderation.order import interleaved
from kitemark.problems import Problem, listing
from kitemark.standard import Standard

Records = dict[str | None, list[dict[str, Any]]]
"""Records by the unit in which they stand; None for the organisation's own."""


def gathered_records(parts: Sequence[Part], standard: Standard) -> tuple[Records, bool, list[Problem]]:
    """Give the records of all packs, whether the packs agree on their order, and what contradicts.

    No problem repeats what a record holds.
    """
    seen: dict[str, tuple[Part, str | None, dict[str, Any]]] = {}
    lists: dict[str | None, list[list[str]]] = {}
    problems: list[Problem] = []
    for part in parts:
        for unit, path in parties(part):
            here: list[str] = []
            for record in part.at((*path, "evidence")) or ():
                name = record.get("id")
                if not isinstance(name, str):
                    continue  # told when the pack is bound
                first = seen.setdefault(name, (part, unit, record))
                if first[0] is not part:
                    problems += _contradiction(name, part, unit, record, first, standard)
                here += [name] if name not in here else []
            lists.setdefault(unit, []).append(here)
    found, agree = {}, True
    for unit, some in lists.items():
        order, whole = interleaved(some, str)
        agree = agree and whole
        found[unit] = [seen[name][2] for name in order]
    return found, agree, problems


def _contradiction(
    name: str,
    part: Part,
    unit: str | None,
    record: dict[str, Any],
    first: tuple[Part, str | None, dict[str, Any]],
    standard: Standard,
) -> list[Problem]:
    other, place, known = first
    fields = sorted(key for key in known.keys() | record.keys() if _text(known, key) != _text(record, key))
    if unit != place:
        fields.append("unit")
    if not fields:
        return []
    spot = part.assessment.bound(standard)[0].spots.get(name)
    message = f"found the record '{name}' with other content than in {other.name}, in {listing(map(repr, fields), 20)}"
    hint = "correct one of the two, or give the other record an id of its own"
    if spot is None:
        return [part.problem(("evidence",), message, hint, "duplicate-id")]
    return [spot.problem("duplicate-id", None, message, hint)]


def _text(record: dict[str, Any], key: str) -> str | None:
    return canonical(record[key]) if key in record else None
