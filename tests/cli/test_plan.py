"""`kitemark plan` as people run it: what it says, in which form, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from command import EXAMPLES, HARBOUR, pack, refused, run

COUNCIL = EXAMPLES.parents[1] / "council-service" / "examples"


def test_harbour_is_told_the_two_things_that_lead_to_bronze() -> None:
    answer = run("plan", HARBOUR)
    assert answer.returncode == 0
    words = " ".join(answer.stdout.split())
    assert "2 changes lead to Bronze, at an effort of 4, and no way costs less" in words
    assert "21 of 27 instead of 18 (at least 75% is asked)" in words
    assert "7 of 15 instead of 6 (at least 45% is asked)" in words
    assert "The level is Bronze, evaluated by the same rules as the assessment." in words
    assert "What would lose Committed, the nearest first" in words
    assert "3 February 2029: the level is Not yet accredited" in words
    assert (
        "None falls due, as the award would end on the same day, 1 November 2027: by then it takes a new assessment"
        in words
    )


def test_the_same_in_json_with_exact_numbers_as_text() -> None:
    data = json.loads(run("plan", HARBOUR, "--to", "bronze", "--format", "json").stdout)
    assert (data["from"], data["to"], data["after"], data["cost"], data["proved"]) == (
        "committed",
        "bronze",
        "bronze",
        "4",
        True,
    )
    [stage] = data["stages"]
    assert [(one["measure"], one["hits"], one["of"], one["asked"]) for one in stage["changes"]] == [
        ("run-without-worker", 21, 27, "at least 75%"),
        ("heard-back", 7, 15, "at least 45%"),
    ]
    assert data["falls"][0] == {
        "change": {
            "measure": "open-blocked",
            "title": "Number of times that assessors were kept from users",
            "unit": None,
            "criteria": [],
            "cost": "0",
            "asked": "at most 0",
            "terms": "1 instead of 0",
            "hits": None,
            "of": None,
            "more_answers": None,
        },
        "left": None,
        "away": "1",
    }
    assert data["goes_stale"]["days"][-1]["established"] is None
    assert data["yearly_check"]["due"] == "2027-11-01"


def test_what_is_kept_and_what_is_avoided_is_said() -> None:
    answer = run("plan", HARBOUR, "--to", "bronze", "--keep", "G1")
    assert answer.returncode == 1
    words = " ".join(answer.stdout.split())
    assert "No improvement to what is assessed here leads to Bronze" in words
    assert "Criteria left as they are: G1." in words
    assert "What would be missing with all else at its best" in words
    answer = run("plan", HARBOUR, "--to", "bronze", "--avoid", "G1", "--format", "markdown")
    assert answer.returncode == 0
    assert "Criteria avoided where there is another way: G1." in answer.stdout


def test_a_level_that_is_reached_needs_no_change() -> None:
    answer = run("plan", HARBOUR, "--to", "committed")
    assert answer.returncode == 0
    assert "Committed is reached." in answer.stdout


def test_departments_are_named() -> None:
    words = " ".join(run("plan", COUNCIL / "tarnbeck.yaml").stdout.split())
    assert "Housing: E1" in words
    assert "83 of 110 instead of 77" in words


def test_names_that_are_none_are_refused_with_the_nearest() -> None:
    assert "did you mean 'bronze'" in refused("plan", HARBOUR, "--to", "bronce")
    said = refused("plan", HARBOUR, "--keep", "G7", "--avoid", "X1")
    assert "found 'G7'" in said
    assert "found 'X1'" in said
    assert "wanted 1 to 99" in refused("plan", HARBOUR, "--year", "0")
    assert "found no such file" in refused("plan", "nowhere.yaml")
    assert "wanted a date that exists" in refused("plan", HARBOUR, "--date", "2026-02-30")


def test_what_was_read_is_not_written_over(tmp_path: Path) -> None:
    file = pack(tmp_path)
    before = file.read_bytes()
    assert "is one of the files that were read" in refused("plan", file, "-o", file)
    assert file.read_bytes() == before


def test_hostile_names_are_harmless_in_markdown_and_on_a_terminal(tmp_path: Path) -> None:
    file = pack(tmp_path, organisation={"id": "o", "name": "<img src=x> [a](http://b) \x9b31m`"})
    for form in ("text", "markdown"):
        shown = run("plan", file, "--to", "bronze", "--format", form).stdout
        assert "\x9b" not in shown
        assert form == "text" or ("<img" not in shown and "[a](" not in shown)


def test_without_the_solver_it_says_how_to_get_it(tmp_path: Path) -> None:
    (tmp_path / "ortools.py").write_text("raise ImportError\n", encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-m", "kitemark", "plan", HARBOUR],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])},
    )
    assert answer.returncode == 2
    assert answer.stderr == "kitemark: the solver is not installed: pip install 'kitemark[analysis]'\n"
