"""Accepting findings: comments in a standard's file by which its author overrules one, with a reason.

    asks: Is it warm, and is it dry?   # accept two-ideas: our members ask it so
    # accept measure-unused: kept for next year's version
    # accept-everywhere no-question: the published scheme has none

The first speaks of its own line and the second of the next one. The last stands at the head of
the file, before its first key, and speaks of the whole file.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kitemark.checks.codes import CODES
from kitemark.checks.finding import AcceptedFinding, Finding, finding_at
from kitemark.problems import KitemarkError, closest, nearest, printable
from kitemark.reading import Document
from kitemark.reading.comments import Comment, comments_of
from kitemark.reading.files import read_text

_ACCEPT = re.compile(r"accept(-everywhere)?\s+([A-Za-z][\w-]*)\s*(?::\s*(.*))?\Z", re.DOTALL | re.IGNORECASE)
_LIKE_ACCEPT = re.compile(r"accept(-everywhere)?\s*(?:\Z|(:)|\s([^:]*))", re.IGNORECASE)
_MOST_HINTS = 100
"""Most codes for which a similar one is looked for, which takes time."""
_MAY_ACCEPT = re.compile(r"#\s*accept", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A comment that accepts findings of one code: on one line, or everywhere where `about` is None."""

    code: str
    reason: str
    about: int | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Accepting:
    """What the comments of a file accept, and what is wrong with them."""

    acceptances: tuple[Acceptance, ...]
    findings: tuple[Finding, ...]


def accepting(document: Document) -> Accepting:
    """Give what a document's file accepts; nothing for plain data, or a file that can no longer be read."""
    if document.name is None:
        return Accepting((), ())
    try:
        text = read_text(pathlib.Path(document.name), document.name)
    except KitemarkError:
        return Accepting((), ())
    if not _MAY_ACCEPT.search(text):
        return Accepting((), ())
    taken: list[Acceptance] = []
    wrong: list[Finding] = []
    for comment in comments_of(text):
        if (match := _ACCEPT.match(comment.text)) is not None:
            _take(comment, match, document, taken, wrong)
        elif (like := _LIKE_ACCEPT.match(comment.text)) is not None:
            wrong.extend(_nearly(comment, like, document, len(wrong)))
    return Accepting(tuple(taken), tuple(wrong))


def _take(
    comment: Comment, match: re.Match[str], document: Document, taken: list[Acceptance], wrong: list[Finding]
) -> None:
    everywhere, code, reason = match[1] is not None, match[2], printable((match[3] or "").strip(), 300)
    if code not in CODES or not CODES[code].acceptable:
        known = [one.id for one in CODES.values() if one.acceptable]
        what = "which is about accepting and stays" if code in CODES else "which is no code of a finding"
        message = f"found '{code}' accepted, {what}"
        hint = nearest(code, known) if len(wrong) < _MOST_HINTS else None
        wrong.append(_at(comment, document, "accept-unknown-code", message, hint))
    elif not reason:
        message = f"found '{code}' accepted without a reason, so that it stands"
        wrong.append(_at(comment, document, "accept-without-reason", message, f"write '# accept {code}: ' and why"))
    elif everywhere and not comment.head:
        message = f"found '{code}' accepted everywhere below the head of the file, where it accepts nothing"
        wrong.append(_at(comment, document, "accept-unused", message, "move it above the first key"))
    else:
        about = None if everywhere else (comment.about or 0)
        taken.append(Acceptance(code, reason, about, comment.line, comment.column))


def _nearly(comment: Comment, like: re.Match[str], document: Document, told: int) -> Iterable[Finding]:
    """Find a comment that was meant to accept something; one that only begins with the word says something else."""
    everywhere, colon, words = like[1] or "", like[2], "-".join((like[3] or "").split())
    known = [one.id for one in CODES.values() if one.acceptable]
    code = closest(words, known) if words and told < _MOST_HINTS else None
    if code is not None or colon or not words:
        message = "found a comment that begins with 'accept' and names no code, so that it accepts nothing"
        hint = f"write '# accept{everywhere.lower()} {code or 'CODE'}: ' and why"
        yield _at(comment, document, "accept-unknown-code", message, hint)


def _at(comment: Comment, document: Document, code: str, message: str, hint: str | None) -> Finding:
    placed = finding_at(document, code, (), message, hint)
    return Finding(code, placed.severity, placed.message, placed.file, comment.line, comment.column, "", placed.hint)


def sift(
    findings: Iterable[Finding], accepts: Accepting, document: Document, is_settled: Callable[[str], bool]
) -> tuple[list[Finding], list[AcceptedFinding]]:
    """Give the findings that stand and those that are accepted, and find comments that accept nothing.

    `is_settled` tells of a code whether everything that could be found of it has been looked for:
    otherwise nobody knows that a comment accepts nothing.
    """
    everywhere = {one.code: one for one in accepts.acceptances if one.about is None}
    on_line: dict[tuple[str, int | None], Acceptance] = {
        (one.code, one.about): one for one in accepts.acceptances if one.about is not None
    }
    standing: list[Finding] = list(accepts.findings)
    accepted: list[AcceptedFinding] = []
    used: set[Acceptance] = set()
    for finding in findings:
        by = on_line.get((finding.code, finding.line)) or everywhere.get(finding.code)
        if by is None:
            standing.append(finding)
        else:
            used.add(by)
            accepted.append(AcceptedFinding(finding, by.reason, by.line))
    unused = (one for one in accepts.acceptances if one not in used and is_settled(one.code))
    standing.extend(_unused(one, document) for one in unused)
    return standing, accepted


def _unused(one: Acceptance, document: Document) -> Finding:
    where = "anywhere in the file" if one.about is None else "on its line"
    message = f"found '{one.code}' accepted, and nothing of the kind {where}"
    hint = "take the comment out, or put it on the line of the finding or on the one above"
    comment = Comment("", one.line, one.column, one.about, head=False)
    return _at(comment, document, "accept-unused", message, hint)
