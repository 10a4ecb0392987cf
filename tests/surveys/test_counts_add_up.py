"""Counts are what a naive count gives, what is no answer is kept apart, and small groups cannot be worked out."""

from __future__ import annotations

import datetime
from collections import Counter

import openpyxl
import pytest
from exports import (
    CUSTOMER_CARE,
    LISTEN,
    MAPPING,
    RESPECT,
    SITE,
    SPLIT,
    WORKER,
    csv_of,
    files,
    mapping,
    rows,
    sort_of,
    times,
)
from hypothesis import given
from hypothesis import strategies as st

import kitemark
from kitemark.surveys import import_survey, records_from_rows
from kitemark.surveys.counting import held_back
from kitemark.surveys.telling import told


def naive(found, column, site=None):
    return Counter(sort_of(row[column]) for row in found if site is None or row[SITE] == site)


def answered(counts):
    return counts["positive"] + counts["other"]


@times(150)
@given(found=rows(), smallest=st.sampled_from([None, 12, 30]))
def test_each_question_is_counted_as_a_naive_count_does(found, smallest):
    said = mapping(ignore=[SITE], **({"smallest_group": smallest} if smallest else {}))
    survey = records_from_rows(
        [{**dict.fromkeys([RESPECT, LISTEN, WORKER], ""), **row} for row in found]
        or [{RESPECT: "", LISTEN: "", WORKER: ""}],
        said,
        standard=CUSTOMER_CARE,
    )
    least = max(smallest or 0, 10)
    records = {record["question"]: record for record in survey.records}
    for column, question in MAPPING["questions"].items():
        counts = naive(found, column)
        record = records.get(question["question"])
        assert (record is not None) is (answered(counts) >= least)
        if record:
            assert (record["responses"], record["positive"]) == (answered(counts), counts["positive"])
            assert record["scope"] == question["scope"]
            asked = next(one for one in survey.asked if one.column == column)
            assert (asked.dont_know, asked.does_not_apply) == (counts["dont_know"], counts["does_not_apply"])
            assert asked.answers + asked.dont_know + asked.does_not_apply + asked.blank == len(found)


@times(150)
@given(found=rows(120).filter(bool))
def test_each_group_is_counted_by_itself_and_small_ones_are_not_written(found):
    survey = records_from_rows(found, mapping(split=[SPLIT]), standard=CUSTOMER_CARE)
    for column, question in MAPPING["questions"].items():
        sizes = {site: answered(naive(found, column, site)) for site in ("North", "South", "East", "West")}
        own = {r["unit"]: r for r in survey.records if r["question"] == question["question"]}
        for site, size in sizes.items():
            record = own.get(site.lower())
            assert record is None or (record["responses"], record["positive"]) == (
                size,
                naive(found, column, site)["positive"],
            )
            assert record is None or size >= 10
        blank = answered(naive(found, column, ""))
        if any(0 < size < 10 for size in (*sizes.values(), blank)):
            assert survey.rows is None
            hidden = [size for site, size in sizes.items() if size and site.lower() not in own] + [blank] * bool(blank)
            assert not own or (len(hidden) >= 2 and sum(hidden) >= 10)


@times(100)
@given(found=rows(120).filter(bool), data=st.data())
def test_nothing_that_is_said_depends_on_how_small_a_small_group_is(found, data):
    """Whoever reads the output sees the same, however many there are in a group that is too small."""
    base = [row for row in found if row[SITE] in ("North", "South")]
    few = [data.draw(st.integers(1, 9)) for _ in range(2)]
    outputs = set()
    for size in few:
        east = [{RESPECT: "Agree", LISTEN: "Disagree", WORKER: "Agree", SITE: "East"}] * size
        survey = records_from_rows([*base, *east], mapping(split=[SPLIT]), standard=CUSTOMER_CARE)
        outputs.add((repr(survey.records), repr(survey.asked), survey.rows, "\n".join(told(survey))))
    assert len(outputs) == 1


@times(200)
@given(
    sizes=st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 25)),
    smallest=st.integers(1, 12),
    never=st.booleans(),
)
def test_a_small_group_is_never_the_only_one_held_back_where_others_are_shown(sizes, smallest, never):
    back = held_back(sizes, smallest, frozenset("a") if never else frozenset())
    filled = {group: size for group, size in sizes.items() if size}
    assert {group for group, size in filled.items() if size < smallest} <= back <= filled.keys()
    if any(filled[group] < smallest for group in back) and back < filled.keys():
        assert len(back) >= 2
        assert sum(filled[group] for group in back) > smallest


def sums(groups: list[tuple[str, str]]) -> list[set[tuple[str, str]]]:
    """The groups whose sum somebody may know: all of them, those of a row, and those of a column."""
    lines = [{g for g in groups if g[side] == value} for side in (0, 1) for value in {g[side] for g in groups}]
    return [set(groups), *lines]


@times(300)
@given(
    sizes=st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), st.integers(0, 25)),
    smallest=st.integers(1, 12),
)
def test_no_sum_over_a_split_gives_a_group_away_that_is_held_back(sizes, smallest):
    back = held_back(sizes, smallest)
    filled = [group for group, size in sizes.items() if size]
    for line in sums(filled):
        held = line & back
        assert not held or held == line or (len(held) > 1 and any(sizes[group] >= smallest for group in held))


def test_how_many_rows_there_were_is_not_said_where_a_group_gave_no_answer():
    row = {RESPECT: "Agree", LISTEN: "Agree", WORKER: "Agree", SITE: "North"}
    silent = {RESPECT: "Don't know", LISTEN: "", WORKER: "", SITE: "East"}
    for more, told_rows in ((0, 30), (3, None)):
        survey = records_from_rows([row] * 30 + [silent] * more, mapping(split=[SPLIT]), standard=CUSTOMER_CARE)
        assert survey.rows == told_rows
        assert "33" not in "\n".join(told(survey))


def test_an_export_in_a_workbook_counts_the_same(tmp_path):
    found = [{RESPECT: "Agree", LISTEN: "Disagree", WORKER: "", "Started": "x"}] * 14
    export, mapped = files(tmp_path, found, mapping(ignore=["Started"]))
    book = openpyxl.Workbook()
    book.active.append(list(found[0]))
    for row in found:
        book.active.append(
            [*list(row.values())[:3], datetime.datetime.combine(datetime.date(2026, 6, 30), datetime.time(9, 5))]
        )
    book.save(tmp_path / "export.xlsx")
    both = [import_survey(path, mapped) for path in (export, tmp_path / "export.xlsx")]
    assert both[0].records == both[1].records
    assert [record["responses"] for record in both[0].records] == [14, 14]
    assert csv_of(found)


def test_the_records_are_evidence_that_a_pack_takes_as_it_is():
    found = [{RESPECT: "Agree", LISTEN: "Agree", WORKER: "Agree"}] * 40
    survey = records_from_rows(found, MAPPING, standard=CUSTOMER_CARE)
    profile = {"size": "small", "choice": "limited"}
    pack = {"organisation": {"id": "o", "profile": profile}, "date": "2026-11-01", "evidence": list(survey.records)}
    assert (
        kitemark.assessment_from(pack).bound(CUSTOMER_CARE)[0].organisation.evidence.records[0].values["responses"]
        == 40
    )


@pytest.mark.parametrize("name", ["customer-care", "involvement", "council-service"])
def test_the_fields_that_take_the_counts_are_found_in_every_standard(name):
    by = kitemark.load_standard(name)
    for kind in ("survey", "staff-survey"):
        if kind not in by.rules.kinds:
            continue
        fields = by.rules.kinds[kind].fields
        record = {
            key: schema["enum"][0]
            for key, schema in fields.items()
            if "enum" in schema and key not in ("question", "scope")
        }
        record |= {key: 90 for key in ("invited", "staff") if key in fields}
        said = {
            "kind": kind,
            "id": "x",
            "record": {**record, "date": "2026-06-30"},
            "answers": {"positive": [4, 5], "other": [1, 2, 3]},
            "questions": {"Q": {"question": "other", "scope": "service"}},
        }
        [made] = records_from_rows([{"Q": value} for value in (1, 2, 3, 4, 5) * 3], said, standard=by).records
        assert (made["responses"], made["positive"]) == (15, 6)
