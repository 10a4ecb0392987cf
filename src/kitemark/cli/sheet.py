"""`kitemark sheet`: packs as workbooks and tables, and back as text."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import click

from kitemark.assessment import Assessment, read_assessment
from kitemark.authoring.packs import pack_text
from kitemark.cli.new import today, write_new
from kitemark.cli.output import no_pipe, say, say_bytes, spare
from kitemark.problems import KitemarkError, listing
from kitemark.reading import read_document
from kitemark.render.exact_json import exact_json
from kitemark.sheets import is_workbook
from kitemark.sheets.folder import PACK, empty_tables, tables_of
from kitemark.sheets.normal import normal_form
from kitemark.standard import Standard, is_bundled, load_standard

_SUFFIXES = {".xlsx": "xlsx", ".yaml": "yaml", ".yml": "yaml", ".json": "json", "": "csv"}


@click.command("sheet")
@click.argument("source")
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(),
    callback=no_pipe,
    help="A .xlsx, .yaml or .json file, in place of what it holds, or a folder for tables.",
)
@click.option(
    "--format", "form", type=click.Choice(["xlsx", "yaml", "json", "csv"]), help="Instead of what the name says."
)
@click.option("--standard", "-s", help="A bundled id, id@version or a path, instead of the one that the pack names.")
def command(source: str, output: pathlib.Path, form: str | None, standard: str | None) -> None:
    """Write a workbook to fill in for a standard, or a pack in another form.

    SOURCE is a standard (a bundled id, a file or a folder), or a pack: text or a filled workbook. A
    workbook has a tab for each kind of evidence. Tables are written as one CSV for each kind, with a
    pack.yaml that names them; they replace nothing.
    """
    form = form or _SUFFIXES.get(output.suffix.lower())
    if form is None:
        known = listing(f"'{suffix}'" for suffix in _SUFFIXES if suffix)
        message = f"found a file that ends in '{output.suffix}', wanted {known}, or a folder; or say which --format"
        raise click.BadParameter(message, param_hint="--output")
    sheet = _of_standard(source) if _is_standard(source) else _of_pack(pathlib.Path(source), standard)
    if sheet.assessment is None and standard is not None:
        raise click.BadParameter("goes with a pack, and not with a standard", param_hint="--standard")
    named = _named(sheet, standard, output / PACK if form == "csv" else output)
    if form == "csv":
        _write_tables(sheet, named, output)
        return
    spare(output, sheet.files)
    if form == "xlsx":
        from kitemark.sheets.writing import workbook_bytes  # noqa: PLC0415 - wanted for workbooks only

        say_bytes(workbook_bytes(sheet.standard, {**sheet.pack, "standard": named}, empty=not sheet.assessment), output)
    else:
        _write_text(sheet, named, form, output)
    say(f"{output}")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is written: a pack with its tables written out, or none yet, for a standard."""

    standard: Standard
    pack: Mapping[str, Any]
    assessment: Assessment | None

    @property
    def files(self) -> tuple[pathlib.Path, ...]:
        """The files that were read."""
        return (*(self.assessment.files if self.assessment else ()), *self.standard.files)


def _is_standard(source: str) -> bool:
    path = pathlib.Path(source)
    if is_bundled(source) or os.path.isdir(path):  # noqa: PTH112 - a path's own method raises for long names
        return True
    if is_workbook(path):
        return False
    if not os.path.exists(path):  # noqa: PTH110 - the same
        return not path.suffix  # an id that is misspelt, and whoever looks for the standard says so
    data = read_document(path).data
    return not (isinstance(data, dict) and "organisation" in data)


def _of_standard(source: str) -> _Sheet:
    return _Sheet(load_standard(source), {}, None)


def _of_pack(path: pathlib.Path, standard: str | None) -> _Sheet:
    rules = load_standard(standard) if standard is not None else None
    assessment = read_assessment(path, None if rules is None else lambda *_: rules)
    rules = rules or assessment.named_standard()
    problems = assessment.bound(rules)[1]
    if problems:
        raise KitemarkError(problems)
    return _Sheet(rules, normal_form(assessment.written_out(rules)), assessment)


def _named(sheet: _Sheet, standard: str | None, output: pathlib.Path) -> str:
    """Give what a pack that is written calls its standard: a bundled id, or a path from where it is written."""
    said = standard or (sheet.assessment.standard if sheet.assessment else None)
    if said is not None and is_bundled(said):
        return said
    if said is None and is_bundled(sheet.standard.id) and load_standard(sheet.standard.id) == sheet.standard:
        return f"{sheet.standard.id}@{sheet.standard.version.split('.')[0]}"
    file = os.path.realpath(sheet.standard.files[0])
    return pathlib.Path(os.path.relpath(file, os.path.realpath(output.parent))).as_posix()


def _write_text(sheet: _Sheet, named: str, form: str, output: pathlib.Path) -> None:
    if sheet.assessment is None:
        hint = "name a .xlsx file or a folder, or let 'kitemark new pack' write a first draft"
        raise click.BadParameter(f"found a standard, of which there is no pack yet; {hint}", param_hint="--output")
    text = (
        pack_text((), sheet.pack, named).lstrip("\n")
        if form == "yaml"
        else exact_json({**sheet.pack, "standard": named})
    )
    say(text, output)


def _write_tables(sheet: _Sheet, named: str, folder: pathlib.Path) -> None:
    if sheet.assessment is None:
        tables = empty_tables(sheet.standard)
        evidence = [
            {"kind": kind, "table": name} for kind, name in zip(sheet.standard.rules.kinds, tables, strict=True)
        ]
        pack = {"organisation": {"id": "your-organisation"}, "date": today().isoformat(), "evidence": evidence}
    else:
        pack, tables = tables_of(sheet.standard, sheet.pack)
    text = pack_text((), pack, named).lstrip("\n")
    write_new({folder / PACK: text, **{folder / name: table for name, table in tables.items()}}, {})
