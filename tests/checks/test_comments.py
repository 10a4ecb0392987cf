"""Comments are what lies between the parser's tokens, and never a `#` inside text."""

from __future__ import annotations

import pytest

from kitemark.reading.comments import Comment, comments_of


def said(text: str) -> list[str]:
    return [comment.text for comment in comments_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        'a: "x # no"\n',
        "a: 'x # no'\n",
        "a: 'x\n  # no\n  y'\n",
        "a: x#no\n",
        "a: |\n  x\n  # no\n",
        "a: >-\n  x\n\n  # no\n",
        'a: "\n  # no\n  "\n',
        '{"a": "# no"}\n',
        '{"a": "\\ud83d\\ude00 # no"}\n',
        "a: [x#no, 'y #no']\n",
    ],
)
def test_what_stands_in_text_is_no_comment(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "about"),
    [
        ("a: 1 # c\n", 1, 6, 1),
        ("a: 1\n# c\nb: 2\n", 2, 1, 3),
        ("a: 1\n# c\n\n   \n# d\nb: 2\n", 2, 1, 6),
        ("a: | # c\n  x\n", 1, 6, 1),
        ("a: >2- # c\n   x\n", 1, 8, 1),
        ("a: |\n  x\n# c\nb: 1\n", 3, 1, 4),
        ("a: [1, # c\n  2]\n", 1, 8, 1),
        ("a: 'x\n  y' # c\n", 2, 6, 2),
        ("é: 'ü😀' # c\n", 1, 9, 1),
        ("a: &x {b: 1} # c\nc: *x\n", 1, 14, 1),
        ("a:\r\n  - 1\r\n  # c\r\n  - 2\r\n", 3, 3, 4),
        ("a: 1\n# c", 2, 1, None),
        ("a: 1\n# c\n# d\n\n", 2, 1, None),
        ("{a: 1, # c\n b: 2}\n", 1, 8, 1),
        ("a: 'x\x85 y' # c\n", 1, 11, 1),
    ],
)
def test_a_comment_knows_where_it_stands_and_of_which_line_it_speaks(
    text: str, line: int, column: int, about: int | None
) -> None:
    assert comments_of(text)[0] == Comment("c", line, column, about, head=False)


def test_the_head_is_what_stands_before_the_first_key() -> None:
    found = comments_of("%YAML 1.2\n# one\n---\n# two\na: 1 # three\n# four\n")
    assert [(one.text, one.head) for one in found] == [("one", True), ("two", True), ("three", False), ("four", False)]


def test_text_that_is_no_yaml_gives_the_comments_before_the_fault() -> None:
    assert said("a: 1 # c\nb: [1,\n") == ["c"]
    assert said("a: \x07 # c\n") == []


def test_many_comments_take_no_longer_than_their_number() -> None:
    assert len(comments_of("# x\n" * 200_000)) == 200_000


@pytest.mark.parametrize("text", ['a: "x"# c\n', "a: [x]# c\n", "a: [x,# c\n y]\n"])
def test_a_sign_that_touches_what_stands_before_it_begins_no_comment(text) -> None:
    assert comments_of(text) == ()
