"""Supposition: a pack as it is, but for ratings and measures that are set. The engine itself evaluates it."""

from kitemark.supposition.changes import Move, Standstill, Turn, moves, standstills, turns
from kitemark.supposition.placing import supposed_case
from kitemark.supposition.settings import MEASURES, RATINGS, Settings, read_settings
from kitemark.supposition.supposed import Supposed

__all__ = [
    "MEASURES",
    "RATINGS",
    "Move",
    "Settings",
    "Standstill",
    "Supposed",
    "Turn",
    "moves",
    "read_settings",
    "standstills",
    "supposed_case",
    "turns",
]
