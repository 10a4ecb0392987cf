"""Witnesses as packs: each assessment that shows something, as a file that `kitemark assess` takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kitemark.analysis.question import Proofs
from kitemark.authoring.naming import remark
from kitemark.authoring.packs import free_name, pack_text

MARK = "# A witness, written by kitemark check."
"""The first line of every such file, by which it may be written over."""
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_-]+")


def packs(proofs: Proofs, standard: str) -> Iterator[tuple[str, str]]:
    """Give each witness as a file name and YAML text; `standard` is how the pack names its standard."""
    taken: set[str] = set()
    for answer in proofs.answers:
        for witness in answer.witnesses:
            about = _NOT_PLAIN.sub("-", answer.question.about)[:60].strip("-")
            name = free_name(f"{answer.question.code}-{about}", taken)
            question = remark(f"The question: is it so that {answer.question.says}?")
            said = remark(f"The answer is no: here is one that {witness.says}.")
            yield f"{name}.yaml", pack_text([MARK, "#", *question, *said], witness.assessment, standard)
