"""Each finding has a page, and what the page shows is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from finding_pages import PAGES, ROOT, completed, example

from kitemark.checks import CODES, Report, check


def checked(folder: Path, text: str) -> Report:
    file = folder / "standard.yaml"
    file.write_text(text, "utf-8")
    report = check(file)
    assert report.problems == ()
    return report


def test_every_code_has_a_page_and_no_other_page_is_there() -> None:
    assert sorted(PAGES) == sorted(CODES)


def test_what_the_examples_are_completed_with_has_no_findings(tmp_path: Path) -> None:
    report = checked(tmp_path, completed(""))
    assert report.findings == ()


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_has_just_this_finding(code: str, tmp_path: Path) -> None:
    report = checked(tmp_path, example(code, "bad"))
    assert {finding.code for finding in report.findings} == {code}


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_has_no_finding(code: str, tmp_path: Path) -> None:
    report = checked(tmp_path, example(code, "good"))
    assert report.findings == ()


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_how_bad_it_is_what_it_means_and_why(code: str) -> None:
    text = PAGES[code].read_text("utf-8")
    severity = {"error": "*An error", "warning": "*A warning", "note": "*A note"}[CODES[code].severity]
    headings = ["## What it means", "## A bad example", "## A good one", "## Why it matters"]
    assert text.startswith(f"# {code}\n\n{severity}")
    assert re.findall(r"^## .*$", text, re.MULTILINE) == headings
    assert ("It is proved" in text) == CODES[code].proved
    assert ("It cannot be accepted." in text) != CODES[code].acceptable


def test_every_page_is_in_the_navigation() -> None:
    nav = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert [code for code in CODES if f"findings/{code}.md" not in nav] == []
