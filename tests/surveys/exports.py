"""What the tests of survey exports share: a mapping, and exports drawn for it."""

from __future__ import annotations

import copy
import csv
import io
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

import kitemark

CUSTOMER_CARE = kitemark.load_standard("customer-care")
POSITIVE, OTHER = ["Agree a lot", "Agree"], ["Not sure", "Disagree"]
DONT_KNOW, DOES_NOT_APPLY = ["Don't know"], ["Does not apply"]
RESPECT, LISTEN, WORKER = (
    "Staff here treat me with respect.",
    "Staff here listen.",
    "My own worker treats me with respect.",
)
SITE = "Which site?"
MAPPING: dict[str, Any] = {
    "kitemark": 1,
    "standard": "customer-care@1",
    "kind": "survey",
    "id": "spring",
    "record": {
        "date": "2026-06-30",
        "design": "all-users",
        "setting": "private",
        "asked_by": "peer",
        "anonymity": "anonymous",
        "covers": "everyone",
        "invited": 500,
    },
    "answers": {"positive": POSITIVE, "other": OTHER, "dont_know": DONT_KNOW, "does_not_apply": DOES_NOT_APPLY},
    "questions": {
        RESPECT: {"question": "respected", "scope": "service", "criteria": ["A2"]},
        LISTEN: {"question": "listened-to", "scope": "service"},
        WORKER: {"question": "own-worker-respect", "scope": "worker"},
    },
}
SPLIT = {
    "column": SITE,
    "field": "unit",
    "values": {"North": "north", "South": "south", "East": "east", "West": "west"},
}
SORTS = {answer: sort for sort, answers in MAPPING["answers"].items() for answer in answers}
answers = st.sampled_from([*SORTS, "", " agree ", "AGREE A LOT", "Don\u2019t know"])


def sort_of(answer: str) -> str:
    """What an answer counts as, found in another way than the library's."""
    said = answer.strip().lower().replace("\u2019", "'")
    return next((sort for known, sort in SORTS.items() if known.lower() == said), "blank")


def rows(most: int = 80) -> st.SearchStrategy[list[dict[str, str]]]:
    """Rows of an export."""
    sites = st.sampled_from(["North"] * 5 + ["South"] * 4 + ["East", "West", ""])
    row = st.fixed_dictionaries({RESPECT: answers, LISTEN: answers, WORKER: answers, SITE: sites})
    return st.lists(row, max_size=most)


def mapping(**more: Any) -> dict[str, Any]:
    """The mapping with other keys."""
    return {**copy.deepcopy(MAPPING), **more}


def csv_of(found: list[dict[str, str]]) -> str:
    """An export as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(found[0]))
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()


def files(folder: Path, found: list[dict[str, str]], said: dict[str, Any]) -> tuple[Path, Path]:
    """An export and a mapping as files."""
    export, mapped = folder / "export.csv", folder / "map.yaml"
    export.write_text(csv_of(found), encoding="utf-8")
    mapped.write_text(yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=1000), encoding="utf-8")
    return export, mapped


def times(examples: int) -> settings:
    """So many examples, however long each takes."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    )
