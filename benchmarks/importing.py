"""Starting up: whole processes that import kitemark, or run its command, against Pydantic, click and nothing.

Run it with `python benchmarks/importing.py`.
"""

from __future__ import annotations

import os
import pathlib
import sys
import tempfile
import time

import timing

ROUNDS = 25

BARE_COMMAND = '''\
import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option("0.1.0", "-V", "--version", message="bare %(version)s")
def bare():
    """A group with a version and nothing else."""


if __name__ == "__main__":
    bare()
'''
FIRST_USE = "import kitemark; kitemark.evaluate, kitemark.load_standard, kitemark.load_assessment"


def main() -> None:
    """Compare imports, then commands."""
    # As where kitemark is installed: its modules are compiled once, and not at every start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(f"importing: {timing.machine()}, whole processes")
    python = sys.executable
    imports = {
        "pydantic": timing.run(python, "-c", "import pydantic"),
        "kitemark": timing.run(python, "-c", "import kitemark"),
        "used": timing.run(python, "-c", FIRST_USE),
        "model": timing.run(python, "-c", "from pydantic import BaseModel"),
        "nothing": timing.run(python, "-c", "pass"),
    }
    labels = {
        "pydantic": "import pydantic",
        "kitemark": "import kitemark",
        "used": "import kitemark, and name its functions",
        "model": "from pydantic import BaseModel",
        "nothing": "pass",
    }
    times = timing.in_turns(imports, ROUNDS, time.perf_counter)
    timing.table(times, labels, "pydantic")
    timing.verdict("import kitemark / import pydantic", times.ratio("kitemark", "pydantic"), 1.25)

    command = pathlib.Path(sys.executable).parent / "kitemark"
    if not command.exists():
        raise SystemExit("found no kitemark command beside this Python, wanted it installed")
    with tempfile.TemporaryDirectory() as folder:
        bare = pathlib.Path(folder) / "bare.py"
        bare.write_text(BARE_COMMAND, encoding="utf-8")
        commands = {
            "bare": timing.run(python, str(bare), "--version"),
            "kitemark": timing.run(str(command), "--version"),
        }
        print()
        times = timing.in_turns(commands, ROUNDS, time.perf_counter)
    timing.table(times, {"bare": "bare click command --version", "kitemark": "kitemark --version"}, "bare")
    timing.verdict("kitemark --version / bare click command", times.ratio("kitemark", "bare"), 2)


if __name__ == "__main__":
    main()
