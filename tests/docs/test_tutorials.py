from __future__ import annotations

import pytest

from .pages import ROOT, blocks, check

PAGES = sorted([*ROOT.glob("docs/tutorials/*.md"), *ROOT.glob("docs/how-to/*.md"), *ROOT.glob("docs/reference/*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_everything_the_page_shows_is_so(page, tmp_path):
    marked = sum(1 for block in blocks(page) if block.mark)
    assert check(page, tmp_path) == marked


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent.name != "reference"])
def test_no_block_of_a_tutorial_or_a_how_to_stands_unchecked(page):
    assert [block.line for block in blocks(page) if not block.mark] == []


def test_there_is_a_tutorial_for_each_user_and_a_page_for_each_question():
    assert len([name for name in NAMES if name.startswith("docs/tutorials/")]) == 3
    assert len([name for name in NAMES if name.startswith("docs/how-to/")]) >= 5
