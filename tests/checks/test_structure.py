"""Findings about how a standard hangs together, each where it is due and not beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import checked, codes

import kitemark
from kitemark.checks.structure import structure

SURVEY = "evidence: {survey: {voice: customers, fields: {people: {type: integer}, kindly: {type: boolean}}}}\n"
ONE = "{id: a, title: A, asks: Is it a?%s}"
LEVEL = "{id: bronze, title: Bronze, requires: [{each: criteria, at_least: Started}%s]}"


def criterion(more: str = "", identity: str = "a") -> str:
    return f'{{id: {identity}, title: A, asks: "Is it so?"{more}}}'


READERS = {
    "rating": f"criteria: [{criterion(', rating: {measure: m, bands: {1: 1}}')}]\n",
    "worst": f"criteria: [{criterion(', rating: {worst: [judgement, {measure: m, bands: {1: 1}}]}')}]\n",
    "limit": f"criteria: [{criterion(', limits: [{at_most: 1, unless: {measure: m, at_least: 1}}]')}]\n",
    "limit on all": "limits: [{at_most: 50%, unless: {measure: m, at_least: 1}}]\n",
    "safeguard": "safeguards: [{id: g, each: criteria, at_most: 1, unless: {measure: m, at_least: 1}}]\n",
    "level": f"levels: [{LEVEL % ', {any: [{measure: m, at_least: 1}]}'}]\n",
    "commendation": "commendations: [{id: c, requires: [{measure: m, at_least: 1}]}]\n",
    "flag": "flags: [{id: f, when: {measure: m, less_than: 1}}]\n",
}


@pytest.mark.parametrize("reader", READERS)
def test_a_measure_that_anything_reads_is_used(reader: str, tmp_path: Path) -> None:
    text = SURVEY + "measures: {m: {from: survey, take: count}}\n" + READERS[reader]
    assert codes(checked(tmp_path, text)) == []


def test_a_measure_that_marks_read_is_used(tmp_path: Path) -> None:
    text = (
        f"{SURVEY}measures: {{m: {{from: survey, take: count}}}}\ncriteria: [{criterion(', marks: [{measure: m, bronze: 1}]')}]\n"
        f"levels: [{LEVEL % ', {each: criteria, marks: bronze}'}]\n"
    )
    assert codes(checked(tmp_path, text)) == []


def test_an_unused_measure_is_found_at_its_name(tmp_path: Path) -> None:
    report = checked(tmp_path, SURVEY + "measures:\n  m: {from: survey, take: count}\n")
    finding = report.findings[0]
    assert (finding.code, finding.path, finding.line, finding.column) == ("measure-unused", "measures.m", 3, 3)


def test_accepted_evidence_is_used_by_other_evidence_and_by_links(tmp_path: Path) -> None:
    text = """\
evidence: {survey: {fields: {led_to: {type: string}}}, change: {fields: {}}}
accepted:
  changes: {from: change, within: 1 year}
  answered: {from: survey, linked: {by: led_to, to: changes}}
  lost: {from: answered}
measures: {m: {from: [answered, survey], take: count}}
flags: [{id: f, when: {measure: m, less_than: 1}}]
"""
    report = checked(tmp_path, text)
    assert [(one.code, one.path) for one in report.findings] == [("accepted-unused", "accepted.lost")]


@pytest.mark.parametrize(
    "text",
    [
        f"criteria: [{criterion(', applies_when: {size: small}')}, {criterion(identity='b')}]\n",
        "limits: [{at_most: 50%, unless: {each: criteria, at_least: 1}, when: {size: small}}]\n".replace(
            "limits", "safeguards"
        )
        .replace("{at_most: 50%", "{id: g, each: [a], at_most: 1")
        .replace("each: criteria, at_least: 1}", "each: [b], at_least: 1}")
        + f"criteria: [{criterion()}, {criterion(identity='b')}]\n",
        f"levels: [{LEVEL % ', {overall: 60%, when: {size: small}}'}]\n",
        "flags: [{id: f, when: {overall: 60%, when: {size: small}}}]\n",
        f"criteria: [{criterion(', rating: {choose: [{when: {size: small}, judgement: practice}, judgement]}')}]\n",
    ],
)
def test_a_fact_that_a_rule_reads_is_used(text: str, tmp_path: Path) -> None:
    assert codes(checked(tmp_path, "profile: {fields: {size: {enum: [small, large]}}}\n" + text)) == []


def test_a_fact_that_says_how_many_units_there_are_is_used(tmp_path: Path) -> None:
    text = (
        "profile: {fields: {sites: {type: integer, minimum: 1}}}\n"
        "levels: [{id: bronze, requires: [{each: criteria, at_least: 1}, {each: units, at_least: bronze, expect: sites}]}]\n"
    )
    assert codes(checked(tmp_path, text)) == []


def test_an_unused_fact_is_a_note_where_it_is_optional(tmp_path: Path) -> None:
    report = checked(tmp_path, "profile: {fields: {a: {type: string}, b: {type: string}}, optional: [b]}\n")
    assert [(one.path, one.severity) for one in report.findings] == [
        ("profile.fields.a", "warning"),
        ("profile.fields.b", "note"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tags: {core: Core}\n", "no criterion carries"),
        (f"tags: {{core: Core}}\ncriteria: [{criterion(', tags: [core]')}]\n", "no selection names"),
        (
            f"tags: {{core: Core}}\ncriteria: [{criterion(', tags: [core]')}]\nsafeguards: [{{id: g, each: {{tag: core}}, at_most: 1, unless: {{overall: 50%}}}}]\n".replace(
                "unless: {overall: 50%}", "because: So."
            ),
            None,
        ),
        (
            f"tags: {{core: Core}}\ncriteria: [{criterion(', tags: [core]')}, {criterion(identity='b')}]\nlevels: [{LEVEL % ', {any: [{each: {without: core}, at_least: 2}]}'}]\n",
            None,
        ),
    ],
)
def test_a_tag_selects_something_or_is_for_readers_only(text: str, found: str | None, tmp_path: Path) -> None:
    report = checked(tmp_path, text)
    assert codes(report) == (["tag-unused"] if found else [])
    assert found is None or found in report.findings[0].message


KINDS = """\
evidence:
  survey: {voice: customers, fields: {question: {type: string}}}
  rota: {voice: staff, fields: {hours: {type: integer}}}
"""


@pytest.mark.parametrize(
    ("measure", "unread"),
    [
        ("{from: any, take: count}", []),
        ("{from: [survey, rota], take: count}", []),
        ("{from: survey, take: count}", ["rota"]),
        ("{from: any, where: {kind: survey}, take: count}", ["rota"]),
        ("{from: any, where: {voice: [customers]}, take: count}", ["rota"]),
        ("{from: any, where: {question: x}, take: count}", ["rota"]),
        ("{from: judgement, take: count}", ["survey", "rota"]),
    ],
)
def test_a_measure_reads_the_kinds_that_come_through_its_sieve(measure: str, unread: list[str], tmp_path: Path) -> None:
    text = KINDS + f"measures: {{m: {measure}}}\nflags: [{{id: f, when: {{measure: m, less_than: 1}}}}]\n"
    report = checked(tmp_path, text)
    assert [one.path.removeprefix("evidence.") for one in report.findings] == unread


def test_a_kind_that_a_link_leads_to_is_read(tmp_path: Path) -> None:
    text = """\
evidence: {survey: {fields: {led_to: {type: string}}}, change: {fields: {}}}
accepted: {answered: {from: survey, linked: {by: led_to, to: change}}}
measures: {m: {from: answered, take: count}}
flags: [{id: f, when: {measure: m, less_than: 1}}]
"""
    assert codes(checked(tmp_path, text)) == []


def test_a_kind_that_is_suggested_and_not_measured_is_a_note(tmp_path: Path) -> None:
    report = checked(tmp_path, f"{SURVEY}criteria: [{criterion(', suggests: [survey]')}]\n")
    assert [(one.code, one.severity) for one in report.findings] == [("kind-unread", "note")]


def test_marks_of_one_level_beside_others_that_are_asked_for_are_left_alone(tmp_path: Path) -> None:
    text = (
        f"{SURVEY}measures: {{m: {{from: survey, take: count}}}}\n"
        f"criteria: [{criterion(', marks: [{choose: [{measure: m, bronze: 1, silver: 2}]}]')}]\n"
        f"levels: [{LEVEL % ''}, {{id: silver, requires: [{{each: criteria, marks: silver}}]}}]\n"
    )
    assert codes(checked(tmp_path, text)) == []


def voiced(measure: str, suggests: str, unless: str = "{measure: m, at_least: 1}") -> str:
    return (
        KINDS
        + f"measures: {{m: {measure}, other: {{from: any, take: count}}}}\n"
        + f"criteria: [{criterion(f', suggests: {suggests}, limits: [{{at_most: 1, unless: {unless}}}]')}]\n"
        + "flags: [{id: f, when: {measure: other, less_than: 1}}]\n"
    )


@pytest.mark.parametrize(
    ("measure", "suggests", "found"),
    [
        ("{from: any, where: {voice: customers}, cited: true, take: count}", "[rota]", True),
        ("{from: any, where: {voice: customers}, cited: true, take: count}", "[]", True),
        ("{from: any, where: {voice: customers}, cited: true, take: count}", "[rota, survey]", False),
        ("{from: any, where: {voice: [customers, staff]}, cited: true, take: count}", "[rota]", False),
        ("{from: any, where: {voice: customers}, take: count}", "[rota]", True),
        ("{from: survey, cited: true, take: count}", "[rota]", True),
        ("{from: survey, cited: true, take: count}", "[]", False),
        ("{from: survey, take: count}", "[rota]", False),
        ("{from: any, cited: true, take: count}", "[rota]", False),
    ],
)
def test_a_criterion_that_needs_a_voice_suggests_a_kind_with_it(
    measure: str, suggests: str, found: bool, tmp_path: Path
) -> None:
    assert codes(checked(tmp_path, voiced(measure, suggests))) == (["voice-not-suggested"] if found else [])


def test_a_voice_may_be_picked_in_accepted_evidence_and_by_a_field(tmp_path: Path) -> None:
    text = """\
evidence:
  talk: {voice: {by: who, user: customers, worker: staff}, fields: {who: {enum: [user, worker]}}}
  rota: {voice: staff, fields: {}}
accepted: {heard: {from: any, where: {voice: customers}}, recent: {from: heard, within: 1 year}}
measures: {m: {from: recent, cited: true, take: count}, rotas: {from: rota, take: count}}
flags: [{id: f, when: {measure: rotas, less_than: 1}}]
"""
    limits = ", limits: [{at_most: 1, unless: {measure: m, at_least: 1}}]"
    report = checked(tmp_path, text + f"criteria: [{criterion(limits + ', suggests: [rota]')}]\n")
    assert [(one.code, one.hint) for one in report.findings] == [("voice-not-suggested", "suggest talk")]
    assert codes(checked(tmp_path, text + f"criteria: [{criterion(limits + ', suggests: [talk]')}]\n")) == []


def test_one_of_several_voices_will_do(tmp_path: Path) -> None:
    unless = "{any: [{measure: m, at_least: 1}, {measure: n, at_least: 1}]}"
    text = voiced("{from: any, where: {voice: customers}, take: count}", "[rota]", unless)
    text = text.replace("other:", "n: {from: any, where: {voice: staff}, take: count}, other:")
    assert codes(checked(tmp_path, text)) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (f"combine: best\ncriteria: [{criterion(', weight: 1')}, {criterion(identity='b')}]\n", "warning"),
        (f"criteria: [{criterion(', weight: 2')}]\n", "warning"),
        (f"combine: sum\ncriteria: [{criterion(', weight: 2')}]\n", None),
        (
            f"criteria: [{criterion(', weight: 0')}, {criterion(', weight: 0', 'b')}]\nlevels: [{{id: l, requires: [{{each: criteria, at_least: 1}}]}}]\n",
            "warning",
        ),
        (f"criteria: [{criterion(', weight: 0')}, {criterion(identity='b')}]\n", "note"),
        (
            f"criteria: [{criterion(', weight: 0')}, {criterion(identity='b')}]\nlevels: [{{id: l, requires: [{{overall: 50%}}]}}]\n",
            None,
        ),
        (
            f"sections: [{{id: s, weight: 0, criteria: [{criterion()}]}}, {{id: t, criteria: [{criterion(identity='b')}]}}]\nlevels: [{{id: l, requires: [{{any: [{{each: sections, at_least: 40%}}]}}]}}]\n",
            "note",
        ),
        (f"criteria: [{criterion(', weight: 2')}, {criterion(', weight: 2', 'b')}]\n", None),
    ],
)
def test_a_weight_contradicts_or_does_not(text: str, severity: str | None, tmp_path: Path) -> None:
    report = checked(tmp_path, text)
    expected = [] if severity is None else [("weight-without-effect", severity)]
    assert [(one.code, one.severity) for one in report.findings] == expected


@pytest.mark.parametrize(
    ("take", "figures", "builds_on", "at"),
    [
        ("count", [3, 2, 4], True, ["silver"]),
        ("count", [3, 2, 1], True, ["silver", "gold"]),
        ("count", [3, 2, 1], False, []),
        ("count", [3, 3, 4], True, []),
        ("count", ["> 3", 3, 4], True, ["silver"]),
        ({"age": "days"}, [30, 60, 10], True, ["silver"]),
        ({"age": "days"}, [60, 30, 10], True, []),
        ("count", [3, None, 2], True, ["gold"]),
    ],
)
def test_a_later_level_that_asks_less_is_told_unless_it_stands_by_itself(take, figures, builds_on, at):
    names = ["bronze", "silver", "gold"]
    line = {name: figure for name, figure in zip(names, figures, strict=True) if figure is not None}
    levels = [
        {"id": name, "requires": [{"each": "criteria", "marks": name}], **({} if builds_on else {"builds_on": "none"})}
        for name in names
    ]
    standard = kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "s",
            "version": "1.0.0",
            "title": "S",
            "scales": {"p": [{"value": 0}, {"value": 1}]},
            "scale": "p",
            "evidence": {"note": {"fields": {}}},
            "measures": {"notes": {"from": "note", "take": take}},
            "criteria": [{"id": "a", "title": "A", "marks": [{"best": [{"measure": "notes", **line}]}]}],
            "levels": levels,
        }
    )
    found = [one for one in structure(standard) if one.code == "marks-out-of-order"]
    assert [one.path for one in found] == [f"criteria[0].marks[0].best[0].{name}" for name in at]
