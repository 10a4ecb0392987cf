"""Suggested examples: pasted back, they come out as they say, and raise the coverage by exactly what was promised."""

from __future__ import annotations

import datetime
import re
import shutil

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_proofs import POINTS, standards

import kitemark
from kitemark.analysis.suggesting import suggest
from kitemark.bundled import bundled_file
from kitemark.examples import coverage_of, examples_of, run
from kitemark.render.suggested import pack_name, render_pack, render_suggestions


def shown(standard):
    verdicts = [run(standard, case) for case in examples_of(standard)]
    assert [one.case.id for one in verdicts if not one.holds] == []
    return coverage_of(standard.rules, [one.result.outcome for one in verdicts])


def pasted(folder, found, *, after=""):
    """Paste suggestions into a folder's examples, after those that are there, and load its standard."""
    text = render_suggestions(found, whole=not after)
    (folder / "examples.yaml").write_text(after + text, encoding="utf-8")
    for one in found.suggestions:
        if one.pack is not None:
            (folder / pack_name(one)).write_text(render_pack(one), encoding="utf-8")
    return kitemark.load_standard(folder)


def written(folder, data):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "standard.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return kitemark.load_standard(folder)


def promised(found):
    return [outcome for one in found.suggestions for outcome in one.shows]


@settings(max_examples=25, deadline=None)
@given(data=standards(), seed=st.integers(0, 10**6))
def test_pasting_suggestions_raises_the_coverage_by_what_they_promise(tmp_path_factory, data, seed) -> None:
    folder = tmp_path_factory.mktemp(f"drawn-{seed}")
    try:
        standard = written(folder, data)
    except kitemark.KitemarkError:
        return
    before = set(shown(standard).missing)
    found = suggest(standard)
    promises = promised(found)
    assert len(promises) == len(set(promises))
    assert before == {*promises, *(one.outcome for one in found.unshown)}
    if found.suggestions:
        after = set(shown(pasted(folder, found)).missing)
        assert before - after == set(promises)


@settings(max_examples=15, deadline=None)
@given(data=standards(measured=False))
def test_what_none_can_show_is_shown_by_no_organisation_there_is(tmp_path_factory, data) -> None:
    """Every way of judging, judged or not, with and without some evidence, is gone through."""
    try:
        standard = written(tmp_path_factory.mktemp("gone-through"), data)
    except kitemark.KitemarkError:
        return
    never = {one.outcome for one in suggest(standard).unshown if one.never}
    packs = [pack(ratings, talks) for ratings in judged(data) for talks in (0, 1, 3)]
    packs.append({**pack({}, 0), "evidence": []})
    outcomes = [kitemark.evaluate(standard, kitemark.assessment_from(one)).outcome for one in packs]
    assert never.isdisjoint(coverage_of(standard.rules, outcomes).shown)


def judged(data):
    marks = ["none"] if data["criteria"][0]["not_applicable"] != "refused" else []
    for a in (*POINTS, None, *marks):
        for b in (*POINTS, None):
            for c in (*POINTS, None):
                yield {"a": a, "b": b, "c": c}


def pack(ratings, talks):
    def judgement(name, rating):
        said = {"not_applicable": True} if rating == "none" else {"rating": rating}
        return {"criterion": name, **said, "assessor": "Ada", "because": "Seen."}

    return {
        "kitemark": 1,
        "organisation": {"id": "o", "name": "O"},
        "date": datetime.date(2026, 11, 1).isoformat(),
        "judgements": [judgement(name, rating) for name, rating in ratings.items() if rating is not None],
        "evidence": [{"id": f"t{place}", "kind": "talk", "date": "2026-10-01"} for place in range(talks)]
        + [{"id": "v", "kind": "visit", "date": "2026-10-01", "people": talks}],
    }


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_a_bundled_standard_with_most_examples_taken_out_gets_back_what_is_promised(tmp_path, name) -> None:
    folder = tmp_path / name
    shutil.copytree(bundled_file(name).parent, folder)
    head, *items = re.split(r"(?m)^(?=  - id: )", (folder / "examples.yaml").read_text(encoding="utf-8"))
    few = head + "".join(items[: len(items) // 3])
    (folder / "examples.yaml").write_text(few, encoding="utf-8")
    standard = kitemark.load_standard(folder)
    before = set(shown(standard).missing)
    found = suggest(standard, seconds=10)
    promises = promised(found)
    assert promises
    after = set(shown(pasted(folder, found, after=few)).missing)
    assert before - after == set(promises)


def test_the_same_standard_gets_the_same_suggestions(tmp_path) -> None:
    one, other = (suggest(written(tmp_path / str(place), DOOR)) for place in range(2))
    assert render_suggestions(one, whole=True) == render_suggestions(other, whole=True)


DOOR = {
    "kitemark": 1,
    "id": "door",
    "version": "1.0.0",
    "title": "Door",
    "scales": {
        "p": [{"value": 0, "name": "Not yet"}, {"value": 1, "name": "Started"}, {"value": 2, "name": "Working"}]
    },
    "scale": "p",
    "not_applicable": "refused",
    "evidence": {"survey": {"fields": {"asked": {"type": "integer", "minimum": 1}, "glad": {"type": "integer"}}}},
    "measures": {"glad": {"title": "Glad", "from": "survey", "take": {"share": "glad", "of": "asked"}}},
    "criteria": [{"id": "greeting", "title": "Greeted"}, {"id": "waiting", "title": "Waited"}],
    "levels": [
        {
            "id": "bronze",
            "title": "Bronze",
            "requires": [{"each": "criteria", "at_least": "Started"}, {"measure": "glad", "at_least": "63%"}],
        }
    ],
}

PACK = {
    "kitemark": 1,
    "organisation": {"id": "o", "name": "O"},
    "date": "2026-11-01",
    "judgements": [
        {"criterion": name, "rating": "Working", "assessor": "Ada", "because": "Seen."}
        for name in ("greeting", "waiting")
    ],
    "evidence": [{"id": "s1", "kind": "survey", "date": "2026-10-01", "asked": 60, "glad": 50}],
}


def with_an_example(folder):
    written(folder, DOOR)
    (folder / "pack.yaml").write_text(yaml.safe_dump(PACK, sort_keys=False), encoding="utf-8")
    text = "kitemark: 1\nexamples:\n  - {id: one, pack: pack.yaml, expect: {level: bronze}}\n"
    (folder / "examples.yaml").write_text(text, encoding="utf-8")
    return kitemark.load_standard(folder)


def test_a_threshold_is_missed_by_one_and_a_rating_by_one_point(tmp_path) -> None:
    found = suggest(with_an_example(tmp_path))
    by_outcome = {outcome: one for one in found.suggestions for outcome in one.shows}
    below = by_outcome["requirement", "bronze requirement 2", "unmet"]
    assert (below.of, below.changes) == ("one", {"evidence": {"s1": {"glad": 37}}})  # 38 of 60 are 63.3%
    assert below.expect == {"level": "none", "held_by": ["glad"]}
    started = by_outcome["criterion", "greeting", "Started"]
    assert set(started.changes["judgements"].values()) == {"Started"}
    assert found.unshown == ()


def test_what_is_open_comes_of_taking_one_thing_away(tmp_path) -> None:
    found = suggest(with_an_example(tmp_path))
    opened = [one for one in found.suggestions if any(outcome[2] == "open" for outcome in one.shows)]
    assert [one.changes for one in opened] == [{"evidence": {"s1": None}}, {"judgements": {"greeting": None}}] or [
        one.changes for one in opened
    ] == [{"judgements": {"greeting": None}}, {"evidence": {"s1": None}}]
    assert {one.expect["possible"] for one in opened} == {"bronze"}


def test_what_none_can_show_is_told_from_what_was_not_found(tmp_path) -> None:
    never = {"each": "criteria", "at_least": "Not yet"}
    data = {**DOOR, "levels": [{"id": "bronze", "title": "Bronze", "requires": [never]}]}
    found = suggest(written(tmp_path, data))
    assert {one.outcome[2]: one.never for one in found.unshown} == {"unmet": True, "open": True}


def test_without_time_nothing_is_suggested_and_all_is_undecided(tmp_path) -> None:
    found = suggest(with_an_example(tmp_path), seconds=0)
    assert found.suggestions == ()
    assert [one.outcome for one in found.unshown] == list(found.missing)
    assert {(one.never, one.why) for one in found.unshown} == {(False, "the time for it, 0 seconds for all, was over")}
