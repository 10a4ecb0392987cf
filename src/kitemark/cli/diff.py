"""`kitemark diff`: how one version of a standard differs from another, and who moves."""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Sequence

import click

from kitemark.assessment import Assessment, read_assessment
from kitemark.cli.endings import format_option
from kitemark.cli.output import colours, fail, fitting, output_option, plain_only, say, seconds_option, spare, width
from kitemark.cli.witness_files import name_from, witnesses_option, write_witnesses
from kitemark.comparing import Comparison, compare
from kitemark.comparing.levels import SECONDS
from kitemark.comparing.witnesses import MARK
from kitemark.comparing.witnesses import packs as witness_packs
from kitemark.problems import KitemarkError, Problem
from kitemark.render.change_note import render_markdown_differences, render_note
from kitemark.render.differences import render_differences
from kitemark.render.exact_json import exact_json
from kitemark.standard import Standard, load_standard


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.argument("packs", nargs=-1, type=click.Path(path_type=pathlib.Path), metavar="[PACK]...")
@format_option(["text", "markdown", "json"])
@click.option("--note", is_flag=True, help="Draft, in Markdown, what to tell those who hold the standard.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when anything differs.")
@witnesses_option("Write each organisation that gains or loses a level, as a pack for either version.")
@seconds_option(SECONDS, "The longest that all answers about levels together may take.")
@output_option
def command(
    old: str,
    new: str,
    packs: tuple[pathlib.Path, ...],
    form: str,
    *,
    note: bool,
    exit_code: bool,
    witnesses: pathlib.Path | None,
    seconds: int,
    output: pathlib.Path | None,
) -> None:
    """Compare OLD and NEW, two versions of a standard, each a bundled id, a file or a folder.

    Says what changed in words; for each level whether it is the same, stricter, looser or both, proved
    or shown by an organisation that both versions have assessed; and of each PACK whether it moves, and
    which changes move it.

    Exits with 0 when done, 1 when --exit-code is given and anything differs, 2 when the input is wrong
    or a pack does not fit both versions, even when it is relabelled.
    """
    if note and form == "json":
        raise click.UsageError("found --note with --format json; a note is Markdown, and its parts are in the JSON")
    standards, assessments = _inputs(old, new, packs)
    read = [file for standard in standards for file in standard.files]
    spare(output, [*read, *(file for _, pack in assessments for file in pack.files)])
    comparison = compare(*standards, assessments, seconds=seconds)
    say(_text(comparison, form, output, note=note), output)
    if witnesses is not None:
        names = name_from(witnesses, comparison.old), name_from(witnesses, comparison.new)
        write_witnesses(witness_packs(comparison, names), witnesses, MARK)
    if comparison.problems:
        fail(KitemarkError(comparison.problems))
    if exit_code and comparison.differs:
        sys.exit(1)


def _inputs(
    old: str, new: str, packs: Sequence[pathlib.Path]
) -> tuple[tuple[Standard, Standard], list[tuple[str, Assessment]]]:
    """Load everything; KitemarkError with the problems of all that does not load."""
    standards: list[Standard] = []
    assessments: list[tuple[str, Assessment]] = []
    problems: list[Problem] = []
    for source in (old, new):
        try:
            standards.append(load_standard(source))
        except KitemarkError as error:
            problems += error.problems
    for pack in packs:
        try:
            # Which standard the pack names is not asked: it is tried by both.
            assessments.append((str(pack), read_assessment(pack, lambda *_: None)))
        except KitemarkError as error:
            problems += error.problems
    if problems:
        raise KitemarkError(problems)
    return (standards[0], standards[1]), assessments


def _text(comparison: Comparison, form: str, output: pathlib.Path | None, *, note: bool) -> str:
    if note:
        return render_note(comparison)
    if form == "markdown":
        return render_markdown_differences(comparison)
    if form == "json":
        return fitting(exact_json(comparison.to_dict()), output)
    return render_differences(comparison, width=width(output), colour=colours(output), ascii_only=plain_only(output))
