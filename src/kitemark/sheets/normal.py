"""The form of a pack that workbooks and tables hold: what says the same is written the same way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Data = dict[str, Any]


def normal_form(pack: Mapping[str, Any]) -> Data:
    """Give a pack, its tables written out, in the form that a workbook gives back.

    The language's version is said; a period is a mapping; a unit's records do not say which unit they
    are in; lists of nothing, profiles of nothing and `not_applicable: false` are left out. It means the same.
    """
    found: Data = {"kitemark": 1, **_kept(pack)}
    found["organisation"] = _kept(pack["organisation"])
    _tidy(found, None)
    for unit in found.get("units", ()):
        _tidy(unit, unit["id"])
    return found


def _kept(mapping: Mapping[str, Any]) -> Data:
    """Give what of a mapping says something."""
    return {
        key: [_kept(item) if isinstance(item, dict) else item for item in value] if key == "units" else value
        for key, value in mapping.items()
        if value not in ([], {}, ())
    }


def _tidy(party: Data, unit: str | None) -> None:
    if "evidence" in party:
        party["evidence"] = [normal_record(record, unit) for record in party["evidence"]]
    if "judgements" in party:
        party["judgements"] = [_judgement(judgement) for judgement in party["judgements"]]


def normal_record(record: Mapping[str, Any], unit: str | None) -> Data:
    """Give a record as it is among the organisation's own, or among those of a unit."""
    found = dict(record)
    if found.get("criteria") == []:
        del found["criteria"]
    if unit is not None and found.get("unit") == unit:
        del found["unit"]
    if isinstance(period := found.get("period"), str):
        found["period"] = dict(zip(("from", "to"), period.split("/"), strict=True))
    return found


def _judgement(judgement: Mapping[str, Any]) -> Data:
    found = {key: value for key, value in judgement.items() if value != []}
    if found.get("not_applicable") is False:
        del found["not_applicable"]
    return found


def in_order(pack: Mapping[str, Any], kinds: Iterable[str]) -> bool:
    """Tell whether the records of each party stand kind by kind, in this order of kinds."""
    place = {kind: index for index, kind in enumerate(kinds)}
    parties = (pack, *pack.get("units", ()))
    lists = [[place[record["kind"]] for record in party.get("evidence", ())] for party in parties]
    return all(found == sorted(found) for found in lists)


def kinds_by_use(pack: Mapping[str, Any], kinds: Iterable[str]) -> list[str]:
    """Give the kinds, those that the pack uses first and as it first uses them."""
    used = [record["kind"] for party in (pack, *pack.get("units", ())) for record in party.get("evidence", ())]
    return list(dict.fromkeys([*used, *kinds]))
