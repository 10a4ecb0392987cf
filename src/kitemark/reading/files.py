"""Files to documents: bounded, decoded, and never outside the folder they belong to."""

from __future__ import annotations

import codecs
import dataclasses
import pathlib

from kitemark.problems import KitemarkError, Problem
from kitemark.reading.document import Document, position
from kitemark.reading.other_files import Meant, is_other, other_file
from kitemark.reading.parse import parse

LARGEST = 20_000_000
"""Most bytes of a file that is read."""

_BEGIN = "begin with 'kitemark: 1'"


def read_document(path: pathlib.Path, *, meant: Meant = "pack", of_these: bool = True) -> Document:
    """Give the document in a YAML or JSON file; KitemarkError where reading could not go on to its end.

    What was never meant as a pack or a standard is told as that, with how what is `meant` begins, unless it need
    not be one `of_these`.
    """
    name = str(path)
    text = read_text(path, name)
    if not text.strip():
        raise KitemarkError([Problem("empty", "found an empty file, wanted a mapping of keys", name, 1, 1, "", _BEGIN)])
    try:
        document = parse(text, name)
    except KitemarkError:
        if of_these and is_other(text, name):
            raise KitemarkError([other_file(name, meant)]) from None
        raise
    if of_these and not isinstance(document.data, dict | None) and is_other(text, name):
        raise KitemarkError([other_file(name, meant)])
    if document.data is None:
        nothing = Problem("empty", "found no content, wanted a mapping of keys", name, 1, 1, "", _BEGIN)
        raise KitemarkError([*document.problems, nothing])
    return dataclasses.replace(document, folder=path.parent)


def read_text(path: pathlib.Path, name: str) -> str:
    """Give a file's text, its byte order mark removed; KitemarkError if it cannot be had.

    `name` is what problems call the file.
    """
    return decode(read_bytes(path, name), name)


def read_bytes(path: pathlib.Path, name: str) -> bytes:
    """Give what a file holds; KitemarkError if it cannot be had, is too large, or is no ordinary file."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            message = "found something that is no file, wanted one"
            raise KitemarkError([Problem("no-file", message, name, hint="name a file")])
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise KitemarkError([_unreadable(error, name)]) from None
    if len(raw) > LARGEST:
        message = f"found a file of more than {LARGEST:,} bytes, wanted at most that many"
        raise KitemarkError([Problem("too-large", message, name, 1, 1, "", "split it, or move records to tables")])
    return raw


def decode(raw: bytes, name: str) -> str:
    """Give the text of bytes in UTF-8, or in UTF-16 with its mark."""
    if raw[:4] == b"PK\x03\x04":
        message = "found a packed file, such as a spreadsheet, wanted text"
        raise KitemarkError([Problem("encoding", message, name, 1, 1, "", "save the sheet as CSV in UTF-8")])
    encoding = "utf-16" if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8"
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        line, column = position(body[: error.start].decode(encoding, "ignore"))
        message = f"found bytes that are not {encoding.upper()}, wanted text in UTF-8"
        problem = Problem("encoding", message, name, line, column, "", "save the file as UTF-8")
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
        return Problem("no-file", "found no such file", name, hint="check its name and folder")
    if isinstance(error, IsADirectoryError):
        return Problem("no-file", "found a folder, wanted a file", name, hint="name a file in it")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "the name cannot be used"
    message = f"could not read the file ({reason.lower()})"
    return Problem("no-file", message, name, hint="check its name and who may read it")
