"""`kitemark compare`: two assessments in a call."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command import EXAMPLES, HARBOUR, on_terminal, pack, refused, run


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    """Last year's pack, and this year's, in which more heard what came of what they said."""
    shutil.copy(EXAMPLES / "harbour-feedback.csv", tmp_path)
    text = (
        HARBOUR.read_text(encoding="utf-8")
        .replace("with-worker\n", "private\n")
        .replace("own-worker\n", "other-staff\n")
    )
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    before.write_text(text, encoding="utf-8")
    later = text.replace("date: 2026-11-01", "date: 2026-12-01").replace("positive: 6", "positive: 13")
    after.write_text(later, encoding="utf-8")
    return before, after


def test_the_level_and_the_one_change_that_moved_it_come_first(both: tuple[Path, Path]) -> None:
    answer = run("compare", *both)
    assert (answer.returncode, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert lines[0] == "Harbour Day Centre"
    assert "Level     from Committed to Bronze" in lines
    words = " ".join(answer.stdout.split())
    assert "By itself this moves it, and without this it would stay: Share of users who gave a view" in words
    assert "Bronze asks: every criterion tagged 'bronze' has the mark of Bronze." in words
    assert "from 6 of 15 (40%) to 13 of 15 (86.6…%), +46.6… points (95% interval" in words


def test_json_is_exact_and_the_same_each_time(both: tuple[Path, Path]) -> None:
    first = run("compare", *both, "--format", "json").stdout
    assert run("compare", *both, "--format", "json").stdout == first
    data = json.loads(first)
    assert (data["before"]["level"]["established"], data["after"]["level"]["established"]) == ("committed", "bronze")
    [heard] = [one for one in data["measures"] if one["measure"] == "heard-back"]
    assert (heard["verdict"], heard["difference"]) == ("better", "7/15")
    assert {one["verdict"] for one in data["measures"]} <= {
        "better",
        "worse",
        "no clear change",
        "first time",
        "gone",
        "withheld",
    }


def test_markdown_goes_to_a_file(both: tuple[Path, Path], tmp_path: Path) -> None:
    assert run("compare", *both, "--format", "markdown", "-o", tmp_path / "note.md").stdout == ""
    text = (tmp_path / "note.md").read_text(encoding="utf-8")
    assert text.startswith("# Harbour Day Centre\n")
    assert "## What moved it" in text


def test_no_input_is_written_over(both: tuple[Path, Path]) -> None:
    before = both[0].read_bytes()
    assert "one of the files that were read" in refused("compare", *both, "-o", both[0])
    table = both[0].parent / "harbour-feedback.csv"
    assert "which this does not write" in refused("compare", *both, "-o", table)
    assert "one of the files that were read" in refused("compare", *both, "--format", "text", "-o", table)
    assert both[0].read_bytes() == before


def test_what_cannot_be_compared_is_said_gently(both: tuple[Path, Path], tmp_path: Path) -> None:
    assert "twice" in refused("compare", both[0], both[0])
    assert "change the two over" in refused("compare", both[1], both[0])
    assert "wanted two assessments of one" in refused("compare", EXAMPLES / "tiny-gold.yaml", both[1])
    said = refused("compare", tmp_path / "none.yaml", tmp_path / "neither.yaml")
    assert "none.yaml" in said
    assert "neither.yaml" in said
    assert "2 problems" in refused("compare", both[0], tmp_path / "none.yaml", "--standard", "nothing")


def test_a_standard_of_the_callers_choice_serves_for_both(tmp_path: Path) -> None:
    later = tmp_path / "later"
    later.mkdir()
    packs = pack(tmp_path), pack(later, date="2026-12-01", standard="elsewhere")
    answer = run("compare", *packs, "--standard", tmp_path / "standard.yaml")
    assert (answer.returncode, "Bronze, as before" in answer.stdout) == (0, True)


def test_on_a_terminal_it_has_colours_and_none_where_they_are_not_wanted(both: tuple[Path, Path]) -> None:
    assert "\x1b[32m" in on_terminal("compare", *both)[1]
    status, shown = on_terminal("compare", *both, NO_COLOR="1")
    assert (status, "\x1b" in shown) == (0, False)
    assert run("compare", *both, LANG="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii").stdout.isascii()
