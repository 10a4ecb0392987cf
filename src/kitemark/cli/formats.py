"""The forms in which a result can be written, each loaded only when it is asked for."""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Sequence

import click

from kitemark.cli.output import colours, fitting, plain_only, say, say_bytes, width
from kitemark.render.terminal import render_text
from kitemark.result import Result
from kitemark.sampling import Draw, read_draw

FORMATS = ("text", "json", "html", "markdown", "pdf")


REPORTS = ("html", "markdown", "pdf")
"""The forms that are reports for people."""

draw_option = click.option(
    "--draw",
    "drawn",
    multiple=True,
    type=click.Path(path_type=pathlib.Path),
    metavar="FILE",
    help="Print a sample of files in the report, as kitemark draw --format json wrote it.",
)


def draws_of(files: Sequence[pathlib.Path], form: str) -> list[Draw]:
    """Give the draws in some files, for a report; a wrong call where no report is asked for."""
    if files and form not in REPORTS:
        raise click.UsageError(f"found --draw with --format {form}, wanted {', '.join(REPORTS[:-1])} or {REPORTS[-1]}")
    return [read_draw(file) for file in files]


def refuse_terminal(form: str, output: pathlib.Path | None) -> None:
    """Refuse to show a PDF on a terminal, before anything is read."""
    if form == "pdf" and output is None and sys.stdout.isatty():
        raise click.UsageError("a PDF is no text for a terminal; write it to a file with --output, or into a pipe")


def write_result(result: Result, form: str, output: pathlib.Path | None, draws: Sequence[Draw] = ()) -> None:
    """Write a result in one of the forms, to a file or to standard output, with the draws that a report prints."""
    if form == "pdf":
        say_bytes(_pdf(result, draws), output)
    elif form == "json":
        say(fitting(result.to_json(), output), output)
    elif form == "html":
        say(result.to_html(draws), output)
    elif form == "markdown":
        say(result.to_markdown(draws), output)
    else:
        say(render_text(result, width=width(output), colour=colours(output), ascii_only=plain_only(output)), output)


def _pdf(result: Result, draws: Sequence[Draw]) -> bytes:
    from kitemark.render.report_pdf import NoPaperError  # noqa: PLC0415 - only where it is wanted

    try:
        return result.to_pdf(draws)
    except NoPaperError as error:
        raise click.ClickException(str(error)) from None
