"""Wordless: an assessment without what people said, where no rule reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kitemark.analysis.drafting import Data
from kitemark.analysis.editing import copied, parties_in
from kitemark.rules.records import COMMON, Kind, Sieve
from kitemark.rules.standard import Rules
from kitemark.schemas import misfits

_ASIDE = frozenset({"title", "note", "link"})
_KEPT = frozenset(COMMON) - _ASIDE
_TEXT = "text"


def wordless(pack: Data, *versions: Rules) -> Data:
    """Give an assessment that comes to the same by each version, without notes and free text that none reads."""
    read = frozenset(name for rules in versions for name in _read(rules))
    changed = copied(pack)
    for party in parties_in(changed):
        if party.get("evidence"):
            party["evidence"] = [_bare(one, _kinds(one, versions), read) for one in party["evidence"]]
    return changed


def _kinds(record: Data, versions: Iterable[Rules]) -> list[Kind]:
    """Give what each version that knows it takes a record's kind to be."""
    return [rules.kinds[record["kind"]] for rules in versions if record.get("kind") in rules.kinds]


def _bare(record: Data, kinds: Sequence[Kind], read: frozenset[str]) -> Data:
    found: Data = {}
    for name, value in record.items():
        free = any(_is_free(kind.fields.get(name), value) for kind in kinds)
        required = [kind.fields[name] for kind in kinds if name in kind.required]
        if name in _KEPT or name in read or not (free or name in _ASIDE):
            found[name] = value
        elif required:
            found[name] = value if any(misfits(schema, _TEXT) for schema in required) else _TEXT
    return found


def _is_free(schema: Any, value: Any) -> bool:
    """Tell whether a value is text, or a list or mapping that may hold some, that a schema does not list."""
    if isinstance(value, list | dict):
        return True
    return isinstance(value, str) and not (isinstance(schema, dict) and ("enum" in schema or "const" in schema))


def _read(rules: Rules) -> Iterator[str]:
    """Give every field that a measure, or the evidence behind it, reads."""
    for kind in rules.kinds.values():
        yield from (name for name in (kind.voice_by, kind.people) if name)
        for rule in kind.rules:
            yield from (side for side in (rule.left, rule.right) if isinstance(side, str))
    for accepted in rules.accepted.values():
        yield from _of_sieve(accepted.sieve)
    for measure in rules.measures.values():
        yield from _of_sieve(measure.sieve)
        yield from (*measure.reads, *measure.numbers, *(name for name, _ in measure.needs))
        take = measure.take
        yield from (name for part in ("field", "of", "weight") if (name := getattr(take, part, None)))
        yield from (test.field for test in getattr(take, "tests", ()))
        yield from (name for name in (measure.population, measure.groups and measure.groups.field) if name)


def _of_sieve(sieve: Sieve) -> Iterator[str]:
    yield from (test.field for test in sieve.tests)
    if sieve.link is not None:
        yield sieve.link.by
