"""Hints that say what to write: something to copy, wherever it can be told what was meant."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sound import HERE, PACK, STANDARD, file_problems, problems_of, spoilt

import kitemark
from kitemark.model.rewriting import fitting
from kitemark.problems import nearest

STANDARD_TEXT = (HERE / "sound-standard.yaml").read_text()
WRITTEN: dict[str, tuple[str, Any, str]] = {
    "a version in quotes": ("kitemark", "1", "take the quotes away"),
    "a weight in quotes": ("sections.0.weight", "2", "take the quotes away"),
    "a word for a list": ("sections.0.criteria.0.tags", "core", "write it in brackets: [core]"),
    "a number for a list": ("sections.0.criteria.0.tags", 3, "write it in brackets: [...]"),
    "a word for a list of mappings": ("sections", "core", "write it in brackets: [...]"),
    "a truth for a list of words": ("sections.0.criteria.0.tags", "true", "write it in brackets: [...]"),
    "a number in quotes for an amount": ("levels.0.requires.0.overall", "50", "take the quotes away"),
    "no id where one is given": ("sections.0.id", "a b", "write 'a-b'; letters are a to z, without accents"),
    "no id where one is named": (
        "scale",
        "a b",
        "copy the id as it stands where the thing is declared",
    ),
    "a word for a condition": (
        "safeguards.0.unless",
        "never",
        "write keys with values, such as {measure: NAME, at_least: 1}",
    ),
    "a word for a requirement": (
        "levels.0.requires.0",
        "always",
        "write keys with values, such as {measure: NAME, at_least: 1}",
    ),
    "a word for facts": ("sections.0.criteria.0.applies_when", "large", "write keys with values, such as {key: value}"),
    "a tag for a selection": ("safeguards.0.each", "core", "write {tag: core}"),
    "a criterion for a selection": ("safeguards.0.each", "respect", "write [respect]"),
    "a selection that is misspelt": ("safeguards.0.each", "criterias", "did you mean 'criteria'?"),
    "a rule that is turned round": ("evidence.survey.rules.0", "responses>=positive", "write positive <= responses"),
    "a rule with one sign of two": ("evidence.survey.rules.0", "responses = positive", "write responses == positive"),
    "a rule that a schema says": (
        "evidence.survey.rules.0",
        "responses > 3",
        "let the schema of 'responses' say exclusiveMinimum: 3",
    ),
    "a percentage in words": ("sections.0.criteria.0.marks.0.silver", "80 percent", "write 80%"),
    "a wide sign of per cent": ("tolerance.bronze", "10\uff05", "write 10%"),
    "an amount in words": ("levels.0.requires.0.overall", "45 per cent", "write 45%"),
    "a sign that its key says": (
        "levels.1.requires.4.at_most",
        "<= 75%",
        "write 75%: which way it counts is said already",
    ),
    "a sign that turns its key round": ("levels.1.requires.4.at_most", "> 75%", "write digits and %"),
    "a comma in a number": (
        "sections.0.criteria.0.marks.0.silver",
        "80,5%",
        "write a point in place of the comma: 80.5%",
    ),
}


@pytest.mark.parametrize(("path", "value", "hint"), WRITTEN.values(), ids=WRITTEN)
def test_a_hint_says_what_to_write(path: str, value: Any, hint: str) -> None:
    found = problems_of(kitemark.standard_from, spoilt(STANDARD.to_data(), path, value))
    assert hint in [one.hint for one in found]


def test_text_that_is_no_number_is_to_be_written_in_digits() -> None:
    (found,) = problems_of(kitemark.standard_from, spoilt(STANDARD.to_data(), "sections.0.weight", "heavy"))
    assert found.hint == "write it in digits, such as 5 or 2.5"


def test_what_speaks_for_people_is_not_written_out() -> None:
    found = problems_of(kitemark.assessment_from, spoilt(PACK.to_data(), "evidence", "they-hit-me"), folder=HERE)
    assert found[0].hint == "write it in brackets: [...]"
    assert "they-hit-me" not in str(found)


@pytest.mark.parametrize("value", ["a\nb", "c" * 80])
def test_text_that_would_not_fit_on_a_line_is_not_written_out(value: str) -> None:
    found = problems_of(kitemark.assessment_from, spoilt(PACK.to_data(), "judgements.0.cites", value), folder=HERE)
    assert found[0].hint == "write it in brackets: [...]"


@pytest.mark.parametrize("cell", [False, True])
@pytest.mark.parametrize("share", ["72%", "72,5 %", Decimal("0.72")])
def test_a_share_where_a_count_is_wanted_is_no_count(share: Any, cell: bool) -> None:
    hint = fitting(share, "a whole number", "positive", {"type": "integer"}, private=True, cell=cell)
    assert hint == "write how many there are, not which share: what is wanted is a count, in digits"


def test_a_cell_with_a_point_where_a_count_is_wanted_is_told_that_it_is_whole() -> None:
    hint = fitting(Decimal("18.5"), "a whole number", "responses", {"type": "integer"}, private=True, cell=True)
    assert hint == "write a whole number in the cell: digits alone, without a point"


def test_a_comma_that_is_missing_between_entries_is_told_as_that() -> None:
    schema = {"type": "array", "items": {"enum": ["care", "money"]}}
    for value, comma in ((["care money"], True), (["carer"], False)):
        hint = fitting(value, "one of care, money", "topics", schema, private=True, cell=False)
        assert ("a comma between the entries" in hint) is comma


@pytest.mark.parametrize("name", ["pack.yaml", "data.json"])
def test_a_pack_named_as_a_table_is_told_in_one_line(name: str, tmp_path: Any) -> None:
    (tmp_path / name).write_text("id: 1, 2, 3\na, b, c, d\n" * 50)
    pack = spoilt(PACK.to_data(), "evidence.1.table", name)
    [found] = problems_of(kitemark.assessment_from, pack, folder=tmp_path)
    assert (found.code, found.hint) == ("wrong-file", "name the CSV file that holds the records")


def test_a_comma_is_missing_only_where_names_are_listed() -> None:
    names = ["together", "spoken", "well"]
    assert nearest("together spoken", names, several=True) == (
        "write a comma between the names, and brackets around them: [a, b]"
    )
    assert nearest("together", ["together spoken"], several=True) == (
        "did you mean 'together spoken'? If that is two, a comma is missing in it"
    )
    assert nearest("together", ["together spoken"]) == "did you mean 'together spoken'?"
    assert "comma" not in str(nearest("together spoken", names))


def test_nothing_where_a_reason_is_wanted_is_called_so() -> None:
    (found,) = problems_of(kitemark.assessment_from, spoilt(PACK.to_data(), "judgements.0.because", ""), folder=HERE)
    assert found.message == "found empty text, wanted text that says something"


def test_a_text_that_holds_commas_is_told_at_the_first(tmp_path: Any) -> None:
    text = STANDARD_TEXT.replace("because: Only staff said so.", "because: Everything, really, must be heard")
    found = file_problems(tmp_path, text)
    assert [one.path for one in found] == ["safeguards[0].really"]
    assert found[0].hint == "put the text of 'because' in quotes: it holds a comma"


def test_a_known_key_with_nothing_after_it_is_to_be_filled_in(tmp_path: Any) -> None:
    (found,) = file_problems(tmp_path, STANDARD_TEXT.replace("because: Only staff said so.", "because: "))
    assert found.hint == "fill it in, or take it out where it is optional"
