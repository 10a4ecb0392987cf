"""Loading the customer-care standard against PyYAML's own C loader on the same text, in one process.

Run it with `python benchmarks/loading.py`.
"""

from __future__ import annotations

import timing
import yaml

import kitemark
from kitemark.bundled import bundled_file
from kitemark.reading import read_document

STANDARD = "customer-care"
ROUNDS = 25


def main() -> None:
    """Compare whole loads, and the reading alone, with what PyYAML takes."""
    if not yaml.__with_libyaml__:
        raise SystemExit("this PyYAML has no C loader to compare with")
    file = bundled_file(STANDARD)
    if file is None:
        raise SystemExit(f"found no bundled standard '{STANDARD}'")
    text = file.read_text(encoding="utf-8")
    data = read_document(file).data
    print(f"loading: {timing.machine()}, {len(text):,} characters, kitemark {kitemark.__version__}")
    jobs = {
        "yaml": lambda: yaml.load(text, Loader=yaml.CSafeLoader),
        "load": lambda: kitemark.load_standard(STANDARD),
        "read": lambda: read_document(file),
        "build": lambda: kitemark.standard_from(data),
        "python": lambda: yaml.load(text, Loader=yaml.SafeLoader),
    }
    labels = {
        "yaml": "yaml, C loader",
        "load": f'kitemark.load_standard("{STANDARD}")',
        "read": "  of which reading, with the place of every value",
        "build": "  standard_from(data): checking and compiling only",
        "python": "yaml, Python loader",
    }
    times = timing.in_turns(jobs, ROUNDS)
    timing.table(times, labels, "yaml")
    timing.verdict("load_standard / yaml's C loader", times.ratio("load", "yaml"), 10)


if __name__ == "__main__":
    main()
