"""`kitemark new`: first drafts of a standard and of a pack."""

from __future__ import annotations

import datetime
import os
import pathlib
import shlex
import urllib.parse
from collections.abc import Mapping

import click

from kitemark.authoring.draft_pack import draft_pack
from kitemark.authoring.draft_standard import draft_folder, draft_standard
from kitemark.authoring.file_schemas import standard_schema
from kitemark.authoring.naming import is_slug, title_like
from kitemark.authoring.pack_schema import assessment_schema_for
from kitemark.authoring.shapes import schema_text
from kitemark.cli.endings import only_as
from kitemark.cli.output import no_pipe, say
from kitemark.model.days import date_hint
from kitemark.model.slugs import slug_like
from kitemark.problems import listing, printable
from kitemark.quantity import date_from
from kitemark.standard import is_bundled, load_standard


@click.group("new")
def command() -> None:
    """Write the first draft of a standard or of a pack: small files that load, with comments.

    Nothing that is there already is written over.
    """


@command.command("standard", short_help="Write the folder of a standard, with an example.")
@click.argument("identity", metavar="ID")
@click.option("--title", metavar="TEXT", help="What people call it, instead of a title made from ID.")
@click.option("--output", "-o", type=click.Path(), callback=no_pipe, help="A folder, or a file ending in .yaml.")
def standard_command(identity: str, title: str | None, output: pathlib.Path | None) -> None:
    """Write the folder of a standard called ID: the standard, its README, examples and schemas.

    With a file as --output, only the standard is written there, and its schema beside it.
    """
    _check_slug(identity)
    title = title_like(identity) if title is None else title
    if not title.strip():
        raise click.BadParameter("found nothing to read, wanted text", param_hint="--title")
    if output is not None and output.suffix in (".yaml", ".yml"):
        schema = output.with_name("standard.schema.json")
        write_new({output: draft_standard(identity, title, schema.name)}, {schema: schema_text(standard_schema())})
        say(f"\nTry it: kitemark check {_quoted(output)}")
        return
    folder = output or pathlib.Path(identity)
    write_new({folder / name: text for name, text in draft_folder(identity, title).items()}, {})
    # A bundled id goes before a folder of that name; a path is never taken for an id.
    tried = f"./{folder}" if is_bundled(str(folder)) else folder
    say(f"\nTry it: kitemark test {_quoted(tried)}")


@command.command("pack", short_help="Write a pack to fill in, for one standard.")
@click.argument("identity", metavar="ID")
@click.option("--for", "of", required=True, metavar="STANDARD", help="The standard: a bundled id, a file or a folder.")
@click.option("--date", "-d", "day", metavar="YYYY-MM-DD", help="The day as of which to judge, instead of today.")
@click.option("--output", "-o", type=click.Path(), callback=no_pipe, help="The file, instead of ID.yaml.")
def pack_command(identity: str, of: str, day: str | None, output: pathlib.Path | None) -> None:
    """Write a pack for the organisation called ID, to be assessed by STANDARD.

    Its schema is written beside it, unless it is there already or lies with the standard.
    """
    _check_slug(identity)
    only_as((".yaml",), output, "'kitemark sheet STANDARD' writes a workbook to fill in")
    date = today() if day is None else date_from(day)
    if date is None:
        raise click.BadParameter(f"found '{day}', wanted a date that exists; {date_hint(day)}", param_hint="--date")
    standard = load_standard(of)
    file = output or pathlib.Path(f"{identity}.yaml")
    file = file / f"{identity}.yaml" if file.is_dir() else file
    with_standard = standard.files[0].parent / "schemas" / "assessment.json"
    schema = with_standard if with_standard.is_file() else file.with_name(f"{standard.id}.schema.json")
    named = f"{standard.id}@{standard.version.split('.')[0]}" if is_bundled(of) else _way(file, standard.files[0])
    text = draft_pack(standard, identity, date, named=named, schema=urllib.parse.quote(_way(file, schema)))
    write_new({file: text}, {schema: schema_text(assessment_schema_for(standard))})
    say(f"\nTry it: kitemark assess {_quoted(file)}")


def _check_slug(text: str) -> None:
    if not is_slug(text):
        near = slug_like(text)
        hint = f"; try '{near}'" if near else ""
        message = f"found '{text}', wanted a slug of lower-case letters and digits joined by '-'{hint}"
        raise click.BadParameter(message, param_hint="ID")


def today() -> datetime.date:
    """Give the day that it is where the command runs."""
    # The library never looks at the clock. A draft is dated by whoever writes it, for them to see and change.
    return datetime.datetime.now().astimezone().date()


def _quoted(path: pathlib.Path | str) -> str:
    """Give a path as a shell takes it, whatever its name holds."""
    return shlex.quote(printable(str(path)))


def _way(file: pathlib.Path, other: pathlib.Path) -> str:
    """Give the path from where a file lies to another one."""
    return pathlib.Path(os.path.relpath(os.path.realpath(other), os.path.realpath(file.parent))).as_posix()


def write_new(files: Mapping[pathlib.Path, str], kept: Mapping[pathlib.Path, str]) -> None:
    """Write files that are not there yet, and name them; those `kept` stay as they are where they are there."""
    there = [str(file) for file in files if os.path.lexists(file)]
    if there:
        message = f"found {listing(there)} there already, and wrote nothing; name another place with --output"
        raise click.ClickException(message)
    new = {**files, **{file: text for file, text in kept.items() if not os.path.lexists(file)}}
    for file, text in new.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as out:
                out.write(text)
        except OSError as error:
            message = f"could not write {file} ({(error.strerror or 'unknown').lower()})"
            raise click.ClickException(message) from None
    say("\n".join(printable(str(file)) for file in new))
