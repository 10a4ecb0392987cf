"""`kitemark assess --set` and `--set-measure`: what a pack would come to."""

from __future__ import annotations

import json
from pathlib import Path

from command import HARBOUR, on_terminal, pack, refused, run

SETS = ["--set-measure", "heard-back=24/31", "--set-measure", "answers-with-worker=0"]
SETS += ["--set-measure", "answers-to-own-worker=0"]


def test_a_supposition_says_so_first_and_then_what_it_changes() -> None:
    answer = run("assess", HARBOUR, *SETS)
    assert (answer.returncode, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert lines[2].startswith("Supposed:")
    assert "Level     Bronze" in lines
    assert "  Level: from Committed to Bronze" in lines
    assert "  D3 No-name means no name: from Started to Working" in lines
    assert "Basis     a supposition, and no assessment of anybody" in lines


def test_require_asks_for_what_is_supposed() -> None:
    assert run("assess", HARBOUR, "--require", "bronze").returncode == 1
    assert run("assess", HARBOUR, *SETS, "--require", "bronze").returncode == 0


def test_json_names_what_is_set_and_can_be_replayed() -> None:
    first = run("assess", HARBOUR, *SETS, "--set", "A2=Working", "--format", "json").stdout
    said = json.loads(first)["supposed"]
    assert said["ratings"] == {"A2": "2"}
    assert said["without"] == {"established": "committed", "possible": "committed"}
    again = [f"--set={name}={value}" for name, value in said["ratings"].items()]
    again += [f"--set-measure={name}={value}" for name, value in said["measures"].items()]
    assert run("assess", HARBOUR, *again, "--format", "json").stdout == first
    assert json.loads(run("assess", HARBOUR, "--format", "json").stdout)["supposed"] is None


def test_everything_that_cannot_be_set_is_told_in_the_words_of_the_call(tmp_path: Path) -> None:
    sets = ["--set", "a=Perhaps", "--set", "b=1", "--set", "a=1", "--set", "a", "--set-measure", "paper=1"]
    said = refused("assess", pack(tmp_path), *sets, "--set-measure", "=", "--set-measure", "papers=50%")
    assert said.startswith("kitemark: found 7 problems")
    for piece in (
        "--set a: found 'Perhaps', wanted a point",
        "--set b: found 'b', wanted the id of a criterion",
        "--set a=1: found 'a' set a second time",
        "--set a: found no name and value, wanted NAME=VALUE",
        "--set-measure paper: found 'paper', wanted the id of a measure; did you mean 'papers'?",
        "--set-measure papers: found '50%', wanted a whole number",
    ):
        assert piece in said


def test_what_is_wrong_with_the_pack_is_told_too(tmp_path: Path) -> None:
    said = refused(
        "assess", pack(tmp_path, evidence=[{"id": "p", "kind": "papr", "date": "2026-01-01"}]), "--set", "c=1"
    )
    assert "did you mean 'paper'?" in said
    assert "--set c" in said


def test_a_terminal_gets_no_sign_that_steers_it(tmp_path: Path) -> None:
    status, shown = on_terminal("assess", pack(tmp_path), "--set", "a=\x1b[2J", NO_COLOR="1")
    assert status == 2
    assert "\x1b[2J" not in shown


def test_every_report_of_a_supposition_says_what_it_changes(tmp_path):
    for name in ("report.txt", "report.md", "report.html"):
        run("assess", HARBOUR, *SETS, "-o", tmp_path / name)
        text = " ".join((tmp_path / name).read_text("utf-8").split())
        for words in ("What this changes", "Level: from Committed to Bronze", "D3 No-name means no name: from Started"):
            assert words in text, (name, words)
        assert "The evidence meets" not in text
