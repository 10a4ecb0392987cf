"""Files: what the examples of a standard are read from, so that nothing writes over it."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Iterator
from typing import Any

from kitemark.examples.cases import examples_beside
from kitemark.problems import KitemarkError
from kitemark.reading import Document, inside, read_document
from kitemark.standard import Standard


def files_of(standard: Standard) -> Iterator[pathlib.Path]:
    """Give the files of a standard and of its examples: those beside it, their packs and the packs' tables.

    What is wrong with one of them is passed over: a file that does not load can be lost, too.
    """
    yield from standard.files
    yield from _named_files(standard.document)
    for file in standard.files:
        yield from files_beside(file)


def files_beside(file: pathlib.Path) -> Iterator[pathlib.Path]:
    """Give the files of the examples beside a standard's file, as `files_of` does."""
    beside = examples_beside(file)
    if _is_file(beside):
        yield beside
        yield from _named_files(_document(beside))


def _named_files(document: Document | None) -> Iterator[pathlib.Path]:
    if document is None or document.folder is None:
        return
    for example in _mappings(document.data, "examples"):
        pack = _inside(document.folder, example.get("pack"))
        if pack is not None:
            yield pack
            yield from _tables(_document(pack))


def _tables(pack: Document | None) -> Iterator[pathlib.Path]:
    if pack is None or pack.folder is None:
        return
    for part in (pack.data, *_mappings(pack.data, "units")):
        for record in _mappings(part, "evidence"):
            table = _inside(pack.folder, record.get("table"))
            if table is not None:
                yield table


def _mappings(data: Any, key: str) -> Iterable[dict[str, Any]]:
    value = data.get(key) if isinstance(data, dict) else None
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _inside(folder: pathlib.Path, name: object) -> pathlib.Path | None:
    file = inside(folder, name) if isinstance(name, str) else None
    return file if file is not None and _is_file(file) else None


def _document(file: pathlib.Path) -> Document | None:
    try:
        return read_document(file)
    except KitemarkError:
        return None


def _is_file(file: pathlib.Path) -> bool:
    return os.path.isfile(file)  # noqa: PTH113 - a path's own method raises for long names
