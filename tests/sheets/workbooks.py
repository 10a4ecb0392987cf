"""What the tests of workbooks share: packs to workbooks and back, and workbooks that somebody has changed."""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parents[1]))

import openpyxl
from reference.strategies import cases

import kitemark
from kitemark.digest import canonical
from kitemark.sheets.normal import normal_form
from kitemark.sheets.writing import workbook_bytes

__all__ = ["back", "canonical", "cases", "changed", "normal_form", "problems", "times", "workbook"]

STANDARDS = Path(__file__).parents[2] / "standards"
EXAMPLES = sorted(STANDARDS.glob("*/examples/*.yaml"))
Data = dict[str, Any]

SMALL: Data = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small mark",
    "scale": "s",
    "scales": {"s": [{"value": 0, "name": "No"}, {"value": 1, "name": "Yes"}]},
    "profile": {
        "fields": {"size": {"enum": ["few", "many"]}, "open": {"type": "boolean"}, "staff": {"type": "number"}}
    },
    "criteria": [{"id": "a", "title": "A is so", "asks": "Is A so?"}, {"id": "b", "title": "B is so"}],
    "levels": [{"id": "bronze", "title": "Bronze", "requires": [{"overall": "50%"}]}],
    "evidence": {
        "survey": {
            "title": "Customer survey",
            "voice": "customer",
            "people": "responses",
            "fields": {
                "question": {"enum": ["respect", "choice"], "description": "Which question it was"},
                "responses": {"type": "integer", "minimum": 0, "title": "Answers"},
                "positive": {"type": "integer", "minimum": 0},
                "private": {"type": "boolean"},
                "topics": {"type": "array", "items": {"enum": ["food", "rules"]}},
                "where": {"type": "string", "maxLength": 60},
                "on": {"type": "string", "format": "date"},
            },
            "optional": ["private", "topics", "where", "on"],
            "rules": ["positive <= responses"],
        },
        "paper": {"title": "Paper: or [plan]", "fields": {}},
    },
}
RECORD: Data = {
    "id": "s1",
    "kind": "survey",
    "date": "2026-06-30",
    "question": "respect",
    "responses": 12,
    "positive": 9,
}
PACK: Data = {
    "kitemark": 1,
    "standard": "small.yaml",
    "organisation": {"id": "o", "name": "Ōsaka", "profile": {"size": "few", "open": True, "staff": 3}},
    "date": "2026-11-01",
    "evidence": [RECORD, {"id": "p1", "kind": "paper", "period": {"from": "2026-01-01", "to": "2026-02-01"}}],
    "judgements": [{"criterion": "a", "rating": "Yes", "assessor": "Ada", "because": "Seen.", "cites": ["s1"]}],
}


def standard() -> kitemark.Standard:
    """The small standard."""
    return kitemark.standard_from(SMALL)


def workbook(pack: Data, by: kitemark.Standard, folder: Path) -> Path:
    """The workbook of a pack, in a folder."""
    path = folder / "pack.xlsx"
    path.write_bytes(workbook_bytes(by, pack))
    return path


def back(path: Path, by: kitemark.Standard) -> Data:
    """The pack that a workbook holds."""
    return kitemark.load_assessment(path, standard=by).to_data()


def changed(folder: Path, *cells: tuple[str, str, Any], pack: Data = PACK) -> Path:
    """The workbook of a pack in which somebody has changed cells: tab, cell and value."""
    path = workbook(pack, standard(), folder)
    book = openpyxl.load_workbook(path)
    for tab, cell, value in cells:
        book[tab][cell] = value
        if isinstance(value, datetime.datetime | datetime.time):
            book[tab][cell].number_format = "yyyy-mm-dd hh:mm"
    book.save(path)
    return path


def repacked(path: Path, change: Any) -> Path:
    """The workbook with its parts changed, by name and content to content or None."""
    parts = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            parts[name] = change(name, archive.read(name))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    path.write_bytes(out.getvalue())
    return path


def problems(path: Path, by: kitemark.Standard | None = None) -> list[kitemark.Problem]:
    """What is wrong with a workbook, and between it and the small standard."""
    by = by or standard()
    try:
        kitemark.evaluate(by, kitemark.load_assessment(path, standard=by))
    except kitemark.KitemarkError as error:
        return list(error.problems)
    return []


def times(examples: int) -> settings:
    """So many examples, however long each takes."""
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    )
