"""`kitemark assess`: a pack's level by a standard, with every reason; of several packs, what they came to."""

from __future__ import annotations

import os
import pathlib
import sys

import click

from kitemark.cli.endings import format_option
from kitemark.cli.formats import FORMATS, draw_option, draws_of, refuse_terminal, write_result
from kitemark.cli.levels import check_level
from kitemark.cli.output import jobs_option, output_option, spare
from kitemark.cli.packs import pack_options, read_pack, wanted_day, warn_of_losses
from kitemark.cli.remarks import warn_of_copy, warn_of_force, warn_of_roles
from kitemark.cli.settings import set_measure_option, set_option, suppose_as_called
from kitemark.result import Result

_OF_MANY = ("csv",)
"""The formats in which even one pack is told as many are."""


@click.command("assess")
@click.argument("packs", nargs=-1, required=True, type=click.Path(path_type=pathlib.Path), metavar="PACK...")
@pack_options
@click.option("--target", metavar="LEVEL", help="Ask about one level: the answer is that level or none.")
@click.option("--require", metavar="LEVEL", help="Exit with 1 unless this level, or a later one, is reached.")
@set_option
@set_measure_option
@format_option((*FORMATS, *_OF_MANY))
@draw_option
@jobs_option
@click.option("--verbose", "-v", is_flag=True, help="Of folders, say which files are no packs.")
@output_option
def command(
    packs: tuple[pathlib.Path, ...],
    *,
    standard: str | None,
    day: str | None,
    target: str | None,
    require: str | None,
    ratings: tuple[str, ...],
    measures: tuple[str, ...],
    form: str,
    drawn: tuple[pathlib.Path, ...],
    jobs: int | None,
    verbose: bool,
    output: pathlib.Path | None,
) -> None:
    """Assess PACK, an assessment file, and say which level it reaches and why.

    With --set or --set-measure it says what PACK would come to if these were so, and what that changes.

    Of several packs, and of folders, which are searched for packs, say what each comes to and what shows
    only in all of them; as csv a single pack is told in the same way.

    Exits with 0 when done, 1 when --require is not reached, 2 when the input is wrong: one pack that is
    wrong stops no other.
    """
    refuse_terminal(form, output)
    if len(packs) > 1 or form in _OF_MANY or os.path.isdir(packs[0]):  # noqa: PTH112 - a name may be too long
        if ratings or measures or drawn or form == "pdf":
            what = "--format pdf" if form == "pdf" else "--draw" if drawn else "--set"
            raise click.UsageError(f"found {what} with several packs or a folder, wanted one pack")
        from kitemark.cli.assess_many import Wanted, assess_many  # noqa: PLC0415 - only where it is wanted

        assess_many(packs, Wanted(standard, wanted_day(day), target, require, form, jobs, verbose, output))
        return
    assessment, rules = read_pack(packs[0], standard, day)
    if require is not None:
        check_level(require, rules, "--require")
    spare(output, (*assessment.files, *rules.files, *drawn))
    draws = draws_of(drawn, form)
    warn_of_losses(assessment)
    result = suppose_as_called(rules, assessment, ratings, measures, target)
    warn_of_roles(result)
    warn_of_force(result)
    if standard is None:
        warn_of_copy(assessment, rules)
    write_result(result, form, output, draws)
    if require is not None and not _reached(result, require):
        sys.exit(1)


def _reached(result: Result, require: str) -> bool:
    # The level that is reached, whatever --target asks about.
    levels = [rule.id for rule in result.standard.rules.levels]
    return result.outcome.established >= levels.index(require)
