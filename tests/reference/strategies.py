"""Hypothesis strategies: valid small standards as plain data, and valid packs for them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from .drawing import KINDS, PROFILE, SCALES, Draw
from .drawing_levels import Levels
from .drawing_measures import Measures
from .drawing_packs import Packs
from .drawing_sections import LEVELS, Sections
from .evidence import Plain

HEAD: Plain = {"kitemark": 1, "id": "drawn", "version": "1.0.0", "title": "Drawn"}


@st.composite
def standards(draw: Any) -> Plain:
    """Draw a valid small standard."""
    d = Draw(draw)
    kinds = d.some(list(KINDS), 1)
    measures = Measures(d, kinds)
    accepted = measures.all_accepted()
    declared = {f"m{i}": measures.measure() for i in range(d.count(0, 5))}
    levels = LEVELS[: d.count(1, 4)]
    sections = Sections(d, declared, levels)
    standard = {**HEAD, **_manners(d, levels), "profile": PROFILE}
    standard |= {"scales": SCALES, "evidence": {kind: KINDS[kind] for kind in kinds}}
    standard |= {"accepted": accepted} if accepted else {}
    standard |= {"measures": declared} if declared else {}
    standard |= sections.root()
    return _topped(d, standard, sections, levels)


def _manners(d: Draw, levels: list[str]) -> Plain:
    """What is said once for the whole standard."""
    found: Plain = {}
    if d.maybe(4):
        found["smallest_group"] = d.one([5, 15, 45])
    if d.maybe(2):
        found["not_applicable"] = d.one(["excluded", "met"])
    if d.maybe(5):
        settle = d.one(["median", "worst", "best", "latest"])
        found["judgements"] = {"settle": settle, "assessors": d.one([1, 1, 2])}
        found["judgements"] |= {"may_differ_by": d.one([1, 0, 2])}
        found["judgements"] |= {"roles": ["independent", "peer"]} if d.maybe(3) else {}
    if d.maybe(6):
        found["tolerance"] = {level: d.one(["10%", "25%"]) for level in d.some(levels, 1)}
    return found


def _topped(d: Draw, standard: Plain, sections: Sections, levels: list[str]) -> Plain:
    """The standard with its levels and what stands beside them."""
    top = Levels(d, standard, sections, levels)
    used = {tag for node in top.structure.criteria() for tag in node.data.get("tags", [])}
    if used:
        standard["tags"] = {tag: f"What {tag} means." for tag in sorted(used)}
    for key, value in (
        ("safeguards", top.safeguards()),
        ("levels", [top.level(i) for i in range(len(levels))]),
        ("commendations", top.commendations()),
        ("flags", top.flags()),
    ):
        if value:
            standard[key] = value
    return standard


@st.composite
def packs(draw: Any, standard: Plain) -> Plain:
    """Draw a valid pack for a standard."""
    return Packs(Draw(draw), standard).pack()


@st.composite
def cases(draw: Any) -> tuple[Plain, Plain]:
    """Draw a standard and a pack for it."""
    standard = draw(standards())
    return standard, draw(packs(standard))
