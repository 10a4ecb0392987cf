"""`kitemark evidence`: the schedule for a contract, read off the rules that score."""

from __future__ import annotations

import pathlib

import click

from kitemark.cli.endings import format_option
from kitemark.cli.levels import check_level
from kitemark.cli.output import output_option, plain_only, say, spare
from kitemark.describe import Schedule, schedule
from kitemark.examples import files_of
from kitemark.standard import load_standard


@click.command("evidence")
@click.argument("standard")
@click.option("--level", required=True, metavar="LEVEL", help="The level, with all those that it builds on.")
@format_option(["markdown", "html", "csv"])
@output_option
def command(standard: str, level: str, form: str, output: pathlib.Path | None) -> None:
    """Print what a level of STANDARD asks for and how it is shown, as the schedule for a contract.

    Line by line: what is measured, what it must reach, from which records, from when, how many,
    who collects them and how often. STANDARD is a bundled id, id@version or a path.
    """
    loaded = load_standard(standard)
    check_level(level, loaded, "--level")
    spare(output, files_of(loaded))
    text = _drawn(schedule(loaded, level), form)
    # Where the output cannot take it, the mark would be a stray sign.
    say(text.removeprefix("\ufeff") if plain_only(output) else text, output)


def _drawn(found: Schedule, form: str) -> str:
    if form == "html":
        from kitemark.render.html import render_schedule_html  # noqa: PLC0415 - Jinja is wanted only here

        return render_schedule_html(found)
    from kitemark.render.contract import render_csv, render_schedule_markdown  # noqa: PLC0415

    return render_csv(found) if form == "csv" else render_schedule_markdown(found)
