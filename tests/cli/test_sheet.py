"""`kitemark sheet`: a standard or a pack to a workbook, to tables and back, and what it refuses."""

from __future__ import annotations

import sys

import openpyxl
from command import EXAMPLES, HARBOUR, pack, refused, run


def sheet(source, output, *more):
    answer = run("sheet", source, "-o", output, *more)
    assert (answer.returncode, answer.stderr) == (0, ""), answer
    return answer.stdout


def test_a_workbook_to_fill_in_says_what_is_missing(tmp_path):
    book = tmp_path / "pack.xlsx"
    assert sheet("involvement", book) == f"{book}\n"
    told = refused("assess", book)
    assert "Organisation!B3: found no 'id', which is required; fill in the cell [missing-key]" in told
    assert "Organisation!B5: found no 'date'" in told


def test_a_filled_workbook_is_assessed_and_written_as_text(tmp_path):
    pack(tmp_path)
    book, text = tmp_path / "filled.xlsx", tmp_path / "again.yaml"
    sheet(tmp_path / "standard.yaml", book)
    filled = openpyxl.load_workbook(book)
    filled["Organisation"]["B3"], filled["Organisation"]["B5"] = "o", "2026-11-01"
    for cell, value in zip(("A2", "B2", "D2", "G2"), ("a", "Yes", "A", "Seen."), strict=True):
        filled["Judgements"][cell] = value
    filled.save(book)
    assert "Level     Bronze" in run("assess", book).stdout
    sheet(book, text)
    assert run("assess", text).stdout == run("assess", book).stdout
    assert text.read_text("utf-8").startswith("kitemark: 1\nstandard: standard.yaml\n")


def test_there_and_back_is_the_same_result_whatever_the_form(tmp_path):
    source = EXAMPLES / "tiny-gold.yaml"
    first = run("assess", source).stdout
    for form in ("pack.xlsx", "pack.yaml", "pack.json", "tables"):
        sheet(source, tmp_path / form)
        place = tmp_path / "tables" / "pack.yaml" if form == "tables" else tmp_path / form
        assert run("assess", place).stdout == first, form
        sheet(place, tmp_path / f"{form}.xlsx")
    assert (tmp_path / "pack.xlsx.xlsx").read_bytes() == (tmp_path / "pack.xlsx").read_bytes()


def test_another_standard_may_be_named_and_a_path_is_kept_relative(tmp_path):
    source = pack(tmp_path)
    (tmp_path / "deep").mkdir()
    sheet(source, tmp_path / "deep" / "p.xlsx")
    assert openpyxl.load_workbook(tmp_path / "deep" / "p.xlsx")["Organisation"]["B2"].value == "../standard.yaml"
    assert run("assess", tmp_path / "deep" / "p.xlsx").returncode == 0
    sheet(source, tmp_path / "q.yaml", "--standard", tmp_path)
    assert "standard: standard.yaml" in (tmp_path / "q.yaml").read_text("utf-8")
    assert run("assess", tmp_path / "deep" / "p.xlsx", "--standard", tmp_path).returncode == 0


def test_what_was_read_is_never_written_over(tmp_path):
    source = pack(tmp_path)
    sheet(source, tmp_path / "p.xlsx")
    before = (tmp_path / "p.xlsx").read_bytes()
    assert "one of the files that were read" in refused("sheet", tmp_path / "p.xlsx", "-o", tmp_path / "p.xlsx")
    assert "one of the files that were read" in refused("sheet", source, "-o", tmp_path / "standard.yaml")
    assert (tmp_path / "p.xlsx").read_bytes() == before
    sheet(source, tmp_path / "tables")
    assert "there already, and wrote nothing" in refused("sheet", source, "-o", tmp_path / "tables")


def test_calls_that_make_no_sense_are_refused_in_words(tmp_path):
    source = pack(tmp_path, evidence=[{"id": "p", "kind": "papr", "date": "2026-01-01"}])
    assert "unknown-name" in refused("sheet", source, "-o", tmp_path / "p.xlsx")
    assert "ends in '.docx'" in refused("sheet", source, "-o", tmp_path / "p.docx")
    assert "found a standard, of which there is no pack yet" in refused(
        "sheet", "involvement", "-o", tmp_path / "p.yaml"
    )
    assert "goes with a pack" in refused("sheet", "involvement", "-o", tmp_path / "p.xlsx", "-s", "involvement")
    assert "did you mean 'involvement'?" in refused("sheet", "involvment", "-o", tmp_path / "p.xlsx")
    assert "no-file" in refused("sheet", tmp_path / "gone.yaml", "-o", tmp_path / "p.xlsx")
    assert "could not write" in refused("sheet", HARBOUR, "-o", tmp_path / "no" / "p.xlsx")
    assert not (tmp_path / "p.xlsx").exists()


def test_without_the_extra_the_one_line_that_mends_it_is_told(tmp_path):
    (tmp_path / "openpyxl.py").write_text("raise ImportError", "utf-8")
    path = ":".join([str(tmp_path), *sys.path[1:]])
    told = refused("sheet", "involvement", "-o", tmp_path / "p.xlsx", PYTHONPATH=path)
    assert told == "kitemark: reading and writing workbooks wants openpyxl: pip install 'kitemark[sheets]'\n"
    (tmp_path / "p.xlsx").write_bytes(b"PK")
    assert "pip install 'kitemark[sheets]'" in refused("assess", tmp_path / "p.xlsx", PYTHONPATH=path)
    assert run("assess", HARBOUR, PYTHONPATH=path).returncode == 0
