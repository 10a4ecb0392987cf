"""Nothing withheld is in any byte of a portfolio, and no name steers what shows it."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import re

import pytest
from folders import bad, folder_of, judged, pack_of, papers, sound, survey

import kitemark
from kitemark.render.clean import clean
from kitemark.render.portfolio_markdown import render_portfolio_markdown
from kitemark.render.portfolio_page import render_portfolio_html
from kitemark.render.portfolio_table import HEAD, render_portfolio_csv
from kitemark.render.portfolio_text import render_portfolio_text

FORMS = {
    "json": kitemark.Portfolio.to_json,
    "csv": render_portfolio_csv,
    "html": render_portfolio_html,
    "markdown": render_portfolio_markdown,
    "text": render_portfolio_text,
    "wide": lambda portfolio: render_portfolio_text(portfolio, width=200, colour=True, verbose=True),
    "narrow": lambda portfolio: render_portfolio_text(portfolio, width=40, ascii_only=True),
}
NAMES = [
    '=HYPERLINK("http://example.org","x")',
    "+1",
    "-2",
    "@cmd",
    "'quoted",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><b>",
    "{{ 7 * 7 }}",
    "| a | b |",
    "**bold** _em_ `code` [x](javascript:alert(1))",
    "# heading",
    "a\nb",
    "a\tb\x1b[31mred\x07",
    "left \u202e right",
    "&lt;b&gt; &amp;",
]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def plain(cell: str) -> str:
    return cell.removeprefix("'")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> kitemark.Portfolio:
    packs = {
        f"{n:02}.yaml": pack_of(name, judgements=judged(1, 2, 2)) | {"organisation": {"id": f"o{n}", "name": name}}
        for n, name in enumerate(NAMES)
    }
    folder = folder_of(tmp_path_factory.mktemp("hostile"), packs)
    for name in ("=1+1.yaml", "<b>.yaml", "new\nline.yaml", "`x`|y.yaml"):
        (folder / name).write_text("organisation: {id: '<i>'", encoding="utf-8")
    return kitemark.assess_all([folder])


@pytest.mark.parametrize("form", FORMS)
def test_a_withheld_figure_changes_no_byte_of_any_format(tmp_path, form):
    told = []
    for place, positive in (("a", 2), ("b", 7)):
        folder = folder_of(
            tmp_path / place,
            {
                "ash.yaml": pack_of(
                    "Ash", judgements=judged(3, 3, 3), evidence=[*papers(2), survey("heard", 9, positive)]
                )
            },
        )
        text = FORMS[form](kitemark.assess_all([folder]))
        digests = re.sub(r'"assessment": \{\s*"sha256": "[0-9a-f]+"', "", text)
        told.append(digests.replace(str(folder), ""))
    assert told[0] == told[1]
    # Neither does how far it is from being told: 9 answers are not said to be 9.
    assert "9 answers" not in told[0]


class Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_the_page_holds_no_tag_of_a_name_and_fetches_nothing(hostile):
    page = render_portfolio_html(hostile)
    tags = Tags()
    tags.feed(page)
    assert {tag for tag, _ in tags.found}.isdisjoint({"script", "img", "link", "iframe", "b", "i", "object", "form"})
    links = [attrs["href"] for tag, attrs in tags.found if tag == "a"]
    assert all(link.startswith("#") for link in links)
    assert not any(name.startswith("on") or name == "style" for _, attrs in tags.found for name in attrs)
    assert "url(" not in page
    assert "@import" not in page
    assert "{{ 7 * 7 }}" in page


def test_each_id_that_is_linked_to_is_on_the_page_once(hostile):
    tags = Tags()
    tags.feed(render_portfolio_html(hostile))
    ids = [attrs["id"] for _, attrs in tags.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["href"][1:] for tag, attrs in tags.found if tag == "a"} <= set(ids)


def test_no_cell_is_a_formula_and_each_comes_back_as_it_was(hostile):
    found = rows(render_portfolio_csv(hostile))
    assert list(found[0]) == list(HEAD)
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in found for cell in row.values())
    names = {entry.id: clean(entry.name) for entry in hostile.assessed}
    assert {row["organisation_id"]: plain(row["organisation"]) for row in found if row["standard"]} == names


@pytest.mark.parametrize("form", ["text", "wide", "narrow", "csv", "markdown", "html"])
def test_no_sign_that_steers_a_terminal_or_turns_text_round_gets_out(hostile, form):
    text = FORMS[form](hostile)
    ours = re.sub(r"\x1b\[[0-9;]*m", "", text) if form == "wide" else text
    assert all(sign.isprintable() or sign in "\n\ufeff" for sign in ours)


def test_json_is_exact_and_read_back_by_any_reader(hostile):
    data = json.loads(hostile.to_json())
    assert [one["organisation"]["name"] for one in data["packs"] if one["assessed"]] == [
        entry.name for entry in hostile.assessed
    ]
    assert all(isinstance(one["overall"]["low"], str) for one in data["packs"] if one["assessed"])


def test_a_table_of_markdown_keeps_its_columns(hostile):
    lines = [line for line in render_portfolio_markdown(hostile).split("\n") if line.startswith("| ")]
    for line in lines:
        assert len(re.findall(r"(?<!\\)\|", line)) in (3, 4, 5, 8), line


def test_no_line_is_wider_than_the_terminal(tmp_path):
    folder = sound(tmp_path)
    bad(folder)
    portfolio = kitemark.assess_all([folder])
    for width in (40, 60, 76, 80, 100, 160):
        text = render_portfolio_text(portfolio, width=width)
        assert max(map(len, text.split("\n"))) <= width


def test_organisations_stand_in_the_order_of_their_names_and_no_standard_beside_another(tmp_path):
    folder = sound(tmp_path)
    other = folder_of(tmp_path / "other", {"oak.yaml": pack_of("Aaron Oak", judgements=judged(0, 0, 0))})
    text = (other / "standard.yaml").read_text(encoding="utf-8").replace("1.0.0", "1.1.0")
    (other / "standard.yaml").write_text(text, encoding="utf-8")
    first, second = kitemark.assess_all([folder]).groups
    assert [entry.name for entry in first.entries] == ["Ash", "Birch", "Cedar", "Elm"]
    assert [entry.name for entry in second.entries] == ["Aaron Oak"]
    assert sum(one.established for one in first.levels) == 4


def test_standards_that_differ_under_one_name_are_told_apart(tmp_path):
    folder = sound(tmp_path)
    other = folder_of(tmp_path / "other", {"oak.yaml": pack_of("Oak", judgements=judged(0, 0, 0))})
    text = (other / "standard.yaml").read_text(encoding="utf-8").replace("60%", "61%")
    (other / "standard.yaml").write_text(text, encoding="utf-8")
    portfolio = kitemark.assess_all([folder])
    assert len(portfolio.groups) == 2
    for group in portfolio.groups:
        assert f"Small mark 1.0.0 (SHA-256 {group.book.sha256[:8]}...)" in render_portfolio_text(portfolio)


def test_every_figure_of_the_summary_is_counted_from_the_entries(tmp_path):
    portfolio = kitemark.assess_all([sound(tmp_path)])
    (group,) = portfolio.groups
    for level in group.levels:
        assert level.established == sum(entry.established == level.id for entry in portfolio.entries)
        assert level.possible == sum(entry.possible == level.id for entry in portfolio.entries)
    for step in group.steps:
        held = [entry for entry in portfolio.entries if entry.next == step.level]
        assert step.packs == len(held)
        for one in (*step.by, *step.safeguards):
            names = [{h.id for h in entry.held_by} | {g for h in entry.held_by for g in h.guards} for entry in held]
            assert one.packs == sum(one.id in found for found in names)
    assert [(one.id, one.shared, one.differing) for one in group.splits] == [("a", 1, 1)]
    assert sum(split.unsettled for split in group.splits) == sum(len(entry.unsettled) for entry in portfolio.entries)
