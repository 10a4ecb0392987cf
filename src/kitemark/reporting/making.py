"""A report, made from a result. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kitemark.explain.words import day
from kitemark.reporting import notes
from kitemark.reporting.criteria import Chapters
from kitemark.reporting.evidence import Shelf
from kitemark.reporting.methods import methods_of
from kitemark.reporting.open_matters import gathered, levels_now, levels_of_unit, open_matters
from kitemark.reporting.principles import principle, principles_of
from kitemark.reporting.report import Report, Sample
from kitemark.reporting.standing import basis_of, held_of, standing_of
from kitemark.reporting.strengths import strengths_of
from kitemark.reporting.supposing import changes_of
from kitemark.rules.standard import ROOT
from kitemark.sampling import Draw, how_drawn

if TYPE_CHECKING:
    from kitemark.result import Result


def report_of(result: Result, draws: Sequence[Draw] = ()) -> Report:
    """Give the report of a result: the same one for the same result, each number as the result gives it.

    `draws` are samples of files that are printed in it.
    """
    outcome, speaker = result.outcome, result.speaker
    principles = principles_of(outcome, speaker)
    near, far = open_matters(outcome, speaker, levels_now(outcome, result.target))
    for unit in outcome.units:
        both = open_matters(unit, speaker, levels_of_unit(unit, outcome, result.target), unit.party.name)
        near, far = (*near, *both[0]), (*far, *both[1])
    root = outcome.nodes[ROOT]
    shelf = Shelf(speaker.rules, outcome, speaker.date)
    return Report(
        organisation=result.assessment.organisation,
        standard=f"{result.standard.title} {result.standard.version}",
        day=day(speaker.date),
        language=result.standard.model.language or "en",
        basis=basis_of(result),
        standing=standing_of(result),
        overall=principle(root, outcome, speaker) if root.scored else None,
        levels=tuple(level.title for level in speaker.rules.levels),
        principles=principles,
        strengths=strengths_of(result, principles),
        held=held_of(result),
        open=gathered(near),
        further=far,
        sections=Chapters(result, result.standard.model, shelf, (*near, *far)).sections(),
        units=notes.units_of(result),
        flags=notes.flags_of(result),
        methods=methods_of((outcome, *outcome.units), speaker, result.standard.model.language or "en"),
        withheld=notes.withheld_of(result),
        comment=notes.comment_of(result),
        left_out=notes.left_out_of(result),
        set_aside=tuple(notes.set_aside_of(result)),
        receipt=notes.receipt_of(result),
        supposed=() if result.supposed is None else result.supposed.words,
        changes=tuple(change.text for change in changes_of(result)),
        samples=tuple(Sample(how_drawn(draw), draw.ids) for draw in draws),
    )
