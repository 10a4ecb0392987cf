"""`kitemark check` with all proofs, against loading the standard and the solver, in whole processes.

Run it with `python benchmarks/checking.py`. The bundled standards, and a made one of 200 criteria.
"""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
import tempfile
import time
from typing import Any

import timing

import kitemark

ROUNDS = 3
CRITERIA, PER_SECTION = 200, 20
LOADING = "import sys, kitemark; kitemark.load_standard(sys.argv[1]); from ortools.sat.python import cp_model"


def criterion(section: int, place: int) -> dict[str, Any]:
    """Give a criterion: each third a must-have, each fourth held where no user says so, each fifth with marks."""
    made: dict[str, Any] = {
        "id": f"c{section}-{place}",
        "title": f"Criterion {section}.{place}",
        "asks": "Is it so?",
        "tags": ["core"] if place % 3 == 0 else [],
        "weight": 1 + place % 2,
    }
    if place % 4 == 0:
        made["limits"] = [{"at_most": 1, "unless": {"measure": "voice", "at_least": 1}}]
    if place % 5 == 0:
        made["marks"] = [
            {"measure": f"share-{section}", **{f"l{level}": f"{40 + 10 * level}%" for level in range(1, 5)}}
        ]
    return made


def large() -> dict[str, Any]:
    """Give a standard of 200 criteria in ten sections, with four levels."""
    sections = range(CRITERIA // PER_SECTION)
    core = {"tag": "core"}
    shares = {
        f"share-{section}": {
            "from": "survey",
            "where": {"topic": f"t{section}"},
            "take": {"share": "yes", "of": "asked"},
            "needs": {"asked": 20},
        }
        for section in sections
    }
    count = {"type": "integer", "minimum": 0}
    return {
        "kitemark": 1,
        "id": "large",
        "version": "1.0.0",
        "title": "Large",
        "tags": {"core": "Must have"},
        "scales": {"p": [{"value": value} for value in range(4)]},
        "scale": "p",
        "evidence": {
            "talk": {"voice": "user", "fields": {"said": count}},
            "survey": {
                "fields": {"topic": {"enum": [f"t{section}" for section in sections]}, "asked": count, "yes": count},
                "rules": ["yes <= asked"],
            },
        },
        "measures": {"voice": {"from": "talk", "cited": True, "take": "count"}, **shares},
        "sections": [
            {"id": f"s{one}", "title": f"Section {one}", "criteria": [criterion(one, at) for at in range(PER_SECTION)]}
            for one in sections
        ],
        "levels": [
            {
                "id": f"l{level}",
                "requires": [
                    {"overall": f"{30 + 15 * level}%"},
                    {"each": "sections", "at_least": f"{20 + 12 * level}%"},
                    {"each": core, "at_least": 1 + (level > 1)},
                    {"each": core, "marks": f"l{level}"},
                ],
            }
            for level in range(1, 5)
        ],
    }


def decided(command: str, standard: str) -> str:
    """Give how many questions were proved, refuted and left undecided."""
    run = subprocess.run([command, "check", standard, "--format", "json"], capture_output=True, text=True, check=False)
    proofs = json.loads(run.stdout)["proofs"]
    return ", ".join(f"{proofs[verdict]} {verdict}" for verdict in ("proved", "refuted", "undecided"))


def main() -> None:
    """Compare the whole command, cold, with a process that loads the standard and the solver."""
    command = str(pathlib.Path(sys.executable).with_name("kitemark"))
    print(f"check: {timing.machine()}, kitemark {kitemark.__version__}, whole processes")
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder) / "large.json"
        made.write_text(json.dumps(large()), encoding="utf-8")
        for name in (*kitemark.bundled_ids(), str(made)):
            jobs = {
                "load": timing.run(sys.executable, "-c", LOADING, name),
                "check": timing.run(command, "check", name, "-o", str(pathlib.Path(folder) / "out.txt")),
            }
            label = f"{CRITERIA} criteria" if name == str(made) else name
            labels = {"load": f"{label}: loading it and the solver", "check": f"{label}: kitemark check, all proofs"}
            times = timing.in_turns(jobs, 1 if name == str(made) else ROUNDS, time.perf_counter)
            timing.table(times, labels, "load")
            print(f"    {decided(command, name)}")


if __name__ == "__main__":
    main()
