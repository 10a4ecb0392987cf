"""How surveys were made: a method statement from whatever their records say, and what nobody recorded.

A value is told only where a set of answers with it counts enough people. How many answered is told only as
far as the figures that are told tell it already.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kitemark.binding import Record
from kitemark.describe.fields import description, value_words
from kitemark.describe.sources import Sources
from kitemark.describe.words import named
from kitemark.evaluation.ends import Interval
from kitemark.evaluation.measuring import is_number
from kitemark.evaluation.outcome import PartyOutcome
from kitemark.explain.counted import asks_people, texts_of
from kitemark.explain.words import Speaker, day
from kitemark.quantity import Number, shown
from kitemark.reporting.report import Method
from kitemark.rules.measure import Margin, ShareOfRecords, ShareOfSums
from kitemark.rules.records import Kind, token
from kitemark.rules.standard import Rules

_ASKED_FOR: Mapping[str, str] = {
    "how people were chosen": r"design|sampl|chosen|drawn",
    "how many were asked": r"invit|asked_n|sent|could have answered",
    "how many people it speaks for": r"population|speak for|could have answered|all the (users|staff|people)",
    "where people answered": r"setting|where people|place",
    "who asked": r"asked_by|run_by|who asked|asker",
    "whether names were taken": r"anonym|confidential|names",
    "how people answered (on paper, online, by telephone, face to face)": r"\bmode|channel|on paper",
    "who was left out, and why": r"exclu|left out",
    "whether people were given anything for it": r"incentiv|reward|prize|voucher",
    "whether answers were weighted": r"weight",
}
"""What a reader of a survey should be told, and how a field is known that says it."""

_LONGEST_LABEL = 60
_SMALLEST = 10
"""How many people a value must stand for where the standard withholds nothing: what national surveys ask for."""


def methods_of(parties: Sequence[PartyOutcome], speaker: Speaker, language: str) -> tuple[Method, ...]:
    """Give a statement for every kind of survey or sample of which there are records, over all parties."""
    records = {record.id: record for party in parties for record in party.party.evidence.records}
    found = []
    for kind in survey_kinds(speaker.rules):
        mine = [record for record in records.values() if record.kind == kind.id]
        if mine:
            sizes = tuple(_sizes(parties, kind, speaker.rules))
            lines = (("When", _when(mine)), *sizes, *_how(mine, kind, speaker.rules.smallest_group or _SMALLEST))
            found.append(Method(kind.title, lines, _missing(kind) if language.startswith("en") else ()))
    return tuple(found)


def survey_kinds(rules: Rules) -> list[Kind]:
    """Give the kinds that carry a voice, count people, and of whose people a share is taken."""
    sources = Sources(rules)
    counted = {
        (kind.id, measure.take.of if not isinstance(measure.take, Margin) else measure.take.field)
        for measure in rules.measures.values()
        if isinstance(measure.take, ShareOfSums | ShareOfRecords | Margin)
        for kind in sources.all_kinds(sources.of(measure.sieve))
    }
    return [
        kind
        for kind in rules.kinds.values()
        if (kind.voice or kind.voice_by) and kind.people and (kind.id, kind.people) in counted
    ]


def _when(records: Sequence[Record]) -> str:
    days = sorted(record.day for record in records if record.day is not None)
    if not days:
        return "not known"
    return day(days[0]) if days[0] == days[-1] else f"{day(days[0])} to {day(days[-1])}"


def _sizes(parties: Sequence[PartyOutcome], kind: Kind, rules: Rules) -> Iterator[tuple[str, str]]:
    """Give how many answers stand behind the figures that are told: each of them tells it already."""
    sources = Sources(rules)
    told: list[Interval] = []
    asked_by: set[str] = set()
    for party in parties:
        for reading in party.readings:
            measure = reading.measure
            counts = isinstance(measure.take, ShareOfSums) and measure.take.of == kind.people
            if counts and isinstance(reading.ends, Interval) and not reading.hidden:
                kinds = sources.all_kinds(sources.of(measure.sieve))
                if [one.id for one in kinds] == [kind.id]:
                    told.append(reading.ends)
                    asked_by |= {test.field for test in measure.sieve.tests}
    if told:
        asked = asks_people(kind)
        alone = _alone(parties, kind, sources, asked_by)
        label = "Answers behind each figure" if asked else "Counted for each figure"
        yield label, f"{_range(one.total for one in told)}{alone}"
        populations = [one.population for one in told if one.population is not None]
        if len(populations) == len(told):
            yield "People whom each figure speaks for" if asked else "Out of", f"{_range(populations)}{alone}"
    else:
        yield "Answers behind each figure", "no figure is told that would say"


def _alone(parties: Sequence[PartyOutcome], kind: Kind, sources: Sources, asked_by: Container[str]) -> str:
    """Give by which fields figures are split, as other numbers stand behind those; not which, as they may be small.

    A field by which every figure is told apart anyway, such as its question, is not named: `asked_by`.
    """
    fields: dict[str, None] = {}
    for party in parties:
        for reading in party.readings:
            groups = reading.measure.groups
            if groups is None or groups.field in asked_by:
                continue
            if reading.state == "known" and not reading.hidden:
                kinds = sources.all_kinds(sources.of(reading.measure.sieve))
                fields |= {named(groups.field): None} if [one.id for one in kinds] == [kind.id] else {}
    by = " or by ".join(fields)
    return f"; for a figure by {by}, only those of each {' or '.join(fields)}" if by else ""


def _range(numbers: Iterable[Number]) -> str:
    found = sorted(numbers)
    return shown(found[0]) if found[0] == found[-1] else f"from {shown(found[0])} to {shown(found[-1])}"


def _how(records: Sequence[Record], kind: Kind, smallest: int) -> Iterator[tuple[str, str]]:
    """Give the values of each field that has a few fixed ones, where they stand for enough people."""
    for name, schema in kind.fields.items():
        if not _is_choice(schema):
            continue
        said = description(schema)
        label = said if said and len(said) <= _LONGEST_LABEL else named(name).capitalize()
        yield label, _values(records, kind, name, smallest)


def _is_choice(schema: Any) -> bool:
    if not isinstance(schema, dict):
        return False
    return "enum" in schema or "const" in schema or schema.get("type") == "boolean"


def _values(records: Sequence[Record], kind: Kind, name: str, smallest: int) -> str:
    """Give the values, each told where one set of answers alone has enough people: the same may answer many."""
    people: dict[Any, Number] = {}
    words: dict[Any, str] = {}
    silent = 0
    for record in records:
        value = record.values.get(name)
        if value is None:
            silent += 1
            continue
        key = token(value)
        counted = record.values.get(kind.people or "")
        people[key] = max(people.get(key, 0), counted if is_number(counted) and counted else 0)
        words[key] = named(value_words(value))
    enough = [words[key] for key, count in people.items() if count >= smallest]
    parts = [", ".join(enough)] if enough else []
    if len(enough) < len(people):
        whole = "set of answers" if asks_people(kind) else "record"
        others = "others are not named" if enough else "not named"
        parts.append(f"{others}, as no {whole} with them counts {smallest} people")
    parts += ["not recorded for some" if people else "not recorded"] * (silent > 0)
    return "; ".join(parts)


def _missing(kind: Kind) -> tuple[str, ...]:
    """Give what no field of a survey says; fields are known by their English words."""
    if not asks_people(kind):
        return ()
    texts = texts_of(kind)
    return tuple(what for what, pattern in _ASKED_FOR.items() if not any(re.search(pattern, text) for text in texts))
