"""`kitemark check`: what can be said of a standard beyond whether it loads."""

from __future__ import annotations

import os
import pathlib
import sys
from collections.abc import Iterator

import click

from kitemark.analysis.proving import SECONDS
from kitemark.checks import CODES, Report, check
from kitemark.checks.witnesses import MARK, packs
from kitemark.cli.endings import format_option
from kitemark.cli.output import colours, fail, fitting, output_option, plain_only, say, seconds_option, spare, width
from kitemark.cli.witness_files import name_from, witnesses_option, write_witnesses
from kitemark.examples import files_beside, files_of
from kitemark.problems import KitemarkError
from kitemark.render.annotations import render_github, render_sarif
from kitemark.render.exact_json import exact_json
from kitemark.render.findings import render_findings


@click.command("check")
@click.argument("standard")
@format_option(["text", "json", "sarif", "github"])
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
@click.option("--accepted", is_flag=True, help="List what the standard accepts, with the reasons.")
@click.option("--proofs", is_flag=True, help="List every question that was put, with its answer.")
@witnesses_option("Write each organisation that refutes something, as a pack.")
@seconds_option(SECONDS, "The longest that all proofs together may take.")
@output_option
def command(
    standard: str,
    form: str,
    *,
    strict: bool,
    accepted: bool,
    proofs: bool,
    witnesses: pathlib.Path | None,
    seconds: int,
    output: pathlib.Path | None,
) -> None:
    """Check STANDARD, a bundled id, a file or a folder, for what loads and cannot be meant.

    Levels out of reach, measures that nobody reads, two ideas in one question: each finding has a
    code with a page of its own. A comment in the file accepts one, with a reason:
    '# accept CODE: reason'.

    Exits with 0 when no error was found, 1 when one was, 2 when the standard does not load.
    """
    report = check(standard, seconds=seconds)
    spare(output, _read(report))
    if not (report.problems and form == "text" and not report.findings):
        say(_text(report, form, output, answers=proofs, accepted=accepted), output)
    if witnesses is not None and report.standard is not None and report.proofs is not None:
        write_witnesses(packs(report.proofs, name_from(witnesses, report.standard)), witnesses, MARK)
    if report.problems:
        fail(KitemarkError(report.problems))
    if report.count("error") or (strict and report.count("warning")):
        sys.exit(1)


def _read(report: Report) -> Iterator[pathlib.Path]:
    """Give the files that were read; the standard may not have loaded, or not be there."""
    if report.standard is not None:
        yield from files_of(report.standard)
    elif report.file is not None and os.path.exists(report.file):  # noqa: PTH110 - a path's own raises for long names
        yield pathlib.Path(report.file)
        yield from files_beside(pathlib.Path(report.file))


def _text(report: Report, form: str, output: pathlib.Path | None, *, answers: bool, accepted: bool) -> str:
    if form == "text":
        looks = {"width": width(output), "colour": colours(output), "ascii_only": plain_only(output)}
        return render_findings(report, answers=answers, accepted=accepted, **looks)  # type: ignore[arg-type]
    if form == "github":
        return render_github(report)
    return fitting(render_sarif(report, CODES) if form == "sarif" else exact_json(report.to_dict()), output)
