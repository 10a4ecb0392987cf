"""Accepting a finding: on a line, on the line above, for the whole file; and what is wrong with accepting."""

from __future__ import annotations

from pathlib import Path

import pytest
from checked import answer, checked, codes, proves
from finding_pages import completed

import kitemark
from kitemark.checks import CODES, check

UNASKED = "criteria:\n  - {id: answers, title: Calls are answered}"
TWO = UNASKED + "\n  - {id: promises, title: Promises are kept}\n"


def reasons(report: object) -> list[str]:
    return [one.reason for one in report.accepted]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        UNASKED + "   # accept no-question: because: it is so\n",
        UNASKED.replace("\n  -", "\n  # accept no-question: because: it is so\n  -") + "\n",
        UNASKED.replace("\n  -", "\n  # accept no-question: because: it is so\n\n  # and more\n  -") + "\n",
        UNASKED.replace("\n  -", "\n  #accept   no-question :   because: it is so\n  -") + "\n",
        "# Our standard\n# accept-everywhere no-question: because: it is so\n\n" + UNASKED + "\n",
        "---\n# accept-everywhere no-question: because: it is so\n" + UNASKED + "\n",
    ],
)
def test_a_finding_is_accepted_with_its_reason(text: str, tmp_path: Path) -> None:
    report = checked(tmp_path, text)
    assert (codes(report), reasons(report)) == ([], ["because: it is so"])


def test_a_comment_accepts_on_one_line_only(tmp_path: Path) -> None:
    report = checked(tmp_path, TWO.replace("\n  - {id: p", "\n  # accept no-question: here\n  - {id: p"))
    assert codes(report) == ["no-question"]
    assert report.findings[0].message == "found no question for 'answers'"


def test_a_comment_for_the_whole_file_accepts_everywhere(tmp_path: Path) -> None:
    report = checked(tmp_path, "# accept-everywhere no-question: an old scheme\n" + TWO)
    assert (codes(report), reasons(report)) == ([], ["an old scheme"] * 2)
    assert [one.line for one in report.accepted] == [1, 1]


def test_several_comments_may_stand_above_a_line(tmp_path: Path) -> None:
    text = """\
combine: worst
criteria:
  # accept no-question: one
  # accept weight-without-effect: two
  - {id: answers, title: Calls are answered, weight: 2}
"""
    report = checked(tmp_path, text)
    assert (codes(report), sorted(reasons(report))) == ([], ["one", "two"])


@pytest.mark.parametrize(
    "text",
    [
        'summary: "# accept-everywhere no-question: in text"\n',
        "summary: |\n  # accept no-question: in text\n  x\n",
        "summary: x#accept-everywhere no-question\n",
    ],
)
def test_what_stands_in_text_accepts_nothing(text: str, tmp_path: Path) -> None:
    assert codes(checked(tmp_path, text + UNASKED + "\n")) == ["no-question"]


@pytest.mark.parametrize("word", ["Accept", "ACCEPT"])
def test_the_word_may_begin_with_a_capital(word: str, tmp_path: Path) -> None:
    report = checked(tmp_path, f"{UNASKED}  # {word} no-question: so it is\n")
    assert (codes(report), reasons(report)) == ([], ["so it is"])


NEARLY = {
    "accept no question: so it is": "no-question",
    "accept: no-question": "CODE",
    "accept": "CODE",
    "Accept": "CODE",
    "accept no-question, so it is": "no-question",
}


@pytest.mark.parametrize(("comment", "code"), NEARLY.items())
def test_what_was_meant_to_accept_and_does_not_is_told(comment: str, code: str, tmp_path: Path) -> None:
    report = checked(tmp_path, f"{UNASKED}  # {comment}\n")
    assert sorted(codes(report)) == ["accept-unknown-code", "no-question"]
    (found,) = [one for one in report.findings if one.code == "accept-unknown-code"]
    assert found.hint == f"write '# accept {code}: ' and why"


@pytest.mark.parametrize(
    "comment", ["accept only what people said themselves", "acceptance comes later", "accepted: 3"]
)
def test_a_comment_that_only_begins_so_says_something_else(comment: str, tmp_path: Path) -> None:
    assert codes(checked(tmp_path, f"{UNASKED}  # {comment}\n")) == ["no-question"]


@pytest.mark.parametrize("comment", ["accept no-question", "accept no-question:", "accept no-question:   "])
def test_without_a_reason_nothing_is_accepted(comment: str, tmp_path: Path) -> None:
    report = checked(tmp_path, f"{UNASKED}  # {comment}\n")
    assert sorted(codes(report)) == ["accept-without-reason", "no-question"]
    assert report.accepted == ()


@pytest.mark.parametrize("code", ["no-questions", "accept-unused", "unknown-key", "everything"])
def test_only_codes_of_findings_can_be_accepted(code: str, tmp_path: Path) -> None:
    report = checked(tmp_path, f"{UNASKED}  # accept {code}: why not\n")
    assert sorted(codes(report)) == ["accept-unknown-code", "no-question"]


def test_a_slip_in_a_code_is_pointed_at_with_the_nearest_one(tmp_path: Path) -> None:
    report = checked(tmp_path, "# accept-everywhere no-questions: why not\n")
    assert (report.findings[0].line, report.findings[0].column) == (1, 1)
    assert report.findings[0].hint == "did you mean 'no-question'?"


@pytest.mark.parametrize(
    "text",
    [
        "# accept-everywhere no-question: nothing here\n",
        "criteria:\n  - {id: a, title: A, asks: Q}  # accept no-question: nothing here\n",
        completed("") + "# accept no-question: at the end of all lines",
        UNASKED + "\n# accept-everywhere no-question: too low\n",
    ],
)
def test_a_comment_that_accepts_nothing_is_found(text: str, tmp_path: Path) -> None:
    assert "accept-unused" in codes(checked(tmp_path, text))


@pytest.mark.parametrize(
    "comment",
    ["# we accept no-question here", "# accepted: no-question", "# acceptance no-question: x"],
)
def test_a_comment_that_only_speaks_of_accepting_is_left_alone(comment: str, tmp_path: Path) -> None:
    assert codes(checked(tmp_path, f"{comment}\n")) == []


def test_an_error_may_be_accepted(tmp_path: Path) -> None:
    text = "levels:\n  - {id: bronze, requires: [{overall: 50%}]}  # accept level-out-of-reach: an aim for all of us\n"
    report = checked(tmp_path, text, proves(answer()))
    assert (codes(report), reasons(report)) == ([], ["an aim for all of us"])
    assert report.count("error") == 0


@pytest.mark.parametrize(
    "prover",
    [
        proves(answer("undecided", why="time ran out")),
        proves(without="there is no solver"),
    ],
)
def test_nobody_knows_that_a_comment_accepts_nothing_where_a_proof_is_wanting(prover: object, tmp_path: Path) -> None:
    report = checked(tmp_path, "# accept-everywhere level-out-of-reach: an aim\n", prover)  # type: ignore[arg-type]
    assert codes(report) == []


def test_a_comment_on_what_was_refuted_accepts_nothing(tmp_path: Path) -> None:
    text = "# accept-everywhere level-out-of-reach: an aim\n"
    assert codes(checked(tmp_path, text, proves(answer("refuted")))) == ["accept-unused"]


def test_a_standard_that_does_not_load_may_accept_what_is_not_seen(tmp_path: Path) -> None:
    text = (
        "# accept-everywhere measure-unused: later\n# accept-everywhere no-question: old\nlasts: soon\n"
        + UNASKED
        + "\n"
    )
    report = checked(tmp_path, text)
    assert (codes(report), reasons(report)) == ([], ["old"])
    assert [problem.code for problem in report.problems] == ["wrong-type"]


def test_plain_data_accepts_nothing() -> None:
    data = {
        "kitemark": 1,
        "id": "x",
        "version": "1.0.0",
        "title": "X",
        "scale": "s",
        "scales": {"s": [{"value": 0}, {"value": 1}]},
        "criteria": [{"id": "a", "title": "# accept no-question: no"}],
        "levels": [{"id": "b", "requires": [{"overall": "50%"}]}],
    }
    report = check(kitemark.standard_from(data), prover=proves())
    assert [(one.code, one.file, one.line) for one in report.findings] == [("no-question", None, None)]


def test_a_reason_cannot_steer_a_terminal(tmp_path: Path) -> None:
    report = checked(tmp_path, f"{UNASKED}  # accept no-question: a\u202eb\n")
    assert reasons(report) == ["a?b"]


def test_what_can_be_accepted_is_all_but_what_is_about_accepting() -> None:
    assert {code for code, one in CODES.items() if not one.acceptable} == {
        "accept-without-reason",
        "accept-unknown-code",
        "accept-unused",
    }


def test_a_file_that_is_gone_by_now_accepts_nothing(tmp_path: Path) -> None:
    file = tmp_path / "standard.yaml"
    checked(tmp_path, f"{UNASKED}  # accept no-question: so\n")
    standard = kitemark.load_standard(file)
    file.unlink()
    report = check(standard, prover=proves())
    assert codes(report) == ["no-question"]
