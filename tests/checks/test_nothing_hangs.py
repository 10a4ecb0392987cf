"""Hostile standards come to an end: at these sizes nothing would that grew faster than they do."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import checked

LONG = {
    "abbreviations": "e.g. A " * 100_000,
    "stops": "a" + "." * 500_000 + " a" * 5,
    "ands": "and  " * 100_000 + "?",
    "semicolons": ";" * 500_000,
    "questions": "?" * 500_000,
    "quotes": ".'" * 300_000,
    "private use": "".join(chr(0xE000 + place % 6_000) for place in range(300_000)),
    "one word of two alphabets": "\u0430" * 300_000 + "a",
    "many words of two alphabets": "\u0430b " * 100_000,
    "joiners": "\u200d" * 300_000,
}


@pytest.mark.parametrize("kind", LONG)
def test_long_texts_are_looked_at_in_time(kind: str, tmp_path: Path) -> None:
    text = LONG[kind]
    report = checked(tmp_path, f'criteria: [{{id: a, title: A, asks: "{text}", why: "{text}"}}]\n')
    assert all(len(finding.message) <= 1_000 for finding in report.findings)


def test_many_criteria_under_many_safeguards_are_looked_at_in_time(tmp_path: Path) -> None:
    criteria = "\n".join(f"  - {{id: c{n}, title: C, suggests: [k1]}}" for n in range(2_000))
    guards = "\n".join(
        f"  - {{id: g{n}, each: criteria, at_most: 1, unless: {{measure: m, at_least: 1}}}}" for n in range(20)
    )
    text = f"""\
evidence: {{k1: {{voice: a, fields: {{}}}}, k2: {{voice: b, fields: {{}}}}}}
measures: {{m: {{from: any, where: {{voice: b}}, cited: true, take: count}}, n: {{from: k1, take: count}}}}
flags: [{{id: f, when: {{measure: n, less_than: 1}}}}]
criteria:
{criteria}
safeguards:
{guards}
"""
    report = checked(tmp_path, text)
    assert len([one for one in report.findings if one.code == "voice-not-suggested"]) == 2_000


def test_many_comments_that_accept_are_taken_in_time(tmp_path: Path) -> None:
    report = checked(tmp_path, "".join(f"# accept-everywhere code{n}: why\n" for n in range(20_000)))
    assert len(report.findings) == 20_000
