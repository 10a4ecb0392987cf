"""`kitemark handbook`: a standard printed for people, in full, for consultation or as an easy-read skeleton."""

from __future__ import annotations

import pathlib

import click

from kitemark.cli.endings import format_option
from kitemark.cli.output import output_option, say, spare
from kitemark.examples import files_of
from kitemark.standard import Standard, load_standard


@click.command("handbook")
@click.argument("standard")
@format_option(["markdown", "html"])
@click.option("--consultation", is_flag=True, help="Number every statement, with room for a comment beside it.")
@click.option("--easy-read", is_flag=True, help="A skeleton instead: one idea a line, with a place for a picture.")
@output_option
def command(standard: str, form: str, *, consultation: bool, easy_read: bool, output: pathlib.Path | None) -> None:
    """Print STANDARD, a bundled id, id@version or a path, for people to read.

    Each criterion with its question, what each rating looks like, what evidence to bring, what is
    measured and what each level asks for.
    """
    if consultation and easy_read:
        raise click.UsageError("found --consultation and --easy-read together, wanted one of them")
    loaded = load_standard(standard)
    spare(output, files_of(loaded))
    say(_easy(loaded, form) if easy_read else _whole(loaded, form, consultation=consultation), output)


def _whole(standard: Standard, form: str, *, consultation: bool) -> str:
    from kitemark.describe import handbook  # noqa: PLC0415 - each only where it is wanted

    if form == "html":
        from kitemark.render.html import render_html  # noqa: PLC0415

        return render_html(handbook(standard), consultation=consultation)
    from kitemark.render.markdown import render_markdown  # noqa: PLC0415

    return render_markdown(handbook(standard), consultation=consultation)


def _easy(standard: Standard, form: str) -> str:
    from kitemark.describe import easy_read  # noqa: PLC0415 - each only where it is wanted

    if form == "html":
        from kitemark.render.html import render_easy_html  # noqa: PLC0415

        return render_easy_html(easy_read(standard))
    from kitemark.render.markdown import render_easy_markdown  # noqa: PLC0415

    return render_easy_markdown(easy_read(standard))
