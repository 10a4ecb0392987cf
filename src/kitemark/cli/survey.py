"""`kitemark survey`: the export of a survey as records of counts."""

from __future__ import annotations

import pathlib
import textwrap

import click

from kitemark.authoring.naming import written
from kitemark.cli.endings import only_as
from kitemark.cli.output import output_option, say, spare
from kitemark.problems import KitemarkError, Problem
from kitemark.render.exact_json import exact_json
from kitemark.sheets.folder import columns_of, csv_text, row_of
from kitemark.standard import load_standard
from kitemark.surveys import SurveyRecords, import_survey
from kitemark.surveys.telling import told


@click.command("survey")
@click.argument("export", type=click.Path(path_type=pathlib.Path))
@click.option(
    "--map",
    "mapping",
    required=True,
    type=click.Path(path_type=pathlib.Path),
    help="The mapping file: which column is which question, and which answer counts as what.",
)
@click.option("--standard", "-s", help="A bundled id, id@version or a path, instead of the one that the mapping names.")
@output_option
def command(export: pathlib.Path, mapping: pathlib.Path, standard: str | None, output: pathlib.Path | None) -> None:
    """Make survey records of EXPORT, a CSV file or a workbook with one row for each person who answered.

    The records carry counts and nothing that anybody wrote. They are printed as YAML, or written to a file: as
    CSV where it ends in .csv, for a pack to name as a table, as JSON or YAML elsewhere.
    """
    only_as((".yaml", ".csv", ".json"), output, "a pack in a workbook takes records row by row: copy them from a .csv")
    named = load_standard(standard) if standard is not None else None
    survey = import_survey(export, mapping, standard=named)
    spare(output, (export, mapping, *survey.standard.files))
    said = [part for line in told(survey) for part in (textwrap.wrap(line, 80) or [""])]
    if output is None:
        say("\n".join([*(f"# {line}".rstrip() for line in said), "", _yaml(survey)]))
        return
    say(_text(survey, output), output)
    say("\n".join(said))


def _yaml(survey: SurveyRecords) -> str:
    if not survey.records:
        return "evidence: []"
    return "\n".join(["evidence:", *(f"  - {written(record)}" for record in survey.records)])


def _text(survey: SurveyRecords, output: pathlib.Path) -> str:
    if output.suffix.lower() == ".json":
        return exact_json({"evidence": list(survey.records)})
    return _csv(survey) if output.suffix.lower() == ".csv" else _yaml(survey)


def _csv(survey: SurveyRecords) -> str:
    kind = survey.standard.rules.kinds[survey.kind]
    rows = [row_of(record, kind) for record in survey.records]
    sound = [row for row in rows if row is not None]
    if len(sound) < len(rows):
        message = "found something in the mapping that a table cannot hold, such as text that begins with '='"
        raise KitemarkError([Problem("cell", message, hint="write YAML instead: --output records.yaml")])
    columns = columns_of(kind, {name for row in sound for name in row})
    return csv_text(columns, sound)
