"""A folder holds workbooks, too: one that is a pack is assessed, and what is no pack is left out and named."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import openpyxl
from folders import put, sound

import kitemark
from kitemark.sheets.writing import workbook_bytes


def as_workbook(folder: Path, name: str) -> Path:
    pack = kitemark.load_assessment(folder / f"{name}.yaml")
    file = folder / f"{name}.xlsx"
    standard = pack.named_standard()
    file.write_bytes(workbook_bytes(standard, pack.written_out(standard)))
    return file


def come_to(folder: Path) -> list[object]:
    """What each pack came to, wherever it stands; a workbook keeps the same in another form, with a digest of its own."""
    entries = kitemark.assess_all([folder]).entries
    return [dataclasses.replace(entry, file="", reads=(), assessment="") for entry in entries if not entry.problems]


def test_a_pack_comes_to_the_same_as_a_workbook(tmp_path):
    folder = sound(tmp_path)
    before = come_to(folder)
    as_workbook(folder, "ash")
    (folder / "ash.yaml").unlink()
    assert come_to(folder) == before


def test_a_workbook_that_is_named_is_assessed_as_of_the_day_and_by_the_standard_that_are_asked_for(tmp_path):
    folder = sound(tmp_path)
    file = as_workbook(folder, "ash")
    day = datetime.date(2027, 2, 1)
    portfolio = kitemark.assess_all([file], standard=folder, date=day)
    assert not portfolio.faulty
    assert [entry.date for entry in portfolio.entries] == ["2027-02-01"]


def test_a_broken_workbook_stops_no_other(tmp_path):
    folder = sound(tmp_path)
    sound_ones = len(come_to(folder))
    put(folder, "broken.xlsx", "no workbook at all")
    portfolio = kitemark.assess_all([folder])
    assert [Path(entry.file).name for entry in portfolio.faulty] == ["broken.xlsx"]
    assert len(come_to(folder)) == sound_ones


def test_other_workbooks_and_locks_are_left_out(tmp_path):
    folder = sound(tmp_path)
    other = openpyxl.Workbook()
    other.active.title = "Budget"
    other.active.merge_cells("A1:B2")  # which no pack may have
    other.save(folder / "budget.xlsx")
    put(folder, "~$ash.xlsx", "whoever has it open")
    portfolio = kitemark.assess_all([folder])
    assert not portfolio.faulty
    left = {Path(one.file).name: one.what for one in portfolio.left_out}
    assert left["budget.xlsx"] == "other workbook"
    assert "~$ash.xlsx" not in left  # it is no file of anybody's


def test_a_workbook_with_a_tab_of_judgements_may_be_a_pack_whose_first_tab_is_gone(tmp_path):
    folder = sound(tmp_path)
    slip = openpyxl.Workbook()
    slip.active.title = "Judgements"
    slip.save(folder / "slip.xlsx")
    (problem,) = kitemark.assess_all([folder]).faulty[0].problems
    assert problem.code == "sheet"
