"""`kitemark assess`: a pack's level by a standard, with every reason; of several packs, what they came to."""

from __future__ import annotations

import datetime
import os
import pathlib
import sys

import click

from kitemark.assessment import Assessment, read_assessment
from kitemark.cli.output import colours, fitting, jobs_option, output_option, plain_only, say, spare, width
from kitemark.problems import KitemarkError, Problem, nearest
from kitemark.quantity import date_from
from kitemark.render.terminal import render_text
from kitemark.result import Result, evaluate, miscounts
from kitemark.standard import Standard, load_standard

SINGLE = ("text", "json")
"""The formats in which one pack is told by itself."""
FORMS = (*SINGLE, "csv", "html", "markdown")


@click.command("assess")
@click.argument("packs", nargs=-1, required=True, type=click.Path(path_type=pathlib.Path), metavar="PACK...")
@click.option("--standard", "-s", help="A bundled id, id@version or a path, instead of the one that the pack names.")
@click.option("--date", "-d", "day", metavar="YYYY-MM-DD", help="The day as of which to judge, instead of the pack's.")
@click.option("--target", metavar="LEVEL", help="Ask about one level: the answer is that level or none.")
@click.option("--require", metavar="LEVEL", help="Exit with 1 unless this level, or a later one, is reached.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
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
    form: str,
    jobs: int | None,
    verbose: bool,
    output: pathlib.Path | None,
) -> None:
    """Assess PACK, an assessment file, and say which level it reaches and why.

    Of several packs, and of folders, which are searched for packs, say what each comes to and what shows
    only in all of them. As csv, html or markdown a single pack is told in the same way.

    Exits with 0 when done, 1 when --require is not reached, 2 when the input is wrong: one pack that is
    wrong stops no other.
    """
    if len(packs) > 1 or form not in SINGLE or os.path.isdir(packs[0]):  # noqa: PTH112 - a name may be too long
        from kitemark.cli.assess_many import Wanted, assess_many  # noqa: PLC0415 - only where it is wanted

        assess_many(packs, Wanted(standard, _date(day), target, require, form, jobs, verbose, output))
        return
    assessment, rules = _inputs(packs[0], standard, day)
    _known(require, rules)
    spare(output, (*assessment.files, *rules.files))
    result = evaluate(rules, assessment, target=target)
    if form == "json":
        say(fitting(result.to_json(), output), output)
    else:
        say(render_text(result, width=width(output), colour=colours(output), ascii_only=plain_only(output)), output)
    if require is not None and not _reached(result, require):
        sys.exit(1)


def _date(day: str | None) -> datetime.date | None:
    date = None if day is None else date_from(day)
    if day is not None and date is None:
        raise click.BadParameter(f"found '{day}', wanted a date that exists, written YYYY-MM-DD", param_hint="--date")
    return date


def _inputs(pack: pathlib.Path, standard: str | None, day: str | None) -> tuple[Assessment, Standard]:
    date = _date(day)
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
