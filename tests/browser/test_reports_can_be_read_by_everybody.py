"""Reports and portfolios in real Chromium: axe-core finds nothing at WCAG 2.2 AA, nothing is fetched, and 320 pixels are wide enough."""

from __future__ import annotations

import functools
import itertools
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

import kitemark
from kitemark.bundled import bundled_folder
from kitemark.render.portfolio_page import render_portfolio_html

if TYPE_CHECKING:
    from chromium import Chromium, Page

PACKS = {path.stem: path for path in sorted(bundled_folder().glob("*/examples/*.yaml"))}
FIRST = ("harbour-day-centre", "millbrook", "fenwold")
"""A service on its way, a council with units, and an award: what the others hold they hold, too."""
WAYS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"dark": True},
    "on paper": {"paper": True},
    "narrow": {"width": 320},
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@functools.cache
def result_of(name: str) -> kitemark.Result:
    assessment = kitemark.load_assessment(PACKS[name])
    return kitemark.evaluate(assessment.named_standard(), assessment)


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds on a page, each with the first place."""
    page.value(axe + "; 0")
    only = json.dumps({"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
    found = page.value(f"axe.run({only}).then(found => found.violations)")
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:120]})" for one in found]


def seems_sound(page: Page, axe: str) -> None:
    """Nothing is found on a page, nothing is fetched, and nobody has to scroll to the side: reflow, WCAG 1.4.10."""
    assert violations(page, axe) == []
    assert page.requests() == []
    assert page.value("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [n if n in FIRST else pytest.param(n, marks=pytest.mark.slow) for n in PACKS])
def test_axe_finds_nothing_and_nothing_leaves_the_page(browser: Chromium, axe: str, name: str, way: str) -> None:
    page = browser.open(result_of(name).to_html(), **WAYS[way])
    try:
        seems_sound(page, axe)
    finally:
        page.close()


LONG = "Donaudampfschiff" * 6


@pytest.mark.parametrize("way", WAYS)
def test_words_that_are_longer_than_a_line_are_broken(browser: Chromium, axe: str, way: str) -> None:
    standard = {
        "kitemark": 1,
        "id": "long",
        "version": "1.0.0",
        "title": LONG,
        "scale": "s",
        "scales": {"s": [{"value": value, "name": f"{value}{LONG}"} for value in range(3)]},
        "sections": [
            {"id": "S" * 90, "title": LONG, "criteria": [{"id": "C" * 90, "title": LONG, "asks": LONG}]},
            {"id": "W", "title": LONG, "combine": "worst", "criteria": [{"id": "D", "title": LONG}]},
        ],
        "levels": [
            {"id": "b", "title": f"B{LONG}", "requires": [{"each": "sections", "at_least": "30%"}]},
            {"id": "c", "title": f"C{LONG}", "requires": [{"overall": "90%"}, {"each": "criteria", "at_least": 2}]},
        ],
    }
    judgements = [{"criterion": "C" * 90, "rating": 1, "assessor": LONG, "because": LONG}]
    pack = {"organisation": {"id": "o" * 90}, "date": "2026-11-01", "judgements": judgements}
    case = kitemark.assessment_from({**pack, "users_comment": {"by": LONG, "text": LONG}})
    page = browser.open(kitemark.evaluate(kitemark.standard_from(standard), case).to_html(), **WAYS[way])
    try:
        seems_sound(page, axe)
    finally:
        page.close()


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of all bundled packs, one that has problems, and one whose name is a long word."""
    folder = tmp_path_factory.mktemp("packs")
    for path in (*bundled_folder().glob("*/examples/*.yaml"), *bundled_folder().glob("*/examples/*.csv")):
        shutil.copy(path, folder)
    (folder / "broken.yaml").write_text("organisation: {id: broken\n", encoding="utf-8")
    text = (folder / "harbour-day-centre.yaml").read_text(encoding="utf-8")
    (folder / "long.yaml").write_text(text.replace("Harbour Day Centre", LONG), encoding="utf-8")
    return render_portfolio_html(kitemark.assess_all([folder], require="gold"))


@pytest.mark.parametrize("way", WAYS)
def test_the_page_of_many_packs_is_for_everybody_too(browser: Chromium, axe: str, portfolio: str, way: str) -> None:
    page = browser.open(portfolio, **WAYS[way])
    try:
        seems_sound(page, axe)
        levels = page.value("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    finally:
        page.close()


def test_axe_would_find_what_is_wrong(browser: Chromium, axe: str) -> None:
    html = result_of("tiny-gold").to_html().replace('lang="en-GB"', "").replace("--quiet: #55555c", "--quiet: #b0b0b0")
    page = browser.open(html)
    try:
        assert {one.split(":")[0] for one in violations(page, axe)} >= {"html-has-lang", "color-contrast"}
    finally:
        page.close()


def test_a_request_would_be_seen(browser: Chromium) -> None:
    page = browser.open('<img src="http://127.0.0.1:9/x.png">')
    try:
        page.value("new Promise(done => setTimeout(done, 300))")
        assert page.requests() == ["http://127.0.0.1:9/x.png"]
    finally:
        page.close()


def test_the_keyboard_goes_through_the_page_in_the_order_of_reading(browser: Chromium) -> None:
    page = browser.open(result_of("harbour-day-centre").to_html())
    try:
        reached = []
        for _ in range(14):
            for kind in ("keyDown", "keyUp"):
                page.tell("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
            reached.append(page.value("document.activeElement.getAttribute('href')"))
        assert reached[0] == "#main"
        links = page.value("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
        assert reached == links[: len(reached)]
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.value(outline) == "solid"
    finally:
        page.close()


def test_headings_go_down_one_step_at_a_time_and_the_chart_has_words(browser: Chromium) -> None:
    page = browser.open(result_of("millbrook").to_html())
    try:
        levels = page.value("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        tree = page.tell("Accessibility.getFullAXTree")["nodes"]
        [drawn] = [node for node in tree if node.get("role", {}).get("value") in ("image", "img", "graphics-document")]
        assert drawn["name"]["value"].startswith("The principles against each level’s floor")
        assert "A Answerable 66.6" in drawn["name"]["value"]
    finally:
        page.close()
