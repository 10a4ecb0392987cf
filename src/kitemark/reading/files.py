"""Files to documents: bounded, decoded, and never outside the folder they belong to."""

from __future__ import annotations

import pathlib

from kitemark.problems import KitemarkError, Problem
from kitemark.reading.document import Document
from kitemark.reading.parse import parse

LARGEST = 20_000_000
"""Most bytes of a file that is read."""


def read_document(path: pathlib.Path) -> Document:
    """Give the document in a YAML or JSON file; KitemarkError with every problem otherwise."""
    name = str(path)
    text = read_text(path)
    if not text.strip():
        raise KitemarkError([Problem("empty", "found an empty file", name, 1, 1)])
    data, mark, problems = parse(text, name)
    if problems:
        raise KitemarkError(problems)
    if data is None:
        raise KitemarkError([Problem("empty", "found a file with no content", name, 1, 1)])
    return Document(data, mark, name, path.parent)


def read_text(path: pathlib.Path) -> str:
    """Give a file's text, its byte order mark removed; KitemarkError if it cannot be had."""
    name = str(path)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            message = f"found a file of {size:,} bytes, wanted at most {LARGEST:,}"
            raise KitemarkError([Problem("too-large", message, name, hint="split it, or move records to tables")])
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise KitemarkError([_unreadable(error, name)]) from None
    return decode(raw, name)


def decode(raw: bytes, name: str) -> str:
    """Give the text of bytes in UTF-8, or in UTF-16 with its mark."""
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = Problem("encoding", "found bytes that are not UTF-8", name, line, None, "", "save the file as UTF-8")
        raise KitemarkError([problem]) from None


def inside(folder: pathlib.Path, relative: str) -> pathlib.Path | None:
    """Give the real path of a file named in a pack, or None if it leaves the folder."""
    if "\0" in relative or "\\" in relative:
        return None
    try:
        base = folder.resolve()
        target = (base / relative).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return target if target.is_relative_to(base) and target != base else None


def _unreadable(error: Exception, name: str) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem("no-file", "found no such file", name, hint="check the path")
    if isinstance(error, IsADirectoryError):
        return Problem("no-file", "found a folder, wanted a file", name)
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "the name cannot be used"
    return Problem("no-file", f"could not read the file ({reason.lower()})", name)
