"""What is drawn: HTML that stands alone, reads aloud and prints well; Markdown that means what it says."""

from __future__ import annotations

import itertools
import pathlib
import re
from collections import Counter
from typing import Any

import pytest

import kitemark
import kitemark.render
from kitemark.describe import easy_read, handbook, schedule
from kitemark.render.html import render_easy_html, render_html, render_schedule_html
from kitemark.render.markdown import render_easy_markdown, render_markdown

from .pages import Tree, contrast, drawn, headings
from .small import Data, requires, standard

CSS = (pathlib.Path(kitemark.render.__file__).parent / "templates" / "page.css").read_text(encoding="utf-8")


PAGES = {
    f"{name}/{kind}": text
    for name in kitemark.bundled_ids()
    for kind, text in drawn(kitemark.load_standard(name)).items()
}
every_page = pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)


@every_page
def test_a_page_is_well_formed_and_has_one_h1_and_headings_without_gaps(text: str) -> None:
    assert text.startswith('<!DOCTYPE html>\n<html lang="en-GB"')
    found = headings(Tree(text))
    assert found.count(1) == 1
    assert found[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(found))


@every_page
def test_a_page_fetches_nothing_and_runs_nothing(text: str) -> None:
    page = Tree(text)
    assert page.named("script", "link", "img", "iframe", "object", "embed", "audio", "video", "source") == []
    assert "url(" not in text
    assert "@import" not in text
    assert "@font-face" not in text
    assert not [
        attrs
        for _, attrs, _ in page.elements
        if any(name.startswith("on") or name in ("src", "style") for name in attrs)
    ]
    assert all((attrs["href"] or "").startswith("#") for attrs in page.named("a"))


@every_page
def test_every_link_leads_somewhere_and_every_id_is_one(text: str) -> None:
    page = Tree(text)
    ids = Counter(attrs["id"] for _, attrs, _ in page.elements if "id" in attrs)
    assert [name for name, count in ids.items() if count > 1] == []
    assert {(attrs["href"] or "")[1:] for attrs in page.named("a")} <= ids.keys()
    assert {attrs["aria-labelledby"] for attrs in page.named("nav")} <= ids.keys()


@every_page
def test_a_page_has_its_landmarks_and_a_way_past_the_contents(text: str) -> None:
    page = Tree(text)
    for landmark in ("header", "main", "footer"):
        assert len(page.named(landmark)) == 1
    assert page.named("a")[0] == {"class": "skip", "href": "#main"}
    assert page.named("main") == [{"id": "main"}]
    assert page.words("title")


@every_page
def test_every_head_of_a_table_says_what_it_heads(text: str) -> None:
    page = Tree(text)
    scopes = Counter(attrs.get("scope") for attrs in page.named("th"))
    assert None not in scopes
    assert len(page.named("thead")) == len(page.named("table"))
    assert scopes.keys() <= {"col", "row", "rowgroup"}


def test_contents_list_chapters_and_criteria() -> None:
    page = Tree(PAGES["customer-care/handbook"])
    listed = {attrs["href"] for tag, attrs, path in page.elements if tag == "a" and "nav" in path}
    rules = kitemark.load_standard("customer-care").rules
    assert {f"#criterion-{one.id}" for one in rules.criteria} <= listed
    assert {"#about", "#measures", "#level-bronze"} <= listed
    assert "#measure-respected" not in listed


def colours(block: str) -> dict[str, str]:
    """The colours that a block of the style sheet names."""
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]+)", block))


def test_words_stand_out_by_day_by_night_and_on_paper() -> None:
    day, night, paper = (colours(part) for part in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL))
    assert day.keys() == night.keys() == paper.keys()
    for found in (day, night, paper):
        for ink in ("ink", "quiet", "link"):
            for ground in ("paper", "tint"):
                assert contrast(found[ink], found[ground]) >= 4.5, (ink, ground, found)
    assert "color-scheme: light dark" in CSS
    assert "prefers-color-scheme: dark" in CSS


def test_every_colour_has_a_name() -> None:
    named = re.sub(r"--[a-z]+: #[0-9a-f]+;", "", CSS)
    assert not re.findall(r"#[0-9a-fA-F]{3,6}\b|rgb|hsl", named)


def test_a_page_prints_with_heads_repeated_and_with_entries_and_rows_whole() -> None:
    printed = CSS[CSS.index("@media print") :]
    assert "thead { display: table-header-group; }" in printed
    assert re.search(r"tr, dl > div \{ break-inside: avoid; \}", printed)
    kept = re.search(r"\n  (.*?) \{ break-after: avoid; \}", printed)
    assert kept is not None
    assert "h3" in kept[1]
    assert "dt" not in kept[1].split(", ")  # a browser that may break nowhere breaks anywhere
    assert re.search(r"@page \{[^}]*size: A4", CSS)
    assert re.search(r"@page wide \{[^}]*landscape", CSS)


def test_for_consultation_every_statement_has_a_number_and_an_empty_cell() -> None:
    page = Tree(PAGES["customer-care/consultation"])
    rows = [path for tag, attrs, path in page.elements if tag == "td" and attrs.get("class") == "comment"]
    assert len(rows) == len([attrs for attrs in page.named("th") if attrs["scope"] == "row"])
    assert "4.2.1" in page.words("th")
    assert re.search(r"<h3>4\.2 A1 What you can expect</h3>", PAGES["customer-care/consultation"])
    assert len(rows) > 400


def test_as_markdown_every_statement_has_a_number_and_a_place_for_a_comment() -> None:
    text = render_markdown(handbook(kitemark.load_standard("customer-care")), consultation=True)
    assert "\n**4.2.1** Question: Do you tell people in plain words" in text
    assert "\n- 4.2.4.1 **0 (Not yet)**: Nothing to show" in text
    assert '\n### <a id="criterion-A1"></a>4.2 A1 What you can expect\n' in text
    assert len(re.findall(r"^Comment: ____$", text, re.MULTILINE)) == len(
        re.findall(r"^\*\*[0-9.]+\*\* ", text, re.MULTILINE)
    )
    assert "- [4 A Two-way respect](#section-A)\n  - [A1 What you can expect](#criterion-A1)" in text


def test_headings_go_no_deeper_than_six() -> None:
    section: Data = {"id": "s9", "criteria": [{"id": "a", "title": "A"}]}
    for depth in range(8, 0, -1):
        section = {"id": f"s{depth}", "sections": [section]}
    loaded = standard(sections=[section], criteria=[])
    page = handbook(loaded)
    for text in (render_html(page), render_html(page, consultation=True), render_easy_html(easy_read(loaded))):
        assert max(headings(Tree(text))) == 6
    for text in (
        render_markdown(page),
        render_markdown(page, consultation=True),
        render_easy_markdown(easy_read(loaded)),
    ):
        assert max(len(found) for found in re.findall(r"^(#+) ", text, re.MULTILINE)) == 6


def test_each_idea_has_a_place_for_a_picture() -> None:
    text = render_easy_markdown(easy_read(kitemark.load_standard("customer-care")))
    assert (
        "\n[picture: Treated with dignity]\n\n### Treated with dignity\n\n[picture: Treated with dignity, 1 of 1]\n\nDo people"
        in text
    )
    lines = [line for line in text.split("\n") if line and not line.startswith("# ")]
    assert [line.startswith("[picture: ") for line in lines] == [True, False] * (len(lines) // 2)
    page = Tree(PAGES["customer-care/easy"])
    slots = [attrs for attrs in page.named("div") if attrs.get("class") == "slot"]
    assert len(slots) == text.count("[picture: ")


def test_a_schedule_says_in_its_foot_from_what_it_was_made() -> None:
    loaded = standard(levels=requires({"overall": "50%"}))
    assert f"SHA-256 {loaded.sha256}." in render_schedule_html(schedule(loaded, "bronze")).split("<footer>")[1]


def test_the_schedule_has_a_head_for_each_requirement() -> None:
    loaded = kitemark.load_standard("customer-care")
    groups = schedule(loaded, "gold").groups
    page = Tree(PAGES["customer-care/schedule"])
    assert len([attrs for attrs in page.named("th") if attrs["scope"] == "rowgroup"]) == len(groups)
    assert len(page.named("tbody")) == len(groups)


def test_templates_lie_in_the_package() -> None:
    folder = pathlib.Path(kitemark.render.__file__).parent / "templates"
    assert {"page.html", "page.css", "handbook.html", "consultation.html", "easy.html", "schedule.html"} <= {
        file.name for file in folder.iterdir()
    }


def test_anything_missing_in_a_template_is_an_error_and_not_an_empty_place() -> None:
    from jinja2 import UndefinedError  # noqa: PLC0415

    from kitemark.render import html  # noqa: PLC0415

    page: Any = object()
    with pytest.raises((UndefinedError, TypeError)):
        html.drawn("handbook.html", "en", page=page)
