"""Where in the file the compiler stands, and what it has found wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kitemark.model.fields import found
from kitemark.problems import Problem, listing, nearest
from kitemark.reading import Document, Path


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document, and the list that all places of it report to."""

    document: Document
    problems: list[Problem]
    path: Path = ()

    def at(self, *steps: str | int) -> Place:
        """Give the place some steps further in."""
        return Place(self.document, self.problems, (*self.path, *steps))

    def report(self, code: str, message: str, hint: str, *, key: bool = False) -> None:
        """Note a problem here."""
        self.problems.append(self.document.problem(code, self.path, message, hint, key=key))

    def as_first(self) -> str:
        """Give the hint for an id that stands here already."""
        return f"rename one of the two; the first is {self.document.where(self.path)}"

    def unknown(
        self,
        what: str,
        name: str,
        known: Iterable[str],
        called: Mapping[str, str | None] | None = None,
        *,
        key: bool = False,
    ) -> None:
        """Note that a name is not declared, with the nearest one that is; `called` are their titles, if they have any.

        Where two are declared by one name, which is told already, one of them may be this. Names that stand in an
        order, as levels do from the lowest up, come as a tuple and keep it.
        """
        names = list(known) if isinstance(known, tuple) else sorted(known)
        if len(names) > len(set(names)):
            return
        hint = nearest(name, names, called or {}, several=not key) or (
            f"declared: {listing(names)}" if names else f"no {what} is declared"
        )
        self.report("unknown-name", f"found {found(name)}, wanted the name of a declared {what}", hint, key=key)


def one_of(given: Collection[str], otherwise: str) -> str:
    """Give the hint where one of several keys is wanted: to add it, or what to do `otherwise`, with too many."""
    return otherwise if given else "add the one that is meant"
