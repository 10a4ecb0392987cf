"""The JSON Schema of an assessment by one standard: its criteria, points, kinds, fields, facts and levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kitemark.authoring.field_schema import moved, travels
from kitemark.authoring.file_schemas import assessment_schema
from kitemark.authoring.records import unless_table
from kitemark.authoring.shapes import Schema, refer, words
from kitemark.binding.facts import facts_read
from kitemark.model.measures import EvidenceKind
from kitemark.model.sections import criteria_of
from kitemark.model.standard import Criterion as CriterionForm
from kitemark.quantity import Number, number_from_text, shown
from kitemark.rules.records import Kind
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion
from kitemark.standard import Standard

_Choice = tuple[Any, str, str | None]
_MOST_STEPS = 20
_NUMBER_IN_TEXT = "^-?[0-9]{1,20}(\\.[0-9]{1,20})?$"


def assessment_schema_for(standard: Standard) -> Schema:
    """Give the schema of an assessment by a standard."""
    schema = assessment_schema()
    schema["$id"] += f":{standard.id}@{standard.version}"
    schema["title"] = f"Assessment by {standard.title}"
    schema["description"] = (
        f"A pack for {standard.title}, version {standard.version}: evidence and judgements on one day."
    )
    schema["properties"]["standard"]["examples"] = [f"{standard.id}@{standard.version}"]
    definitions = schema["$defs"]
    _facts(standard, definitions)
    _judged(standard, definitions)
    _evidence(standard, definitions)
    levels = ((level.id, level.title or level.id, level.summary) for level in standard.model.levels)
    decided = definitions["Decision"]["properties"]
    decided["level"] = _said(decided["level"]) | _choice(levels)
    schema["$defs"] = dict(sorted(definitions.items()))
    return schema


def _choice(choices: Iterable[_Choice]) -> Schema:
    """Give the schema of a choice, each value with its title and what else is said of it."""
    parts = [
        {"const": value, "title": str(value), "description": f"{title}\n\n{more}" if more else title}
        for value, title, more in choices
    ]
    return {"examples": [parts[0]["const"]], "anyOf": parts} if parts else {"not": {}}


def _said(schema: Schema) -> Schema:
    """Give what a schema says to people."""
    return {key: schema[key] for key in ("title", "description") if key in schema}


def _facts(standard: Standard, definitions: Schema) -> None:
    """Say what facts the profile may hold, and which of them it must."""
    rules = standard.rules
    facts = {name: _field(name, value, f"fact.{name}", definitions) for name, value in rules.facts.items()}
    definitions["Profile"] = {
        "title": "Profile",
        "description": "The facts that the standard asks for.",
        "type": "object",
        "properties": facts,
        "additionalProperties": False,
    }
    whole = definitions["Organisation"]
    needed = sorted(rules.facts_required | facts_read(rules, unit=False, has_units=True))
    for form in (whole, definitions["Unit"]):
        form["properties"]["profile"] = _said(form["properties"]["profile"]) | refer("Profile")
    if needed:
        whole["properties"]["profile"]["required"] = needed
        whole["required"].append("profile")


def _judged(standard: Standard, definitions: Schema) -> None:
    """Say which criteria there are, and for each how it may be rated."""
    forms = {form.id: form for form in criteria_of(standard.model)}
    criteria = [forms[criterion.id] for criterion in standard.rules.criteria]
    definitions["CriterionId"] = {
        "title": "Criterion",
        "description": "The id of a criterion.",
        "anyOf": _choice((form.id, form.title, form.asks) for form in criteria)["anyOf"],
    }
    judgement = definitions["Judgement"]
    keys = judgement["properties"]
    keys["criterion"] = {**_said(keys["criterion"]), "examples": [criteria[0].id], **refer("CriterionId")}
    keys["rating"] = _said(keys["rating"])
    judgement["allOf"] = [
        {
            "if": {"properties": {"criterion": {"const": criterion.id}}, "required": ["criterion"]},
            "then": {"properties": {"rating": _rating(criterion, forms[criterion.id])}},
        }
        for criterion in standard.rules.criteria
    ]
    roles = standard.model.judgements.roles
    if roles is not None:
        said = keys["role"]
        said["examples"] = list(roles)
        said["description"] += f" Those that count are {', '.join(roles)}."


def _rating(criterion: Criterion, form: CriterionForm) -> Schema:
    """Give the schema of a rating: the points of the scale on which the criterion is judged."""
    scale = criterion.judged_on
    schema: Schema = {"title": "Rating", "description": form.asks or form.title}
    if not scale.points:
        return schema | _on_range(scale)
    looks = dict(_looks(form.looks_like, scale)) if scale == criterion.scale else {}
    points = [(p, looks.get(p.value) or p.means) for p in reversed(scale.points)]
    choices: list[_Choice] = [(p.name, f"{p.name} ({shown(p.value)})", more) for p, more in points if p.name]
    choices += [(_float(p.value), p.name or shown(p.value), more) for p, more in points]
    choice = _choice(choices)
    choice["anyOf"].append({"type": "string", "pattern": "^(" + "|".join(_in_text(p.value) for p, _ in points) + ")$"})
    return schema | choice


def _on_range(scale: Scale) -> Schema:
    """Give the schema of a value of a range: one by one where they are few."""
    low, high = sorted((scale.worst, scale.best))
    in_text = {"type": "string", "pattern": _NUMBER_IN_TEXT}
    if scale.step is None or high - low > _MOST_STEPS * scale.step:
        return {"anyOf": [{"type": "number", "minimum": _float(low), "maximum": _float(high)}, in_text]}
    values = (low + scale.step * count for count in range(int((high - low) / scale.step) + 1))
    choice = _choice((_float(value), shown(value), None) for value in values)
    choice["anyOf"].append(in_text)
    return choice


def _looks(looks_like: Mapping[str, str], scale: Scale) -> Iterator[tuple[Number, str]]:
    for key, text in looks_like.items():
        value = number_from_text(key)
        named = scale.called(key) if value is None or not scale.holds(value) else value
        if named is not None:
            yield named, text


def _float(value: Number) -> int | float:
    return value if isinstance(value, int) else float(value)


def _in_text(value: Number) -> str:
    """Give the pattern of a point's value where it is written in quotes."""
    whole, _, part = shown(max(value, -value), 60).partition(".")
    sign = "-?" if value == 0 else "-" if value < 0 else ""
    return f"{sign}0*{whole}\\.{part}0*" if part else f"{sign}0*{whole}(\\.0+)?"


def _evidence(standard: Standard, definitions: Schema) -> None:
    """Say which kinds of records there are, and what each holds."""
    record = definitions["Record"]
    forms, kinds = standard.model.evidence, standard.rules.kinds
    keys = record["properties"]
    choice = _choice((name, kind.title, forms[name].summary) for name, kind in kinds.items())
    keys["kind"] = _said(keys["kind"]) | choice
    keys["criteria"] |= {"examples": [[standard.rules.criteria[0].id]], "items": refer("CriterionId")}
    for name, kind in kinds.items():
        definitions[f"Record.{name}"] = _record(record, kind, forms[name], definitions)
    record["if"], record["else"] = {"required": ["table"]}, {"required": ["kind"]}
    if kinds:
        record["allOf"] = [
            {
                "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
                "then": refer(f"Record.{name}"),
            }
            for name in kinds
        ]


def _record(record: Schema, kind: Kind, form: EvidenceKind, definitions: Schema) -> Schema:
    about = "\n\n".join(text for text in (form.summary, form.guidance) if text)
    common = {name: part for name, part in record["properties"].items() if name != "kind"}
    fields = {}
    for name, schema in kind.fields.items():
        fields[name] = _field(name, schema, f"field.{kind.id}.{name}", definitions)
        if name not in kind.required:
            said = filter(None, (fields[name].get("description"), "It may be left out."))
            fields[name]["description"] = "\n\n".join(said)
    return {
        "title": kind.title,
        "description": about or f"A record of the kind '{kind.id}'.",
        "type": "object",
        "properties": {"kind": {"const": kind.id}, **fields, **common},
        "additionalProperties": False,
        **unless_table(["id", *sorted(kind.required, key=list(kind.fields).index)]),
    }


def _field(name: str, schema: Any, home: str, definitions: Schema) -> Schema:
    """Give the schema of a field or fact; one that refers to its own parts becomes a definition."""
    title = {"title": words(name.replace("-", " "))}
    if isinstance(schema, bool):
        return title if schema else {**title, "not": {}}
    if not travels(schema):
        return title | _said(schema)
    if "$defs" not in schema:
        own: Schema = moved(schema, "")
        return title | own
    definitions[home] = moved(schema, f"#/$defs/{home}")
    return title | refer(home)
