"""Checking a standard: everything that can be said of it beyond whether it loads."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable, Collection, Iterable

from kitemark.analysis.proving import SECONDS, prove
from kitemark.analysis.question import Proofs, Question
from kitemark.checks.accepting import accepting, sift
from kitemark.checks.codes import CODES
from kitemark.checks.finding import AcceptedFinding, Finding, finding_at
from kitemark.checks.language import language
from kitemark.checks.report import Report
from kitemark.checks.structure import structure
from kitemark.model.sound import sound_part
from kitemark.model.standard import StandardFile
from kitemark.problems import KitemarkError, Problem
from kitemark.reading import Document, read_document
from kitemark.rules.condition import Each, Some
from kitemark.rules.naming import within
from kitemark.rules.standard import Rules
from kitemark.standard import Standard, load_standard

Prover = Callable[..., Proofs]
"""What answers the questions about a standard: a function like `analysis.proving.prove`."""


def check(source: Standard | str | pathlib.Path, *, seconds: float = SECONDS, prover: Prover = prove) -> Report:
    """Give what is found about a standard, which is loaded, or a bundled id or path as `load_standard` takes it.

    `seconds` is the longest that all proofs together may take; what is not answered by then is
    undecided. Nothing is raised where a standard does not load: the report's `problems` say why,
    and the findings are those about the wording of its sound part.
    """
    if isinstance(source, Standard):
        return _checked(source, seconds, prover)
    try:
        standard = load_standard(source)
    except KitemarkError as error:
        return _unloaded(source, error.problems)
    return _checked(standard, seconds, prover)


def _checked(standard: Standard, seconds: float, prover: Prover) -> Report:
    document = standard.document
    proofs = prover(standard, seconds=seconds)
    findings = [*structure(standard), *language(standard.model, document), *_proved(standard, proofs)]
    undecided = {answer.question.code for answer in proofs.answers if answer.verdict == "undecided"}
    asked = {answer.question.code for answer in proofs.answers}

    def is_settled(code: str) -> bool:
        return not CODES[code].proved or (code in asked - undecided) or not (undecided or proofs.without)

    standing, accepted = sift(findings, accepting(document), document, is_settled)
    return Report(standard, document.name, _in_order(standing), _accepted_in_order(accepted), (), proofs)


def _proved(standard: Standard, proofs: Proofs) -> Iterable[Finding]:
    asked = [answer.question for answer in proofs.answers if answer.verdict == "proved"]
    harmless = {one.path for one in asked if one.code == "limit-never-bites"}
    unreached = {one.about for one in asked if one.code == "level-out-of-reach"}
    following = _following(standard.rules, unreached)
    for one in asked:
        # Where nothing comes beyond a limit, that nobody lifts it is so, and says nothing.
        idle = one.code == "limit-always-bites" and one.path in harmless
        if not idle and (one.code, one.about) not in following and not _is_of(one, unreached):
            yield finding_at(standard.document, one.code, one.path, one.says, one.hint)


def _is_of(question: Question, levels: Collection[str]) -> bool:
    """Tell whether a question is only about what a level asks of which it is known that nobody has it."""
    return question.code == "requirement-implied" and question.about.partition(" requirement ")[0] in levels


def _following(rules: Rules, unreached: Collection[str]) -> set[tuple[str, str]]:
    """Give the codes, and what they are about, that only follow from a level that nobody can reach."""
    found: set[tuple[str, str]] = set()
    for place, level in enumerate(rules.levels):
        if level.id not in unreached:
            continue
        found.add(("levels-alike", level.id))
        if place and level.builds_on and rules.levels[place - 1].id in unreached:
            found.add(("level-out-of-reach", level.id))
        named = (one for rule in level.requires for one in within(rule) if isinstance(one, Each | Some))
        found |= {("criterion-without-effect", name) for one in named for name in one.nodes}
    return found


def _unloaded(source: str | pathlib.Path, problems: tuple[Problem, ...]) -> Report:
    document = _document(source)
    part = sound_part(StandardFile, document) if document is not None else None
    if document is None or part is None:
        return Report(None, next((one.file for one in problems), None), (), (), problems, None)
    findings = language(part.model, part.document)
    # What was taken out may have held what a comment accepts.
    standing, accepted = sift(findings, accepting(document), document, lambda _: False)
    return Report(None, document.name, _in_order(standing), _accepted_in_order(accepted), problems, None)


def _document(source: str | pathlib.Path) -> Document | None:
    """Give what can be read of a standard that does not load; None for text that is no YAML."""
    path = pathlib.Path(source)
    folder = os.path.isdir(path)  # noqa: PTH112 - a path's own method raises for long names
    try:
        return read_document(path / "standard.yaml" if folder else path, meant="standard")
    except KitemarkError:
        return None


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(findings), key=_place))


def _accepted_in_order(accepted: Iterable[AcceptedFinding]) -> tuple[AcceptedFinding, ...]:
    return tuple(sorted(dict.fromkeys(accepted), key=lambda one: _place(one.finding)))


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.line or 0, finding.column or 0, finding.code
