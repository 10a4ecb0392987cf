"""The brief before a schedule: what the standard is about, for somebody who has not read it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kitemark.describe.page import Entry, Item, entries, listed
from kitemark.model.standard import StandardFile

_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in a schedule's lines, and so must be explained."""

    measured: bool
    judged: bool
    ranges: bool
    where: bool
    who: str

    def items(self) -> Iterator[Item]:
        """Give how a line is read."""
        if self.measured:
            yield Item("What is measured", "Counted from records. Each must have the fields that the line names.")
        if self.judged:
            yield Item("What is judged", "Rated by assessors, with a reason. The last part says what they ask.")
        if self.ranges:
            text = "A figure from only some of the people is a range, because of chance. This is its less good end."
            yield Item("The worse end", text)
        if self.where:
            yield Item("Where", "For which organisations a line is meant. Without it, for all.")
        if "Not laid down" in self.who:
            yield Item("Not laid down", "The standard leaves open who collects. A contract may say it.")
        if "voice: " in self.who:
            yield Item("Voice", "For whom a record speaks, in the standard's own words.")


def brief(standard: StandardFile, levels: Collection[str], reading: Reading) -> Iterator[Entry]:
    """Give what the standard looks at, what some of its levels mean, and how a line of the schedule is read."""
    yield from entries(("What it is", standard.summary))
    yield from listed("What it looks at", _subjects(standard))
    meant = [form for form in standard.levels if form.id in levels and form.summary]
    yield from listed("What the levels mean", (Item(form.title or form.id, form.summary or "") for form in meant))
    yield from listed("How to read a line", reading.items())


def _subjects(standard: StandardFile) -> Iterator[Item]:
    for section in standard.sections:
        yield Item(_called(section.id, section.title), section.summary or "")
    for criterion in standard.criteria[:_MOST_NAMED]:
        yield Item(_called(criterion.id, criterion.title), criterion.asks or "")
    more = len(standard.criteria) - _MOST_NAMED
    if more > 0:
        yield Item("", f"And {more} more criteria.")


def _called(name: str, title: str | None) -> str:
    return f"{name} {title}" if title and title != name else name
