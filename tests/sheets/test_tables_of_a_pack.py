"""A pack as a folder of tables: the same records, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import EXAMPLES, PACK, RECORD, canonical, cases, normal_form, standard, times

import kitemark
from kitemark.sheets.folder import empty_tables, tables_of
from kitemark.sheets.normal import kinds_by_use

HOSTILE = [
    "=1+1",
    "+44 7",
    "-cmd",
    "@sum",
    "\t=1",
    "a;=1+1",
    "a,=1",
    'x"=1"',
    "line\n=1",
    "\uff1d1",
    "|x",
    "plain",
    "Ōsaka",
]


def written(folder, by, pack):
    found, files = tables_of(by, pack)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return kitemark.assessment_from(found, folder=folder), files


def by_kind(pack, by):
    """The pack with its records kind by kind, as tables hold them."""
    found = normal_form(pack)
    order = kinds_by_use(pack, by.rules.kinds)
    for party in (found, *found.get("units", ())):
        if "evidence" in party:
            party["evidence"] = sorted(party["evidence"], key=lambda record: order.index(record["kind"]))
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_the_same_in_tables(path, tmp_path):
    assessment = kitemark.load_assessment(path)
    by = assessment.named_standard()
    whole = {**assessment.written_out(by), "standard": by.id}
    loaded, files = written(tmp_path, by, whole)
    assert files
    assert canonical(normal_form(loaded.written_out(by))) == canonical(by_kind(whole, by))


@times(30)
@given(case=cases())
def test_drawn_packs_are_the_same_in_tables(case, tmp_path_factory):
    raw, pack = case
    by = kitemark.standard_from(raw)
    loaded, _ = written(tmp_path_factory.mktemp("tables"), by, pack)
    assert canonical(normal_form(loaded.written_out(by))) == canonical(by_kind(pack, by))


@times(60)
@given(
    said=st.lists(
        st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), min_size=1)), min_size=1
    )
)
def test_nothing_in_a_table_begins_a_formula_wherever_a_cell_may_begin(said, tmp_path_factory):
    evidence = [{**RECORD, "id": f"s{place}", "where": text, "positive": 0} for place, text in enumerate(said)]
    pack = {**PACK, "evidence": evidence, "judgements": []}
    loaded, files = written(tmp_path_factory.mktemp("hostile"), standard(), pack)
    assert canonical(normal_form(loaded.written_out(standard()))) == canonical(normal_form(pack))
    for text in files.values():
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                assert not re.search("(?:^|[;,\t\n])\\s*[=+@\uff1d-]", cell)


def test_negative_numbers_stay_in_tables_as_they_are_numbers(tmp_path):
    raw = {**standard().to_data()}
    raw["evidence"] = {"log": {"fields": {"change": {"type": "number"}}}}
    by = kitemark.standard_from(raw)
    record = {"id": "l1", "kind": "log", "date": "2026-06-30", "change": -5}
    _, files = written(tmp_path, by, {**PACK, "evidence": [record], "judgements": []})
    assert files == {"log.csv": "id,date,change\nl1,2026-06-30,-5\n"}


def test_tables_to_fill_in_have_every_column_of_their_kind_and_no_row():
    files = empty_tables(standard())
    assert files["survey.csv"].startswith("id,date,period,title,link,criteria,unit,note,question,responses,positive")
    assert all(text.count("\n") == 1 for text in files.values())


def test_names_of_units_and_kinds_that_run_together_are_told_apart(tmp_path):
    raw = {**standard().to_data()}
    raw["evidence"] = {"b": {"fields": {}}, "a-b": {"fields": {}}, "pack": {"fields": {}}}
    by = kitemark.standard_from(raw)
    units = [{"id": unit, "evidence": [{"id": unit, "kind": "b", "date": "2026-06-30"}]} for unit in ("a", "A")]
    evidence = [{"id": f"o{kind}", "kind": kind, "date": "2026-06-30"} for kind in ("a-b", "pack")]
    loaded, files = written(tmp_path, by, {**PACK, "evidence": evidence, "judgements": [], "units": units})
    assert len({name.lower() for name in files}) == 4
    assert loaded.bound(by)[1] == ()
