"""The assessor: what becomes of one file, whatever it is."""

from __future__ import annotations

import dataclasses
import datetime
import pathlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kitemark.assessment import Assessment, Choice, assessment_in, choice_by, read_assessment
from kitemark.portfolio.entry import Entry, entry_of
from kitemark.portfolio.finding import Source
from kitemark.portfolio.shelf import Kept, Shelf
from kitemark.portfolio.telling_apart import OTHER_WORKBOOK, PACK, kind_of, may_be_pack
from kitemark.problems import KitemarkError, Problem, listing, nearest_titled
from kitemark.reading import read_document
from kitemark.result import evaluate, miscounts
from kitemark.sheets import is_workbook
from kitemark.sheets.layout import JUDGEMENTS, ORGANISATION
from kitemark.sheets.opening import names_tab
from kitemark.standard import Standard

_LOOKED_AT = 200_000
"""Most bytes of a file that is not to be read as data that are looked at for signs of a pack."""


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of every pack alike; `standard` is a bundled id or a path, instead of the one a pack names."""

    standard: str | None = None
    date: datetime.date | None = None
    target: str | None = None
    require: str | None = None

    @property
    def levels(self) -> dict[str, str]:
        """The levels that are asked for, by what they are asked for as."""
        asked = {"target": self.target, "required level": self.require}
        return {what: level for what, level in asked.items() if level is not None}


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file in a folder that is no pack, and what it is."""

    file: str
    what: str


class Assessor:
    """Assesses files one after another, with the standards that it has loaded already."""

    def __init__(self, call: Call) -> None:
        """Take what is asked of every pack."""
        self._call = call
        self._shelf = Shelf()

    def __call__(self, source: Source) -> Entry | PassedOver:
        """Give what a file came to. Whatever is wrong with it is in the entry, and nothing is raised."""
        try:
            return self._answer(source)
        except KitemarkError as error:
            return Entry(source.file, tuple(_of(problem, source.file) for problem in error.problems))
        except MemoryError:
            return Entry(source.file, (_failed("there was not enough memory for it", source.file),))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one pack must not stop the others
            # Its name alone: what it says may repeat what people said.
            return Entry(source.file, (_failed(f"kitemark failed with {type(error).__name__}", source.file),))

    def _answer(self, source: Source) -> Entry | PassedOver:
        path = pathlib.Path(source.file)
        if is_workbook(path):
            if not source.named and not names_tab(path, ORGANISATION, JUDGEMENTS):
                return PassedOver(source.file, OTHER_WORKBOOK)
            return self._assessed(source.file, lambda choose: read_assessment(path, choose, miscounts))
        try:
            document = read_document(path)
        except KitemarkError:
            if source.named or self._may_be_pack(path):
                raise
            return PassedOver(source.file, "other file")
        kind = PACK if source.named else kind_of(document.data)
        if kind != PACK:
            return PassedOver(source.file, kind)
        return self._assessed(source.file, lambda choose: assessment_in(document, choose, miscounts))

    def _may_be_pack(self, path: pathlib.Path) -> bool:
        """Tell whether a file that cannot be read as data may be a pack: where nobody can look, it may."""
        try:
            with path.open("rb") as file:
                begins = file.read(_LOOKED_AT)
        except (OSError, ValueError):
            return True
        return may_be_pack(begins.replace(b"\0", b"").decode("utf-8", "replace"))  # UTF-16 is every other byte

    def _assessed(self, file: str, read: Callable[[Choice], Assessment]) -> Entry:
        load = self._shelf.load
        given = load(self._call.standard) if self._call.standard is not None else None
        assessment = read(choice_by(load) if given is None else (lambda *_: given))
        if self._call.date is not None:
            assessment = assessment.dated(self._call.date)
        standard = given or assessment.named_standard(load)
        unknown = tuple(self._unknown(standard, file))
        kept = self._shelf.kept(standard)
        if self._call.target is not None and self._call.target not in (level for level, _ in kept.book.levels):
            return Entry(file, unknown, standard=kept.book)
        result = evaluate(standard, assessment, target=self._call.target)
        entry = entry_of(result, kept.book, kept.web, file, unknown)
        return dataclasses.replace(entry, reached=self._reached(kept, result.outcome.established))

    def _unknown(self, standard: Standard, file: str) -> Iterable[Problem]:
        """Give which of the levels that are asked for the standard does not have."""
        levels = [level.id for level in standard.rules.levels]
        for what, level in self._call.levels.items():
            if level not in levels:
                message = f"found the {what} '{level}', which is no level of '{standard.id}'"
                hint = nearest_titled(level, standard.rules.levels) or f"the levels are {listing(levels)}"
                yield Problem("unknown-name", message, file, hint=hint)

    def _reached(self, kept: Kept, established: int) -> bool | None:
        """Tell whether the required level, or a later one, is established; None where none is asked for."""
        levels = [level for level, _ in kept.book.levels]
        if self._call.require is None:
            return None
        return self._call.require in levels and established >= levels.index(self._call.require)


def _of(problem: Problem, file: str) -> Problem:
    """Give a problem with the file that it is about: among many packs, one that names none would be nobody's."""
    return problem if problem.file is not None else dataclasses.replace(problem, file=file)


def _failed(what: str, file: str) -> Problem:
    return Problem(
        "not-assessed", f"found no answer for this pack: {what}", file, hint="assess it by itself to see more"
    )


def unanswered(file: str) -> Entry:
    """Give the entry of a file whose assessing ended the process that did it."""
    return Entry(file, (_failed("the process that assessed it was ended, for want of memory perhaps", file),))
