"""Packs that a command is given, with the one standard by which all of them are read."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence

from kitemark.assessment import Assessment, read_assessment
from kitemark.problems import KitemarkError, Problem
from kitemark.reading import Document
from kitemark.result import miscounts
from kitemark.standard import Standard, load_standard


def packs_of(paths: Sequence[pathlib.Path], standard: str | None) -> tuple[list[Assessment], Standard]:
    """Give the packs, and the standard that is named in the call, or that all of them name.

    Raises KitemarkError with all that is wrong with any of them, and where they name different standards.
    """
    problems: list[Problem] = []
    rules: Standard | None = None
    try:
        rules = None if standard is None else load_standard(standard)
    except KitemarkError as error:
        problems += error.problems
    packs: list[Assessment] = []
    for path in paths:
        try:
            packs.append(read_assessment(path, _quiet if standard is None else lambda *_: rules, miscounts))
        except KitemarkError as error:
            problems += error.problems
    if standard is None:
        rules, more = _named(packs)
        problems += more
    if problems:
        raise KitemarkError(problems)
    assert rules is not None  # noqa: S101 - there would be a problem
    return packs, rules


def _quiet(name: str | None, document: Document) -> Standard | None:
    """Give no standard: what a file has wrong with one is told when all of them are together."""
    del name, document
    return None


def _named(packs: Sequence[Assessment]) -> tuple[Standard | None, list[Problem]]:
    """Give the standard that all packs name which name any, or what keeps it from being one."""
    problems: list[Problem] = []
    found: tuple[Standard, Assessment] | None = None
    for pack in packs:
        if pack.standard is None and len(packs) > 1 and any(other.standard is not None for other in packs):
            continue
        try:
            standard = pack.named_standard()
        except KitemarkError as error:
            problems += error.problems
            continue
        if found is None:
            found = standard, pack
        elif standard != found[0]:
            what = (
                f"found {standard.id} {standard.version}, wanted {found[0].id} {found[0].version} of the same content"
            )
            message = f"{what}, as {found[1].document.name} names"
            hint = "name the same standard in all packs, or one in the call (--standard)"
            problems.append(pack.document.problem("packs-differ", ("standard",), message, hint))
    return (None if found is None else found[0]), problems
