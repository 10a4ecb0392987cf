"""`kitemark look`: what to look at first in a pack, with the reasons."""

from __future__ import annotations

import pathlib

import click

from kitemark.cli.endings import format_option
from kitemark.cli.outlines import drawn
from kitemark.cli.output import fitting, output_option, say, spare
from kitemark.cli.packs import pack_options, read_pack
from kitemark.render.looking import look_json, look_outline
from kitemark.result import evaluate
from kitemark.scrutiny import look


@click.command("look")
@click.argument("pack", type=click.Path(path_type=pathlib.Path))
@pack_options
@format_option(["text", "markdown", "json"])
@output_option
def command(pack: pathlib.Path, standard: str | None, day: str | None, form: str, output: pathlib.Path | None) -> None:
    """List what to look at first in PACK: where a claim and what stands behind it do not go together.

    What could change the level most comes first. Each point has its reason. It ranks things to look
    at and never people, and what it does not find may be there all the same.
    """
    assessment, rules = read_pack(pack, standard, day)
    spare(output, (*assessment.files, *rules.files))
    found = look(evaluate(rules, assessment))
    text = fitting(look_json(found), output) if form == "json" else drawn(look_outline(found), form, output)
    say(text, output)
