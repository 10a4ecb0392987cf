"""The `kitemark` command and its subcommands, each in a module of its own, loaded when called."""

from __future__ import annotations

import gc
import importlib
import sys

import click

from kitemark.version import __version__

_COMMANDS = {
    "agreement": "Say how far assessors agree, and on what they split.",
    "assess": "Assess a pack of evidence by a standard.",
    "check": "Find what a standard says and cannot mean.",
    "compare": "Compare two assessments of an organisation, and say what moved it.",
    "diff": "Compare two versions of a standard, and say who moves.",
    "draw": "Draw a sample of files by lot, that anyone can draw again.",
    "evidence": "Print what a level asks for, as the schedule for a contract.",
    "handbook": "Print a standard for people to read.",
    "look": "List what to look at first in a pack, with the reasons.",
    "merge": "Make one pack of what several assessors wrote.",
    "new": "Write the first draft of a standard or of a pack.",
    "plan": "Plan the cheapest way to a level, and see what would lose it.",
    "schema": "Print the JSON Schema of a kind of file, for editors.",
    "sheet": "Write a pack as a workbook to fill in, or a filled one as text.",
    "standards": "List the standards that come with the library.",
    "survey": "Make survey records of an export with one answer a row.",
    "test": "Run a standard's examples, and show what differs.",
}


_OBJECTS_BETWEEN_LOOKS = 150_000
"""How many objects are made before the youngest are looked through for what nobody needs any more."""


class _Lazy(click.Group):
    """A group whose commands are imported only when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands' names."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and give a command."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kitemark.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Give the command that is called; a wrong call that names the nearest one otherwise."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from kitemark.problems import nearest  # noqa: PLC0415 - wanted only for a slip

            hint = nearest(args[0], _COMMANDS) or f"there are {', '.join(_COMMANDS)}"
            ctx.fail(f"found '{args[0]}', which is no command; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="kitemark %(version)s")
def kitemark() -> None:
    """Turn an organisation's evidence into an accreditation level, with every reason."""


def main() -> None:
    """Run the command; exit with 0, 1 or 2 and never with a traceback for bad input."""
    from kitemark.cli.output import fail, refuse  # noqa: PLC0415
    from kitemark.problems import KitemarkError  # noqa: PLC0415

    # This process soon ends, and keeps nearly all it makes: to look for what can be thrown away as often as Python
    # does by itself takes a fifth of the time of the proofs.
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS)
    try:
        kitemark.main(prog_name="kitemark", standalone_mode=False)
    except click.ClickException as error:
        refuse(error)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except KitemarkError as error:
        fail(error)
