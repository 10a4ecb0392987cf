"""The catalogue of findings: each code with how bad it is and what it says, in a few words.

Each has a page of its own, `docs/findings/CODE.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding. Its `severity` is the worst that it can have; the page says where it is milder.

    `proved` is so where it rests on a proof, `acceptable` where an author may accept it.
    """

    id: str
    severity: Severity
    title: str
    proved: bool = False
    acceptable: bool = True

    @property
    def page(self) -> str:
        """The page that explains it, from the top of the project."""
        return f"docs/findings/{self.id}.md"


_PROVED = (
    Code("level-out-of-reach", "error", "No organisation can reach a level", proved=True),
    Code("levels-alike", "error", "No organisation can tell two levels apart", proved=True),
    Code("threshold-out-of-reach", "error", "Nothing reaches a threshold or band", proved=True),
    Code("limit-always-bites", "warning", "A limit always holds", proved=True),
    Code("limit-never-bites", "warning", "A limit never changes anything", proved=True),
    Code("criterion-without-effect", "warning", "A criterion can never change a level", proved=True),
    Code("point-never-given", "warning", "No rule can give a point of a scale", proved=True),
    Code("requirement-implied", "note", "The other requirements already imply one", proved=True),
)
_STRUCTURE = (
    Code("nothing-required", "warning", "A level asks for nothing"),
    Code("measure-unused", "warning", "Nothing reads a measure"),
    Code("accepted-unused", "warning", "Nothing reads accepted evidence"),
    Code("fact-unused", "warning", "No rule reads a fact of the profile"),
    Code("scale-unused", "warning", "Nothing is rated on a scale"),
    Code("tag-unused", "note", "A tag selects nothing"),
    Code("kind-unread", "warning", "No measure reads a kind of evidence"),
    Code("mark-unasked", "warning", "No requirement asks for a criterion's marks"),
    Code("marks-out-of-order", "warning", "A later level asks less of a measure than an earlier one"),
    Code("voice-not-suggested", "warning", "A criterion suggests no evidence with the voice that it needs"),
    Code("weight-without-effect", "warning", "A weight contradicts how its section is scored"),
)
_LANGUAGE = (
    Code("two-ideas", "warning", "A title or question asks two things at once"),
    Code("no-question", "warning", "A criterion asks no question"),
    Code("hard-to-read", "note", "A text is hard to read"),
    Code("mixed-scripts", "warning", "A word mixes letters of two alphabets"),
    Code("invisible-character", "warning", "A text holds a character that cannot be seen"),
    Code("text-cut-off", "warning", "A comment reads like the rest of a text"),
    Code("anchor-unused", "warning", "The first word of a text is taken for an anchor"),
)
_ACCEPTING = (
    Code("accept-without-reason", "warning", "A finding is accepted without a reason", acceptable=False),
    Code("accept-unknown-code", "warning", "A comment accepts what is no finding", acceptable=False),
    Code("accept-unused", "warning", "A comment accepts nothing", acceptable=False),
)

CODES: Mapping[str, Code] = MappingProxyType(
    {code.id: code for code in (*_PROVED, *_STRUCTURE, *_LANGUAGE, *_ACCEPTING)}
)
"""Every code by its id, proofs first."""
