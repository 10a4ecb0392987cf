"""Sizes: large files that are sound load, and a large file full of faults is answered."""

from __future__ import annotations

from sound import HERE, STANDARD, problems_of, written

import kitemark
from kitemark.problems import Problem, nearest, printable
from kitemark.reading import read_document


def large_standard(criteria: int) -> str:
    lines = "".join(f"  - {{id: c{n}, title: C {n}, tags: [t]}}\n" for n in range(criteria))
    return (
        'kitemark: 1\nid: large\nversion: "1.0.0"\ntitle: Large\nscale: s\nscales: {s: {from: 0, to: 3, step: 1}}\n'
        f"tags: {{t: T}}\ncriteria:\n{lines}levels:\n  - {{id: l, requires: [{{each: {{tag: t}}, at_least: 1}}]}}\n"
    )


def test_a_list_of_200_000_lines_is_read(tmp_path):
    document = read_document(written(tmp_path, "- x\n" * 200_000))
    assert len(document.data) == 200_000
    assert document.line((199_999,)) == 200_000


def test_a_standard_of_10_000_criteria_loads(tmp_path):
    standard = kitemark.load_standard(written(tmp_path, large_standard(10_000)))
    assert len(standard.rules.criteria) == 10_000


def test_a_pack_of_20_000_records_and_judgements_is_evaluated(tmp_path):
    standard = kitemark.load_standard(written(tmp_path, large_standard(1_000)))
    judged = [{"criterion": f"c{n % 1_000}", "rating": 1, "assessor": f"A{n}", "because": "x"} for n in range(20_000)]
    pack = {"organisation": {"id": "o"}, "date": "2026-11-01", "judgements": judged}
    assert kitemark.evaluate(standard, kitemark.assessment_from(pack)).level == "l"


def test_many_units_are_told_apart():
    units = [{"id": f"u{n}", "profile": {"housing": False}} for n in range(2_000)]
    pack = {
        "organisation": {"id": "o", "profile": {"size": "tiny", "housing": False, "departments": 1}},
        "date": "2026-11-01",
        "units": [*units, units[0]],
    }
    found = problems_of(kitemark.evaluate, STANDARD, kitemark.assessment_from(pack))
    assert [p.path for p in found] == ["units[2000].id"]


def test_a_file_full_of_faults_is_answered_in_full(tmp_path):
    text = large_standard(2_000).replace("tags: [t]", "tags: [tt]")
    found = problems_of(kitemark.load_standard, written(tmp_path, text))
    assert len([p for p in found if p.code == "unknown-name"]) >= 2_000


def test_long_names_are_shortened_in_words(tmp_path):
    long = "x" * 100_000
    found = problems_of(kitemark.standard_from, {**STANDARD.to_data(), long: {long: 1}})
    assert all(len(str(p)) < 4_000 for p in found)
    text = (HERE / "sound-standard.yaml").read_text() + f"? {long}\n: 1\n"
    assert all(len(p.message) <= 1_000 for p in problems_of(kitemark.load_standard, written(tmp_path, text)))


def test_near_names_are_looked_for_within_bounds():
    assert nearest("bonze", ["bronze", "silver"]) == "did you mean 'bronze'?"
    assert nearest("Bonze", ["BRONZE", "SILVER"]) == "did you mean 'BRONZE'?"
    assert nearest("x" * 101, ["x" * 100]) == f"did you mean '{'x' * 100}'?"
    assert nearest("x" * 300, ["x" * 200]) is None
    assert nearest("c1", [f"c{n}" for n in range(10_001)]) is None
    assert nearest("gold", ["bronze"]) is None


def test_words_are_printable_whatever_they_hold():
    assert printable("a\x1b[2Jb\u202ec\nd") == "a?[2Jb?c?d"
    assert printable("é" * 50, 40) == "é" * 37 + "..."
    problem = Problem("c", "m\x1b", "f\x1b\u202e", 1, 2, "p\n", "h\r")
    assert str(problem) == "f??:1:2: p?: m?; h? [c]"
