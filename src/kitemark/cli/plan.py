"""`kitemark plan`: the cheapest way to a level, what would lose the present one, what goes stale, the yearly check."""

from __future__ import annotations

import pathlib
import sys

import click

from kitemark.cli.endings import format_option
from kitemark.cli.outlines import drawn
from kitemark.cli.output import fitting, output_option, say, spare
from kitemark.cli.packs import pack_options, read_pack
from kitemark.planning import plan
from kitemark.planning.outline import plan_outline
from kitemark.render.exact_json import exact_json
from kitemark.result import evaluate
from kitemark.surveillance import ageing, falls, yearly_check
from kitemark.surveillance.as_data import outlook_data
from kitemark.surveillance.outline import ageing_chapter, check_chapter, falls_chapter


@click.command("plan")
@click.argument("pack", type=click.Path(path_type=pathlib.Path))
@click.option("--to", "level", metavar="LEVEL", help="The level to reach; the next one unless said.")
@click.option("--keep", multiple=True, metavar="CRITERION", help="Leave this criterion as it is. May be said again.")
@click.option("--avoid", multiple=True, metavar="CRITERION", help="Change it only where there is no other way.")
@click.option("--year", type=int, default=1, show_default=True, help="Which yearly check to prepare.")
@pack_options
@format_option(["text", "markdown", "json"])
@output_option
def command(
    pack: pathlib.Path,
    level: str | None,
    keep: tuple[str, ...],
    avoid: tuple[str, ...],
    year: int,
    standard: str | None,
    day: str | None,
    form: str,
    output: pathlib.Path | None,
) -> None:
    """Plan the cheapest way of PACK, an assessment file, to a level.

    Says what would lose the level that there is, what goes stale next, and what the yearly check of an award needs.
    A plan's cost is the effort that the standard gives each criterion, for each step of a rating and each threshold
    of a measure.

    Exits with 0 when there is a way, 1 when there is none, 2 when the input is wrong.
    """
    assessment, rules = read_pack(pack, standard, day)
    spare(output, (*assessment.files, *rules.files))
    result = evaluate(rules, assessment)
    made = plan(result, level, keep=keep, avoid=avoid)
    if made.obstacle is not None:
        raise click.ClickException(made.obstacle)
    lost, stale = falls(result), ageing(result)
    check = yearly_check(result, year, calendar=stale)
    if form == "json":
        say(fitting(exact_json(outlook_data(made, lost, stale, check)), output), output)
    else:
        more = falls_chapter(lost, result), ageing_chapter(stale, result), check_chapter(check)
        say(drawn(plan_outline(made, more), form, output), output)
    if not made.found:
        sys.exit(1)
