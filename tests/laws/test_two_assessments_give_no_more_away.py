"""Two assessments set side by side: what holds of any, and that no sum of their figures rests on too few people."""

from __future__ import annotations

import copy
import dataclasses
import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lawful import Case, Data, cases, nobody_is_empty, reads_judgements, result_of, times
from test_better_is_never_worse import changed, raised
from test_nothing_withheld_can_be_worked_out import BY_GROUP, TAKES, all_read, can_be_worked_out, packs, standard_of
from test_what_is_withheld_stays_withheld import SMALLEST

import kitemark
from kitemark.render.progress import render_progress


def later(data: st.DataObject, pack: Data) -> Data:
    """The pack with a record more, of few people or of many, or with one fewer."""
    after = copy.deepcopy(pack)
    records = after["evidence"]
    if records and data.draw(st.booleans()):
        records.remove(data.draw(st.sampled_from(records)))
    if data.draw(st.booleans()):
        answers = data.draw(st.sampled_from([SMALLEST - 1, 3 * SMALLEST]))
        record = {"id": "new", "kind": "survey", "date": "2026-10-02", "safe": True, "site": "north", "score": 5}
        record |= {"answers": answers, "positive": answers // 2, "population": 9 * SMALLEST}
        records.append({**record, "criteria": data.draw(st.lists(st.sampled_from(["a", "b", "o"]), unique=True))})
    kept = {record["id"] for place in (after, *after.get("units", [])) for record in place["evidence"]}
    for place in (after, *after.get("units", [])):
        for judgement in place["judgements"]:
            judgement["cites"] = [name for name in judgement["cites"] if name in kept]
    return after


@pytest.mark.parametrize("name", sorted(TAKES | BY_GROUP))
@times(12)
@given(pack=packs(), cited=st.booleans(), data=st.data())
def test_no_sum_of_figures_of_both_rests_on_too_few(name: str, pack: Data, *, cited: bool, data: st.DataObject) -> None:
    standard = standard_of(name, cited=cited, hard=frozenset())
    after = later(data, pack)
    found = kitemark.compare(result_of(standard, pack), result_of(standard, after))
    told = {(one.measure.id, one.criterion): one for one in found.measures}
    reads = []
    for side, data_of in (("before", pack), ("after", after)):
        for one in all_read(standard, data_of):
            finding = told.get(("m", one.criterion))
            shown = finding is not None and getattr(finding, side) is not None
            if one.who == "":
                reads.append(dataclasses.replace(one, told=one.told and shown))
    assert not can_be_worked_out(reads)


SWAPPED = {"better": "worse", "worse": "better", "first time": "gone", "gone": "first time"}


@times(60)
@given(cases(), st.data())
def test_turned_round_every_verdict_turns(case: Case, data: st.DataObject) -> None:
    written, pack = case
    try:
        one, other = result_of(written, pack), result_of(written, changed(data, pack))
    except kitemark.KitemarkError:
        assume(False)
    there, back = kitemark.compare(one, other), kitemark.compare(other, one)
    assert [SWAPPED.get(a.verdict, a.verdict) for a in there.measures] == [b.verdict for b in back.measures]
    assert [SWAPPED.get(a.verdict, a.verdict) for a in there.criteria] == [b.verdict for b in back.criteria]
    assert there.moves is back.moves
    json.dumps(there.to_dict())
    render_progress(there)


@times(60)
@given(cases(), st.data())
def test_a_part_that_moves_the_level_by_itself_does_so_when_the_pack_is_edited(case: Case, data: st.DataObject) -> None:
    written, pack = case
    after = pack
    for _ in range(data.draw(st.integers(1, 3))):
        after = raised(data, kitemark.standard_from(written), after)
    one, other = result_of(written, pack), result_of(written, after)
    assume(nobody_is_empty(one) and nobody_is_empty(other))
    found = kitemark.compare(one, other)
    for mover in found.movers:
        if mover.changed.kind == "judgement" and mover.changed.place is None and not reads_judgements(written):
            edited = with_judgements(pack, after, mover.changed.name)
            level = result_of(written, edited)
            moved = (level.level == other.level) if one.level != other.level else (level.possible == other.possible)
            assert moved is mover.alone


def with_judgements(pack: Data, after: Data, criterion: str) -> Data:
    """The pack with the later judgements of one criterion."""
    ours = [
        other if mine["criterion"] == criterion else mine
        for mine, other in zip(pack["judgements"], after["judgements"], strict=True)
    ]
    return {**pack, "judgements": ours}
