"""The annexes of a handbook: what criteria and levels name, each explained once."""

from __future__ import annotations

from .small import FULL, SURVEY, Data, book, every_part, part_of, requires, said


def test_a_safeguard_says_whom_it_holds_where_and_until_when() -> None:
    gate = {
        "id": "gate",
        "title": "Ask first",
        "each": "criteria",
        "at_most": 1,
        "unless": {"measure": "voice", "at_least": 1},
        "when": {"size": "tiny"},
        "because": "Nobody was asked.",
    }
    page = book(
        safeguards=[gate, {**gate, "id": "two", "each": ["a", "b"]}, {"id": "cap", "each": ["a"], "at_most": "Some"}],
        criteria=[{"id": "a", "title": "A"}, {"id": "b", "title": "B"}, {"id": "c", "title": "C"}],
    )
    assert said(part_of(page, "safeguard-two"))["Holds"] == "a and b"
    assert said(part_of(page, "safeguard-gate")) == {
        "Why": "Nobody was asked.",
        "Holds": "Every criterion.",
        "At": "no better than 1 (Some)",
        "Where": "Size is tiny.",
        "Unless": "'Voices on this' is at least 1.",
    }
    assert said(part_of(page, "safeguard-cap")) == {
        "Holds": "a",
        "At": "no better than 1 (Some)",
        "Unless": "Nothing lifts it.",
    }
    assert part_of(page, "safeguard-cap").title == "cap"


def test_a_measure_says_all_that_goes_into_it() -> None:
    happy = {
        "title": "Happy people",
        "summary": "Who is happy.",
        "guidance": "Ask all.",
        "from": "recent",
        "take": {"share": "positive", "of": "answers"},
        "confidence": "95%",
    }
    page = book(measures={"happy": happy, "late": {"from": ["recent", "paper"], "take": "count", "better": "lower"}})
    assert said(part_of(page, "measure-happy")) == {
        "In short": "Who is happy.",
        "Guidance": "Ask all.",
        "What is counted": "'positive' as a share of 'answers', each added up over the records.",
        "From": "Survey (asked by: peer or outside).",
        "Period": "The 18 months before the assessment.",
        "How many": "No least number; without any record it is not known, and reaches nothing.",
        "How sure": "A range at 95% confidence.",
        "Few people": "Withheld where the records together count fewer than 10 people ('answers').",
        "Read by": "Nothing that decides.",
    }
    late = said(part_of(page, "measure-late"))
    assert late["From"] == "Paper. / Survey (asked by: peer or outside), from the 18 months before the assessment."
    assert late["Better"] == "Less is better."


def test_a_measure_says_who_reads_it() -> None:
    reads: Data = {"measure": "papers", "at_least": 1}
    marked = {
        "id": "a",
        "title": "A",
        "marks": [{"measure": "papers", "bronze": 1}],
        "limits": [{"at_most": 1, "unless": reads}],
    }
    page = book(
        sections=[{"id": "s", "criteria": [marked], "limits": [{"at_most": 50, "unless": reads}, {"at_most": 60}]}],
        criteria=[],
        limits=[{"at_most": 50, "unless": reads}],
        levels=requires(reads, {"any": [reads, {"overall": 1}]}),
        commendations=[{"id": "c", "title": "Praise", "requires": [reads]}],
        flags=[{"id": "f", "title": "Look", "when": reads}],
    )
    found = said(part_of(page, "measure-papers"))["Read by"]
    assert found == "The whole standard, s, a, Bronze, 'Praise' and the flag 'Look'."


def test_evidence_that_may_be_trusted_says_what_counts_and_from_what_it_is_made() -> None:
    page = book(accepted={"told": {"from": ["recent", "paper"], "summary": "All of it."}, "all": {"from": "any"}})
    assert said(part_of(page, "accepted-told")) == {
        "In short": "All of it.",
        "What counts": "Paper. / Survey (asked by: peer or outside), from the 18 months before the assessment.",
        "Made from": "Paper / recent",
    }
    assert said(part_of(page, "accepted-all")) == {"What counts": "Records of any kind."}


def test_a_kind_of_evidence_has_its_fields_with_what_may_stand_there() -> None:
    page = book(evidence={"survey": {**SURVEY, "summary": "Answers.", "guidance": "Ask."}})
    found = said(part_of(page, "kind-survey"))
    assert found["In short"] == "Answers."
    assert found["Guidance"] == "Ask."
    assert found["Called in a file"] == "survey"
    assert found["Voice"] == "people"
    assert found["Counts people in"] == "answers"
    assert found["Must hold"] == "positive is at most answers"
    assert "question | one of respect or safety |  | " in found["Fields"]
    assert "population | a whole number, 1 or more | yes | " in found["Fields"]
    assert said(part_of(page, "kind-talk"))["Voice"] == "by 'who': people where it is user and staff where it is staff"
    assert said(part_of(page, "kind-paper")) == {"Called in a file": "paper", "Fields": "None of its own."}


def test_scales_that_are_used_are_explained() -> None:
    forms = [
        {"id": "a", "title": "A", "scale": "stars"},
        {"id": "b", "title": "B", "rating": {"judgement": "percent", "bands": {"All": 90}}},
    ]
    page = book(criteria=forms)
    assert (
        said(part_of(page, "scale-practice"))["Points, worst first"]
        == "0 | No | Nothing yet. / 1 | Some | A start. / 2 | All | "
    )
    assert said(part_of(page, "scale-stars"))["Values"] == "From 1, the worst, to 5, in steps of 1."
    assert said(part_of(page, "scale-percent"))["Values"] == "From 0, the worst, to 100."
    assert "scale-risk" not in {part.id for part in every_part(page.parts)}


def test_the_profile_and_the_tags_are_explained_where_there_are_any() -> None:
    page = book(**FULL)
    assert "housing | yes or no | yes | " in said(part_of(page, "profile"))["Facts"]
    assert said(part_of(page, "tags"))["Tags"] == "core | Asked of everyone / spare | Carried by nobody"
    bare = {part.id for part in book(profile=None).parts}
    assert bare.isdisjoint({"profile", "tags", "safeguards", "flags", "commendations"})


def test_of_points_without_a_word_only_the_values_are_told_and_once() -> None:
    scales = {"bare": {"better": "lower", "points": [{"value": 20}, {"value": 10}, {"value": 0}]}}
    page = book(scales=scales, criteria=[{"id": "a", "title": "A", "scale": "bare"}])
    assert "What each rating looks like" not in said(part_of(page, "criterion-a"))
    assert said(part_of(page, "scale-bare")) == {"Points, worst first": "20, 10 and 0."}
