"""Tables: a CSV is read inside its folder alone, and every fault of it is told without its cells."""

from __future__ import annotations

import pytest
from sound import PACK, STANDARD, problems_of, spoilt

import kitemark

HEADER = "id,date,responses,positive\n"
BESIDE = {"kind": "survey", "table": "t.csv", "setting": "public", "question": "respect"}


def with_table(folder, content, **beside):
    (folder / "t.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    data = spoilt(PACK.to_data(), "evidence.1", {**BESIDE, **beside})
    return kitemark.evaluate(STANDARD, kitemark.assessment_from(data, folder=folder))


SPOILT = {
    "an empty file": ("", "empty", 1, 1),
    "empty lines": ("\n\n", "empty", 1, 1),
    "commas alone": (",,,\n", "empty", 1, 1),
    "Latin-1": ("id,é\n".encode("latin-1"), "encoding", 1, 4),
    "broken UTF-16": (b"\xff\xfea\x00\x00\xd8", "encoding", 1, 2),
    "a NUL": (HEADER + "a\0,2026-06-01,9,8\n", "syntax", 2, 2),
    "quotes never closed": (HEADER + '"a,2026-06-01,9,8\n', "syntax", 2, 1),
    "quotes in the middle": (HEADER + '"a"b,2026-06-01,9,8\n', "syntax", 2, 1),
    "a cell without end": (HEADER + '"' + "x" * 200_000 + '",\n', "syntax", 2, 1),
    "a column twice": ("id,date,responses,responses\n", "duplicate-key", 1, 4),
    "a column without a name": ("id,date,,positive\n", "wrong-columns", 1, 3),
    "a row that is too long": (HEADER + "a,2026-06-01,9,8,7\n", "wrong-columns", 2, 5),
    "columns with tabs between them": (HEADER.replace(",", "\t") + "a\t2026-06-01\t9\t8\n", "wrong-columns", 1, 1),
    "a column that is no field": ("id,date,responses,positve\na,2026-06-01,9,8\n", "unknown-key", 1, 4),
    "a column that is given for all rows": (
        "id,date,responses,positive,setting\na,2026-06-01,9,8,x\n",
        "duplicate-key",
        2,
        5,
    ),
    "words for a number": (HEADER + "a,2026-06-01,nine,8\n", "field", 2, 3),
    "a number with a comma for its point": (HEADER + 'a,2026-06-01,"9,5",8\n', "field", 2, 3),
    "a day that does not exist": (HEADER + "a,2026-06-31,9,8\n", "dates", 2, 2),
    "a row without a date": (HEADER + "a,,9,8\n", "missing-key", 2, None),
    "a row that ends early": (HEADER + "a,2026-06-01\n", "missing-key", 2, None),
    "counts that do not add up": (HEADER + "a,2026-06-01,8,9\n", "record-rule", 2, 4),
    "an id twice": (HEADER + "a,2026-06-01,9,8\na,2026-06-01,9,8\n", "duplicate-id", 3, 1),
    "an id of another record": (HEADER + "s1,2026-06-01,9,8\n", "duplicate-id", 2, 1),
    "a unit that is not there": ("id,date,responses,positive,unit\na,2026-06-01,9,8,south\n", "unknown-name", 2, 5),
    "a criterion that is not there": (
        "id,date,responses,positive,criteria\na,2026-06-01,9,8,respect;respekt\n",
        "unknown-name",
        2,
        5,
    ),
}


@pytest.mark.parametrize(("content", "code", "line", "column"), SPOILT.values(), ids=SPOILT)
def test_a_spoilt_table_is_refused_at_its_place(tmp_path, content, code, line, column):
    found = problems_of(with_table, tmp_path, content)
    assert any((p.file, p.code, p.line, p.column) == (str(tmp_path / "t.csv"), code, line, column) for p in found), (
        found
    )


READ = {
    "commas": HEADER + "a,2026-06-01,9,8\n",
    "semicolons": HEADER.replace(",", ";") + "a;2026-06-01;9;8\n",
    "UTF-8 with its mark": b"\xef\xbb\xbf" + (HEADER + "a,2026-06-01,9,8\n").encode(),
    "UTF-16": (HEADER + "a,2026-06-01,9,8\n").encode("utf-16"),
    "Windows line ends": HEADER.replace("\n", "\r\n") + "a,2026-06-01,9,8\r\n",
    "quotes, spaces and empty lines": '\n"id", date,responses,positive\n\n"a", 2026-06-01 ,"9",8\n,,,\n',
    "columns in another order": "positive,responses,date,id\n8,9,2026-06-01,a\n",
}


@pytest.mark.parametrize("content", READ.values(), ids=READ)
def test_a_sound_table_is_read_whatever_wrote_it(tmp_path, content):
    result = with_table(tmp_path, content)
    same = with_table(tmp_path, READ["commas"])
    assert result.to_dict()["nodes"] == same.to_dict()["nodes"]


def test_a_table_with_a_header_alone_holds_no_records(tmp_path):
    assert with_table(tmp_path, HEADER).level == "bronze"


def test_a_table_of_many_rows_is_read(tmp_path):
    rows = "".join(f"r{n},2026-06-01,9,8\n" for n in range(3_000))
    assert with_table(tmp_path, HEADER + rows).level == "silver"


def test_more_than_200_000_rows_are_too_many(tmp_path):
    (problem,) = problems_of(with_table, tmp_path, "id\n" + "a\n" * 200_001)
    assert (problem.code, problem.line) == ("too-large", 200_002)


OUTSIDE = [
    "../t.csv",
    "/etc/passwd",
    "a/../../t.csv",
    "..\\t.csv",
    "C:\\t.csv",
    "t\0.csv",
    "",
    ".",
    "link.csv",
    "x" * 5_000,
]


@pytest.mark.parametrize("name", OUTSIDE, ids=[repr(name[:20]) for name in OUTSIDE])
def test_a_table_is_never_read_outside_the_folder(tmp_path, name):
    folder = tmp_path / "pack"
    folder.mkdir()
    (tmp_path / "t.csv").write_text(HEADER)
    (folder / "link.csv").symlink_to(tmp_path / "t.csv")
    found = problems_of(with_table, folder, HEADER, table=name)
    assert {p.code for p in found} <= {"path", "no-file"}
    assert {p.path for p in found} <= {"evidence[1].table", ""}


def test_a_link_inside_the_folder_may_be_followed(tmp_path):
    (tmp_path / "real.csv").write_text(HEADER)
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    assert with_table(tmp_path, HEADER, table="link.csv").level == "bronze"


@pytest.mark.parametrize("name", [["t.csv"], {"a": 1}, 3, None, True])
def test_a_table_is_named_in_text(tmp_path, name):
    (problem,) = problems_of(with_table, tmp_path, HEADER, table=name)
    assert (problem.code, problem.path) == ("wrong-type", "evidence[1].table")


def test_a_table_needs_a_folder():
    (problem,) = problems_of(kitemark.assessment_from, PACK.to_data())
    assert (problem.code, problem.hint) == ("path", "give folder=, or write the records out")


def test_a_missing_table_and_a_folder_for_a_table_are_refused(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("none.csv", "sub", "t.csv/x"):
        (problem,) = problems_of(with_table, tmp_path, HEADER, table=name)
        assert (problem.code, problem.path) == ("no-file", "evidence[1].table")


def test_a_fault_of_the_whole_table_is_told_once(tmp_path):
    rows = "".join(f"r{n},2026-06-01,9,8\n" for n in range(50))
    found = problems_of(with_table, tmp_path, HEADER.replace("positive", "positve") + rows, criteria=["respekt"])
    assert sorted((p.code, p.path) for p in found) == [
        ("unknown-key", ""),
        ("unknown-name", "evidence[1].criteria[0]"),
    ]


def test_a_table_whose_heading_is_missing_repeats_no_cell(tmp_path):
    found = problems_of(with_table, tmp_path, "they-hit-me,2026-06-01,77777,8\nb,2026-06-01,9,8\n")
    assert not any("hit-me" in str(p) or "77777" in str(p) for p in found)


def test_a_row_that_slipped_repeats_no_cell(tmp_path):
    rows = "kind,date,setting,question,responses,positive,criteria,unit\nsurvey,they-hit-me,9,respect,they-hit-me,x,they-hit-me,they-hit-me\n"
    data = spoilt(PACK.to_data(), "evidence.1", {"table": "t.csv"})
    (tmp_path / "t.csv").write_text(rows)
    found = problems_of(kitemark.evaluate, STANDARD, kitemark.assessment_from(data, folder=tmp_path))
    assert len(found) >= 5
    assert not any("hit-me" in str(p) for p in found)


def test_what_is_nearly_a_column_is_named_with_what_it_may_be(tmp_path):
    found = problems_of(with_table, tmp_path, "ID,Date,responses,positive,Mood\na,2026-06-01,9,8,x\n", note="n")
    said = {p.column: (p.message, p.hint) for p in found if p.code == "unknown-key"}
    assert said[1] == ("found the column 'ID', which is named after no field of 'survey'", "did you mean 'id'?")
    assert said[2][1] == "did you mean 'date'?"
    message, hint = said[5]
    assert message == "found column 5, which is named after no field of 'survey'"
    assert "question" in hint
    assert hint.endswith("; every table may have kind, id, date, period, title, link, criteria, unit, note")


def test_what_stands_beside_a_table_is_told_like_any_record(tmp_path):
    row = HEADER + "a,2026-06-01,9,8\n"
    found = problems_of(with_table, tmp_path, row, criteria=["respect", "L9"])
    (problem,) = [p for p in found if p.code == "unknown-name"]
    assert (problem.path, problem.message) == ("evidence[1].criteria[1]", "found 'L9', wanted the id of a criterion")
    assert problem.hint == "the criteria are respect, choice, answers, housing"


MISSING = {
    "a column": (
        HEADER.replace(",positive", "") + "a,2026-06-01,9\n",
        "add the column 'positive', or 'positive: ...' beside 'table'",
    ),
    "columns": (
        "id,date\na,2026-06-01\n",
        "add the columns 'positive', 'responses', or 'positive: ...', 'responses: ...' beside 'table'",
    ),
    "a cell": (HEADER + "a,2026-06-01,9,\n", "fill in the cell"),
    "cells": (HEADER + "a,2026-06-01\n", "fill in the cells"),
}


@pytest.mark.parametrize(("content", "hint"), MISSING.values(), ids=MISSING)
def test_what_a_table_lacks_is_asked_for_as_a_table_has_it(tmp_path, content, hint):
    (problem,) = problems_of(with_table, tmp_path, content)
    assert (problem.code, problem.hint) == ("missing-key", hint)


def test_a_table_is_named_from_where_one_stands(tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "t.csv").write_text(HEADER + "a,2026-06-01,nine,8\n")
    monkeypatch.chdir(tmp_path)
    data = spoilt(PACK.to_data(), "evidence.1", BESIDE)
    (problem,) = problems_of(kitemark.evaluate, STANDARD, kitemark.assessment_from(data, folder="in"))
    assert (problem.file, problem.line, problem.column) == ("in/t.csv", 2, 3)
