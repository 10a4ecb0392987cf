"""The standards that come with the library."""

from __future__ import annotations

import os
import pathlib


def bundled_folder() -> pathlib.Path:
    """Give the folder of the bundled standards: inside the package, or beside the sources."""
    inside = pathlib.Path(__file__).parent / "standards"
    return inside if inside.is_dir() else pathlib.Path(__file__).parents[2] / "standards"


def bundled_ids() -> tuple[str, ...]:
    """Give the ids of the bundled standards, sorted."""
    return tuple(sorted(file.parent.name for file in bundled_folder().glob("*/standard.yaml")))


def bundled_file(standard: str) -> pathlib.Path | None:
    """Give the file of a bundled standard, or None."""
    file = bundled_folder() / standard / "standard.yaml"
    return file if os.path.isfile(file) else None  # noqa: PTH113 - a path's own method raises for long names
