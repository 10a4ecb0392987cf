"""An assessment, loaded: an organisation's evidence and judgements, with the tables they name."""

from __future__ import annotations

import datetime
import functools
import pathlib
from collections.abc import Iterable, Mapping
from typing import Any

from kitemark.binding import Case, bind
from kitemark.digest import digest
from kitemark.model.assessment import AssessmentFile
from kitemark.model.validation import validate
from kitemark.problems import KitemarkError, Problem
from kitemark.reading import Document, Path, Table, inside, plain_document, read_document, read_table
from kitemark.standard import Standard, load_standard


class Assessment:
    """An assessment that can be evaluated by a standard. It does not change."""

    def __init__(self, document: Document) -> None:
        """Validate a document and read its tables; KitemarkError with every problem they have."""
        self._document = document
        self.model: AssessmentFile = validate(AssessmentFile, document, quiet=True)
        self._tables = _tables(self.model, document)
        self._case: tuple[Standard, Case] | None = None

    @property
    def organisation(self) -> str:
        """The organisation's name, or its id."""
        return self.model.organisation.name or self.model.organisation.id

    @property
    def date(self) -> datetime.date:
        """The day as of which the evidence is judged."""
        return self.model.date

    @property
    def standard(self) -> str | None:
        """The standard that the file names: an id, `id@version` or a path; None where it names none."""
        return self.model.standard

    @functools.cached_property
    def sha256(self) -> str:
        """The digest of the assessment's content, its tables included, in hexadecimal."""
        tables = {
            name: {"columns": table.columns, "rows": [row for _, row in table.rows]}
            for name, table in self._tables.items()
        }
        return digest({"assessment": self._document.data, "tables": tables} if tables else self._document.data)

    def dated(self, day: datetime.date) -> Assessment:
        """Give the same assessment as of another day."""
        data = {**self._document.data, "date": day.isoformat()}
        return Assessment(Document(data, self._document.mark, self._document.name, self._document.folder))

    def to_data(self) -> dict[str, Any]:
        """Give the assessment as plain data, as `assessment_from` takes it; tables stay named."""
        return Document(plain_document(self._document.data).data).data  # type: ignore[no-any-return]

    def bound(self, standard: Standard) -> Case:
        """Give the case to evaluate; KitemarkError with every problem between it and the standard."""
        known = self._case
        if known is None or known[0] is not standard:
            known = self._case = (standard, bind(standard.rules, self.model, self._document, self._tables))
        return known[1]

    def named_standard(self) -> Standard:
        """Give the standard that the file names; a path is relative to the file and never absolute."""
        name = self.model.standard
        if name is None:
            raise KitemarkError(
                [
                    self._document.problem(
                        "missing-key", (), "found no 'standard'", "add 'standard: ...' or name one in the call"
                    )
                ]
            )
        if not any(sign in name for sign in "/\\") and not name.endswith((".yaml", ".yml", ".json")):
            return load_standard(name)
        path = pathlib.PurePosixPath(name)
        if path.is_absolute() or self._document.folder is None:
            message = f"found the path '{name}', wanted one relative to the assessment's file"
            raise KitemarkError([self._document.problem("path", ("standard",), message)])
        return load_standard(self._document.folder / path)

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is an assessment of the same content, tables included."""
        return isinstance(other, Assessment) and (self._document.data, self._tables) == (
            other._document.data,
            other._tables,
        )

    def __hash__(self) -> int:
        """Give a hash of who is assessed, and when."""
        return hash((self.model.organisation.id, self.model.date))

    def __repr__(self) -> str:
        """Give the organisation's id and the date."""
        return f"<Assessment {self.model.organisation.id} {self.date}>"


def load_assessment(source: str | pathlib.Path) -> Assessment:
    """Give the assessment in a YAML or JSON file; KitemarkError with every problem it has.

    What depends on a standard (kinds, fields, criteria) is checked by `evaluate`.
    """
    return Assessment(read_document(pathlib.Path(source)))


def assessment_from(data: object, *, folder: str | pathlib.Path | None = None) -> Assessment:
    """Give the assessment that plain data makes; KitemarkError otherwise.

    `folder` is where tables that it names are read, and no table is read without it.
    """
    document = plain_document(data)
    return Assessment(Document(document.data, None, None, pathlib.Path(folder) if folder is not None else None))


def _named(model: AssessmentFile) -> Iterable[tuple[Path, Mapping[str, Any]]]:
    for index, record in enumerate(model.evidence):
        yield ("evidence", index), record
    for place, unit in enumerate(model.units):
        for index, record in enumerate(unit.evidence):
            yield ("units", place, "evidence", index), record


def _tables(model: AssessmentFile, document: Document) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for path, record in _named(model):
        name = record.get("table")
        if "table" not in record or (isinstance(name, str) and name in tables):
            continue
        here = (*path, "table")
        if not isinstance(name, str):
            problems.append(
                document.problem("wrong-type", here, "found something else than text, wanted the name of a CSV file")
            )
        elif document.folder is None:
            problems.append(
                document.problem(
                    "path",
                    here,
                    f"found the table '{name}', but no folder to read it from",
                    "give a folder, or write the records out",
                )
            )
        elif (file := inside(document.folder, name)) is None:
            problems.append(
                document.problem(
                    "path", here, f"found the table '{name}', wanted a file in the assessment's own folder"
                )
            )
        else:
            try:
                tables[name] = read_table(file, name)
            except KitemarkError as error:
                problems.extend(error.problems)
    if problems:
        raise KitemarkError(problems)
    return tables
