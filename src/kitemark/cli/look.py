"""`kitemark look`: what to look at first in a pack, with the reasons."""

from __future__ import annotations

import pathlib

import click

from kitemark.cli.output import colours, fitting, output_option, plain_only, say, spare, width
from kitemark.cli.same_standard import packs_of
from kitemark.render.looking import look_json, look_outline
from kitemark.render.outline import outline_markdown, outline_text
from kitemark.result import evaluate
from kitemark.scrutiny import Look, look


@click.command("look")
@click.argument("pack", type=click.Path(path_type=pathlib.Path))
@click.option("--standard", "-s", help="A bundled id, id@version or a path, instead of the one that the pack names.")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@output_option
def command(pack: pathlib.Path, standard: str | None, form: str, output: pathlib.Path | None) -> None:
    """List what to look at first in PACK: where a claim and what stands behind it do not go together.

    What could change the level most comes first. Each point has its reason. It ranks things to look
    at and never people, and what it does not find may be there all the same.
    """
    [assessment], rules = packs_of([pack], standard)
    spare(output, (*assessment.files, *rules.files))
    say(_drawn(look(evaluate(rules, assessment)), form, output), output)


def _drawn(found: Look, form: str, output: pathlib.Path | None) -> str:
    if form == "json":
        return fitting(look_json(found), output)
    outline = look_outline(found)
    if form == "markdown":
        return outline_markdown(outline)
    return outline_text(outline, width=width(output), colour=colours(output), ascii_only=plain_only(output))
