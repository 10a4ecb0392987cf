"""The handbook: all that a standard says and asks, in the order in which people ask about it."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark
from kitemark.describe import handbook

from .small import FULL, Data, book, part_of, point, said

CRITERION: Data = {
    "id": "a",
    "title": "Respect",
    "asks": "Are people respected?",
    "why": "It is theirs to judge.",
    "guidance": "Ask them.",
    "looks_like": {"0": "Nobody asks.", "All": "All say so."},
    "suggests": ["survey", "paper"],
    "tags": ["core"],
    "effort": 3,
    "weight": 2,
    "asked_of": "units",
    "not_applicable": "met",
    "applies_when": {"housing": True},
    "marks": [{"measure": "happy", "bronze": "70%"}],
    "limits": [{"at_most": 1, "unless": {"measure": "voice", "at_least": 1}, "because": "Nobody was asked."}],
}


def about(**keys: Any) -> dict[str, str]:
    return said(part_of(book(**keys), "about"))


def how(**keys: Any) -> dict[str, str]:
    return said(part_of(book(**keys), "how"))


def test_it_says_what_the_standard_is() -> None:
    assert about(**FULL) == {
        "Summary": "For all who serve.",
        "Standard": "small, version 1.0.0",
        "Published by": "A body, https://example.org",
        "Licence": "CC0",
        "In force": "from 1 January 2026 until 31 December 2027",
        "An award lasts": "2 years",
        "Reviewed": "every 12 months",
        "Without a level": "An organisation that reaches no level is called: Not yet.",
    }


def test_it_says_nothing_of_what_the_standard_does_not() -> None:
    assert about(review=None) == {
        "Standard": "small, version 1.0.0",
        "Without a level": "An organisation that reaches no level is called: No level.",
    }
    assert about(publisher={"name": "A body"}, effective={"from": "2026-01-01"})["In force"] == "from 1 January 2026"


def test_its_language_is_the_standards() -> None:
    assert (book(language="cy").language, book().language) == ("cy", "en")
    assert (book().title, book().subtitle) == ("Small mark", "Handbook of version 1.0.0")


def test_it_says_how_a_level_comes_about() -> None:
    found = how(**FULL)
    assert found["Ratings"] == (
        "At least one assessor must have rated a criterion. Where several did, the middle one of their ratings "
        "counts, and of two middles the worse. Ratings more than 1 point apart leave it open between them."
    )
    assert (
        found["The whole"]
        == "The mean of its parts, each as a share of the most it can be, out of 100, by their weights."
    )
    assert found["Tolerance"].endswith("by no more than this much: Bronze 15%. The share itself must reach the mark.")
    assert found["Small groups"].startswith("A figure that rests on fewer than 10 people is withheld")
    assert "Units" not in found
    assert set(how(smallest_group=None)) == set(found) - {"Tolerance", "Small groups"}


@pytest.mark.parametrize(
    ("judged", "words"),
    [
        ({"assessors": 2, "settle": "worst", "may_differ_by": 0}, "Ratings more than 0 points apart"),
        (
            {"settle": "best", "roles": ["peer", "self"]},
            "At least one assessor in the role peer or self must have rated",
        ),
        ({"settle": "latest"}, "Where several did, the latest of their ratings counts."),
    ],
)
def test_it_says_how_several_judgements_become_one(judged: Data, words: str) -> None:
    found = how(judgements=judged)["Ratings"]
    assert words in found
    assert found.endswith("between them.") is (judged["settle"] != "latest")


def test_it_says_that_units_are_assessed_one_by_one() -> None:
    assert how(criteria=[CRITERION | {"suggests": []}], **FULL)["Units"].startswith("Units (departments, sites)")


def test_a_whole_with_its_own_way_of_scoring_says_each_step() -> None:
    whole = {
        "combine": "sum",
        "capped_at": 5,
        "round": {"decimals": 1, "mode": "half-even"},
        "bands": {"Some": 1, "All": "80%"},
        "limits": [{"at_most": 1}],
    }
    assert how(**whole)["The whole"] == (
        "The sum of its parts, by their weights. No more than 5. Rounded (decimals: 1; halves to the even neighbour). "
        "What comes out stands on the scale 'practice'. 0 (No) where none of these is reached; 1 (Some) at least 1; "
        "2 (All) at least 80%. No better than 1 (Some), always."
    )


def test_a_criterion_has_all_that_is_said_of_it() -> None:
    found = said(part_of(book(criteria=[CRITERION], **FULL), "criterion-a"))
    assert found == {
        "Question": "Are people respected?",
        "Why": "It is theirs to judge.",
        "Guidance": "Ask them.",
        "What each rating looks like": "0 (No): Nobody asks. / 1 (Some): A start. / 2 (All): All say so.",
        "How it is rated": "Assessors judge it on the scale 'practice'.",
        "Evidence to bring": (
            "Survey: It holds: question, asked by, site, answers, positive, population (optional), score, topics, "
            "decision (optional) and safe. / Paper: It has no fields of its own."
        ),
        "What is measured": "Happy people: Bronze at least 70% (and 55% at the worse end).",
        "What holds it": "No better than 1 (Some) unless 'Voices on this' is at least 1. Nobody was asked.",
        "Where it applies": "Only where housing is yes.",
        "Not applicable": "Assessors may mark it not applicable, with a reason; it then counts as met.",
        "Whom it is asked of": "Asked of each unit; the organisation takes the worst of their ratings.",
        "Weight": "2 among its neighbours",
        "Effort": "3 for each step up",
        "Tags": "core: Asked of everyone",
    }


def test_a_criterion_of_which_little_is_said_has_a_short_part() -> None:
    assert set(said(part_of(book(), "criterion-a"))) == {"What each rating looks like", "How it is rated"}


def test_what_a_rating_looks_like_falls_back_on_what_the_point_means() -> None:
    looks = said(part_of(book(), "criterion-a"))["What each rating looks like"]
    assert looks == "0 (No): Nothing yet. / 1 (Some): A start. / 2 (All)"


def test_on_a_range_only_what_is_said_looks_like_something() -> None:
    form = {"id": "a", "title": "Stars", "scale": "stars", "looks_like": {"5": "Best.", "1": "Poor."}}
    assert said(part_of(book(criteria=[form]), "criterion-a"))["What each rating looks like"] == "1: Poor. / 5: Best."
    silent = {"id": "a", "title": "Stars", "scale": "stars"}
    assert set(said(part_of(book(criteria=[silent]), "criterion-a"))) == {"How it is rated"}


def test_a_measured_rating_is_told_by_its_measure() -> None:
    form = {"id": "a", "title": "Papers", "rating": {"measure": "papers", "bands": {"All": 3}}}
    [entry] = [one for one in part_of(book(criteria=[form]), "criterion-a").entries if one.label == "How it is rated"]
    assert [(item.lead, item.to) for item in entry.items] == [("Papers", "measure-papers")]


def test_a_judgement_on_another_scale_says_how_it_is_turned_into_a_rating() -> None:
    form = {"id": "a", "title": "A", "rating": {"judgement": "stars", "bands": {"All": 5}}}
    found = said(part_of(book(criteria=[form]), "criterion-a"))["How it is rated"]
    assert found.startswith("Assessors judge it on the scale 'stars', and what they find is turned into a rating.")


SECTIONS: list[Data] = [
    {
        "id": "s",
        "title": "Dignity",
        "summary": "People matter.",
        "why": "They do.",
        "guidance": "Look.",
        "weight": 2,
        "combine": "worst",
        "round": {"decimals": 0, "mode": "down"},
        "applies_when": {"housing": True},
        "limits": [{"at_most": 1, "because": "For now."}],
        "criteria": [{"id": "a", "title": "Respect"}],
        "sections": [{"id": "t", "criteria": [{"id": "b", "title": "Safety"}]}],
    }
]


def test_a_section_has_all_that_is_said_of_it() -> None:
    sections = [{**SECTIONS[0], "sections": []}]
    page = book(sections=sections, criteria=[])
    assert said(part_of(page, "section-s")) == {
        "In short": "People matter.",
        "Why": "They do.",
        "Guidance": "Look.",
        "Its score": "The worst of its parts. / Rounded (to a whole number; downwards).",
        "Weight": "2 among its neighbours",
        "What holds it": "No better than 1 (Some), always. For now.",
        "Where it applies": "Only where housing is yes.",
    }
    assert part_of(page, "section-s").title == "s Dignity"


def test_sections_stand_inside_sections_and_criteria_beside_them() -> None:
    sections = [{"id": "s", "criteria": [{"id": "a", "title": "A"}], "sections": SECTIONS[0]["sections"]}]
    page = book(sections=sections, criteria=[{"id": "c", "title": "C"}])
    outer = part_of(page, "section-s")
    assert [part.id for part in outer.parts] == ["section-t", "criterion-a"]
    assert (outer.title, outer.blocks) == ("s", ())
    assert part_of(page, "criteria").title == "Criteria beside the sections"
    assert part_of(book(), "criteria").title == "Criteria"


def test_a_level_has_all_that_it_takes() -> None:
    levels = [
        {"id": "low", "requires": [{"overall": "50%"}], "lasts": "1 years"},
        {"id": "high", "title": "High", "summary": "More.", "guidance": "Try."},
        {"id": "other", "builds_on": "none"},
    ]
    page = book(levels=levels, lasts="2 years")
    assert said(part_of(page, "level-low")) == {
        "Lasts": "1 year",
        "What it takes": "The overall score is at least 50%.",
    }
    assert said(part_of(page, "level-high")) == {
        "In short": "More.",
        "Guidance": "Try.",
        "Lasts": "2 years",
        "Builds on": "All that low asks for is asked here too.",
        "What it takes": "Nothing more.",
    }
    assert said(part_of(page, "level-other"))["Builds on"] == "Stands by itself."
    assert "Lasts" not in said(part_of(book(), "level-bronze"))


def test_commendations_and_flags_say_what_they_take_and_say() -> None:
    page = book(
        commendations=[{"id": "c", "title": "Well done", "summary": "Praise.", "requires": [{"overall": "90%"}]}],
        flags=[{"id": "f", "title": "Look", "when": {"measure": "papers", "less_than": 1}, "says": "No paper."}],
    )
    assert said(part_of(page, "commendation-c")) == {
        "In short": "Praise.",
        "What it takes": "The overall score is at least 90%.",
    }
    assert said(part_of(page, "flag-f")) == {"Raised where": "'Papers' is less than 1.", "Says": "No paper."}


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_the_bundled_standards_are_told_whole(name: str) -> None:
    loaded = kitemark.load_standard(name)
    page = handbook(loaded)
    for criterion in loaded.rules.criteria:
        found = said(part_of(page, f"criterion-{criterion.id}"))
        assert found["Question"].endswith("?")
        assert set(found) >= {"Why", "What each rating looks like", "Evidence to bring", "What holds it"}
        assert all(
            point(item).split(": ", 1)[1] for item in part_of(page, f"criterion-{criterion.id}").entries[-1].items
        )
        measured = criterion.marks == () or found["What is measured"]
        assert measured


def test_a_standard_without_evidence_or_sections_does_not_speak_of_them() -> None:
    bare = {"evidence": None, "accepted": None, "measures": None, "smallest_group": None}
    assert said(part_of(book(**bare), "how")).keys().isdisjoint({"Evidence", "Scores", "Small groups"})
    inner = [{"id": "s", "criteria": [{"id": "b", "title": "B"}]}]
    assert {"Evidence", "Scores", "Small groups"} <= said(part_of(book(sections=inner), "how")).keys()
