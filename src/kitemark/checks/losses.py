"""Words that a file's author wrote and that its text does not hold: behind ` #`, or as an anchor's name."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

from kitemark.checks.finding import Finding, finding_at
from kitemark.problems import KitemarkError
from kitemark.reading import Document
from kitemark.reading.files import read_text
from kitemark.reading.losses import losses, told

_CODES = {"comment": "text-cut-off", "anchor": "anchor-unused"}


def lost_words(document: Document) -> Iterator[Finding]:
    """Find where words seem to be lost; nothing for plain data, or a file that can no longer be read."""
    if document.name is None:
        return
    try:
        text = read_text(pathlib.Path(document.name), document.name)
    except KitemarkError:
        return
    for loss in losses(text):
        code = _CODES[loss.kind]
        placed = finding_at(document, code, (), *told(loss))
        yield Finding(code, placed.severity, placed.message, placed.file, loss.line, loss.column, "", placed.hint)
