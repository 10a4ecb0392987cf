"""A merging in words and as JSON: what was made one, how far the assessors agree, and what to know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kitemark.explain.words import day, joined
from kitemark.render.agreeing import agreement_dict, ratings_chapters, splits_chapter
from kitemark.render.outline import Chapter, Outline, points

if TYPE_CHECKING:
    from kitemark.model.assessment import Judgement
    from kitemark.moderation import Agreement, Merged


def merging_outline(merged: Merged, found: Agreement, packs: int, output: str) -> Outline:
    """Give what was merged as an outline; alpha is told by the whole report on the agreement alone."""
    result = merged.result
    subtitle = f"{result.standard.title} {result.standard.version}, as of {day(result.assessment.date)}"
    return Outline(
        f"{result.assessment.organisation}: {f'{packs} packs made one' if packs > 1 else 'what was agreed is added'}",
        subtitle,
        (f"{_holds(merged)} Written to {output}.",),
        (
            *ratings_chapters(found),
            splits_chapter(found),
            Chapter("To know", points(merged.notes)),
        ),
    )


def _holds(merged: Merged) -> str:
    counts = _counts(merged)
    names = joined(_assessors(merged)) or "nobody"
    records, judgements = (f"{count} {what}{'' if count == 1 else 's'}" for what, count in counts.items())
    return f"It holds {records}, and {judgements} by {names}."


def _counts(merged: Merged) -> dict[str, int]:
    model = merged.assessment.model
    records = len(model.evidence) + sum(len(unit.evidence) for unit in model.units)
    return {"record": records, "judgement": len(_judgements(merged))}


def _assessors(merged: Merged) -> list[str]:
    return sorted({one.assessor for one in _judgements(merged)})


def _judgements(merged: Merged) -> list[Judgement]:
    model = merged.assessment.model
    return [*model.judgements, *(one for unit in model.units for one in unit.judgements)]


def merging_dict(merged: Merged, found: Agreement, packs: int, output: str) -> dict[str, Any]:
    """Give what was merged as plain data."""
    return {
        **agreement_dict(found),
        "merged": {
            "packs": packs,
            "output": output,
            **{f"{what}s": count for what, count in _counts(merged).items()},
            "assessors": _assessors(merged),
        },
        "notes": list(merged.notes),
    }
