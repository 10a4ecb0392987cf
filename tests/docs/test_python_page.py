"""The page on Python names everything that is public, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import kitemark

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
OWNERS = {
    "Standard": kitemark.Standard,
    "Assessment": kitemark.Assessment,
    "Result": kitemark.Result,
    "Node": kitemark.Node,
    "Problem": kitemark.Problem,
}


def test_every_public_name_stands_on_the_page() -> None:
    words = set(re.findall(r"\w+", PAGE))
    assert set(kitemark.__all__) <= words


def test_every_public_attribute_stands_on_the_page_save_those_of_the_inside() -> None:
    inside = {"model", "rules", "bound", "document", "written_out", "outcome", "speaker"}
    words = set(re.findall(r"\w+", PAGE))
    for name, owner in OWNERS.items():
        public = {one for one in vars(owner) if not one.startswith("_")} - inside
        assert public <= words, (name, public - words)
