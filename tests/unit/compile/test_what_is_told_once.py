"""What is wrong is told once, where it is wrong, in the words of the key that was meant."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark

from .small import changed, problems

Change = tuple[str, Any]
RISKY: Change = ("scales.risky", [{"value": 2}, {"value": 1}])


@pytest.mark.parametrize(
    "changes",
    [
        [("scale", "risky")],
        [("criteria.0.scale", "risky")],
        [("sections.0.scale", "risky"), ("sections.0.bands", {"1": 50})],
        [("criteria.0.rating", {"judgement": "risky", "bands": {"1": 1}})],
        [("criteria.0.scale", "risky"), ("criteria.0.looks_like", {"Most": "x"})],
        [("criteria.0.scale", "risky"), ("criteria.0.rating", {"judgement": "practice", "bands": {"1": 1}})],
    ],
)
def test_a_scale_that_cannot_be_meant_is_not_undeclared_too(changes: list[Change]) -> None:
    found = problems(changed(RISKY, *changes))
    assert [(one.code, one.path) for one in found] == [("scale", "scales.risky[1].value")]


@pytest.mark.parametrize(
    ("condition", "code", "path"),
    [
        ({"each": "criteria", "at_least": "Most"}, "not-on-scale", "at_least"),
        ({"some": ["a", "b"], "at_least": "Most"}, "not-on-scale", "at_least"),
        ({"each": ["s", "a"], "at_least": "Most"}, "wrong-type", "at_least"),
        ({"each": "criteria", "at_most": 1}, "wrong-direction", "at_most"),
        ({"each": "criteria", "less_than": 1}, "wrong-direction", "less_than"),
    ],
)
def test_a_comparison_that_fits_no_node_is_told_once(condition: Any, code: str, path: str) -> None:
    found = problems(changed(("levels", [{"id": "l", "requires": [condition]}])))
    assert [(one.code, one.path) for one in found] == [(code, f"levels[0].requires[0].{path}")]


def test_a_condition_on_a_node_that_is_not_sound_says_nothing_of_its_own() -> None:
    levels = [{"id": "l", "requires": [{"each": ["b"], "at_least": "Most"}, {"overall": "Most"}]}]
    found = problems(changed(("criteria.0.scale", "none"), ("levels", levels)))
    assert [one.path for one in found] == ["criteria[0].scale"]


def test_a_safeguard_says_once_what_is_wrong_with_it_whomever_it_holds() -> None:
    guard = {
        "id": "g",
        "each": "criteria",
        "at_most": 1,
        "unless": {"measure": "pappers", "at_least": 1},
        "when": {"z": 1},
    }
    found = problems(changed(("safeguards", [guard])))
    assert sorted(one.path for one in found) == ["safeguards[0].unless.measure", "safeguards[0].when.z"]


# Keys


MISSPELT = {
    "a key of a line of marks": ("criteria.0.marks", [{"measure": "happy", "becuase": "x", "bronze": "5%"}], "because"),
    "a key whose value is a mapping": (
        "criteria.0.marks",
        [{"measure": "happy", "wenn": {"size": "small"}, "bronze": "5%"}],
        "when",
    ),
    "a key of bounds": ("measures.happy.where", {"answers": {"at_leest": 3}}, "at_least"),
    "a key that is required": ("levels.0", {"idd": "bronze"}, "id"),
}


@pytest.mark.parametrize(("path", "value", "near"), MISSPELT.values(), ids=MISSPELT)
def test_a_misspelt_key_is_unknown_and_neither_missing_nor_of_the_wrong_type(path: str, value: Any, near: str) -> None:
    found = [one for one in problems(changed((path, value))) if one.code != "unknown-name"]
    assert [(one.code, one.hint) for one in found] == [("unknown-key", f"did you mean '{near}'?")]


def test_a_level_that_no_key_is_near_to_is_a_threshold_of_the_wrong_type() -> None:
    [found] = problems(changed(("criteria.0.marks", [{"measure": "happy", "bronze": "x"}])))
    assert (found.code, found.path) == ("wrong-type", "criteria[0].marks[0].bronze")


# Values

THREE = "write three whole numbers with points between them, in quotes"
ONE = "write one in the brackets, or below the key with a dash"


@pytest.mark.parametrize(
    ("path", "value", "words", "hint"),
    [
        ("sections.0.combine", "meen", "wanted mean, sum, worst or best", "did you mean 'mean'?"),
        ("sections.0.combine", 3, "wanted mean, sum, worst or best", "write one of these words alone"),
        ("title", "  ", "found '  ', wanted text that says something", "write some words"),
        ("title", 3, "found the number 3, wanted text", 'write "3", with the quotes'),
        ("title", [], "found a list, wanted text", "write one text, in quotes if it begins with [ or a dash"),
        ("version", "1.0", 'wanted a semantic version as text, such as "1.0.0"', THREE),
        ("version", 1, 'wanted a semantic version as text, such as "1.0.0" in quotes', THREE),
        ("scales.practice", [], "found an empty list, wanted at least one entry", ONE),
        ("accepted.sound.from", [], "found an empty list, wanted at least one entry", ONE),
        (
            "smallest_group",
            True,
            "found true, wanted a whole number, 0 or more",
            "write how many in digits, without a point, a minus or %",
        ),
        (
            "levels.0.requires.0.overall",
            {"at_least": {}},
            "found a mapping, wanted a number",
            "write one amount, or one name in quotes",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_says_what_was_wanted(path: str, value: Any, words: str, hint: str) -> None:
    [found] = problems(changed((path, value)))
    assert (found.code, found.hint) == ("wrong-type", hint)
    assert words in found.message


def test_a_list_of_which_every_item_is_wrong_is_not_empty_too() -> None:
    found = problems(changed(("levels", ["bronze", "silver"])))
    assert [(one.code, one.path) for one in found] == [("wrong-type", "levels[0]"), ("wrong-type", "levels[1]")]


def test_nothing_in_a_list_stands_where_the_list_has_it(tmp_path: Any) -> None:
    text = kitemark.dump(kitemark.standard_from(changed(("flags", [])))).replace('"levels": [', '"levels": [\n  null,')
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.load_standard(tmp_path / "a.yaml")
    [found] = caught.value.problems
    assert (found.code, found.path, found.message) == (
        "empty-value",
        "levels[0]",
        "found nothing in the list, wanted a value",
    )
    assert (text.splitlines()[found.line - 1], found.column) == ("  null,", 3)


def test_text_that_a_comma_cuts_in_two_is_told_to_be_quoted(tmp_path: Any) -> None:
    text = "kitemark: 1\nlevels:\n  - {id: one, summary: Kind, but slow at times}\n"
    (tmp_path / "a.yaml").write_text(text)
    with pytest.raises(kitemark.KitemarkError) as caught:
        kitemark.load_standard(tmp_path / "a.yaml")
    [found] = [one for one in caught.value.problems if one.code == "empty-value"]
    assert found.hint == "put the text of 'summary' in quotes: it holds a comma"
