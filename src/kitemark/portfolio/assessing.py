"""Assessing many packs: found, assessed by themselves, and put together in one order."""

from __future__ import annotations

import dataclasses
import datetime
import os
import pathlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kitemark.portfolio.assessor import Assessor, Call, PassedOver, unanswered
from kitemark.portfolio.entry import Entry, Rulebook
from kitemark.portfolio.finding import Source, find
from kitemark.portfolio.portfolio import LeftOut, Portfolio
from kitemark.portfolio.working import Workers
from kitemark.problems import KitemarkError, Problem, listing, nearest, titles
from kitemark.standard import load_standard

Progress = Callable[[int, int], None]
"""Is told, after each file, how many are done and how many there are."""

_LEAST = 60
"""Least files a process is started for: starting one takes as long as assessing about so many."""


def assess_all(
    paths: Iterable[str | pathlib.Path],
    *,
    standard: str | pathlib.Path | None = None,
    date: datetime.date | None = None,
    target: str | None = None,
    require: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Portfolio:
    """Give what every pack among some files and folders comes to, each as `evaluate` has it.

    `standard` (a bundled id, id@version or a path) stands in for the one that each pack names, `date` for
    each pack's own; `target` and `require` name a level. With `jobs` above 1 that many processes share the
    work where there is enough of it; they are spawned, so that a script that calls this needs its
    `if __name__ == "__main__":`. What is wrong with a pack is told in its entry and stops no other. Raises
    KitemarkError for a standard that does not load, a level that it does not have, a required level that none
    of the packs' standards has, and where there is no pack at all.
    """
    if isinstance(paths, str | os.PathLike):
        raise TypeError("assess_all wants a list of paths, and was given one; put it in brackets")
    call = Call(None if standard is None else str(standard), date, target, require)
    _check(call)
    found = find(paths)
    answers = _answers(call, found.sources, jobs, progress)
    entries = tuple(one for one in answers if isinstance(one, Entry))
    _check_levels(call, entries)
    left = [LeftOut(one.file, one.what) for one in answers if isinstance(one, PassedOver)]
    left += [LeftOut(file, what) for file, what in found.passed_over]
    if not entries and not found.problems:
        raise KitemarkError([_nothing(left)])
    return Portfolio(call, entries, tuple(sorted(left, key=lambda one: os.fsencode(one.file))), found.problems)


def _check(call: Call) -> None:
    """Refuse what would be wrong for every pack, before any is read."""
    if call.standard is not None:
        _refuse(call, titles(load_standard(call.standard).rules.levels), "the id of a level")


def _check_levels(call: Call, entries: Iterable[Entry]) -> None:
    """Refuse a level that none of the standards has: to repeat that for every pack would tell nobody more."""
    books = {entry.standard.key: entry.standard for entry in entries if entry.standard is not None}
    if books:
        called = {level: title for book in books.values() for level, title in book.levels}
        _refuse(call, called, "the id of a level that a standard of these packs has")


def _refuse(call: Call, called: Mapping[str, str], wanted: str) -> None:
    """Raise KitemarkError for what is asked for and is no level; these are `called` so."""
    levels = list(called)
    problems = [
        Problem(
            "unknown-name",
            f"found the {what} '{level}', wanted {wanted}",
            hint=nearest(level, levels, called) or f"the levels are {listing(levels)}",
        )
        for what, level in call.levels.items()
        if level not in levels
    ]
    if problems:
        raise KitemarkError(problems)


def _nothing(left: Sequence[LeftOut]) -> Problem:
    of = f"found no pack, and {len(left)} other file{'' if len(left) == 1 else 's'}" if left else "found no pack"
    return Problem("empty", f"{of}, wanted at least one", hint="name packs, or folders that hold some")


def _answers(call: Call, sources: Sequence[Source], jobs: int, progress: Progress | None) -> list[Entry | PassedOver]:
    """Give the answers in the order of the sources, whatever the order in which they come."""
    answers: list[Entry | PassedOver | None] = [None] * len(sources)
    books: dict[tuple[str, str, str], Rulebook] = {}
    for done, (place, answer) in enumerate(_working(call, sources, jobs), 1):
        answers[place] = unanswered(sources[place].file) if answer is None else _sharing(answer, books)
        if progress is not None:
            progress(done, len(sources))
    return [one for one in answers if one is not None]


def _working(call: Call, sources: Sequence[Source], jobs: int) -> Iterator[tuple[int, Entry | PassedOver | None]]:
    processes = min(jobs, len(sources) // _LEAST)
    if processes > 1:
        yield from Workers(Assessor, call, processes).answers(sources)
        return
    yield from enumerate(map(Assessor(call), sources))


def _sharing(answer: Entry | PassedOver, books: dict[tuple[str, str, str], Rulebook]) -> Entry | PassedOver:
    """Give an answer with the names of its standard as another one has them: they came from another process."""
    if not isinstance(answer, Entry) or answer.standard is None:
        return answer
    return dataclasses.replace(answer, standard=books.setdefault(answer.standard.key, answer.standard))


def usable_processors() -> int:
    """Give how many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
