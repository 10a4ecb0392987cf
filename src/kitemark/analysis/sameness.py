"""Sameness: rules without their words, so that two versions which differ only in words are equal."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from kitemark.rules.measure import Measure
from kitemark.rules.records import Accepted, Kind, Sieve, token
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion, Rules

_WORDS = frozenset({"title", "because", "says", "words", "text", "name", "means", "of"})
"""Fields of rules that say something and decide nothing; `of` only where it holds a selection's words."""
_ALSO: Mapping[type, frozenset[str]] = {
    Rules: frozenset({"id", "version", "otherwise", "lasts"}),
    Criterion: frozenset({"effort", "tags"}),
    Scale: frozenset({"id"}),
}
_DECIDING_OF = ("ShareOfSums", "ShareOfRecords")
_NOTES = frozenset({"title", "description", "examples", "$comment", "default", "deprecated", "readOnly", "writeOnly"})
_SCHEMAS_BY_NAME = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"})
_VALUES = frozenset({"enum", "const"})


def bare_schema(schema: Any) -> Any:
    """Give a JSON Schema without what it says only to people."""
    if isinstance(schema, list):
        return [bare_schema(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _inside(key, value) for key, value in schema.items() if key not in _NOTES}


def _inside(key: str, value: Any) -> Any:
    if key in _VALUES:
        return value
    if key in _SCHEMAS_BY_NAME and isinstance(value, dict):
        return {name: bare_schema(one) for name, one in value.items()}
    return bare_schema(value)


def bare(value: Any) -> Hashable:
    """Give a rule, or a mapping or tuple of rules, in a form that is equal where the meaning is the same."""
    if isinstance(value, Kind):
        return _kind(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        name = value.__class__.__name__
        left_out = _ALSO.get(value.__class__, frozenset()) | (_WORDS - ({"of"} if name in _DECIDING_OF else set()))
        fields = (one.name for one in dataclasses.fields(value) if one.name not in left_out)
        return (name, *(bare(getattr(value, field)) for field in fields))
    if isinstance(value, Mapping):
        return frozenset((key, bare(item)) for key, item in value.items())
    return tuple(map(bare, value)) if isinstance(value, tuple) else token(value)


def _kind(kind: Kind) -> Hashable:
    fields = frozenset((name, token(bare_schema(schema))) for name, schema in kind.fields.items())
    rest = dataclasses.replace(kind, fields={}, title="")
    decided = (rest.id, rest.required, rest.voice, rest.voice_by, rest.people)
    return ("Kind", fields, decided, bare(rest.rules), bare(rest.voices))


def same_rules(one: Rules, other: Rules) -> bool:
    """Tell whether two standards decide the same of everybody, seen from their rules alone."""
    return bare(_without_facts(one)) == bare(_without_facts(other)) and _facts(one) == _facts(other)


def _without_facts(rules: Rules) -> Rules:
    return dataclasses.replace(rules, facts={})


def _facts(rules: Rules) -> Hashable:
    return frozenset((name, token(bare_schema(schema))) for name, schema in rules.facts.items())


def needing(measure: Measure, needs: tuple[tuple[str, Any], ...] = ()) -> Measure:
    """Give a measure that needs other numbers, and is else the same."""
    return dataclasses.replace(measure, needs=needs)


class Definitions:
    """What the measures of a standard mean, down to the kinds of evidence they read.

    With another version to compare with, they mean what they do of records that say all that both
    versions ask for: fields that only one of the two has, and which fields may be left out, are no part of it.
    """

    def __init__(self, rules: Rules, other: Rules | None = None) -> None:
        """Take the rules, and those of the other version."""
        self._rules = rules
        self._other = other

    def of(self, measure: Measure) -> Hashable:
        """Give what a measure means, apart from how much it needs and from whom a figure is withheld.

        None where it may read a field that only one of two versions has.
        """
        found = (bare(needing(measure)), self._behind(measure.sieve), self._judged(measure))
        fields = {name for name, _ in measure.needs}
        return None if self._apart and self._apart & (fields | set(_texts(found))) else found

    @functools.cached_property
    def _apart(self) -> frozenset[str]:
        """The fields that only one of the two versions has in a kind of evidence that both have."""
        others = {} if self._other is None else self._other.kinds
        pairs = ((kind, others[name]) for name, kind in self._rules.kinds.items() if name in others)
        return frozenset(field for one, other in pairs for field in one.fields.keys() ^ other.fields.keys())

    def needs(self, measure: Measure) -> tuple[Mapping[str, Any], int]:
        """Give how much a measure needs, and the fewest people for whom it is not withheld."""
        return dict(measure.needs), 0 if measure.counts_only else self._rules.smallest_group

    def _judged(self, measure: Measure) -> Hashable:
        if not measure.sieve.judgements:
            return None
        scales = tuple((one.id, bare(one.judged_on), one.not_applicable) for one in self._rules.criteria)
        return (bare(self._rules.judgements), scales)

    def _behind(self, sieve: Sieve) -> Hashable:
        kinds = self._rules.kinds if sieve.kinds is None else sieve.kinds
        link = sieve.link
        linked = () if link is None else (self._named(link.to),)
        named = tuple(self._named(name) for name in (*sorted(kinds), *sieve.accepted))
        return (named, linked)

    @functools.cache  # noqa: B019 - lives as long as one comparison
    def _named(self, name: str) -> Hashable:
        if name in self._rules.kinds:
            return bare(self._shared(self._rules.kinds[name]))
        accepted: Accepted = self._rules.accepted[name]
        return (bare(accepted.sieve), self._behind(accepted.sieve))

    def _shared(self, kind: Kind) -> Kind:
        other = None if self._other is None else self._other.kinds.get(kind.id)
        if other is None:
            return kind
        fields = {name: schema for name, schema in kind.fields.items() if name in other.fields}
        return dataclasses.replace(kind, fields=fields, required=frozenset())


def _texts(value: Hashable) -> Iterator[str]:
    """Give every text in a bare form."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | frozenset):
        for one in value:
            yield from _texts(one)
