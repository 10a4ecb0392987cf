"""A workbook helps whoever fills it in: words, drop-downs, checks and formats that keep text as it is written."""

from __future__ import annotations

import re
import zipfile

import openpyxl
import pytest
from workbooks import PACK, SMALL, STANDARDS, back, standard, workbook

import kitemark
from kitemark.sheets.writing import workbook_bytes

FIXED = ["Start here", "Organisation", "Judgements", "Customer survey", "Paper or plan", "Criteria"]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    (folder / "blank.xlsx").write_bytes(workbook_bytes(standard(), {"standard": "small.yaml"}, empty=True))
    return openpyxl.load_workbook(folder / "blank.xlsx")


def checks(sheet):
    return {str(check.sqref): check for check in sheet.data_validations.dataValidation}


def column(sheet, name):
    return next(cell for cell in sheet[1] if cell.value.removesuffix(" (needed)") == name)


def test_there_is_a_tab_for_each_kind_and_titles_are_ones_that_spreadsheets_take(book):
    assert book.sheetnames == FIXED
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)


def test_what_is_needed_says_so_in_words_and_why_each_column_is_there(book):
    sheet = book["Customer survey"]
    assert column(sheet, "responses").value == "responses (needed)"
    note = column(sheet, "responses").comment.text
    assert note == "Answers.\nA whole number, 0 or more.\nNeeded."
    assert column(sheet, "where").comment.text == "Text, 60 characters at most.\nMay be left empty."
    assert "several, with ; between them" in column(sheet, "topics").comment.text.lower()
    assert all(cell.comment for tab in ("Customer survey", "Judgements", "Paper or plan") for cell in book[tab][1])


def test_facts_that_the_rules_read_are_called_needed_and_units_are_told_of_where_they_have_a_tab(tmp_path):
    for name, units in (("customer-care", False), ("council-service", True)):
        path = tmp_path / "blank.xlsx"
        path.write_bytes(workbook_bytes(kitemark.load_standard(name), {"standard": name}, empty=True))
        found = openpyxl.load_workbook(path)
        facts = [row for row in found["Organisation"].iter_rows(values_only=True) if str(row[0]).startswith("fact ")]
        assert all(row[0].endswith("(needed)") is row[2].endswith("Needed.") for row in facts)
        assert any(row[0].endswith("(needed)") for row in facts)
        assert ("Units" in found.sheetnames) is units
        assert (
            any("list them in Units" in str(row[1]) for row in found["Start here"].iter_rows(values_only=True)) is units
        )


def test_choices_numbers_and_days_are_checked_as_they_are_typed(book):
    sheet = book["Customer survey"]
    found = checks(sheet)
    by_name = {
        name: found.get(f"{column(sheet, name).column_letter}2:{column(sheet, name).column_letter}1001")
        for name in ("question", "private", "responses", "date", "where", "topics")
    }
    assert by_name["question"].formula1 == '"respect,choice"'
    assert by_name["private"].formula1 == '"TRUE,FALSE"'
    assert (by_name["responses"].type, by_name["responses"].formula1) == ("whole", "0")
    assert by_name["date"].type == "date"
    assert by_name["where"] is None
    assert by_name["topics"] is None
    assert checks(book["Judgements"])["A2:A1001"].formula1 == "'Criteria'!$A$2:$A$3"
    assert checks(book["Judgements"])["B2:B1001"].formula1 == '"No,Yes"'


def test_columns_of_text_are_text_so_that_nothing_is_made_of_what_is_written(book):
    sheet = book["Customer survey"]
    formats = {
        name: sheet.column_dimensions[column(sheet, name).column_letter].number_format
        for name in ("id", "where", "topics", "question", "date", "responses")
    }
    assert formats == {
        "id": "@",
        "where": "@",
        "topics": "@",
        "question": "@",
        "date": "yyyy-mm-dd",
        "responses": "General",
    }


def test_headings_stay_in_sight_and_columns_are_wide_enough(book):
    for tab in FIXED[1:]:
        assert book[tab].freeze_panes == "B2"
    sheet = book["Customer survey"]
    assert all(8 < sheet.column_dimensions[cell.column_letter].width <= 42 for cell in sheet[1])


def test_the_tab_of_criteria_says_what_is_asked_and_on_which_scale(book):
    rows = [[cell.value for cell in row] for row in book["Criteria"].iter_rows(min_row=2)]
    assert rows[0] == ["a", "A is so", None, "Is A so?", "0 (No)\n1 (Yes)"]


def test_the_first_tab_explains_in_plain_words_and_names_every_tab_for_evidence(book):
    said = "\n".join(str(cell.value) for row in book["Start here"].iter_rows() for cell in row if cell.value)
    for word in ("Small mark", "one a row", "(needed)", "No names of people", "Customer survey", "Paper or plan"):
        assert word in said


def test_choices_that_are_too_long_for_a_drop_down_stand_in_a_tab(tmp_path):
    enum = [f"choice number {place}, with a comma" for place in range(40)]
    fields = {"choice": {"enum": enum}}
    by = kitemark.standard_from({**SMALL, "evidence": {"paper": {"title": "Paper", "fields": fields}}})
    (tmp_path / "b.xlsx").write_bytes(workbook_bytes(by, {"standard": "s"}, empty=True))
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert checks(book["Paper"])["I2:I1001"].formula1 == "'Choices'!$A$2:$A$41"
    assert [cell.value for cell in book["Choices"]["A"]] == ["Paper choice", *enum]


def test_text_that_looks_like_a_formula_is_text_in_the_file_itself(tmp_path):
    path = workbook({**PACK, "note": "=1+1"}, standard(), tmp_path)
    with zipfile.ZipFile(path) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name)
    assert not re.search(rb"<f[ >]", sheets)


@pytest.mark.parametrize("name", ["customer-care", "involvement", "council-service"])
def test_the_workbooks_of_the_bundled_standards_are_small_and_can_be_opened(name, tmp_path):
    by = kitemark.load_standard(name)
    raw = workbook_bytes(by, {"standard": name}, empty=True)
    assert len(raw) < 150_000
    (tmp_path / "b.xlsx").write_bytes(raw)
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert len(book.sheetnames) >= len(by.rules.kinds) + 4
    for tab in book.worksheets:
        if tab.title not in ("Start here", "Criteria", "Choices", "Organisation"):
            assert tab.data_validations.dataValidation
            assert all(cell.comment for cell in tab[1])
    assert (STANDARDS / name).is_dir()


def test_titles_of_kinds_that_clash_are_told_apart(tmp_path):
    kinds = {
        f"k{place}": {"title": title, "fields": {}}
        for place, title in enumerate(
            ["Units", "units", "A" * 40, "A" * 35, "'", "History", "a/b", "a:b", "\u202eodd\x07"]
        )
    }
    by = kitemark.standard_from({**SMALL, "evidence": kinds})
    (tmp_path / "b.xlsx").write_bytes(workbook_bytes(by, {"standard": "s"}, empty=True))
    titles = openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames
    assert len({title.lower() for title in titles}) == len(titles)
    assert all(0 < len(title) <= 31 and title.isprintable() for title in titles)


def test_a_role_is_called_needed_where_the_standard_names_roles_and_its_note_says_what_is_without_one(tmp_path):
    for data, needed in ((SMALL, False), ({**SMALL, "judgements": {"roles": ["self", "peer"]}}, True)):
        path = tmp_path / "blank.xlsx"
        path.write_bytes(workbook_bytes(kitemark.standard_from(data), {"standard": "small"}, empty=True))
        head = column(openpyxl.load_workbook(path)["Judgements"], "role")
        assert head.value.endswith("(needed)") is needed
        assert ("one of self, peer" in head.comment.text) is needed
        assert ("without one of these counts for nothing" in head.comment.text) is needed


def test_a_row_without_a_role_is_read_where_roles_are_named_as_in_a_pack_of_text(tmp_path):
    by = kitemark.standard_from({**SMALL, "judgements": {"roles": ["peer"]}})
    judgement = {"criterion": "a", "rating": "Yes", "assessor": "A", "because": "Seen."}
    pack = {**PACK, "judgements": [judgement]}
    assert back(workbook(pack, by, tmp_path), by)["judgements"] == [judgement]


def test_whom_a_criterion_is_asked_of_is_said_where_there_are_units_and_nowhere_else(tmp_path):
    for name, units in (("customer-care", False), ("council-service", True)):
        path = tmp_path / "blank.xlsx"
        path.write_bytes(workbook_bytes(kitemark.load_standard(name), {"standard": name}, empty=True))
        heads = [cell.value for cell in openpyxl.load_workbook(path)["Criteria"][1]]
        assert heads == ["id", "criterion", "section", "asks", "scale", *(["asked of"] if units else [])]
