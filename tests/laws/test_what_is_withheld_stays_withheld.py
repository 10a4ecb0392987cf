"""Small groups: what rests on too few people appears in no output, and no output depends on it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lawful import Case, Data, cases, readings, result_of, shown_of, subjects, times, without_fingerprint

import kitemark
from kitemark.quantity import shown
from kitemark.render.terminal import render_text

PRIMES = [1009, 1013, 1213, 1543, 1733, 1997, 2131, 2339, 2683, 2903, 3061, 3253, 3467, 3671]
SMALLEST = 20011
SHARES: list[Data] = [
    {"take": {"share": "positive", "of": "answers"}},
    {"take": {"share": "positive", "of": "answers"}, "confidence": "95%"},
    {"take": {"share": "positive", "of": "answers"}, "confidence": "90%", "population": "population"},
    {"take": {"share": {"safe": True}, "of": "answers"}},
    {"take": {"share": {"safe": True}}},
    {"take": {"margin": "answers"}, "confidence": "95%", "better": "lower"},
    {"take": {"share": "positive", "of": "answers"}, "by": "site", "across": "spread"},
    {"take": {"mean": "score"}, "by": "site", "across": {"reaching": 1511}},
]
NUMBERS: list[Data] = [
    {"take": {"sum": "positive"}},
    {"take": {"mean": "score"}},
    {"take": {"mean": "score", "weighted_by": "answers"}},
    {"take": {"median": "score"}},
    {"take": {"median": "score", "missing": "worst"}},
    {"take": {"latest": "score"}},
    {"take": {"smallest": "positive"}},
    {"take": {"largest": "positive"}},
    {"take": {"sum": "answers"}, "needs": {"answers": 50}},
    {"take": {"largest": "score"}, "by": "site", "across": "best"},
    {"take": {"mean": "score"}, "by": "site", "across": "worst", "every": ["south"]},
]
WHOLE = {"type": "integer"}
SURVEY = {
    "title": "Survey",
    "voice": "customer",
    "people": "answers",
    "fields": {
        "answers": WHOLE,
        "positive": WHOLE,
        "score": WHOLE,
        "population": WHOLE,
        "safe": {"type": "boolean"},
        "site": {"enum": ["north", "south"]},
    },
    "rules": ["positive <= answers"],
}


def used(name: str, measure: Data) -> Iterator[Data]:
    """A criterion that rates by a measure, holds a rating by it, and asks for marks of it; then all conditions."""
    across = measure.get("across")
    shares = measure in SHARES
    lower = measure.get("better") == "lower" or across == "spread"
    # The differences of odd primes are even, so that no threshold here is one by chance.
    steps: list[Any] = ["20%", "50%", "80%"] if shares else [211, 509, 811]
    steps = steps[::-1] if lower else steps
    word = "at_most" if lower else "at_least"
    limit = {"at_most": 1, "unless": {"measure": name, word: steps[1]}, "because": "Too few say so."}
    yield {
        "id": name.upper(),
        "title": f"Rated by {name}",
        "rating": {"measure": name, "bands": dict(zip("123", steps, strict=True))},
        "limits": [limit],
        "marks": [{"measure": name, "one": steps[0], "two": steps[1]}],
    }
    yield {"measure": name, word: steps[1]}
    yield {"measure": name, "at_least" if lower else "at_most": steps[1]}


def standard_of(measures: list[Data]) -> Data:
    """A standard that says as much as it can of its measures."""
    named = {f"m{place}": {"from": "survey", **measure} for place, measure in enumerate(measures)}
    parts = [tuple(used(name, {k: v for k, v in m.items() if k != "from"})) for name, m in named.items()]
    levels = [
        {"id": "one", "title": "One", "requires": [{"each": "criteria", "marks": "one"}, *(p[1] for p in parts)]},
        {"id": "two", "title": "Two", "requires": [{"any": [{"overall": "80%"}, *(p[1] for p in parts)]}]},
    ]
    flags = [{"id": f"f{i}", "title": f"F{i}", "when": p[2], "says": "Look."} for i, p in enumerate(parts)]
    return {
        "kitemark": 1,
        "id": "small",
        "version": "1.0.0",
        "title": "Small groups",
        "smallest_group": SMALLEST,
        "scales": {"practice": [{"value": n} for n in range(4)]},
        "scale": "practice",
        "combine": "worst",
        "evidence": {"survey": SURVEY},
        "measures": {**named, "count": {"from": "survey", "take": "count"}},
        "criteria": [part[0] for part in parts],
        "levels": levels,
        "commendations": [{"id": "w", "title": "W", "requires": [part[1] for part in parts]}],
        "flags": flags,
    }


@st.composite
def surveys(draw: Any, records: int) -> list[Data]:
    """Records whose every number can be told from any other."""
    numbers = draw(st.permutations(PRIMES))
    found: list[Data] = []
    for place in range(records):
        low, high = sorted(numbers[3 * place : 3 * place + 2])
        record = {"id": f"s{place}", "kind": "survey", "date": "2026-10-01", "site": "north", "safe": place != 1}
        record |= {"answers": high, "positive": low, "score": numbers[3 * place + 2]}
        found.append({**record, "population": 4 * high + place})
    return found


def pack_of(records: list[Data]) -> Data:
    """A pack of these records."""
    return {"kitemark": 1, "organisation": {"id": "org"}, "date": "2026-11-01", "evidence": records}


def told(result: kitemark.Result) -> str:
    """All that a result says in any form, without fingerprints."""
    text = [result.to_json(), result.explain(), render_text(result, width=100, colour=True), repr(result)]
    text += [reason for node in result.nodes for reason in node.reasons]
    text += [result.to_markdown(), re.sub(r"(?s)<style>.*?</style>|<svg.*?</svg>", "", result.to_html())]
    return re.sub(r'"sha256": "[0-9a-f]+"|SHA-256 [0-9a-f]+', "", "\n".join(text))


def but_for_methods(text: str) -> str:
    """What is told, without how people were asked: that is told of enough people, and no measure reads it."""
    return re.sub(r'(?ms)^## How people were asked$.*?(?=^## )|<section id="methods".*?</section>', "", text)


def numbers_of(records: list[Data]) -> set[Fraction]:
    """The numbers in some records, their sums and means, and the shares that they make."""
    fields = ("answers", "positive", "score", "population")
    found: set[Fraction] = set()
    for size in range(1, len(records) + 1):
        for some in combinations(records, size):
            sums = {name: Fraction(sum(one[name] for one in some)) for name in fields}
            found |= set(sums.values()) | {total / size for total in sums.values()}
            found |= {sums["answers"] - sums["positive"], sums["positive"] / sums["answers"]}
            found |= {1 - sums["positive"] / sums["answers"], sums["answers"] / sums["population"]}
            found.add(Fraction(sum(one["score"] * one["answers"] for one in some)) / sums["answers"])
            found |= {
                sums["answers"] / of for of in {sum(Fraction(one["answers"]) for one in records)} if size < len(records)
            }
    return found


def written(number: Fraction) -> set[str]:
    """The ways in which a number might be written, the idle ones left out."""
    ways = {str(number), f"{float(number):.3f}", f"{float(number):.4f}", shown(number, 2), shown(number, 1)}
    ways |= {shown(number * 100, places) + "%" for places in (0, 1, 2)} if number < 1 else set()
    ways |= {f"{float(number) * 100:.1f}%", f"{float(number) * 100:.2f}%"} if number < 1 else set()
    cut = {way.replace("…", "").rstrip("%") for way in ways}
    return {way for way in cut if len(re.sub(r"[^0-9]", "", way).lstrip("0")) > 2}


def leaks(text: str, records: list[Data]) -> set[str]:
    """What of some records is written in a text."""
    ways = {way for number in numbers_of(records) for way in written(number)}
    return {way for way in ways if re.search(rf"(?<![0-9.]){re.escape(way)}(?![0-9])", text)}


@times(60)
@given(st.lists(st.sampled_from(SHARES + NUMBERS), min_size=1, max_size=3), surveys(2))
def test_nothing_withheld_appears_in_any_output(measures: list[Data], records: list[Data]) -> None:
    result = result_of(standard_of(measures), pack_of(records))
    # Where a group must be there and is not, that is said and not that another one is withheld.
    assert set(result.withheld) == {f"m{place}" for place, measure in enumerate(measures) if "every" not in measure}
    assert not leaks(told(result), records)


@times(60)
@given(st.lists(st.sampled_from(SHARES + NUMBERS), min_size=1, max_size=3), surveys(2), surveys(2))
def test_no_output_depends_on_what_is_withheld(measures: list[Data], one: list[Data], other: list[Data]) -> None:
    standard = standard_of(measures)
    first, second = result_of(standard, pack_of(one)), result_of(standard, pack_of(other))
    assert without_fingerprint(first) == without_fingerprint(second)
    assert told(first) == told(second)


@times(60)
@given(st.sampled_from([m for m in SHARES + NUMBERS if "by" in m]), surveys(2), surveys(2))
def test_no_output_depends_on_the_group_of_a_measure_that_is_withheld(
    measure: Data, one: list[Data], other: list[Data]
) -> None:
    # The north is small and differs; the south is large, shown and the same.
    large = {**one[0], "id": "large", "site": "south", "answers": 30001, "positive": 15001, "score": 401}
    standard = standard_of([measure])
    first, second = (result_of(standard, pack_of([*records, large])) for records in (one, other))
    assert without_fingerprint(first) == without_fingerprint(second)
    assert told(first) == told(second)
    assert not leaks(told(first), one)


def everything_read(result: kitemark.Result) -> list[dict[tuple[str, str | None], Any]]:
    """All that any measure holds, for every party."""
    return [{key: shown_of(reading) for key, reading in party.items()} for party in readings(result)]


@times(40)
@given(cases(), st.data())
def test_what_no_measure_shows_no_output_shows(case: Case, data: st.DataObject) -> None:
    standard, pack = case
    assume(standard.get("measures") and "survey" in standard["evidence"])
    other = copy.deepcopy(pack)
    surveys_there = [one for place in subjects(other) for one in place["evidence"] if one["kind"] == "survey"]
    assume(surveys_there)
    for record in data.draw(st.lists(st.sampled_from(surveys_there), min_size=1, max_size=3)):
        # Not what decides which records are read: the report lists those, by kind, day and voice.
        record["positive"] = data.draw(st.integers(0, record["responses"]))
    assume(other != pack)
    one, another = result_of(standard, pack), result_of(standard, other)
    assume(everything_read(one) == everything_read(another))
    assert without_fingerprint(one) == without_fingerprint(another)
    assert but_for_methods(told(one)) == but_for_methods(told(another))


# Problems: no message repeats what private evidence holds

SECRET = 7919
BROKEN: dict[str, Data] = {
    "text for a number": {"answers": f"about {SECRET}"},
    "a part for a whole": {"positive": SECRET + 0.5},
    "truth for a number": {"positive": True, "answers": SECRET},
    "more positive than answers": {"answers": 7907, "positive": SECRET},
    "a place that is none": {"site": f"hostel {SECRET}"},
    "a list for a number": {"score": [SECRET]},
    "a mapping for a number": {"score": {"n": SECRET}},
    "an unknown field": {"comment": f"I am {SECRET}"},
    "text for truth": {"safe": f"safe since {SECRET}"},
    "a title that is none": {"title": SECRET},
    "a note that is none": {"note": [f"{SECRET}"]},
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_no_problem_repeats_what_private_evidence_holds(broken: Data) -> None:
    record = {"id": "s0", "kind": "survey", "date": "2026-10-01", "site": "north", "safe": True}
    record |= {"answers": 4001, "positive": 3001, "score": 2003, "population": 9001, **broken}
    with pytest.raises(kitemark.KitemarkError) as caught:
        result_of(standard_of(SHARES[:1]), pack_of([record]))
    text = " ".join([str(caught.value), repr(caught.value), *(str(p.to_dict()) for p in caught.value.problems)])
    secrets = (SECRET, 7907, 4001, 3001, 2003, 9001)
    assert not [secret for secret in secrets if str(secret) in text]


def test_counts_that_do_not_add_up_are_told_without_the_counts() -> None:
    standard = standard_of(SHARES[1:2])
    standard["evidence"] = {"survey": {**SURVEY, "rules": []}}
    records = [{"id": "s0", "kind": "survey", "date": "2026-10-01", "site": "north", "safe": True}]
    records[0] |= {"answers": 7907, "positive": SECRET, "score": 2003, "population": 9001}
    with pytest.raises(kitemark.KitemarkError) as caught:
        result_of(standard, pack_of(records))
    assert [problem.code for problem in caught.value.problems] == ["counts"]
    assert not [secret for secret in (SECRET, 7907, 2003, 9001) if str(secret) in str(caught.value)]


# And what is not withheld is said, so that the laws above say something


@times(30)
@given(st.sampled_from(NUMBERS[:3] + SHARES[1:3]), surveys(2))
def test_what_rests_on_enough_people_is_told(measure: Data, records: list[Data]) -> None:
    result = result_of({**standard_of([measure]), "smallest_group": 0}, pack_of(records))
    assert not result.withheld
    assert leaks(told(result), records)


def test_what_a_count_needs_does_not_tell_how_few_people_there_are() -> None:
    # The count may be shown; the people behind the share of the same records may not.
    standard = standard_of(SHARES[:1])
    standard["measures"]["count"] |= {"needs": {"answers": SMALLEST}}
    standard["levels"][0]["requires"].append({"measure": "count", "at_least": 1})
    record = {"id": "s0", "kind": "survey", "date": "2026-10-01", "site": "north", "safe": True}
    record |= {"answers": 4001, "positive": 3001, "score": 2003, "population": 9001}
    result = result_of(standard, pack_of([record]))
    assert result.withheld == ("m0",)
    assert not leaks(told(result), [record])
