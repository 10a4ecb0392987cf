"""Subtraction: what rests on too few people cannot be worked out from what is told of others.

A figure about too few people is withheld. It could still be found where two figures are told
and the people behind one are those behind the other and these few: for another criterion, or
in a unit and in the whole. More of them can be added and subtracted, too: no sum of figures,
each taken as often as one likes, may rest on too few people alone. Which records each figure
rests on is asked of the reference evaluator, that of the engine being under test.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lawful import Data, Readings, readings, result_of, times, without_fingerprint
from reference.evaluator import subjects
from reference.measures import _has_what_is_read
from test_what_is_withheld_stays_withheld import SMALLEST, SURVEY, told, written

import kitemark

if TYPE_CHECKING:
    from reference.evidence import Record
    from reference.structure import Node
    from reference.subject import Subject

    from kitemark.evaluation.reading import Reading

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
    "a count that needs many": ({"take": "count", "needs": {"answers": 10**9}}, 0, MANY),
    "a count that needs as many as some have": ({"take": "count", "needs": {"answers": 3 * SMALLEST}}, 0, MANY),
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
    # The organisation may cite what a unit brings.
    at_hand = [[record for records in places for record in records], *places[1:]]
    own, *units = [
        {"evidence": records, "judgements": _judged(draw, there)}
        for records, there in zip(places, at_hand, strict=True)
    ]
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
    """What one party's reading for one criterion, or one group of it, rests on, and whether a figure of it is told."""

    who: str
    criterion: str | None
    records: tuple[Data, ...]
    told: bool

    @property
    def few(self) -> bool:
        return are_few(self.records)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(record["id"] for record in self.records)


def are_few(records: Iterable[Data]) -> bool:
    """Whether these are the records of too few people."""
    return sum(one["answers"] for one in records) < SMALLEST


def all_read(standard: Data, pack: Data) -> list[Read]:
    """Every reading of the measure that anybody takes, by the reference evaluator; told or not, by the engine."""
    organisation, units = subjects(standard, pack)
    parties = [("", organisation), *(units.items() if "units" in pack else ())]
    of_the_engine = readings(result_of(standard, pack))
    return [
        one
        for (who, subject), found in zip(parties, of_the_engine, strict=True)
        for one in _reads(standard["measures"]["m"], who, subject, found)
    ]


def _reads(measure: Data, who: str, subject: Subject, found: Readings) -> Iterator[Read]:
    for node in _asked(measure, subject):
        name = node and node.id
        chosen: list[Record] = subject.evidence.chosen(measure, name)
        groups: dict[Any, list[Record]] = {}
        for record in chosen:
            if _has_what_is_read(measure, record):
                groups.setdefault(record.fields.get(measure.get("by")), []).append(record)
        for group, records in groups.items():
            yield Read(who, name, tuple(record.fields for record in records), _tells(found["m", name], group))


def _tells(reading: Reading, group: str | None) -> bool:
    """Whether a reading tells a figure, or a sum; by group it is one figure, and nobody knows of which group."""
    if reading.lack is not None:
        return reading.lack.found is not None
    withheld = {one.name for one in reading.groups if one.withheld}
    return reading.state == "known" and not (reading.hidden or reading.measure.counts_only or group in withheld)


def _asked(measure: Data, subject: Subject) -> list[Node | None]:
    """The criteria for which a party reads the measure; only one reading where it is not cited."""
    if not measure.get("cited"):
        return [None]
    # A criterion asked of units is rated there, and held by the organisation's limits as well.
    return [*subject.structure.criteria()]


def can_be_worked_out(reads: list[Read]) -> list[tuple[Data, ...]]:
    """Some records of too few people on which alone a sum of told figures, each any number of times, can rest."""
    records = {record["id"]: record for one in reads for record in one.records}
    sets = {one.ids for one in reads if one.told}
    rows = [[Fraction(name in ids) for name in records] for ids in sets]
    found = []
    for size in range(1, len(records) + 1):
        for some in combinations(records, size):
            rest = [[number for name, number in zip(records, row, strict=True) if name not in some] for row in rows]
            # Without these records something falls away: a sum of rows in which nothing else is left.
            if are_few(records[name] for name in some) and rank(rest) < rank(rows):
                found.append(tuple(records[name] for name in some))
    return found


def rank(rows: list[list[Fraction]]) -> int:
    """How many of some rows are no sum of others."""
    left, found = [[*row] for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        first = next((row for row in left if row[column]), None)
        if first is not None:
            left.remove(first)
            left = [[n - row[column] / first[column] * m for n, m in zip(row, first, strict=True)] for row in left]
            found += 1
    return found


def figures(records: tuple[Data, ...]) -> set[str]:
    """The sums over some records, and the means that they make, in all ways that can be told from other numbers."""
    sums = {name: Fraction(sum(one[name] for one in records)) for name in ("answers", "positive", "score")}
    found = {sums["answers"], sums["positive"], sums["answers"] - sums["positive"], sums["score"] / len(records)}
    found.add(Fraction(sum(one["score"] * one["answers"] for one in records)) / sums["answers"])
    return {way for number in found for way in written(number) if sum(map(str.isdigit, way)) > 3}


def check_figures(standard: Data, pack: Data) -> tuple[int, int]:
    """No figure that is not told is written anywhere, and those told give none away; gives how many are which."""
    reads = all_read(standard, pack)
    hidden = [one for one in reads if not one.told]
    free = {"2026", str(SMALLEST)}.union(*(figures(one.records) for one in reads if one.told))
    text = told(result_of(standard, pack))
    for one in hidden:
        leaks = leaks_of(text, figures(one.records) - free)
        assert not leaks, (one.who, one.criterion, leaks)
    few = [one for one in reads if one.few]
    assert not [one for one in reads if one.told and any(one.ids & other.ids for other in few)]
    assert not can_be_worked_out(reads)
    return len(hidden), len(reads) - len(hidden)


def leaks_of(text: str, ways: set[str]) -> set[str]:
    """Which of some numbers, as they might be written, stand in a text."""
    return {way for way in ways if re.search(rf"(?<![0-9.]){re.escape(way)}(?![0-9])", text)}


STANDARDS = st.builds(
    lambda name, cited, hard: standard_of(name, cited=cited, hard=hard),
    st.sampled_from(sorted(TAKES | BY_GROUP)),
    st.sampled_from([True, True, False]),
    st.frozensets(st.sampled_from(sorted(CRITERIA))),
)


@times(80)
@given(STANDARDS, packs())
def test_no_figure_about_too_few_people_can_be_worked_out_from_those_that_are_told(standard: Data, pack: Data) -> None:
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
    few = frozenset[str]().union(*(one.ids for one in all_read(standard, pack) if one.few))
    assume(few)
    other = changed(data, pack, few)
    assume([one.few for one in all_read(standard, other)] == [one.few for one in all_read(standard, pack)])
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
BESIDE_A_UNIT = pack_of(few("r1", "b"), units=[[many("r2", "b", "c")]])
WHERE_NOBODY_READS_THEM_ALONE = pack_of(few("r1", "b"), many("r2", "b", "c"))
CITED_FOR_THE_WHOLE = pack_of(units=[[few("r1", "b"), many("r2", "b", "c")]], cites="r1")
BOTH = {
    "for another criterion": (FOR_ANOTHER, True),
    "in a unit": (IN_A_UNIT, True),
    "beside a unit": (BESIDE_A_UNIT, True),
    "for one criterion more": (WHERE_NOBODY_READS_THEM_ALONE, True),
}
SINGLE = ("a sum", "a share", "a sum by group", "a share by group")
WAYS = {
    **{f"{name}, {where}": (name, *BOTH[where]) for name in SINGLE for where in BOTH},
    "a sum, in a unit, of all records": ("a sum", IN_A_UNIT, False),
    "a sum by group, in a unit, of all records": ("a sum by group", IN_A_UNIT, False),
    "a sum, beside a unit, of all records": ("a sum", BESIDE_A_UNIT, False),
    "a sum, cited by the organisation": ("a sum", CITED_FOR_THE_WHOLE, True),
}


@pytest.mark.parametrize(("name", "pack", "cited"), WAYS.values(), ids=WAYS)
def test_the_rest_is_told_and_the_whole_is_not(name: str, pack: Data, cited: bool) -> None:
    hidden, rest = check_figures(standard_of(name, cited=cited, hard=frozenset()), pack)
    assert hidden
    assert rest
    assert "known and not told" in told(result_of(standard_of(name, cited=cited, hard=frozenset()), pack))


@pytest.mark.parametrize(("pack", "cited"), [*BOTH.values(), (IN_A_UNIT, False), (BESIDE_A_UNIT, False)])
def test_what_a_count_lacks_is_told_of_the_rest_and_not_of_the_whole(pack: Data, cited: bool) -> None:
    standard = standard_of("a count that needs many", cited=cited, hard=frozenset())
    hidden, rest = check_figures(standard, pack)
    assert hidden
    assert rest
    text = told(result_of(standard, pack))
    assert "as 43331 answers are too few" in text
    assert "as the answers are too few" in text
