"""The first draft of a standard: a folder of files that load, hang together, and ask to be changed."""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from kitemark.authoring.file_schemas import standard_schema
from kitemark.authoring.naming import written
from kitemark.authoring.pack_schema import assessment_schema_for
from kitemark.authoring.shapes import schema_text
from kitemark.problems import printable
from kitemark.reading.parse import parse
from kitemark.standard import Standard

SCHEMA = "schemas/standard.json"
_GAP = re.compile(r"\{\{([a-z]+)\}\}")


def draft_standard(identity: str, title: str, schema: str = SCHEMA) -> str:
    """Give the text of a standard alone; `schema` is where its schema lies."""
    try_it = "`kitemark check` finds what it cannot mean, and `kitemark new pack` writes a pack for it."
    return _filled("standard.yaml", {"id": identity, "title": title, "schema": schema, "try": try_it})


def draft_folder(identity: str, title: str) -> Mapping[PurePosixPath, str]:
    """Give the files of a standard's folder, by their paths in it."""
    try_it = "The README beside this file says how to try it."
    said = {"id": identity, "title": title, "schema": SCHEMA, "try": try_it}
    text = _filled("standard.yaml", said)
    standard = Standard(parse(text, None))
    files = {
        "standard.yaml": text,
        "README.md": _filled("README.md", said),
        "examples.yaml": _filled("examples.yaml", said),
        "examples/first.yaml": _filled("first.yaml", said),
        SCHEMA: schema_text(standard_schema()),
        "schemas/assessment.json": schema_text(assessment_schema_for(standard)),
    }
    return {PurePosixPath(name): content for name, content in files.items()}


def _filled(name: str, said: Mapping[str, str]) -> str:
    text = (importlib.resources.files(__package__) / "drafts" / name).read_text(encoding="utf-8")
    values = {**said, "name": said["id"], "heading": printable(said["title"])}
    values |= {key: written(said[key]) for key in ("id", "title")}
    return _GAP.sub(lambda gap: values[gap[1]], text)
