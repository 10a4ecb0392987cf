"""The first draft of a pack for one standard: who, when, and everything that can be said, as comments."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kitemark.authoring.asking_most import asking_most
from kitemark.authoring.naming import beside, commented, remark, title_like, written
from kitemark.authoring.samples import sample
from kitemark.binding.facts import facts_read
from kitemark.model.sections import criteria_of
from kitemark.model.standard import Criterion as CriterionForm
from kitemark.problems import listing
from kitemark.quantity import shown
from kitemark.rules.rating import asks_assessors
from kitemark.rules.records import Kind
from kitemark.rules.standard import Criterion, Rules
from kitemark.schemas import values_of
from kitemark.standard import Standard

_MOST_NAMED = 40

_HEAD = (
    "Records and judgements stand below as comments. Take the '# ' away from the lines that you use, the lines "
    "`evidence:` and `judgements:` first. Write no names of people into them."
)

# What is drafted has to load, so the facts that rules read have to be there.
_EXAMPLES = (
    "EXAMPLES ONLY. The facts below are made up. Put your own in their place before you believe any result: they "
    "decide what is asked of you. As they stand, as many criteria apply as can."
)


def draft_pack(standard: Standard, identity: str, date: datetime.date, *, named: str, schema: str) -> str:
    """Give the text of a pack; `named` is what it calls the standard, `schema` where its schema lies."""
    return "\n".join(_Draft(standard, identity, date).lines(named, schema)) + "\n"


@dataclass(frozen=True, slots=True)
class _Draft:
    """A draft in the making."""

    standard: Standard
    identity: str
    date: datetime.date

    def lines(self, named: str, schema: str) -> Iterable[str]:
        rules = self.standard.rules
        yield f"# yaml-language-server: $schema={schema}"
        yield "#"
        yield from remark(f"A pack for {rules.title} {rules.version}.")
        yield from remark(_HEAD)
        yield ""
        yield "kitemark: 1"
        yield f"standard: {written(named)}"
        yield "organisation:"
        yield f"  id: {written(self.identity)}"
        yield f"  name: {written(title_like(self.identity))}"
        yield from self._profile()
        yield from beside(f"date: {self.date.isoformat()}", "the day as of which everything is judged")
        if rules.kinds:
            yield from ["", *commented(["evidence:", *self._evidence()])]
        yield from ["", *commented(self._judgements(unit=False, margin=""))]
        if rules.asks_units:
            yield from ["", *commented(self._units())]

    # -- the profile ------------------------------------------------------------------------

    def _profile(self) -> Iterable[str]:
        rules = self.standard.rules
        needed = rules.facts_required | facts_read(rules, unit=False, has_units=False)
        sure = [name for name in rules.facts if name in needed]
        spare = [name for name in rules.facts if name not in needed]
        if not rules.facts:
            return
        yield "  profile:" if sure else "  # profile:"  # nothing may stand after a key
        yield from [*remark(_EXAMPLES, "    "), ""] if sure else []
        for name in sure:
            yield from self._fact(name, rules.facts[name], _made_up(rules, name))
        for name in spare:
            *said, value = self._fact(name, rules.facts[name], _sample(rules.facts[name]))
            yield from (*said, f"    # {value.strip()}")

    def _fact(self, name: str, schema: Any, value: str) -> Iterable[str]:
        about = schema.get("description") if isinstance(schema, dict) else None
        said = [part.rstrip(".") for part in (about, values_of(schema)) if isinstance(part, str) and part]
        yield from remark(" ".join(f"{part[:1].upper()}{part[1:]}." for part in said), "    ")
        yield f"    {written(name)}: {value}"

    # -- evidence ---------------------------------------------------------------------------

    def _evidence(self) -> Iterable[str]:
        kinds = self.standard.rules.kinds
        speaks = _suggested(criteria_of(self.standard.model))
        for name in speaks or kinds:
            yield from self._record(kinds[name], speaks.get(name, []))

    def _record(self, kind: Kind, criteria: list[str]) -> Iterable[str]:
        form = self.standard.model.evidence[kind.id]
        yield from remark(f"{kind.title}. {form.summary or ''}", "  ")
        yield f"  - id: {written(f'{kind.id}-1')}"
        yield f"    kind: {written(kind.id)}"
        yield f"    date: {self.date.isoformat()}"
        for name, schema in kind.fields.items():
            remarks = [_about(schema), "" if name in kind.required else "may be left out"]
            yield from beside(f"    {written(name)}: {_sample(schema)}", "; ".join(filter(None, remarks)))
        if criteria:
            more = f"or any of {listing(criteria, _MOST_NAMED)}" if len(criteria) > 1 else "what it speaks to"
            yield from beside(f"    criteria: [{written(criteria[0])}]", more)

    # -- judgements -------------------------------------------------------------------------

    def _judgements(self, *, unit: bool, margin: str) -> Iterable[str]:
        elsewhere = ("organisation" if unit else "units") if self.standard.rules.asks_units else None
        criteria = [criterion for criterion in self.standard.rules.criteria if criterion.asked_of != elsewhere]
        forms = {form.id: form for form in criteria_of(self.standard.model)}
        if any(asks_assessors(criterion.rating) for criterion in criteria):  # nothing may stand after a key
            yield f"{margin}judgements:"
        for criterion in criteria:
            form = forms[criterion.id]
            yield from remark(f"{form.id} {form.title.rstrip('.')}. {form.asks or ''}", f"{margin}  ")
            yield from self._judgement(criterion, margin)

    def _judgement(self, criterion: Criterion, margin: str) -> Iterable[str]:
        if not asks_assessors(criterion.rating):
            yield f"{margin}  # This is measured: nobody judges it."
            return
        scale = criterion.judged_on
        yield f"{margin}  - criterion: {written(criterion.id)}"
        points = [point.name or shown(point.value) for point in scale.points]
        allowed = f"one of {listing(points, _MOST_NAMED)}" if points else f"{shown(scale.worst)} to {shown(scale.best)}"
        yield from beside(f"{margin}    rating: {_worst(criterion)}", allowed)
        yield f"{margin}    assessor: Who judged"
        roles = self.standard.model.judgements.roles
        if roles is not None:
            yield from beside(f"{margin}    role: {written(roles[0])}", f"one of {listing(roles, _MOST_NAMED)}")
        yield f"{margin}    because: Say why in one sentence."

    def _units(self) -> Iterable[str]:
        yield "units:"
        yield from remark("Each has evidence and judgements of its own.", "  ")
        yield "  - id: first-unit"
        yield "    name: First unit"
        yield from self._judgements(unit=True, margin="    ")


def _suggested(forms: Iterable[CriterionForm]) -> Mapping[str, list[str]]:
    """Give the kinds of evidence that criteria suggest, each with those criteria."""
    speaks: dict[str, list[str]] = {}
    for form in forms:
        for kind in form.suggests:
            speaks.setdefault(kind, []).append(form.id)
    return speaks


def _worst(criterion: Criterion) -> str:
    scale = criterion.judged_on
    named = next((point.name for point in scale.points if point.value == scale.worst and point.name), None)
    return written(named) if named else shown(scale.worst, 60)


def _about(schema: Any) -> str:
    """Give in a few words what a field may be, or else what it means."""
    said = schema.get("description") if isinstance(schema, dict) and "enum" not in schema else None
    return said if isinstance(said, str) else values_of(schema) or ""


def _made_up(rules: Rules, name: str) -> str:
    value = asking_most(rules, name)
    return _sample(rules.facts[name]) if value is None else written(value)


def _sample(schema: Any) -> str:
    try:
        return written(sample(schema))
    except LookupError:
        return ""
