"""A small standard that two judge by, and packs of theirs."""

from __future__ import annotations

from typing import Any

import kitemark
from kitemark.reading import Table

Data = dict[str, Any]

STANDARD: Data = {
    "kitemark": 1,
    "id": "pair",
    "version": "1.0.0",
    "title": "Judged by two",
    "judgements": {"assessors": 2, "roles": ["independent", "peer"]},
    "not_applicable": "excluded",
    "scales": {
        "practice": [
            {"value": 0, "name": "Not yet"},
            {"value": 1, "name": "Started"},
            {"value": 2, "name": "Working"},
            {"value": 3, "name": "Thriving"},
        ],
        "faults": {"better": "lower", "points": [{"value": 9}, {"value": 4}, {"value": 0}]},
        "percent": {"from": 0, "to": 100, "step": 5},
    },
    "scale": "practice",
    "evidence": {"visit": {"fields": {}}, "survey": {"voice": "customer", "people": "n", "fields": {"n": {}}}},
    "sections": [
        {"id": "P", "title": "Practice", "criteria": [{"id": f"p{n}", "title": f"P{n}"} for n in range(14)]},
        {"id": "S", "title": "Shares", "scale": "percent", "criteria": [{"id": "share", "title": "Share"}]},
    ],
    "levels": [
        {"id": "one", "title": "One", "requires": [{"each": ["p0", "p1"], "at_least": "Working"}]},
        {"id": "two", "title": "Two", "requires": [{"each": {"in": "P"}, "at_least": "Started", "except": 2}]},
    ],
}
HEAD: Data = {"kitemark": 1, "organisation": {"id": "o", "name": "Corner Library"}, "date": "2026-11-01"}


def standard(**keys: Any) -> kitemark.Standard:
    """The standard, with some keys at the top otherwise."""
    return kitemark.standard_from({**STANDARD, **keys})


def judged(assessor: str, ratings: Data, **keys: Any) -> list[Data]:
    """One assessor's judgements, a rating a criterion; None marks it not applicable."""
    head = {"assessor": assessor, "role": "independent", "because": f"Seen by {assessor}.", **keys}
    return [
        {"criterion": name, **({"not_applicable": True} if said is None else {"rating": said}), **head}
        for name, said in ratings.items()
    ]


def pack(*judgements: list[Data], **keys: Any) -> kitemark.Assessment:
    """A pack with some judgements."""
    every = [one for some in judgements for one in some]
    return kitemark.assessment_from({**HEAD, **keys, **({"judgements": every} if every else {})})


def table(*rows: Data, columns: tuple[str, ...] = ()) -> Table:
    """A filled sheet, as it is read from a file."""
    names = columns or ("unit", "criterion", "agreed_rating", "agreed_because", "agreed_on", "agreed_by")
    filled = [(line, {key: value for key, value in row.items() if value}) for line, row in enumerate(rows, 2)]
    return Table("filled.csv", "filled.csv", 1, names, tuple(filled))
