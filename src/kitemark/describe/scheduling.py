"""The schedule for a contract: what a level asks for, and how it is shown, line by line.

It is read off the rules that score. A contract that holds this schedule asks for what an
assessment will ask for, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kitemark.describe import measures as said
from kitemark.describe.brief import Reading, brief
from kitemark.describe.criteria import section_score
from kitemark.describe.demands import RATED, SCORED, Demand, Need, RequiredRating
from kitemark.describe.page import Entry
from kitemark.describe.tracing import chain, trace
from kitemark.describe.wording import Wording
from kitemark.describe.words import fact_tests
from kitemark.explain.words import joined, sentence
from kitemark.model.standard import Criterion as CriterionForm
from kitemark.model.standard import Scoring
from kitemark.quantity import Number
from kitemark.rules.measure import Measure
from kitemark.rules.records import Test
from kitemark.rules.standard import ROOT, Criterion, Section
from kitemark.standard import Standard

_MOST_TITLED = 4
_JUDGED = "assessors judge it; the last part says by what"
_OF_UNITS = {"units": "asked of each unit", "organisation": "asked of the organisation as a whole"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a schedule. `measure` is the id of what is measured, where anything is."""

    number: str
    criterion: str
    where: str
    measure: str | None
    title: str
    threshold: str
    counted: str = ""
    fields: str = ""
    records: tuple[str, ...] = ()
    period: str = ""
    least: str = ""
    small_groups: str = ""
    who: tuple[str, ...] = ()
    how_often: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one requirement; `level` is empty where it serves more than one."""

    number: str
    level: str
    text: str
    because: str
    rows: tuple[Row, ...]
    left_out: str = ""
    """How many lines are left out, and where as much is asked of the same measures."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule, whole: of which standard and version, for which level and those that it builds on.

    `brief` says in short what the standard is about, for whoever signs the contract.
    """

    standard: str
    version: str
    sha256: str
    language: str
    level: str
    builds_on: tuple[str, ...]
    lasts: str
    review: str
    brief: tuple[Entry, ...]
    groups: tuple[Group, ...]


def schedule(standard: Standard, level: str) -> Schedule:
    """Give the schedule for a level, by its id."""
    return _Scheduler(standard).schedule(level)


class _Scheduler:
    """Makes the lines of a schedule."""

    def __init__(self, standard: Standard) -> None:
        self._standard = standard
        self._wording = Wording(standard.rules)
        self._rules = standard.rules
        self._forms = dict(_criteria(standard.model))

    def schedule(self, level: str) -> Schedule:
        model, rules = self._standard.model, self._rules
        place = next(place for place, rule in enumerate(rules.levels) if rule.id == level)
        groups = tuple(self._groups(level))
        steps = [rules.levels[one] for one in chain(rules, place)]
        before = tuple(step.title for step in steps[:-1])
        lasts = next(form.lasts for form in model.levels if form.id == level) or model.lasts
        return Schedule(
            rules.title,
            f"{rules.id}@{rules.version}",
            self._standard.sha256,
            model.language or "en",
            rules.levels[place].title,
            before,
            str(lasts or ""),
            str(model.review or ""),
            tuple(brief(model, [step.id for step in steps], _reading(groups))),
            groups,
        )

    def _groups(self, level: str) -> Iterator[Group]:
        traced = trace(level, self._wording)
        number = 0
        for number, demand in enumerate(traced.demands, 1):
            yield self._group(number, demand)
        if traced.scores.needs:
            number += 1
            yield self._group(number, traced.scores)
        if traced.judged:
            text = "What assessors judge, and what is worth bringing for it."
            rows = (
                self._judged(f"{number + 1}.{place}", name, traced.judged[name])
                for place, name in enumerate((name for name in self._rules.nodes if name in traced.judged), 1)
            )
            yield Group(str(number + 1), "", text, "", tuple(rows))

    def _group(self, number: int, demand: Demand) -> Group:
        rows = tuple(self._row(f"{number}.{place}", need, demand) for place, need in enumerate(demand.needs, 1))
        return Group(str(number), demand.level, demand.text, sentence(demand.because or ""), rows, _left_out(demand))

    def _row(self, number: str, need: Need, demand: Demand) -> Row:
        context = need.context
        nodes = context.nodes or tuple(demand.nodes)
        where = joined([one for one in context.where if one])
        threshold = "; ".join([need.threshold, *context.ways])
        if need.measure is not None:
            return self._measured(number, nodes, where, need, need.measure, threshold)
        counted = _JUDGED if need.title == RATED else self._scored(nodes) if need.title == SCORED else ""
        return Row(number, self._named(nodes), where, None, need.title, threshold, counted)

    def _measured(
        self, number: str, nodes: tuple[str, ...], where: str, need: Need, measure: Measure, threshold: str
    ) -> Row:
        wording = self._wording
        return Row(
            number,
            self._named(nodes),
            where,
            measure.id,
            measure.title,
            threshold,
            counted=", as ".join(text for text in (said.counted(measure), said.certainty(measure)) if text),
            fields=", ".join(said.fields(measure, wording)),
            records=tuple(said.records(measure, wording)),
            period=said.period(measure, wording),
            least=said.least(measure),
            small_groups=said.small_groups(measure, wording),
            who=tuple(said.who(measure, wording)),
            how_often=said.how_often(measure, wording, need.goal),
        )

    def _judged(self, number: str, name: str, asked: list[RequiredRating]) -> Row:
        form, judged = self._forms[name], self._rules.judgements
        node = self._rules.nodes[name]
        assert isinstance(node, Criterion)  # noqa: S101 - only criteria are judged
        kinds = tuple(self._rules.kinds[kind].title for kind in form.suggests)
        roles = joined(list(self._standard.model.judgements.roles or ()), "or")
        people = "assessor" if judged.assessors == 1 else "assessors"
        return Row(
            number,
            self._named((name,)),
            "",
            None,
            form.asks or form.title,
            _least_rating(asked, node) or "none by itself; it counts",
            counted=f"a rating on the scale '{node.judged_on.id}'",
            records=(f"suggested: {'; '.join(kinds)}",) if kinds else (),
            least=f"{judged.assessors} {people}",
            who=(f"Assessors{f'; role: {roles}' if roles else ''}",),
        )

    def _scored(self, nodes: tuple[str, ...]) -> str:
        found = {
            " ".join(item.text for item in section_score(node))
            for node in map(self._rules.nodes.__getitem__, nodes)
            if isinstance(node, Section)
        }
        return "; or ".join(sorted(found))

    def _named(self, nodes: tuple[str, ...]) -> str:
        if len(nodes) > _MOST_TITLED:
            return joined(nodes)
        return "; ".join(self._called(name) for name in nodes)

    def _called(self, name: str) -> str:
        if name == ROOT:
            return "the whole standard"
        node = self._rules.nodes[name]
        notes = [f"only where {fact_tests(tests, self._rules.facts)}" for tests in self._applies(name)]
        notes += [_OF_UNITS[node.asked_of]] if isinstance(node, Criterion) and node.asked_of != "both" else []
        return self._wording.speaker.name(name) + (f" ({'; '.join(notes)})" if notes else "")

    def _applies(self, name: str) -> Iterator[tuple[Test, ...]]:
        """Give where a node and all that it stands in apply."""
        node = self._rules.nodes[name]
        while True:
            if node.applies_when:
                yield node.applies_when
            if node.parent is None:
                return
            node = self._rules.nodes[node.parent]


def _left_out(demand: Demand) -> str:
    if not demand.outdone:
        return ""
    lines = "1 line is" if demand.outdone == 1 else f"{demand.outdone} lines are"
    numbers = [str(number) for number in sorted(demand.outdone_by)]
    return f"{lines} left out here, as at least as much is asked of the same under {joined(numbers)}."


def _reading(groups: Iterable[Group]) -> Reading:
    rows = [row for group in groups for row in group.rows]
    return Reading(
        measured=any(row.measure for row in rows),
        judged=any(row.measure is None and row.who for row in rows),
        ranges=any("worse end" in row.threshold for row in rows),
        where=any(row.where for row in rows),
        who=" ".join(who for row in rows for who in row.who),
    )


def _criteria(form: Scoring) -> Iterable[tuple[str, CriterionForm]]:
    for criterion in form.criteria:
        yield criterion.id, criterion
    for section in form.sections:
        yield from _criteria(section)


def _least_rating(asked: list[RequiredRating], node: Criterion) -> str:
    """Give the strictest rating that is asked in any case, and those that are asked only in some."""
    scale = node.scale
    surely = [one for one in asked if not one.note]

    def strictness(one: RequiredRating) -> tuple[Number, bool]:
        value = one.goal.value * scale.maximum if one.goal.share else one.goal.value
        return (-value if scale.lower else value), one.goal.strict

    most = max(surely, key=strictness, default=None)
    words = [most.words] if most else []
    noted = [one for one in asked if one.note and (most is None or strictness(one) > strictness(most))]
    return "; ".join(dict.fromkeys([*words, *(f"{one.words}{one.note}" for one in noted)]))
