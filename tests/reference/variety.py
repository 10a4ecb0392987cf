"""Show how various the generated cases are: `python -m reference.variety 500` from `tests`."""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisWarning

from .evaluator import evaluate
from .evidence import Plain
from .strategies import cases

KEYS = """
    accepted where within older_than linked cited needs if_none confidence population by every
    across weighted_by missing limits safeguards marks worst best choose applies_when asked_of
    tags bands capped_at round out_of weight unless when any all overall each some applicable
    except share count per expect builds_on tolerance smallest_group roles units commendations
    flags not_applicable cites period at_least at_most more_than less_than
""".split()  # noqa: SIM905 - a table of words


def keys(plain: Any) -> Iterator[str]:
    """Every key anywhere in plain data."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            yield str(key)
            yield from keys(value)
    elif isinstance(plain, list):
        for value in plain:
            yield from keys(value)


def measured(standard: Plain) -> Iterator[str]:
    """What measures take, and how they combine groups."""
    for measure in standard.get("measures", {}).values():
        take = measure["take"]
        yield "take " + (take if isinstance(take, str) else next(iter(take)))
        if "across" in measure:
            across = measure["across"]
            yield "across " + (across if isinstance(across, str) else "reaching")
        if measure["from"] == "judgement":
            yield "from judgement"


def outcome(result: Plain) -> Iterator[str]:
    """How a case came out."""
    level = result["level"]
    yield f"established {level['established']}, possible {level['possible']}"
    if result["overall"] is None:
        yield "no overall"
    elif result["overall"]["low"] != result["overall"]["high"]:
        yield "overall is an interval"
    yield from (f"some level {level['state']}" for level in result["levels"])
    for one in result["levels"]:
        yield from (f"some requirement {each['state']}" for each in one["requires"])
    for node in result["nodes"].values():
        kind = "applies" if node["applies"] else ("met" if "low" in node else "excluded")
        yield f"some node {kind}"
    yield from (f"any {name}" for name in list(result)[-6:] if result[name])


def features(standard: Plain, pack: Plain, result: Plain) -> set[str]:
    """What one case shows."""
    present = set(keys(standard)) | set(keys(pack))
    found = {f"key {key}" for key in KEYS if key in present}
    return found | set(measured(standard)) | set(outcome(result))


def count(examples: int) -> Counter[str]:
    """Draw so many cases and count what they show."""
    seen: Counter[str] = Counter()

    @seed(1)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cases())
    def look(case: tuple[Plain, Plain]) -> None:
        seen.update({"cases", *features(*case, evaluate(*case))})

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)
        look()
    return seen


def main() -> None:
    """Print each count, the rarest last."""
    seen = count(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    lines = [f"{number:6d}  {name}" for name, number in seen.most_common()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
