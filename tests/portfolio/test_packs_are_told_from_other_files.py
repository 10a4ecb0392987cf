"""In a folder packs are found at any depth, and what is no pack is left out and named."""

from __future__ import annotations

import json
import os
from pathlib import Path

import openpyxl
import pytest
from folders import folder_of, judged, pack_of, put, sound

import kitemark
from kitemark.portfolio.finding import find
from kitemark.portfolio.telling_apart import kind_of
from kitemark.sheets.writing import workbook_bytes


def left_out(*paths) -> dict[str, str]:
    return {Path(one.file).name: one.what for one in kitemark.assess_all(paths).left_out}


def test_what_is_no_pack_is_left_out_and_named(tmp_path):
    folder = sound(tmp_path)
    put(folder, "examples.yaml", {"kitemark": 1, "examples": []})
    put(folder, "mapping.yaml", {"kind": "survey", "date": "2026-01-01", "columns": {"answers": "Q1"}})
    put(folder, "values.yaml", "a: {{ .Values.b }}\n---\nb: 1\n")
    put(folder, "list.json", "[1, 2]")
    put(folder, "table.csv", "a,b\n")
    put(folder, "read-me.txt", "organisation: {}")
    portfolio = kitemark.assess_all([folder])
    put(folder, "summary.json", portfolio.to_json())
    result = kitemark.evaluate(kitemark.load_standard(folder), kitemark.load_assessment(folder / "ash.yaml"))
    put(folder, "result.json", result.to_json())
    os.mkfifo(folder / "pipe.yaml")
    (folder / "gone.yaml").symlink_to(folder / "nowhere")
    assert left_out(folder) == {
        "standard.yaml": "standard",
        "examples.yaml": "examples of a standard",
        "mapping.yaml": "other file",
        "values.yaml": "other file",
        "list.json": "other file",
        "table.csv": "table",
        "summary.json": "result of kitemark",
        "result.json": "result of kitemark",
        "pipe.yaml": "no ordinary file",
        "gone.yaml": "link to nothing",
    }


@pytest.mark.parametrize(
    "text",
    [
        "kitemark: 1\nstandard: small.yaml\norg",  # as a file that was cut off, and can no more be read
        "kitemark: 1\nstandard: small.yaml\n",  # or can still be read, and says too little
        '{"kitemark": 1,\n "standard": "sma',
    ],
)
def test_a_pack_that_was_cut_off_is_told_and_not_left_out(tmp_path, text):
    folder = sound(tmp_path)
    put(folder, "short.yaml", text)
    assert [Path(entry.file).name for entry in kitemark.assess_all([folder]).faulty] == ["short.yaml"]


def test_sub_folders_are_searched_and_links_to_folders_are_not_followed(tmp_path):
    folder = sound(tmp_path / "a")
    folder_of(folder / "deep", {"oak.YAML": pack_of("Oak", judgements=judged(1, 1, 1))})
    (folder / "deep" / "loop").symlink_to(folder)
    portfolio = kitemark.assess_all([tmp_path])
    assert [entry.name for entry in portfolio.entries] == ["Ash", "Birch", "Cedar", "Oak", "Elm"]
    assert "link to a folder" in {one.what for one in portfolio.left_out}


def test_a_link_to_a_pack_is_that_pack_and_each_is_assessed_once(tmp_path):
    folder = sound(tmp_path / "a")
    (folder / "z-link.yaml").symlink_to(folder / "ash.yaml")
    several = [folder, folder / "ash.yaml", tmp_path / "a" / ".." / "a"]
    portfolio = kitemark.assess_all(several)
    assert [entry.name for entry in portfolio.entries] == ["Ash", "Birch", "Cedar", "Elm"]


def test_names_that_are_no_text_are_found_and_told(tmp_path):
    folder = folder_of(tmp_path, {})
    pack = put(folder, "pack.yaml", pack_of("Ash", judgements=judged(1, 1, 1)))
    pack.rename(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.yaml"))
    portfolio = kitemark.assess_all([folder])
    (entry,) = portfolio.to_dict()["packs"]
    assert entry["file"].endswith("caf\\xe9.yaml")
    portfolio.to_json().encode("utf-8")


def test_workbooks_are_packs_too_and_other_workbooks_are_left_out(tmp_path):
    folder = sound(tmp_path)
    same = kitemark.load_assessment(folder / "ash.yaml")
    raw = workbook_bytes(same.named_standard(), same.to_data())
    for name in ("ash.xlsx", "~$ash.xlsx", "named.XLSX"):
        (folder / name).write_bytes(raw)
    (folder / "broken.xlsx").write_bytes(raw[:-400])
    book = openpyxl.Workbook()
    book.active["A1"] = "Which site?"
    book.active.merge_cells("A1:B1")
    book.save(folder / "export.xlsx")
    portfolio = kitemark.assess_all([folder])
    found = {Path(entry.file).name: entry for entry in portfolio.entries}
    assert {"ash.xlsx", "named.XLSX", "broken.xlsx"} < found.keys()
    assert "~$ash.xlsx" not in found
    text, sheet = found["ash.yaml"], found["ash.xlsx"]
    assert (sheet.established, sheet.overall, sheet.held_by, sheet.near) == (
        text.established,
        text.overall,
        text.held_by,
        text.near,
    )
    assert [problem.code for problem in found["broken.xlsx"].problems] == ["syntax"]
    assert left_out(folder)["export.xlsx"] == "other workbook"
    [named] = kitemark.assess_all([folder / "export.xlsx"]).entries
    assert [problem.code for problem in named.problems] == ["sheet"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look everywhere")
def test_a_folder_that_nobody_may_look_into_is_a_problem(tmp_path):
    folder = sound(tmp_path)
    closed = folder / "closed"
    closed.mkdir(mode=0)
    try:
        portfolio = kitemark.assess_all([folder])
    finally:
        closed.chmod(0o700)
    assert [one.code for one in portfolio.problems] == ["no-file"]
    assert len(portfolio.entries) == 4


def test_a_folder_that_cannot_be_listed_is_a_problem_and_no_silence(tmp_path, monkeypatch):
    folder = sound(tmp_path)
    true = os.walk

    def walk(top, onerror=None):
        onerror(PermissionError(13, "Permission denied", str(folder / "closed")))
        return true(top, onerror=onerror)

    monkeypatch.setattr(os, "walk", walk)
    found = find([folder])
    assert [one.code for one in found.problems] == ["no-file"]
    assert len(found.sources) == 5


def test_a_slip_of_the_keys_makes_no_other_file_of_a_pack():
    assert kind_of({"organization": {}, "date": "2026-01-01"}) == "pack"
    assert kind_of({"judgements": []}) == "pack"
    assert kind_of({"evidence": []}) == "pack"
    assert kind_of({"evidence": {}, "levels": [], "version": "1"}) == "standard"
    assert kind_of({"organisation": {}, "levels": [], "version": 1}) == "pack"
    assert kind_of([]) == kind_of(None) == kind_of({"a": 1}) == "other file"


def test_files_of_one_name_in_several_folders_are_several_packs(tmp_path):
    for place in ("north", "south"):
        folder_of(tmp_path / place, {"pack.yaml": pack_of("Twin", judgements=judged(1, 1, 1))})
    portfolio = kitemark.assess_all([tmp_path])
    assert len(portfolio.entries) == 2
    assert len({one["sha256"] for one in json.loads(portfolio.to_json())["standards"]}) == 1
