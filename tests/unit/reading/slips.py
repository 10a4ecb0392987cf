"""Slips of the hand in YAML text: each kind with every place where it can be made, and the text with it made there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import yaml

_OTHER = {"}": "]", "]": "}"}
_BEGINS = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_ENDS = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


@dataclass(frozen=True, repr=False)
class Slip:
    """One slip: what is put in place of a part of a text. The text with it is made when it is wanted."""

    whole: str
    start: int
    end: int
    put: str
    line: int
    opened: int
    """The line on which begins what is spoilt: over several lines nobody can know more."""

    def __repr__(self) -> str:
        """Give the place alone: the text is long."""
        return f"Slip({self.start}:{self.end} to {self.put!r}, line {self.line})"

    @property
    def text(self) -> str:
        return self.whole[: self.start] + self.put + self.whole[self.end :]


@dataclass
class Slips:
    """Every slip that can be made in a text, by its kind."""

    text: str
    kinds: dict[str, list[Slip]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        opened: list[int] = []
        for token in yaml.scan(self.text, Loader=yaml.SafeLoader if len(self.text) < 20_000 else yaml.CSafeLoader):
            start, end = token.start_mark.index, token.end_mark.index
            if isinstance(token, _BEGINS):
                opened.append(start)
                self._make("a bracket opened twice", start, start, self.text[start])
            elif isinstance(token, _ENDS):
                self._closing(start, end, opened.pop())
            elif isinstance(token, yaml.ScalarToken):
                self._scalar(token, start, end)
            else:
                self._sign(token, start, end, inside=bool(opened))

    def _make(self, kind: str, start: int, end: int, put: str = "", opened: int | None = None) -> None:
        line = self.text.count("\n", 0, start) + 1
        begun = line if opened is None else self.text.count("\n", 0, opened) + 1
        self.kinds[kind].append(Slip(self.text, start, end, put, line, begun))

    def _closing(self, start: int, end: int, opened: int) -> None:
        sign = self.text[start]
        self._make("a closing bracket deleted", start, end, "", opened)
        self._make("a closing bracket twice", start, start, sign, opened)
        self._make("the wrong closing bracket", start, end, _OTHER[sign], opened)

    def _scalar(self, token: Any, start: int, end: int) -> None:
        said = self.text[start:end]
        if token.plain and " " in said and "\n" not in said:
            blank = self.text.index(" ", start)
            self._make("a colon in a text", blank, blank, ":")
            self._make("a text that begins with @", start, start, "@")
        if not token.style or token.style not in "'\"":
            return
        self._make("a closing quote deleted", end - 1, end, "", start)
        middle = next((at for at in range((start + end) // 2, end - 2) if self.text[at - 1 : at + 1].isalpha()), None)
        if middle is not None and start + 1 < middle:
            self._make("a quote inside quotes", middle, middle, token.style, start)

    def _sign(self, token: Any, start: int, end: int, *, inside: bool) -> None:
        text = self.text
        if isinstance(token, yaml.ValueToken) and text[start] == ":":
            self._make("a colon deleted", start, end)
            if text[start + 1] == " " and text[start + 2].isalnum():
                self._make("the space after a colon deleted", start + 1, start + 2)
        elif isinstance(token, yaml.FlowEntryToken):
            self._make("a comma deleted", start, end)
        elif isinstance(token, yaml.BlockEntryToken) and text[start : start + 2] == "- ":
            self._make("the space after a dash deleted", start + 1, start + 2)
        elif isinstance(token, yaml.KeyToken) and not inside:
            begins = text.rfind("\n", 0, start) + 1
            if not text[begins:start].strip():
                self._make("a line one space too deep", begins, begins, " ")
                if start > begins:
                    self._make("a line one space too shallow", begins, begins + 1)
