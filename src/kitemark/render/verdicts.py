"""Verdicts on examples as text for a terminal: only what differs, and what no example shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kitemark.render.page import Page

if TYPE_CHECKING:
    from kitemark.examples import Coverage, Difference, Verdict

_SUBJECTS = {
    "criterion": "ratings of criteria",
    "limit": "limits",
    "safeguard": "safeguards",
    "requirement": "requirements",
    "level": "levels",
}


def render_verdicts(
    verdicts: Sequence[Verdict], *, width: int = 80, colour: bool = False, ascii_only: bool = False
) -> str:
    """Give each example that does not hold, with what differs and why, and then how many hold."""
    page = Page(max(40, min(width, 100)), colour=colour, ascii_only=ascii_only)
    for verdict in verdicts:
        if not verdict.holds:
            _verdict(verdict, page)
    holding = sum(verdict.holds for verdict in verdicts)
    if not verdicts:
        page.add("No examples. Write some under 'examples:' or in examples.yaml beside the standard.", "open")
    elif holding == len(verdicts):
        every = "The one example comes" if holding == 1 else f"All {holding} examples come"
        page.add(f"{every} out as {'it' if holding == 1 else 'they'} must.", "met")
    else:
        page.add(f"{len(verdicts) - holding} of {len(verdicts)} examples come out otherwise than they must.", "unmet")
    return page.text()


def render_verdict(verdict: Verdict) -> str:
    """Give what differs in one example, as text."""
    page = Page(80, colour=False, ascii_only=False)
    _verdict(verdict, page)
    return page.text()


def _verdict(verdict: Verdict, page: Page) -> None:
    line = f" (line {verdict.case.line})" if verdict.case.line else ""
    page.add(f"{page.marks['unmet']} {verdict.case.id}{line}: {verdict.case.title}", "unmet", hang=2)
    for difference in verdict.differences:
        _difference(difference, page)
    for problem in verdict.problems:
        page.add(str(problem), indent=4, hang=2)
    page.add("")


def _difference(difference: Difference, page: Page) -> None:
    page.add(str(difference), indent=4, hang=2)
    for reason in difference.because:
        page.add(reason, "faint", indent=6, hang=2)


def render_coverage(coverage: Coverage, *, width: int = 80, colour: bool = False, ascii_only: bool = False) -> str:
    """Give how many outcomes the examples show, and each that none of them does."""
    page = Page(max(40, min(width, 100)), colour=colour, ascii_only=ascii_only)
    page.add("What the examples show", "title")
    for subject, shown, every in coverage.subjects():
        page.add(f"{_SUBJECTS[subject]}: {shown} of {every}", "met" if shown == every else "open", indent=2)
    for subject in _SUBJECTS:
        _missing(coverage, subject, page)
    return page.text()


def _missing(coverage: Coverage, subject: str, page: Page) -> None:
    absent: dict[str, list[str]] = {}
    for kind, name, outcome in coverage.missing:
        if kind == subject:
            absent.setdefault(name, []).append(outcome)
    if absent:
        page.heading(f"Shown by no example: {_SUBJECTS[subject]}")
    for name, outcomes in absent.items():
        words = coverage.words.get(name, "")
        page.add(f"{name}: {', '.join(outcomes)}" + (f" ({words})" if words else ""), indent=2, hang=4)
