"""`kitemark draw`: a sample of files drawn by lot, that anyone can draw again."""

from __future__ import annotations

import pathlib

import click

from kitemark.cli.endings import format_option
from kitemark.cli.output import Whole, colours, fitting, output_option, plain_only, say, spare, width
from kitemark.render.draws import render_draw, render_draw_csv, render_draw_json, render_draw_markdown
from kitemark.sampling import Draw, draw, read_frame


@click.command("draw")
@click.argument("frame", type=click.Path(path_type=pathlib.Path))
@click.option("--size", type=Whole("ids", 1), required=True, metavar="N", help="How many to draw.")
@click.option("--seed", required=True, metavar="TEXT", help="Words that were announced before anyone saw the list.")
@click.option("--column", metavar="NAME", help="The column that holds the ids, where a CSV file has several.")
@format_option(["text", "markdown", "json", "csv"])
@output_option
def command(
    frame: pathlib.Path, size: int, seed: str, column: str | None, form: str, output: pathlib.Path | None
) -> None:
    """Draw a sample from FRAME, a text file with an id a line, or a CSV file with a column of ids.

    The same list, size and seed always give the same sample, and any tool for SHA-256 can check it.
    Ids that look like a person's name, email address, phone number or postcode are refused.
    """
    listed = read_frame(frame, column)
    spare(output, (frame,))
    say(_drawn(draw(listed, size=size, seed=seed), form, output), output)


def _drawn(found: Draw, form: str, output: pathlib.Path | None) -> str:
    if form == "json":
        return fitting(render_draw_json(found), output)
    if form == "markdown":
        return render_draw_markdown(found)
    if form == "csv":
        text = render_draw_csv(found)
        return text.removeprefix("\ufeff") if plain_only(output) else text
    return render_draw(found, width=width(output), colour=colours(output), ascii_only=plain_only(output))
