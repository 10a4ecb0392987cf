"""`kitemark schema`: the JSON Schema of a kind of file, for editors and other programs."""

from __future__ import annotations

import pathlib

import click

from kitemark.authoring import assessment_schema, assessment_schema_for, result_schema, standard_schema, survey_schema
from kitemark.authoring.shapes import Schema, schema_text
from kitemark.cli.output import fitting, output_option, say, spare
from kitemark.examples import files_of
from kitemark.standard import load_standard

_MAKERS = {
    "standard": standard_schema,
    "assessment": assessment_schema,
    "result": result_schema,
    "survey": survey_schema,
}


@click.command("schema")
@click.argument("kind", type=click.Choice(list(_MAKERS)))
@click.option("--for", "of", metavar="STANDARD", help="Of assessments by this standard: a bundled id or a path.")
@output_option
def command(kind: str, of: str | None, output: pathlib.Path | None) -> None:
    """Print the JSON Schema (2020-12) of a kind of file: a standard, an assessment, a result's JSON, a survey's map.

    An editor that reads it offers keys, explains them and marks mistakes. With --for it knows the
    criteria, ratings, kinds of evidence, fields, facts and levels of one standard, too.
    """
    text = schema_text(_made(kind, of, output))
    say(fitting(text, output), output)


def _made(kind: str, of: str | None, output: pathlib.Path | None) -> Schema:
    if of is None:
        return _MAKERS[kind]()
    if kind != "assessment":
        raise click.BadParameter(f"goes with 'assessment', and not with '{kind}'", param_hint="--for")
    standard = load_standard(of)
    spare(output, files_of(standard))
    return assessment_schema_for(standard)
