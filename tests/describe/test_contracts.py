"""The schedule as people get it: its brief, as a table for a spreadsheet, and as Markdown."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from kitemark.render.contract import HEAD, render_csv, render_schedule_markdown

from .small import GUARD, MARKED, MARKS, plan, requires, rows, standard


def table(text: str) -> list[dict[str, str]]:
    """A CSV as a spreadsheet reads it."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_the_table_has_a_line_for_each_row_and_a_cell_for_each_question() -> None:
    asked = requires(
        {"each": "criteria", "marks": "bronze", "because": "It must show"},
        {"measure": "papers", "at_least": 1},
        {"overall": "50%"},
    )
    found = plan(criteria=[MARKED], levels=[*asked, {"id": "silver"}])
    lines = table(render_csv(found))
    assert [tuple(line) for line in lines] == [HEAD] * len(rows(found))
    assert lines[0] == {
        "No.": "1.1",
        "Level": "Bronze",
        "Requirement": "Every criterion has the mark of Bronze.",
        "Reason": "It must show.",
        "Criterion": "a Respect",
        "Where": "",
        "Measure": "Happy people",
        "Measure's id": "happy",
        "Threshold": "at least 70% at the worse end",
        "What is counted": "''positive' as a share of 'answers', each added up over the records, as a range at 95% confidence",
        "Fields": "positive, answers, asked_by, date",
        "Records": "Survey (asked by: peer or outside)",
        "Period": "the 18 months before the assessment",
        "Least number": "no least number; without any record it is not known, and reaches nothing",
        "Small groups": "withheld where the records together count fewer than 10 people ('answers')",
        "Who collects": "Asked by: peer or outside; voice: people",
        "How often": "again in every 18 months",
        "Reviewed": "every 12 months",
        "Standard": "small@1.0.0",
    }
    assert (lines[1]["Small groups"], lines[2]["Small groups"], lines[2]["Measure's id"]) == ("never withheld", "", "")
    assert table(render_csv(plan(levels=requires({"overall": "50%"}), review=None)))[0]["Reviewed"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\t=", "\r@", "\n+"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    bad = f'{start}HYPERLINK("http://x","y")'
    forms = [{"id": "a", "title": bad, "asks": bad, "marks": [{"measure": "papers", "bronze": 1}]}]
    papers = {"title": bad, "from": "paper", "take": "count"}
    text = render_csv(
        plan(
            criteria=forms,
            measures={"papers": papers},
            levels=[{"id": "bronze", "title": bad, "requires": [{**MARKS, "because": bad}, {"overall": "1%"}]}],
        )
    )
    cells = [cell for line in csv.reader(io.StringIO(text[1:])) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert any(cell.startswith("'") for cell in cells)
    assert text.splitlines()[1].startswith('"1.1","\'')


def test_cells_stand_in_quotes_and_on_one_line() -> None:
    text = render_csv(
        plan(criteria=[{"id": "a", "title": 'Say "x",\nand; y'}], levels=requires({"each": "criteria", "at_least": 1}))
    )
    assert 'a Say ""x"", and; y' in text
    assert all(line.startswith('"') and line.endswith('"') for line in text[1:].splitlines())


def test_as_markdown_each_row_is_a_point_with_its_answers_below() -> None:
    levels = requires({"each": "criteria", "marks": "bronze", "because": "It must show"})
    text = render_schedule_markdown(plan(criteria=[MARKED], levels=[*levels, {"id": "silver"}], lasts="2 years"))
    head, brief, body = text.split("## ")
    assert head == (
        "# Small mark: schedule for Bronze\n\nSchedule for Bronze, with all that it asks for.\n\n"
        "An award lasts 2 years. All of it is looked at every 12 months.\n\n"
        f"Made from the rules of small@1.0.0, SHA-256 {standard(criteria=[MARKED], levels=[*levels, {'id': 'silver'}], lasts='2 years').sha256}.\n\n"
    )
    assert brief.startswith("In brief\n\n**What it looks at:**\n\n- **a Respect**\n\n**How to read a line:**\n")
    assert body.startswith(
        "1. Bronze: Every criterion has the mark of Bronze.\n\nIt must show.\n\n- **1.1 Happy people**: at least 70%"
    )
    assert "\n    - Fields: positive, answers, asked_by, date\n" in body
    assert "\n    - Who collects: Asked by: peer or outside; voice: people\n" in body
    assert "Where:" not in body


def test_as_markdown_it_says_on_what_the_level_builds() -> None:
    silent = {key: value for key, value in GUARD.items() if key != "because"}
    asked = {"id": "silver", "title": "Silver", "requires": [{"each": "criteria", "at_least": 2}]}
    levels = [{"id": "bronze", "title": "Bronze"}, asked, {"id": "gold"}]
    text = render_schedule_markdown(plan("silver", safeguards=[silent], levels=levels, review=None))
    assert "Schedule for Silver, with what Bronze asks for, on which it builds.\n\nMade from" in text
    assert (
        "\n## 2. Safeguard 'Ask first'. No better than 1 (Some) unless 'Voices on this' is at least 1.\n\n- **2.1"
        in text
    )
    assert "with what Bronze and Silver ask for" in render_schedule_markdown(plan("gold", levels=levels))


def test_the_brief_explains_what_stands_in_the_lines_and_nothing_else() -> None:
    def explained(**keys: Any) -> list[str]:
        return [item.lead for item in plan(**keys).brief[-1].items]

    judged = requires({"each": "criteria", "at_least": 1})
    assert explained(levels=judged) == ["What is judged"]
    counted = requires({"measure": "papers", "at_least": 1, "when": {"size": "tiny"}})
    assert explained(levels=counted) == ["What is measured", "Where", "Not laid down"]
    ranged = requires({"measure": "happy", "at_least": "50%"})
    assert explained(levels=ranged) == ["What is measured", "The worse end", "Voice"]


def test_the_brief_of_many_criteria_names_the_first_and_counts_the_others() -> None:
    many = [{"id": f"c{n}", "title": "C", "asks": "Is it so?"} for n in range(23)]
    [looks] = [entry for entry in plan(criteria=many, summary="For all.").brief if entry.label == "What it looks at"]
    assert len(looks.items) == 21
    assert (looks.items[0].lead, looks.items[0].text) == ("c0 C", "Is it so?")
    assert looks.items[-1].text == "And 3 more criteria."
