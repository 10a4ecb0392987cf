"""The one place where the command speaks: to a terminal, a pipe or a file."""

from __future__ import annotations

import os
import pathlib
import shutil
import sys
from typing import NoReturn

import click

from kitemark.problems import KitemarkError


def say(text: str, output: pathlib.Path | None = None) -> None:
    """Write text to the file, or to standard output, ending in a newline."""
    whole = text if text.endswith("\n") else text + "\n"
    if output is None:
        click.echo(whole, nl=False)
        return
    try:
        output.write_text(whole, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"could not write {output} ({(error.strerror or 'unknown').lower()})") from None


def colours(output: pathlib.Path | None) -> bool:
    """Tell whether colours are wanted: on a terminal, and NO_COLOR not set."""
    return (
        output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def width(output: pathlib.Path | None) -> int:
    """Give the columns there are: the terminal's, or 80 elsewhere."""
    return shutil.get_terminal_size((80, 24)).columns if output is None and sys.stdout.isatty() else 80


def plain_only(output: pathlib.Path | None) -> bool:
    """Tell whether standard output takes ASCII only."""
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    return output is None and not encoding.startswith("utf")


def fail(error: Exception) -> NoReturn:
    """Say what is wrong with the input and exit with 2; a fault of the library itself is raised."""
    if not isinstance(error, KitemarkError):
        raise error
    count = len(error.problems)
    click.echo(f"kitemark: found {count} problem{'' if count == 1 else 's'}", err=True)
    for problem in error.problems:
        click.echo(f"  {problem}", err=True)
    sys.exit(2)
