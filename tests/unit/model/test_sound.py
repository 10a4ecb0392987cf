"""The sound part of a faulty file: what is left, where it stands in the whole, and what may only follow."""

from __future__ import annotations

from typing import Any

import pytest

from kitemark.model import sound
from kitemark.model.assessment import AssessmentFile
from kitemark.model.sound import Taint, sound_part
from kitemark.model.standard import StandardFile
from kitemark.problems import Problem
from kitemark.reading import Document, plain_document
from kitemark.reading.parse import parse

Data = dict[str, Any]
PACK: Data = {"organisation": {"id": "o"}, "date": "2026-11-01"}
JUDGED = {"criterion": "a", "rating": 1, "assessor": "A", "because": "x"}
STANDARD: Data = {
    "kitemark": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "Small",
    "levels": [{"id": "one"}, {"id": "two"}],
}


def part_of(data: Any, model: Any = AssessmentFile) -> Any:
    """The sound part of plain data."""
    return sound_part(model, plain_document(data))


# What is left


def test_what_is_sound_is_left_whole() -> None:
    part = part_of({**PACK, "judgements": [JUDGED]})
    assert (part.model.judgements[0].criterion, part.removed) == ("a", frozenset())


@pytest.mark.parametrize(
    ("more", "removed"),
    [
        ({"nobody-knows": []}, {("nobody-knows",)}),
        ({"jugements": []}, set()),
        ({"jugements": [{**JUDGED, "because": 3}]}, {("judgements", 0, "because")}),
        ({"title": 3}, {("title",)}),
        ({"title": None}, {("title",)}),
        ({"units": [{"id": "u", "profile": 3}]}, {("units", 0, "profile")}),
        ({"judgements": [{**JUDGED, "because": 3}]}, {("judgements", 0, "because")}),
        ({"judgements": [{**JUDGED, "asessor": 3}]}, {("judgements", 0, "asessor")}),
        ({"judgements": "none"}, {("judgements",)}),
        ({"evidence": ["words", {"kind": "k"}]}, {("evidence", 0)}),
        ({"decision": {"level": 3}}, {("decision", "level"), ("decision", "by"), ("decision", "date"), ("decision",)}),
        ({"date": "soon"}, {("date",)}),
        ({"kitemark": 2}, {("kitemark",)}),
        ({"organisation": {"id": "not an id"}}, {("organisation", "id")}),
    ],
)
def test_what_the_model_refuses_is_taken_out_with_what_cannot_do_without_it(more: Data, removed: Any) -> None:
    part = part_of({**PACK, **more})
    assert part.removed == removed
    assert part.model.organisation.id in ("o", "unnamed")


def test_beside_what_is_required_and_is_not_there_the_rest_is_kept() -> None:
    part = part_of({**PACK, "judgements": [{"criterion": "a", "cites": ["r"]}, {"rating": 2}, JUDGED]})
    first, second, third = part.model.judgements
    assert (first.criterion, first.cites, second.rating, third.because) == ("a", ("r",), 2, "x")
    assert len({first.assessor, second.assessor, third.assessor}) == 3
    assert part.stood_in == part.removed
    assert ("judgements", 1, "criterion") in part.removed


def test_what_is_required_at_the_top_and_is_not_there_is_stood_in_for() -> None:
    part = part_of({})
    assert (part.model.organisation.id, part.model.date.year) == ("unnamed", 9999)
    assert part.removed == {("organisation",), ("date",)}
    whole = part_of({"levels": [{"id": "one"}]}, StandardFile)
    assert (whole.model.id, whole.model.version) == ("unnamed", "0.0.0")


@pytest.mark.parametrize("data", [{**STANDARD, "levels": 3}, {**STANDARD, "levels": ["words"]}, {}, [], "words", None])
def test_of_a_standard_without_levels_too_little_is_left(data: Any) -> None:
    assert part_of(data, StandardFile) is None


def test_what_falls_apart_time_after_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {**PACK, "judgements": [{"criterion": "a"}]}
    assert part_of(data) is not None
    monkeypatch.setattr(sound, "_ROUNDS", 1)
    assert part_of(data) is None


def test_what_reading_could_not_make_out_is_taken_for_removed() -> None:
    part = sound_part(AssessmentFile, plain_document({**PACK, "note": float("nan"), "title": "T"}))
    assert part is not None
    assert (part.removed, part.model.title) == ({("note",)}, "T")


def test_the_data_that_was_read_is_not_changed() -> None:
    document = plain_document({**PACK, "evidence": ["words", {"kind": "k", "list": [1, None]}], "title": None})
    part = sound_part(AssessmentFile, document)
    assert part is not None
    assert document.data["evidence"] == ["words", {"kind": "k", "list": [1, None]}]
    assert document.data["title"] is None
    assert [dict(record) for record in part.model.evidence] == [{"kind": "k", "list": [1, None]}]


# Where it stands

TEXT = """\
organisation: {id: o}
date: 2026-11-01
judgements:
  - 7
  - ~
  - {criterion: b, rating: 1, assessor: A, because: x}
  - words
  - {criterion: c, rating: 1, assessor: A, because: x, cites: [3, r1]}
"""


def test_a_problem_of_the_part_stands_where_the_whole_has_it() -> None:
    document = parse(TEXT, "f.yaml")
    part = sound_part(AssessmentFile, document)
    assert part is not None
    assert [judgement.criterion for judgement in part.model.judgements] == ["b", "c"]
    places = {
        ("judgements", 0, "criterion"): (6, "judgements[2].criterion"),
        ("judgements", 1, "cites", 0): (8, "judgements[4].cites[1]"),
        ("judgements", 1): (8, "judgements[4]"),
        ("judgements", 7, "rating"): (4, "judgements[7].rating"),
        ("none", 0): (1, "none[0]"),
    }
    for path, place in places.items():
        problem = part.document.problem("x", path, "m", "do")
        assert (problem.line, problem.path, problem.file) == (*place, "f.yaml")
    assert part.document.line(("judgements", 0)) == 6


def test_what_was_taken_out_is_named_by_its_place_in_the_whole() -> None:
    part = sound_part(AssessmentFile, parse(TEXT, None))
    assert part is not None
    assert part.removed == {
        ("judgements", 0),
        ("judgements", 1),
        ("judgements", 3),
        ("judgements", 4, "cites", 0),
    }


# What may only follow

WHOLE: Data = {
    **STANDARD,
    "scale": "practice",
    "scales": {"practice": [], "stars": {}},
    "tags": {"core": "T"},
    "profile": {"fields": {"size": {}, "kind": {}}},
    "evidence": {"log": {}, "paper": {}},
    "accepted": {"recent": {"from": "log"}, "papers": {"from": "paper"}},
    "measures": {
        "days": {"from": "recent"},
        "sheets": {"from": "papers"},
        "large": {"from": "paper", "where": {"size": 1}},
    },
    "safeguards": [{"id": "guard", "each": {"tag": "core"}}],
    "sections": [
        {
            "id": "manner",
            "title": "M",
            "criteria": [{"id": "polite", "tags": ["core"], "rating": {"measure": "days"}}, {"id": "kind"}],
        }
    ],
    "criteria": [{"id": "brisk", "rating": {"measure": "sheets"}}],
    "levels": [
        {"id": "one", "requires": [{"each": ["polite"]}]},
        {"id": "two", "requires": [{"each": ["brisk"]}]},
    ],
    "flags": [{"id": "slow", "when": {"measure": "days"}}],
}


def touched(*removed: Any, code: str = "unknown-name") -> set[str]:
    """Which places of the whole may have problems only because of what was taken out."""
    taint = Taint(Document(WHOLE), removed)
    places = [
        "scales.practice",
        "accepted.recent.from",
        "accepted.papers",
        "measures.days.take",
        "measures.sheets",
        "safeguards[0].each.tag",
        "sections[0].criteria[0].rating",
        "sections[0].title",
        "criteria[0].rating",
        "levels[0].requires[0].each[0]",
        "levels[1].requires[0]",
        "flags[0].when",
    ]
    return {place for place in places if taint.touches(Problem(code, "m", path=place))}


DAYS = {
    "measures.days.take",
    "sections[0].criteria[0].rating",
    "safeguards[0].each.tag",
    "levels[0].requires[0].each[0]",
    "flags[0].when",
}
"""What depends on the measure of days."""


@pytest.mark.parametrize(
    ("removed", "places"),
    [
        (("summary",), set()),
        (("lasts",), set()),
        (("levels", 1, "title"), set()),
        (
            ("measures", "days", "take"),
            DAYS,
        ),
        (("accepted", "recent"), {"accepted.recent.from", *DAYS}),
        (("evidence", "log", "fields"), {"accepted.recent.from", *DAYS}),
        (("sections", 0, "criteria", 0, "rating"), DAYS - {"measures.days.take", "flags[0].when"}),
        (("sections", 0, "criteria", 0, "asks"), set()),
        (("criteria", 0), {"criteria[0].rating", "levels[1].requires[0]"}),
        (("flags", 0, "when"), {"flags[0].when"}),
        (("sections", 0, "title"), {"sections[0].title"}),
    ],
)
def test_what_depends_on_what_was_taken_out_is_touched_and_nothing_else(removed: Any, places: set[str]) -> None:
    assert touched(removed) == places


@pytest.mark.parametrize(
    "removed", [("scalez",), ("measures",), ("criterions",), ("sections", 0, "criteria"), ("sections", 0, "section")]
)
def test_where_nobody_knows_what_stood_there_everything_is_touched(removed: Any) -> None:
    assert len(touched(removed)) == 12


def test_what_stands_beside_what_was_taken_out_is_touched_and_not_what_stands_below_it() -> None:
    taint = Taint(Document(WHOLE), [("levels", 1, "title")])
    paths = ("levels[1].title", "levels[1]", "levels[1].requires[0]", "levels[0]")
    assert [taint.touches(Problem("x", "m", path=path)) for path in paths] == [True, True, False, False]


def test_what_may_be_empty_only_for_want_of_what_was_taken_out_is_touched_anywhere() -> None:
    for code in ("empty", "empty-selection"):
        assert len(touched(("levels", 1, "title"), code=code)) == 12
        assert touched(code=code) == set()


@pytest.mark.parametrize(
    "odd",
    [
        {"scales": [], "profile": 3, "sections": {"a": 1}, "criteria": "x", "levels": {}, "safeguards": None},
        {"profile": {"fields": []}, "sections": ["x", {"criteria": [3, {"id": 4}]}], "levels": ["x", {"id": []}]},
        {},
    ],
)
def test_odd_data_has_no_parts_to_touch(odd: Data) -> None:
    taint = Taint(Document(odd), [("summary",)])
    assert not taint.touches(Problem("x", "m", path="measures.days"))


def test_a_document_of_the_part_is_one_that_can_be_replaced_and_copied() -> None:
    part = sound_part(AssessmentFile, Document({**PACK, "evidence": ["words"]}))
    assert part is not None
    assert part.document.data["evidence"] == []
