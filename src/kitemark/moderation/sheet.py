"""The moderation sheet: what splits the assessors, side by side, with room for what they agree."""

from __future__ import annotations

from dataclasses import dataclass

from kitemark.binding import Judgement
from kitemark.model.nodes import nodes
from kitemark.model.sections import Criterion as CriterionForm
from kitemark.moderation.agreed import BECAUSE, CRITERION, DAY, NOT_APPLICABLE, RATING, UNIT, WHO
from kitemark.moderation.agreement import Agreement
from kitemark.moderation.splits import Split
from kitemark.rules.scale import Scale


@dataclass(frozen=True, slots=True)
class Said:
    """What one assessor said of one criterion."""

    assessor: str
    rating: str
    because: str
    cites: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One criterion to talk over: what it asks, why to talk, what there is to choose, and what each assessor said."""

    unit: str
    criterion: str
    title: str
    asks: str
    because: str
    points: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet, whole: who is assessed by what, who takes part, and a row for each criterion to talk over."""

    title: str
    subtitle: str
    assessors: tuple[str, ...]
    rows: tuple[SheetRow, ...]

    @property
    def head(self) -> tuple[str, ...]:
        """Give the names of its columns in a table; the last four are to be filled, and are read back."""
        each = [f"{name}: {what}" for name in self.assessors for what in ("rating", "reason", "cites")]
        return (UNIT, CRITERION, "title", "asks", "why to talk", "points", *each, RATING, BECAUSE, DAY, WHO)

    def cells(self, row: SheetRow) -> tuple[str, ...]:
        """Give a row as cells of a table; those to be filled are empty."""
        by = {one.assessor: one for one in row.said}
        none = Said("", "", "", "")
        found = [by.get(name, none) for name in self.assessors]
        each = [cell for one in found for cell in (one.rating, one.because, one.cites)]
        return (row.unit, row.criterion, row.title, row.asks, row.because, row.points, *each, "", "", "", "")


def sheet(found: Agreement) -> Sheet:
    """Give the sheet of what splits the assessors."""
    result = found.result
    asks = {node.id: node.asks for _, node in nodes(result.standard.model) if isinstance(node, CriterionForm)}
    assessors = sorted({one.assessor for split in found.splits for one in split.judgements})
    title = f"{result.assessment.organisation}: moderation sheet"
    rows = tuple(_row(split, asks.get(split.criterion.id) or "") for split in found.splits)
    return Sheet(title, f"{result.standard.title} {result.standard.version}", tuple(assessors), rows)


def _row(split: Split, asks: str) -> SheetRow:
    criterion, scale = split.criterion, split.criterion.judged_on
    said = tuple(Said(one.assessor, _rating(one, scale), one.because, "; ".join(one.cites)) for one in split.judgements)
    points = ", ".join(scale.worst_first()) or f"{min(scale.worst, scale.best)} to {max(scale.worst, scale.best)}"
    return SheetRow(split.unit or "", criterion.id, criterion.title, asks, split.because, points, said)


def _rating(one: Judgement, scale: Scale) -> str:
    return NOT_APPLICABLE if one.rating is None else scale.name(one.rating)
