"""A draw that was kept in a file, read back and held to its own method."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator

from pydantic import ConfigDict

from kitemark.model.fields import Language, Many, Positive, Strict, Text
from kitemark.model.validation import validate
from kitemark.privacy import identity_in
from kitemark.problems import KitemarkError, Problem
from kitemark.reading import Document, read_document
from kitemark.sampling.draw import METHOD, Draw, digest_of

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


class KeptFrame(Strict):
    """The list from which was drawn: how long it was, and its digest."""

    size: Positive
    sha256: Text


class KeptDraw(Strict):
    """A draw as `kitemark draw --format json` writes it."""

    model_config = ConfigDict(title="Draw")

    kitemark: Language = 1
    method: Text
    seed: Text
    frame: KeptFrame
    ids: Many[Text]


def read_draw(path: str | pathlib.Path) -> Draw:
    """Give the draw in a file that `kitemark draw --format json` wrote.

    Raises KitemarkError for what cannot be read, and where the ids are not in the order in which
    the seed draws them, stand twice, are more than the list had, or look like a person. Whether
    they are the whole list's first only the list itself can tell.
    """
    document = read_document(pathlib.Path(path), of_these=False)
    kept = validate(KeptDraw, document)
    problems = list(_problems(kept, document))
    if problems:
        raise KitemarkError(problems)
    return Draw(kept.seed, kept.frame.size, kept.frame.sha256, kept.ids, kept.method)


def _problems(kept: KeptDraw, document: Document) -> Iterator[Problem]:
    if kept.method != METHOD:
        message = f"found another method than '{METHOD}'"
        yield document.problem("draw", ("method",), message, "draw again, or read it with the version that wrote it")
        return
    if not _SHA256.match(kept.frame.sha256):
        message = "found no SHA-256 in hexadecimal, as the list's digest is"
        yield document.problem("draw", ("frame", "sha256"), message, "draw again")
    if not 1 <= len(kept.ids) <= kept.frame.size:
        message = f"found {len(kept.ids)} ids drawn from a list of {kept.frame.size}"
        yield document.problem("draw", ("ids",), message, "draw again")
    order = [digest_of(kept.seed, one) for one in kept.ids]
    for place in range(1, len(order)):
        if order[place - 1] >= order[place]:
            message = "found an id that this seed does not draw after the one before it"
            yield document.problem("draw", ("ids", place), message, "draw again; a draw is not changed by hand")
            break
    for place, one in enumerate(kept.ids):
        person = identity_in(one)
        if person is not None or not one.isprintable():
            what = f"what looks like {person}" if person else "signs that cannot be seen"
            message = f"found {what} as an id"
            yield document.problem("personal", ("ids", place), message, "number the files, and draw from the numbers")
