"""`kitemark compare`: two assessments of one organisation, and what became of it in between."""

from __future__ import annotations

import pathlib

import click

from kitemark.assessment import Assessment, read_assessment
from kitemark.cli.endings import format_option
from kitemark.cli.output import colours, fitting, output_option, plain_only, say, spare, width
from kitemark.cli.packs import packs_of
from kitemark.problems import KitemarkError, Problem
from kitemark.progress import Progress, compare
from kitemark.render.exact_json import exact_json
from kitemark.render.progress import render_progress, render_progress_markdown
from kitemark.result import Result, evaluate, miscounts
from kitemark.standard import Standard


@click.command("compare")
@click.argument("before", type=click.Path(path_type=pathlib.Path))
@click.argument("after", type=click.Path(path_type=pathlib.Path))
@click.option("--standard", "-s", help="A bundled id, id@version or a path, instead of those that the packs name.")
@format_option(["text", "json", "markdown"])
@output_option
def command(
    before: pathlib.Path, after: pathlib.Path, standard: str | None, form: str, output: pathlib.Path | None
) -> None:
    """Compare BEFORE and AFTER, two assessments of one organisation.

    Says from which level to which it moved and which one change moved it, and of each criterion and measure
    whether it is better, worse, without clear change or there for the first time.

    Exits with 0 when done, 2 when the input is wrong.
    """
    _check_two(before, after)
    packs, standards = _inputs((before, after), standard)
    spare(
        output, [*(file for pack in packs for file in pack.files), *(file for one in standards for file in one.files)]
    )
    progress = compare(*_results(packs, standards))
    say(_text(progress, form, output), output)


def _check_two(before: pathlib.Path, after: pathlib.Path) -> None:
    try:
        same = before.samefile(after)
    except (OSError, ValueError):
        return  # what is not there is told when it is read
    if same:
        raise click.BadParameter(f"found '{after}' twice, wanted another assessment", param_hint="AFTER")


def _inputs(paths: tuple[pathlib.Path, pathlib.Path], named: str | None) -> tuple[list[Assessment], list[Standard]]:
    """Load everything; KitemarkError with the problems of all that does not load."""
    if named is not None:
        packs, rules = packs_of(paths, named)
        return packs, [rules] * len(packs)
    problems: list[Problem] = []
    packs = []
    standards: list[Standard] = []
    for path in paths:
        try:
            packs.append(read_assessment(path, None, miscounts))
            standards.append(packs[-1].named_standard())
        except KitemarkError as error:
            problems += error.problems
    if problems:
        raise KitemarkError(problems)
    return packs, standards


def _results(packs: list[Assessment], standards: list[Standard]) -> tuple[Result, Result]:
    problems: list[Problem] = []
    results: list[Result] = []
    for pack, standard in zip(packs, standards, strict=True):
        try:
            results.append(evaluate(standard, pack))
        except KitemarkError as error:
            problems += error.problems
    if problems:
        raise KitemarkError(problems)
    return results[0], results[1]


def _text(progress: Progress, form: str, output: pathlib.Path | None) -> str:
    if form == "json":
        return fitting(exact_json(progress.to_dict()), output)
    if form == "markdown":
        return render_progress_markdown(progress)
    return render_progress(progress, width=width(output), colour=colours(output), ascii_only=plain_only(output))
