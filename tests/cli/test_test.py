"""`kitemark test --suggest`: what is printed, what is written, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command import STANDARD, refused, run


def small(folder: Path) -> Path:
    """A small standard without examples, in a folder of its own."""
    folder.mkdir(exist_ok=True)
    (folder / "standard.yaml").write_text(yaml.safe_dump(STANDARD, sort_keys=False), encoding="utf-8")
    return folder


def test_suggestions_written_to_a_file_are_examples_that_hold(tmp_path: Path) -> None:
    pytest.importorskip("ortools")
    folder = small(tmp_path / "small")
    answer = run("test", folder, "--suggest", "-o", folder / "examples.yaml")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.split("\n") == [str(folder / "examples.yaml"), str(folder / "first.yaml"), ""]
    assert (folder / "first.yaml").exists()
    tested = run("test", folder, "--coverage")
    assert tested.returncode == 0
    assert "come out as they must" in tested.stdout
    again = run("test", folder, "--suggest")
    assert "  - id:" not in again.stdout


def test_what_is_printed_is_the_same_each_time_and_can_be_had_as_json(tmp_path: Path) -> None:
    pytest.importorskip("ortools")
    folder = small(tmp_path)
    answers = [run("test", folder, "--suggest") for _ in range(2)]
    assert answers[0].stdout == answers[1].stdout
    assert answers[0].stdout.startswith("# ")
    data = json.loads(run("test", folder, "--suggest", "--format", "json").stdout)
    assert data["suggestions"][0]["pack"]["organisation"]["id"] == "first"
    assert all(one["shows"] for one in data["suggestions"][1:])


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    pytest.importorskip("ortools")
    folder = small(tmp_path)
    assert "is one of the files" in refused("test", folder, "--suggest", "-o", folder / "standard.yaml")
    (folder / "first.yaml").write_text("mine\n", encoding="utf-8")
    assert "there already" in refused("test", folder, "--suggest", "-o", folder / "examples.yaml")
    assert (folder / "first.yaml").read_text(encoding="utf-8") == "mine\n"
    assert not (folder / "examples.yaml").exists()


def test_it_sees_to_all_that_is_missing(tmp_path: Path) -> None:
    assert "goes without" in refused("test", small(tmp_path), "--suggest", "--only", "a")


def test_without_a_solver_one_line_names_the_extra(tmp_path: Path) -> None:
    code = "import sys; sys.modules['ortools'] = None; from kitemark.cli.main import main; main()"
    answer = subprocess.run(
        [sys.executable, "-c", code, "test", str(small(tmp_path)), "--suggest"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert answer.returncode == 2
    assert answer.stderr == "kitemark: --suggest wants a solver: pip install 'kitemark[analysis]'\n"
