"""Whatever a standard says is text on every page: it draws nothing, runs nothing and steers nothing."""

from __future__ import annotations

import pytest

import kitemark
import kitemark.render
from kitemark.describe import easy_read, handbook, schedule
from kitemark.render.clean import clean, paragraphs
from kitemark.render.contract import render_csv, render_schedule_markdown
from kitemark.render.html import render_html
from kitemark.render.markdown import escaped, render_easy_markdown, render_markdown

from .pages import Tree, drawn, headings
from .small import Data, book

BAD = "<script>alert('x')</script> & \"quoted\" </style><h1>"


def bad_standard(bad: str) -> Data:
    """A standard whose every text says the same."""
    return {
        "kitemark": 1,
        "id": "bad",
        "version": "1.0.0",
        "title": bad,
        "summary": bad,
        "language": bad,
        "licence": bad,
        "otherwise": bad,
        "publisher": {"name": bad, "url": bad},
        "tags": {bad: bad},
        "scale": "s",
        "scales": {"s": [{"value": 0, "name": bad, "means": bad}, {"value": 1, "name": f"1 {bad}", "means": bad}]},
        "profile": {"fields": {"f": {"enum": [bad], "description": bad}}},
        "evidence": {
            "k": {
                "title": bad,
                "summary": bad,
                "guidance": bad,
                "voice": bad,
                "fields": {"f": {"enum": [bad, "x"], "description": bad}},
            }
        },
        "accepted": {"acc": {"from": "k", "title": bad, "summary": bad, "where": {"f": bad}}},
        "measures": {"m": {"from": "acc", "take": "count", "title": bad, "summary": bad, "guidance": bad}},
        "sections": [
            {
                "id": "s",
                "title": bad,
                "summary": bad,
                "why": bad,
                "guidance": bad,
                "criteria": [
                    {
                        "id": "c",
                        "title": bad,
                        "asks": bad,
                        "why": bad,
                        "guidance": bad,
                        "looks_like": {"1": bad},
                        "suggests": ["k"],
                        "tags": [bad],
                        "applies_when": {"f": bad},
                        "marks": [{"measure": "m", "low": 1, "because": bad}],
                        "limits": [{"at_most": 0, "unless": {"measure": "m", "at_least": 1}, "because": bad}],
                    }
                ],
            }
        ],
        "safeguards": [{"id": "g", "title": bad, "each": "criteria", "at_most": 0, "because": bad}],
        "levels": [
            {
                "id": "low",
                "title": bad,
                "summary": bad,
                "guidance": bad,
                "requires": [
                    {"each": {"tag": bad}, "at_least": 1, "because": bad},
                    {"each": "criteria", "marks": "low", "because": bad, "when": {"f": bad}},
                    {"overall": "50%"},
                ],
            }
        ],
        "commendations": [{"id": "p", "title": bad, "summary": bad, "requires": [{"overall": "50%"}]}],
        "flags": [{"id": "w", "title": bad, "when": {"measure": "m", "at_least": 1}, "says": bad}],
    }


def test_whatever_a_standard_says_is_text_in_html() -> None:
    loaded = kitemark.standard_from(bad_standard(BAD))
    for text in drawn(loaded).values():
        page = Tree(text)
        assert page.named("script") == []
        assert headings(page).count(1) == 1
        assert BAD in page.text()
        assert page.named("html")[0]["lang"] == BAD
        assert "<script" not in text


def test_whatever_a_standard_says_is_text_in_markdown() -> None:
    markdown = pytest.importorskip("markdown")
    bad = "# <b>*x*</b> [a](javascript:b) `c` _d_ | ~~e~~ &lt; 1. - + <!-- f"
    loaded = kitemark.standard_from(bad_standard(bad))
    page = handbook(loaded)
    texts = [
        render_markdown(page),
        render_markdown(page, consultation=True),
        render_easy_markdown(easy_read(loaded)),
        render_schedule_markdown(schedule(loaded, "low")),
    ]
    for text in texts:
        html = markdown.markdown(text, extensions=["tables"])
        tree = Tree(html)
        assert tree.named("b", "em", "code", "del") == []
        assert "javascript:" not in {(attrs.get("href") or "")[:11] for attrs in tree.named("a")}
        assert bad in tree.text()


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "- no list",
        "+ no list",
        "1. no list",
        "12) no list",
        "> no quote",
        "a*b*c **d** _e_ __f__ `g`",
        "snake_case and a_b_c",
        "[x]: http://a",
        "[x](y) ![x](y)",
        "<i>x</i> &amp; &#60; & <",
        "back\\slash \\* \\[",
        "~~gone~~",
        "-",
        "--",
        "---",
        "- - -",
        "-----",
        "--- not a rule",
        "***",
        "___",
        "===",
        "#",
        "50% and #3, - dash",
        "http://example.org/a_b_c?d=e&f",
    ],
)
def test_markdown_gives_back_what_was_said(text: str) -> None:
    markdown = pytest.importorskip("markdown")
    for line in (escaped(text), f"- {escaped(text)}", f"**x:** {escaped(text)}", f"## {escaped(text)}"):
        found = Tree(markdown.markdown(line))
        assert found.text().removeprefix("x: ").strip() == text
        assert not found.named("em", "code", "a", "del", "i", "blockquote", "ol", "hr")


def test_a_paragraph_of_dashes_is_text_and_draws_no_rule() -> None:
    markdown = pytest.importorskip("markdown")
    said = "Before.\n\n---\n\n- - -\n\nAfter."
    for consultation in (False, True):
        text = render_markdown(book(summary=said), consultation=consultation)
        page = Tree(markdown.markdown(text, extensions=["tables"]))
        assert not page.named("hr")
        assert {"---", "- - -"} <= set(page.words("p"))


def test_a_bar_in_a_table_stays_in_its_cell() -> None:
    text = render_markdown(book(tags={"a|b": "c|d"}))
    assert "| a\\|b | c\\|d |" in text


def test_paragraphs_stay_apart_and_lines_come_together() -> None:
    guidance = "First line\nof one.\n\n \nSecond\u2028one."
    form = {"id": "a", "title": "A", "guidance": guidance}
    text = render_markdown(book(criteria=[form]))
    assert "**Guidance:** First line of one.\n\nSecond one.\n\n" in text
    asked = render_markdown(book(criteria=[form]), consultation=True)
    assert "Guidance: First line of one.\n\nSecond one.\n\nComment: ____" in asked
    assert "<p>First line of one.</p>\n<p>Second one.</p>" in render_html(book(criteria=[form]))
    assert paragraphs("") == []


def test_signs_that_steer_a_terminal_or_turn_text_round_are_taken_out() -> None:
    assert clean(" a\t\n b\x1b[31m\u202ec\u2066d\ue000 ") == "a b?[31m?c?d?"
    # What joins letters and pictures is part of the word.
    assert clean("نمی\u200cخواهم 👩\u200d🏫") == "نمی\u200cخواهم 👩\u200d🏫"


STEERING = "x\x1b[2J\u202ey"


def test_no_output_can_steer_a_terminal() -> None:
    loaded = kitemark.standard_from({**bad_standard(STEERING)})
    page = handbook(loaded)
    plan = schedule(loaded, "low")
    texts = [*drawn(loaded).values(), render_markdown(page), render_markdown(page, consultation=True)]
    texts += [render_easy_markdown(easy_read(loaded)), render_schedule_markdown(plan), render_csv(plan)]
    for text in texts:
        assert "\x1b" not in text
        assert "\u202e" not in text
