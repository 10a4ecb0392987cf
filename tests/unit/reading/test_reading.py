"""Reading: places, links that go in circles, and the parser that is there where the fast one is not."""

from __future__ import annotations

import functools
import pathlib

import pytest
import yaml

from kitemark import KitemarkError
from kitemark.reading import Document, inside, parse, plain_document, read_document, read_table
from kitemark.reading.document import Mark, path_text


def document(tmp_path: pathlib.Path, text: str) -> Document:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    return read_document(tmp_path / "a.yaml")


def test_every_value_and_key_knows_where_it_stands(tmp_path):
    read = document(tmp_path, "a:\n  - b: 1\n    c: [x, y]\n")
    places = {
        ("a",): (2, 3),
        ("a", 0): (2, 5),
        ("a", 0, "b"): (2, 8),
        ("a", 0, "c", 1): (3, 12),
    }
    for path, place in places.items():
        problem = read.problem("x", path, "x", "do")
        assert (problem.line, problem.column) == place
    key = read.problem("x", ("a", 0, "c"), "x", "do", key=True)
    assert (key.line, key.column) == (3, 5)


def test_what_has_no_place_of_its_own_stands_where_what_holds_it_stands(tmp_path):
    read = document(tmp_path, "a:\n  - b: 1\n")
    for path in (("a", 0, "none"), ("a", 0, "b", "none"), ("a", 0, 7)):
        problem = read.problem("x", path, "x", "do")
        assert (problem.line, problem.path) == (2, path_text(path))
    assert read.problem("x", ("a", 7), "x", "do").line == 2


def test_plain_data_has_paths_and_no_places():
    problem = Document({"a": 1}).problem("x", ("a", 3, "b"), "x", "do")
    assert (problem.line, problem.column, problem.path) == (None, None, "a[3].b")


def test_a_mark_of_a_bare_value_has_nothing_inside():
    mark = Mark(0, 0)
    assert (mark.child(0), mark.child("a"), mark.key("a")) == (None, None, None)


def test_an_alias_is_placed_where_the_value_is_written(tmp_path):
    read = document(tmp_path, "a: &a {b: 1}\nc: {<<: *a}\n")
    assert read.problem("x", ("c", "b"), "x", "do").line == 1


def test_a_link_in_a_circle_leads_nowhere(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    found = inside(tmp_path, "a")
    if found is not None:
        with pytest.raises(KitemarkError):
            read_table(found, "a")


def test_a_folder_that_cannot_be_resolved_holds_nothing(tmp_path, monkeypatch):
    def loop(_: pathlib.Path) -> pathlib.Path:
        raise RuntimeError

    monkeypatch.setattr(pathlib.Path, "resolve", loop)
    assert inside(tmp_path, "a.csv") is None


SLOW = [
    "a: 1\nb: [x, {c: 2}]\n",
    '{"a":"\\ud83d\\ude00","b":1}',
    "a: *b\n",
    "a: 1\na: 2\n",
    "a: !x 1\n",
    "a: [1\n",
    "a: \x07\n",
]


@pytest.mark.parametrize("text", SLOW)
def test_the_slow_parser_gives_the_same_data_and_the_same_kinds_of_problem(monkeypatch, text):
    fast, fast_codes = read(text)
    monkeypatch.setattr(parse, "LOADER", yaml.SafeLoader)
    slow, slow_codes = read(text)
    assert slow_codes == fast_codes
    assert slow == fast


def read(text):
    """The data and the codes of its problems; no data where reading could not go on."""
    try:
        document = parse.parse(text, None)
    except KitemarkError as error:
        return None, [problem.code for problem in error.problems]
    return document.data, [problem.code for problem in document.problems]


def test_a_table_names_the_place_of_a_cell(tmp_path):
    (tmp_path / "t.csv").write_text("\na,b\n1,2\n")
    table = read_table(tmp_path / "t.csv", "t.csv", "in/t.csv")
    assert (table.heading, table.columns, table.rows) == (2, ("a", "b"), ((3, {"a": "1", "b": "2"}),))
    assert (table.problem("x", 3, "b", "x", "do").file, table.problem("x", 3, "b", "x", "do").column) == ("in/t.csv", 2)
    assert table.problem("x", 3, "none", "x", "do").column is None


def test_where_nesting_is_too_deep_only_the_beginning_of_the_way_is_told():
    with pytest.raises(KitemarkError) as caught:
        parse.parse("a: " + "[" * 100, None)
    assert caught.value.problems[0].path == "a[0][0][0][0][0][0][0]..."
    found = plain_document({"a": functools.reduce(lambda inner, _: [inner], range(100), [])})
    assert found.problems[0].path == "a[0][0][0][0][0][0][0]..."


@pytest.mark.parametrize("text", ["a: [1, , 2]", "a: [, 1]", "a: {b: 1,, c: 2}"])
def test_nothing_between_two_commas_is_told_as_such(text):
    with pytest.raises(KitemarkError) as caught:
        parse.parse(text, None)
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("syntax", "write null for nothing")
    assert problem.message == "found nothing where a value is wanted"


# -- signs that end a line in YAML 1.1, and in YAML 1.2 and JSON do not -----------------------------

SEPARATORS = ["\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("sign", SEPARATORS, ids=["NEL", "LS", "PS"])
def test_a_separator_is_a_sign_like_any_other(sign: str) -> None:
    assert parse.parse(f"a: x{sign}y\nb: 1\n", None).data == {"a": f"x{sign}y", "b": 1}
    assert parse.parse(f'a: "x{sign} y"\n', None).data == {"a": f"x{sign} y"}
    assert parse.parse(f'{{"a": "x{sign}y", "k{sign}": 2}}', None).data == {"a": f"x{sign}y", f"k{sign}": 2}
    assert parse.parse(f"a: 1 # a note{sign}b: 2\nc: 3\n", None).data == {"a": 1, "c": 3}
    assert parse.parse(f"a: |\n  x{sign}y\n  z\n", None).data == {"a": f"x{sign}y\nz\n"}


@pytest.mark.parametrize("sign", SEPARATORS, ids=["NEL", "LS", "PS"])
def test_lines_are_counted_as_an_editor_counts_them(sign: str) -> None:
    with pytest.raises(KitemarkError) as refused:
        parse.parse(f"a: x{sign}y\nb: 1\nb: [2\n", None)
    assert {one.line for one in refused.value.problems} == {3}


def test_what_stands_in_for_a_separator_stays_itself() -> None:
    for text in ("\U0010fff0", "x\U0010fff1y\U0010fff2"):
        assert parse.parse(f"a: {text}\n", None).data == {"a": text}


def test_json_may_begin_with_a_tab() -> None:
    document = parse.parse('\t{"a": 1,\n\t "b": "\t"}', None)
    assert document.data == {"a": 1, "b": "\t"}
