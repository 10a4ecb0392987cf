"""The one place where the command speaks: to a terminal, a pipe or a file."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import sys
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import click

from kitemark.problems import KitemarkError, printable


def _file_or_pipe(_context: click.Context, _option: click.Parameter, said: str | None) -> pathlib.Path | None:
    """Give the file, and None for '-', which by custom is standard output; './-' is a file of that name."""
    return None if said is None or said == "-" else pathlib.Path(said)


def no_pipe(_context: click.Context, option: click.Parameter, said: str | None) -> pathlib.Path | None:
    """Give the file or folder; '-' is refused where it can be neither."""
    if said == "-":
        raise click.BadParameter("found '-', wanted the name of a file or folder", param=option)
    return None if said is None else pathlib.Path(said)


output_option = click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, allow_dash=True),
    callback=_file_or_pipe,
    help="Write to a file, in place of what it holds; - is standard output.",
)


def output_file(words: str) -> Callable[[Any], Any]:
    """Give the option --output where there must be a file; `words` are its help."""
    file = click.Path(dir_okay=False)
    return click.option("--output", "-o", type=file, callback=no_pipe, required=True, metavar="FILE", help=words)


class Whole(click.IntRange):
    """A whole number of something, refused in the project's own words."""

    def __init__(self, of: str, least: int) -> None:
        super().__init__(min=least)
        self._wanted = f"a whole number of {of}, {least} or more"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the number; a wrong call otherwise."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"found '{value}', wanted {self._wanted}", param, ctx)


def seconds_option(default: float, words: str) -> Callable[[Any], Any]:
    """Give the option that bounds how long something may take; `words` are its help."""
    return click.option("--seconds", type=Whole("seconds", 0), default=int(default), show_default=True, help=words)


jobs_option = click.option(
    "--jobs", type=Whole("processes", 1), metavar="N", help="How many processes share the work; one a processor."
)


def say(text: str, output: pathlib.Path | None = None) -> None:
    """Write text to the file, or to standard output, ending in a newline."""
    whole = text if text.endswith("\n") else text + "\n"
    if output is not None:
        _write(lambda: output.write_text(whole, encoding="utf-8", newline="\n"), output)
        return
    encoding = sys.stdout.encoding or "ascii"
    _write(lambda: click.echo(whole.encode(encoding, "replace").decode(encoding), nl=False), output)


def say_bytes(data: bytes, output: pathlib.Path | None = None) -> None:
    """Write what is no text to the file, or to standard output, as it is."""
    _write(lambda: click.echo(data, nl=False) if output is None else output.write_bytes(data), output)


def _write(write: Callable[[], object], output: pathlib.Path | None) -> None:
    try:
        write()
    except BrokenPipeError:
        _hush()  # whoever reads has had enough; what was asked is still answered by the exit status
    except OSError as error:
        if output is not None and not os.path.isdir(output.parent):  # noqa: PTH112 - a name may be too long
            message = f"could not write {output}: found no folder '{output.parent}'; make it first, or name another"
            raise click.ClickException(message) from None
        name = "standard output" if output is None else str(output)
        if output is None:
            _hush()
        message = f"could not write {name} ({(error.strerror or 'unknown').lower()})"
        raise click.ClickException(message) from None


def spare(output: pathlib.Path | None, inputs: Iterable[pathlib.Path]) -> None:
    """Refuse to write over what was read."""
    # A path's own methods raise for a name that is too long.
    if output is None or not os.path.exists(output):  # noqa: PTH110
        return
    if any(_is_same(output, file) for file in inputs):
        raise click.BadParameter(f"'{output}' is one of the files that were read", param_hint="--output")


def _is_same(output: pathlib.Path, file: pathlib.Path) -> bool:
    try:
        return output.samefile(file)
    except (OSError, ValueError):
        return False  # of several packs one may not be there: then nothing was read that could be lost


def _hush() -> None:
    # What is left in the buffer must not fail again when Python flushes it at its end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def bare(output: pathlib.Path | None) -> bool:
    """Tell whether JSON goes where only ASCII should: to a terminal, which obeys other signs, or a narrow encoding."""
    return output is None and (sys.stdout.isatty() or plain_only(output))


def escaped(text: str) -> str:
    """Give JSON with all but ASCII in escapes, meaning the same."""
    return "".join(c if c == "\n" or " " <= c <= "~" else json.dumps(c)[1:-1].replace("\x7f", "\\u007f") for c in text)


def fitting(text: str, output: pathlib.Path | None) -> str:
    """Give JSON as where it goes can take it."""
    return escaped(text) if bare(output) else text


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


def remark(words: str) -> None:
    """Say something beside what was asked for, on standard error."""
    click.echo(f"kitemark: {printable(words)}", err=True)


def refuse(error: click.ClickException) -> NoReturn:
    """Say what is wrong with the call and exit with 2."""
    context = getattr(error, "ctx", None)
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        error.show()
        sys.exit(2)
    if context is not None:
        click.echo(f"{context.get_usage()}\nTry '{context.command_path} --help'.\n", err=True)
    click.echo(f"kitemark: {printable(' '.join(error.format_message().split()))}", err=True)
    sys.exit(2)


def fail(error: KitemarkError) -> NoReturn:
    """Say what is wrong with the input, or what is not installed, and exit with 2."""
    if [problem.code for problem in error.problems] == ["extra"]:
        click.echo(f"kitemark: {error.problems[0].message}", err=True)
        sys.exit(2)
    count = len(error.problems)
    click.echo(f"kitemark: found {count} problem{'' if count == 1 else 's'}", err=True)
    for problem in error.problems:
        click.echo(f"  {problem}", err=True)
    for line in error.unchecked:
        click.echo(f"  {printable(line)}", err=True)
    sys.exit(2)
