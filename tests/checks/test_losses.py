"""Words that a text loses to a comment or an anchor are told; ordinary comments and anchors are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import checked, codes

from kitemark.bundled import bundled_folder
from kitemark.reading.losses import losses

CUT = [
    "Is it the customer's # 1 wish?",
    "We see #1 first",
    "Ask for a #hashtag first",
    "Nothing yet to show # but soon.",
    "Nobody here asks # or listens?",
    "Call us on #5",
]
WHOLE = [
    "Is it the customer's wish?  # 1 of 5",
    "Is it the customer's wish? # 1 of 5.",
    "Warm welcome # the mark",
    "Bronze and silver only # Only for now.",
    "See C#1 and #",
    '"Is it the customer\'s # 1 wish?"',
    "survey # one record a year.",
    "Warm welcome, again # accept two-ideas: we say so.",
]


@pytest.mark.parametrize("said", CUT)
def test_a_comment_that_reads_like_the_rest_of_a_text_is_told(said: str, tmp_path: Path) -> None:
    report = checked(tmp_path, f"summary: {said}\n")
    [found] = [one for one in report.findings if one.code == "text-cut-off"]
    assert (found.line, found.column) == (1, f"summary: {said}".index(" #") + 2)
    assert "in quotes" in str(found.hint)


@pytest.mark.parametrize("said", WHOLE)
def test_an_ordinary_comment_is_left_alone(said: str, tmp_path: Path) -> None:
    assert "text-cut-off" not in codes(checked(tmp_path, f"summary: {said}\n"))


@pytest.mark.parametrize(
    "line", ["weight: 2 # 3 times", "weight: 2 #2", "from: 2026-01-01 # 1 year.", "share: 45% # 9 of 20.", "a: ~ # 1 x"]
)
def test_a_comment_behind_a_figure_is_left_alone(line: str) -> None:
    assert losses(line) == ()


def test_a_word_taken_for_an_anchor_is_told(tmp_path: Path) -> None:
    report = checked(tmp_path, "summary: &Are you greeted?\n")
    [found] = [one for one in report.findings if one.code == "anchor-unused"]
    assert (found.line, found.column) == (1, 10)
    assert "Are" not in found.message


@pytest.mark.parametrize("text", ["a: &x y\nb: *x\n", "a: &x {b: c}\n", 'a: &x "y"\n', "a: Q&A and R & D\n"])
def test_other_anchors_and_signs_are_left_alone(text: str) -> None:
    assert losses(text) == ()


def test_no_bundled_file_loses_a_word() -> None:
    files = sorted(bundled_folder().glob("**/*.yaml"))
    assert files
    assert [file.name for file in files if losses(file.read_text("utf-8"))] == []
