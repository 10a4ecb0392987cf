"""Reading packs for a command: by the standard that they name or that the call names, one of them as of a day."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Callable, Sequence
from typing import Any

import click

from kitemark.assessment import Assessment, read_assessment
from kitemark.binding.unchecked import with_unchecked
from kitemark.cli.output import remark
from kitemark.model.days import date_hint
from kitemark.problems import KitemarkError, Problem
from kitemark.quantity import date_from
from kitemark.reading import Document
from kitemark.reading.files import read_text
from kitemark.reading.losses import losses, told
from kitemark.result import miscounts
from kitemark.sheets import is_workbook
from kitemark.standard import Standard, load_standard

_MOST_LOSSES = 5
"""Most places where words seem to be lost that are told one by one."""


def pack_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say by which standard, and as of which day, a pack is read."""
    for option in (
        click.option(
            "--date", "-d", "day", metavar="YYYY-MM-DD", help="The day as of which to judge, instead of the pack's."
        ),
        click.option(
            "--standard", "-s", help="A bundled id, id@version or a path, instead of the one that the pack names."
        ),
    ):
        command = option(command)
    return command


def wanted_day(day: str | None) -> datetime.date | None:
    """Give the day that a call names, if it names one; a wrong call where there is no such day."""
    date = None if day is None else date_from(day)
    if day is not None and date is None:
        raise click.BadParameter(f"found '{day}', wanted a date that exists; {date_hint(day)}", param_hint="--date")
    return date


def read_pack(pack: pathlib.Path, standard: str | None, day: str | None) -> tuple[Assessment, Standard]:
    """Give a pack and the standard to assess it by; KitemarkError with every problem of both."""
    date = wanted_day(day)
    rules, refused = None, list[Problem]()
    documents: list[Document] = []
    try:
        rules = load_standard(standard) if standard is not None else None
    except KitemarkError as error:
        refused.extend(error.problems)

    def given(_: str | None, document: Document) -> Standard | None:
        documents.append(document)
        return rules

    try:
        # Where the call names a standard, nobody asks which one the pack would name.
        assessment = read_assessment(pack, None if standard is None else given, miscounts)
    except KitemarkError as error:
        refused = with_unchecked(refused, documents[0]) if documents else refused
        raise KitemarkError([*refused, *error.problems]) from None
    if refused:
        raise KitemarkError(with_unchecked(refused, assessment.document))
    return (assessment if date is None else assessment.dated(date)), rules or assessment.named_standard()


def warn_of_losses(assessment: Assessment) -> None:
    """Say on standard error where words of a pack's texts seem to be lost; they change no level."""
    name = assessment.document.name
    if name is None or is_workbook(pathlib.Path(name)):
        return
    try:
        found = losses(read_text(pathlib.Path(name), name))
    except KitemarkError:
        return
    for loss in found[:_MOST_LOSSES]:
        message, hint = told(loss)
        remark(f"{name}:{loss.line}:{loss.column}: {message}; {hint}")
    if len(found) > _MOST_LOSSES:
        remark(f"{name}: and {len(found) - _MOST_LOSSES} more such places")


def packs_of(paths: Sequence[pathlib.Path], standard: str | None) -> tuple[list[Assessment], Standard]:
    """Give the packs, and the standard that is named in the call, or that all of them name.

    Raises KitemarkError with all that is wrong with any of them, and where they name different standards.
    """
    problems: list[Problem] = []
    rules, refused = None, list[Problem]()
    documents: list[Document] = []
    try:
        rules = None if standard is None else load_standard(standard)
    except KitemarkError as error:
        refused.extend(error.problems)

    def given(_: str | None, document: Document) -> Standard | None:
        documents.append(document)
        return rules  # where the call names none, that is told when all packs are together

    packs: list[Assessment] = []
    for path in paths:
        try:
            packs.append(read_assessment(path, given, miscounts))
        except KitemarkError as error:
            problems += error.problems
    for document in {id(one): one for one in (*documents, *(pack.document for pack in packs))}.values():
        refused = with_unchecked(refused, document)
    problems = [*refused, *problems]
    if standard is None:
        rules, more = _named(packs)
        problems += more
    if problems:
        raise KitemarkError(problems)
    assert rules is not None  # noqa: S101 - there would be a problem
    return packs, rules


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
