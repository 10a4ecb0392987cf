"""Reading a pack for a command: by the standard that it names or that the call names, as of a day."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any

import click

from kitemark.assessment import Assessment, read_assessment
from kitemark.problems import KitemarkError, Problem
from kitemark.quantity import date_from
from kitemark.result import miscounts
from kitemark.standard import Standard, load_standard


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


def read_pack(pack: pathlib.Path, standard: str | None, day: str | None) -> tuple[Assessment, Standard]:
    """Give a pack and the standard to assess it by; KitemarkError with every problem of both."""
    date = None if day is None else date_from(day)
    if day is not None and date is None:
        raise click.BadParameter(f"found '{day}', wanted a date that exists, written YYYY-MM-DD", param_hint="--date")
    rules, problems = None, list[Problem]()
    try:
        rules = load_standard(standard) if standard is not None else None
    except KitemarkError as error:
        problems.extend(error.problems)
    try:
        # Where the call names a standard, nobody asks which one the pack would name.
        assessment = read_assessment(pack, None if standard is None else lambda *_: rules, miscounts)
    except KitemarkError as error:
        raise KitemarkError([*problems, *error.problems]) from None
    if problems:
        raise KitemarkError(problems)
    return (assessment if date is None else assessment.dated(date)), rules or assessment.named_standard()
