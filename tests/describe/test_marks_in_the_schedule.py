"""Marks in a schedule: which lines a level asks for, in place of which others, and of how many criteria."""

from __future__ import annotations

from .small import MARKS, A, B, Data, measured, plan, requires, rows


def marked(*lines: Data, level: str = "bronze") -> list[tuple[str, str, str]]:
    asked = [{"id": "bronze", "title": "Bronze"}, {"id": "silver", "requires": [{"each": "criteria", "marks": level}]}]
    return measured(level="silver", criteria=[{**A, "marks": list(lines)}], levels=asked)


def test_lines_of_marks_that_name_the_level_stand_there_and_no_others() -> None:
    lines = [{"measure": "papers", "bronze": 1}, {"measure": "happy", "silver": "50%"}]
    assert marked(*lines) == [("", "Papers", "at least 1")]
    assert marked(*lines, level="silver") == [("", "Happy people", "at least 50% at the worse end")]


def test_a_requirement_for_which_there_is_no_line_says_so() -> None:
    [row] = rows(plan(levels=requires(MARKS)))
    assert (row.title, row.threshold) == ("Nothing is asked", "no criterion has a line for this level")


def test_of_lines_of_which_one_is_enough_each_names_the_others() -> None:
    papers, happy = {"measure": "papers", "bronze": 1}, {"measure": "happy", "bronze": "50%"}
    assert marked({"best": [papers, {"worst": [happy, {"measure": "happy", "bronze": "40%"}]}]}) == [
        ("", "Papers", "at least 1; or instead 'Happy people'"),
        ("", "Happy people", "at least 50% at the worse end; or instead 'Papers'"),
        ("", "Happy people", "at least 40% at the worse end; or instead 'Papers'"),
    ]
    assert marked({"best": [papers, {"measure": "happy", "silver": "50%"}]}) == [("", "Papers", "at least 1")]
    assert marked({"worst": [papers, happy]})[0] == ("", "Papers", "at least 1")


def test_of_such_lines_one_that_is_not_for_everybody_or_every_level_says_so() -> None:
    tiny = {"when": {"size": "tiny"}, "measure": "papers", "bronze": 1}
    other = {"when": {"size": "small"}, "measure": "voice", "silver": 1}
    lines = {"best": [{"choose": [tiny, other]}, {"measure": "happy", "bronze": "50%"}]}
    assert marked(lines) == [
        ("size is tiny", "Papers", "at least 1; or instead 'Happy people'"),
        ("", "Happy people", "at least 50% at the worse end; or instead 'Papers' where size is tiny"),
    ]


def test_an_option_that_asks_nothing_for_the_level_here_leaves_it_to_the_next() -> None:
    inner = {"when": {"housing": True}, "measure": "papers", "bronze": 1}
    options = [{"when": {"size": "tiny"}, "choose": [inner]}, {"measure": "papers", "bronze": 2}]
    assert marked({"choose": options}) == [
        ("size is tiny and housing is yes", "Papers", "at least 1"),
        ("not (size is tiny and housing is yes)", "Papers", "at least 2"),
    ]


def test_lines_that_are_chosen_say_where() -> None:
    options = [
        {"when": {"size": "tiny"}, "measure": "papers", "bronze": 1},
        {"when": {"size": "small"}, "measure": "papers", "silver": 9},
        {"choose": [{"measure": "papers", "bronze": 2}]},
    ]
    assert marked({"choose": options}) == [
        ("size is tiny", "Papers", "at least 1"),
        ("size is small or large", "Papers", "at least 2"),
    ]


def test_how_many_of_a_selection_must_do_it_is_said() -> None:
    two = {"criteria": [{**A, "marks": [{"measure": "papers", "bronze": 1}]}, B]}
    for more, words in (
        ({"each": "criteria", "except": 1}, "all but 1 of these are enough"),
        (
            {"each": "criteria", "except": "50%", "per": "section"},
            "all but 50% of these are enough within each section",
        ),
        ({"some": "criteria", "count": 2}, "at least 2 of these"),
        ({"some": "criteria", "share": "75%", "per": "section"}, "at least 75% of these within each section"),
    ):
        assert measured(levels=requires({"marks": "bronze", **more}), **two) == [("", "Papers", f"at least 1; {words}")]
