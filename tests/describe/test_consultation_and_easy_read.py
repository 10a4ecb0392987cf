"""For consultation every statement has a number; for easy reading every idea has a line and a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import kitemark
from kitemark.describe import easy_read, handbook
from kitemark.describe.consultation import Numbered, numbered
from kitemark.describe.easy import ideas
from kitemark.describe.page import Entry, Item, Page, Part, Table

from .small import standard

PAGE = Page(
    "T",
    "S",
    "en",
    (
        Part("one", "One", (Entry("Why", "Because."), Entry("How", "", (Item("a", "b"), Item("c", "d"))))),
        Part(
            "two",
            "Two",
            (Table("Fields", ("Field", "Is", "Needed"), (("n", "a number", ""), ("t", "text", "yes"))),),
            (Part("in", "In", (Entry("Why", "So."),)),),
        ),
    ),
)


def all_numbers(chapters: tuple[Numbered, ...]) -> Iterator[str]:
    for chapter in chapters:
        yield chapter.number
        for statement in chapter.statements:
            yield statement.number
            yield from (point.number for point in statement.points)
        yield from all_numbers(chapter.parts)


def test_every_part_statement_and_point_has_a_number() -> None:
    one, two = numbered(PAGE)
    assert [(s.number, s.label, s.text) for s in one.statements] == [("1.1", "Why", "Because."), ("1.2", "How", "")]
    assert [(p.number, p.item.lead) for p in one.statements[1].points] == [("1.2.1", "a"), ("1.2.2", "c")]
    assert [(p.number, p.item) for p in two.statements[0].points] == [
        ("2.1.1", Item("n", "Is: a number")),
        ("2.1.2", Item("t", "Is: text; Needed: yes")),
    ]
    assert (two.parts[0].number, two.parts[0].statements[0].number) == ("2.2", "2.2.1")


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_numbers_are_unique_in_order_and_the_same_each_time(name: str) -> None:
    loaded = kitemark.load_standard(name)
    found = list(all_numbers(numbered(handbook(loaded))))
    in_order = sorted(found, key=lambda number: [int(part) for part in number.split(".")])
    assert found == in_order
    assert len(set(found)) == len(found)
    assert list(all_numbers(numbered(handbook(kitemark.load_standard(name))))) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", []),
        ("Do people say so?", ["Do people say so?"]),
        ("We ask. We listen!", ["We ask.", "We listen!"]),
        ("It is safe: nobody is named; all are asked.", ["It is safe:", "nobody is named;", "all are asked."]),
        ("Short, and whole, and plain.", ["Short, and whole, and plain."]),
        (
            "Do you tell people in plain words what they can expect, and what you ask in return?",
            ["Do you tell people in plain words what they can expect,", "and what you ask in return?"],
        ),
        (
            "May staff bend a rule when it plainly harms a person whom they know well",
            ["May staff bend a rule", "when it plainly harms a person whom they know well"],
        ),
        (
            "Staff have the skill, support and freedom to act with empathy, compassion and common sense.",
            ["Staff have the skill, support and freedom to act with empathy, compassion and common sense."],
        ),
        (
            "People who use the service help decide what it is and how it runs.",
            ["People who use the service help decide what it is", "and how it runs."],
        ),
        (
            "Can people speak up alone or with others, out loud or in writing, with a name or without?",
            ["Can people speak up alone or with others,", "out loud or in writing,", "with a name or without?"],
        ),
        (
            "We have asked the people who come here, and so, with the help of some of them, we mended it.",
            ["We have asked the people who come here,", "and so, with the help of some of them, we mended it."],
        ),
    ],
)
def test_a_text_is_told_idea_by_idea(text: str, said: list[str]) -> None:
    assert ideas(text) == said


def test_titles_summaries_and_questions_become_lines_with_pictures() -> None:
    sections = [
        {
            "id": "s",
            "title": "Dignity",
            "summary": "People matter.",
            "sections": [{"id": "t", "criteria": [{"id": "b", "title": "Safety"}]}],
        }
    ]
    criteria = [{"id": "a", "title": "Respect", "asks": "Are people respected? Always?"}]
    levels = [{"id": "low"}, {"id": "high", "title": "High", "summary": "All is well."}]
    found = easy_read(standard(summary="For all.", sections=sections, criteria=criteria, levels=levels, language="cy"))
    assert (found.title, found.language) == ("Small mark", "cy")
    assert [(part.title.text, part.depth, [line.text for line in part.lines]) for part in found.parts] == [
        ("What this is about", 1, ["For all."]),
        ("Dignity", 1, ["People matter."]),
        ("t", 2, []),
        ("Safety", 3, []),
        ("Respect", 1, ["Are people respected?", "Always?"]),
        ("What you can reach", 1, []),
        ("low", 2, []),
        ("High", 2, ["All is well."]),
    ]
    assert [line.picture for line in found.parts[4].lines] == ["Respect, 1 of 2", "Respect, 2 of 2"]
    assert found.parts[4].title.picture == "Respect"


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_lines_are_short_and_no_two_pictures_have_one_name_in_one_part(name: str) -> None:
    found = easy_read(kitemark.load_standard(name))
    lines = [line for part in found.parts for line in part.lines]
    assert lines
    assert max(len(line.text.split()) for line in lines) <= 20
    assert sum(len(line.text.split()) for line in lines) / len(lines) < 10
    assert not [line.text for line in lines if re.search(r"[.!?]\s", line.text)]
    for part in found.parts:
        assert len({line.picture for line in part.lines}) == len(part.lines)


@pytest.mark.parametrize("name", kitemark.bundled_ids())
def test_no_line_is_a_word_or_two_cut_from_its_sentence(name: str) -> None:
    for part in easy_read(kitemark.load_standard(name)).parts:
        for line in part.lines:
            assert len(line.text.split()) > 2 or line.text.endswith((".", "?", "!", ":", ";")), line.text
