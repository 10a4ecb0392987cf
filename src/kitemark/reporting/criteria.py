"""Sections and criteria: each rating on its scale, why, from what, and which marks it has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kitemark.evaluation.outcome import MET, CriterionOutcome
from kitemark.explain.conditions import score_words
from kitemark.explain.words import sentence
from kitemark.model.sections import Scoring
from kitemark.model.standard import StandardFile
from kitemark.quantity import Number
from kitemark.reporting.evidence import Shelf
from kitemark.reporting.figures import Figures
from kitemark.reporting.open_matters import of_rating
from kitemark.reporting.report import CriterionReport, OpenMatter, Point, SectionReport
from kitemark.rules.scale import Scale
from kitemark.rules.standard import ROOT, Criterion, Section
from kitemark.view import PartyResult


class Chapters:
    """Makes the sections of a report."""

    def __init__(self, party: PartyResult, form: StandardFile, shelf: Shelf, matters: Sequence[OpenMatter]) -> None:
        """Take what was evaluated, the standard's texts, the records, and what is open."""
        self._party = party
        self._asks = dict(_questions(form))
        self._shelf = shelf
        self._figures = Figures(party.outcome, party.speaker, party.speaker.date)
        self._matters = matters

    def sections(self) -> tuple[SectionReport, ...]:
        """Give the top-level sections, and the criteria beside them as a section without an id."""
        root = self._party.speaker.rules.root
        nodes = self._party.speaker.rules.nodes
        beside = [name for name in root.children if isinstance(nodes[name], Criterion)]
        found = [self._section(nodes[name]) for name in root.children if name not in beside]
        if beside:
            title = "Criteria beside the sections" if found else "Criteria"
            found.append(SectionReport(ROOT, title, "", (), tuple(map(self._criterion, beside)), ()))
        return tuple(found)

    def _section(self, node: object) -> SectionReport:
        assert isinstance(node, Section)  # noqa: S101 - the caller has sorted them
        nodes = self._party.speaker.rules.nodes
        outcome = self._party.outcome.nodes[node.id]
        inner = [nodes[name] for name in node.children]
        return SectionReport(
            node.id,
            self._party.speaker.name(node.id),
            score_words(outcome, self._party.speaker),
            self._party[node.id].reasons,
            tuple(self._criterion(one.id) for one in inner if isinstance(one, Criterion)),
            tuple(self._section(one) for one in inner if isinstance(one, Section)),
        )

    def _criterion(self, name: str) -> CriterionReport:
        outcome = self._party.outcome.nodes[name]
        assert isinstance(outcome, CriterionOutcome)  # noqa: S101 - criteria have such outcomes
        counts = outcome.scored and outcome.state != MET
        return CriterionReport(
            name,
            self._party.speaker.name(name),
            self._asks.get(name, ""),
            counts,
            score_words(outcome, self._party.speaker),
            tuple(_points(outcome.node.scale, outcome.low, outcome.high)) if counts else (),
            self._party[name].reasons,
            tuple(self._figures.marks(name)) if counts else (),
            self._figures.behind(name) if counts else (),
            self._shelf.behind(name),
            of_rating(self._matters, name),
        )


def _points(scale: Scale, low: Number, high: Number) -> Iterator[Point]:
    """Give the points of a scale from the worst up, as far as the rating goes and could go."""
    for point in scale.points:
        reached = scale.better(point.value, low) == low
        state = "reached" if reached else "possible" if scale.better(point.value, high) == high else "beyond"
        yield Point(scale.name(point.value), sentence(point.means or ""), state, here=point.value == low)


def _questions(form: Scoring) -> Iterator[tuple[str, str]]:
    for criterion in form.criteria:
        if criterion.asks:
            yield criterion.id, criterion.asks
    for section in form.sections:
        yield from _questions(section)
