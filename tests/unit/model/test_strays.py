"""Keys that nobody wrote as keys: a comma in a number or text made them, or a colon is not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kitemark
from kitemark.problems import KitemarkError, Problem

STANDARD = """kitemark: 1
id: a
version: "1.0.0"
title: A mark
scale: s
scales: {s: [{value: 0, name: No}, {value: 1, name: Yes}]}
measures: {records: {from: any, take: count}}
criteria:
  - {id: a, title: Calls are answered, looks_like: {0: Nobody answers., 1: Somebody does.}, weight: 2,
     marks: [{measure: records, bronze: 45}]}
levels: [{id: bronze, title: Bronze, requires: [{each: criteria, at_least: 1}]}]
"""
TOLD = {
    "a comma in a number": ("weight: 2", "weight: 0,45", "a comma in the number of 'weight'", "write 0.45"),
    "a comma in a share": ("bronze: 45", "bronze: 12,5%", "a comma in the number of 'bronze'", "write 12.5 without %"),
    "a comma in thousands": ("bronze: 45", "bronze: 1,500", "a comma in the number of 'bronze'", "write 1500, without"),
    "a comma in a text": ("Calls are answered", "Calls, and mail", "ends the text of 'title'", "of 'title' in quotes"),
    "a comma in looks_like": ("Nobody answers.", "Never, rarely", "ends the text of '0'", "if this is a key of its own"),
    "curly quotes": ("Calls are answered", "\u201cCalls, and mail\u201d", "ends the text of 'title'", "straight quotes"),
    "quotes that are only closed": ("Calls are answered", 'Calls, and mail"', "not opened", "open the quotes"),
    "no colon": ("title: Calls are answered", "title Calls", "found 'title' without a colon", "space after 'title'"),
    "no space after a colon": ("weight: 2", "weight:2", "a colon without a space", "write 'weight: 2'"),
    "no colon after a level": ("bronze: 45", "bronze 45", "without a colon", "a colon and a space after"),
}  # fmt: skip


def problems(folder: Path, text: str) -> tuple[Problem, ...]:
    (folder / "standard.yaml").write_text(text, "utf-8")
    with pytest.raises(KitemarkError) as caught:
        kitemark.load_standard(folder / "standard.yaml")
    return caught.value.problems


@pytest.mark.parametrize(("right", "wrong", "cause", "remedy"), TOLD.values(), ids=TOLD)
def test_a_key_that_nobody_meant_is_told_by_what_made_it(
    right: str, wrong: str, cause: str, remedy: str, tmp_path: Path
) -> None:
    text = STANDARD.replace(right, wrong)
    assert text != STANDARD
    [found] = [one for one in problems(tmp_path, text) if one.code == "empty-value"]
    assert wrong.split(",", maxsplit=1)[0] in text.splitlines()[(found.line or 0) - 1]
    assert cause in found.message
    assert remedy in str(found.hint)


def test_nothing_else_is_said_of_a_number_that_a_comma_cuts(tmp_path: Path) -> None:
    found = problems(tmp_path, STANDARD.replace("weight: 2", "weight: 0,45"))
    assert [(one.code, one.line, one.column) for one in found] == [("empty-value", 9, 103)]


def test_a_key_without_its_colon_is_not_missing(tmp_path: Path) -> None:
    found = problems(tmp_path, STANDARD.replace("title: Calls are answered", "title Calls"))
    assert [one.code for one in found] == ["empty-value"]


@pytest.mark.parametrize("nothing", ["weight: ", "weight: null", "weight: ~"])
def test_a_key_with_its_colon_is_a_key(nothing: str, tmp_path: Path) -> None:
    found = problems(tmp_path, STANDARD.replace("weight: 2", nothing).replace("Somebody does.", "null"))
    assert {one.message for one in found} == {"found nothing after this key, wanted a value"}


@pytest.mark.parametrize(
    ("right", "wrong", "hint"),
    [
        ("levels: [{", "levels:\n  -id: x\nlevel: [{", "write a space after each dash"),
        ('"1.0.0"', "\u201c1.0.0\u201d", 'use straight quotes: "1.0.0"'),
        ('"1.0.0"', "\u201c1.0\u201d", 'use straight quotes ("), not curly ones'),
        ('"1.0.0"', '1.0.0"', "write quotes before it, too: they are closed behind it and never opened"),
        ("scales: {s", "scales {s", "write a colon and a space before the bracket"),
        ("scale: s\n", "\u00a0\u00a0scale: s\n", "type spaces before it"),
        ("scale: s\n", "-scale: s\n", "write a space after the dash"),
    ],
)
def test_what_is_no_slip_to_yaml_is_told_as_what_it_is(right: str, wrong: str, hint: str, tmp_path: Path) -> None:
    found = problems(tmp_path, STANDARD.replace(right, wrong))
    assert any(str(one.hint).startswith(hint) for one in found), found


def pack(folder: Path, record: str, because: str = "Seen.") -> tuple[Problem, ...]:
    file = folder / "pack.yaml"
    file.write_text(
        "kitemark: 1\norganisation: {id: a}\ndate: 2026-01-01\nevidence:\n"
        f"  - {{id: a, kind: talk, date: 2025-12-01, {record}}}\n"
        f"judgements:\n  - {{criterion: a, rating: 1, assessor: A, because: {because}}}\n",
        "utf-8",
    )
    standard = kitemark.standard_from(
        kitemark.load_standard("customer-care").to_data()
        | {"evidence": {"talk": {"voice": "people", "fields": {"said": {"type": "string"}}}}}
        | {key: {} for key in ("accepted", "measures", "tags", "tolerance")}
        | {"profile": {"fields": {}}}
        | {key: [] for key in ("safeguards", "commendations", "flags", "sections")}
        | {"criteria": [{"id": "a", "title": "A"}]}
        | {"levels": [{"id": "bronze", "requires": [{"each": "criteria", "at_least": 1}]}]}
    )
    with pytest.raises(KitemarkError) as caught:
        kitemark.evaluate(standard, kitemark.load_assessment(file, standard=standard))
    return caught.value.problems


@pytest.mark.parametrize("said", ["He hit me, twice", "He hit me, it was Johnny", "He hit me, Johnny: he did"])
def test_a_comma_in_what_somebody_said_repeats_none_of_it(said: str, tmp_path: Path) -> None:
    found: list[Any] = [*pack(tmp_path, f"said: {said}")]
    if ":" not in said:
        assert [(one.code, one.line, one.path) for one in found] == [("empty-value", 5, "evidence[0]")]
        assert "in quotes" in str(found[0].hint)
        assert not [word for word in ("hit", "twice", "Johnny") if word in str(found[0])]
    [other] = pack(tmp_path, "said: Good", because="He told me, in tears")
    assert (other.path, "tears" in str(other)) == ("judgements[0]", False)


SLIPS = {
    "a reason without its colon": "because he hit Johnny",
    "a reason without a space": "because:he hit Johnny",
    "a misspelt reason without its colon": "becaus he hit Johnny",
    "a comma and a colon in a reason": "because: Seen, he hit Johnny: twice",
    "a comma and a colon without a value": "because: Seen, he hit Johnny:",
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_in_a_reason_repeats_none_of_it(slip: str, tmp_path: Path) -> None:
    file = tmp_path / "pack.yaml"
    begin = "kitemark: 1\norganisation: {id: o}\ndate: 2026-01-01\n"
    file.write_text(f"{begin}judgements:\n  - {{criterion: a, rating: 1, assessor: A, {slip}}}\n", "utf-8")
    with pytest.raises(KitemarkError) as caught:
        kitemark.load_assessment(file)
    assert {one.line for one in caught.value.problems} == {5}
    assert "Johnny" not in f"{caught.value} {[one.to_dict() for one in caught.value.problems]}"


@pytest.mark.parametrize("field", ["76546: 76547", "'Johnny!': true", "said:Johnny’s: true"])
def test_what_no_field_can_be_called_is_not_repeated(field: str, tmp_path: Path) -> None:
    [found] = pack(tmp_path, f"said: Good, {field}")
    assert (found.code, found.line, found.path) == ("unknown-key", 5, "evidence[0]")
    assert not [word for word in ("7654", "Johnny") if word in str(found)]
