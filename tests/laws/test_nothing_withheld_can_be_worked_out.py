"""Subtraction: what rests on too few people cannot be worked out from what is told of others.

A figure about too few people is withheld. It could still be found where two figures are told
and the people behind one are those behind the other and these few: for another criterion, or
in a unit and in the whole. Which records each figure rests on is asked of the reference
evaluator, that of the engine being under test.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lawful import Data, result_of, times, without_fingerprint
from reference.evaluator import subjects
from reference.measures import _has_what_is_read, _Taken
from test_what_is_withheld_stays_withheld import SMALLEST, SURVEY, told, written

import kitemark

if TYPE_CHECKING:
    from reference.evidence import Record
    from reference.structure import Node
    from reference.subject import Subject

# Figures of which every sum and every difference can be told from any other.
NUMBERS = [1009, 1013, 1213, 1543, 1733, 1997, 2131, 2339, 2683, 2903, 3061, 3253, 3467, 3671]
NUMBERS += [4001, 4241, 4483, 4729, 4987, 5233, 5479, 5737, 5987, 6229]

SHARE = {"share": "positive", "of": "answers"}
EASY, NEVER, MANY = "0%", "> 99.99%", 10**9
TAKES: dict[str, tuple[Data, Any, Any]] = {
    "a share": ({"take": SHARE}, EASY, NEVER),
    "a share with confidence": ({"take": SHARE, "confidence": "95%"}, EASY, NEVER),
    "a share of a population": (
        {"take": SHARE, "confidence": "90%", "population": "population"},
        EASY,
        NEVER,
    ),
    "a share of few": ({"take": SHARE, "better": "lower"}, "100%", "< 0.01%"),
    "a share that needs many": ({"take": SHARE, "needs": {"answers": 2 * SMALLEST}}, EASY, NEVER),
    "a share of records": ({"take": {"share": {"safe": True}, "of": "answers"}}, EASY, "> 100%"),
    "a margin": ({"take": {"margin": "answers"}, "confidence": "95%"}, "100%", "< 0%"),
    "a sum": ({"take": {"sum": "positive"}}, 0, MANY),
    "a sum with a value for none": ({"take": {"sum": "positive"}, "if_none": 0, "better": "lower"}, MANY, 0),
    "a mean": ({"take": {"mean": "score"}}, 0, MANY),
    "a mean by weight": ({"take": {"mean": "score", "weighted_by": "answers"}}, 0, MANY),
}
"""Each with a threshold that every figure reaches and one that none does: no rating tells them apart."""
BY_GROUP: dict[str, tuple[Data, Any, Any]] = {
    "a sum by group": ({"take": {"sum": "positive"}, "by": "site", "across": "worst"}, 0, MANY),
    "a share by group": ({"take": SHARE, "by": "site", "across": "best"}, EASY, NEVER),
    "a gap between groups": ({"take": SHARE, "by": "site", "across": "spread"}, "100%", "< 0.01%"),
}

CRITERIA = {"a": "both", "b": "both", "c": "both", "u": "units", "o": "organisation"}


def standard_of(name: str, *, cited: bool, hard: frozenset[str]) -> Data:
    """A standard that says of one measure all that it can, for every criterion that reads it."""
    measure, easy, never = (TAKES | BY_GROUP)[name]
    measure = {"from": "survey", "title": "Measured", **measure, **({"cited": True} if cited else {})}
    lower = "lower" in measure.values() or "spread" in measure.values() or "margin" in measure["take"]
    word, contrary = ("at_most", "at_least") if lower else ("at_least", "at_most")
    criteria = []
    for criterion, asked_of in CRITERIA.items():
        wanted = never if criterion in hard else easy
        rating = {"worst": ["judgement", {"measure": "m", "bands": {"1": wanted}}]}
        limit = {"at_most": 1, "unless": {"measure": "m", word: easy}, "because": "Too few say so."}
        one = {"id": criterion, "title": criterion.upper(), "rating": rating, "asked_of": asked_of, "limits": [limit]}
        criteria.append({**one, "marks": [{"measure": "m", "one": wanted}]})
    asked: list[Data] = [] if cited else [{"measure": "m", word: easy}, {"measure": "m", contrary: easy}]
    flags = [{"id": f"f{n}", "title": "F", "when": when, "says": "Look."} for n, when in enumerate(asked)]
    return {
        "kitemark": 1,
        "id": "subtraction",
        "version": "1.0.0",
        "title": "Subtraction",
        "smallest_group": SMALLEST,
        "scales": {"practice": [{"value": n} for n in range(3)]},
        "scale": "practice",
        "evidence": {"survey": SURVEY},
        "measures": {"m": measure},
        "criteria": criteria,
        "levels": [
            {"id": "one", "title": "One", "requires": [{"each": "criteria", "marks": "one"}, *asked[:1]]},
            {"id": "two", "title": "Two", "requires": [{"each": "criteria", "at_least": 1}]},
        ],
        "flags": flags,
    }


@st.composite
def packs(draw: Any) -> Data:
    """Packs of a few records of few people or of many, which speak to some criteria, in units or without."""
    numbers = iter(draw(st.permutations(NUMBERS)))
    names = sorted(CRITERIA)
    some = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(sorted)
    places: list[list[Data]] = [[] for _ in range(draw(st.sampled_from([1, 1, 3, 4])))]
    for place in range(draw(st.integers(2, 6))):
        low, high = sorted((next(numbers), next(numbers)))
        record: Data = {"id": f"s{place}", "kind": "survey", "date": "2026-10-01", "safe": True}
        record["site"] = draw(st.sampled_from(["north", "south"]))
        many = draw(st.sampled_from([0, 0, 2 * SMALLEST]))
        record |= {"answers": high + many, "positive": low, "score": next(numbers), "criteria": draw(some)}
        draw(st.sampled_from(places)).append({**record, "population": 4 * (high + many) + place})
    own, *units = [{"evidence": records, "judgements": _judged(draw, records)} for records in places]
    pack: Data = {"kitemark": 1, "organisation": {"id": "org"}, "date": "2026-11-01", **own}
    return {**pack, "units": [{"id": f"u{n}", **unit} for n, unit in enumerate(units)]} if units else pack


def _judged(draw: Any, records: list[Data]) -> list[Data]:
    """A judgement of every criterion, some citing a record: the same as the record naming the criterion."""
    found = []
    for criterion in CRITERIA:
        judgement = {"criterion": criterion, "rating": 1, "assessor": "A", "because": "Seen."}
        cites = draw(st.lists(st.sampled_from([one["id"] for one in records]), max_size=1)) if records else []
        found.append({**judgement, "cites": cites})
    return found


@dataclass(frozen=True)
class Read:
    """What one party's reading for one criterion, or one group of it, rests on, and whether that is too few people."""

    who: str
    criterion: str | None
    records: tuple[Data, ...]
    withheld: bool

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(record["id"] for record in self.records)


def all_read(standard: Data, pack: Data) -> list[Read]:
    """Every reading of the measure that anybody takes, by the reference evaluator."""
    organisation, units = subjects(standard, pack)
    parties = {"": organisation} | (units if "units" in pack else {})
    return [one for who, subject in parties.items() for one in _reads(standard["measures"]["m"], who, subject)]


def _reads(measure: Data, who: str, subject: Subject) -> Iterator[Read]:
    for node in _asked(measure, subject):
        chosen: list[Record] = subject.evidence.chosen(measure, node and node.id)
        groups: dict[Any, list[Record]] = {}
        for record in chosen:
            if _has_what_is_read(measure, record):
                groups.setdefault(record.fields.get(measure.get("by")), []).append(record)
        for records in groups.values():
            few = _Taken(measure, subject.evidence)._is_withheld(records)
            yield Read(who, node and node.id, tuple(record.fields for record in records), few)


def _asked(measure: Data, subject: Subject) -> list[Node | None]:
    """The criteria for which a party reads the measure; only one reading where it is not cited."""
    if not measure.get("cited"):
        return [None]
    # A criterion asked of units is rated there, and held by the organisation's limits as well.
    return [*subject.structure.criteria()]


def may_be_told(one: Read, reads: list[Read]) -> bool:
    """Whether nothing that is withheld, for whomever and whatever criterion, shares a record with this reading."""
    return not any(one.ids & other.ids for other in reads if other.withheld)


def figures(records: tuple[Data, ...]) -> set[str]:
    """The sums over some records, and the means that they make, in all ways that can be told from other numbers."""
    sums = {name: Fraction(sum(one[name] for one in records)) for name in ("answers", "positive", "score")}
    found = {sums["answers"], sums["positive"], sums["answers"] - sums["positive"], sums["score"] / len(records)}
    found.add(Fraction(sum(one["score"] * one["answers"] for one in records)) / sums["answers"])
    return {way for number in found for way in written(number) if sum(map(str.isdigit, way)) > 3}


def check_figures(standard: Data, pack: Data) -> tuple[int, int]:
    """No figure of records among which some are withheld is told anywhere; gives how many are hidden, and told."""
    reads = all_read(standard, pack)
    hidden = [one for one in reads if not may_be_told(one, reads)]
    free = {"2026", str(SMALLEST)}.union(*(figures(one.records) for one in reads if one not in hidden))
    text = told(result_of(standard, pack))
    for one in hidden:
        leaks = leaks_of(text, figures(one.records) - free)
        assert not leaks, (one.who, one.criterion, leaks)
    return len(hidden), len(reads) - len(hidden)


def leaks_of(text: str, ways: set[str]) -> set[str]:
    """Which of some numbers, as they might be written, stand in a text."""
    return {way for way in ways if re.search(rf"(?<![0-9.]){re.escape(way)}(?![0-9])", text)}


STANDARDS = st.builds(
    lambda name, cited, hard: standard_of(name, cited=cited, hard=hard),
    st.sampled_from(sorted(TAKES)),
    st.sampled_from([True, True, False]),
    st.frozensets(st.sampled_from(sorted(CRITERIA))),
)


@times(80)
@given(STANDARDS, packs())
def test_no_figure_is_told_of_records_among_which_some_are_withheld(standard: Data, pack: Data) -> None:
    check_figures(standard, pack)


def changed(data: st.DataObject, pack: Data, ids: frozenset[str]) -> Data:
    """The pack with other figures in the records with these ids, of as few people."""
    numbers = iter(data.draw(st.permutations(NUMBERS)))
    after = copy.deepcopy(pack)
    for place in [after, *after.get("units", [])]:
        for record in place["evidence"]:
            if record["id"] in ids:
                low, high = sorted((next(numbers), next(numbers)))
                many = record["answers"] - record["answers"] % SMALLEST
                record |= {"positive": low, "score": next(numbers), "answers": high + many}
    return after


def decided(result: kitemark.Result) -> Any:
    """All that a result decides: every score and level, without a word about them."""

    def part(one: Data) -> Any:
        scores = {name: {k: v for k, v in node.items() if k != "because"} for name, node in one["nodes"].items()}
        states = [(level["state"], [asked["state"] for asked in level["requires"]]) for level in one["levels"]]
        return scores, states, one["level"], one["overall"]

    whole = result.to_dict()
    return part(whole), whole["flags"], {name: part(unit) for name, unit in whole["units"].items()}


@times(80)
@given(STANDARDS, packs(), st.data())
def test_what_is_withheld_changes_no_word_that_is_told_of_anything(
    standard: Data, pack: Data, data: st.DataObject
) -> None:
    few = frozenset[str]().union(*(one.ids for one in all_read(standard, pack) if one.withheld))
    assume(few)
    other = changed(data, pack, few)
    assume([one.withheld for one in all_read(standard, other)] == [one.withheld for one in all_read(standard, pack)])
    before, after = result_of(standard, pack), result_of(standard, other)
    assume(decided(before) == decided(after))
    assert without_fingerprint(before) == without_fingerprint(after)
    assert told(before) == told(after)


# In a pack that one can look at: three people's answers, for a criterion or in a unit of their own.


def few(name: str, *criteria: str, site: str = "north") -> Data:
    record = {"id": name, "kind": "survey", "date": "2026-10-01", "site": site, "safe": True, "criteria": [*criteria]}
    return {**record, "answers": 1543, "positive": 1213, "score": 2339, "population": 9001}


def many(name: str, *criteria: str) -> Data:
    return {**few(name, *criteria), "answers": 43_331, "positive": 30_011, "score": 4483, "population": 90_001}


def pack_of(*records: Data, units: list[list[Data]] | None = None, cites: str | None = None) -> Data:
    judgement = {"criterion": "a", "rating": 1, "assessor": "A", "because": "Seen.", "cites": [cites] if cites else []}
    pack: Data = {"kitemark": 1, "organisation": {"id": "org"}, "date": "2026-11-01", "evidence": [*records]}
    pack["judgements"] = [judgement]
    return {**pack, "units": [{"id": f"u{n}", "evidence": unit} for n, unit in enumerate(units)]} if units else pack


FOR_ANOTHER = pack_of(few("r1", "a", "b"), many("r2", "b", "c"))
IN_A_UNIT = pack_of(units=[[few("r1", "b")], [many("r2", "b", "c")]])
CITED_FOR_THE_WHOLE = pack_of(units=[[few("r1", "b"), many("r2", "b", "c")]], cites="r1")
BOTH = {"for another criterion": (FOR_ANOTHER, True), "in a unit": (IN_A_UNIT, True)}
WAYS = {
    **{f"{name}, {where}": (name, *BOTH[where]) for name in ("a sum", "a share") for where in BOTH},
    "a sum, in a unit, of all records": ("a sum", IN_A_UNIT, False),
}
OPEN = {
    **{f"{name}, {where}": (name, *BOTH[where]) for name in BY_GROUP if "gap" not in name for where in BOTH},
    "a sum by group, in a unit, of all records": ("a sum by group", IN_A_UNIT, False),
    "a sum, cited by the organisation": ("a sum", CITED_FOR_THE_WHOLE, True),
}
"""What the library tells and should not: reported, and open."""


@pytest.mark.parametrize(("name", "pack", "cited"), WAYS.values(), ids=WAYS)
def test_the_rest_is_told_and_the_whole_is_not(name: str, pack: Data, cited: bool) -> None:
    hidden, rest = check_figures(standard_of(name, cited=cited, hard=frozenset()), pack)
    assert hidden
    assert rest
    assert "known and not told" in told(result_of(standard_of(name, cited=cited, hard=frozenset()), pack))


@pytest.mark.xfail(strict=True, reason="groups, and what only the organisation cites, are not looked at")
@pytest.mark.parametrize(("name", "pack", "cited"), OPEN.values(), ids=OPEN)
def test_the_rest_is_told_and_the_whole_is_not_yet(name: str, pack: Data, cited: bool) -> None:
    test_the_rest_is_told_and_the_whole_is_not(name, pack, cited)
