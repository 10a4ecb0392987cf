"""Examples that check nothing or name what is not there: each is told, with its place and the nearest name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import kitemark
from kitemark.examples import Verdict, examples_of, run
from kitemark.render.verdicts import render_verdict, render_verdicts

STANDARD: dict[str, Any] = {
    "kitemark": 1,
    "id": "door",
    "version": "1.0.0",
    "title": "Door",
    "scale": "s",
    "scales": {"s": [{"value": 0, "name": "No"}, {"value": 1, "name": "Partly"}, {"value": 2, "name": "Working"}]},
    "profile": {"fields": {"size": {"enum": ["small", "large"]}}},
    "evidence": {"visit": {"fields": {}}},
    "measures": {"visits": {"from": "visit", "take": "count"}},
    "criteria": [{"id": "greeting", "title": "Greeting"}, {"id": "waiting", "title": "Waiting"}],
    "safeguards": [
        {
            "id": "seen",
            "each": "criteria",
            "at_most": 1,
            "unless": {"measure": "visits", "at_least": 1},
            "because": "A.",
        }
    ],
    "levels": [{"id": "bronze", "title": "Bronze", "requires": [{"each": "criteria", "at_least": 2}]}],
    "flags": [{"id": "quiet", "title": "Quiet", "when": {"measure": "visits", "at_most": 0}, "says": "Nobody came."}],
}
PACK = {
    "kitemark": 1,
    "organisation": {"id": "o", "profile": {"size": "small"}},
    "date": "2026-11-01",
    "evidence": [{"id": "v", "kind": "visit", "date": "2026-09-01"}],
    "judgements": [
        {"criterion": name, "rating": 2, "assessor": "A", "because": "Seen."} for name in ("greeting", "waiting")
    ],
    "units": [{"id": "north"}],
}
WHOLE = {"id": "whole", "pack": "packs/one.yaml", "expect": {"level": "none"}}


def standard(folder: Path, *examples: dict[str, Any]) -> kitemark.Standard:
    (folder / "packs").mkdir()
    (folder / "packs" / "one.yaml").write_text(yaml.safe_dump(PACK, sort_keys=False), "utf-8")
    (folder / "standard.yaml").write_text(yaml.safe_dump(STANDARD, sort_keys=False), "utf-8")
    text = yaml.safe_dump({"kitemark": 1, "examples": [WHOLE, *examples]}, sort_keys=False)
    (folder / "examples.yaml").write_text(text, "utf-8")
    return kitemark.load_standard(folder)


def problems(folder: Path, *examples: dict[str, Any]) -> tuple[kitemark.Problem, ...]:
    with pytest.raises(kitemark.KitemarkError) as caught:
        examples_of(standard(folder, *examples))
    return caught.value.problems


def verdict(folder: Path, **expect: Any) -> Verdict:
    whole = standard(folder, {"id": "x", "of": "whole", "expect": expect})
    return run(whole, examples_of(whole)[1])


@pytest.mark.parametrize("expect", [{}, {"ratings": {}}, {"ratings": {}, "units": {}}])
def test_an_example_by_which_anything_would_do_is_no_example(tmp_path: Path, expect: dict[str, Any]) -> None:
    (found,) = problems(tmp_path, {"id": "x", "of": "whole", "expect": expect})
    assert (found.code, found.path) == ("example", "examples[1].expect")
    assert "anything would do" in found.message
    assert "level" in str(found.hint)


def test_an_empty_list_is_something_that_must_come_out(tmp_path: Path) -> None:
    assert verdict(tmp_path, flags=[]).holds


def test_a_table_and_a_row_by_which_anything_would_do_are_none(tmp_path: Path) -> None:
    only = {"columns": ["judgements.greeting"], "rows": [[1]]}
    empty = {"columns": ["judgements.greeting", "level"], "rows": [[1, "none"], [2, None]]}
    found = problems(tmp_path, {"id": "x", "of": "whole", "table": only}, {"id": "y", "of": "whole", "table": empty})
    assert [(one.code, one.path) for one in found] == [
        ("example", "examples[1].table.columns"),
        ("example", "examples[2].table.rows[1]"),
    ]


def test_every_column_that_is_misspelt_is_told_at_the_column(tmp_path: Path) -> None:
    columns = ["judgements.greting", "levl", "profile.sise", "ratings.waitin", "units.north.judgments.waiting", "level"]
    found = problems(tmp_path, {"id": "x", "of": "whole", "table": {"columns": columns, "rows": [[1] * 6]}})
    assert [(one.code, one.path, one.hint) for one in found] == [
        ("unknown-name", "examples[1].table.columns[0]", "did you mean 'greeting'?"),
        ("unknown-name", "examples[1].table.columns[1]", "did you mean 'level'?"),
        ("unknown-name", "examples[1].table.columns[2]", "did you mean 'size'?"),
        ("unknown-name", "examples[1].table.columns[3]", "did you mean 'waiting'?"),
        ("unknown-name", "examples[1].table.columns[4]", "did you mean 'judgements'?"),
    ]
    assert "found the column 'levl'" in found[1].message


def test_a_column_that_is_like_none_is_told_with_all_there_are(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {"id": "x", "of": "whole", "table": {"columns": ["zzz", "level"], "rows": [[1, 2]]}})
    assert found.hint == (
        "there are commendations, date, evidence, flags, held_by, judgements, level, possible, profile, ratings, "
        "units, unsettled, withheld"
    )


def test_all_rows_that_are_wrong_are_told_at_once(tmp_path: Path) -> None:
    table = {"columns": ["evidence.w.date", "level"], "rows": [[1], [1, "none", 3], ["2026-10-01", "none"], [None, 3]]}
    found = problems(tmp_path, {"id": "x", "of": "whole", "table": table})
    assert [(one.path, one.message) for one in found[:2]] == [
        ("examples[1].table.rows[0]", "found 1 cell, wanted 2, one a column"),
        ("examples[1].table.rows[1]", "found 3 cells, wanted 2, one a column"),
    ]
    assert "level: found the number 3" in found[2].message


def test_all_rows_that_change_what_is_not_there_are_told_at_once(tmp_path: Path) -> None:
    table = {"columns": ["evidence.w.title", "level"], "rows": [["A", "none"], ["B", "none"]]}
    found = problems(tmp_path, {"id": "x", "of": "whole", "table": table})
    assert [one.path for one in found] == ["examples[1].table.rows[0]", "examples[1].table.rows[1]"]


def test_a_pack_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, {"id": "x", "pack": "packs/on.yaml", "expect": {"level": "none"}})
    assert (found.code, found.path, found.hint) == ("no-file", "examples[1].pack", "did you mean 'one.yaml'?")
    assert found.message == "found no file 'packs/on.yaml', wanted a pack"
    assert (found.file, bool(found.line)) == (str(tmp_path / "examples.yaml"), True)


def test_what_is_wrong_with_a_pack_is_told_by_the_way_that_leads_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard(tmp_path, {"id": "x", "pack": "packs/two.yaml", "expect": {"level": "none"}})
    (tmp_path / "packs" / "two.yaml").write_text("kitemark: 2\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(kitemark.KitemarkError) as caught:
        examples_of(kitemark.load_standard("standard.yaml"))
    assert {one.file for one in caught.value.problems} == {"packs/two.yaml"}


def test_what_could_never_hold_it_back_is_told_from_what_does_not_here(tmp_path: Path) -> None:
    said = " ".join(render_verdict(verdict(tmp_path, held_by=["sen", "greeting"])).split())
    assert "there is no criterion, section, measure, unit or safeguard 'sen'; did you mean 'seen'?" in said
    assert "greeting holds nothing back here" in said


def test_a_rating_that_is_no_point_is_told_as_such(tmp_path: Path) -> None:
    said = render_verdict(verdict(tmp_path, ratings={"greeting": "Workin"}))
    assert "rating of greeting: wanted 'Workin', found no such point, and no number" in said
    assert "did you mean 'Working'?" in said


def test_a_flag_that_there_is_none_of_is_told_as_such(tmp_path: Path) -> None:
    said = render_verdict(verdict(tmp_path, flags=["quite"]))
    assert "there is no 'quite'; did you mean 'quiet'?" in said


def test_cells_of_several_are_said_in_words(tmp_path: Path) -> None:
    table = {
        "columns": ["judgements.greeting", "held_by", "ratings", "level"],
        "rows": [[0, ["greeting"], {"waiting": 2}, None], [0, ["greeting", "waiting"], {"waiting": 2}, "none"]],
    }
    whole = standard(tmp_path, {"id": "x", "of": "whole", "table": table})
    titles = [case.title for case in examples_of(whole)[1:]]
    assert titles == [
        "x: judgements.greeting 0, held_by greeting, ratings waiting 2, level -",
        "x: judgements.greeting 0, held_by greeting and waiting, ratings waiting 2, level none",
    ]


def test_one_example_is_spoken_of_as_one(tmp_path: Path) -> None:
    whole = standard(tmp_path)
    held = [Verdict(case, None) for case in examples_of(whole)]
    assert render_verdicts(held) == "The one example comes out as it must.\n"
    assert render_verdicts(held * 2) == "All 2 examples come out as they must.\n"


SAID = "Nobody rang me back."


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"judgements": {"greeting": [2]}}, "found a judgement of 'greeting' that is no mapping"),
        (
            {"judgements": {"greeting": [{"criterion": "waiting", "rating": 1, "assessor": "A", "because": "B."}]}},
            "found a judgement of another criterion under 'greeting'",
        ),
        ({"evidence": {"v": SAID}}, "found no fields for the record 'v'"),
    ],
)
def test_a_change_of_the_wrong_form_is_told_and_not_repeated(tmp_path: Path, changes: Any, told: str) -> None:
    (found,) = problems(tmp_path, {"id": "x", "of": "whole", "changes": changes, "expect": {"level": "none"}})
    assert found.code == "example"
    assert told in found.message
    assert SAID not in str(found)


@pytest.mark.parametrize("columns", [["evidence.v", "evidence.v.date"], ["evidence.v.date", "evidence.v"]])
def test_columns_that_would_undo_each_other_are_told(tmp_path: Path, columns: list[str]) -> None:
    table = {"columns": [*columns, "level"], "rows": [[None, None, "none"]]}
    (found,) = problems(tmp_path, {"id": "x", "of": "whole", "table": table})
    assert "'evidence.v.date' beside 'evidence.v'" in found.message


def test_what_somebody_said_is_no_title(tmp_path: Path) -> None:
    columns = ["evidence.v.note", "evidence.v.date", "evidence.w", "judgements.waiting", "level"]
    new = {"kind": "visit", "date": "2026-09-02", "note": SAID}
    table = {"columns": columns, "rows": [[SAID, "2026-08-01", new, 1, "none"]]}
    whole = standard(tmp_path, {"id": "x", "of": "whole", "table": table})
    title = examples_of(whole)[1].title
    assert SAID not in title
    assert "evidence.v.note (text), evidence.v.date 2026-08-01" in title
    assert "kind visit and date 2026-09-02 and note (text), judgements.waiting 1" in title


def written(folder: Path, text: str) -> tuple[kitemark.Problem, ...]:
    found = standard(folder)
    (folder / "examples.yaml").write_text(text, "utf-8")
    with pytest.raises(kitemark.KitemarkError) as caught:
        examples_of(found)
    return caught.value.problems


FAULTY = """kitemark: 1
examples:
  - {id: whole, pack: packs/one.yaml, expect: {level: none}}
  - id: slip
    of: whole
    changes:
      judgements: {waiting: Wroking}
    expect: {level: none}
  - {id: after, of: slip, expect: {level: none}}
  - {id: later, of: slip, changes: {judgements: {greting: 2}}, expect: {level: none}}
  - id: rows
    of: whole
    table:
      columns: [judgements.waiting, level]
      rows:
        - [Working, none]
        - [7, none]
  - {id: judged, of: whole, changes: {judgements: {waiting: [{rating: 1.5, assessor: B, because: Seen.}]}}, expect: {level: none}}
  - {id: unit, of: whole, changes: {units: {north: {judgements: {waiting: Yes}}}}, expect: {level: none}}
"""
SLIPS = [("not-on-scale", 7), ("unknown-name", 10), ("not-on-scale", 17), ("not-on-scale", 18), ("not-on-scale", 19)]


def test_a_rating_that_is_no_point_is_told_once_and_on_its_line(tmp_path: Path) -> None:
    found = written(tmp_path, FAULTY)
    assert [(one.code, one.line) for one in found] == SLIPS
    assert found[0].hint == "did you mean 'Working'?"
    assert found[1].hint == "did you mean 'greeting'?"


def test_what_else_is_wrong_with_the_file_hides_no_rating(tmp_path: Path) -> None:
    found = written(tmp_path, f"{FAULTY}  - null\n  - {{id: x, of: whole, expect: {{held_by: null}}}}\n")
    assert [(one.code, one.line) for one in found] == [*SLIPS, ("empty-value", 20), ("empty-value", 21)]


def test_ratings_that_fit_and_judgements_that_are_taken_out_are_none_of_these(tmp_path: Path) -> None:
    sound = {"judgements": {"greeting": None, "waiting": "Working"}}
    found = standard(tmp_path, {"id": "x", "of": "whole", "changes": sound, "expect": {"level": "none"}})
    assert len(examples_of(found)) == 2
