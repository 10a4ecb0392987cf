"""The export of a survey to records of a standard's kind."""

from __future__ import annotations

import dataclasses
import datetime
import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kitemark.binding.records import RecordReader
from kitemark.binding.spot import Spot
from kitemark.model.survey_mapping import Answers, SurveyMapping
from kitemark.model.validation import validate
from kitemark.named_standard import standard_named
from kitemark.problems import KitemarkError, Problem
from kitemark.quantity import date_from
from kitemark.reading import Document, Table, plain_document, read_document
from kitemark.rules.records import Kind
from kitemark.rules.standard import Rules
from kitemark.standard import Standard
from kitemark.surveys.asking import Asking, Fields
from kitemark.surveys.columns import check_columns
from kitemark.surveys.counting import Count, Group, Tally, count, held_back, plain, sorts
from kitemark.surveys.export import read_export, table_from
from kitemark.surveys.outcome import Asked, SurveyRecords

_UNFIT = re.compile(r"[^A-Za-z0-9]+")


def import_survey(
    export: str | pathlib.Path, mapping: str | pathlib.Path, *, standard: Standard | None = None
) -> SurveyRecords:
    """Give the records that an export comes to, by a mapping file.

    `export` is a CSV or an Excel workbook, `standard` the one by which to go in place of the one that the
    mapping names. KitemarkError with every problem of the mapping, of the export's columns and of its answers.
    """
    document = read_document(pathlib.Path(mapping), of_these=False)
    form = validate(SurveyMapping, document)
    standard = standard or standard_named(form.standard, document)
    return _import(read_export(pathlib.Path(export), form.sheet), form, document, standard)


def records_from_rows(
    rows: Iterable[Mapping[str, object]], mapping: Mapping[str, object], *, standard: Standard
) -> SurveyRecords:
    """Give the records that rows come to: each a mapping of column to answer, one an answer sheet.

    `mapping` is what a mapping file holds, as plain data. KitemarkError with every problem; none repeats an answer.
    """
    document = plain_document(mapping)
    return _import(table_from(rows), validate(SurveyMapping, document), document, standard)


def _import(table: Table, mapping: SurveyMapping, document: Document, standard: Standard) -> SurveyRecords:
    rules = standard.rules
    asking = Asking(mapping, rules, document)
    found = asking.fields()
    problems = [*asking.problems, *check_columns(table, mapping, document, _year(mapping))]
    survey = _Survey(table, mapping, document)
    counts = survey.counts(problems)
    if problems or found is None:
        raise KitemarkError(problems)
    outcome = _Outcome(
        standard, mapping, *found, max(mapping.smallest_group or 0, rules.smallest_group, *survey.least, 1)
    )
    result = outcome.of(counts, len(table.rows))
    wrong = list(_unfit(result.records, rules, document))
    if wrong:
        raise KitemarkError(wrong)
    return result


def _year(mapping: SurveyMapping) -> int | None:
    said = mapping.record.get("date") or mapping.record.get("period")
    day = date_from(said.get("to") if isinstance(said, dict) else str(said)[-10:])
    return day.year if day else None


def _unfit(records: Iterable[Mapping[str, Any]], rules: Rules, document: Document) -> Iterator[Problem]:
    """Give what is wrong with the records themselves, such as more answers than people who were asked."""
    problems: list[Problem] = []
    reader = RecordReader(rules, datetime.date.max, problems)
    for record in records:
        reader.record(record, Spot(document, ("record",)))
    for problem in problems:
        yield dataclasses.replace(problem, hint="check 'record', and what is said of each group")


class _Survey:
    """An export seen through a mapping."""

    def __init__(self, table: Table, mapping: SurveyMapping, document: Document) -> None:
        self.least = [split.smallest_group or 0 for split in mapping.split]
        self._table = table
        self._mapping = mapping
        self._document = document

    def counts(self, problems: list[Problem]) -> dict[str, Count]:
        """Give the count of each question, and note the answers and groups that the mapping does not have."""
        groups = self._groups(problems)
        counts = {}
        for column, question in self._mapping.questions.items():
            answers = question.answers or self._mapping.answers
            if answers is None or column not in self._table.columns:
                continue
            own = ("questions", column) if question.answers is not None else ()
            problems += self._twice(answers, (*own, "answers"))
            counts[column] = count(self._table.rows, column, sorts(answers), groups)
            if lost := counts[column].unsorted:
                problems.append(self._unsorted(column, lost, "an answer that the mapping does not sort"))
        return counts

    def _twice(self, answers: Answers, path: tuple[str, ...]) -> Iterator[Problem]:
        known = sorts(answers)
        for sort in ("positive", "other", "dont_know", "does_not_apply"):
            for place, answer in enumerate(getattr(answers, sort)):
                if known[plain(answer)] != sort:
                    message = f"found an answer that stands under '{known[plain(answer)]}', too, wanted it under one"
                    yield self._document.problem("duplicate-name", (*path, sort, place), message, "keep it under one")

    def _unsorted(self, column: str, lines: tuple[int, ...], what: str) -> Problem:
        place = self._table.columns.index(column) + 1
        more = f" in {len(lines)} row{'' if len(lines) == 1 else 's'}, first on line {lines[0]}"
        hint = "add it under 'answers' or 'values'; a column in which people wrote freely is no question"
        return Problem("unsorted-answer", f"found {what}{more}", self._table.file, lines[0], place, f"'{column}'", hint)

    def _groups(self, problems: list[Problem]) -> list[Group | None]:
        """Give the group of each row, None where it says nothing of one."""
        parts: list[list[str | None]] = []
        for split in self._mapping.split:
            if split.column not in self._table.columns:
                continue
            known = {plain(value): value for value in split.values}
            texts = [plain(row.get(split.column, "")) for _, row in self._table.rows]
            pairs = zip(self._table.rows, texts, strict=True)
            lost = tuple(line for (line, _), text in pairs if text and text not in known)
            if lost:
                problems.append(self._unsorted(split.column, lost, "a group that the mapping does not have"))
            parts.append([known.get(text) for text in texts])
        rows = zip(*parts, strict=True) if parts else ((),) * len(self._table.rows)
        return [None if None in row else tuple(str(part) for part in row) for row in rows]


class _Outcome:
    """Makes records of counts."""

    def __init__(self, standard: Standard, mapping: SurveyMapping, kind: Kind, fields: Fields, smallest: int) -> None:
        self._standard = standard
        self._mapping = mapping
        self._kind = kind
        self._fields = fields
        self._smallest = smallest

    def of(self, counts: Mapping[str, Count], rows: int) -> SurveyRecords:
        """Give the records, and what may be said of each question."""
        records: list[Mapping[str, Any]] = []
        asked = []
        for column, found in counts.items():
            sizes = {group: tally.answers for group, tally in found.groups.items()}
            never = frozenset({None})  # whoever did not say which group is in none
            back = held_back(sizes, self._smallest, never)
            written = {group: found.groups[group] for group in self._order() if sizes.get(group) and group not in back}
            records += (self._record(column, group, tally) for group, tally in written.items())
            asked.append(self._asked(column, written, len(back) if self._mapping.split else 0))
        told = rows if all(one.records and one.rows == rows for one in asked) else None
        return SurveyRecords(self._standard, self._kind.id, tuple(records), tuple(asked), told, self._smallest)

    def _order(self) -> list[Group]:
        """Give all groups there may be, in the mapping's order."""
        groups: list[Group] = [()]
        for split in self._mapping.split:
            groups = [(*group, value) for group in groups for value in split.values]
        return groups

    def _asked(self, column: str, written: Mapping[Group, Tally], back: int) -> Asked:
        tallies = list(written.values())
        question = self._mapping.questions[column].question
        return Asked(
            column,
            question,
            len(tallies),
            sum(tally.answers for tally in tallies),
            sum(tally.dont_know for tally in tallies),
            sum(tally.does_not_apply for tally in tallies),
            sum(tally.blank for tally in tallies),
            back,
        )

    def _record(self, column: str, group: Group, tally: Tally) -> dict[str, Any]:
        mapping, question = self._mapping, self._mapping.questions[column]
        own: dict[str, Any] = {mapping.question_field: question.question}
        if mapping.scope_field in self._kind.fields:
            own[mapping.scope_field] = question.scope
        for split, said in zip(mapping.split, group, strict=True):
            value = split.values[said]
            own |= value if isinstance(value, dict) else {split.field: value}
        own |= {self._fields.answers: tally.answers, self._fields.positive: tally.positive}
        if self._fields.dont_know:
            own[self._fields.dont_know] = tally.dont_know
        if self._fields.does_not_apply:
            own[self._fields.does_not_apply] = tally.does_not_apply
        if question.criteria:
            own["criteria"] = list(question.criteria)
        name = "-".join(_UNFIT.sub("-", part).strip("-").lower() for part in (question.question, *group))
        return {"id": f"{mapping.id}-{name}", "kind": self._kind.id, **mapping.record, **own}
