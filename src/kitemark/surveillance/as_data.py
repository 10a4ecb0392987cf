"""A plan with what loses a level, what goes stale and the yearly check, as plain data: exact numbers are text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kitemark.planning.as_data import move_data, plan_data
from kitemark.quantity import exact_text

if TYPE_CHECKING:
    from kitemark.planning import Plan
    from kitemark.surveillance.ageing import Ageing, Lapse
    from kitemark.surveillance.falls import Fall
    from kitemark.surveillance.yearly import YearlyCheck


def outlook_data(plan: Plan, falls: Sequence[Fall], ageing: Ageing, check: YearlyCheck) -> dict[str, Any]:
    """Give a plan with what would lose the present level, what goes stale, and the yearly check."""
    return {
        "kitemark": 1,
        **plan_data(plan),
        "falls": [_fall(fall) for fall in falls],
        "goes_stale": {
            "until": ageing.until.isoformat(),
            "days": [_lapse(lapse) for lapse in ageing.lapses],
        },
        "yearly_check": _check(check),
    }


def _fall(fall: Fall) -> dict[str, Any]:
    away = None if fall.away is None else exact_text(fall.away)
    return {"change": move_data(fall.move), "left": fall.to, "away": away}


def _lapse(lapse: Lapse) -> dict[str, Any]:
    return {
        "date": lapse.day.isoformat(),
        "established": lapse.established,
        "possible": lapse.possible,
        "level_changes": lapse.moved,
        "ratings": [
            {
                "unit": fall.party or None,
                "criterion": fall.criterion,
                "from": exact_text(fall.before),
                "to": exact_text(fall.after),
            }
            for fall in lapse.rated
        ],
        "stale": [
            {
                "unit": stale.party or None,
                "id": stale.id,
                "kind": stale.kind or None,
                "date": stale.day.isoformat(),
                "measures": list(stale.measures),
            }
            for stale in lapse.stale
        ],
    }


def _check(check: YearlyCheck) -> dict[str, Any]:
    return {
        "number": check.year,
        "due": check.due.isoformat(),
        "decided": check.decided,
        "expires": None if check.expires is None else check.expires.isoformat(),
        "level": check.level,
        "stop_rules": [{"state": rule.state, "text": rule.text} for rule in check.stop_rules],
        "criteria": [
            {
                "id": look.criterion,
                "title": look.title,
                "in_turn": look.in_turn,
                "rests_on_voice": look.by_voice,
                "evidence": list(look.kinds),
            }
            for look in check.looks
        ],
        "gone_stale_by_then": sum(len(lapse.stale) for lapse in check.lapses),
        "flags": list(check.flags),
    }
