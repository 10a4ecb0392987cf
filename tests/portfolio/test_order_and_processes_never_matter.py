"""The same packs give the same bytes: in any order, by one process or several, and when a process dies."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from folders import bad, folder_of, judged, pack_of, papers, sound, survey
from jobs import Doubling

import kitemark
from kitemark.portfolio import assessing
from kitemark.portfolio.working import Workers
from kitemark.render.portfolio_markdown import render_portfolio_markdown
from kitemark.render.portfolio_page import render_portfolio_html
from kitemark.render.portfolio_table import render_portfolio_csv
from kitemark.render.portfolio_text import render_portfolio_text

FORMS = (
    kitemark.Portfolio.to_json,
    render_portfolio_csv,
    render_portfolio_html,
    render_portfolio_markdown,
    render_portfolio_text,
)


def told(portfolio: kitemark.Portfolio) -> list[str]:
    return [form(portfolio) for form in FORMS]


def test_the_order_of_the_paths_never_matters(tmp_path):
    folder = sound(tmp_path / "a")
    bad(folder)
    paths = [folder, folder / "ash.yaml", folder / "huge.yaml"]
    found = {tuple(told(kitemark.assess_all(order))) for order in itertools.permutations(paths)}
    assert len(found) == 1


def test_what_is_assessed_twice_is_told_in_the_same_bytes(tmp_path):
    folder = sound(tmp_path)
    assert told(kitemark.assess_all([folder])) == told(kitemark.assess_all([folder]))


@pytest.mark.slow
def test_several_processes_give_the_same_bytes_as_one(tmp_path, monkeypatch):
    packs = {
        f"p{n:03}.yaml": pack_of(
            f"Pack {n % 7}",
            judgements=judged(n % 4, n // 4 % 4, n // 16 % 4),
            evidence=[*papers(n % 3), survey("heard", n, n // 2)],
        )
        for n in range(150)
    }
    folder = folder_of(tmp_path / "a", packs)
    bad(folder)
    monkeypatch.chdir(tmp_path)
    steps: list[tuple[int, int]] = []
    one = kitemark.assess_all(["a"])
    two = kitemark.assess_all(["a"], jobs=2, progress=lambda done, of: steps.append((done, of)))
    assert told(one) == told(two)
    assert steps == [(n, len(steps)) for n in range(1, len(steps) + 1)]


def test_few_packs_start_no_process(tmp_path, monkeypatch):
    monkeypatch.setattr(assessing, "Workers", None)
    assert len(kitemark.assess_all([sound(tmp_path)], jobs=8).entries) == 4


@pytest.mark.slow
def test_a_process_that_dies_costs_one_answer_and_never_hangs():
    things = list(range(40))
    answers = dict(Workers(Doubling, (5,), 2).answers(things))
    assert answers == {n: None if n == 5 else 2 * n for n in things}


@pytest.mark.slow
def test_a_pack_whose_process_died_is_told_as_a_problem(tmp_path, monkeypatch):
    folder = sound(tmp_path)
    monkeypatch.setattr(assessing, "_LEAST", 1)
    monkeypatch.setattr(assessing, "Assessor", Dying)
    portfolio = kitemark.assess_all([folder], jobs=2)
    found = {entry.name or "nobody": [one.code for one in entry.problems] for entry in portfolio.entries}
    assert found == {"Ash": [], "nobody": ["not-assessed"], "Cedar": [], "Elm": []}


class Dying(assessing.Assessor):
    """An assessor whose process is ended by one pack."""

    def __call__(self, source):
        if source.file.endswith("birch.yaml"):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(source)


WORKING = """
import sys
sys.path.insert(0, sys.argv[2])
from jobs import Sleeping
from kitemark.portfolio.working import Workers
if __name__ == "__main__":
    list(Workers(Sleeping, sys.argv[1], 2).answers(range(16)))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes as Linux shows them")
def test_no_process_outlives_the_one_that_it_works_for(tmp_path):
    program = tmp_path / "working.py"
    program.write_text(WORKING, encoding="utf-8")
    folder = tmp_path / "who"
    folder.mkdir()
    with subprocess.Popen(
        [sys.executable, program, folder, Path(__file__).parent], stderr=subprocess.DEVNULL
    ) as parent:
        until = time.monotonic() + 60
        while not list(folder.iterdir()) and time.monotonic() < until:
            time.sleep(0.05)
        parent.kill()
    workers = [Path("/proc") / path.name for path in folder.iterdir()]
    assert workers
    until = time.monotonic() + 30
    while any(map(alive, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(alive, workers))


def alive(process: Path) -> bool:
    try:
        return "State:\tZ" not in (process / "status").read_text(encoding="utf-8")
    except OSError:
        return False
