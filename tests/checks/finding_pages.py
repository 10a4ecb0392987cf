"""The pages on findings: each with a bad example and a good one, which the tests complete to standards."""

from __future__ import annotations

import pathlib
import re

import yaml

ROOT = pathlib.Path(__file__).parents[2]
PAGES = {page.stem: page for page in sorted((ROOT / "docs/findings").glob("*.md"))}
BASE = {
    "kitemark": "kitemark: 1",
    "id": "id: example",
    "version": 'version: "1.0.0"',
    "title": "title: Example mark",
    "scale": "scale: practice",
    "scales": "scales: {practice: [{value: 0, name: Not yet}, {value: 1, name: Started}, {value: 2, name: Working}]}",
    "criteria": 'criteria: [{id: answers, title: Calls are answered, asks: "Does somebody answer each call?"}]',
    "levels": "levels: [{id: bronze, title: Bronze, requires: [{each: criteria, at_least: Started}]}]",
}


def example(code: str, mark: str) -> str:
    """The bad or good example on a page, with what it lacks to be a standard below it."""
    found = re.search(
        rf"^<!-- {mark} -->\n```yaml\n(.*?)^```$", PAGES[code].read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found, f"{code} has no {mark} example"
    return completed(found[1])


def completed(text: str) -> str:
    """A fragment with what it lacks to be a standard below it."""
    there = yaml.safe_load(text) or {}
    return text + "".join(f"{line}\n" for key, line in BASE.items() if key not in there)
