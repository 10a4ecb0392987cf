"""The columns of an export: each is a question, a split or ignored, and none holds people's details.

What is refused is named by its number. Its heading is repeated only where the mapping has it, and its
values never: in an export without a heading the first person's answers would stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kitemark.model.survey_mapping import SurveyMapping
from kitemark.privacy import details_in, heading_of, is_of_no_person
from kitemark.problems import Problem, closest
from kitemark.reading import Document, Path, Table
from kitemark.reading.document import column_letters


def check_columns(table: Table, mapping: SurveyMapping, document: Document, year: int | None) -> Iterable[Problem]:
    """Give what is wrong between an export's columns and a mapping; `year` is when people were asked."""
    yield from _named(table, mapping, document)
    splits = {split.column for split in mapping.split}
    for number, column in enumerate(table.columns, 1):
        known = column in mapping.questions or column in splits
        values = [row[column] for _, row in table.rows if column in row]
        yield from _personal(table, number, values, year, known=known, ignored=column in mapping.ignore)
        if values and not known and column not in mapping.ignore:
            yield _unmapped(table, number, column, mapping)


def _named(table: Table, mapping: SurveyMapping, document: Document) -> Iterable[Problem]:
    """Give a problem for each column that the mapping names and the export lacks, or that it names twice."""
    places: list[tuple[Path, str, bool]] = [(("questions", name), name, True) for name in mapping.questions]
    places += [(("split", place, "column"), split.column, False) for place, split in enumerate(mapping.split)]
    places += [(("ignore", place), name, False) for place, name in enumerate(mapping.ignore)]
    seen: set[str] = set()
    for path, name, key in places:
        if name not in table.columns and path[0] != "ignore":
            message = f"found '{name}', wanted the name of a column of the export"
            yield document.problem("unknown-name", path, message, "copy it from the export's first line", key=key)
        if name in seen:
            message = f"found the column '{name}' a second time"
            yield document.problem("duplicate-name", path, message, "name it in one place only", key=key)
        seen.add(name)


def _personal(
    table: Table, number: int, values: Sequence[str], year: int | None, *, known: bool, ignored: bool
) -> Iterable[Problem]:
    column = table.columns[number - 1]
    hint = "cut the column from the export before it comes here; to ignore it is not enough"
    what = None if known else heading_of(column)
    if what is not None:
        message = f"{_called(number, column, known=ignored)} is called after {what}, which no pack may hold"
        yield _at(table, number, message, hint)
        return
    found = details_in(values, year, free=not known and not is_of_no_person(column))
    if found is not None:
        message = f"{_called(number, column, known=known or ignored)} seems to hold {found[0]}, in {found[1]} rows"
        yield _at(table, number, message, hint)


def _unmapped(table: Table, number: int, column: str, mapping: SurveyMapping) -> Problem:
    near = closest(column, [*mapping.questions, *(split.column for split in mapping.split), *mapping.ignore])
    message = f"{_called(number, column, known=False)} is named neither as a question, nor under 'split' or 'ignore'"
    hint = f"did you mean '{near}'?" if near else "if people wrote free text there, name it under 'ignore'"
    return Problem("unknown-key", message, table.file, table.heading, number, "", hint)


def _called(number: int, column: str, *, known: bool) -> str:
    named = f", '{column}'" if known else ""
    return f"found that column {number} ({column_letters(number)}{named})"


def _at(table: Table, number: int, message: str, hint: str) -> Problem:
    return Problem("personal-data", message, table.file, table.heading, number, "", hint)
