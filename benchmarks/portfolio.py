"""A thousand packs from a folder, by one process and by two, against PyYAML's C loader reading the same files.

Run it with `python benchmarks/portfolio.py`. Needs kitemark's command beside this Python.
"""

from __future__ import annotations

import pathlib
import re
import shutil
import sys
import tempfile
import time

import timing
import yaml

from kitemark.bundled import bundled_folder

PACKS = 1000
ROUNDS = 2
STANDARD = "customer-care"
READ = """\
import pathlib, sys, yaml
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.yaml")):
    yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
"""


def main() -> None:
    """Compare whole processes."""
    if not yaml.__with_libyaml__:
        raise SystemExit("this PyYAML has no C loader to compare with")
    command = pathlib.Path(sys.executable).parent / "kitemark"
    if not command.exists():
        raise SystemExit("found no kitemark command beside this Python, wanted it installed")
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place) / "packs"
        size = fill(folder)
        print(f"portfolio: {timing.machine()}, {PACKS:,} packs by {STANDARD}, {size / 1e6:.1f} MB of YAML")
        measure(str(command), str(folder))


def measure(command: str, folder: str) -> None:
    """Compare reading the files with assessing them, and one process with two."""
    assess = (command, "assess", folder, "--format", "json", "--jobs")
    jobs = {
        "yaml": timing.run(sys.executable, "-c", READ, folder),
        "one": timing.run(*assess, "1"),
        "two": timing.run(*assess, "2"),
    }
    labels = {
        "yaml": "yaml, C loader, one process",
        "one": "kitemark assess, one process",
        "two": "kitemark assess, two processes",
    }
    times = timing.in_turns(jobs, ROUNDS, time.perf_counter)
    timing.table(times, labels, "yaml")
    print(f"  one process / two: {times.ratio('one', 'two'):.2f}")
    timing.verdict("seconds for all packs, two processes", times.median("two"), 20)


def fill(folder: pathlib.Path) -> int:
    """Write copies of the bundled packs under other names; give their size in bytes."""
    folder.mkdir()
    packs = sorted((bundled_folder() / STANDARD / "examples").glob("*.yaml"))
    for table in packs[0].parent.glob("*.csv"):
        shutil.copy(table, folder)
    size = 0
    for number in range(PACKS):
        pack = packs[number % len(packs)]
        text = pack.read_text(encoding="utf-8")
        text = re.sub(r"^(  (?:id|name): .*)$", rf"\g<1>-{number}", text, count=2, flags=re.MULTILINE)
        (folder / f"{pack.stem}-{number:04}.yaml").write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


if __name__ == "__main__":
    main()
