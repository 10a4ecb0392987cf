"""`kitemark test`: whether a standard's examples come out as they must."""

from __future__ import annotations

import json
import os
import pathlib
import sys
from typing import Any

import click

from kitemark.analysis.logic import NoSolverError
from kitemark.analysis.suggestion import SECONDS
from kitemark.cli.output import colours, fitting, output_option, plain_only, say, seconds_option, spare, width
from kitemark.examples import Coverage, Verdict, coverage_of, examples_of, files_of, run
from kitemark.problems import printable
from kitemark.render.exact_json import exact_json
from kitemark.render.suggested import pack_name, render_pack, render_suggestions, suggestions_data
from kitemark.render.verdicts import render_coverage, render_verdicts
from kitemark.standard import Standard, load_standard


@click.command("test")
@click.argument("standard")
@click.option("--only", metavar="ID", help="Run only the examples whose id begins so.")
@click.option("--coverage", is_flag=True, help="Say which outcomes no example shows.")
@click.option("--suggest", is_flag=True, help="Write the examples that are missing, as YAML.")
@seconds_option(SECONDS, "The longest that --suggest may take.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@output_option
def command(
    standard: str,
    *,
    only: str | None,
    coverage: bool,
    suggest: bool,
    seconds: int,
    form: str,
    output: pathlib.Path | None,
) -> None:
    """Run the examples of STANDARD, a bundled id, a file or a folder, and show only what differs.

    With --suggest, give examples for what no example shows, each one step from one that is
    there, to be pasted under 'examples:' or, with -o, as a file.

    Exits with 0 when all come out as they must, 1 when some do not or there are none, 2 when the input is wrong.
    """
    loaded = load_standard(standard)
    if suggest:
        if only is not None or coverage:
            raise click.UsageError("--suggest goes without --only and --coverage: it sees to all that is missing")
        _suggest(loaded, seconds, form, output)
        return
    spare(output, files_of(loaded))
    cases = [case for case in examples_of(loaded) if only is None or case.id.startswith(only)]
    verdicts = [run(loaded, case) for case in cases]
    shown = None
    if coverage:
        shown = coverage_of(loaded.rules, (one.result.outcome for one in verdicts if one.result is not None))
    if form == "json":
        text = json.dumps(_data(loaded.id, verdicts, shown), ensure_ascii=False, indent=2) + "\n"
        say(fitting(text, output), output)
    else:
        say(_text(verdicts, shown, output), output)
    if not verdicts or not all(verdict.holds for verdict in verdicts):
        sys.exit(1)


def _suggest(standard: Standard, seconds: int, form: str, output: pathlib.Path | None) -> None:
    from kitemark.analysis.suggesting import suggest  # noqa: PLC0415 - dear to import

    spare(output, files_of(standard))
    _spare_all(output)
    try:
        found = suggest(standard, seconds=seconds)
    except NoSolverError:
        raise click.ClickException("--suggest wants a solver: pip install 'kitemark[analysis]'") from None
    own = [one for one in found.suggestions if one.pack is not None]
    if form == "json":
        say(fitting(exact_json(suggestions_data(found)), output), output)
    elif output is None:
        say(render_suggestions(found, whole=False))
    else:
        files = {output: render_suggestions(found, whole=True)}
        files |= {output.parent / pack_name(one): render_pack(one) for one in own}
        _spare_all(*files)
        for file, text in files.items():
            say(text, file)
        say("\n".join(printable(str(file)) for file in files))
    if found.failing:
        sys.exit(1)


def _spare_all(*files: pathlib.Path | None) -> None:
    """Refuse to write over anything: what is suggested is kept, and so may be what is there."""
    taken = next((file for file in files if file is not None and os.path.lexists(file)), None)
    if taken is not None:
        raise click.ClickException(f"found {taken} there already, and wrote nothing; name another place with --output")


def _text(verdicts: list[Verdict], shown: Coverage | None, output: pathlib.Path | None) -> str:
    looks: dict[str, Any] = {"width": width(output), "colour": colours(output), "ascii_only": plain_only(output)}
    text = render_verdicts(verdicts, **looks)
    return text if shown is None else f"{text}\n{render_coverage(shown, **looks)}"


def _data(standard: str, verdicts: list[Verdict], shown: Coverage | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kitemark": 1,
        "standard": standard,
        "examples": [
            {
                "id": verdict.case.id,
                "title": verdict.case.title,
                "line": verdict.case.line,
                "holds": verdict.holds,
                "differences": [
                    {"what": one.what, "wanted": one.wanted, "found": one.found, "because": list(one.because)}
                    for one in verdict.differences
                ],
                "problems": [problem.to_dict() for problem in verdict.problems],
            }
            for verdict in verdicts
        ],
    }
    if shown is not None:
        data["coverage"] = {
            "subjects": {name: {"shown": some, "of": of} for name, some, of in shown.subjects()},
            "missing": [{"subject": a, "id": b, "outcome": c} for a, b, c in shown.missing],
        }
    return data
