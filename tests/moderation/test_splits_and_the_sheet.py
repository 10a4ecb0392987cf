"""What splits assessors, and the sheet on which they settle it: nothing of the first ratings is lost."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from panel import judged, pack, standard, table

import kitemark
from kitemark.moderation import agreement, merge, sheet
from kitemark.moderation.agreement import Agreement
from kitemark.render.moderation_sheet import sheet_csv, sheet_markdown

APART = (judged("Ada", {"p0": 1, "p2": 0, "p3": 2, "p4": 2}), judged("Bo", {"p0": 2, "p2": 2, "p3": 3, "p4": 2}))
AGREED = {"criterion": "p2", "agreed_rating": "Started", "agreed_because": "Seen together.", "agreed_on": "2026-10-20"}


def found(assessment: kitemark.Assessment) -> Agreement:
    return agreement(kitemark.evaluate(standard(), assessment))


def problems(*rows: Any, **keys: Any) -> list[kitemark.Problem]:
    with pytest.raises(kitemark.KitemarkError) as error:
        merge([pack(*APART)], standard(), moderation=table(*rows, **keys))
    return list(error.value.problems)


def test_two_steps_apart_is_a_split_and_one_step_only_where_a_level_hangs_on_it() -> None:
    splits = found(pack(*APART)).splits
    assert [(split.criterion.id, split.apart, [level.id for level in split.between]) for split in splits] == [
        ("p0", 1, ["one"]),
        ("p2", 2, []),
    ]
    assert splits[1].unsettled
    assert splits[0].because == "1 step apart; whether it reaches One hangs on it."


def test_the_sheet_has_every_rating_and_reason_and_room_to_write() -> None:
    made = sheet(found(pack(*APART)))
    rows = list(csv.DictReader(io.StringIO(sheet_csv(made).removeprefix("\ufeff"))))
    assert [row["criterion"] for row in rows] == ["p0", "p2"]
    assert rows[1]["Ada: rating"] == "Not yet"
    assert rows[1]["Bo: reason"] == "Seen by Bo."
    assert {rows[1][name] for name in ("agreed_rating", "agreed_because", "agreed_on", "agreed_by")} == {""}
    markdown = sheet_markdown(made)
    assert "- **Bo**: Working. Seen by Bo." in markdown
    assert markdown.count("Agreed rating: ____") == 2


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_of_the_sheet_is_a_formula(sign: str) -> None:
    evil = judged(f"{sign}cmd|' /C calc'!A0", {"p0": 0}, because=f"{sign}1+1")
    text = sheet_csv(sheet(found(pack(evil, judged("Bo", {"p0": 3})))))
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_what_was_agreed_counts_and_both_first_ratings_stay() -> None:
    merged = merge([pack(*APART)], standard(), moderation=table(AGREED))
    assert merged.result["p2"].low == merged.result["p2"].high == 1
    kept = [(one.assessor, one.rating) for one in merged.assessment.model.judgements if one.criterion == "p2"]
    assert kept == [("Ada", 0), ("Ada", "Started"), ("Bo", 2), ("Bo", "Started")]
    aside = {(one.judgement.assessor, one.judgement.rating) for one in merged.result.outcome.party.set_aside}
    assert aside == {("Ada", 0), ("Bo", 2)}


@pytest.mark.parametrize("settle", ["median", "worst", "best", "latest"])
def test_what_was_agreed_counts_however_judgements_settle(settle: str) -> None:
    rules = standard(judgements={"assessors": 2, "roles": ["independent"], "settle": settle})
    merged = merge([pack(*APART)], rules, moderation=table(AGREED))
    assert (merged.result["p2"].low, merged.result["p2"].high) == (1, 1)


def test_what_is_agreed_cites_what_it_replaces_cited() -> None:
    rules = standard()
    evidence = [{"id": "v", "kind": "visit", "date": "2026-10-01"}]
    packs = [pack(judged("Ada", {"p2": 0}, cites=["v"]), judged("Bo", {"p2": 2}), evidence=evidence)]
    merged = merge(packs, rules, moderation=table(AGREED))
    assert [one.cites for one in merged.assessment.model.judgements] == [("v",), (), ("v",), ()]


def test_a_sheet_read_twice_or_with_its_parts_changes_nothing() -> None:
    parts = [pack(one) for one in APART]
    merged = merge(parts, standard(), moderation=table(AGREED))
    again = merge([*parts, merged.assessment], standard(), moderation=table(AGREED))
    assert again.text("s") == merged.text("s")
    assert merge([merged.assessment, parts[0]], standard()).text("s") == merged.text("s")


def test_one_may_agree_alone_and_the_other_keeps_their_rating() -> None:
    merged = merge([pack(*APART)], standard(), moderation=table({**AGREED, "agreed_by": "Ada"}))
    standing = {one.assessor: one.rating for one in merged.result.outcome.party.standing["p2"]}
    assert standing == {"Ada": 1, "Bo": 2}


def test_a_row_that_nobody_filled_adds_nothing() -> None:
    assert merge([pack(*APART)], standard(), moderation=table({"criterion": "p2"})).assessment == pack(*APART)


def test_a_criterion_can_be_agreed_not_to_apply() -> None:
    merged = merge([pack(*APART)], standard(), moderation=table({**AGREED, "agreed_rating": "not applicable"}))
    assert not merged.result["p2"].applies


SLIPS = [
    ({**AGREED, "agreed_rating": "Grand"}, "not-on-scale", "agreed_rating"),
    ({**AGREED, "agreed_rating": "7"}, "not-on-scale", "agreed_rating"),
    ({**AGREED, "agreed_rating": ""}, "not-on-scale", "agreed_rating"),
    ({**AGREED, "agreed_because": ""}, "empty-value", "agreed_because"),
    ({**AGREED, "agreed_on": ""}, "dates", "agreed_on"),
    ({**AGREED, "agreed_on": "20/10/2026"}, "dates", "agreed_on"),
    ({**AGREED, "agreed_on": "2026-11-02"}, "dates", "agreed_on"),
    ({**AGREED, "criterion": "p99"}, "unknown-name", "criterion"),
    ({**AGREED, "criterion": "p13"}, "unknown-name", "criterion"),
    ({**AGREED, "unit": "north"}, "unknown-name", "unit"),
    ({**AGREED, "agreed_by": "Cy"}, "unknown-name", "agreed_by"),
]


@pytest.mark.parametrize(("row", "code", "column"), SLIPS)
def test_a_slip_in_the_sheet_names_its_cell_and_repeats_nothing(row: dict[str, str], code: str, column: str) -> None:
    [problem] = problems(row)
    assert (problem.code, problem.file, problem.line, problem.path) == (code, "filled.csv", 2, column)
    assert row[column] == "" or row[column] not in problem.message or column == "criterion"


def test_all_slips_are_told_at_once_and_a_criterion_agreed_twice_is_one() -> None:
    assert [one.code for one in problems(SLIPS[0][0], SLIPS[4][0])] == ["not-on-scale", "dates"]
    assert [(one.code, one.line) for one in problems(AGREED, AGREED)] == [("duplicate-id", 3)]


def test_agreed_before_it_was_judged_is_a_slip() -> None:
    late = pack(judged("Ada", {"p2": 0}, date="2026-10-25"), judged("Bo", {"p2": 2}))
    with pytest.raises(kitemark.KitemarkError, match="before the judgement"):
        merge([late], standard(), moderation=table(AGREED))


def test_another_table_is_no_moderation_sheet() -> None:
    [problem] = problems({"criterion": "p2"}, columns=("criterion", "note"))
    assert problem.code == "wrong-columns"
