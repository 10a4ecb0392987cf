"""`kitemark diff` on the flagship with one threshold raised, against loading both versions, in whole processes.

Run it with `python benchmarks/comparing.py`.
"""

from __future__ import annotations

import pathlib
import shutil
import sys
import tempfile
import time

import timing

import kitemark
from kitemark.bundled import bundled_folder

STANDARD = "customer-care"
ROUNDS = 7
OLD, NEW = "overall: 40%", "overall: 45%"
LOADING = "import sys, kitemark; [kitemark.load_standard(one) for one in sys.argv[1:]]"


def main() -> None:
    """Compare the whole command, cold, with a process that only loads the two versions."""
    command = pathlib.Path(sys.executable).with_name("kitemark")
    with tempfile.TemporaryDirectory() as folder:
        new = pathlib.Path(folder) / "new"
        shutil.copytree(bundled_folder() / STANDARD, new)
        file = new / "standard.yaml"
        text = file.read_text(encoding="utf-8")
        if OLD not in text:
            raise SystemExit(f"found no '{OLD}' in '{STANDARD}'")
        file.write_text(text.replace(OLD, NEW, 1), encoding="utf-8")
        print(f"diff: {timing.machine()}, kitemark {kitemark.__version__}, '{OLD}' raised to '{NEW}'")
        both = (STANDARD, str(new))
        jobs = {
            "load": timing.run(sys.executable, "-c", LOADING, *both),
            "same": timing.run(str(command), "diff", STANDARD, STANDARD),
            "diff": timing.run(str(command), "diff", *both),
        }
        labels = {
            "load": "a process that loads both versions",
            "same": "kitemark diff, nothing differs",
            "diff": "kitemark diff, one threshold raised, proofs and witness",
        }
        times = timing.in_turns(jobs, ROUNDS, time.perf_counter)
        timing.table(times, labels, "load")


if __name__ == "__main__":
    main()
