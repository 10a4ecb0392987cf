"""Marks that ask less at a later level than at an earlier one on which it builds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kitemark.checks import forms
from kitemark.checks.finding import Finding, finding_at
from kitemark.quantity import Threshold
from kitemark.reading import Path
from kitemark.standard import Standard


def marks_out_of_order(standard: Standard) -> Iterator[Finding]:
    """Find thresholds of marks that are less strict than the one of an earlier level, which is asked for too."""
    for path, criterion in forms.criteria(standard.model):
        for here, line in forms.mark_lines(criterion.marks, (*path, "marks")):
            if line.measure is not None:
                yield from _of_line(standard, line.measure, line.__pydantic_extra__ or {}, here)


def _of_line(standard: Standard, name: str, asked: Mapping[str, Threshold], path: Path) -> Iterator[Finding]:
    lower = standard.rules.measures[name].lower
    before: str | None = None
    for level in standard.rules.levels:
        before = before if level.builds_on else None
        if level.id not in asked:
            continue
        if before is None or not _eases(asked[before], asked[level.id], lower=lower):
            before = level.id
            continue
        message = f"found {asked[level.id]} for '{level.id}', which is easier than {asked[before]} for '{before}'"
        hint = f"'{level.id}' builds on '{before}': ask at least as much of '{name}', or change the two over"
        yield finding_at(standard.document, "marks-out-of-order", (*path, level.id), message, hint)


def _eases(before: Threshold, after: Threshold, *, lower: bool) -> bool:
    one, other = before.amount.value, after.amount.value
    if one == other:
        return bool(before.sign) and not after.sign
    return other > one if lower else other < one
