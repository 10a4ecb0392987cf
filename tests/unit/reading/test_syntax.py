"""Text that is no YAML: the place of the slip, its cause and the remedy, and not where the parser stumbled."""

from __future__ import annotations

import pytest

from kitemark.problems import KitemarkError, Problem
from kitemark.reading import parse
from kitemark.reading.losses import losses

TOLD = {
    # Keys and their colons
    "a key without a colon": ("id: a\ntitle Foo\nx: {title: b}\n", "2:1", "'title' without a colon", "after 'title'"),
    "the first key without a colon": ("kitemark 1\nid: x\n", "1:1", "without a colon", "a colon and a space"),
    "a first key in a list without a colon": ("a:\n  - id x\n    title: y\n", "2:5", "without a colon", "a colon"),
    "a word that is no key": ("a: 1\nbc\nd: 1\n", "2:1", "'key: value'", "indent it further"),
    "no colon before braces": ("tags {a: b, c: d}\n", "1:1", "without a colon", "before the bracket"),
    "no colon before braces in braces": ("x: {take: 1}\na: {b: c, take {d: 1}}\n", "2:11", "'take' without a colon", "colon"),
    "no space after a colon": ("a:b\nc: d\n", "1:2", "a colon without a space", "a space after the colon"),
    "no space after a colon, further down": ("a: 1\nb:c\nd: 2\n", "2:2", "a colon without a space", "a space after"),
    "a blank after a colon that is no space": ("a:\u00a0b\nc: d\n", "1:3", "U+00A0 (non-breaking space)", "type spaces"),
    "a wide colon": ("a\uff1a b\nc: d\n", "1:2", "a wide colon", "a colon and a space"),
    "two keys on a line": ("a: b: c\n", "1:5", "a second ': '", "in quotes"),
    "a colon in the second line of a text": ("a: text\n  that goes: on\n", "2:12", "': ' in a text", "quotes; it begins on line 1"),
    "a text with a colon between curly quotes": ("a: \u201cb: c\u201d\n", "1:6", "a second ': '", "straight quotes"),
    "a text of which only the last quotes are there": ('a: b: c"\n', "1:5", "a second ': '", "never opened"),
    "a key without a colon above its own keys": ("a:\n  b   # note\n    c: d\n", "2:3", "without a colon", "its key"),
    "a dash without a space above its other keys": ("a:\n  -b: c\n    d: e\n", "2:3", "a dash without a space", "after the"),
    "a dash without a space before a dash": ("a:\n  -b:\n    - c\n  - b: d\n", "2:3", "a dash without a space", "after the"),
    "text after an alias": ("a: &b 1\nc: *b d\n", "2:7", "more text after an alias", "in quotes"),
    "a colon after quotes in braces": ('x: {a: "b": c}\n', "1:11", "do not go on", "this line and the one before"),
    "a slip below quotes over two lines": ('a: "b\n  c"\nd: [1\ne: 2\n', "3:4", "'[' opened here", "see line 3"),
    "no colon before braces that hold several": ("p:\n  q {s: {e: [t]}, h: {t: b}}\n  o: [d]\n", "2:3", "without a colon", "colon"),
    "the first line one space too deep": (" k: 1\nid: s\nv: 2\n", "1:2", "indented by 1 space", "this one and line 2"),
    "the first of several one space too shallow": (
        "e:\n   v: c\n    p: r\n    f:\n      q: z\n    w: 1\n",
        "2:4",
        "indented by 3 spaces",
        "this one and line 3",
    ),
    "another YAML": ("%YAML 3.0\n---\na: 1\n", "1:1", "incompatible YAML", "this line and the one before"),
    "two names for one text": ("a: &a &b c\n", "1:7", "more text after the end of a value", "in quotes"),
    # Brackets
    "two brackets never closed": ("a: [b, c\nd: [e, f\ng: h\n", "1:4", "opened here and not closed before line 2", "see line 1"),
    "a brace never closed": ("a: {b: 1\nc: 2\n", "1:4", "'{' opened here and not closed before line 2", "write '}'"),
    "a bracket never closed after a comma": ("a: [b,\nc: d\ne: f\n", "1:4", "not closed before line 2", "write ']'"),
    "a bracket never closed": ("a: [b, c\nd: e\nf: g\n", "1:4", "'[' opened here and not closed before line 2", "write ']'"),
    "a brace over lines never closed": ("a: {b: 1,\n    c: 2\nd: 3\n", "1:4", "before line 3", "where it ends: see line 2"),
    "a brace never closed before a dash": ("a:\n  - {b: x\n  - {b: y}\n", "2:5", "before line 3", "write '}'"),
    "a brace never closed at the end": ("a: {b: 1\n", "1:4", "'{' opened here and not closed", "see line 1"),
    "a brace closed in a comment": ("a: {b: x # 1 y}\nc: d\n", "1:4", "not closed", "' #' is a comment"),
    "a bracket in braces never closed": ("a: {b: [c}\n", "1:8", "not closed before the '}' on line 1, column 10", "write ']'"),
    "the wrong bracket": ("a: {b: c]\n", "1:9", "found ']', wanted '}' for the '{' on line 1, column 4", "take ']' away"),
    "a brace too many": ("a: {b: 1}}\nc: 2\n", "1:10", "'}' once too often", "take one away"),
    "a brace too soon": ("a: {b: {c: 1}}, d: 2}\ne: 1\n", "1:14", "'}' once too often", "take one away"),
    "a brace too soon, over lines": ("a: {b: 1}},\n    c: 2}\n", "1:10", "'}' once too often", "take one away"),
    "a brace too soon, with keys on the next line": ("a: {b: 1},\n    c: 2}\n", "1:9", "'}' once too often", "take one away"),
    "a brace too soon, before a key": ("a: {b: 1}, c: 2,\n    d: 2}\n", "1:9", "'}' once too often", "take one away"),
    "a text that begins with braces": ("a: {b: c}, d\n", "1:10", "more text after the '}'", "the whole text in quotes"),
    "a brace that nothing opens": ("a: }\n", "1:4", "no '{' that it closes", "needs quotes"),
    "a text that begins with a bracket": ("a: [Draft] Mark\n", "1:12", "more text after the ']'", "the whole text in quotes"),
    "no comma before a key": ("x: {weight: 1}\na: {b: Care weight: 2}\n", "2:12", "no comma", "write a comma here"),
    "no comma after quotes": ("a: {b: 'x' c: 1}\n", "1:11", "no comma", "write a comma here"),
    "no comma at the end of a line": ("a: {b: x\n    c: 2}\n", "1:9", "no comma", "write a comma here"),
    "no comma between braces": ("a: [{b: 1} {c: 2}]\n", "1:11", "no comma", "write a comma here"),
    "no comma in JSON": ('{"a": 1,\n"b": 2\n"c": 3}', "2:7", "no comma", "write a comma here"),
    "a word that may be a key or not": ("a: {b: Our care: x}\n", "1:16", "a second colon in one entry", "if it is a key; if"),
    "a colon in a text in braces": ("a: {b: Care: x}\n", "1:12", "a second colon in one entry", "in quotes"),
    # Quotes
    "an apostrophe in single quotes": ("a: 'It's here'\nb: 1\n", "1:7", "an apostrophe inside single", "write it twice ('')"),
    "quotes in double quotes": ('a: "He said "yes" to it"\n', "1:13", "double quotes inside double quotes", r"write \""),
    "a text that goes on after its quotes": ('a: "x" y\nb: 1\n', "1:6", "goes on after they are closed", "single quotes around"),
    "quotes never closed": ("a: 1\nb: 'x\nc: 1\n", "2:4", "never closed", "close them"),
    "quotes never closed before others": ('a: "x\nb: "y"\nc: 1\n', "1:4", "never closed", "close them"),
    # Indentation and dashes
    "a line too deep": ("x: {b: 1}\na: x\n  b: y\n", "3:3", "by 2 spaces, below a key that has its value", "line 2 (no spaces)"),
    "a line too deep, or a text": ("a: x\n  b: y\n", "2:3", "by 2 spaces, below a key", "in quotes"),
    "a line between two others": ("a:\n  b: 1\n c: 2\n", "3:2", "lines up with no open entry", "line 2 (2 spaces)"),
    "a key between a dash and its keys": ("a:\n  - b: 1\n   c: 2\n", "3:4", "by 3 spaces", "the dash on line 2 (2 spaces)"),
    "a first line too deep": ("a:\n   b: 1\n  c: 2\nd:\n  e: 1\n", "2:4", "the next one beside it by 2", "line the two up"),
    "a dash without a space": ("a:\n  - b\n  -c\n", "3:3", "a dash without a space", "a space after the dash"),
    "a dash without a space before more": ("a:\n  -b: c\n    d: e\n", "2:3", "a dash without a space", "a space after the dash"),
    "a key among dashes": ("a:\n  - b\n  c: d\n", "3:3", "found no dash", "like those"),
    "a list behind its key": ("a: - b\n", "1:4", "a dash here", "on the next line"),
    "a tab": ("a:\n\tb: 1\n", "2:1", "found a tab", "indent with spaces"),
    "blanks before a line that are no spaces": ("a:\n\u00a0\u00a0b: 1\n c: [\n", "2:1", "U+00A0 (non-breaking space)", "type spaces"),
    # Signs
    **{f"a text that begins with {sign}": (f"a: {sign}x\n", "1:4", f"found '{sign}'", "in quotes") for sign in "@`%"},
    "a threshold without quotes": ("a: > 50%\nb: 1\n", "1:4", "found '>'", 'such as "> 5"'),
    "a threshold in braces without quotes": ("a: {b: > 50%}\n", "1:8", "found '>'", 'such as "> 5"'),
    "a sign that its key says already": ("at_least: >= 75%\n", "1:11", "'at_least' says already", "write 75%"),
    "a percentage with its sign first": ("a: {b: %45, c: 1}\n", "1:8", "'%' before a number", "write 45%"),
    "a semicolon in place of a comma": ("a: {b: x; c: 1}\n", "1:9", "found ';'", "write a comma here"),
    "a tab before a first key": ("a: 1\n\tb: 1\n", "2:1", "found a tab", "take the tab away"),
    "a text that begins with &": ("a: & b\n", "1:4", "found '&'", "gives a name"),
    "a text that begins with *": ("a: * b\n", "1:4", "found '*'", "gives a name"),
    "a text that begins with two !": ("a: !x!y b\n", "1:4", "found '!'", "gives a name"),
}  # fmt: skip


def problem(text: str) -> Problem:
    with pytest.raises(KitemarkError) as caught:
        parse.parse(text, None)
    return next(one for one in caught.value.problems if one.code == "syntax")


@pytest.mark.parametrize(("text", "place", "cause", "remedy"), TOLD.values(), ids=TOLD)
def test_a_slip_is_told_at_its_place_with_its_cause_and_remedy(text: str, place: str, cause: str, remedy: str) -> None:
    found = problem(text)
    assert f"{found.line}:{found.column}" == place
    assert cause in found.message
    assert remedy in str(found.hint)


def test_a_name_to_be_merged_without_its_asterisk_is_told_with_it() -> None:
    document = parse.parse("a: &one {b: 1}\nc: {<<: one, d: 1}\ne: {<<: two}\n", None)
    assert [one.hint for one in document.problems] == ["write *one, with the asterisk", "merge mappings only"]
    # Nothing that was to come from there is missing.
    assert ("c",) in document.faults


def test_words_of_a_text_that_commas_make_one_key_twice_are_not_repeated() -> None:
    document = parse.parse("a: {b: He hit me, it was Johnny, then ran, it was Johnny}\n", None)
    [found] = document.problems
    assert (found.code, "Johnny" in str(found), "in quotes" in str(found.hint)) == ("duplicate-key", False, True)


@pytest.mark.parametrize("text", ['a: "b #c', "a: [b #c\nd: e", "a: .inf #5 or more", "a: 1e999 #5 or more"])
def test_nothing_is_lost_of_what_is_no_text(text: str) -> None:
    assert losses(text) == ()


@pytest.mark.parametrize(
    "said",
    [
        "'Johnny's dog bit me'",
        '"Johnny" hit me',
        "Johnny: he hit me",
        "[Johnny hit me",
        "@Johnny hit me",
        "'Johnny hit me",
    ],
)
def test_no_word_of_a_text_is_repeated(said: str) -> None:
    for text in (f"a: {said}\nb: 1\n", f"a: {{b: {said}, c: 1}}\nd: 1\n", f"- {said}\n  b: c\n"):
        assert not {word for word in ("Johnny", "dog", "hit") if word in all_told(text)}


def all_told(text: str) -> str:
    try:
        parse.parse(text, None)
    except KitemarkError as error:
        return str(error)
    return ""


def test_what_cannot_be_told_says_where_to_look() -> None:
    found = problem("---\na: 1\n... x\n")
    assert (found.line, found.column) == (3, 5)
    assert str(found.hint).startswith("look at this line and the one before")


LARGE = "a:\n" + "".join(f"  k{number}: {{b: 'x y', c: [1, 2]}}\n" for number in range(9_000))
AFTER_MUCH = {
    "a brace never closed": ("z: {a: 1\n", "9002:4", "not closed"),
    "quotes never closed": ("z: 'a\nb: c\n", "9002:4", "never closed"),
    "a line between two others": (" z: 1\n", "9002:2", "lines up with no open entry"),
    "two keys on a line": ("z: a: b\n", "9002:5", "a second ': '"),
}


@pytest.mark.parametrize(("text", "place", "cause"), AFTER_MUCH.values(), ids=AFTER_MUCH)
def test_of_a_large_file_what_is_near_the_slip_is_enough(text: str, place: str, cause: str) -> None:
    found = problem(LARGE + text)
    assert (f"{found.line}:{found.column}", cause in found.message) == (place, True)


def test_of_a_large_file_within_brackets_the_place_is_told() -> None:
    text = '{"a": [' + '{"b": 1, "c": [1, 2]},' * 12_000 + "x}]}"
    found = problem(text)
    assert (found.line, found.column) == (1, len(text) - 2)
    assert "wanted ',' or a closing one" in found.message
