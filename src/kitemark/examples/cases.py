"""Cases: a standard's examples, each with the pack that it is about."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Sequence
from dataclasses import dataclass

from kitemark.assessment import load_assessment
from kitemark.examples.changes import ChangeError, Data, changed
from kitemark.examples.judged import misjudged
from kitemark.examples.tables import expects_nothing, rows_of
from kitemark.model.examples import Changes, Example, ExamplesFile, Expectation
from kitemark.model.validation import validate
from kitemark.problems import KitemarkError, Problem, listing, nearest
from kitemark.reading import Document, Path, inside, read_document
from kitemark.standard import Standard


@dataclass(frozen=True, slots=True)
class Case:
    """One pack and what must come out of it; `line` is where the example stands in its file."""

    id: str
    title: str
    pack: Data
    expect: Expectation
    line: int | None


def examples_of(standard: Standard) -> tuple[Case, ...]:
    """Give the cases of a standard's examples, its own and those in the file beside it.

    The file beside `standard.yaml` is `examples.yaml`, beside `NAME.yaml` it is `NAME.examples.yaml`.
    Raises KitemarkError for everything that is wrong with them.
    """
    return tuple(_read(_Reader(standard)))


def first_packs(standard: Standard, most: int) -> list[Data]:
    """Give the packs of a standard's first examples, without the rows of tables; no further one is read.

    Raises KitemarkError for what is wrong with those.
    """
    return [case.pack for case in _read(_Reader(standard, most))]


def _read(reader: _Reader) -> list[Case]:
    standard = reader.standard
    if standard.model.examples:
        reader.problems.extend(misjudged(standard.document, standard.rules))
        reader.read(standard.model.examples, standard.document)
    for file in standard.files:
        beside = examples_beside(file)
        if os.path.isfile(beside):  # noqa: PTH113 - a path's own method raises for long names
            document = read_document(beside)
            reader.problems.extend(misjudged(document, standard.rules))
            try:
                reader.read(validate(ExamplesFile, document).examples, document)
            except KitemarkError as error:
                reader.problems.extend(error.problems)
    if reader.problems:
        raise KitemarkError(reader.problems)
    return reader.cases


def examples_beside(file: pathlib.Path) -> pathlib.Path:
    """Give where the examples of a standard's file stand, if it has any beside it."""
    return file.parent / ("examples.yaml" if file.stem == "standard" else f"{file.stem}.examples.yaml")


class _Reader:
    """Reads examples, gathering problems; each example's pack is kept for those made from it.

    Given the most that are wanted, it stops there, and leaves rows of tables out.
    """

    def __init__(self, standard: Standard, most: int | None = None) -> None:
        self.cases: list[Case] = []
        self.problems: list[Problem] = []
        self.standard = standard
        self._most = most
        self._packs: dict[str, Data | None] = {}

    def read(self, examples: Sequence[Example], document: Document) -> None:
        """Read the examples of one document."""
        for place, example in enumerate(examples):
            if len(self.cases) == self._most:
                return
            path: Path = ("examples", place)
            try:
                self._one(example, path, document)
            except KitemarkError as error:
                self.problems.extend(error.problems)
                self._packs.setdefault(example.id, None)

    def _one(self, example: Example, path: Path, document: Document) -> None:
        if example.id in self._packs:
            message = f"found the id '{example.id}' a second time"
            raise _wrong(document, "duplicate-id", (*path, "id"), message, "give each example an id of its own")
        pack = self._pack(example, path, document)
        if pack is None:
            self._packs[example.id] = None
            return
        if example.changes is not None:
            pack = _with(pack, example.changes, (*path, "changes"), document)
        self._packs[example.id] = pack
        if (example.expect is None) is (example.table is None):
            message = "found neither 'expect' nor 'table'" if example.table is None else "found 'expect' beside 'table'"
            hint = "add 'expect: ...'" if example.table is None else "take one away, or make two examples of it"
            raise _wrong(document, "example", path, f"{message}, wanted one of the two", hint)
        line = document.line(path)
        title = example.title or example.id
        if example.expect is not None:
            if expects_nothing(example.expect):
                message = "found an 'expect' by which nothing must come out, so that anything would do"
                hint = f"name what must, such as {listing(Expectation.model_fields)}"
                raise _wrong(document, "example", (*path, "expect"), message, hint)
            self.cases.append(Case(example.id, title, pack, example.expect, line))
        elif self._most is None:
            self._rows(example, pack, (*path, "table"), document)

    def _rows(self, example: Example, pack: Data, path: Path, document: Document) -> None:
        assert example.table is not None  # noqa: S101 - the caller has seen to it
        problems: list[Problem] = []
        for row in rows_of(example.table, self.standard.rules, document, path):
            here = (*path, "rows", row.place)
            title = f"{example.title or example.id}: {row.words}"
            try:
                made = _with(pack, row.changes, here, document)
            except KitemarkError as error:
                problems.extend(error.problems)
            else:
                self.cases.append(Case(f"{example.id}#{row.place + 1}", title, made, row.expect, document.line(here)))
        if problems:
            raise KitemarkError(problems)

    def _pack(self, example: Example, path: Path, document: Document) -> Data | None:
        """Give the pack that an example begins with, or None where another example's is missing."""
        if (example.pack is None) is (example.of is None):
            found = "neither 'pack' nor 'of'" if example.pack is None else "both 'pack' and 'of'"
            hint = "add 'pack: FILE'" if example.pack is None else "take one of them away"
            raise _wrong(document, "example", path, f"found {found}, wanted one of the two", hint)
        if example.of is not None:
            if example.of not in self._packs:
                hint = nearest(example.of, self._packs) or "write that example above this one, or name a 'pack'"
                message = f"found '{example.of}', wanted the id of an example before this one"
                raise _wrong(document, "unknown-name", (*path, "of"), message, hint)
            return self._packs[example.of]
        file = inside(document.folder, str(example.pack)) if document.folder is not None else None
        if file is None or document.folder is None:
            message = f"found the pack '{example.pack}', wanted a file in the standard's own folder"
            raise _wrong(document, "path", (*path, "pack"), message, "move it there, and write the way from there")
        if not os.path.exists(file):  # noqa: PTH110 - a path's own method raises for long names
            others = [other.relative_to(file.parent).as_posix() for other in sorted(file.parent.glob("*.yaml"))]
            hint = nearest(file.name, others) or "check its name; packs stand in the standard's own folder"
            raise _wrong(document, "no-file", (*path, "pack"), f"found no file '{example.pack}', wanted a pack", hint)
        # Its problems are told with the path as it is named, from where one stands.
        return load_assessment(document.folder / str(example.pack)).written_out(self.standard)


def _wrong(document: Document, code: str, path: Path, message: str, hint: str) -> KitemarkError:
    return KitemarkError([document.problem(code, path, message, hint)])


def _with(pack: Data, changes: Changes, path: Path, document: Document) -> Data:
    try:
        return changed(pack, changes)
    except ChangeError as error:
        raise _wrong(document, "example", path, str(error), error.hint) from None
