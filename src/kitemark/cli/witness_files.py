"""Witnesses as files in a folder, which the command writes anew and nothing else."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from kitemark.bundled import bundled_file
from kitemark.standard import Standard

Command = TypeVar("Command", bound=Callable[..., Any])


def witnesses_option(words: str) -> Callable[[Command], Command]:
    """Give the option --witnesses, a folder for the witnesses that the words name."""
    folder = click.Path(path_type=pathlib.Path, file_okay=False)
    return click.option("--witnesses", type=folder, metavar="DIR", help=words)


def write_witnesses(files: Iterable[tuple[str, str]], folder: pathlib.Path, mark: str) -> None:
    """Write files, each a name and its text, over nothing but those that begin with the same mark."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files:
            file = folder / name
            if os.path.lexists(file) and not _is_ours(file, mark):
                raise click.ClickException(f"found {file} there already, which is no witness; name another folder")
            file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"could not write {folder} ({(error.strerror or 'unknown').lower()})") from None


def _is_ours(file: pathlib.Path, mark: str) -> bool:
    return file.is_file() and not file.is_symlink() and file.read_bytes().startswith(mark.encode())


def name_from(folder: pathlib.Path, standard: Standard) -> str:
    """Give how a pack in a folder names a standard: by its id where it is bundled, or by the way to its file."""
    file = standard.files[0]
    if (bundled := bundled_file(standard.id)) is not None and bundled.exists() and file.samefile(bundled):
        return f"{standard.id}@{standard.version}"
    return pathlib.Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
