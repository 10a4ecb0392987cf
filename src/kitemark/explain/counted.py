"""What a sum of a measure counts, in words: answers where people are asked, records, or what a kind holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kitemark.quantity import Number, shown
from kitemark.rules.measure import Measure
from kitemark.rules.records import Kind, Sieve
from kitemark.rules.standard import Rules

_PEOPLE_ASKED = re.compile(r"survey|question|answer|asked|respon")


def texts_of(kind: Kind) -> list[str]:
    """Give what a kind says of itself, in small letters: its title, and each field's name with its description."""
    return [kind.title.lower(), *(f"{name} {_said(schema)}".lower() for name, schema in kind.fields.items())]


def _said(schema: Any) -> str:
    said = schema.get("description", schema.get("title", "")) if isinstance(schema, Mapping) else ""
    return said if isinstance(said, str) else ""


def asks_people(kind: Kind) -> bool:
    """Tell whether people were asked, and not files or papers looked at."""
    return any(_PEOPLE_ASKED.search(text) for text in texts_of(kind))


def many_of(number: Number, field: str | None, measure: Measure, rules: Rules, more: str = "") -> str:
    """Give a number of what a measure's field counts: `3 answers`, with `more` after it: `3 more in “Sample of files”`.

    None for a field stands for records.
    """
    return f"{shown(number)}{more} {noun(field, measure, rules, one=number == 1)}"


def noun(field: str | None, measure: Measure, rules: Rules, *, one: bool = False) -> str:
    """Give what a measure's field counts: by the title that the standard gives it, and by its own name at the last."""
    if field is None:
        return "record" if one else "records"
    kinds = [kind for kind in kinds_behind(measure.sieve, rules) if field in kind.fields]
    titles = {str(kind.fields[field]["title"]) for kind in kinds if _is_titled(kind.fields[field])}
    if len(titles) == 1:
        return f"“{titles.pop()}”"
    if kinds and all(kind.people == field for kind in kinds):
        if all(asks_people(kind) for kind in kinds):
            return "answer" if one else "answers"
        if len(kinds) == 1:
            return f"in “{kinds[0].title}”"
    return f"“{field.replace('_', ' ').replace('-', ' ')}”"


def those(field: str, measure: Measure, rules: Rules) -> str:
    """Give what a measure's field counts, without a number: `the answers`."""
    what = noun(field, measure, rules)
    return f"those {what}" if what.startswith("in ") else f"the {what}"


def _is_titled(schema: Any) -> bool:
    return isinstance(schema, Mapping) and isinstance(schema.get("title"), str) and bool(schema["title"])


def kinds_behind(sieve: Sieve, rules: Rules) -> tuple[Kind, ...]:
    """Give the kinds of the records from which a sieve takes, each once; none where it takes judgements."""
    seen, left = set[str](), [sieve]
    found: dict[str, Kind] = {}
    while left:
        one = left.pop()
        if not one.judgements:
            found |= {name: rules.kinds[name] for name in (rules.kinds if one.kinds is None else one.kinds)}
        fresh = [name for name in one.accepted if name not in seen]
        seen.update(fresh)
        left += [rules.accepted[name].sieve for name in fresh]
    return tuple(found.values())
