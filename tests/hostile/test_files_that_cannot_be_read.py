"""Files: whatever stands in one, either it is read or every problem says what, where and what to do."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from sound import HERE, STANDARD, file_problems, problems_of, written

import kitemark
from kitemark.reading import read_document

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{name}: &{name} {{<<: [{','.join([f'*{before}'] * 10)}]}}\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

SPOILT = {
    "a duplicate key": ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1, "first on line 1"),
    "a duplicate key of a mapping in a list": ("x:\n  - a: 1\n    a: 2\n", "duplicate-key", 3, 5, "'a' a second time"),
    "a duplicate key, once in quotes": ("a: 1\n'a': 2\n", "duplicate-key", 2, 1, "'a' a second time"),
    "a duplicate key in JSON": ('{"a":1,"a":2}', "duplicate-key", 1, 8, "'a' a second time"),
    "two merges": ("a: {<<: {b: 1}, <<: {c: 1}}\n", "duplicate-key", 1, 17, "'<<' a second time"),
    "a tab for indentation": ("a:\n\tb: 1\n", "syntax", 2, 1, "found a tab, wanted spaces"),
    "a tag that makes an object": ("a: !!python/object:os.system x\n", "tag", 1, 4, "wanted none"),
    "a tag of one's own": ("a: !x 1\n", "tag", 1, 4, "found a tag"),
    "a tag of the core": ("a: !!str 1\n", "tag", 1, 4, "wanted none"),
    "a tag on a list": ("a: !x [1]\n", "tag", 1, 4, "found a tag"),
    "a tag on a key": ("!x a: 1\n", "tag", 1, 1, "found a tag"),
    "a billion laughs": (LAUGHS, "too-large", 6, 8, "200,000"),
    "a bomb of merge keys": (MERGES, "too-large", 6, 34, "200,000"),
    "100,000 lists in lists, never closed": ("[" * 100_000, "too-deep", 1, 65, "64 levels"),
    "100,000 lists in lists": ("a: " + "[" * 100_000 + "]" * 100_000, "too-deep", 1, 67, "64 levels"),
    "100,000 mappings in mappings": ("{a: " * 100_000, "too-deep", 1, 257, "64 levels"),
    "100,000 lists in lists on a line": ("- " * 100_000 + "x", "too-deep", 1, 129, "64 levels"),
    "many mappings in mappings by indentation": (
        "\n".join(" " * depth + "a:" for depth in range(2_000)),
        "too-deep",
        65,
        65,
        "64 levels",
    ),
    "deep data through an alias": (
        "a: &a " + "[" * 40 + "]" * 40 + "\nb: " + "[" * 40 + "*a" + "]" * 40,
        "too-deep",
        2,
        44,
        "64 levels",
    ),
    "100,000 keys that are mappings": ("? " * 100_000 + "x", "key-not-text", 1, 3, "wanted text"),
    "a list as a key": ("? [a]\n: b\n", "key-not-text", 1, 3, "wanted text"),
    "an alias to a list as a key": ("a: &a [1]\n*a : 2\n", "key-not-text", 2, 1, "wanted text"),
    "not a number": ("a: .nan\n", "not-a-number", 1, 4, "'.nan'"),
    "infinity": ("a: -.inf\n", "not-a-number", 1, 4, "'-.inf'"),
    "a giant exponent": ("a: 1e999999999\n", "not-a-number", 1, 4, "huge exponent"),
    "a large exponent": ("a: 1e99\n", "not-a-number", 1, 4, "huge exponent"),
    "a tiny exponent": ("a: 1e-99\n", "not-a-number", 1, 4, "huge exponent"),
    "a number of 5,000 digits": ("a: " + "9" * 5_000, "not-a-number", 1, 4, "5000 characters"),
    "a hexadecimal number of 80 digits": ("a: 0x" + "f" * 80, "not-a-number", 1, 4, "82 characters"),
    "an octal number of 80 digits": ("a: 0o" + "7" * 80, "not-a-number", 1, 4, "82 characters"),
    "a decimal of 80 digits": ("a: 0." + "7" * 80, "not-a-number", 1, 4, "82 characters"),
    "two documents": ("a: 1\n---\nb: 2\n", "many-documents", 2, 1, "second document"),
    "nothing": ("", "empty", 1, 1, "empty file"),
    "white space": (" \n\n", "empty", 1, 1, "empty file"),
    "a comment": ("# hello\n", "empty", 1, 1, "no content"),
    "null": ("null\n", "empty", 1, 1, "no content"),
    "an empty document": ("---\n...\n", "empty", 1, 1, "no content"),
    "a list at the top": ("- a\n", "wrong-type", 1, 1, "found a list, wanted a mapping"),
    "a word at the top": ("hello\n", "wrong-type", 1, 1, "found text, wanted a mapping"),
    "a number at the top": ("3\n", "wrong-type", 1, 1, "found a number, wanted a mapping"),
    "an unknown alias": ("abc: &abc 1\nb: *abd\n", "unknown-alias", 2, 4, "no anchor of that name"),
    "a list that holds itself": ("a: &a [*a]\n", "circular", 1, 8, "inside its own anchor"),
    "a mapping merged into itself": ("a: &a {<<: *a}\n", "circular", 1, 12, "inside its own anchor"),
    "a merge of something else": ("a: {<<: 1}\n", "merge", 1, 9, "something else than a mapping"),
    "a merge of a list of something else": ("a: {<<: [{b: 1}, 2]}\n", "merge", 1, 18, "something else than a mapping"),
    "a NUL": (b"a: 1\nb: \0\n", "syntax", 2, 4, "no text file should hold"),
    "a bell after letters beyond ASCII": ("é: 1\nb: éé \x07\n", "syntax", 2, 7, "no text file should hold"),
    "half a character in JSON": ('{"a":"\\ud83d"}', "syntax", 1, 9, "backslash"),
    "an escaped backslash before half a character": ('{"a":"\\\\ud83d\\ude00"}', "syntax", 1, 16, "backslash"),
    "Latin-1": ("a: 1\nb: é\n".encode("latin-1"), "encoding", 2, 4, "not UTF-8"),
    "UTF-16 without its mark": ("ab: é\n".encode("utf-16-le"), "encoding", 1, 9, "not UTF-8"),
    "broken UTF-16": (b"\xff\xfea\x00\x00\xd8", "encoding", 1, 2, "not UTF-16"),
    "quotes never closed": ("a: 1\nb: 'x\nc: 1\n", "syntax", 2, 4, "never closed"),
    "two colons on a line": ("a: b: c\n", "syntax", 1, 5, "': '"),
    "wrong indentation": ("a:\n  b: 1\n c: 2\n", "syntax", 3, 2, "lines up with no open entry"),
    "a line without a colon": ("a: 1\nbc\nd: 1\n", "syntax", 2, 1, "'key: value'"),
    "a list never closed": ("a: [1, 2\nb: 3\n", "syntax", 1, 4, "found '[' opened here and not closed before line 2"),
    "a mapping never closed": (
        "a: {b: 1\nc: 2\n",
        "syntax",
        1,
        4,
        "found '{' opened here and not closed before line 2",
    ),
    "a value that begins with @": ("a: @x\n", "syntax", 1, 4, "no text without quotes can begin with"),
    "an unknown escape": ('a: "\\q"\n', "syntax", 1, 5, "backslash"),
    "YAML of another version": ("%YAML 3.0\n---\na: 1\n", "syntax", 1, 1, "not YAML"),
    "a file of 50 MB": (b"a" * 50_000_000, "too-large", 1, 1, "20,000,000"),
}


@pytest.mark.parametrize(("content", "code", "line", "column", "words"), SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_file_is_refused_at_its_place(tmp_path, content, code, line, column, words):
    found = file_problems(tmp_path, content)
    (one,) = [p for p in found if (p.code, p.line, p.column) == (code, line, column)]
    assert words in one.message
    assert one.hint


def test_all_problems_that_can_be_seen_are_told_at_once(tmp_path):
    every = file_problems(tmp_path, "a: !x 1\nb: .nan\na: 2\nc: {<<: 3}\nd: 1e999\nb: 1\n")
    found = [problem for problem in every if problem.code not in ("missing-key", "unknown-key")]
    assert [problem.code for problem in found] == [
        "tag",
        "not-a-number",
        "duplicate-key",
        "merge",
        "not-a-number",
        "duplicate-key",
    ]
    assert [problem.path for problem in found] == ["a", "b", "", "c.<<", "d", ""]


def test_a_spreadsheet_in_place_of_a_table_is_told_apart(tmp_path):
    (tmp_path / "sheet.yaml").write_bytes(b"PK\x03\x04 and what follows")
    (problem,) = problems_of(kitemark.load_assessment, tmp_path / "sheet.yaml")
    assert (problem.code, problem.hint) == ("encoding", "save the sheet as CSV in UTF-8")


def test_the_nearest_anchor_is_named(tmp_path):
    (problem,) = file_problems(tmp_path, "survey: &survey 1\nb: *survay\n")
    assert problem.hint == "did you mean 'survey'?"


def test_more_than_a_million_values_are_too_many(tmp_path):
    (problem,) = file_problems(tmp_path, "[" + "1," * 1_000_001 + "]")
    assert problem.code == "too-large"


READ = {
    "UTF-8 with its mark": (b"\xef\xbb\xbfa: 1\n", {"a": 1}),
    "UTF-16 little end first": ("a: é\n".encode("utf-16"), {"a": "é"}),
    "UTF-16 big end first": (b"\xfe\xff" + "a: é\n".encode("utf-16-be"), {"a": "é"}),
    "words of YAML 1.1": (
        "a: no\nb: on\nc: 2026-01-01\nd: 1_000\ne: 012\n",
        {"a": "no", "b": "on", "c": "2026-01-01", "d": "1_000", "e": 12},
    ),
    "numbers": ("[0o17, 0x1F, +1, .5, 1., -]", [15, 31, 1, Decimal("0.5"), 1, "-"]),
    "keys that are no words": ("1: a\nnull: b\ntrue: c\n", {"1": "a", "null": "b", "true": "c"}),
    "an anchor on a key": ("&k a: 1\nb: *k\n", {"a": 1, "b": "a"}),
    "an alias as a key": ("a: &k b\n*k : 1\n", {"a": "b", "b": 1}),
    "a quoted merge key": ('"<<": 1\n', {"<<": 1}),
    "a merge, with what stands beside it going before": (
        "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n",
        {"a": {"x": 1, "y": 2}, "b": {"y": 3, "x": 1}},
    ),
    "Windows line ends": (b"a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
    "JSON without spaces": ('{"a":1,"b":[true,null,"x"]}', {"a": 1, "b": [True, None, "x"]}),
    "JSON with a slash escaped": ('{"a":"\\/"}', {"a": "/"}),
    "JSON indented by tabs": ('{\n\t"a":1,\n\t"b":[\n\t\t2]\n}', {"a": 1, "b": [2]}),
    "JSON with surrogate pairs": ('{"a\\ud83d\\ude00":"\\uD83D\\uDE00\\\\u"}', {"a😀": "😀\\u"}),
}


@pytest.mark.parametrize(("content", "data"), READ.values(), ids=READ.keys())
def test_a_sound_file_is_read_as_it_says(tmp_path, content, data):
    assert read_document(written(tmp_path, content)).data == data


def test_what_follows_a_surrogate_pair_keeps_its_place(tmp_path):
    text = '{"kitemark":1,"title":"\\ud83d\\ude00\\ud83d\\ude00","wrong":1}'
    unknown = [p for p in file_problems(tmp_path, text) if p.code == "unknown-key"]
    assert [p.column for p in unknown] == [text.index('"wrong"') + 1]


def test_json_gives_the_same_standard_as_yaml(tmp_path):
    text = kitemark.dump(STANDARD)
    dense = json.dumps(json.loads(text), separators=(",", ":"))
    assert kitemark.load_standard(written(tmp_path, dense)).rules == STANDARD.rules


def test_a_number_that_looks_like_a_version_is_refused(tmp_path):
    text = (HERE / "sound-standard.yaml").read_text().replace('"1.0.0"', "1.10")
    (problem,) = file_problems(tmp_path, text)
    assert (problem.path, problem.line) == ("version", 4)
    assert "in quotes" in problem.message
    assert "1.10" in problem.message


def test_a_key_that_may_be_left_out_may_not_say_nothing(tmp_path):
    text = (HERE / "sound-standard.yaml").read_text().replace("3 years", "~")
    (problem,) = file_problems(tmp_path, text)
    assert (problem.code, problem.path, problem.column) == ("empty-value", "lasts", 1)


def test_a_key_that_says_nothing_is_refused(tmp_path):
    text = (HERE / "sound-standard.yaml").read_text().replace("Sound mark", "").replace("3 years", "~")
    found = file_problems(tmp_path, text)
    assert [(p.code, p.path) for p in found] == [("empty-value", "title"), ("empty-value", "lasts")]


@pytest.mark.parametrize("load", [kitemark.load_standard, kitemark.load_assessment])
def test_a_file_that_is_not_there_is_refused(tmp_path, load):
    (problem,) = problems_of(load, tmp_path / "none.yaml")
    assert (problem.code, problem.message) == ("no-file", "found no such file")
    assert problem.hint


def test_names_that_no_file_can_have_are_refused(tmp_path):
    (problem,) = problems_of(kitemark.load_assessment, str(tmp_path) + "/a\0b")
    assert problem.code == "no-file"
    (problem,) = problems_of(kitemark.load_assessment, tmp_path / ("x" * 5_000))
    assert problem.code == "no-file"
    (problem,) = problems_of(kitemark.load_assessment, tmp_path)
    assert "folder" in problem.message


@pytest.mark.parametrize("load", [kitemark.load_standard, kitemark.load_assessment])
def test_what_is_no_file_is_not_read_as_it_may_never_end(tmp_path, load):
    os.mkfifo(tmp_path / "fifo.yaml")
    for path in (tmp_path / "fifo.yaml", Path("/dev/zero")):
        (problem,) = problems_of(load, path)
        assert (problem.code, problem.file) == ("no-file", str(path))
        assert "no file" in problem.message


def test_no_sign_that_steers_a_terminal_is_repeated(tmp_path):
    text = '"\\e[2J\\u202e": 1\n"\\e[2J\\u202e": 2\na: *\x41\u202e\n'
    for problem in file_problems(tmp_path, text):
        assert str(problem).isprintable()


def test_problems_stand_in_the_order_of_the_file(tmp_path):
    found = file_problems(tmp_path, "zz: 1\nkitemark: 2\nid: 3\nversion: 1.0\nyy: 1\n")
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


@pytest.mark.parametrize("said", ["!Johnny hit me", "*Johnny hit me", "**Johnny** hit me", "!!Johnny hit me"])
def test_words_without_quotes_that_are_taken_for_a_tag_or_an_alias_are_not_repeated(tmp_path, said):
    file = tmp_path / "pack.yaml"
    file.write_text(f"evidence:\n- {{id: a, kind: talk, said: {said}}}\n", "utf-8")
    with pytest.raises(kitemark.KitemarkError) as refused:
        kitemark.load_assessment(file)
    assert "Johnny" not in str(refused.value)
    assert "in quotes" in next(problem.hint for problem in refused.value.problems if problem.line == 2)
