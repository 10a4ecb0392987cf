"""`kitemark standards`: the standards that come with the library."""

from __future__ import annotations

import click

from kitemark.bundled import bundled_ids
from kitemark.cli.output import say
from kitemark.problems import printable
from kitemark.standard import load_standard


@click.command("standards")
def command() -> None:
    """List the standards that come with the library, with their versions and levels."""
    lines = []
    for name in bundled_ids():
        standard = load_standard(name)
        levels = ", ".join(level.title for level in standard.rules.levels)
        lines.append(printable(f"{name}@{standard.version}  {standard.title}"))
        lines.append(printable(f"    {len(standard.rules.criteria)} criteria; levels: {levels}"))
    say("\n".join(lines))
