"""Draws: a sample depends on the ids, the size and the seed, every id has the same chance, and anyone can check it."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kitemark
from kitemark.privacy import identity_in
from kitemark.render.draws import render_draw, render_draw_csv, render_draw_json, render_draw_markdown
from kitemark.sampling import draw, frame_from, how_drawn, how_to_check, read_draw, read_frame

IDS = st.lists(st.from_regex(r"[a-z]{1,2}[0-9]{1,4}", fullmatch=True), min_size=1, max_size=30, unique=True)
WORDS = st.from_regex(r"[a-z]{1,9}( [a-z0-9]{1,9}){0,3}", fullmatch=True)
FORTY = [f"f{n:03}" for n in range(1, 41)]
PEOPLE = [
    ("John Smith", "a name"),
    ("Smith, John", "a name"),
    ("Siobhán O'Neill", "a name"),
    ("Margaret", "a name"),
    ("李 小龙先生", "a name"),
    ("j.smith@example.org", "an e-mail address"),
    ("07700 900123", "a phone number"),
    ("+44 7700 900123", "a phone number"),
    ("020-7946-0018", "a phone number"),
    ("SW1A 1AA", "a postcode"),
    ("m1 1ae", "a postcode"),
    ("EC1A1BB", "a postcode"),
    ("QQ 12 34 56 C", None),
    ("AB 12 34 56 C", "a national insurance number"),
    ("ab123456c", "a national insurance number"),
    ("943 476 5919", "an NHS number"),
    ("943-476-5919", "an NHS number"),
    ("03/07/1961", "a date of birth"),
    ("j.smith@home", "an e-mail address"),
]
PLAIN = ["f026", "2026-000123", "CASE-17", "A17", "north/12", "0000012345", "12", "2026/117", "case 12", "b", "id"]


def problems(ids: list[str], **keys: object) -> list[kitemark.Problem]:
    with pytest.raises(kitemark.KitemarkError) as error:
        draw(frame_from(ids), **{"size": 1, "seed": "s", **keys})  # type: ignore[arg-type]
    return list(error.value.problems)


@given(IDS, WORDS, st.randoms(use_true_random=False), st.data())
def test_a_draw_depends_on_nothing_but_ids_size_and_seed(
    ids: list[str], seed: str, rng: random.Random, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(ids)))
    other = ids[:]
    rng.shuffle(other)
    assert draw(frame_from(ids), size=size, seed=seed) == draw(frame_from(other), size=size, seed=seed)


@given(IDS, WORDS, st.data())
def test_a_smaller_sample_is_the_beginning_of_a_larger_one_and_all_is_all(
    ids: list[str], seed: str, data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(ids)))
    every = draw(frame_from(ids), size=len(ids), seed=seed)
    assert draw(frame_from(ids), size=size, seed=seed).ids == every.ids[:size]
    assert sorted(every.ids) == sorted(ids)


@given(IDS, WORDS)
def test_the_order_is_that_of_the_digests_that_the_page_says(ids: list[str], seed: str) -> None:
    expected = sorted(ids, key=lambda one: hashlib.sha256((seed + "\n" + one).encode()).hexdigest())
    assert list(draw(frame_from(ids), size=len(ids), seed=seed).ids) == expected


def test_each_file_is_drawn_as_often_as_any_other() -> None:
    seeds, size = 4_000, 3
    frame = frame_from(FORTY[:12])
    drawn = Counter(one for n in range(seeds) for one in draw(frame, size=size, seed=f"seed {n}").ids)
    first = Counter(draw(frame, size=size, seed=f"seed {n}").ids[0] for n in range(seeds))
    # Expected 1,000 and 333, with standard deviations of about 27 and 17: five of them either way.
    assert all(865 < drawn[one] < 1135 for one in frame.ids)
    assert all(248 < first[one] < 419 for one in frame.ids)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="a tool for SHA-256 is wanted")
def test_the_tools_of_a_shell_give_the_digests_that_decide(tmp_path: Path) -> None:
    seed = "it's spring"
    found = draw(frame_from(FORTY), size=3, seed=seed)
    (tmp_path / "ids.txt").write_text("".join(f"{one}\n" for one in FORTY[::-1]), encoding="utf-8")
    whole, one_id = how_to_check(found)

    def run(line: str) -> str:
        return subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=True).stdout[:64]

    assert run(whole) == found.frame_sha256
    digests = {one: run(one_id.replace("'ID'", one)) for one in FORTY}
    assert tuple(sorted(FORTY, key=digests.__getitem__)[:3]) == found.ids


@pytest.mark.parametrize(("text", "what"), PEOPLE)
def test_what_looks_like_a_person_is_refused_and_not_repeated(text: str, what: str | None) -> None:
    assert identity_in(text) == what
    if what is not None:
        [problem] = problems(["f1", text, "f2"])
        assert problem.code == "personal"
        assert what in problem.message
        assert not {text, *text.split()} & set(str(problem).split())


@pytest.mark.parametrize("text", PLAIN)
def test_plain_ids_are_taken(text: str) -> None:
    assert identity_in(text) is None


def test_all_that_is_wrong_with_a_list_is_told_at_once_by_line(tmp_path: Path) -> None:
    file = tmp_path / "files.txt"
    file.write_text("f1\n\nf2\nf1\nJo Bloggs\nf3\nAnn Other\n\n\n", encoding="utf-8")
    with pytest.raises(kitemark.KitemarkError) as error:
        read_frame(file)
    assert [(one.code, one.line) for one in error.value.problems] == [
        ("empty-value", 2),
        ("duplicate-id", 4),
        ("personal", 5),
    ]
    assert "lines 5, 7" in error.value.problems[2].message
    assert "Bloggs" not in str(error.value)


@pytest.mark.parametrize(
    ("ids", "keys", "code"),
    [
        ([], {}, "empty"),
        (["", ""], {}, "empty"),
        (["f1"], {"size": 2}, "out-of-range"),
        (["f1"], {"size": 0}, "out-of-range"),
        (["f1"], {"seed": " "}, "seed"),
        (["f1"], {"seed": "a\nb"}, "seed"),
        (["f1"], {"seed": "x" * 201}, "seed"),
        (["f\x1b1"], {}, "wrong-type"),
        (["f" * 101], {}, "wrong-type"),
    ],
)
def test_what_cannot_be_drawn_is_refused(ids: list[str], keys: dict[str, object], code: str) -> None:
    assert [one.code for one in problems(ids, **keys)] == [code]


def test_a_column_of_a_table_is_a_list(tmp_path: Path) -> None:
    file = tmp_path / "files.csv"
    file.write_text("file,opened\nf2,2026-01-01\nf1,2026-02-01\n", encoding="utf-8")
    assert read_frame(file, "file").ids == ("f1", "f2")
    for column in (None, "fil", "Jo Bloggs"):
        with pytest.raises(kitemark.KitemarkError) as error:
            read_frame(file, column)
        assert [one.code for one in error.value.problems] == ["wrong-columns"]
        assert "Bloggs" not in str(error.value)
    (tmp_path / "one.csv").write_text("file\nf1\n", encoding="utf-8")
    assert read_frame(tmp_path / "one.csv").ids == ("f1",)


@given(IDS, WORDS, st.data())
def test_a_draw_that_is_kept_is_read_back(ids: list[str], seed: str, data: st.DataObject) -> None:
    found = draw(frame_from(ids), size=data.draw(st.integers(1, len(ids))), seed=seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draw.json"
        path.write_text(render_draw_json(found), encoding="utf-8")
        assert read_draw(path) == found


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data["ids"].reverse(), "draw"),
        (lambda data: data["ids"].append(data["ids"][0]), "draw"),
        (lambda data: data.update(seed="another"), "draw"),
        (lambda data: data.update(method="by hand"), "draw"),
        (lambda data: data["frame"].update(size=2), "draw"),
        (lambda data: data["frame"].update(sha256="abc"), "draw"),
        (lambda data: data.update(ids=["John Smith"]), "personal"),
        (lambda data: data.update(extra=1), "unknown-key"),
        (lambda data: data.pop("seed"), "missing-key"),
    ],
)
def test_a_draw_that_was_changed_by_hand_is_refused(tmp_path: Path, change, code: str) -> None:
    data = draw(frame_from(FORTY), size=5, seed="spring").to_dict()
    change(data)
    path = tmp_path / "draw.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(kitemark.KitemarkError) as error:
        read_draw(path)
    assert [one.code for one in error.value.problems] == [code]
    assert "Smith" not in str(error.value)


def test_every_form_says_how_it_was_drawn_and_each_id() -> None:
    found = draw(frame_from(FORTY), size=5, seed="spring visit")
    for text in (render_draw(found), render_draw_markdown(found), render_draw_csv(found), render_draw_json(found)):
        plain = text.replace("\n", " ")
        assert found.frame_sha256 in plain
        assert "spring visit" in plain
        assert all(one in plain for one in found.ids)
    assert "5 of the 40 files were drawn by lot" in how_drawn(found)[0]


def test_no_id_is_a_formula_in_a_table() -> None:
    cells = render_draw_csv(draw(frame_from(["=1+1", "-2", "@3", "+4x"]), size=4, seed="s"))
    assert not any(f'"{sign}' in cells for sign in "=-@+")
