"""A report: what a check found, and its JSON form."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.analysis.question import Answer, Proofs
from kitemark.checks.codes import Severity
from kitemark.checks.finding import AcceptedFinding, Finding
from kitemark.problems import Problem
from kitemark.quantity import Number
from kitemark.rules.standard import Criterion, Rules
from kitemark.standard import Standard

ANY = ""
"""A floor that is none: any rating will do."""
UNTOLD = "?"
"""A floor of which it could not be told where it is."""


@dataclass(frozen=True, slots=True)
class FloorTable:
    """For each criterion (`rows`) and level (`columns`) the least rating with which the level can be had.

    A cell is the rating's name, ANY where any rating will do, UNTOLD where it could not be told, and
    None where the level cannot be had with the criterion applying. Columns are the levels' ids and titles.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[str | None, ...]], ...]

    def to_dict(self) -> dict[str, dict[str, str | None]]:
        """Give the table as plain data, level by level, without what could not be told."""
        return {
            level: {criterion: cells[place] for criterion, cells in self.rows if cells[place] != UNTOLD}
            for place, (level, _) in enumerate(self.columns)
        }


@dataclass(frozen=True)
class Report:
    """What a check found: findings that stand, findings accepted with reasons, and what was proved.

    `problems` says why a standard does not load; then `standard` is None, and nothing was proved.
    """

    standard: Standard | None
    file: str | None
    findings: tuple[Finding, ...]
    accepted: tuple[AcceptedFinding, ...]
    problems: tuple[Problem, ...]
    proofs: Proofs | None

    def count(self, severity: Severity) -> int:
        """Give how many findings of a severity stand."""
        return sum(finding.severity == severity for finding in self.findings)

    def answered(self, verdict: str) -> tuple[Answer, ...]:
        """Give the answers with a verdict: proved, refuted or undecided."""
        return tuple(one for one in self.proofs.answers if one.verdict == verdict) if self.proofs else ()

    @functools.cached_property
    def floors(self) -> FloorTable | None:
        """The table of floors; None where there is none."""
        if self.standard is None or self.proofs is None:
            return None
        return _floor_table(self.standard.rules, self.proofs)

    def to_dict(self) -> dict[str, Any]:
        """Give the report as plain data: the JSON form, version 1."""
        counted = {f"{name}s": self.count(name) for name in ("error", "warning", "note")}
        return {
            "kitemark": 1,
            "standard": {"id": self.standard.id, "version": self.standard.version} if self.standard else None,
            "file": self.file,
            "summary": {**counted, "accepted": len(self.accepted), "problems": len(self.problems)},
            "findings": [finding.to_dict() for finding in self.findings],
            "accepted": [one.to_dict() for one in self.accepted],
            "problems": [problem.to_dict() for problem in self.problems],
            "proofs": self._proofs_data(),
            "floors": self.floors.to_dict() if self.floors is not None else None,
        }

    def _proofs_data(self) -> dict[str, Any] | None:
        if self.proofs is None:
            return None
        return {
            "asked": len(self.proofs.answers),
            **{verdict: len(self.answered(verdict)) for verdict in ("proved", "refuted", "undecided")},
            "without": self.proofs.without,
            "no_floors": self.proofs.no_floors,
            "answers": [answer_data(one) for one in self.proofs.answers],
        }


def answer_data(answer: Answer) -> dict[str, Any]:
    """Give an answer as plain data; a witness by what it shows."""
    return {
        "code": answer.question.code,
        "about": answer.question.about,
        "says": answer.question.says,
        "verdict": answer.verdict,
        "how": answer.how,
        "why": answer.why,
        "witnesses": [witness.says for witness in answer.witnesses],
    }


def _floor_table(rules: Rules, proofs: Proofs) -> FloorTable | None:
    columns = tuple((level.id, level.title) for level in rules.levels if proofs.floors.get(level.id))
    rows = tuple(
        (
            criterion.id,
            tuple(_cell(criterion, proofs.floors[level]) for level, _ in columns),
        )
        for criterion in rules.criteria
    )
    return FloorTable(columns, rows) if columns else None


def _cell(criterion: Criterion, floors: Mapping[str, Number | None]) -> str | None:
    if criterion.id not in floors:
        return UNTOLD
    floor, scale = floors[criterion.id], criterion.scale
    return None if floor is None else ANY if floor == scale.worst else scale.name(floor)
