"""Small standards, checked: fragments with what they lack, in a file, and proofs made by hand."""

from __future__ import annotations

from pathlib import Path

from finding_pages import completed

from kitemark.analysis.question import Answer, Proofs, Question, Verdict, Witness
from kitemark.checks import Report, check
from kitemark.checks.check import Prover
from kitemark.standard import Standard


def proves(*answers: Answer, **said: object) -> Prover:
    """A prover that gives these answers, and whatever else is said."""

    def prover(standard: Standard, *, seconds: float) -> Proofs:
        assert isinstance(standard, Standard)
        return Proofs(answers, said.get("floors", {}), seconds, said.get("without"), said.get("no_floors"))  # type: ignore[arg-type]

    return prover


def answer(
    verdict: Verdict = "proved",
    code: str = "level-out-of-reach",
    path: tuple[str | int, ...] = ("levels", 0),
    says: str = "no organisation can reach 'bronze'",
    witnesses: tuple[Witness, ...] = (),
    why: str | None = None,
) -> Answer:
    return Answer(Question(code, "bronze", path, says, "lower it"), verdict, "by trying all", witnesses, why)


def checked(folder: Path, text: str, prover: Prover | None = None) -> Report:
    """The report on a fragment; without a prover nothing is proved, whatever the solver could say."""
    file = folder / "standard.yaml"
    file.write_text(completed(text), "utf-8")
    return check(file, prover=prover or proves())


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]
