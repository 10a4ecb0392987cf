"""What a workbook says in words: its first tab, the notes on its columns, and the tab of criteria."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kitemark.model.sections import Criterion as CriterionForm
from kitemark.problems import listing
from kitemark.quantity import shown
from kitemark.rules.rating import asks_assessors
from kitemark.rules.standard import ROOT, Criterion
from kitemark.schemas import values_of
from kitemark.sheets.layout import CRITERIA, JUDGEMENTS, ORGANISATION, UNITS, Column, Layout, Tab
from kitemark.standard import Standard

_MOST_NAMED = 40
_BOUNDS = (
    ("minimum", "{} or more"),
    ("maximum", "{} at most"),
    ("exclusiveMinimum", "more than {}"),
    ("exclusiveMaximum", "less than {}"),
    ("minLength", "{} characters or more"),
    ("maxLength", "{} characters at most"),
    ("minItems", "{} or more of them"),
    ("maxItems", "{} of them at most"),
)


def guide(layout: Layout, *, units: bool) -> Iterator[tuple[str, str]]:
    """Give the lines of the first tab, each a heading or nothing, and what it says; `units` if it has their tab."""
    standard = layout.standard
    yield (
        f"{standard.title}, version {standard.version}",
        "A workbook to fill in: who is assessed, what the evidence is, what assessors judge.",
    )
    yield (
        "How to fill it in",
        f"Begin with the tab {ORGANISATION}. Then write each piece of evidence into the tab of its kind, one a row.",
    )
    yield "", "Point at a heading to read what belongs below it. What every row needs says (needed) in its heading."
    yield "", "Tabs and columns that you do not use may stay empty. Empty rows count for nothing."
    yield "", f"{JUDGEMENTS} are for assessors: one row for each judgement. {CRITERIA} lists what can be judged."
    if units:
        named = f"list them in {UNITS}, and name one in the column 'unit'"
        yield "", f"Where several sites or departments are assessed, {named}."
    yield (
        "What not to write",
        "No names of people, no addresses, phone numbers or e-mails: counts and plain reasons only.",
    )
    yield "", "No formulas: write the number itself. Write how many people, and not which percentage."
    yield (
        "How to write it",
        "Days as 2026-06-30. Several words in one cell with ; between them. Numbers alone.",
    )
    yield (
        "",
        "Text stays as you write it, 007 and 1-2 too. A program wrote cells that begin with 'json:': leave them.",
    )
    yield "", "Please keep the names of tabs and columns, add no tabs and merge no cells."
    yield (
        "When it is filled in",
        "kitemark assess WORKBOOK.xlsx says what level it comes to and why. Mistakes are named by tab and cell.",
    )
    yield "", "kitemark sheet WORKBOOK.xlsx -o pack.yaml writes the same pack as text."


def tab_guide(layout: Layout) -> Iterator[tuple[str, str]]:
    """Give the tabs for evidence, each with what its kind is."""
    forms = layout.standard.model.evidence
    for tab in layout.kinds:
        if tab.kind is not None:
            form = forms[tab.kind.id]
            said = " ".join(part for part in (form.summary, form.guidance) if part)
            yield tab.title, said or f"Evidence of the kind '{tab.kind.id}'."


def note_on(column: Column, tab: Tab | None = None) -> str:
    """Give the note on a heading: what it means, what may stand there, and whether it is needed."""
    schema = column.schema if isinstance(column.schema, Mapping) else {}
    own = [schema.get(key) for key in ("title", "description") if tab is not None or column.name.startswith("fact ")]
    said = [part for part in (*own, column.means) if isinstance(part, str) and part.strip()]
    said += [limits] if (limits := limits_of(schema)) else []
    counts = "Needed: a judgement without one of these counts for nothing." if column.counts else ""
    said.append(counts or ("Needed." if column.needed else "May be left empty."))
    return "\n".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in said)


def limits_of(schema: Mapping[str, Any]) -> str:
    """Give in words what a field may be; nothing where only its schema says it."""
    if schema.get("format") == "date":
        return "A day: YYYY-MM-DD"
    many = schema.get("type") == "array"
    inner = schema.get("items") if many else schema
    words = values_of(inner) or (f"always {_plain(schema['const'])}" if "const" in schema else "")
    words = words.replace("true or false", "TRUE or FALSE")
    parts = [f"several, with ; between them, each {words}" if many and words else words]
    parts += [form.format(_plain(schema[key])) for key, form in _BOUNDS if key in schema]
    return ", ".join(filter(None, parts))


def _plain(value: Any) -> str:
    return str(value).upper() if isinstance(value, bool) else str(value)


def criteria_rows(standard: Standard, forms: Iterable[CriterionForm]) -> Iterator[tuple[str, ...]]:
    """Give for each criterion its id, title and section, what it asks, its scale and who is asked."""
    by_id = {form.id: form for form in forms}
    for criterion in standard.rules.criteria:
        form = by_id[criterion.id]
        top = standard.rules.nodes.get(criterion.top)
        section = top.title if top is not None and top.id not in (ROOT, criterion.id) else ""
        yield criterion.id, criterion.title, section, form.asks or "", _scale(criterion), criterion.asked_of


def _scale(criterion: Criterion) -> str:
    if not asks_assessors(criterion.rating):
        return "Measured from the evidence: nobody judges it."
    scale = criterion.judged_on
    if not scale.points:
        return f"{shown(scale.worst)} to {shown(scale.best)}"
    means = [f": {point.means}" if point.means else "" for point in scale.points]
    return "\n".join(f"{one}{more}" for one, more in zip(scale.worst_first(), means, strict=True))


def ratings_of(standard: Standard) -> list[str]:
    """Give the names, or else the values, of all points on which assessors judge, worst first."""
    found: dict[str, None] = {}
    for criterion in standard.rules.criteria:
        if asks_assessors(criterion.rating):
            found.update({point.name or shown(point.value, 20): None for point in criterion.judged_on.points})
    return list(found)


def choices_of(column: Column) -> list[str]:
    """Give what may be chosen in a column, or nothing where it is no choice of one."""
    schema = column.schema if isinstance(column.schema, Mapping) else {}
    if isinstance(schema.get("enum"), list) and all(isinstance(one, str) for one in schema["enum"]):
        return list(schema["enum"])
    if schema.get("type") == "boolean" or isinstance(schema.get("const"), bool):
        return ["TRUE", "FALSE"] if "const" not in schema else [_plain(schema["const"])]
    return []


def refused_choice(choices: Iterable[str]) -> str:
    """Give what a spreadsheet says of a value that is none of the choices."""
    return f"Please choose one of: {listing(choices, _MOST_NAMED)}"[:250]
