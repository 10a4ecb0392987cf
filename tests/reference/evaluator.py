"""A naive evaluator of the standard language, written from its text alone.

Every method transcribes a sentence, quoted beside it. Nothing is checked: standards and packs are
taken to be valid.

READINGS: where the text leaves a choice, this file takes the following.

 1. Roles come first: a judgement whose role does not count replaces nothing.
 2. A field that `linked` or `where` reads may hold a list; any other is a single value.
 3. `every` keeps to `needs`: a missing group of a measure that needs more than 0 is unknown.
 4. A missing group of `every` counts 0 for a sum even where lower is better.
 5. With `by` and nothing that qualifies (and no `every`, no `if_none`) the whole is unknown, also
    for count, distinct and sum: no group is left.
 6. Small groups: only where a qualifying record is of a kind that names people; such a record
    without the field counts nobody. The check comes before `needs`.
 7. A measure is wholly withheld when it is withheld, or by group when every group is; a cited one
    when it is so for some criterion that applies and reads it (marks that no condition asks for
    read nothing). For the organisation only; every uncited measure declared is looked at.
 8. Spread with a group that is worse than any number is worse than any number.
 9. A weighted mean whose weights sum to 0, and a share with confidence outside 0 <= k <= n, are
    unknown.
10. Where lower is better, tolerance loosens the threshold upwards.
11. In marks, `choose` takes the first line that the profile matches of those that name the level;
    where none of those matches, nothing is asked.
12. Everything below a section whose `applies_when` does not match is excluded, `met` or not.
13. A section has a score when something is left to combine; then it `applies`, also with only `met`
    children. A section without a score is left out of selections.
14. `round` rounds the score and leaves the maximum.
15. A pack without records or judgements: no level's state is `met`; one that would be is `open`.
    Without a score, or with no criterion that applies, every level is `unmet`, and `overall` is
    None. Requirements, commendations and flags are read as they stand; a condition on `overall`
    then holds neither way.
16. A pack is empty when it and all its units are. A judgement whose role does not count proves
    nothing; a mark of not applicable is a judgement.
17. A level's state counts what it builds on.
18. A target speaks of the organisation; units keep their best level.
19. Missing units have no level at either end.
20. A criterion asked of units only is `met` for the organisation when no unit has it apply and some
    unit has it `met`; `unsettled` lists it when it is unsettled in some unit where it applies.
21. `unsettled` looks at the judged part, before bands.
22. `units` of the result lists those of the pack: an implicit single unit is not listed.
23. `applicable` counts, for a unit, only the criteria that a unit is asked.
24. An implicit single unit's own judgements are all of the pack's, also those on criteria asked
    only of the organisation (for measures from judgements).
25. Records come in the order: the pack's own, then each unit's. A unit's records carry its id in
    `unit` in the unit's own evaluation too.
26. `any` reads records only, not judgements.
27. `where: {criteria: …}` counts what a record is cited for.
28. A share of records with a `voice` (or any field) needs the record to have one.
29. For the organisation, a criterion asked of units is excluded with a section that the
    organisation's profile excludes; its own `applies_when` is read in the units only.
30. A judgement of a criterion that nothing judges counts only as a mark of not applicable.
31. For the organisation, what a unit's judgement cites is cited, whose record it may be; for a unit
    only its own judgements cite, and only its own records are there.
32. `where` within bounds compares numbers, and dates as dates; a record's `date` is then its date
    in the sense of section 3.
33. A limit without `unless` always holds.
"""

from __future__ import annotations

from .evidence import Evidence, Plain, Record, day, record_date, with_voice
from .exact import text
from .structure import Node, Structure
from .subject import Subject


def evaluate(standard: Plain, pack: Plain, target: str | None = None) -> Plain:
    """Evaluate a pack against a standard, both plain data, and return the plain result."""
    organisation, units = subjects(standard, pack)
    return _Report(organisation, units if "units" in pack else {}, target).as_plain()


def subjects(standard: Plain, pack: Plain) -> tuple[Subject, dict[str, Subject]]:
    """Return the organisation and its units, ready to be read."""
    units = _units(standard, pack)
    return _organisation(standard, pack, units), units


def _records(standard: Plain, pack: Plain, unit: str | None = None) -> list[Record]:
    """The records of the pack or a unit, those dated later left out."""
    as_of = day(pack["date"])
    source: Plain = pack
    if unit is not None:
        source = next(one for one in pack["units"] if one["id"] == unit)
    result: list[Record] = []
    for plain in source.get("evidence", []):
        own = {**plain, "unit": unit} if unit is not None else plain
        dated = record_date(own, as_of)
        if dated <= as_of:
            fields = with_voice(standard.get("evidence", {}), own)
            fields = {**fields, "date": dated.isoformat()}
            result.append(Record(fields, dated, len(result), set(own.get("criteria", []))))
    return result


def _units(standard: Plain, pack: Plain) -> dict[str, Subject]:
    """Each unit, evaluated on its own evidence and judgements."""
    structure, whole = Structure(standard, leave_out="organisation"), Structure(standard)
    profile = pack["organisation"].get("profile", {})
    as_of = day(pack["date"])

    def subject(name: str | None, source: Plain, facts: Plain) -> Subject:
        records, judgements = _records(standard, pack, name), source.get("judgements", [])
        evidence = Evidence(standard, as_of, records, judgements, whole.rating_value)
        return Subject(structure, evidence, facts)

    if "units" not in pack:  # "A pack without `units` is its own one unit."
        return {"": subject(None, pack, profile)}
    return {  # "its `profile` (which adds to the organisation's)"
        one["id"]: subject(one["id"], one, {**profile, **one.get("profile", {})}) for one in pack["units"]
    }


def _organisation(standard: Plain, pack: Plain, units: dict[str, Subject]) -> Subject:
    """The organisation, on all the evidence and its own judgements."""
    structure = Structure(standard)
    records = _records(standard, pack)
    if "units" in pack:  # "on all the evidence"
        records += [record for unit in units.values() for record in unit.evidence.records]
    judgements = pack.get("judgements", [])
    evidence = Evidence(
        standard,
        day(pack["date"]),
        records,
        judgements,
        structure.rating_value,
        [unit.evidence for unit in units.values()] if "units" in pack else [],
    )
    evidence.is_empty = evidence.is_empty and all(u.evidence.is_empty for u in units.values())
    profile = pack["organisation"].get("profile", {})
    return Subject(structure, evidence, profile, list(units.values()))


class _Report:
    """The plain result of an organisation with its units."""

    def __init__(self, subject: Subject, units: dict[str, Subject], target: str | None) -> None:
        self.subject = subject
        self.units = units
        self.target = target

    def as_plain(self) -> Plain:
        subject, standard = self.subject, self.subject.standard
        criteria = subject.structure.criteria()
        return {
            "level": {
                "established": self._answer("low"),
                "possible": self._answer("high"),
                "target": self.target,
            },
            "overall": self._scores(subject.structure.root) if subject.scored() else None,
            "nodes": {n.id: self._node(n) for n in subject.structure.root.below()},
            "levels": [self._level(i) for i in range(len(standard["levels"]))],
            "commendations": [
                one["id"]
                for one in standard.get("commendations", [])
                if all(subject.holds(c, "low") for c in subject.requirements(one))
            ],
            "flags": [one["id"] for one in standard.get("flags", []) if self._raised(one)],
            "withheld": [m for m in standard.get("measures", {}) if subject.withheld(m)],
            "unsettled": [c.id for c in criteria if subject.unsettled(c)],
            "units": {name: {"level": _levels(unit)} for name, unit in self.units.items()},
        }

    def _answer(self, end: str) -> str | None:
        """Asked about a target level, the answer is that level or none."""
        if self.target is None:
            return self.subject.best_level(end)
        order = [level["id"] for level in self.subject.standard["levels"]]
        return self.target if self.subject.level_holds(order.index(self.target), end) else None

    def _scores(self, node: Node) -> Plain:
        return {
            "low": text(self.subject.score(node, "low")),
            "high": text(self.subject.score(node, "high")),
            "max": text(self.subject.maximum(node)),
        }

    def _node(self, node: Node) -> Plain:
        if not self.subject.has_score(node):
            return {"applies": False}
        met = node.is_criterion and self.subject.status(node) == "met"
        return {"applies": not met, **self._scores(node)}

    def _level(self, place: int) -> Plain:
        subject = self.subject
        level = subject.standard["levels"][place]
        requires = [
            {"state": _state(subject.holds(one, "low"), subject.holds(one, "high"))}
            for one in subject.requirements(level)
        ]
        holds = subject.level_holds(place, "low"), subject.level_holds(place, "high")
        return {"id": level["id"], "state": _state(*holds), "requires": requires}

    def _raised(self, flag: Plain) -> bool:
        """Raised when the condition holds at the low end."""
        return self.subject.asked(flag["when"]) and self.subject.holds(flag["when"], "low")


def _levels(unit: Subject) -> Plain:
    return {"established": unit.best_level("low"), "possible": unit.best_level("high")}


def _state(low: bool, high: bool) -> str:
    """Holds at the low end, fails at the high end, or is open in between."""
    if low:
        return "met"
    return "open" if high else "unmet"
