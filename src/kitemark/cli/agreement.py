"""`kitemark agreement`: how far the assessors of a pack agree, and what splits them."""

from __future__ import annotations

import pathlib
from typing import Any

import click

from kitemark.cli.endings import format_option
from kitemark.cli.outlines import drawn
from kitemark.cli.output import fitting, output_option, say, spare
from kitemark.cli.packs import packs_of
from kitemark.moderation import MissingKrippendorffError, agreement, sheet
from kitemark.render.agreeing import agreement_json, agreement_outline
from kitemark.render.moderation_sheet import sheet_csv, sheet_markdown
from kitemark.result import evaluate

_SHEETS = {".csv": sheet_csv, ".md": sheet_markdown}


class _SheetPath(click.Path):
    """The way to a moderation sheet: the ending says what it is written as."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the path; a wrong call where its ending says nothing."""
        path = pathlib.Path(str(super().convert(value, param, ctx)))
        if path.suffix.lower() not in _SHEETS:
            self.fail(f"found '{path.name}', wanted a name that ends in {' or '.join(_SHEETS)}", param, ctx)
        return path


@click.command("agreement")
@click.argument("packs", nargs=-1, required=True, type=click.Path(path_type=pathlib.Path), metavar="PACK")
@click.option("--standard", "-s", help="A bundled id, id@version or a path, instead of the one that the pack names.")
@format_option(["text", "markdown", "json"])
@click.option(
    "--sheet",
    "to_fill",
    type=_SheetPath(dir_okay=False),
    metavar="FILE",
    help="Write the sheet for moderation, too: .csv to fill and read back, .md to print.",
)
@output_option
def command(
    packs: tuple[pathlib.Path, ...],
    standard: str | None,
    form: str,
    to_fill: pathlib.Path | None,
    output: pathlib.Path | None,
) -> None:
    """Say how far those who judged in PACK agree, criterion by criterion and overall.

    Only judgements that count are compared; with several of one assessor the first ones, too.
    Alpha and kappa are told from ten criteria that were rated twice; alpha wants the extra
    'agreement'.
    """
    if len(packs) > 1:
        raise click.UsageError(f"found {len(packs)} packs, wanted one; make one of them first: 'kitemark merge'")
    [assessment], rules = packs_of(packs, standard)
    for file in (output, to_fill):
        spare(file, (*assessment.files, *rules.files))
    if output is not None and to_fill is not None and output.resolve() == to_fill.resolve():
        raise click.UsageError("found one file for --output and --sheet, wanted two")
    try:
        found = agreement(evaluate(rules, assessment))
    except MissingKrippendorffError as error:
        raise click.ClickException(str(error)) from None
    if to_fill is not None:
        say(_SHEETS[to_fill.suffix.lower()](sheet(found)), to_fill)
    text = fitting(agreement_json(found), output) if form == "json" else drawn(agreement_outline(found), form, output)
    say(text, output)
