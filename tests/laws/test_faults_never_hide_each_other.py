"""Faults: what is wrong in one place is told, whatever else is wrong in another.

A fault is a line of a sound file written otherwise. Reading finds some (a key that stands
twice), the models others (a key that is not known), and the names others again (a measure
that is not declared). A line *leans on* another where it names what the other declares: what
follows from a line that nobody can read is not told, and that alone may go untold.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lawful import times

import kitemark
from kitemark.assessment import read_assessment
from kitemark.result import miscounts

Told = frozenset[tuple[str, str, str, int | None]]

STANDARD = """\
kitemark: 1
id: lines
version: "1.0.0"
title: A standard of which each line can be wrong
publisher: {name: The Society}
lasts: 3 years
smallest_group: 5
tags: {core: Everyone, spare: Nobody in particular}
profile: {fields: {size: {enum: [small, large]}, sites: {type: integer}, hall: {type: boolean}}}
scale: practice
scales:
  practice: [{value: 0, name: None}, {value: 1, name: Some}, {value: 2, name: All}]
  faults: {better: higher, points: [{value: 0}, {value: 3}, {value: 9}]}
evidence:
  survey: {voice: customer, people: n, fields: {n: {type: integer}, k: {type: integer}, at: {enum: [desk, door]}}}
  log: {fields: {days: {type: integer}, of: {type: string}}, optional: [of]}
accepted:
  recent: {from: survey, within: 18 months, where: {at: desk}}
  linked: {from: log, linked: {by: of, to: log}}
measures:
  polite: {from: recent, take: {share: k, of: n}, confidence: 95%}
  heard: {from: survey, take: {sum: n}}
  days: {from: log, take: {median: days}, better: lower}
  acted: {from: linked, take: count}
  seen: {from: judgement, take: count}
safeguards:
  - {id: gate, each: {tag: core}, at_most: 1, unless: {measure: heard, at_least: 1}, because: Ask.}
sections:
  - id: one
    title: One
    criteria:
      - {id: manner, title: Manner, tags: [core], rating: {measure: polite, bands: {1: 40%, 2: 60%}}}
      - {id: pace, title: Pace, rating: {measure: days, bands: {Some: 9, All: "< 3"}}}
      - {id: care, title: Care, tags: [core], marks: [{measure: polite, bronze: 50%}]}
  - id: two
    title: Two
    criteria:
      - {id: deeds, title: Deeds, limits: [{at_most: 1, unless: {measure: acted, at_least: 1}, because: Show it.}]}
      - {id: hall, title: Hall, applies_when: {hall: true}, not_applicable: excluded}
  - id: three
    title: Three
    combine: worst
    criteria:
      - {id: slips, title: Slips, scale: faults, rating: {worst: [judgement, {measure: days, bands: {3: 30}}]}}
levels:
  - {id: bronze, title: Bronze, requires: [{each: [one], at_least: 20%}, {measure: heard, at_least: 3}]}
  - {id: silver, title: Silver, requires: [{each: {in: two}, at_least: 1}, {each: {tag: core}, marks: bronze}]}
  - {id: gold, title: Gold, requires: [{each: units, at_least: bronze, expect: sites}]}
commendations:
  - {id: swift, title: Swift, requires: [{measure: days, at_most: 2}]}
flags:
  - {id: quiet, title: Quiet, when: {measure: seen, at_most: 0}, says: Nobody has looked.}
"""
STANDARD_LEANS: Mapping[str, Iterable[str]] = {
    "recent": ["survey"],
    "linked": ["log"],
    "polite": ["recent"],
    "heard": ["survey"],
    "days": ["log"],
    "acted": ["linked"],
    "gate": ["heard", "manner", "care"],
    "manner": ["polite", "practice", "gate"],
    "pace": ["days", "practice"],
    "care": ["polite", "practice", "bronze", "gate"],
    "deeds": ["acted", "practice"],
    "hall": ["practice", "profile"],
    "slips": ["days", "faults"],
    "bronze": ["heard", "manner", "pace", "care"],
    "silver": ["deeds", "hall", "manner", "care", "bronze"],
    "gold": ["bronze", "profile"],
    "swift": ["days"],
    "quiet": ["seen"],
}
STANDARD_FAULTS: dict[str, dict[str, tuple[str, str, str]]] = {
    "reading": {
        "a publisher's key twice": ("publisher", "{name: The Society}", "{name: The Society, name: Ours}"),
        "a kind's key twice": ("log", "optional: [of]}", "optional: [of], optional: []}"),
        "a measure's key twice": ("seen", "judgement, take: count}", "judgement, take: count, take: count}"),
        "a criterion's key twice": ("pace", "title: Pace,", "title: Pace, title: Speed,"),
        "a number that is none": ("care", "title: Care,", "title: Care, weight: .nan,"),
        "a tag of YAML's": ("swift", "title: Swift", "title: !!str Swift"),
        "a merge of nothing": ("acted", "linked, take: count}", "linked, take: count, <<: 3}"),
    },
    "shape": {
        "a life that is none": ("lasts", "lasts: 3 years", "lasts: 3 yers"),
        "a smallest group below nothing": ("smallest_group", "smallest_group: 5", "smallest_group: -5"),
        "a key nobody knows in accepted evidence": ("recent", "within:", "withn:"),
        "a link that is a list": ("linked", "linked: {by: of, to: log}", "linked: [of, log]"),
        "a confidence that is a word": ("polite", "confidence: 95%", "confidence: high"),
        "a measure without what it takes": ("days", "take: {median: days}, ", ""),
        "a criterion without a title": ("manner", "title: Manner, ", ""),
        "an effort that is a word": ("slips", "title: Slips,", "title: Slips, effort: much,"),
        "nothing where a reason was wanted": ("deeds", "because: Show it.", "because: ~"),
        "a level's requires that is no list": (
            "gold",
            "requires: [{each: units",
            "requires: 3, guidance: [{each: units",
        ),
        "a flag's key that nobody knows": ("quiet", "says:", "sais:"),
        "a point that is a list": ("gate", "core}, at_most: 1,", "core}, at_most: [1],"),
    },
    "names": {
        "two points of one name": ("practice", "name: Some}", "name: None}"),
        "a fact with a schema that is none": ("profile", "type: boolean", "type: bool"),
        "points that fall": ("faults", "{value: 3}, {value: 9}", "{value: 9}, {value: 3}"),
        "a field that no record has": ("heard", "{sum: n}", "{sum: m}"),
        "a value that no field can have": ("recent", "where: {at: desk}", "where: {at: dusk}"),
        "a source that is not declared": ("acted", "from: linked", "from: linkd"),
        "a field of a link that no record has": ("linked", "by: of", "by: off"),
        "a field of judgements that there is none of": (
            "seen",
            "from: judgement",
            "from: judgement, where: {assesor: A}",
        ),
        "a percentage where a number was wanted": ("pace", "Some: 9", "Some: 9%"),
        "bands that get easier": ("manner", "{1: 40%, 2: 60%}", "{1: 40%, 2: 30%}"),
        "a mark of no level": ("care", "bronze: 50%", "brass: 50%"),
        "a measure of a limit that is not declared": ("deeds", "measure: acted", "measure: actd"),
        "a fact that is not declared": ("hall", "{hall: true}", "{hal: true}"),
        "a scale that is not declared": ("slips", "scale: faults", "scale: slips"),
        "a tag that nobody carries": ("gate", "each: {tag: core}, at_most: 1", "each: {tag: cor}, at_most: 1"),
        "a section that is not there": ("bronze", "each: [one]", "each: [ones]"),
        "a section that is not there to be in": ("silver", "in: two", "in: too"),
        "a fact that is no number": ("gold", "expect: sites", "expect: size"),
        "a comparison the wrong way round": ("swift", "at_most: 2", "at_least: 2"),
        "a flag's measure that is not declared": ("quiet", "measure: seen", "measure: sene"),
    },
}

PACK = """\
kitemark: 1
standard: standard.yaml
title: A pack of which each line can be wrong
organisation: {id: org, profile: {size: small, sites: 2, hall: false}}
date: 2026-11-01
evidence:
  - {id: s1, kind: survey, date: 2026-10-01, n: 40, k: 30, at: door}
  - {id: s2, kind: survey, date: 2026-09-01, n: 50, k: 20, at: door}
  - {id: s3, kind: survey, date: 2026-10-02, n: 90, k: 80, at: desk}
  - {id: l1, kind: log, date: 2026-08-01, days: 4}
  - {id: l2, kind: log, date: 2026-07-01, days: 5, of: l1, criteria: [deeds]}
  - {id: l3, kind: log, period: {from: 2026-01-01, to: 2026-06-30}, days: 6}
judgements:
  - {criterion: care, rating: 2, assessor: A, because: Seen.}
  - {criterion: deeds, rating: Some, assessor: A, because: Read., cites: [l1]}
  - {criterion: slips, rating: 3, assessor: A, because: Counted.}
  - {criterion: slips, rating: 0, assessor: B, because: Counted again., date: 2026-10-02}
units:
  - {id: north, evidence: [{id: n1, kind: log, date: 2026-08-01, days: 4}], judgements: []}
  - {id: south, profile: {size: large}, judgements: [{criterion: care, rating: 1, assessor: C, because: Heard.}]}
decision: {level: bronze, by: Panel, date: 2026-10-30}
"""
PACK_LEANS: Mapping[str, Iterable[str]] = {
    # Whose id cannot be read may be the record that is cited.
    "deeds": ["s1", "s2", "s3", "l1", "l2", "l3", "north"],
}
PACK_FAULTS: dict[str, dict[str, tuple[str, str, str]]] = {
    "reading": {
        "a decision's key twice": ("decision", "by: Panel,", "by: Panel, by: Board,"),
        "an organisation's key twice": ("organisation", "{id: org,", "{id: org, id: or,"),
        "a field twice": ("s2", "n: 50,", "n: 50, n: 51,"),
        "a number that is none": ("l3", "days: 6", "days: .inf"),
        "a tag of YAML's": ("care", "A, because: Seen.", "!!str A, because: Seen."),
    },
    "shape": {
        "a date that does not exist": ("date", "date: 2026-11-01", "date: 2026-11-31"),
        "a key of a judgement that nobody knows": ("slips", "because: Counted.", "becuse: Counted."),
        "a decision without a day": ("decision", ", date: 2026-10-30", ""),
        "nothing where a name was wanted": ("again", "assessor: B", "assessor: ~"),
    },
    "names": {
        "a fact that can never be so": ("organisation", "size: small", "size: tiny"),
        "a fact that is not there": ("organisation", "hall: false", "hal: false"),
        "a kind that is not declared": ("s1", "s1, kind: survey", "s1, kind: survay"),
        "a field that is not declared": ("s2", "k: 20, at: door", "k: 20, att: door"),
        "a field of the wrong kind": (
            "l1",
            "l1, kind: log, date: 2026-08-01, days: 4",
            "l1, kind: log, date: 2026-08-01, days: four",
        ),
        "a criterion that is not there": ("l2", "criteria: [deeds]", "criteria: [deads]"),
        "a period that ends too early": ("l3", "to: 2026-06-30", "to: 2025-06-30"),
        "an id that another has": ("l2", "id: l2", "id: l1"),
        "a point that is not on the scale": ("care", "rating: 2", "rating: 4"),
        "a record that is not there": ("deeds", "cites: [l1]", "cites: [l9]"),
        "a judged criterion that is not there": ("again", "criterion: slips, rating: 0", "criterion: slip, rating: 0"),
        "a unit's record of no kind": ("north", "n1, kind: log, ", "n1, "),
        "a unit's fact that can never be so": ("south", "size: large", "size: huge"),
        "a unit's point that is not on the scale": ("south", "rating: 1", "rating: 7"),
        "a level that is not there": ("decision", "level: bronze", "level: brass"),
    },
    "sums": {
        "counts that do not add up": ("s3", "k: 80", "k: 180"),
    },
}


PROFILES = ("organisation", "south")


class File:
    """A sound file's text, its faults by name, and which lines lean on which."""

    def __init__(
        self,
        text: str,
        faults: Mapping[str, Mapping[str, tuple[str, str, str]]],
        leans: Mapping[str, Iterable[str]],
        problems: Callable[[str], Iterable[kitemark.Problem]],
    ) -> None:
        self.text = text
        self.faults = {name: fault for of_kind in faults.values() for name, fault in of_kind.items()}
        self._kinds = {name: kind for kind, of_kind in faults.items() for name in of_kind}
        self._leans = leans
        self._problems = problems
        self._alone: dict[str, Told] = {}

    def told(self, names: Iterable[str]) -> Told:
        """What is told of the file with these faults."""
        lines = self.text.splitlines()
        for name in names:
            _, sound, wrong = self.faults[name]
            [place] = [place for place, line in enumerate(self.text.splitlines()) if sound in line]
            lines[place] = lines[place].replace(sound, wrong)
        problems = self._problems("\n".join([*lines, ""]))
        return frozenset((one.code, one.path, one.message, one.line) for one in problems)

    def alone(self, name: str) -> Told:
        if name not in self._alone:
            self._alone[name] = self.told([name])
        return self._alone[name]

    def follow(self, name: str, other: str) -> bool:
        """Whether what one fault is may only follow from another: its line leans on the other's.

        What does not add up is found by evaluating, and that wants a date and a whole profile.
        """
        mine, theirs = self.faults[name][0], self.faults[other][0]
        if self._kinds[name] == "sums" and theirs in ("date", *PROFILES):
            return True
        seen, left = set[str](), [mine]
        while left:
            line = left.pop()
            if line not in seen:
                seen.add(line)
                left.extend(self._leans.get(line, ()))
        return theirs in seen

    def untold(self, names: Iterable[str]) -> list[tuple[str, tuple[str, str, str, int | None]]]:
        """What each of some faults is by itself, and is not told with the others, from which it does not follow."""
        together = self.told(names)
        return [
            (name, problem)
            for name in names
            if not any(other != name and self.follow(name, other) for other in names)
            for problem in self.alone(name) - together
        ]


def _problems(call: Callable[[], object]) -> Iterable[kitemark.Problem]:
    try:
        call()
    except kitemark.KitemarkError as error:
        return error.problems
    return ()


@pytest.fixture(scope="module")
def standard(tmp_path_factory: pytest.TempPathFactory) -> File:
    path = tmp_path_factory.mktemp("faults") / "standard.yaml"

    def problems(text: str) -> Iterable[kitemark.Problem]:
        path.write_text(text, encoding="utf-8")
        return _problems(lambda: kitemark.load_standard(path))

    return File(STANDARD, STANDARD_FAULTS, STANDARD_LEANS, problems)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> File:
    folder = tmp_path_factory.mktemp("faults")
    (folder / "standard.yaml").write_text(STANDARD, encoding="utf-8")

    def assess() -> None:
        # As the command does, which tells what does not add up as well.
        assessment = read_assessment(folder / "pack.yaml", check=miscounts)
        kitemark.evaluate(assessment.named_standard(), assessment)

    def problems(text: str) -> Iterable[kitemark.Problem]:
        (folder / "pack.yaml").write_text(text, encoding="utf-8")
        return _problems(assess)

    return File(PACK, PACK_FAULTS, PACK_LEANS, problems)


def together(file: File, names: Iterable[str]) -> list[str]:
    """Of some faults, the first on each line."""
    return list({file.faults[name][0]: name for name in reversed([*names])}.values())


def hold_over_pairs(file: File) -> None:
    assert not file.told([])
    for name in file.faults:
        assert file.alone(name), name
    untold = [
        (pair, found)
        for pair in itertools.combinations(file.faults, 2)
        if len(together(file, pair)) == 2
        for found in file.untold(pair)
    ]
    assert not untold, (len(untold), untold[:5])


def test_of_two_faults_in_a_standard_each_is_told(standard: File) -> None:
    hold_over_pairs(standard)


def test_of_two_faults_in_a_pack_each_is_told(pack: File) -> None:
    hold_over_pairs(pack)


def test_of_many_faults_in_a_standard_each_is_told(standard: File) -> None:
    @times(60)
    @given(st.sets(st.sampled_from(sorted(standard.faults)), min_size=3, max_size=8))
    def hold(names: set[str]) -> None:
        assert not standard.untold(together(standard, sorted(names)))

    hold()


def test_of_many_faults_in_a_pack_each_is_told(pack: File) -> None:
    @times(60)
    @given(st.sets(st.sampled_from(sorted(pack.faults)), min_size=3, max_size=8))
    def hold(names: set[str]) -> None:
        assert not pack.untold(together(pack, sorted(names)))

    hold()
