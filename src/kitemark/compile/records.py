"""Evidence kinds, accepted evidence, and tests on fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.compile.allowed import known_words, may_be, no_number, numeric, surely_number, test_of
from kitemark.compile.place import Place
from kitemark.compile.wording import found_words
from kitemark.model.days import date_hint
from kitemark.model.fields import Bounds, Wanted
from kitemark.model.measures import Accepted as AcceptedForm
from kitemark.model.measures import EvidenceKind, VoiceBy
from kitemark.model.measures import Link as LinkForm
from kitemark.model.strays import Stray, stray
from kitemark.problems import nearest, titles
from kitemark.quantity import date_from, number_from_text
from kitemark.rules.records import COMMON, JUDGED, Accepted, FieldRule, Kind, Link, Sieve, Test, token
from kitemark.schemas import KEYWORDS, Steps, faults

_RULE = re.compile(r"\s*([A-Za-z0-9_-]+)\s*(<=|<|==)\s*(-?[A-Za-z0-9_.-]+)\s*\Z")
_NEAR_RULE = re.compile(r"\s*([A-Za-z0-9_-]+)\s*(>=|=>|>|=)\s*([A-Za-z0-9_.-]+)\s*\Z")
RESERVED = frozenset({"any", "judgement"})
_KEPT = {"voice": "for asking whose voice a record carries", "table": "for naming a CSV file"}
"""Names that no field may have, and what each is for."""
_TURNED = {">=": "<=", "=>": "<=", ">": "<"}


def compile_kinds(forms: Mapping[str, EvidenceKind], place: Place) -> dict[str, Kind]:
    """Give the kinds of evidence by name."""
    return {name: _kind(name, form, place.at(name)) for name, form in forms.items()}


def _kind(name: str, form: EvidenceKind, place: Place) -> Kind:
    if name in RESERVED:
        message = f"found a kind called '{name}', a word of the language"
        place.report("reserved-name", message, "choose another name; 'from' means something else by it", key=True)
    for field, schema in form.fields.items():
        here = place.at("fields", field)
        if field in COMMON or field in _KEPT:
            kept = f"a name that is kept {_KEPT[field]}" if field in _KEPT else "which every record has"
            here.report("reserved-name", f"found the field '{field}', {kept}", "choose another name", key=True)
        check_schema(schema, here)
    for index, field in enumerate(form.optional):
        if field not in form.fields:
            place.at("optional", index).unknown("field", field, form.fields)
    if form.people is not None and form.people not in form.fields:
        place.at("people").unknown("field", form.people, form.fields)
    elif form.people is not None:
        numeric(form.fields[form.people], form.people, place.at("people"))
    by, voices = _voice(form, place.at("voice"))
    return Kind(
        name,
        form.title or name,
        form.fields,
        frozenset(form.fields) - frozenset(form.optional),
        tuple(_rules(form, place.at("rules"))),
        form.voice if isinstance(form.voice, str) else None,
        by,
        voices,
        form.people,
    )


def _voice(form: EvidenceKind, place: Place) -> tuple[str | None, dict[Any, str]]:
    if not isinstance(form.voice, VoiceBy):
        return None, {}
    if form.voice.by not in form.fields:
        place.at("by").unknown("field", form.voice.by, form.fields)
        return form.voice.by, {}
    extra: dict[str, str] = form.voice.__pydantic_extra__ or {}
    voices: dict[Any, str] = {}
    for key, voice in extra.items():
        value = _as_written(form.fields[form.voice.by], key)
        if not may_be(form.fields[form.voice.by], value):
            message = f"found '{key}', which the field '{form.voice.by}' can never be"
            known, words = known_words([form.fields[form.voice.by]])
            place.at(key).report("impossible", message, nearest(key, known, several=True) or words, key=True)
        voices[token(value)] = voice
    return form.voice.by, voices


def _as_written(schema: Any, key: str) -> Any:
    if may_be(schema, key):
        return key
    return {"true": True, "false": False}.get(key, number_from_text(key) if number_from_text(key) is not None else key)


def _rules(form: EvidenceKind, place: Place) -> Iterable[FieldRule]:
    for index, text in enumerate(form.rules):
        here = place.at(index)
        found = _RULE.match(text)
        if found is None:
            message = f"found '{text}', wanted a field, then <=, < or ==, then a field or a number"
            here.report("rule", message, _rule_hint(text))
            continue
        left, sign, right = found.groups()
        number = None if right in form.fields else number_from_text(right)
        for name in (left,) if number is not None else (left, right):
            if name not in form.fields:
                here.unknown("field", name, form.fields)
        yield FieldRule(left, sign, right if number is None else number, text)


def _rule_hint(text: str) -> str:
    found = _NEAR_RULE.match(text)
    if found is None:
        return "write it as in 'positive <= responses'"
    left, sign, right = found.groups()
    if sign == "=":
        return f"write {left} == {right}"
    if number_from_text(right) is None:
        return f"write {right} {_TURNED[sign]} {left}"
    return f"let the schema of '{left}' say {'exclusiveMinimum' if sign == '>' else 'minimum'}: {right}"


def check_schema(schema: Any, place: Place) -> None:
    """Report a field's schema that is not JSON Schema 2020-12, or that reaches outside the file."""
    for path, message in faults(schema):
        here = place.at(*path)
        found = _stray(schema, path, here)
        if found is None:
            here.report("schema", message, "take it out, or write a plain schema such as {type: integer, minimum: 0}")
        elif not found.follows:
            here.report("empty-value", found.message, _to_write(schema, path, found), key=True)


def _to_write(schema: Any, path: Steps, found: Stray) -> str:
    """Give what to do about a stray key of a schema: a number that a comma cuts in two as JSON Schema takes it."""
    values, owner = found.amounts.values, schema
    for step in path[:-1]:
        owner = owner[step]
    rest = {key: value for key, value in owner.items() if value is not None}
    mended = [_with(schema, path[:-1], {**rest, str(found.spoils): value}) for value in values]
    at = (*path[:-1], found.spoils)
    taken = [place for place, one in enumerate(mended) if at not in [where for where, _ in faults(one)]]
    if values and not taken:
        return "write digits, without % and, where a whole number is wanted, without a point"
    return found.amounts.hint(taken) if taken else found.hint


def _with(schema: Any, path: Steps, value: object) -> Any:
    """Give a schema with another value at a path."""
    if not path:
        return value
    inner = _with(schema[path[0]], path[1:], value)
    if isinstance(schema, dict):
        return {**schema, path[0]: inner}
    return [inner if place == path[0] else item for place, item in enumerate(schema)]


def _stray(schema: Any, path: Steps, place: Place) -> Stray | None:
    """Give what has made a keyword without a value; None where a fault of a schema is something else."""
    for step in path[:-1]:
        schema = schema[step]
    if not path or not isinstance(schema, dict) or schema.get(path[-1], "") is not None:
        return None
    return stray(place.document, place.path, schema, KEYWORDS, private=False)


@dataclass(frozen=True, slots=True)
class Declared:
    """What records and judgements may name: kinds, criteria, and the roles that count (None: any)."""

    kinds: Mapping[str, Kind]
    criteria: tuple[str, ...]
    roles: tuple[str, ...] | None

    def of_judgements(self) -> dict[str, Any]:
        """Give what the fields of a judgement may be."""
        text = {"type": "string"}
        own = {
            "criterion": {"enum": list(self.criteria)},
            "rating": {"type": "number"},
            "cites": {"type": "array"},
            "role": text if self.roles is None else {"enum": list(self.roles)},
        }
        return {name: own.get(name, text) for name in JUDGED}

    def of_records(self, kinds: Iterable[Kind]) -> dict[str, Any]:
        """Give what the fields that all records have may be, for some kinds."""
        voices = {voice for kind in kinds for voice in (kind.voice, *kind.voices.values()) if voice is not None}
        common: dict[str, Any] = {name: True for name in COMMON if name != "period"}
        return {
            **common,
            "kind": {"enum": list(self.kinds)},
            "criteria": {"type": "array", "items": {"enum": list(self.criteria)}},
            "voice": {"enum": sorted(voices)},
        }


class Fields:
    """The fields of the records that a source may give."""

    def __init__(self, declared: Declared, names: Iterable[str], *, judgements: bool) -> None:
        """Gather the fields of some kinds, or those of a judgement.

        Where no kind is known nothing is said of fields: the source has been reported already.
        """
        self._silent = False
        self.schemas: dict[str, list[Any]] = {}
        self.always: frozenset[str] = frozenset({"criterion", "rating", "assessor", "because"})
        if judgements:
            self.schemas = {name: [schema] for name, schema in declared.of_judgements().items()}
            return
        chosen = [declared.kinds[name] for name in names if name in declared.kinds]
        self._silent = not chosen
        for kind in chosen:
            for field, schema in kind.fields.items():
                self.schemas.setdefault(field, []).append(schema)
        self.always = frozenset({"kind", "id", "date"}).union(
            field
            for field, schemas in self.schemas.items()
            if all(field in kind.required for kind in chosen) and not any(may_be(schema, None) for schema in schemas)
        )
        self.schemas.update({name: [schema] for name, schema in declared.of_records(chosen).items()})

    def known(self, field: str, place: Place, *, number: bool = False) -> None:
        """Report a field that no record of the source has, or that is never a number where it must be."""
        if self._silent:
            return
        if field not in self.schemas:
            place.unknown("field", field, self.schemas)
        elif number:
            if field in COMMON or field == "voice":
                no_number(field, place)
            elif len(self.schemas[field]) == 1:
                numeric(self.schemas[field][0], field, place)

    def surely_numbers(self, field: str) -> bool:
        """Tell whether the field can be nothing but a number, or nothing at all."""
        return all(surely_number(schema) for schema in self.schemas.get(field, ()))

    def test(self, field: str, wanted: Wanted, place: Place) -> Test:
        """Give the test that a field is as wanted, reporting what it can never be."""
        schemas = self.schemas.get(field)
        if self._silent:
            schemas = [True]
        elif schemas is None:
            place.unknown("field", field, self.schemas, key=True)
            schemas = [True]
        elif field == "date":
            _days(wanted, place)
        return test_of(field, wanted, schemas, place)


def _days(wanted: Wanted, place: Place) -> None:
    """Report what a date is wanted to be, and that is no day."""
    for value in () if isinstance(wanted, Bounds) else wanted if isinstance(wanted, tuple) else (wanted,):
        if not isinstance(value, str) or date_from(value) is None:
            message = f"found {found_words(value)}, wanted a date that exists"
            place.report("impossible", message, date_hint(value))


Reaches = Mapping[str, frozenset[str]]
"""The kinds behind each accepted name."""


def compile_accepted(
    forms: Mapping[str, AcceptedForm], declared: Declared, place: Place
) -> tuple[dict[str, Accepted], Reaches]:
    """Give accepted evidence by name, each after those it is made from, and the kinds behind each."""
    kinds = declared.kinds
    for name in forms:
        if name in kinds or name in RESERVED:
            message = f"found '{name}', which names something else already"
            place.at(name).report("reserved-name", message, "choose another name: kinds have theirs, too", key=True)
    order, circular = _in_order(forms, kinds)
    for name in circular:
        hint = "let its 'from' and 'linked' lead to kinds of evidence in the end"
        place.at(name).report("circular", f"found '{name}', which is made from itself", hint, key=True)
    compiled: dict[str, Accepted] = {}
    reaches: dict[str, frozenset[str]] = {}
    for name in order:
        sieve, reached = Sieves(declared, forms, reaches).sieve(forms[name], place.at(name))
        reaches[name] = reached
        compiled[name] = Accepted(name, forms[name].title or name, sieve)
    # What is made from itself has been reported; what reads it says nothing more of its fields.
    reaches.update({name: frozenset() for name in circular})
    return compiled, reaches


def _in_order(forms: Mapping[str, AcceptedForm], kinds: Mapping[str, Kind]) -> tuple[list[str], list[str]]:
    needs = {name: {n for n in _named(form) if n in forms and n not in kinds} for name, form in forms.items()}
    order: list[str] = []
    left = dict(needs)
    while ready := [name for name, need in left.items() if not need & left.keys()]:
        order.extend(ready)
        for name in ready:
            del left[name]
    return order, list(left)


def _named(form: AcceptedForm) -> list[str]:
    names = [form.from_] if isinstance(form.from_, str) else list(form.from_)
    return [*names, form.linked.to] if form.linked else names


class Sieves:
    """Makes the sieves of accepted evidence and measures; knows which kinds each name reaches."""

    def __init__(self, declared: Declared, accepted: Mapping[str, Any], reaches: Reaches) -> None:
        """Take what is declared; `reaches` gives the kinds behind each accepted name so far."""
        self._declared = declared
        self._kinds = declared.kinds
        self._accepted = accepted
        self._titles = {**titles(declared.kinds.values()), **{name: form.title for name, form in accepted.items()}}
        self._reaches = reaches

    def sieve(self, form: AcceptedForm, place: Place) -> tuple[Sieve, frozenset[str]]:
        """Give the sieve of a form, and the kinds of the records that it may let through."""
        names = (form.from_,) if isinstance(form.from_, str) else form.from_
        kinds, accepted, reached = self._sources(names, place.at("from"), single=isinstance(form.from_, str))
        return self._build(form, self.fields(reached), place, kinds, accepted), reached

    def fields(self, reached: Iterable[str], *, judgements: bool = False) -> Fields:
        """Give the fields of the records of some kinds, or of judgements."""
        return Fields(self._declared, reached, judgements=judgements)

    def of_judgements(self, form: AcceptedForm, place: Place) -> Sieve:
        """Give the sieve of a form that reads judgements."""
        return self._build(form, self.fields((), judgements=True), place, frozenset(), (), judgements=True)

    def _build(
        self,
        form: AcceptedForm,
        fields: Fields,
        place: Place,
        kinds: frozenset[str] | None,
        accepted: tuple[str, ...],
        *,
        judgements: bool = False,
    ) -> Sieve:
        tests = tuple(fields.test(name, wanted, place.at("where", name)) for name, wanted in (form.where or {}).items())
        link = self._link(form.linked, fields, place.at("linked")) if form.linked else None
        return Sieve(kinds, accepted, tests, form.within, form.older_than, link, judgements)

    def _sources(
        self, names: tuple[str, ...], place: Place, *, single: bool
    ) -> tuple[frozenset[str] | None, tuple[str, ...], frozenset[str]]:
        everything = frozenset(self._kinds)
        if "any" in names:
            return None, (), everything
        kinds: set[str] = set()
        accepted: list[str] = []
        reached: set[str] = set()
        for index, name in enumerate(names):
            if name in self._kinds:
                kinds.add(name)
                reached.add(name)
            elif name in self._reaches:
                accepted.append(name)
                reached |= self._reaches[name]
            else:
                here = place if single else place.at(index)
                here.unknown("kind or accepted evidence", name, [*self._kinds, *self._accepted, "any"], self._titles)
        return frozenset(kinds), tuple(accepted), frozenset(reached)

    def _link(self, form: LinkForm, fields: Fields, place: Place) -> Link:
        fields.known(form.by, place.at("by"))
        if form.to not in self._kinds and form.to not in self._accepted:
            place.at("to").unknown("kind or accepted evidence", form.to, [*self._kinds, *self._accepted], self._titles)
        return Link(form.by, form.to, form.dated)
