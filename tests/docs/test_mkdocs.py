from __future__ import annotations

import re
import subprocess
import sys

import pytest

from .pages import ROOT

pytest.importorskip("mkdocs")
OUTSIDE = re.compile(r"""(?:src|href)=["'](?:https?:)?//([^/"']+)[^"']*["'][^>]*>""")


@pytest.mark.slow
def test_the_site_builds_strictly_and_fetches_nothing(tmp_path):
    site = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    pages = sorted(site.rglob("*.html"))
    assert len(pages) >= 14
    for page in pages:
        fetched = re.findall(r"<(?:script|link|img|iframe)[^>]*>", page.read_text(encoding="utf-8"))
        assert [tag for tag in fetched if OUTSIDE.search(tag) and 'rel="canonical"' not in tag] == [], page
        assert "&lt;!--" not in page.read_text(encoding="utf-8"), page


def test_every_page_can_be_reached_from_the_first():
    seen, left = set(), [ROOT / "docs/index.md"]
    while left:
        page = left.pop()
        if page not in seen:
            seen.add(page)
            links = re.findall(r"\]\(([^)#:\s]+\.md)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
            left += [(page.parent / link).resolve() for link in links if (page.parent / link).is_file()]
    assert [str(page.relative_to(ROOT)) for page in sorted(ROOT.glob("docs/**/*.md")) if page not in seen] == []
