"""The sixth room: outcomes in plain sentences. Nothing is decided here."""

from kitemark.explain.conditions import Shortfall, asked, mark_words, requirement, shortfalls
from kitemark.explain.holding import holders, missed_levels, next_level
from kitemark.explain.nodes import node_reasons, roles_that_count, set_aside_words, uncounted_words
from kitemark.explain.readings import reading_words
from kitemark.explain.words import Speaker

__all__ = [
    "Shortfall",
    "Speaker",
    "asked",
    "holders",
    "mark_words",
    "missed_levels",
    "next_level",
    "node_reasons",
    "reading_words",
    "requirement",
    "roles_that_count",
    "set_aside_words",
    "shortfalls",
    "uncounted_words",
]
