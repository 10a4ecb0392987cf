"""`kitemark assess`: a pack's level by a standard, with every reason."""

from __future__ import annotations

import pathlib
import sys

import click

from kitemark.assessment import Assessment, read_assessment
from kitemark.cli.formats import format_option, refuse_terminal, write_result
from kitemark.cli.output import output_option, spare
from kitemark.cli.settings import set_measure_option, set_option, suppose_as_called
from kitemark.problems import KitemarkError, Problem, nearest
from kitemark.quantity import date_from
from kitemark.result import Result, miscounts
from kitemark.standard import Standard, load_standard


@click.command("assess")
@click.argument("pack", type=click.Path(path_type=pathlib.Path))
@click.option("--standard", "-s", help="A bundled id, id@version or a path, instead of the one that the pack names.")
@click.option("--date", "-d", "day", metavar="YYYY-MM-DD", help="The day as of which to judge, instead of the pack's.")
@click.option("--target", metavar="LEVEL", help="Ask about one level: the answer is that level or none.")
@click.option("--require", metavar="LEVEL", help="Exit with 1 unless this level, or a later one, is reached.")
@set_option
@set_measure_option
@format_option
@output_option
def command(
    pack: pathlib.Path,
    standard: str | None,
    day: str | None,
    target: str | None,
    require: str | None,
    ratings: tuple[str, ...],
    measures: tuple[str, ...],
    form: str,
    output: pathlib.Path | None,
) -> None:
    """Assess PACK, an assessment file, and say which level it reaches and why.

    With --set or --set-measure it says what PACK would come to if these were so, and what that changes.

    Exits with 0 when done, 1 when --require is not reached, 2 when the input is wrong.
    """
    refuse_terminal(form, output)
    assessment, rules = _inputs(pack, standard, day)
    _known(require, rules)
    spare(output, (*assessment.files, *rules.files))
    result = suppose_as_called(rules, assessment, ratings, measures, target)
    write_result(result, form, output)
    if require is not None and not _reached(result, require):
        sys.exit(1)


def _inputs(pack: pathlib.Path, standard: str | None, day: str | None) -> tuple[Assessment, Standard]:
    date = None if day is None else date_from(day)
    if day is not None and date is None:
        raise click.BadParameter(f"found '{day}', wanted a date that exists, written YYYY-MM-DD", param_hint="--date")
    rules, problems = None, list[Problem]()
    try:
        rules = load_standard(standard) if standard is not None else None
    except KitemarkError as error:
        problems.extend(error.problems)
    try:
        # Where the call names a standard, nobody asks which one the pack would name.
        assessment = read_assessment(pack, None if standard is None else lambda *_: rules, miscounts)
    except KitemarkError as error:
        raise KitemarkError([*problems, *error.problems]) from None
    if problems:
        raise KitemarkError(problems)
    return (assessment if date is None else assessment.dated(date)), rules or assessment.named_standard()


def _known(level: str | None, standard: Standard) -> None:
    levels = [rule.id for rule in standard.rules.levels]
    if level is not None and level not in levels:
        hint = nearest(level, levels)
        message = f"found '{level}', wanted one of {', '.join(levels)}" + (f"; {hint}" if hint else "")
        raise click.BadParameter(message, param_hint="--require")


def _reached(result: Result, require: str) -> bool:
    # The level that is reached, whatever --target asks about.
    levels = [rule.id for rule in result.standard.rules.levels]
    return result.outcome.established >= levels.index(require)
