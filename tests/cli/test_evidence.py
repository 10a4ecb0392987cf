"""`kitemark evidence`: the schedule for a contract."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
import yaml
from command import STANDARD, on_terminal, refused, run

import kitemark

LEVELS = [(name, level.id) for name in kitemark.bundled_ids() for level in kitemark.load_standard(name).rules.levels]
HIGHEST = dict(LEVELS)
RUNS = [(*one, "csv") for one in LEVELS] + [(*one, form) for one in HIGHEST.items() for form in ("markdown", "html")]


def small(folder: Path, **keys: object) -> Path:
    """A small standard in a folder."""
    path = folder / "standard.yaml"
    path.write_text(yaml.safe_dump({**STANDARD, **keys}, sort_keys=False, allow_unicode=True), "utf-8")
    return path


@pytest.mark.parametrize(("name", "level", "form"), RUNS)
def test_every_level_of_every_standard_prints_and_the_highest_in_every_way(name: str, level: str, form: str) -> None:
    answer = run("evidence", name, "--level", level, "--format", form)
    assert (answer.returncode, answer.stderr) == (0, "")
    start = {"markdown": "# ", "html": "<!DOCTYPE html>", "csv": '\ufeff"No.","Level","Requirement"'}[form]
    assert answer.stdout.startswith(start)
    assert kitemark.load_standard(name).sha256 in answer.stdout or form == "csv"


def test_markdown_is_what_one_gets_unless_one_asks() -> None:
    plain = run("evidence", "customer-care", "--level", "bronze")
    assert plain.stdout == run("evidence", "customer-care", "--level", "bronze", "--format", "markdown").stdout


def test_a_table_in_a_file_opens_as_a_table(tmp_path: Path) -> None:
    target = tmp_path / "schedule.csv"
    assert run("evidence", "customer-care", "--level", "bronze", "--format", "csv", "-o", target).returncode == 0
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert {len(line) for line in lines} == {len(lines[0])}
    assert len(lines) > 60


def test_the_mark_before_a_table_is_left_out_where_it_would_be_a_stray_sign(tmp_path: Path) -> None:
    answer = run(
        "evidence", small(tmp_path), "--level", "bronze", "--format", "csv", PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    )
    assert answer.stdout.startswith('"No."')


def test_what_is_printed_can_go_to_a_file_and_never_over_the_standard(tmp_path: Path) -> None:
    path, target = small(tmp_path), tmp_path / "plan.md"
    assert run("evidence", path, "--level", "gold", "-o", target).stdout == ""
    assert target.read_text("utf-8").startswith("# Small mark: schedule for Gold\n")
    before = path.read_bytes()
    assert "is one of the files that were read" in refused("evidence", path, "--level", "gold", "-o", path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Missing argument 'STANDARD'"),
        (("customer-care",), "Missing option '--level'"),
        (
            ("customer-care", "--level", "bronse"),
            "found 'bronse', wanted one of committed, bronze, silver, gold; did you mean 'bronze'?",
        ),
        (("customer-care", "--level", "Bronze"), "did you mean 'bronze'?"),
        (("customer-care", "--level", "xyz"), "found 'xyz', wanted one of committed, bronze, silver, gold\n"),
        (("customer-car", "--level", "bronze"), "did you mean 'customer-care'?"),
        (("customer-care", "--level", "bronze", "--format", "xlsx"), "'xlsx' is not one of 'markdown', 'html', 'csv'"),
        (("customer-care", "--levels", "bronze"), "No such option"),
        (("customer-care", "--level", "bronze", "-o", "/no/such/folder/x"), "could not write /no/such/folder/x"),
    ],
)
def test_a_wrong_call_is_refused_with_what_is_wrong(arguments: tuple[str, ...], said: str) -> None:
    assert said in refused("evidence", *arguments)


def test_a_standard_that_cannot_be_meant_is_refused_with_its_problems(tmp_path: Path) -> None:
    assert "found 1 problem" in refused("evidence", small(tmp_path, scale="other"), "--level", "gold")


def test_on_a_terminal_nothing_steers_it(tmp_path: Path) -> None:
    criteria = [{"id": "a", "title": "A\x1b[2J\u202e"}]
    for form in ("markdown", "csv"):
        status, shown = on_terminal("evidence", small(tmp_path, criteria=criteria), "--level", "gold", "--format", form)
        assert status == 0
        assert not re.search("[\x1b\u202e]", shown)
