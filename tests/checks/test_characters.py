"""Characters that deceive the eye are named by code point, and never shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import checked, codes

from kitemark.checks import Finding


def findings(folder: Path, text: str) -> tuple[Finding, ...]:
    return checked(folder, text).findings


@pytest.mark.parametrize(
    "point", [0x200B, 0xAD, 0x202E, 0x2066, 0x200E, 0xFEFF, 0x7F, 0x85, 0x2028, 0xE000, 0x2800, 0x3164, 0x0378]
)
def test_a_character_that_cannot_be_seen_is_named_by_its_code_point(point: int, tmp_path: Path) -> None:
    found = findings(tmp_path, f'title: "A\\U{point:08x}b"\n')
    assert [(one.code, one.path) for one in found] == [("invisible-character", "title")]
    assert f"U+{point:04X}" in found[0].message
    assert chr(point) not in str(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "Café – “naïve” … 10 % £5",
        "Ελληνικά και Русский",
        "日本語カタカナ and 한국어",
        "नमस्ते क्\u200dष",
        "می\u200cخواهم",
        "👩\u200d👧 ❤️\u200d🔥 👍🏽",
        "µm and Ångström",
        "two\nlines\tand a tab",
    ],
)
def test_honest_writing_is_left_alone(text: str, tmp_path: Path) -> None:
    escaped = text.replace("\n", "\\n").replace("\t", "\\t")
    assert codes(checked(tmp_path, f'title: "{escaped}"\n')) == []


@pytest.mark.parametrize(
    ("word", "shown", "named"),
    [
        ("c\u0430re", "c<U+0430>re", "U+0430 (cyrillic small letter a)"),
        ("\u0420aris", "<U+0420>aris", "U+0420 (cyrillic capital letter er)"),
        ("\u043f\u0440\u0438\u0432e\u0442", "<U+0065>", "U+0065 (latin small letter e)"),
        ("\u03bfmega", "<U+03BF>mega", "U+03BF (greek small letter omicron)"),
    ],
)
def test_a_word_of_two_alphabets_is_shown_with_code_points(word: str, shown: str, named: str, tmp_path: Path) -> None:
    found = findings(tmp_path, f'title: "One {word} two"\n')
    assert [one.code for one in found] == ["mixed-scripts"]
    assert shown in found[0].message
    assert named in found[0].message
    assert word not in str(found[0])


def test_keys_are_looked_at_as_well_as_texts(tmp_path: Path) -> None:
    text = 'evidence: {survey: {fields: {note: {description: "a\\u200bb"}}}}\ntags: {"c\\u0430re": Care}\n'
    report = checked(tmp_path, text)
    assert {(one.code, one.line) for one in report.findings} >= {("invisible-character", 1), ("mixed-scripts", 2)}


def test_a_standard_that_does_not_load_is_looked_at_all_the_same(tmp_path: Path) -> None:
    report = checked(tmp_path, 'title: "c\\u0430re"\nscale: nowhere\n')
    assert codes(report) == ["mixed-scripts"]
    assert report.problems
