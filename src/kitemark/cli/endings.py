"""What the name of the file says is to be written to it, and what cannot be."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Sequence
from typing import Any

import click

_SAYS = {
    ".txt": "text",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
    ".csv": "csv",
    ".sarif": "sarif",
}
_DOCUMENTS = frozenset({".xlsx", ".xls", ".ods", ".docx", ".odt", ".doc", ".rtf"})
"""Endings of files that programs of an office open, and that no text may have."""


def format_option(forms: Sequence[str]) -> Callable[[Any], Any]:
    """Give the option --format, for which the ending of --output speaks where it is not given.

    The first of the forms is written where neither says anything.
    """
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        callback=lambda context, _, form: form or _said(context.params.get("output"), forms),
        help=f"In place of what FILE's name says; {forms[0]} where that says nothing.",
    )


def _said(output: pathlib.Path | None, forms: Sequence[str]) -> str:
    ending = output.suffix.lower() if output is not None else ""
    form = _SAYS.get(ending, "" if ending in _DOCUMENTS else forms[0])
    if form in forms:
        return form
    if form == "text":
        return forms[0]
    message = f"found a file that ends in '{ending}', which this does not write; it writes {', '.join(forms)}"
    raise click.BadParameter(message, param_hint="--output")


def only_as(wanted: Sequence[str], output: pathlib.Path | None, hint: str) -> None:
    """Refuse a file whose name says that it holds something else than one ending in one of those that are wanted."""
    ending = output.suffix.lower() if output is not None else ""
    if ending in _DOCUMENTS or (ending in _SAYS and ending not in wanted):
        message = f"found a file that ends in '{ending}', wanted {' or '.join(repr(one) for one in wanted)}; {hint}"
        raise click.BadParameter(message, param_hint="--output")
