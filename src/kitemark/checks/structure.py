"""Findings about how a standard hangs together: what is declared and never read, suggested or weighed.

Each is a function of its own that gives its findings. None of them needs a proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kitemark.checks import forms
from kitemark.checks.finding import Finding, finding_at
from kitemark.checks.marks import marks_out_of_order
from kitemark.checks.reach import Reach
from kitemark.checks.voice import voice_not_suggested
from kitemark.checks.weights import weights_without_effect
from kitemark.describe.uses import uses
from kitemark.model.conditions import Selection, Selector
from kitemark.model.measures import Accepted as AcceptedForm
from kitemark.problems import listing
from kitemark.rules.condition import ConditionRule, Each, HasMarks, Some
from kitemark.rules.naming import all_conditions, fact_counts, fact_tests
from kitemark.standard import Standard

Check = Callable[[Standard], Iterator[Finding]]


def unused_measures(standard: Standard) -> Iterator[Finding]:
    """Find measures that no rating, mark, limit, level, commendation or flag reads."""
    read = uses(standard.rules)
    for name in standard.model.measures:
        if name not in read:
            message = f"found the measure '{name}', which nothing reads"
            hint = "read it in a rating, mark, limit, level, commendation or flag, or take it out"
            yield finding_at(standard.document, "measure-unused", ("measures", name), message, hint)


def unused_accepted(standard: Standard) -> Iterator[Finding]:
    """Find accepted evidence that no measure and no other accepted evidence reads."""
    model = standard.model
    readers: list[AcceptedForm] = [*model.accepted.values(), *model.measures.values()]
    read = {name for reader in readers for name in _sources(reader)}
    for name in model.accepted:
        if name not in read:
            message = f"found the accepted evidence '{name}', which nothing reads"
            hint = "read it with 'from' or 'linked', or take it out"
            yield finding_at(standard.document, "accepted-unused", ("accepted", name), message, hint)


def _sources(form: AcceptedForm) -> tuple[str, ...]:
    named = (form.from_,) if isinstance(form.from_, str) else form.from_
    return (*named, form.linked.to) if form.linked else named


def unused_facts(standard: Standard) -> Iterator[Finding]:
    """Find facts of the profile that no `when`, `applies_when` or `expect` reads; a note where they are optional."""
    rules = standard.rules
    read = {test.field for test in fact_tests(rules)} | fact_counts(rules)
    for name in rules.facts:
        if name in read:
            continue
        needed = name in rules.facts_required
        message = f"found the fact '{name}', which no rule reads"
        message += ", though every pack must state it" if needed else ""
        hint = "read it in a 'when', 'applies_when' or 'expect', or take it out"
        path = ("profile", "fields", name)
        yield finding_at(standard.document, "fact-unused", path, message, hint, mild=not needed)


def nothing_required(standard: Standard) -> Iterator[Finding]:
    """Find levels that ask for nothing at all; of one that builds on another it is told that the two are alike."""
    for place, level in enumerate(standard.rules.levels):
        if not level.requires and not (place and level.builds_on):
            message = f"found no requirement of '{level.id}', so that whoever has a record or a judgement holds it"
            hint = "say under 'requires' what it takes, or take the level out"
            yield finding_at(standard.document, "nothing-required", ("levels", place), message, hint)


def unused_scales(standard: Standard) -> Iterator[Finding]:
    """Find scales that no section, criterion or rating names."""
    read = {section.scale for _, section in forms.sections(standard.model)}
    for _, criterion in forms.criteria(standard.model):
        read |= {criterion.scale, *(rating.judgement for rating in forms.ratings(criterion.rating))}
    for name in standard.model.scales:
        if name not in read:
            message, hint = (
                f"found the scale '{name}', which nothing is rated on",
                "name it as a 'scale', or take it out",
            )
            yield finding_at(standard.document, "scale-unused", ("scales", name), message, hint)


def unused_tags(standard: Standard) -> Iterator[Finding]:
    """Find tags that no criterion carries, or that no selection names."""
    carried = {tag for _, criterion in forms.criteria(standard.model) for tag in criterion.tags}
    named = {tag for selection in _selections(standard) if isinstance(selection, Selector) for tag in _tags(selection)}
    for tag in standard.model.tags:
        if tag not in carried:
            message, hint = (
                f"found the tag '{tag}', which no criterion carries",
                "give it to a criterion, or take it out",
            )
        elif tag not in named:
            message = f"found the tag '{tag}', which no selection names, so that it is for readers only"
            hint = f"select by it, as in each: {{tag: {tag}}}, or accept the finding"
        else:
            continue
        yield finding_at(standard.document, "tag-unused", ("tags", tag), message, hint)


def _selections(standard: Standard) -> Iterator[Selection | None]:
    for _, condition in forms.conditions(standard.model):
        yield condition.each
        yield condition.some
    yield from (guard.each for guard in standard.model.safeguards)


def _tags(selector: Selector) -> Iterator[str]:
    yield from (tag for tag in (selector.tag, selector.without) if tag is not None)


def unread_kinds(standard: Standard) -> Iterator[Finding]:
    """Find kinds of evidence that no measure reads; a note where a criterion suggests them to those who judge."""
    rules, reach = standard.rules, Reach(standard.rules)
    read = frozenset[str]().union(*(reach.kinds(one) | reach.looked_up(one) for one in rules.measures.values()))
    suggested: dict[str, list[str]] = {}
    for _, criterion in forms.criteria(standard.model):
        for kind in criterion.suggests:
            suggested.setdefault(kind, []).append(criterion.id)
    for name in rules.kinds:
        if name in read:
            continue
        message = f"found the kind of evidence '{name}', which no measure reads"
        hint = "read it in a measure, or take it out"
        by = suggested.get(name)
        if by:
            message += f"; it is suggested to those who judge {listing(by, 4)}"
            hint = "read it in a measure, or accept the finding where people alone weigh it"
        yield finding_at(standard.document, "kind-unread", ("evidence", name), message, hint, mild=bool(by))


def unasked_marks(standard: Standard) -> Iterator[Finding]:
    """Find criteria with marks of which no requirement asks for one.

    A mark of some levels that is asked at others is left alone: authors give a whole row of figures.
    """
    asked = {(node, ask.level) for nodes, ask in _marks_asked(standard) for node in nodes}
    for path, criterion in forms.criteria(standard.model):
        lines = forms.mark_lines(criterion.marks, (*path, "marks"))
        levels = dict.fromkeys(level for _, line in lines for level in line.__pydantic_extra__ or {})
        if levels and not any((criterion.id, level) in asked for level in levels):
            message = f"found marks on '{criterion.id}' for {listing(levels, 4)}, and no requirement that asks for one"
            hint = f"ask for them, as in {{each: [{criterion.id}], marks: {next(iter(levels))}}}, or take them out"
            yield finding_at(standard.document, "mark-unasked", (*path, "marks"), message, hint)


def _marks_asked(standard: Standard) -> Iterator[tuple[tuple[str, ...], HasMarks]]:
    # A safeguard's condition is one object, however many criteria it holds.
    every: dict[int, ConditionRule] = {id(one): one for one in all_conditions(standard.rules)}
    for one in every.values():
        if isinstance(one, Each | Some) and isinstance(one.ask, HasMarks):
            yield one.nodes, one.ask


CHECKS: tuple[Check, ...] = (
    nothing_required,
    unused_measures,
    unused_accepted,
    unused_facts,
    unused_scales,
    unused_tags,
    unread_kinds,
    unasked_marks,
    marks_out_of_order,
    voice_not_suggested,
    weights_without_effect,
)
"""Every check of structure."""


def structure(standard: Standard) -> list[Finding]:
    """Give every finding about how a standard hangs together."""
    return [finding for check in CHECKS for finding in check(standard)]
