"""Problems: what is wrong, said once, in order, and whole on the other side of a process."""

from __future__ import annotations

import pickle

from kitemark.problems import KitemarkError, Problem, listing

FIRST = Problem("a", "one", "f.yaml", 2, 5, "x.y", "mend it")
SECOND = Problem("b", "two", "f.yaml", 10, 1)
PLAIN = Problem("c", "three")


def test_a_problem_is_one_line_with_its_place_first():
    assert str(FIRST) == "f.yaml:2:5: x.y: one; mend it [a]"
    assert str(SECOND) == "f.yaml:10:1: two [b]"
    assert str(PLAIN) == "three [c]"


def test_a_problem_as_data_has_every_key():
    assert FIRST.to_dict() == {
        "code": "a",
        "message": "one",
        "file": "f.yaml",
        "line": 2,
        "column": 5,
        "path": "x.y",
        "hint": "mend it",
    }
    assert PLAIN.to_dict().keys() == FIRST.to_dict().keys()


def test_problems_stand_in_order_and_once():
    error = KitemarkError([SECOND, FIRST, SECOND, PLAIN])
    assert error.problems == (PLAIN, FIRST, SECOND)
    assert str(error).splitlines() == [str(PLAIN), str(FIRST), str(SECOND)]


def test_problems_cross_a_process_border_whole():
    error = KitemarkError([FIRST, SECOND])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems  # noqa: S301 - our own bytes


def test_many_names_are_listed_shortly():
    assert listing(["a", "b"]) == "a, b"
    assert listing("abcde", 3) == "a, b, c and 2 more"
