"""`kitemark test`: whether a standard's examples come out as they must."""

from __future__ import annotations

import json
import pathlib
import sys
from typing import Any

import click

from kitemark.cli.output import bare, colours, escaped, plain_only, say, spare, width
from kitemark.examples import Coverage, Verdict, coverage_of, examples_of, run
from kitemark.render.verdicts import render_coverage, render_verdicts
from kitemark.standard import load_standard


@click.command("test")
@click.argument("standard")
@click.option("--only", metavar="ID", help="Run only the examples whose id begins so.")
@click.option("--coverage", is_flag=True, help="Say which outcomes no example shows.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=pathlib.Path, dir_okay=False), help="Write to a file.")
def command(standard: str, only: str | None, coverage: bool, form: str, output: pathlib.Path | None) -> None:  # noqa: FBT001
    """Run the examples of STANDARD, a bundled id, a file or a folder, and show only what differs.

    Exits with 0 when all come out as they must, 1 when some do not or there are none, 2 when the input is wrong.
    """
    loaded = load_standard(standard)
    cases = [case for case in examples_of(loaded) if only is None or case.id.startswith(only)]
    spare(output, loaded.files)
    verdicts = [run(loaded, case) for case in cases]
    shown = None
    if coverage:
        shown = coverage_of(loaded.rules, (one.result.outcome for one in verdicts if one.result is not None))
    if form == "json":
        text = json.dumps(_data(loaded.id, verdicts, shown), ensure_ascii=False, indent=2) + "\n"
        say(escaped(text) if bare(output) else text, output)
    else:
        say(_text(verdicts, shown, output), output)
    if not verdicts or not all(verdict.holds for verdict in verdicts):
        sys.exit(1)


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
