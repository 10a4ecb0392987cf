"""A standard's model to rules, whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from kitemark.compile.conditions import ConditionCompiler
from kitemark.compile.facts import Facts
from kitemark.compile.measures import compile_measures
from kitemark.compile.nodes import NodeCompiler
from kitemark.compile.outline import Sketch, draw
from kitemark.compile.place import Place
from kitemark.compile.ratings import Names
from kitemark.compile.records import Declared, compile_accepted, compile_kinds
from kitemark.compile.scales import compile_scales
from kitemark.model.conditions import Condition
from kitemark.model.standard import Criterion, Scoring, StandardFile
from kitemark.problems import KitemarkError, Problem
from kitemark.quantity import Number
from kitemark.reading import Document
from kitemark.rules.condition import ConditionRule, Each, HasMarks, OfUnits, Some
from kitemark.rules.naming import cited_by, is_apart, within
from kitemark.rules.standard import CommendationRule, FlagRule, JudgementRule, LevelRule, Node, Rules
from kitemark.rules.standard import Criterion as CriterionRule
from kitemark.rules.standard import Section as SectionRule
from kitemark.rules.weighing import Weighing, weigh

RESERVED = frozenset({"measure", "worst", "best", "choose", "when", "because", "none"})
"""Keys of marks, which name levels beside them, and the word for no level."""


def compile_standard(standard: StandardFile, document: Document) -> Rules:
    """Give the rules of a standard; KitemarkError with every problem that its names and order have."""
    problems: list[Problem] = []
    place = Place(document, problems)
    scales = compile_scales(standard.scales, place.at("scales"))
    facts = Facts(standard.profile, place.at("profile"))
    kinds = compile_kinds(standard.evidence, place.at("evidence"))
    declared = Declared(kinds, tuple(_criteria_of(standard)), standard.judgements.roles)
    accepted, reaches = compile_accepted(standard.accepted, declared, place.at("accepted"))
    measures = compile_measures(standard.measures, standard.accepted, reaches, declared, place.at("measures"))
    levels = tuple(level.id for level in standard.levels)
    _check_levels(standard, levels, place)
    names = Names(
        facts,
        scales,
        measures,
        frozenset(standard.measures),
        levels,
        {level: share.value for level, share in standard.tolerance.items()},
        _level_titles(standard),
        {name: form.title for name, form in standard.measures.items()},
    )
    outline = draw(standard, scales, place)
    compiler = NodeCompiler(standard, outline, names, kinds, place)
    nodes = compiler.nodes()
    order = compiler.order()
    level_rules = _levels(standard, outline, names, place)
    commendations = _commendations(standard, outline, names, place)
    flags = _flags(standard, outline, names, place)
    if problems:
        raise KitemarkError(problems)
    judged = standard.judgements
    asked = [
        *(condition for level in level_rules for condition in level.requires),
        *(condition for praise in commendations for condition in praise.requires),
        *(flag.when for flag in flags),
        *(limit.unless for node in nodes.values() for limit in node.limits if limit.unless is not None),
    ]
    of_units = any(sketch.form.asked_of == "units" for sketch in outline.values() if isinstance(sketch.form, Criterion))
    criteria = tuple(node for node in nodes.values() if isinstance(node, CriterionRule))
    return Rules(
        id=standard.id,
        version=standard.version,
        title=standard.title,
        otherwise=standard.otherwise or "No level",
        lasts=standard.lasts,
        smallest_group=standard.smallest_group or 0,
        judgements=JudgementRule(
            judged.settle,
            judged.assessors,
            judged.may_differ_by,
            frozenset(judged.roles) if judged.roles is not None else None,
        ),
        facts=MappingProxyType(facts.schemas),
        facts_required=facts.required,
        kinds=MappingProxyType(kinds),
        accepted=MappingProxyType(accepted),
        measures=MappingProxyType(measures),
        nodes=MappingProxyType(nodes),
        criteria=criteria,
        conditional=tuple(
            node
            for node in nodes.values()
            if node.applies_when or (isinstance(node, CriterionRule) and node.asked_of != "both")
        ),
        order=order,
        cited_by=MappingProxyType(cited_by(criteria)),
        apart=frozenset(one.id for one in criteria if is_apart(one)),
        weighings=MappingProxyType(_weighings(nodes)),
        levels=level_rules,
        marked=frozenset(_marked(asked)),
        commendations=commendations,
        flags=flags,
        asks_units=of_units or _any_of_units(asked),
    )


def _weighings(nodes: Mapping[str, Node]) -> dict[str, Weighing]:
    """Give, for each section whose children are sure to count in its mean where all apply, what each adds to it."""
    found = {}
    for node in nodes.values():
        if isinstance(node, SectionRule) and node.combine == "mean":
            children = [(child.weight, _maximum(child)) for child in map(nodes.__getitem__, node.children)]
            counted = [(weight, maximum) for weight, maximum in children if weight and maximum]
            if counted and len(counted) == len(children):
                found[node.id] = weigh(counted, node.out_of)
    return found


def _maximum(node: Node) -> Number | None:
    """Give the largest score that a node can have, where that is the same whatever applies."""
    if isinstance(node, CriterionRule):
        return node.scale.maximum
    if node.bands is not None:
        return node.bands.scale.maximum
    if node.combine != "mean":
        return None
    return node.out_of if node.capped_at is None else min(node.out_of, node.capped_at)


def _criteria_of(section: Scoring) -> Iterable[str]:
    for criterion in section.criteria:
        yield criterion.id
    for inner in section.sections:
        yield from _criteria_of(inner)


def _any_of_units(asked: Iterable[ConditionRule]) -> bool:
    return any(isinstance(one, OfUnits) for rule in asked for one in within(rule))


def _marked(asked: Iterable[ConditionRule]) -> Iterable[str]:
    for rule in asked:
        for one in within(rule):
            if isinstance(one, Each | Some) and isinstance(one.ask, HasMarks):
                yield one.ask.level


def _check_levels(standard: StandardFile, levels: tuple[str, ...], place: Place) -> None:
    _unique(levels, place.at("levels"))
    for index, level in enumerate(levels):
        if level in RESERVED:
            message = f"found a level called '{level}', a word of the language"
            hint = "choose another id, as 'marks' and 'builds_on' mean something else by it"
            place.at("levels", index, "id").report("reserved-name", message, hint)
    for level in standard.tolerance:
        if level not in levels:
            place.at("tolerance", level).unknown("level", level, levels, _level_titles(standard), key=True)
    force = standard.effective
    if force and force.until and force.until < force.from_:
        message = f"found an end on {force.until}, wanted {force.from_} or later"
        place.at("effective", "until").report("dates", message, "change the two days over, or mend one")


def _level_titles(standard: StandardFile) -> dict[str, str | None]:
    return {level.id: level.title for level in standard.levels}


def _unique(ids: Sequence[str], place: Place) -> None:
    seen: dict[str, Place] = {}
    for index, name in enumerate(ids):
        here = place.at(index, "id")
        if seen.setdefault(name, here) is not here:
            message = f"found the id '{name}' a second time, wanted one of its own"
            here.report("duplicate-id", message, seen[name].as_first())


def _all(forms: tuple[Condition, ...], compiler: ConditionCompiler, place: Place) -> tuple[ConditionRule, ...]:
    compiled = (compiler.condition(form, place.at(index)) for index, form in enumerate(forms))
    return tuple(rule for rule in compiled if rule is not None)


def _levels(standard: StandardFile, outline: dict[str, Sketch], names: Names, place: Place) -> tuple[LevelRule, ...]:
    compiler = ConditionCompiler(outline, names)
    return tuple(
        LevelRule(
            level.id,
            level.title or level.id,
            level.builds_on is None,
            _all(level.requires, compiler, place.at("levels", index, "requires")),
        )
        for index, level in enumerate(standard.levels)
    )


def _commendations(
    standard: StandardFile, outline: dict[str, Sketch], names: Names, place: Place
) -> tuple[CommendationRule, ...]:
    compiler = ConditionCompiler(outline, names)
    _unique([c.id for c in standard.commendations], place.at("commendations"))
    return tuple(
        CommendationRule(
            c.id, c.title or c.id, _all(c.requires, compiler, place.at("commendations", index, "requires"))
        )
        for index, c in enumerate(standard.commendations)
    )


def _flags(standard: StandardFile, outline: dict[str, Sketch], names: Names, place: Place) -> tuple[FlagRule, ...]:
    compiler = ConditionCompiler(outline, names, either_way=True)
    _unique([flag.id for flag in standard.flags], place.at("flags"))
    flags = []
    for index, flag in enumerate(standard.flags):
        rule = compiler.condition(flag.when, place.at("flags", index, "when"))
        if rule is not None:
            flags.append(FlagRule(flag.id, flag.title or flag.id, rule, flag.says))
    return tuple(flags)
