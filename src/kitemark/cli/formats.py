"""The forms in which a result can be written, each loaded only when it is asked for."""

from __future__ import annotations

import pathlib
import sys

import click

from kitemark.cli.output import colours, fitting, plain_only, say, say_bytes, width
from kitemark.render.terminal import render_text
from kitemark.result import Result

FORMATS = ("text", "json", "html", "markdown", "pdf")


def refuse_terminal(form: str, output: pathlib.Path | None) -> None:
    """Refuse to show a PDF on a terminal, before anything is read."""
    if form == "pdf" and output is None and sys.stdout.isatty():
        raise click.UsageError("a PDF is no text for a terminal; write it to a file with --output, or into a pipe")


def write_result(result: Result, form: str, output: pathlib.Path | None) -> None:
    """Write a result in one of the forms, to a file or to standard output."""
    if form == "pdf":
        say_bytes(_pdf(result), output)
    elif form == "json":
        say(fitting(result.to_json(), output), output)
    elif form == "html":
        say(result.to_html(), output)
    elif form == "markdown":
        say(result.to_markdown(), output)
    else:
        say(render_text(result, width=width(output), colour=colours(output), ascii_only=plain_only(output)), output)


def _pdf(result: Result) -> bytes:
    from kitemark.render.report_pdf import NoPaperError  # noqa: PLC0415 - only where it is wanted

    try:
        return result.to_pdf()
    except NoPaperError as error:
        raise click.ClickException(str(error)) from None
