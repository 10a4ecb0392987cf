"""A standard, loaded: what a caller holds, and how it is found."""

from __future__ import annotations

import functools
import os
import pathlib
import re
from typing import Any

from kitemark.bundled import bundled_file, bundled_ids
from kitemark.compile import compile_standard
from kitemark.compile.standard import RESERVED
from kitemark.digest import digest
from kitemark.model.commas import settled
from kitemark.model.sound import Taint, sound_part
from kitemark.model.standard import StandardFile
from kitemark.model.validation import validate
from kitemark.problems import KitemarkError, Problem, listing, nearest
from kitemark.reading import Document, plain_document, read_document
from kitemark.rules.standard import Rules

_NAMED = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)(?:@([0-9A-Za-z.+-]+))?\Z")


class Standard:
    """A standard that can be evaluated. It does not change."""

    def __init__(self, document: Document) -> None:
        """Validate and compile a document; KitemarkError with every problem it has."""
        self.document = document
        try:
            self.model: StandardFile = validate(StandardFile, document)
        except KitemarkError as error:
            other = any(one.code == "wrong-file" for one in error.problems)
            apart = None if other else settled(StandardFile, document, _problems)
            found = apart or _sifted([*error.problems, *_further(document)], document)
            raise KitemarkError(found) from None
        self.rules: Rules = compile_standard(self.model, document)

    @property
    def id(self) -> str:
        """The standard's id."""
        return self.model.id

    @property
    def version(self) -> str:
        """The standard's semantic version."""
        return self.model.version

    @property
    def title(self) -> str:
        """The standard's title."""
        return self.model.title

    @functools.cached_property
    def sha256(self) -> str:
        """The digest of the standard's content, in hexadecimal: the same for the same meaning."""
        return digest(self.document.data)

    def to_data(self) -> dict[str, Any]:
        """Give the standard as plain data, as `standard_from` takes it."""
        return _copied(self.document.data)  # type: ignore[no-any-return]

    @property
    def files(self) -> tuple[pathlib.Path, ...]:
        """The file that it was read from; none where it was made from plain data."""
        return () if self.document.name is None else (pathlib.Path(self.document.name),)

    def __reduce__(self) -> tuple[type[Standard], tuple[Document]]:
        """Let the standard be copied and sent elsewhere: it is what its document makes."""
        return (Standard, (self.document,))

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is a standard of the same content."""
        return isinstance(other, Standard) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        """Give a hash of what is named."""
        return hash((self.id, self.version))

    def __repr__(self) -> str:
        """Give the id and version."""
        return f"<Standard {self.id}@{self.version}>"


def is_bundled(name: str) -> bool:
    """Tell whether a name is a bundled id, with or without a version."""
    named = _NAMED.match(name)
    return named is not None and bundled_file(named[1]) is not None


def bundled_titles() -> dict[str, str]:
    """Give the titles of the bundled standards by their ids, for who writes a title in place of an id."""
    documents = ((name, read_document(file)) for name in bundled_ids() if (file := bundled_file(name)) is not None)
    return {name: str(document.data["title"]) for name, document in documents}


def is_title(text: str) -> bool:
    """Tell whether text is rather a title than a path: it has a blank in it, and neither slash nor ending."""
    return " " in text and not any(sign in text for sign in "/\\") and not pathlib.PurePath(text).suffix


def load_standard(source: str | pathlib.Path) -> Standard:
    """Give the standard in a file or folder, or the bundled one with this id.

    `source` is a path (a folder holds `standard.yaml`), or a bundled id with or without
    `@version`, any part of it. Raises KitemarkError with every problem.
    """
    named = _NAMED.match(source) if isinstance(source, str) else None
    if named is not None and (file := bundled_file(named[1])) is not None:
        standard = Standard(read_document(file, meant="standard"))
        if not version_fits(standard.version, named[2]):
            message = f"found version {standard.version} of '{named[1]}', wanted {named[2]}"
            raise KitemarkError(
                [Problem("version", message, hint="name the version that is installed, or give a path")]
            )
        return standard
    path = pathlib.Path(source)
    if isinstance(source, str) and not os.path.exists(path):  # noqa: PTH110 - a path's own method raises for long names
        called = bundled_titles()
        hint = nearest(named[1] if named else source, called, called)
        if named is not None or (hint and is_title(source)):
            hint = hint or f"bundled: {listing(called)}"
            raise KitemarkError(
                [Problem("no-standard", f"found no standard called '{source}', and no such file", hint=hint)]
            )
    folder = os.path.isdir(path)  # noqa: PTH112 - the same
    return Standard(read_document(path / "standard.yaml" if folder else path, meant="standard"))


def standard_from(data: object) -> Standard:
    """Give the standard that plain data (dicts, lists, text, numbers) makes; KitemarkError otherwise."""
    return Standard(plain_document(data))


def _problems(document: Document) -> tuple[Problem, ...]:
    try:
        Standard(document)
    except KitemarkError as error:
        return error.problems
    return ()


def _further(document: Document) -> list[Problem]:
    """Give what is wrong in the sound part of a document that does not validate, and does not follow from that."""
    part = sound_part(StandardFile, document)
    if part is None:
        return []
    taint = Taint(part.whole, part.removed)
    try:
        compile_standard(part.model, part.document)
    except KitemarkError as error:
        return [problem for problem in error.problems if not taint.touches(problem)]
    return []


def _sifted(problems: list[Problem], document: Document) -> list[Problem]:
    """Leave out what is wrong with marks only as a level is called like one of their keys, which is told."""
    if not any(one.code == "reserved-name" and one.path.startswith("levels[") for one in problems):
        return problems
    levels = [level for level in document.data["levels"] if isinstance(level, dict)]
    keys = RESERVED & {str(level.get("id")) for level in levels}
    return [one for one in problems if not (".marks[" in one.path and one.path.rpartition(".")[2] in keys)]


def version_fits(version: str, wanted: str | None) -> bool:
    """Tell whether a version is the one wanted, of which any leading part will do."""
    return wanted is None or version == wanted or version.startswith((f"{wanted}.", f"{wanted}-", f"{wanted}+"))


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value
