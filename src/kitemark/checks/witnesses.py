"""Witnesses as packs: each assessment that shows something, as a file that `kitemark assess` takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kitemark.analysis.question import Proofs
from kitemark.authoring.naming import remark, written

MARK = "# A witness, written by kitemark check."
"""The first line of every such file, by which it may be written over."""
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_-]+")
_BLOCKS = ("evidence", "judgements", "units")


def packs(proofs: Proofs, standard: str) -> Iterator[tuple[str, str]]:
    """Give each witness as a file name and YAML text; `standard` is how the pack names its standard."""
    taken: set[str] = set()
    for answer in proofs.answers:
        for witness in answer.witnesses:
            name = _free(f"{answer.question.code}-{_NOT_PLAIN.sub('-', answer.question.about)[:60].strip('-')}", taken)
            question = remark(f"The question: is it so that {answer.question.says}?")
            said = remark(f"The answer is no: here is one that {witness.says}.")
            yield f"{name}.yaml", "\n".join([MARK, "#", *question, *said, "", *_pack(witness.assessment, standard), ""])


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free.lower() in taken:  # some file systems know no capitals
        number += 1
        free = f"{name}-{number}"
    taken.add(free.lower())
    return free


def _pack(assessment: Mapping[str, Any], standard: str) -> Iterator[str]:
    whole = {"kitemark": 1, **assessment, "standard": standard}
    ordered = {key: whole[key] for key in ("kitemark", "standard", *whole)}
    for key, value in ordered.items():
        if key in _BLOCKS and isinstance(value, list | tuple) and value:
            yield f"{key}:"
            yield from (f"  - {written(item)}" for item in value)
        else:
            yield f"{key}: {written(value)}"
