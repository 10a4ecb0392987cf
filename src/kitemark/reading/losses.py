"""Losses: words of a text without quotes that YAML takes for something else, and that nobody is told of.

What follows ` #` is a comment, and a first word behind `&` the name of an anchor.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from kitemark.reading.parse import LOADER, yaml_text
from kitemark.reading.scalars import NotANumberError, resolve

_MAY_LOSE = re.compile(r"\S[ \t]#|(?:^|[\s,\[{])&\w", re.MULTILINE)
_COMMENT = re.compile(r"[ \t]#([^\n\r]*)")
_ENDS_A_SENTENCE = (".", "?", "!", ":", ";", ")", "\u2026", "\u201d", "\u2019", '"', "'")
_FIGURES = re.compile(r"[-+<>0-9.,:/% ]+\Z")
_DIRECTIVE = ("accept", "yaml-language-server", "noqa", "TODO", "todo")


@dataclass(frozen=True, slots=True)
class Loss:
    """Where words are lost, counted from 1: the `#` of the comment, or the `&` of the anchor."""

    kind: Literal["comment", "anchor"]
    line: int
    column: int


def losses(text: str) -> tuple[Loss, ...]:
    """Give where words of a text seem to be lost; nothing for most files, after one look.

    A comment is taken for the rest of a text only where one blank is before it, the text ends no sentence, and it
    begins with a figure, touches its `#`, or ends the sentence itself. An anchor must be one that no alias uses.
    """
    if not _MAY_LOSE.search(text):
        return ()
    try:
        tokens = list(yaml.scan(yaml_text(text), Loader=LOADER))
    except yaml.YAMLError:
        return ()
    found = [*_comments(text, tokens), *_anchors(tokens)]
    return tuple(sorted(found, key=lambda loss: (loss.line, loss.column)))


def _comments(text: str, tokens: list[Any]) -> Iterator[Loss]:
    for token in tokens:
        if not isinstance(token, yaml.ScalarToken) or not token.plain:
            continue
        comment = _COMMENT.match(text, token.end_mark.index)
        if comment is not None and _goes_on(token.value, comment[1]):
            yield Loss("comment", token.end_mark.line + 1, token.end_mark.column + 2)


def _goes_on(value: str, comment: str) -> bool:
    """Tell whether a comment reads like the rest of the value before it."""
    said = comment.strip()
    if not said or said.startswith(_DIRECTIVE) or value.endswith(_ENDS_A_SENTENCE) or not _is_text(value):
        return False
    touches, words = not comment[0].isspace() and comment[0] != "#", len(value.split())
    if said[0].isdigit():
        return touches or words > 1
    if touches:
        return words > 1 and said[0].isalnum()
    return words > 2 and said[0].islower() and said.endswith((".", "?", "!"))


def _is_text(value: str) -> bool:
    try:
        return resolve(value) == value and not _FIGURES.match(value)
    except NotANumberError:
        return False


def _anchors(tokens: list[Any]) -> Iterator[Loss]:
    used = {token.value for token in tokens if isinstance(token, yaml.AliasToken)}
    for token, after in itertools.pairwise(tokens):
        if not isinstance(token, yaml.AnchorToken) or token.value in used:
            continue
        if isinstance(after, yaml.ScalarToken) and after.plain and after.start_mark.line == token.start_mark.line:
            yield Loss("anchor", token.start_mark.line + 1, token.start_mark.column + 1)


def told(loss: Loss) -> tuple[str, str]:
    """Give the words for a loss, none of them the text's own, and what to do."""
    if loss.kind == "anchor":
        message = "found an anchor that no alias uses: the word behind '&' is no part of the text"
        return message, "put the text in quotes if it begins with '&', or take the anchor out"
    message = "found a comment that reads like the rest of the text before it: what follows ' #' is left out"
    return message, "put the whole text in quotes; before what is a comment, write two spaces"
