"""An assessment, loaded: an organisation's evidence and judgements, with the tables they name."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import os
import pathlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from kitemark.binding import Case, bind, table_records
from kitemark.binding.unchecked import with_unchecked
from kitemark.digest import digest
from kitemark.model.assessment import AssessmentFile
from kitemark.model.commas import settled
from kitemark.model.sound import sound_part
from kitemark.model.validation import faults_of, validate
from kitemark.named_standard import Load, named_or_none, standard_named
from kitemark.problems import KitemarkError, Problem, closest, nearest
from kitemark.reading import Document, Path, Table, inside, plain_document, read_document, read_table
from kitemark.sheets import is_workbook
from kitemark.standard import Standard, load_standard

Choice = Callable[[str | None, Document], Standard | None]
"""Gives the standard by which to check a file that names this one; None where there is none yet."""
_SAYS_RATING = (("rating",), ("not_applicable",))
_MOST_MISFITS = 12
"""Most problems between a pack and a standard that it was not made for that are told one by one."""
Check = Callable[[Standard, Case, Iterable[Problem]], Iterable[Problem]]
"""Gives what else is wrong with a case in which these problems were found."""


def _nothing_more(_: Standard, __: Case, ___: Iterable[Problem]) -> Iterable[Problem]:
    return ()


class Assessment:
    """An assessment that can be evaluated by a standard. It does not change."""

    def __init__(self, document: Document, tables: Mapping[str, Table] | None = None) -> None:
        """Validate a document and read its tables; KitemarkError with every problem they have."""
        self._document = document
        self._loaded: Standard | None = None
        self.model: AssessmentFile = validate(AssessmentFile, document)
        self._tables, problems = _tables(self.model, document) if tables is None else (tables, [])
        if problems:
            raise KitemarkError(problems)
        self._case: tuple[Standard, Case, tuple[Problem, ...]] | None = None

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
        if not isinstance(day, datetime.date) or isinstance(day, datetime.datetime):
            raise TypeError(f"dated wants a datetime.date, and was given {type(day).__name__}")
        data = {**self._document.data, "date": day.isoformat()}
        return Assessment(dataclasses.replace(self._document, data=data), self._tables)

    def to_data(self) -> dict[str, Any]:
        """Give the assessment as plain data, as `assessment_from` takes it; tables stay named."""
        return Document(plain_document(self._document.data).data).data  # type: ignore[no-any-return]

    def written_out(self, standard: Standard) -> dict[str, Any]:
        """Give the assessment as plain data in which every table is written out as records."""
        data = self.to_data()
        for part in (data, *data.get("units", ())):
            if "evidence" in part:
                part["evidence"] = [one for raw in part["evidence"] for one in self._records(raw, standard)]
        return data

    def _records(self, raw: dict[str, Any], standard: Standard) -> Iterable[dict[str, Any]]:
        if "table" not in raw:
            return (raw,)
        rows = table_records(raw, self._tables[raw["table"]], standard.rules.kinds)
        return ({"id": fallback, **record} for _, record, fallback in rows)

    def bound(self, standard: Standard) -> tuple[Case, tuple[Problem, ...]]:
        """Give the case to evaluate, and every problem between it and the standard."""
        known = self._case
        if known is None or known[0] is not standard:
            known = self._case = (standard, *bind(standard.rules, self.model, self._document, self._tables))
        return known[1], known[2]

    @property
    def document(self) -> Document:
        """The document that it was read from, with the place of every value."""
        return self._document

    def named_standard(self, load: Load = load_standard) -> Standard:
        """Give the standard that the file names; a path is relative to the file and never absolute.

        `load` gives it from a bundled id or a path, for a caller that keeps those it has loaded.
        """
        try:
            return self._loaded or standard_named(self.model.standard, self._document, load)
        except KitemarkError as error:
            raise KitemarkError(with_unchecked(error.problems, self._document)) from None

    @property
    def files(self) -> tuple[pathlib.Path, ...]:
        """The files that it was read from, its tables included; none where it was made from plain data."""
        if self._document.name is None or self._document.folder is None:
            return ()
        return (pathlib.Path(self._document.name), *(self._document.folder / name for name in self._tables))

    def __reduce__(self) -> tuple[type[Assessment], tuple[Document, Mapping[str, Table]]]:
        """Let the assessment be copied and sent elsewhere, with what its tables held."""
        return (Assessment, (self._document, self._tables))

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is an assessment of the same content, tables included."""
        return isinstance(other, Assessment) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        """Give a hash of who is assessed, and when."""
        return hash((self.model.organisation.id, self.model.date))

    def __repr__(self) -> str:
        """Give the organisation's id and the date."""
        return f"<Assessment {self.model.organisation.id} {self.date}>"


def load_assessment(source: str | pathlib.Path, *, standard: Standard | None = None) -> Assessment:
    """Give the assessment in a YAML or JSON file, or in a workbook; KitemarkError with every problem it has.

    What depends on a standard (kinds, fields, criteria) is checked by `evaluate`; where the
    file has problems of its own, they are told with those that the standard it names finds.
    A workbook (`.xlsx`) is read by the standard that it names, or by `standard`: that says which
    cells are numbers, and which are lists.
    """
    path = pathlib.Path(source)
    if is_workbook(path):
        return _from_workbook(path, standard_named if standard is None else lambda *_: standard)
    return _assessment(read_document(path), named_or_none if standard is None else lambda *_: standard)


def read_assessment(path: pathlib.Path, choose: Choice | None = None, check: Check = _nothing_more) -> Assessment:
    """Give the assessment in a file; with its problems come those that a standard finds.

    That is the one that `choose` gives, or else the one that the file names; that there is none
    is then one of the problems. `check` gives those that show only when the case is evaluated.
    """
    if is_workbook(path):
        return _from_workbook(path, choose or standard_named, check)
    return assessment_in(read_document(path), choose, check)


def assessment_in(document: Document, choose: Choice | None = None, check: Check = _nothing_more) -> Assessment:
    """Give the assessment that a document is, as `read_assessment` does for a file."""
    return _assessment(document, choose or standard_named, check)


def choice_by(load: Load) -> Choice:
    """Give the choice of the standard that a file names, loaded by `load`."""
    return functools.partial(standard_named, load=load)


def _from_workbook(path: pathlib.Path, choose: Choice, check: Check = _nothing_more) -> Assessment:
    from kitemark.sheets.reading import read_workbook  # noqa: PLC0415 - wanted for workbooks only

    # Its cells are read by its own standard where nobody has another for it.
    document, standard = read_workbook(path, lambda *named: choose(*named) or standard_named(*named))
    assessment = _assessment(document, lambda *_: standard, check)
    if choose is standard_named:
        assessment._loaded = standard  # noqa: SLF001 - its own room
    return assessment


def _assessment(document: Document, choose: Choice, check: Check = _nothing_more) -> Assessment:
    try:
        return Assessment(document)
    except KitemarkError as error:
        if any(one.code == "wrong-file" for one in error.problems):
            raise  # nothing in another file is worth checking
        apart = settled(AssessmentFile, document, lambda joined: _problems(joined, choose, check))
        raise KitemarkError(apart or [*error.problems, *_further(document, choose, check)]) from None


def _problems(document: Document, choose: Choice, check: Check) -> list[Problem]:
    """Give every problem of a document, with those that show only beside its standard."""
    return [*faults_of(AssessmentFile, document), *_further(document, choose, check)]


def assessment_from(data: object, *, folder: str | pathlib.Path | None = None) -> Assessment:
    """Give the assessment that plain data makes; KitemarkError otherwise.

    `folder` is where tables that it names are read, and no table is read without it.
    """
    place = pathlib.Path(folder) if folder is not None else None
    return _assessment(dataclasses.replace(plain_document(data), folder=place), named_or_none)


def _named(model: AssessmentFile) -> Iterable[tuple[Path, Mapping[str, Any]]]:
    for index, record in enumerate(model.evidence):
        yield ("evidence", index), record
    for place, unit in enumerate(model.units):
        for index, record in enumerate(unit.evidence):
            yield ("units", place, "evidence", index), record


def _tables(model: AssessmentFile, document: Document) -> tuple[dict[str, Table], list[Problem]]:
    """Give the tables that the records name, and what is wrong with the others."""
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for path, record in _named(model):
        name = record.get("table")
        if "table" not in record or (isinstance(name, str) and name in tables):
            continue
        try:
            table = _table(name, document, (*path, "table"))
        except KitemarkError as error:
            problems.extend(error.problems)
        else:
            tables[table.name] = table
    return tables, problems


def _table(name: object, document: Document, path: Path) -> Table:
    if not isinstance(name, str):
        message = "found something else than text, wanted the name of a CSV file"
        raise KitemarkError([document.problem("wrong-type", path, message, "write it in quotes, such as 'survey.csv'")])
    if document.folder is None:
        message, hint = (
            f"found the table '{name}', but no folder to read it from",
            "give folder=, or write the records out",
        )
        raise KitemarkError([document.problem("path", path, message, hint)])
    file = inside(document.folder, name)
    if file is None:
        message = f"found the table '{name}', wanted a file in the assessment's own folder"
        raise KitemarkError([document.problem("path", path, message, "move it there, and write its name alone")])
    if not os.path.isfile(file):  # noqa: PTH113 - a path's own method raises for a name that is too long
        raise KitemarkError([_no_table(name, file, document.folder, document, path)])
    return read_table(file, name, str(document.folder / name))


def _no_table(name: str, file: pathlib.Path, folder: pathlib.Path, document: Document, path: Path) -> Problem:
    found = f"no file '{name}'"
    if os.path.exists(file):  # noqa: PTH110 - the same
        found = f"the folder '{name}'" if file.is_dir() else f"'{name}', which is no ordinary file"
    others = [other.name for other in sorted(folder.glob("*.csv")) if other.is_file()]
    hint = nearest(name, others) or "check its name; tables stand beside the assessment"
    return document.problem("no-file", path, f"found {found}, wanted a table", hint)


def misfits(assessment: Assessment, standard: Standard, problems: Sequence[Problem]) -> Sequence[Problem]:
    """Give the problems between the two; many with a standard that a pack was not made for are told as one."""
    return _misfits(assessment.model.standard, assessment._document, standard, problems)  # noqa: SLF001 - its own room


def _misfits(
    name: str | None, document: Document, standard: Standard, problems: Sequence[Problem]
) -> Sequence[Problem]:
    count = len(set(problems))
    if name is None or count <= _MOST_MISFITS:
        return problems
    try:
        other = standard_named(name, document).id
    except KitemarkError:
        # Of a file that is not to be had nobody knows which standard it is.
        other = standard.id if {"/", "."} & set(name.partition("@")[0]) else name.partition("@")[0]
    if other == standard.id:
        return problems
    message = f"found a pack for '{name}', wanted one for '{standard.id}'; {count} things in it do not fit"
    hint = "assess it by the standard that it names, or write a pack for this one"
    return [document.problem("other-standard", ("standard",), message, hint)]


def _further(document: Document, choose: Choice, check: Check) -> list[Problem]:
    """Give what is wrong in the sound part of an assessment that does not load, and does not follow from that."""
    part = sound_part(AssessmentFile, document)
    if part is None:
        return []
    tables, problems = _tables(part.model, part.document)
    lost = {str(record["table"]) for _, record in _named(part.model) if "table" in record} - tables.keys()
    try:
        standard = choose(part.model.standard, document)
    except KitemarkError as error:
        return [*problems, *with_unchecked(error.problems, document)]
    if standard is None:
        return problems
    absent = {name: Table(name, name, 1, (), ()) for name in lost}
    case, found = bind(standard.rules, part.model, part.document, {**tables, **absent})
    # What stands in for an id of its own, an assessor or a reason keeps nothing beside it from being checked.
    harmless = {path for path in part.stood_in if path[0] != "units" or "judgements" in path}
    tops = {str(path[0]) for path in part.removed - harmless if path}
    # Without the date or the facts nobody knows which records count.
    found = found if tops & {"date", "organisation", "units"} else (*found, *check(standard, case, found))
    # What has no cell of its own stands at another's.
    stood_in = {path for path in part.stood_in if not document.tabs or document.has_cell(path)}
    unread = {document.problem("", path, "", "").path for path in document.faults | stood_in}
    # A judgement whose rating could not be read has one all the same.
    rated = {document.problem("", path[:-1], "", "").path for path in part.removed if path[-1:] in _SAYS_RATING}
    follow = [
        one
        for one in found
        # Of a judgement as a whole it is told in its first cell, whatever stands there.
        if one.path in (rated if one.code == "judgement" else unread) or _follows(one, tops, lost=bool(lost))
    ]
    left = [one for one in found if one not in follow]
    return [*problems, *_misfits(part.model.standard, document, standard, left)]


def _follows(problem: Problem, tops: set[str], *, lost: bool) -> bool:
    """Tell whether a problem may only follow from what was taken out, or from a table that is not there."""
    unknown = problem.code == "unknown-name"
    cites = unknown and ".cites" in problem.path and (lost or "evidence" in tops or _meant(tops, "evidence"))
    units = unknown and problem.path.endswith("unit") and ("units" in tops or _meant(tops, "units"))
    # A unit whose id is not there is called by none that its records say.
    units = units or (problem.code == "unit" and "units" in tops)
    facts = problem.code == "missing-fact" and ("organisation" in tops or "units" in tops)
    unnamed = problem.code == "missing-key" and not problem.path and "standard" in tops
    return cites or units or facts or unnamed


def _meant(keys: set[str], name: str) -> bool:
    """Tell whether one of the keys may have been meant to be the name."""
    return any(closest(key, [name]) is not None for key in keys)
