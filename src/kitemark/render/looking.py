"""What to look at first, as an outline and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kitemark.explain.words import day
from kitemark.problems import listing
from kitemark.render.outline import Chapter, Outline, Point, points
from kitemark.reporting.standing import level_name

if TYPE_CHECKING:
    from kitemark.scrutiny import Look, Signal

_MOST_NAMED = 12
_INTRO = "What could change most comes first. This ranks things to look at, and never people."


def look_outline(look: Look) -> Outline:
    """Give what to look at first as an outline."""
    result = look.result
    subtitle = f"{result.standard.title} {result.standard.version}, as of {day(result.assessment.date)}"
    level = f"Level now: {level_name(look.result, result.level)}."
    numbered = tuple(_point(signal, look) for signal in look.signals)
    nothing = ("Nothing stands out. That is no proof that all is well.",)
    return Outline(
        f"{result.assessment.organisation}: look here first",
        subtitle,
        (f"{level} {_INTRO}",) if numbered else (level,),
        (Chapter(_heading(len(numbered)), numbered, () if numbered else nothing, numbered=True),),
    )


def _heading(count: int) -> str:
    return f"{count} {'thing' if count == 1 else 'things'} to look at"


def _point(signal: Signal, look: Look) -> Point:
    where = f"{look.result.units[signal.unit].name}: " if signal.unit is not None else ""
    told = [signal.says, *signal.details]
    if signal.criteria:
        told.append(f"Concerns {listing(signal.criteria, _MOST_NAMED)}.")
    if change := _change(signal, look):
        told.append(change)
    return Point(f"{where}{signal.title}", points(told), "open" if any(signal.lost) else "")


def _change(signal: Signal, look: Look) -> str:
    """Give what would be left were its criteria judged the worst there could be."""
    result = look.result
    if signal.lost[0]:
        return f"Were these judged the worst there could be, the level would be {level_name(result, signal.level)}."
    if signal.lost[1]:
        left, now = level_name(result, signal.possible), level_name(result, result.possible)
        return f"Were these judged the worst there could be, {left} would be the best possible, and not {now}."
    return ""


def look_json(look: Look) -> str:
    """Give what to look at first as JSON."""
    result = look.result
    data = {
        **result.receipt_dict(),
        "level": {"established": result.level, "possible": result.possible},
        "look_here_first": [
            {
                "code": signal.code,
                "title": signal.title,
                "says": signal.says,
                "details": list(signal.details),
                "criteria": list(signal.criteria),
                "unit": signal.unit,
                "without_it": {"established": signal.level, "possible": signal.possible},
            }
            for signal in look.signals
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
