"""`kitemark merge`: several assessors' packs made one, and how far they agree."""

from __future__ import annotations

import json
import pathlib

import click

from kitemark.cli.endings import only_as
from kitemark.cli.outlines import drawn
from kitemark.cli.output import fitting, output_file, say, spare
from kitemark.cli.packs import packs_of
from kitemark.cli.witness_files import name_from
from kitemark.moderation import Merged, agreement, merge
from kitemark.reading import read_table
from kitemark.render.merging import merging_dict, merging_outline


@click.command("merge")
@click.argument("packs", nargs=-1, required=True, type=click.Path(path_type=pathlib.Path), metavar="PACK...")
@output_file("The file for the merged pack, in place of what it holds.")
@click.option(
    "--moderation",
    type=click.Path(path_type=pathlib.Path),
    metavar="CSV",
    help="A filled moderation sheet, of which what was agreed is added.",
)
@click.option("--standard", "-s", help="A bundled id, id@version or a path, instead of the one that the packs name.")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
def command(
    packs: tuple[pathlib.Path, ...],
    output: pathlib.Path,
    moderation: pathlib.Path | None,
    standard: str | None,
    form: str,
) -> None:
    """Make one pack of each PACK, in which several assessors wrote down the same assessment.

    Every judgement is kept, and nothing is averaged. The packs must say the same of the
    organisation, the date and each record; what only one of them has is taken. Prints how far
    the assessors agree and what splits them.
    """
    if len(packs) == 1 and moderation is None:
        raise click.UsageError("found one pack, wanted two or more, or a moderation sheet for it (--moderation)")
    only_as((".yaml",), output, "'kitemark sheet' makes another form of it then")
    if moderation is not None and moderation.suffix.lower() != ".csv":
        message = f"found '{moderation.name}', wanted the filled sheet as a table that ends in .csv"
        raise click.BadParameter(message, param_hint="--moderation")
    assessments, rules = packs_of(packs, standard)
    sheet = None if moderation is None else read_table(moderation, moderation.name, str(moderation))
    read = [file for one in assessments for file in one.files]
    spare(output, [*read, *rules.files, *([moderation] if moderation is not None else [])])
    merged = merge(assessments, rules, moderation=sheet)
    say(merged.text(name_from(output.parent, rules)), output)
    _tell(merged, len(packs), output, form)


def _tell(merged: Merged, packs: int, output: pathlib.Path, form: str) -> None:
    found = agreement(merged.result, coefficients=False)
    if form == "json":
        data = merging_dict(merged, found, packs, str(output))
        say(fitting(json.dumps(data, ensure_ascii=False, indent=2), None))
        return
    say(drawn(merging_outline(merged, found, packs, str(output)), form, None))
