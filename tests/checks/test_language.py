"""Findings about wording: two ideas, no question, hard words, and which texts are looked at."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from checked import checked, codes

import kitemark
from kitemark.checks import forms
from kitemark.checks.language import second_idea
from kitemark.checks.readability import readability, sentences


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Is it warm, and is it dry?", "and is it dry?"),
        ("Do people trust you and do they say so?", "and do they say so?"),
        ("Is it warm? Is it dry?", "Is it dry?"),
        ("Is help given, or can people find it?", "or can people find it?"),
        ("Is it tried out, and how do you know?", "and how do you know?"),
        ("Staff are trained and users are heard", "and users are heard"),
        ("It is warm; it is dry", "; it is dry"),
        ("Do you ask, but does nobody answer?", "but does nobody answer?"),
    ],
)
def test_a_clause_of_its_own_is_a_second_idea(text: str, second: str) -> None:
    assert second_idea(text) == second


@pytest.mark.parametrize(
    "text",
    [
        "Is first contact quick and friendly by every route you offer?",
        "Listened to and understood",
        "Do you tell people what they can expect, and what you ask in return?",
        "Do people learn what it is for, and what is settled?",
        "Do you keep what people tell you private, and show them how?",
        "When you cannot do something, do you say so and say why?",
        "Do contracts say what is wanted and how it will be shown?",
        "Rights and choice",
        "Is the island reached by boat and isolated in winter?",
    ],
)
def test_two_things_that_one_verb_is_about_are_one_idea(text: str) -> None:
    assert second_idea(text) is None


@pytest.mark.parametrize(("language", "found"), [("en-GB", True), ("en", True), ("de", False), (None, True)])
def test_rules_for_english_are_for_english(language: str | None, found: bool, tmp_path: Path) -> None:
    asks = '"Are calls answered, and do people get what they need?"'
    head = f"language: {language}\n" if language else ""
    text = f"{head}criteria: [{{id: a, title: A, asks: {asks}}}]\nsummary: {'incomprehensibilities ' * 30}\n"
    assert sorted(codes(checked(tmp_path, text))) == (["hard-to-read", "two-ideas"] if found else [])


@pytest.mark.parametrize(
    ("rating", "severity"),
    [
        ("", "warning"),
        (", rating: judgement", "warning"),
        (", rating: {worst: [judgement, {measure: m, bands: {1: 1}}]}", "warning"),
        (", rating: {choose: [{judgement: practice}]}", "warning"),
        (", rating: {measure: m, bands: {1: 1, 2: 2}}", "note"),
    ],
)
def test_a_criterion_asks_unless_nobody_judges_it(rating: str, severity: str, tmp_path: Path) -> None:
    text = f"""\
evidence: {{survey: {{fields: {{}}}}}}
measures: {{m: {{from: survey, take: count}}}}
flags: [{{id: f, when: {{measure: m, less_than: 1}}}}]
criteria: [{{id: a, title: A{rating}}}]
"""
    report = checked(tmp_path, text)
    assert [(one.code, one.severity) for one in report.findings] == [("no-question", severity)]


def test_a_title_may_be_the_question(tmp_path: Path) -> None:
    assert codes(checked(tmp_path, 'criteria: [{id: a, title: "Is it warm?"}]\n')) == []


def test_the_grade_is_the_automated_readability_index_exactly() -> None:
    found = readability("The cat sat. It was 12 years old.")
    assert found is not None
    # 24 letters and digits, 8 words, 2 sentences
    assert found.grade == Fraction("4.71") * 24 / 8 + Fraction(1, 2) * 8 / 2 - Fraction("21.43")
    assert (found.words, found.hardest) == (8, "It was 12 years old.")


def test_sentences_end_at_stops_and_empty_lines_and_not_at_abbreviations() -> None:
    text = "One, e.g. Two. Three (3.5 in all)! 'Four?' Five\n\nsix"
    assert sentences(text) == ["One, e.g. Two.", "Three (3.5 in all)!", "'Four?", "Five", "six"]


def test_nothing_to_read_has_no_grade() -> None:
    assert readability(" -- !") is None


def test_a_short_text_is_not_graded(tmp_path: Path) -> None:
    assert codes(checked(tmp_path, f"summary: {'incomprehensibilities ' * 24}\n")) == []
    report = checked(tmp_path, f"summary: {'incomprehensibilities ' * 25}\n")
    assert [(one.code, one.severity, one.path) for one in report.findings] == [("hard-to-read", "note", "summary")]


def test_the_hint_names_the_hardest_sentence(tmp_path: Path) -> None:
    report = checked(tmp_path, f"summary: {'It is so. ' * 4}{'Incomprehensibilities ' * 22}remain. It is so.\n")
    assert report.findings[0].hint is not None
    assert "'Incomprehensibilities Incomprehensibilities" in report.findings[0].hint


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_all_wording_is_looked_at_and_placed(name: str) -> None:
    standard = kitemark.load_standard(name)
    worded = ("title", "summary", "asks", "why", "guidance", "says", "because", "means", "looks_like")
    found = {text.path for text in forms.texts(standard.model)}
    assert found == {path for path in _texts(standard.document.data, ()) if _is_wording(path, worded)}


def _texts(value: object, path: tuple[str | int, ...]) -> set[tuple[str | int, ...]]:
    if isinstance(value, str):
        return {path}
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return set().union(*(_texts(item, (*path, key)) for key, item in items))


def _is_wording(path: tuple[str | int, ...], worded: tuple[str, ...]) -> bool:
    if path[0] in ("profile", "examples") or "fields" in path:
        return False
    return path[0] == "tags" or path[-1] in worded or (len(path) > 1 and path[-2] == "looks_like")
