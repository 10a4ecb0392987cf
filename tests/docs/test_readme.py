from __future__ import annotations

import pathlib

from .pages import ROOT, blocks, check

README = ROOT / "README.md"

FIRST = "python3 -m venv .venv && .venv/bin/pip install --quiet . && .venv/bin/kitemark assess standards/customer-care/examples/harbour-day-centre.yaml\n"
SECOND = (
    "python3 -m venv .venv && .venv/bin/pip install --quiet --editable '.[dev]' && .venv/bin/python -m pytest -n auto\n"
)


def test_the_two_lines_to_start_with_stand_first_under_start():
    under_start = README.read_text(encoding="utf-8").split("\n## Start\n", 1)
    assert len(under_start) == 2
    line = under_start[0].count("\n") + 1
    after = [block for block in blocks(README) if block.line > line]
    assert [(block.kind, block.text) for block in after[:2]] == [("sh", FIRST), ("sh", SECOND)]


def test_everything_the_readme_shows_is_so(tmp_path):
    assert check(README, tmp_path) >= 15


def test_the_readme_shows_the_help_of_the_command():
    shown = [block.mark for block in blocks(README)]
    assert "shows: kitemark --help" in shown
    assert "shows: kitemark assess --help" in shown


def test_no_block_with_python_or_a_file_stands_unchecked():
    loose = [block.line for block in blocks(README) if block.kind in ("python", "yaml", "text") and not block.mark]
    assert loose == []


def test_the_readme_links_to_files_that_are_there():
    targets = [part.split(")", 1)[0] for part in README.read_text(encoding="utf-8").split("](")[1:]]
    missing = [
        target for target in targets if "://" not in target and not (ROOT / pathlib.PurePosixPath(target)).exists()
    ]
    assert missing == []
