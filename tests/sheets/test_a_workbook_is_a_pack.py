"""Pack to workbook to pack is the identity, and so is workbook to pack to workbook; whatever values there are."""

from __future__ import annotations

from decimal import Decimal

import pytest
import workbooks
from hypothesis import given
from hypothesis import strategies as st
from workbooks import EXAMPLES, PACK, RECORD, SMALL, back, canonical, cases, normal_form, standard, times, workbook

import kitemark
from kitemark.sheets.cells import Cell, cell_of, value_of
from kitemark.sheets.writing import workbook_bytes


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_comes_back_and_is_judged_the_same(path, tmp_path):
    assessment = kitemark.load_assessment(path)
    by = assessment.named_standard()
    whole = {**assessment.written_out(by), "standard": by.id}
    book = workbook(whole, by, tmp_path)
    loaded = kitemark.load_assessment(book)
    assert canonical(loaded.to_data()) == canonical(normal_form(whole))
    assert loaded == kitemark.assessment_from(normal_form(whole))
    ours, theirs = (kitemark.evaluate(by, one).to_dict() for one in (loaded, assessment))
    assert {**ours, "assessment": None} == {**theirs, "assessment": None}
    assert workbook_bytes(by, loaded.to_data()) == book.read_bytes()


@times(25)
@given(case=cases())
def test_drawn_packs_of_drawn_standards_come_back(case, tmp_path_factory):
    raw, pack = case
    by = kitemark.standard_from(raw)
    folder = tmp_path_factory.mktemp("drawn")
    book = workbook(pack, by, folder)
    data = back(book, by)
    assert canonical(data) == canonical(normal_form(pack))
    assert workbook_bytes(by, data) == book.read_bytes()


# -- values -------------------------------------------------------------------------------

AWKWARD = [
    *("", " ", "\n", " edge ", "=1+1", "+44", "-1", "@here", "'quoted", '"', "007", "1-2", "2026-06-30", "0.10", "1e5"),
    *(
        "TRUE",
        "true",
        "null",
        "~",
        "no",
        "json:",
        "json: 1",
        "json:[",
        "a;b",
        ";",
        "a; b",
        "; ",
        "_x0041_",
        "ax005F_b",
        "\r\n",
        "\t",
    ),
    *("\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u202e", "\ufffe", "\U0001f642", "Ōsaka", "<b>&amp;"),
    *("#REF!", '=HYPERLINK("http://e.org")', "{}", "[1]", "12345678901234567890", "-0", "\u00a0", "\\u0041"),
]
texts = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
whole = st.one_of(st.sampled_from([0, 1, -1, 10**14, 10**15, 10**16, -(10**20)]), st.integers(-(10**40), 10**40))
decimals = st.one_of(
    st.sampled_from(
        [
            Decimal("0.1"),
            Decimal("-2.5"),
            Decimal("0.30000000000000004"),
            Decimal("0.3333333333333333333333333333"),
            Decimal("1E-7"),
        ]
    ),
    st.integers(-(10**20), 10**20).map(lambda number: Decimal(number).scaleb(-4)),
)
leaves = st.one_of(texts, whole, decimals, st.booleans())
anything = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=5,
)
SCHEMAS = [
    ({"type": "string"}, texts),
    ({"type": "string", "format": "date"}, st.one_of(texts, st.dates().map(lambda day: day.isoformat()))),
    ({"type": "integer"}, whole),
    ({"type": "number"}, st.one_of(whole, decimals)),
    ({"type": "boolean"}, st.booleans()),
    ({"type": ["string", "integer"]}, st.one_of(texts, whole)),
    ({"type": "array", "items": {"type": "string"}}, st.lists(texts, max_size=4)),
    ({"type": "array", "items": {"type": "number"}}, st.lists(st.one_of(whole, decimals), max_size=4)),
    ({"type": "array"}, st.lists(anything, max_size=3)),
    ({"enum": ["a", "1", 1, True, "true", "a;b"]}, st.sampled_from(["a", "1", 1, True, "true", "a;b"])),
    ({"const": "=x"}, st.just("=x")),
    ({"type": "object"}, st.dictionaries(texts, anything, max_size=3)),
    ({"minLength": 0}, leaves),
    ({}, anything),
    (True, anything),
]


@times(600)
@given(data=st.data())
def test_a_cell_gives_back_the_value_that_it_was_made_of(data):
    schema, values = data.draw(st.sampled_from(SCHEMAS))
    value = data.draw(values)
    cell = cell_of(schema, value)
    assert isinstance(cell, Cell)
    assert canonical(value_of(schema, cell)) == canonical(value)
    if isinstance(cell, str):
        assert len(cell) <= 32_767
        assert all(sign.isprintable() or sign == "\n" for sign in cell)


FIELDS = {f"f{place}": schema for place, (schema, _) in enumerate(SCHEMAS)}
AWKWARD_STANDARD = {**SMALL, "evidence": {"odd": {"title": "Any'[thing]", "fields": FIELDS, "optional": list(FIELDS)}}}


@times(40)
@given(data=st.data())
def test_awkward_values_come_back_through_a_real_workbook(data, tmp_path_factory):
    by = kitemark.standard_from(AWKWARD_STANDARD)
    drawn = {f"f{place}": data.draw(values) for place, (_, values) in enumerate(SCHEMAS)}
    said = data.draw(texts.filter(str.strip))
    record = {"id": said, "kind": "odd", "date": "2026-06-30", "note": data.draw(texts.filter(str.strip)), **drawn}
    judged = {"criterion": "a", "rating": 1, "assessor": said, "because": said, "cites": [said]}
    pack = {**PACK, "evidence": [record], "judgements": [judged], "users_comment": {"by": said, "text": said}}
    book = workbook(pack, by, tmp_path_factory.mktemp("awkward"))
    assert canonical(back(book, by)) == canonical(pack)


def test_text_that_no_cell_can_hold_is_refused_and_never_cut(tmp_path):
    said = "x" * 32_767
    fits = {**PACK, "note": said}
    assert back(workbook(fits, standard(), tmp_path), standard())["note"] == said
    for longer in (said + "y", " " + "x" * 32_760, "=" * 40_000):
        with pytest.raises(kitemark.KitemarkError) as caught:
            workbook_bytes(standard(), {**PACK, "note": longer})
        [problem] = caught.value.problems
        assert (problem.code, problem.path) == ("too-large", "Organisation!B7")
        assert "xxx" not in str(problem)


def test_what_the_letters_of_a_fraction_stand_for_is_exact(tmp_path):
    pack = {**PACK, "organisation": {**PACK["organisation"], "profile": {"size": "few", "staff": Decimal("0.1")}}}
    assert back(workbook(pack, standard(), tmp_path), standard())["organisation"]["profile"]["staff"] == Decimal("0.1")


# -- order, units, and what means the same ------------------------------------------------


def record(name: str, kind: str = "paper", **more: object) -> dict[str, object]:
    return (
        {"id": name, "kind": kind, "date": "2026-06-30", **more} if kind == "paper" else {**RECORD, "id": name, **more}
    )


def test_records_of_several_kinds_keep_their_order(tmp_path):
    evidence = [record("p1"), record("s1", "survey"), record("p2"), record("s2", "survey")]
    pack = {**PACK, "evidence": evidence, "judgements": []}
    assert [one["id"] for one in back(workbook(pack, standard(), tmp_path), standard())["evidence"]] == [
        "p1",
        "s1",
        "p2",
        "s2",
    ]


def test_a_record_about_a_unit_is_told_from_one_of_the_unit(tmp_path):
    units = [{"id": "north", "name": "North", "evidence": [record("p2")], "profile": {"open": False}}, {"id": "south"}]
    units[1]["judgements"] = [{"criterion": "b", "not_applicable": True, "assessor": "A", "because": "None."}]
    pack = {**PACK, "evidence": [record("p1", unit="north"), record("s1", "survey")], "units": units}
    assert canonical(back(workbook(pack, standard(), tmp_path), standard())) == canonical(pack)


def test_what_means_the_same_is_written_the_same():
    said = {
        **PACK,
        "evidence": [record("p1", period="2026-01-01/2026-02-01", criteria=[])],
        "judgements": [],
        "units": [],
    }
    said["units"] = [{"id": "north", "evidence": [record("p2", unit="north")], "profile": {}, "judgements": []}]
    found = normal_form(said)
    assert found["evidence"][0]["period"] == {"from": "2026-01-01", "to": "2026-02-01"}
    assert found["units"] == [{"id": "north", "evidence": [record("p2")]}]
    assert "judgements" not in found


def test_the_same_pack_gives_the_same_bytes_at_any_time(tmp_path):
    first = workbooks.workbook(PACK, standard(), tmp_path).read_bytes()
    assert workbook_bytes(standard(), dict(reversed(PACK.items()))) == first
    assert b"2000-01-01T00:00:00Z" in __import__("zipfile").ZipFile(tmp_path / "pack.xlsx").read("docProps/core.xml")
