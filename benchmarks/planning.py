"""`kitemark plan` on the flagship's packs, against a process that only assesses the pack and loads the solver.

Run it with `python benchmarks/planning.py`.
"""

from __future__ import annotations

import pathlib
import sys
import time

import timing

import kitemark
from kitemark.bundled import bundled_folder
from kitemark.planning import plan

ROUNDS = 7
STANDARD = "customer-care"
ASKED = (("harbour-day-centre", "bronze"), ("harbour-day-centre", "gold"), ("tiny-gold", "gold"))
ASSESSING = (
    "import sys, kitemark; from ortools.sat.python import cp_model; "
    "pack = kitemark.load_assessment(sys.argv[1]); kitemark.evaluate(kitemark.load_standard(sys.argv[2]), pack)"
)


def main() -> None:
    """Compare the whole command, cold; then the plan by itself, in one process."""
    command = pathlib.Path(sys.executable).with_name("kitemark")
    folder = bundled_folder() / STANDARD / "examples"
    print(f"plan: {timing.machine()}, kitemark {kitemark.__version__}")
    for name, level in ASKED:
        pack = str(folder / f"{name}.yaml")
        jobs = {
            "assess": timing.run(sys.executable, "-c", ASSESSING, pack, STANDARD),
            "plan": timing.run(str(command), "plan", pack, "--to", level),
        }
        labels = {
            "assess": "a process that assesses the pack and loads the solver",
            "plan": f"kitemark plan {name} --to {level}, with falls, ageing and the yearly check",
        }
        timing.table(timing.in_turns(jobs, ROUNDS, time.perf_counter), labels, "assess")
    _alone(folder)


def _alone(folder: pathlib.Path) -> None:
    assessment = kitemark.load_assessment(folder / "harbour-day-centre.yaml")
    standard = kitemark.load_standard(STANDARD)
    result = kitemark.evaluate(standard, assessment)
    plan(result, "bronze")
    jobs = {
        "evaluate": lambda: kitemark.evaluate(standard, assessment),
        "bronze": lambda: plan(result, "bronze"),
        "gold": lambda: plan(result, "gold"),
    }
    labels = {"evaluate": "one evaluation", "bronze": "plan to bronze, 2 changes", "gold": "plan to gold, 128 changes"}
    timing.table(timing.in_turns(jobs, ROUNDS, time.process_time), labels, "evaluate")


if __name__ == "__main__":
    main()
