"""`kitemark check`: what can be said of a standard beyond whether it loads."""

from __future__ import annotations

import json
import os
import pathlib
import sys

import click

from kitemark.analysis.proving import SECONDS
from kitemark.bundled import bundled_file
from kitemark.checks import CODES, Report, check
from kitemark.checks.witnesses import MARK, packs
from kitemark.cli.output import colours, fail, fitting, output_option, plain_only, say, seconds_option, spare, width
from kitemark.problems import KitemarkError
from kitemark.render.annotations import render_github, render_sarif
from kitemark.render.findings import render_findings


@click.command("check")
@click.argument("standard")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", show_default=True
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
@click.option("--accepted", is_flag=True, help="List what the standard accepts, with the reasons.")
@click.option("--proofs", is_flag=True, help="List every question that was put, with its answer.")
@click.option(
    "--witnesses",
    type=click.Path(path_type=pathlib.Path, file_okay=False),
    metavar="DIR",
    help="Write each organisation that refutes something, as a pack.",
)
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
    spare(output, [pathlib.Path(report.file)] if report.file is not None and os.path.exists(report.file) else [])  # noqa: PTH110
    if not (report.problems and form == "text" and not report.findings):
        say(_text(report, form, output, answers=proofs, accepted=accepted), output)
    if witnesses is not None and report.standard is not None:
        _write_witnesses(report, witnesses)
    if report.problems:
        fail(KitemarkError(report.problems))
    if report.count("error") or (strict and report.count("warning")):
        sys.exit(1)


def _text(report: Report, form: str, output: pathlib.Path | None, *, answers: bool, accepted: bool) -> str:
    if form == "text":
        looks = {"width": width(output), "colour": colours(output), "ascii_only": plain_only(output)}
        return render_findings(report, answers=answers, accepted=accepted, **looks)  # type: ignore[arg-type]
    if form == "github":
        return render_github(report)
    if form == "sarif":
        text = render_sarif(report, CODES)
    else:
        text = json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n"
    return fitting(text, output)


def _write_witnesses(report: Report, folder: pathlib.Path) -> None:
    assert report.standard is not None  # noqa: S101 - the caller has seen to it
    assert report.proofs is not None  # noqa: S101 - a standard that loads has proofs
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in packs(report.proofs, _named(report, folder)):
            file = folder / name
            if os.path.lexists(file) and not _is_ours(file):
                raise click.ClickException(f"found {file} there already, which is no witness; name another folder")
            file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"could not write {folder} ({(error.strerror or 'unknown').lower()})") from None


def _is_ours(file: pathlib.Path) -> bool:
    return file.is_file() and not file.is_symlink() and file.read_bytes().startswith(MARK.encode())


def _named(report: Report, folder: pathlib.Path) -> str:
    """Give how a pack in a folder names the standard: by its id where it is bundled, or by the way to its file."""
    standard = report.standard
    assert standard is not None  # noqa: S101 - the caller has seen to it
    file = pathlib.Path(report.file or "")
    if (bundled := bundled_file(standard.id)) is not None and bundled.exists() and file.samefile(bundled):
        return f"{standard.id}@{standard.version}"
    return pathlib.Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
