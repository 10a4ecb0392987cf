"""Records in words: which ones a measure or a part of the evidence takes, from when, and who brings them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kitemark.describe.fields import is_list
from kitemark.describe.sources import Source, together
from kitemark.describe.wording import Wording
from kitemark.describe.words import field_tests, named
from kitemark.explain.words import joined, sentence
from kitemark.quantity import Span
from kitemark.rules.records import Kind, Link, Test, token

_DATED = {"after": ", dated on or after it", "before": ", dated before it", None: ""}
_COLLECTING = frozenset(
    {"assessor", "design", "draw", "observers", "role", "setting", "shopper", "stake", "teller", "who"}
)
"""Fields that by their names say who brings a record, or how; so do those that end in 'by'."""


def records_words(sources: Sequence[Source], wording: Wording, *, dated: bool = True, deep: bool = True) -> list[str]:
    """Give the records that sources take, a text for those that are asked the same.

    `dated` says with each from when; `deep` writes out what a record must be linked to.
    """
    return [_records(rest, group, wording, dated=dated, deep=deep) for rest, group in together(sources).items()]


def _records(rest: Source, group: Sequence[Source], wording: Wording, *, dated: bool, deep: bool) -> str:
    text = _what(rest, group, wording)
    tests = field_tests(_narrowest(rest.tests), _lists(wording.sources.all_kinds(group)))
    text += f" ({tests})" if tests else ""
    if dated and (rest.within or rest.older_than):
        text += f", from {period_of(rest)}"
    return text + "".join(_linked(link, wording, deep=deep) for link in rest.links)


def _narrowest(tests: Sequence[Test]) -> list[Test]:
    """Give the tests without those that another one on the same field says more strictly."""
    strict = [(test.field, test.allowed) for test in tests if test.allowed]
    return [one for one in tests if not any(field == one.field and allowed < one.allowed for field, allowed in strict)]


def _what(rest: Source, group: Sequence[Source], wording: Wording) -> str:
    if rest.judgements:
        return "Assessors' ratings that stand"
    if rest.named is not None:
        return f"What counts as '{accepted_title(rest.named, wording)}'"
    kinds = [source.kind for source in group if source.kind is not None]
    if not kinds:
        return "Records of any kind"
    titles = [wording.rules.kinds[kind].title for kind in kinds]
    return titles[0] if len(titles) == 1 else joined([f"'{title}'" for title in titles], "or")


def accepted_title(name: str, wording: Wording) -> str:
    """Give the title of accepted evidence, or its name as words."""
    title = wording.rules.accepted[name].title
    return named(name) if title == name else title


def _lists(kinds: Iterable[Kind]) -> frozenset[str]:
    """Give the fields that hold lists, of which a test wants one thing among others."""
    own = {name for kind in kinds for name, schema in kind.fields.items() if is_list(schema)}
    return frozenset({"criteria", "cites", *own})


def _linked(link: Link, wording: Wording, *, deep: bool) -> str:
    known = link.to in wording.rules.kinds
    if known or deep:
        texts = records_words(wording.sources.named(link.to), wording, deep=False)
        to = "; or ".join(texts)
    else:
        to = f"what counts as '{accepted_title(link.to, wording)}'"
    return f", naming under '{named(link.by)}' the id of a record of: {to}{_DATED[link.dated]}"


def period_of(source: Source) -> str:
    """Give from when records count: `the last 18 months, the newest 14 days left out`."""
    spans = joined([str(span) for span in source.within], "and no more than")
    text = f"the {spans} before the assessment" if spans else "any day up to the assessment"
    older = joined([str(span) for span in source.older_than])
    return f"{text}, the newest {older} left out" if older else text


def same_period(sources: Iterable[Source]) -> Source | None:
    """Give a source for the period of all of them, or None where periods differ."""
    periods = {(source.within, source.older_than) for source in sources}
    if len(periods) != 1:
        return None
    [(within, older_than)] = periods
    return Source(None, within=within, older_than=older_than)


def windows(sources: Iterable[Source]) -> tuple[Span, ...]:
    """Give the spans from which records are taken, each once."""
    return tuple(dict.fromkeys(span for source in sources for span in source.within))


def who_words(sources: Sequence[Source], wording: Wording) -> list[str]:
    """Give who brings the records, as far as the rules say, each text once."""
    return list(dict.fromkeys(_who(source, wording) for source in sources))


def _who(source: Source, wording: Wording) -> str:
    if source.judgements:
        roles = sorted(wording.rules.judgements.roles or ())
        default = f"; role: {joined(roles, 'or')}" if roles and not _collecting(source) else ""
        return f"Assessors{default}{_said(source)}"
    voices = sorted({voice for kind in wording.sources.kinds(source) for voice in _voices(kind, source)})
    collected = [field_tests([test], ()) for test in _collecting(source)] or ["not laid down"]
    return sentence("; ".join([*collected, *([f"voice: {joined(voices, 'or')}"] if voices else [])])).rstrip(".")


def _said(source: Source) -> str:
    return "".join(f"; {field_tests([test], ())}" for test in _collecting(source))


def _collecting(source: Source) -> list[Test]:
    return [test for test in _narrowest(source.tests) if test.field in _COLLECTING or named(test.field).endswith(" by")]


def _voices(kind: Kind, source: Source) -> Iterable[str]:
    """Give the voices that records of a kind may carry, being what the source asks."""
    allowed = [test.allowed for test in source.tests if test.field == "voice" and test.allowed]
    values = [test.allowed for test in source.tests if test.field == kind.voice_by and test.allowed]
    own = [kind.voice] if kind.voice is not None else []
    read = [voice for value, voice in kind.voices.items() if all(value in wanted for wanted in values)]
    return (voice for voice in (*own, *read) if all(token(voice) in wanted for wanted in allowed))
