"""Changes: one pack made from another."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from kitemark.binding.spot import PLAIN_ID
from kitemark.model.examples import Changes
from kitemark.problems import listing, nearest

Data = dict[str, Any]


class ChangeError(ValueError):
    """A change that cannot be made: it takes out, or changes, what is not there; `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        """Take what is wrong and what to do about it."""
        super().__init__(message)
        self.hint = hint


def changed(pack: Data, changes: Changes) -> Data:
    """Give a copy of a pack's data with the changes made; ChangeError for what is not there to change.

    The pack's tables must be written out, so that their records can be changed too.
    """
    data = copy.deepcopy(pack)
    if changes.date is not None:
        data["date"] = changes.date.isoformat()
    _set(data.setdefault("organisation", {}).setdefault("profile", {}), changes.profile, "fact")
    _change_part(data, changes)
    for name, inside in changes.units.items():
        _change_unit(data, name, inside)
    return data


def _change_part(part: Data, changes: Changes) -> None:
    for name, fields in changes.evidence.items():
        part["evidence"] = _evidence(part.get("evidence", []), name, fields)
    for criterion, said in changes.judgements.items():
        part["judgements"] = _judgements(part.get("judgements", []), criterion, said)


def _change_unit(data: Data, name: str, changes: Changes | None) -> None:
    units = data.get("units", [])
    unit = next((one for one in units if one["id"] == name), None)
    if unit is None:
        raise _absent("unit", name, [one["id"] for one in units])
    if changes is None:
        units.remove(unit)
        return
    _set(unit.setdefault("profile", {}), changes.profile, "fact")
    _change_part(unit, changes)


def _evidence(records: list[Data], name: str, fields: Any) -> list[Data]:
    known = next((one for one in records if one.get("id") == name), None)
    if fields is None:
        if known is None:
            raise _absent("record", name, _ids(records))
        return [one for one in records if one is not known]
    if not isinstance(fields, dict):
        message = f"found no fields for the record '{name}', wanted them as a mapping, or null to take it out"
        raise ChangeError(message, f"write {name}: {{FIELD: value}}, or {name}: null")
    if known is not None:
        _set(known, fields, "field")
        return records
    if "kind" not in fields:
        raise _absent("record", name, _ids(records), "a new record names its kind")
    return [*records, {"id": name, **fields}]


def _ids(records: list[Data]) -> list[str]:
    """Give the ids of records; one that is no plain id may be somebody's words, and is not told."""
    return [one["id"] for one in records if isinstance(one.get("id"), str) and PLAIN_ID.match(one["id"])]


def _judgements(judgements: list[Data], criterion: str, said: Any) -> list[Data]:
    others = [one for one in judgements if one["criterion"] != criterion]
    mine = [one for one in judgements if one["criterion"] == criterion]
    if said is None:
        if not mine:
            hint = nearest(criterion, [one["criterion"] for one in judgements]) or "take this change out"
            raise ChangeError(f"found no judgement of '{criterion}' to take out", hint)
        return others
    if isinstance(said, list):
        return [*others, *(_judgement(criterion, one) for one in said)]
    if not mine:
        example = {"assessor": "Example", "role": "independent", "because": "As the example has it."}
        return [*judgements, {"criterion": criterion, "rating": said, **example}]
    for one in mine:
        one.pop("not_applicable", None)
        one["rating"] = said
    return judgements


def _judgement(criterion: str, said: Any) -> Data:
    if not isinstance(said, dict):
        example = "{rating: 2, assessor: Ada, because: ...}"
        message = f"found a judgement of '{criterion}' that is no mapping, wanted such as {example}"
        raise ChangeError(message, "write who judged, the rating and why, in { }")
    if said.get("criterion", criterion) != criterion:
        raise ChangeError(f"found a judgement of another criterion under '{criterion}'", "give it a key of its own")
    return {**said, "criterion": criterion}


def _set(into: Data, fields: Mapping[str, Any], what: str) -> None:
    for name, value in fields.items():
        if value is not None:
            into[name] = value
        elif name in into:
            del into[name]
        else:
            raise _absent(what, name, list(into))


def _absent(what: str, name: str, known: list[str], more: str = "") -> ChangeError:
    listed = f"there {'is' if len(known) == 1 else 'are'} {listing(known)}" if known else "the pack has none"
    hint = nearest(name, known) or more or listed
    return ChangeError(f"found no {what} '{name}' to change", f"{hint}; {more}" if more and hint != more else hint)
