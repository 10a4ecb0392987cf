"""Folders of packs for the tests beside this one: small ones by small standards, and every kind of bad one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

Data = dict[str, Any]

STANDARD: Data = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small mark",
    "smallest_group": 10,
    "scale": "s",
    "scales": {"s": [{"value": n, "name": name} for n, name in enumerate(("None", "Some", "Most", "All"))]},
    "judgements": {"settle": "worst"},
    "evidence": {
        "survey": {
            "voice": "customer",
            "people": "answers",
            "fields": {
                "question": {"enum": ["heard", "safe"]},
                "answers": {"type": "integer"},
                "positive": {"type": "integer"},
            },
            "rules": ["positive <= answers"],
        },
        "paper": {"fields": {}},
    },
    "measures": {
        "heard": {"from": "survey", "where": {"question": "heard"}, "take": {"share": "positive", "of": "answers"}},
        "safe": {"from": "survey", "where": {"question": "safe"}, "take": {"share": "positive", "of": "answers"}},
        "papers": {"from": "paper", "take": "count", "title": "Papers"},
    },
    "safeguards": [
        {"id": "voices", "each": "criteria", "at_most": 2, "unless": {"measure": "papers", "at_least": 2}, "title": "V"}
    ],
    "criteria": [{"id": name, "title": f"Criterion {name}"} for name in "abc"],
    "levels": [
        {"id": "bronze", "title": "Bronze", "requires": [{"each": "criteria", "at_least": 1}]},
        {
            "id": "silver",
            "title": "Silver",
            "requires": [{"overall": "60%"}, {"each": "criteria", "at_least": 2, "except": 1}],
        },
        {
            "id": "gold",
            "title": "Gold",
            "requires": [{"measure": "heard", "at_least": "70%"}, {"some": "criteria", "at_least": 3}],
        },
    ],
    "flags": [{"id": "quiet", "title": "Quiet", "when": {"measure": "safe", "at_most": "50%"}}],
}


def judged(*ratings: int | None, assessor: str = "A") -> list[Data]:
    """Judgements of the criteria a, b and c."""
    return [
        {"criterion": name, "rating": rating, "assessor": assessor, "because": "Seen."}
        for name, rating in zip("abc", ratings, strict=False)
        if rating is not None
    ]


def papers(count: int) -> list[Data]:
    """So many papers."""
    return [{"id": f"p{number}", "kind": "paper", "date": "2026-10-01"} for number in range(count)]


def survey(question: str, answers: int, positive: int) -> Data:
    """One survey."""
    record = {"id": f"s-{question}", "kind": "survey", "date": "2026-10-01", "question": question}
    return {**record, "answers": answers, "positive": positive}


def pack_of(name: str, **keys: Any) -> Data:
    """A pack by the small standard."""
    organisation = {"id": name.lower().replace(" ", "-") or "nameless", "name": name}
    return {"standard": "standard.yaml", "organisation": organisation, "date": "2026-11-01", **keys}


def put(folder: Path, name: str, data: Any) -> Path:
    """A file with this data, or this text."""
    text = data if isinstance(data, str) else yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def folder_of(place: Path, packs: dict[str, Data], standard: Data | None = None) -> Path:
    """A folder with the small standard and some packs."""
    place.mkdir(exist_ok=True)
    put(place, "standard.yaml", standard or STANDARD)
    for name, pack in packs.items():
        put(place, name, pack)
    return place


def sound(place: Path) -> Path:
    """A folder of four sound packs."""
    return folder_of(
        place,
        {
            "ash.yaml": pack_of("Ash", judgements=judged(1, 2, 2), evidence=papers(2)),
            "birch.yaml": pack_of("Birch", judgements=[*judged(0, 1, 1), *judged(3, 1, 1, assessor="B")]),
            "cedar.json": pack_of("Cedar", judgements=judged(3, 3, 3), evidence=[*papers(2), survey("heard", 8, 7)]),
            "elm.yml": pack_of("Elm", judgements=judged(2, 2), evidence=papers(1)),
        },
    )


def bad(place: Path) -> list[Path]:
    """Every kind of bad pack, put into a folder."""
    pack = pack_of("Bad", judgements=judged(1, 1, 1))
    fifo = place / "fifo.yaml"
    os.mkfifo(fifo)
    latin = place / "latin.yaml"
    latin.write_bytes("organisation: {id: caf\xe9}\n".encode("latin-1"))
    packed = place / "packed.yaml"
    packed.write_bytes(b"PK\x03\x04 and so on")
    huge = place / "huge.yaml"
    huge.write_bytes(b"organisation: {}\n" + b"# and more\n" * 2_000_000)
    dangling = place / "dangling.yaml"
    dangling.symlink_to(place / "nowhere.yaml")
    return [
        put(place, "syntax.yaml", 'organisation: {id: x, name: "never closed\n'),
        put(place, "empty.yaml", ""),
        put(place, "deep.yaml", "organisation: " + "[" * 100_000),
        put(place, "deep.json", '{"organisation": ' + '{"a": ' * 100_000),
        put(place, "no-table.yaml", {**pack, "evidence": [{"kind": "paper", "table": "none.csv"}]}),
        put(place, "no-standard.yaml", {**pack, "standard": "nowhere"}),
        put(place, "names-none.yaml", {key: value for key, value in pack.items() if key != "standard"}),
        put(place, "undated.yaml", {key: value for key, value in pack.items() if key != "date"}),
        put(place, "misspelt.yaml", {("organization" if k == "organisation" else k): v for k, v in pack.items()}),
        put(place, "unfit.yaml", {**pack, "judgements": [{"criterion": "z", "rating": 9, "assessor": "A"}]}),
        latin,
        packed,
        huge,
    ]
