"""Levels that a call names: each one of the standard's, or refused with the nearest."""

from __future__ import annotations

import click

from kitemark.problems import nearest_titled
from kitemark.standard import Standard


def check_level(level: str, standard: Standard, option: str) -> None:
    """Refuse what is no level of a standard, with the option that names it."""
    levels = [rule.id for rule in standard.rules.levels]
    if level not in levels:
        hint = nearest_titled(level, standard.rules.levels)
        message = f"found '{level}', wanted one of {', '.join(levels)}" + (f"; {hint}" if hint else "")
        raise click.BadParameter(message, param_hint=option)
