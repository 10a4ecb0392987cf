"""A comma for a decimal point: one problem, which offers only what is taken there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from sound import HERE, STANDARD, problems_of, written

import kitemark

TEXT = (HERE / "sound-standard.yaml").read_text()
PACK = (HERE / "sound-pack.yaml").read_text()
OFFERED = re.compile(r"write ([^ ,]+)(?:, without the comma)?(?:, or (\S+) where a share is meant)?\Z")
SLIPS = ("0,75", "1,5", "45,5%", "60,0%", "0,605", "6,000", "2,0")


def places() -> list[tuple[int, int]]:
    """Where a number stands behind a key within braces."""
    found, braces, key = [], 0, False
    for token in yaml.scan(TEXT):
        braces += isinstance(token, yaml.FlowMappingStartToken) - isinstance(token, yaml.FlowMappingEndToken)
        number = isinstance(token, yaml.ScalarToken) and token.plain and re.match(r"[0-9]+%?\Z", token.value)
        if braces and key and number:
            found.append((token.start_mark.index, token.end_mark.index))
        key = isinstance(token, yaml.ValueToken)
    return found


PLACES = places()


def problems(folder: Path, put: str, start: int, end: int) -> tuple[kitemark.Problem, ...]:
    try:
        kitemark.load_standard(written(folder, TEXT[:start] + put + TEXT[end:]))
    except kitemark.KitemarkError as error:
        return error.problems
    return ()


@pytest.mark.parametrize("slip", SLIPS)
def test_what_is_offered_in_its_place_is_taken(slip: str, tmp_path: Path) -> None:
    offers = 0
    for start, end in PLACES:
        line, column = TEXT.count("\n", 0, start) + 1, start - TEXT.rfind("\n", 0, start)
        found = problems(tmp_path, slip, start, end)
        told = [one for one in found if (one.line, one.column) == (line, column + slip.index(",") + 1)]
        assert [one.code for one in told] == ["empty-value"], (TEXT[start - 30 : start], found)
        # Nothing is said of the half of the number that is left.
        assert not [one for one in found if (one.line, one.column) == (line, column)]
        offered = OFFERED.match(str(told[0].hint))
        for word in offered.groups() if offered else ():
            if word is not None:
                after = problems(tmp_path, word, start, end)
                assert not [one for one in after if (one.line, one.column) == (line, column)], (word, told, after)
                offers += 1
    assert offers > len(PLACES) / 4


@pytest.mark.parametrize(
    ("right", "wrong", "hints"),
    [
        ("bronze: 60%", "bronze: 0,75", ["write 75%"]),
        ("bronze: 60%", "bronze: 45,5%", ["write 45.5%"]),
        ("bronze: 60%, silver: 70%", "bronze: 0,6, silver: 70,5%", ["write 60%", "write 70.5%"]),
        ("tolerance: {bronze: 10%}", "tolerance: {bronze: 0,15}", ["write 15%"]),
        ("measure: gap, at_most: 20%", "measure: gap, at_most: 0,75", ["write 75%"]),
        (
            "each: sections, at_least: 50%",
            "each: sections, at_least: 0,5",
            ["write 0.5, or 50% where a share is meant"],
        ),
    ],
)
def test_a_share_is_offered_where_a_share_is_wanted(right: str, wrong: str, hints: list[str], tmp_path: Path) -> None:
    assert TEXT.count(right) == 1
    found = problems_of(kitemark.load_standard, written(tmp_path, TEXT.replace(right, wrong)))
    assert [one.hint for one in found] == hints


@pytest.mark.parametrize(
    ("right", "wrong", "wanted", "hint"),
    [
        ("rating: 2,", "rating: 2,5,", "wanted a point of the scale 'practice' of 'answers'", "its points are 0 (Nothing)"),
        ("responses: 20,", "responses: 18,0,", "a comma ends the value", "take the comma and what follows it away"),
        ("responses: 20,", "responses: 1,200,", "a comma ends the value", "write the whole number without the comma"),
        ("responses: 20,", "responses: 18,5,", "wanted a whole number", "write it in digits, without a point or %"),
        ("days: 12.5", "days: 12,5", "a comma ends the value", "write a point in place of the comma"),
        ("departments: 1}", "departments: 3,0}", "a comma in the number of 'departments'", "write 3"),
        ("departments: 1}", "departments: 1,5,6}", "wanted a whole number", "write it in digits, without a point or %"),
        ("departments: 1}", "departments: 1,5}", "wanted a whole number", "write it in digits, without a point or %"),
    ],
)  # fmt: skip
def test_in_a_pack_what_its_standard_takes_is_offered(
    right: str, wrong: str, wanted: str, hint: str, tmp_path: Path
) -> None:
    [found] = of_pack(tmp_path, PACK.replace(right, wrong, 1))
    assert (wanted in found.message, str(found.hint).startswith(hint)) == (True, True), found


def of_pack(folder: Path, text: str) -> tuple[kitemark.Problem, ...]:
    written(folder, (HERE / "sound-survey.csv").read_text(), "sound-survey.csv")
    written(folder, TEXT, "sound-standard.yaml")
    file = written(folder, text, "pack.yaml")
    return problems_of(lambda: kitemark.evaluate(STANDARD, kitemark.load_assessment(file)))


@pytest.mark.parametrize(
    ("schema", "hint"),
    [
        ("{type: array, items: {type: number, minimum: 0,5}}", "write 0.5"),
        ("{anyOf: [{type: string}, {type: number, minimum: 1,5}]}", "write 1.5"),
        ("{type: string, maxLength: 1,5}", "write digits, without % and"),
    ],
)
def test_in_a_schema_what_json_schema_takes_is_offered(schema: str, hint: str, tmp_path: Path) -> None:
    text = TEXT.replace("departments: {type: integer}", f"departments: {schema}")
    found = problems_of(kitemark.load_standard, written(tmp_path, text))
    assert [str(one.hint).startswith(hint) for one in found if one.code == "empty-value"] == [True]


@pytest.mark.parametrize("said", ["18,5", "many"])
def test_what_many_records_share_by_an_alias_is_told_once(said: str, tmp_path: Path) -> None:
    text = PACK.replace("- {id: s1,", "- &one {id: s1,").replace("responses: 20,", f"responses: {said},")
    more = "".join(f"  - {{<<: *one, id: more-{number}}}\n" for number in range(12))
    [found] = of_pack(tmp_path, text.replace("  - {id: m1", f"{more}  - {{id: m1"))
    assert found.line == 7
