"""`kitemark check`: findings, what it ends with, and where it writes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command import STANDARD, on_terminal, refused, run

SMALL = {**STANDARD, "criteria": [{"id": "a", "title": "Café", "asks": "Is it warm?"}]}
"""A standard of which the gold level asks for nine papers."""


def small(folder: Path, text: str = "", **keys: object) -> Path:
    """A small standard in a folder, with text above it."""
    path = folder / "standard.yaml"
    path.write_text(text + yaml.safe_dump({**SMALL, **keys}, sort_keys=False, allow_unicode=True), "utf-8")
    return path


def out_of_reach(folder: Path, text: str = "") -> Path:
    levels = [*STANDARD["levels"], {"id": "more", "requires": [{"some": "criteria", "at_least": 1, "count": 2}]}]
    return small(folder, text, levels=levels)


def test_a_standard_without_findings_ends_well(tmp_path: Path) -> None:
    answer = run("check", small(tmp_path))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "0 errors, 0 warnings, 0 notes, 0 accepted" in answer.stdout


def test_warnings_end_well_unless_one_is_strict(tmp_path: Path) -> None:
    path = small(tmp_path, criteria=[{"id": "a", "title": "A"}])
    assert run("check", path).returncode == 0
    answer = run("check", path, "--strict")
    assert answer.returncode == 1
    assert "[no-question]" in answer.stdout


def test_an_error_ends_with_one_unless_it_is_accepted(tmp_path: Path) -> None:
    pytest.importorskip("ortools")
    answer = run("check", out_of_reach(tmp_path))
    assert answer.returncode == 1
    assert "[level-out-of-reach]" in answer.stdout
    accepted = run("check", out_of_reach(tmp_path, "# accept-everywhere level-out-of-reach: an aim\n"), "--accepted")
    assert accepted.returncode == 0
    assert "Reason: an aim" in accepted.stdout


def test_what_does_not_load_ends_with_two_and_its_wording_is_looked_at(tmp_path: Path) -> None:
    answer = run("check", small(tmp_path, criteria=[{"id": "a", "title": "A", "weight": "heavy"}]))
    assert answer.returncode == 2
    assert "[wrong-type]" in answer.stderr
    assert "[no-question]" in answer.stdout
    assert "does not load" in answer.stdout


def test_what_cannot_be_read_is_told_like_anywhere(tmp_path: Path) -> None:
    (tmp_path / "standard.yaml").write_text("a: [1,\n", "utf-8")
    assert "[syntax]" in refused("check", tmp_path)
    assert "[no-file]" in refused("check", tmp_path / "none.yaml")
    assert "[no-standard]" in refused("check", "no-such-standard")
    assert "[version]" in refused("check", "customer-care@99")


def test_a_problem_stands_in_each_form(tmp_path: Path) -> None:
    path = small(tmp_path, scale="nowhere")
    data = run("check", path, "--format", "json")
    assert data.returncode == 2
    assert [one["code"] for one in json.loads(data.stdout)["problems"]] == ["unknown-name"]
    github = run("check", path, "--format", "github")
    assert github.stdout.startswith("::error file=")
    sarif = json.loads(run("check", path, "--format", "sarif").stdout)
    assert [one["ruleId"] for one in sarif["runs"][0]["results"]] == ["unknown-name"]


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_each_form_can_go_to_a_file(form: str, tmp_path: Path) -> None:
    path, target = small(tmp_path, criteria=[{"id": "a", "title": "A"}]), tmp_path / "out"
    answer = run("check", path, "--format", form, "-o", target)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    assert "no-question" in target.read_text("utf-8")


def test_the_standard_itself_is_never_written_over(tmp_path: Path) -> None:
    for keys in ({}, {"scale": "nowhere"}):
        path = small(tmp_path, **keys)
        before = path.read_bytes()
        assert "is one of the files that were read" in refused("check", path, "-o", path)
        assert path.read_bytes() == before


def test_a_terminal_gets_colours_and_a_pipe_none(tmp_path: Path) -> None:
    path = small(tmp_path, criteria=[{"id": "a", "title": "A"}])
    assert "\x1b[33m" in on_terminal("check", path)[1]
    assert "\x1b" not in on_terminal("check", path, NO_COLOR="1")[1]
    assert "\x1b" not in run("check", path).stdout


def test_json_for_a_terminal_is_ascii(tmp_path: Path) -> None:
    path = small(tmp_path, tags={"é": "Tag"})
    assert on_terminal("check", path, "--format", "json")[1].isascii()
    assert "é" in run("check", path, "--format", "json").stdout


def test_output_that_takes_only_ascii_gets_only_that(tmp_path: Path) -> None:
    answer = run("check", small(tmp_path, tags={"é": "Tag"}), PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert answer.returncode == 0
    assert answer.stdout.isascii()


def test_every_question_is_listed_with_its_answer_on_request(tmp_path: Path) -> None:
    pytest.importorskip("ortools")
    text = run("check", small(tmp_path), "--proofs").stdout
    assert "Questions and answers" in text
    assert "[level-out-of-reach]" in text
    assert "refuted, it is not so" in text


def test_witnesses_are_packs_that_assess_takes(tmp_path: Path) -> None:
    pytest.importorskip("ortools")
    folder = tmp_path / "some" / "witnesses"
    assert run("check", small(tmp_path), "--witnesses", folder).returncode == 0
    first = folder / "level-out-of-reach-gold.yaml"
    assert run("assess", first, "--require", "gold").returncode == 0
    again = run("check", tmp_path, "--witnesses", folder)
    assert (again.returncode, again.stderr) == (0, "")


def test_only_witnesses_are_written_over(tmp_path: Path) -> None:
    pytest.importorskip("ortools")
    mine = tmp_path / "level-out-of-reach-gold.yaml"
    mine.write_text("mine: 1\n", "utf-8")
    answer = run("check", small(tmp_path), "--witnesses", tmp_path)
    assert answer.returncode == 2
    assert "which is no witness" in answer.stderr
    assert mine.read_text("utf-8") == "mine: 1\n"
    mine.unlink()
    mine.symlink_to(tmp_path / "standard.yaml")
    assert run("check", tmp_path, "--witnesses", tmp_path).returncode == 2
    assert (tmp_path / "standard.yaml").read_text("utf-8").startswith("kitemark: 1")


def test_witnesses_of_a_bundled_standard_name_it_by_its_id(tmp_path: Path) -> None:
    from kitemark.cli.witness_files import name_from  # noqa: PLC0415
    from kitemark.standard import load_standard  # noqa: PLC0415

    standard = load_standard("involvement")
    assert name_from(tmp_path, standard) == f"involvement@{standard.version}"


def test_a_solver_that_is_not_there_is_one_line_with_the_extra(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['ortools'] = None; sys.argv = ['kitemark', 'check', sys.argv[1]];"
        "from kitemark.cli.main import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(small(tmp_path))], capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stdout.split("\n") if "kitemark[analysis]" in line]
    assert len(told) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("seconds", ["-1", "nan", "soon"])
def test_a_budget_is_a_whole_number_of_seconds(seconds: str, tmp_path: Path) -> None:
    assert "--seconds" in refused("check", small(tmp_path), "--seconds", seconds)


@pytest.mark.parametrize("form", ["text", "github"])
def test_what_keeps_a_standard_from_loading_is_counted(form: str, tmp_path: Path) -> None:
    answer = run("check", small(tmp_path, scale="nowhere", criteria=[{"id": "a", "title": "A"}]), "--format", form)
    assert answer.returncode == 2
    assert "1 problem, 0 errors, 1 warning, 0 notes, 0 accepted" in answer.stdout
