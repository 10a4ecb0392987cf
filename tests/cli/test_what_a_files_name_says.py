"""What the name of the file says is written to it; where it cannot be, the call is refused and nothing is written."""

from __future__ import annotations

import json

import pytest
from command import HARBOUR, refused, run


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("report.html", "<!DOCTYPE html>"),
        ("report.md", "# Harbour Day Centre"),
        ("result.JSON", "{"),
        ("table.csv", "\ufeff"),
        ("report.txt", "Harbour Day Centre\n"),
        ("report", "Harbour Day Centre\n"),
    ],
)
def test_a_report_is_what_its_name_says(tmp_path, name, begins):
    file = tmp_path / name
    assert run("assess", HARBOUR, "--output", file).returncode == 0
    assert file.read_text("utf-8").startswith(begins)


def test_what_is_asked_for_goes_before_the_name(tmp_path):
    file = tmp_path / "report.html"
    for call in (("--format", "json", "-o", file), ("-o", file, "--format", "json")):
        run("assess", HARBOUR, *call)
        assert json.loads(file.read_text("utf-8"))["level"]["established"] == "committed"


@pytest.mark.parametrize("command", [("assess",), ("look",), ("plan",), ("draw", "--size", "1", "--seed", "s")])
def test_no_text_is_written_to_a_file_that_is_called_a_workbook(tmp_path, command):
    file = tmp_path / "report.xlsx"
    assert "ends in '.xlsx', which this does not write" in refused(*command, HARBOUR, "-o", file)
    assert not file.exists()


def test_a_first_draft_in_text_is_not_called_a_workbook(tmp_path):
    file = tmp_path / "pack.xlsx"
    told = refused("new", "pack", "a-service", "--for", "customer-care", "-o", file)
    assert "'kitemark sheet STANDARD' writes a workbook to fill in" in told
    assert not list(tmp_path.iterdir())


def test_a_dash_is_standard_output_where_there_may_be_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("assess", HARBOUR, "-o", "-").stdout == run("assess", HARBOUR).stdout
    for call in (
        ("sheet", HARBOUR),
        ("new", "pack", "x", "--for", "customer-care"),
        ("new", "standard", "x"),
        ("merge", HARBOUR, HARBOUR),
    ):
        assert "wanted the name of a file" in refused(*call, "-o", "-")
    assert list(tmp_path.iterdir()) == []
    assert run("assess", HARBOUR, "-o", "./-").stdout == ""
    assert (tmp_path / "-").read_text("utf-8") == run("assess", HARBOUR).stdout
