"""The standard that a pack names: found by its id, or by a path that leads from the pack's own file."""

from __future__ import annotations

import dataclasses
import os
import pathlib
from collections.abc import Callable

from kitemark.problems import KitemarkError, Problem, listing, nearest
from kitemark.reading import Document
from kitemark.standard import Standard, bundled_titles, is_bundled, is_title, load_standard

Load = Callable[[str | pathlib.Path], Standard]
"""Gives the standard with a bundled id, or at a path."""


def named_or_none(name: str | None, document: Document) -> Standard | None:
    """Give the standard that a file names, or None: the caller may name another yet."""
    try:
        return standard_named(name, document)
    except KitemarkError:
        return None


def standard_named(name: str | None, document: Document, load: Load = load_standard) -> Standard:
    """Give the standard that a file names: a bundled id or a path from there; KitemarkError where there is none."""
    if name is None:
        hint = "add 'standard: ...', or name one in the call (--standard, or evaluate's first argument)"
        raise KitemarkError([document.problem("missing-key", (), "found no 'standard'", hint)])
    place = document.problem("", ("standard",), "", "")
    if is_bundled(name):
        return _load(name, place, load)
    if "\\" in name or pathlib.PurePosixPath(name).is_absolute() or document.folder is None:
        raise KitemarkError([_elsewhere(name, document)])
    path = document.folder / name
    if not os.path.exists(path):  # noqa: PTH110 - a path's own method raises for a name that is too long
        called = bundled_titles()
        known = [*called, *_beside(document.folder, document.name)]
        hint = nearest(name, known, called) or f"bundled: {listing(called)}"
        message = f"found '{name}', which is neither a bundled standard nor a file beside the assessment"
        raise KitemarkError([document.problem("no-standard", ("standard",), message, hint)])
    return _load(straight(path), place, load)


def straight(path: pathlib.Path) -> pathlib.Path:
    """Give a path without steps there and back, as people would write it; as it is where a link leads elsewhere."""
    found = pathlib.Path(os.path.normpath(path))
    try:
        return found if found.samefile(path) else path
    except (OSError, ValueError):
        return path


def _elsewhere(name: str, document: Document) -> Problem:
    """Give what is wrong with a path that does not lead from the pack's file, and what to write in its place."""
    message = f"found the path '{name}', wanted one relative to the assessment's file, or a bundled id"
    hint = "write the way there from this file, with /, such as ../standard.yaml"
    if document.folder is None:
        message = f"found the path '{name}', and plain data lies in no folder from which it could lead"
        called = bundled_titles() if is_title(name) else {}
        hint = nearest(name, called, called) or "name a bundled standard, or give the standard in the call"
    elif pathlib.PurePosixPath(name).is_absolute():
        # The way is made of names alone: nothing is looked up on the disk.
        way = pathlib.Path(os.path.relpath(name, pathlib.Path.cwd() / document.folder)).as_posix()
        message += ": a path that begins at the root leads nowhere on another's machine"
        hint = f"write '{way}', the way there from this file, or name the standard in the call"
    elif "\\" in name:
        message = f"found the path '{name}', wanted one with / in place of \\, which every machine reads the same"
    return document.problem("path", ("standard",), message, hint)


def _beside(folder: pathlib.Path, pack: str | None) -> list[str]:
    """Give the names of the files beside a pack that may be standards."""
    return sorted({one.name for one in folder.glob("*.y*ml")} - {pathlib.Path(pack or "").name})


def _load(source: str | pathlib.Path, place: Problem, load: Load) -> Standard:
    """Load a standard; what is wrong with its name stands where it is named."""
    try:
        return load(source)
    except KitemarkError as error:
        raise KitemarkError(
            dataclasses.replace(place, code=one.code, message=_about(one, source), hint=one.hint)
            if one.line is None
            else one
            for one in error.problems
        ) from None


def _about(problem: Problem, source: str | pathlib.Path) -> str:
    return problem.message if problem.file is None else f"standard '{source}': {problem.message}"
