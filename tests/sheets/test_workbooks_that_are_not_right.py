"""Whatever is wrong with a workbook is told all at once, by tab and cell, and no voice is repeated."""

from __future__ import annotations

import datetime
import os
import struct
import zipfile

import openpyxl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from workbooks import PACK, changed, problems, repacked, standard, times, workbook

import kitemark
from kitemark.sheets.writing import workbook_bytes

SURVEY = "Customer survey"
VIOLET = "Mrs Violet Sorrow"
MORNING = datetime.datetime.combine(datetime.date(2026, 6, 30), datetime.time(9))

WRONG = {
    "text where a number is wanted": ((SURVEY, "J2", VIOLET), "field", "Customer survey!J2"),
    "a percentage where a count is wanted": ((SURVEY, "K2", "75%"), "field", "Customer survey!K2"),
    "a formula": ((SURVEY, "J2", "=6+6"), "cell", "Customer survey!J2"),
    "an error": ((SURVEY, "J2", "#REF!"), "cell", "Customer survey!J2"),
    "a choice that is none": ((SURVEY, "I2", "respct"), "field", "Customer survey!I2"),
    "a day in text of another form": ((SURVEY, "B2", "30/06/2026"), "dates", "Customer survey!B2"),
    "a day with a time": ((SURVEY, "B2", MORNING), "cell", "Customer survey!B2"),
    "a time alone": ((SURVEY, "B2", datetime.time(9, 30)), "cell", "Customer survey!B2"),
    "a day that the spreadsheet made of text": (
        (SURVEY, "N2", datetime.date(2026, 2, 1)),
        "cell",
        "Customer survey!N2",
    ),
    "an empty cell that is needed": ((SURVEY, "J2", None), "missing-key", "Customer survey!J2"),
    "neither day nor period": ((SURVEY, "B2", None), "missing-key", "Customer survey!B2"),
    "half a period": (("Paper or plan", "D2", None), "dates", "Paper or plan!D2"),
    "a period beside a day": (("Paper or plan", "B2", "2026-01-01"), "dates", "Paper or plan!C1"),
    "more positive than answers": ((SURVEY, "K2", 13), "record-rule", "Customer survey!K2"),
    "a criterion that there is not": ((SURVEY, "G2", "a; z"), "unknown-name", "Customer survey!G2"),
    "an id twice": (("Paper or plan", "A2", "s1"), "duplicate-id", "Paper or plan!A2"),
    "an unknown column": ((SURVEY, "P1", "postive"), "unknown-key", "Customer survey!P1"),
    "a column twice": ((SURVEY, "P1", "positive"), "duplicate-key", "Customer survey!P1"),
    "a value without a column": ((SURVEY, "Q2", VIOLET), "wrong-columns", "Customer survey!Q2"),
    "no JSON": ((SURVEY, "N2", f"json: {VIOLET}"), "cell", "Customer survey!N2"),
    "a rating that is no point": (("Judgements", "B2", "Yess"), "not-on-scale", "Judgements!B2"),
    "a rating that is a formula": (("Judgements", "B2", "=1+1"), "cell", "Judgements!B2"),
    "a judgement of nothing": (("Judgements", "A2", "zz"), "unknown-name", "Judgements!A2"),
    "no reason": (("Judgements", "G2", None), "missing-key", "Judgements!G2"),
    "a cited record that there is not": (("Judgements", "H2", "s9"), "unknown-name", "Judgements!H2"),
    "no date": (("Organisation", "B5", None), "missing-key", "Organisation!B5"),
    "an id that is none": (("Organisation", "B3", "O'Neill & sons"), "wrong-type", "Organisation!B3"),
    "a fact that is none": (("Organisation", "B8", "several"), "field", "Organisation!B8"),
    "a decision without a level": (("Organisation", "B12", "Panel"), "missing-key", "Organisation!B12"),
    "a line without a name": (("Organisation", "B30", VIOLET), "wrong-columns", "Organisation!B30"),
    "an owner that is none": ((SURVEY, "P2", VIOLET), "field", "Customer survey!P2"),
    "a place that is none": ((SURVEY, "P2", VIOLET), "field", "Customer survey!P2"),
    "a line twice": (("Organisation", "B30", VIOLET), "duplicate-key", "Organisation!B30"),
    "a line that there is not": (("Organisation", "A20", "colour"), "unknown-key", "Organisation!B20"),
}


BESIDE = {
    "a line that there is not": [("Organisation", "B20", "green")],
    "a line twice": [("Organisation", "A30", "note")],
    "an owner that is none": [(SURVEY, "P1", "kept by")],
    "a place that is none": [(SURVEY, "P1", "place in pack")],
}


@pytest.mark.parametrize("what", WRONG)
def test_a_slip_is_named_by_tab_and_cell(what, tmp_path):
    cell, code, address = WRONG[what]
    cells = [cell, *BESIDE.get(what, ())]
    path = changed(tmp_path, *cells)
    found = problems(path)
    assert {(problem.code, problem.path) for problem in found} == {(code, address)}
    assert len(found) == 1 or what == "a decision without a level"
    assert found[0].file == str(path)
    assert f"!{openpyxl.utils.get_column_letter(found[0].column)}{found[0].line}" in found[0].path
    assert VIOLET not in "".join(map(str, found))


@pytest.mark.parametrize(
    ("tab", "cell", "value", "hint"),
    [
        ("Judgements", "H2", 7, "write its entries into the cell, with ; between them"),
        (SURVEY, "G2", 7, "write its entries into the cell, with ; between them"),
        (SURVEY, "M2", 7, "write its entries into the cell, with ; between them"),
        (SURVEY, "J2", "75%", "write how many there are, not which share: what is wanted is a count, in digits"),
        ("Judgements", "G2", True, "write one text alone in the cell, with ' before it where it is no word"),
        ("Judgements", "A2", "A 1", "the criteria are a, b"),
        ("Organisation", "B9", "maybe", "write TRUE or FALSE in the cell"),
    ],
)
def test_a_cell_is_mended_in_words_for_cells(tab, cell, value, hint, tmp_path):
    [found] = problems(changed(tmp_path, (tab, cell, value)))
    assert (found.path, found.hint) == (f"{tab}!{cell}", hint)


@pytest.mark.parametrize(
    ("tab", "cell", "value", "hint"),
    [
        (SURVEY, "G2", "a, b", "write them with ; between them: a; b"),
        (SURVEY, "G2", "a and b", "write them with ; between them: a; b"),
        (SURVEY, "G2", "a\nb", "write them with ; between them: a; b"),
        (SURVEY, "G2", "a, zz", "write each just as it stands where it is declared, with ; between them"),
        (SURVEY, "G2", "B is so", "did you mean 'b'?"),
        ("Judgements", "H2", "s1, p1", "write them with ; between them: s1; p1"),
        ("Judgements", "A2", "a, b", "write a judgement for each of them"),
        ("Paper or plan", "G2", "a,b", "write them with ; between them: a; b"),
        (SURVEY, "M2", "food, rules", "write ; between its entries, and no comma"),
    ],
)
def test_several_things_in_one_cell_are_told_with_the_sign_that_goes_between_them(tab, cell, value, hint, tmp_path):
    [found] = problems(changed(tmp_path, (tab, cell, value)))
    assert (found.path, found.hint) == (f"{tab}!{cell}", hint)
    if "; between them: " in hint:
        assert problems(changed(tmp_path, (tab, cell, hint.partition(": ")[2]))) == []


def test_a_fact_that_the_rules_read_and_nobody_wrote_is_asked_for_in_its_own_cell(tmp_path):
    path = tmp_path / "blank.xlsx"
    care = kitemark.load_standard("customer-care")
    path.write_bytes(workbook_bytes(care, {"standard": "customer-care@1"}, empty=True))
    book = openpyxl.load_workbook(path)
    lines = {cell.value: cell.row for cell in book["Organisation"]["A"]}
    for name, value in (("id (needed)", "a-house"), ("date (needed)", "2026-11-01"), ("fact size (needed)", "small")):
        book["Organisation"][f"B{lines[name]}"] = value
    book.save(path)
    with pytest.raises(kitemark.KitemarkError) as refused:
        kitemark.evaluate(care, kitemark.load_assessment(path))
    found = {problem.path: problem for problem in refused.value.problems}
    facts = {name: f"Organisation!B{row}" for name, row in lines.items() if str(name).startswith("fact ")}
    assert set(found) == set(facts.values()) - {facts["fact size (needed)"]}
    assert found[facts["fact commissioned (needed)"]].hint == "fill in the cell: TRUE or FALSE"


def test_no_tab_is_proposed_that_the_workbook_never_had(tmp_path):
    path = workbook(PACK, standard(), tmp_path)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Notes")["A1"] = "mine"
    book.save(path)
    [problem] = problems(path)
    assert "did you mean" not in str(problem)


def test_a_misspelt_column_is_named_with_the_one_that_is_meant(tmp_path):
    [problem] = problems(changed(tmp_path, (SURVEY, "P1", "postive")))
    assert "did you mean 'positive'?" in str(problem)


def test_where_the_headings_are_gone_no_value_of_the_first_row_is_repeated(tmp_path):
    cells = [(SURVEY, f"{letter}1", f"{VIOLET} {letter}") for letter in "ABCDEFGHIJKLMNO"]
    found = problems(changed(tmp_path, *cells))
    assert "Sorrow" not in "".join(map(str, found))
    assert {problem.code for problem in found} == {"unknown-key", "missing-key", "unknown-name"}


def test_all_slips_are_told_at_once(tmp_path):
    some = [
        "text where a number is wanted",
        "a rating that is no point",
        "no date",
        "neither day nor period",
        "no reason",
    ]
    found = problems(changed(tmp_path, *(WRONG[what][0] for what in some)))
    assert {problem.path for problem in found} == {WRONG[what][2] for what in some}


# What only follows from another slip is told once that is mended.
FOLLOWS = {
    "more positive than answers": {
        "text where a number is wanted",
        "a formula",
        "an error",
        "an empty cell that is needed",
    },
    "a rating that is no point": {"a judgement of nothing"},
}


@times(40)
@given(names=st.sets(st.sampled_from(sorted(WRONG)), min_size=2, max_size=6))
def test_no_slip_hides_another(names, tmp_path_factory):
    folder = tmp_path_factory.mktemp("slips")
    cells = {what: [WRONG[what][0], *BESIDE.get(what, ())] for what in sorted(names)}
    places = [cell[:2] for some in cells.values() for cell in some]
    assume(len(places) == len(set(places)))
    together = problems(changed(folder, *(cell for some in cells.values() for cell in some)))
    for what, some in cells.items():
        if not FOLLOWS.get(what, set()) & names:
            assert set(problems(changed(folder, *some))) <= set(together), what


def test_problems_are_told_by_tab_in_the_order_of_the_tabs_and_each_place_once(tmp_path):
    path = changed(tmp_path, *(WRONG[what][0] for what in WRONG if what not in BESIDE))
    found = problems(path)
    titles = openpyxl.load_workbook(path).sheetnames
    tabs = [problem.path.split("!")[0] for problem in found]
    assert tabs == sorted(tabs, key=titles.index)
    assert len(set(tabs)) == 4
    places = [(one.tab, one.line, one.column) for one in found]
    assert places == sorted(places)
    for problem in found:
        assert str(problem).startswith(f"{path}: {problem.path}: {problem.message}")


def test_where_there_is_no_standard_the_lines_on_the_organisation_are_read_all_the_same(tmp_path):
    cells = [("Organisation", "B2", "no-such"), ("Organisation", "B3", None), ("Organisation", "B5", "30/06/2026")]
    with pytest.raises(kitemark.KitemarkError) as refused:
        kitemark.load_assessment(changed(tmp_path, *cells))
    assert [(one.code, one.path) for one in refused.value.problems] == [
        ("no-standard", "Organisation!B2"),
        ("missing-key", "Organisation!B3"),
        ("dates", "Organisation!B5"),
    ]
    [line] = refused.value.unchecked
    assert line.endswith("not checked until its standard loads: the lines on facts, and all other tabs")
    assert str(refused.value).endswith(line)


def test_a_number_formatted_as_a_percentage_is_refused(tmp_path):
    path = workbook(PACK, standard(), tmp_path)
    book = openpyxl.load_workbook(path)
    book[SURVEY]["K2"] = 0.75
    book[SURVEY]["K2"].number_format = "0%"
    book.save(path)
    [problem] = problems(path)
    assert (problem.code, problem.path) == ("cell", "Customer survey!K2")
    assert "percentage" in problem.message


def tabs(path, change):
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def hide(book):
    book["Paper or plan"].sheet_state = "veryHidden"


def rename(book):
    book["Customer survey"].title = "Customers survey"


def merge(book):
    book["Customer survey"].merge_cells("B2:C3")


def add(book):
    book.create_sheet("My notes")["A1"] = "remember the milk"


def test_tabs_that_are_hidden_renamed_or_added_are_told(tmp_path):
    for change, words in ((hide, "hidden tab"), (rename, "did you mean 'Customer survey'?"), (add, "My notes")):
        found = problems(tabs(workbook(PACK, standard(), tmp_path), change))
        assert words in "".join(map(str, found)), change
        assert "sheet" in {problem.code for problem in found}


def test_merged_cells_are_refused_before_anything_is_read(tmp_path):
    [problem] = problems(tabs(workbook(PACK, standard(), tmp_path), merge))
    assert (problem.code, "merged cells, the first at B2" in problem.message) == ("sheet", True)


def test_tabs_that_are_not_used_may_be_deleted_and_empty_rows_count_for_nothing(tmp_path):
    def change(book):
        del book["Start here"], book["Criteria"], book["Paper or plan"]
        book[SURVEY]["A5"], book[SURVEY]["A9"] = "  ", None
        book[SURVEY]["N900"] = ""
        book.create_sheet("Empty")

    path = tabs(workbook(PACK, standard(), tmp_path), change)
    assert problems(path) == []
    assert len(kitemark.load_assessment(path, standard=standard()).to_data()["evidence"]) == 1


def test_what_people_type_is_read_as_they_mean_it(tmp_path):
    cells = [
        (SURVEY, "J3", 12.0),
        (SURVEY, "K3", "9"),
        (SURVEY, "B3", datetime.date(2026, 6, 29)),
        (SURVEY, "I3", " choice "),
    ]
    cells += [
        (SURVEY, "L3", True),
        (SURVEY, "L2", "false"),
        (SURVEY, "M3", "food ;rules;"),
        ("Judgements", "B2", 1),
        (SURVEY, "N3", 7),
    ]
    data = kitemark.load_assessment(changed(tmp_path, *cells), standard=standard()).to_data()
    assert data["evidence"][1] == {
        "id": "survey-3",
        "kind": "survey",
        "date": "2026-06-29",
        "question": "choice",
        "responses": 12,
        "positive": 9,
        "private": True,
        "topics": ["food", "rules"],
        "where": "7",
    }
    assert data["evidence"][0]["private"] is False
    assert data["judgements"][0]["rating"] == 1


# -- files that are no plain workbooks ----------------------------------------------------


def refused(path):
    [problem] = problems(path)
    return problem.code, problem.message


def in_first_sheet(old, new):
    return lambda name, part: part.replace(old, new) if name == "xl/worksheets/sheet2.xml" else part


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccccccccc">]>'


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda name, part: BOMB + part if name == "xl/styles.xml" else part, "no workbook"),
        (lambda name, part: part.decode().encode("utf-16") if name == "xl/styles.xml" else part, "no workbook"),
        (
            lambda name, part: b'<?xml version="1.0" encoding="cp037"?>' + part if name == "xl/styles.xml" else part,
            "no workb",
        ),
        (lambda name, part: None if name == "xl/workbook.xml" else part, "no workbook"),
        (lambda name, part: part[:-40] if name == "xl/worksheets/sheet2.xml" else part, "no workbook"),
        (in_first_sheet(b'<row r="2"', b'<row r="1048576"'), "goes beyond"),
        (in_first_sheet(b'<c r="A2"', b'<c r="XFD2"'), "goes beyond"),
        (in_first_sheet(b'<row r="2"', b'<row spans=">" r="1048576"'), "goes beyond"),
        (in_first_sheet(b'<row r="2"', b'<row r="9e8"'), "goes beyond"),
        (in_first_sheet(b'<row r="4"', b'<row r="3"'), "no workbook"),
        (lambda name, part: b"<?xml ?>" + b"<row " * 80_000 if name == "xl/styles.xml" else part, "no workbook"),
        (lambda _, part: part.replace(b"<fonts", b"<xf/>" * 200_001 + b"<fonts"), "formats"),
        (in_first_sheet(b"</sheetData>", b"</sheetData><x:mergeCell ref='A1:XFD1048576'/>"), "merged cells"),
    ],
)
def test_a_workbook_that_could_cost_too_much_is_refused(change, words, tmp_path):
    assert words in refused(repacked(workbook(PACK, standard(), tmp_path), change))[1]


def with_part(path, name, content=b"x"):
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)
    return path


def test_macros_links_charts_and_floods_are_refused(tmp_path):
    def book():
        return workbook(PACK, standard(), tmp_path)

    assert "macros" in refused(with_part(book(), "xl/vbaProject.bin"))[1]
    assert "links to other files" in refused(with_part(book(), "xl/externalLinks/externalLink1.xml", b"<a/>"))[1]
    assert "a chart" in refused(with_part(book(), "xl/chartsheets/sheet1.xml", b"<a/>"))[1]
    assert refused(with_part(book(), "xl/media/zeros.bin", bytes(61_000_000)))[0] == "too-large"
    assert refused(with_part(book(), "xl/much.xml", b"<a>" + b"<c />" * 1_000_001))[0] == "too-large"


def test_a_size_that_lies_does_not_help_a_flood(tmp_path):
    path = with_part(workbook(PACK, standard(), tmp_path), "xl/flood.xml", b"<a>" + b" " * 3_000_000 + b"</a>")
    raw = bytearray(path.read_bytes())
    place = raw.rindex(b"xl/flood.xml") - 46
    raw[place + 24 : place + 28] = struct.pack("<I", 10)
    path.write_bytes(raw)
    assert refused(path)[0] == "syntax"


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 old", b"id,date\n", b"PK\x05\x06" + bytes(18)]
)
def test_what_is_no_workbook_is_told_as_such(content, tmp_path):
    (tmp_path / "p.xlsx").write_bytes(content)
    assert refused(tmp_path / "p.xlsx")[0] in ("syntax", "sheet")


def test_other_endings_and_missing_files_are_told(tmp_path):
    for ending in ("xlsm", "xls", "ods", "xlsb"):
        (tmp_path / f"p.{ending}").write_bytes(b"PK")
        assert f"ends in '.{ending}'" in refused(tmp_path / f"p.{ending}")[1]
    assert refused(tmp_path / "nowhere.xlsx")[0] == "no-file"
    (tmp_path / "folder.xlsx").mkdir()
    assert "found a folder" in refused(tmp_path / "folder.xlsx")[1]
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert "no file" in refused(tmp_path / "pipe.xlsx")[1]


@times(60)
@given(place=st.floats(0, 1), byte=st.integers(0, 255))
def test_any_broken_byte_is_answered(place, byte, tmp_path_factory):
    path = workbook(PACK, standard(), tmp_path_factory.mktemp("broken"))
    raw = bytearray(path.read_bytes())
    raw[int(place * (len(raw) - 1))] = byte
    path.write_bytes(raw)
    problems(path)


def test_a_workbook_without_the_extra_is_told_in_one_line(tmp_path, monkeypatch):
    path = workbook(PACK, standard(), tmp_path)
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    [problem] = problems(path)
    assert (problem.code, "pip install 'kitemark[sheets]'" in problem.message) == ("extra", True)


def test_a_heading_that_is_near_is_told_alone_and_not_as_a_column_that_is_missing(tmp_path):
    [found] = problems(changed(tmp_path, ("Judgements", "D1", "Assessor name")))
    assert (found.path, found.hint) == ("Judgements!D1", "did you mean 'assessor'?")
    two = problems(changed(tmp_path, ("Judgements", "D1", "Assessor name"), ("Judgements", "G1", "zzz")))
    assert [one.message for one in two if one.code == "missing-key"] == ["found no column 'because'"]


def test_a_tab_that_there_is_not_is_told_with_those_that_there_can_be_in_quotes(tmp_path):
    book = openpyxl.load_workbook(workbook(PACK, standard(), tmp_path))
    book.create_sheet("Zzz")["A1"] = "x"
    path = tmp_path / "more.xlsx"
    book.save(path)
    [found] = problems(path)
    tabs = [f"'{name}'" for name in book.sheetnames if name != "Zzz"]
    said = str(found.hint).partition(";")[0].removeprefix("the tabs are ")
    assert sorted(said.split(", ")) == sorted(tabs)
    assert "'Units'" not in said
    assert "'Choices'" not in said


def test_a_tab_that_got_another_name_is_told_which_one_is_not_here(tmp_path):
    book = openpyxl.load_workbook(workbook(PACK, standard(), tmp_path))
    book[SURVEY].title = "Zzz"
    path = tmp_path / "renamed.xlsx"
    book.save(path)
    found = next(one for one in problems(path) if one.code == "sheet")
    assert str(found.hint).startswith(f"the tab '{SURVEY}' is not here: if this is that one, give it its name again;")
