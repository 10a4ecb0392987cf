"""The sixth room: outcomes in plain sentences. Nothing is decided here."""

from kitemark.explain.conditions import Shortfall, asked, requirement, shortfalls
from kitemark.explain.holding import holders, missed_levels, next_level
from kitemark.explain.nodes import node_reasons, set_aside_words
from kitemark.explain.readings import reading_words
from kitemark.explain.words import Speaker

__all__ = [
    "Shortfall",
    "Speaker",
    "asked",
    "holders",
    "missed_levels",
    "next_level",
    "node_reasons",
    "reading_words",
    "requirement",
    "set_aside_words",
    "shortfalls",
]
