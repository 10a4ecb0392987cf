"""Whatever is changed in a file, the answer is a result or problems that can be acted on; never anything else."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sound import HERE, PACK, STANDARD, assert_says_what_to_do

import kitemark
from kitemark.bundled import bundled_folder

BUNDLED = kitemark.load_standard("customer-care")
FOLDER = bundled_folder() / "customer-care" / "examples"
EXAMPLES = {file.stem: kitemark.load_assessment(file) for file in sorted(FOLDER.glob("*.yaml"))}
STANDARDS = {"sound": STANDARD, "customer-care": BUNDLED}
PACKS: dict[str, tuple[kitemark.Standard, kitemark.Assessment, Path]] = {"sound": (STANDARD, PACK, HERE)}
PACKS |= {name: (BUNDLED, example, FOLDER) for name, example in EXAMPLES.items()}
ODD: list[Any] = [None, True, False, 0, -1, 1.5, 10**59, "", "x", "50%", "-1%", "> 3", "any", "judgement", "2026-02-29"]
ODD += [
    [],
    {},
    [[]],
    [None],
    {"a": None},
    {"at_least": 1},
    {"": ""},
    "\x1b[2J",
    "a" * 200,
    "units",
    "sections",
    [1, "x", {}],
]


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every container in the data with each of its keys or indices."""
    found = []
    front = [data]
    while front:
        inner = front.pop()
        keys = list(inner) if isinstance(inner, dict) else range(len(inner))
        found += [(inner, key) for key in keys]
        front += [inner[key] for key in keys if isinstance(inner[key], dict | list)]
    return found


def mutate(data: Any, dice: random.Random, times: int) -> Any:
    """Delete, double, retype or swap values of a copy of the data."""
    changed = copy.deepcopy(data)
    for _ in range(times):
        every = places(changed)
        if not every:
            break
        holder, key = dice.choice(every)
        other, other_key = dice.choice(every)
        match dice.randrange(6):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case 1:
                holder[f"{key}x"] = copy.deepcopy(holder[key])
            case 2:
                holder[key] = copy.deepcopy(dice.choice(ODD))
            case 3:
                holder[key] = [holder[key]] if dice.random() < 0.5 else {"a": holder[key]}
            case 4:
                holder[key] = copy.deepcopy(other[other_key])
            case _:
                holder[key], other[other_key] = copy.deepcopy(other[other_key]), copy.deepcopy(holder[key])
    return changed


def answered(call: Any) -> None:
    """The call succeeds, or raises problems that have a code and a message that anyone may see."""
    try:
        call()
    except kitemark.KitemarkError as error:
        found = error.problems
    else:
        return
    assert found
    for problem in found:
        assert problem.code
        assert problem.message
        assert str(problem).isprintable()
        assert_says_what_to_do(problem)


SEEDS = st.integers(0, 2**32)
OFTEN = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", STANDARDS)
@OFTEN
@given(seed=SEEDS, times=st.sampled_from([1, 1, 1, 2, 5, 20]))
def test_any_change_to_a_standard_is_answered(name, seed, times):
    data = mutate(STANDARDS[name].to_data(), random.Random(seed), times)  # noqa: S311 - a game of chance
    answered(lambda: kitemark.standard_from(data))


@pytest.mark.parametrize("name", PACKS)
@OFTEN
@given(seed=SEEDS, times=st.sampled_from([1, 1, 1, 2, 5, 20]))
def test_any_change_to_a_pack_is_answered(name, seed, times):
    standard, pack, folder = PACKS[name]
    data = mutate(pack.to_data(), random.Random(seed), times)  # noqa: S311 - a game of chance
    answered(lambda: kitemark.evaluate(standard, kitemark.assessment_from(data, folder=folder)).to_json())


@OFTEN
@given(seed=SEEDS)
def test_any_change_to_a_standard_that_leaves_it_sound_can_be_evaluated(seed):
    data = mutate(STANDARD.to_data(), random.Random(seed), 1)  # noqa: S311 - a game of chance

    def call() -> None:
        result = kitemark.evaluate(kitemark.standard_from(data), PACK)
        result.to_json()
        result.explain()

    answered(call)


@OFTEN
@given(content=st.text() | st.binary() | st.text("{}[]:,-&*!|>'\"#% \n\t?@`~a1.<"))
def test_any_text_as_a_file_is_answered(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    answered(lambda: kitemark.load_standard(path))
    answered(lambda: kitemark.load_assessment(path))


@OFTEN
@given(content=st.text() | st.binary() | st.text("a,;\"'\n\r \t1é"))
def test_any_text_as_a_table_is_answered(tmp_path_factory, content):
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.csv").write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    pack = {**PACK.to_data(), "evidence": [{"kind": "survey", "table": "any.csv"}]}
    answered(lambda: kitemark.evaluate(STANDARD, kitemark.assessment_from(pack, folder=folder)))


@OFTEN
@given(seed=SEEDS)
def test_any_cut_or_doubled_line_of_a_file_is_answered(tmp_path_factory, seed):
    dice = random.Random(seed)  # noqa: S311 - a game of chance
    lines = (HERE / "sound-standard.yaml").read_text().splitlines()
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(lines))
        word = lines[at]
        cut = dice.randrange(len(word) + 1)
        lines[at] = dice.choice(["", word[:cut], word[cut:], " " + word, word + "\n" + word, word.replace(":", "", 1)])
    path = tmp_path_factory.getbasetemp() / "cut.yaml"
    path.write_text("\n".join(lines))
    answered(lambda: kitemark.load_standard(path))


@OFTEN
@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates() | st.decimals(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.text() | st.integers() | st.none(), inner) | st.tuples(inner)
        ),
    )
)
def test_any_plain_data_is_answered(data):
    answered(lambda: kitemark.standard_from(data))
    answered(lambda: kitemark.assessment_from(data))
    answered(lambda: kitemark.assessment_from({**PACK.to_data(), "evidence": data}, folder=HERE))
