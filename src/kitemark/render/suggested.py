"""Suggested examples as YAML: to be pasted under `examples:`, or a file of their own."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kitemark.authoring.naming import commented, remark, written

if TYPE_CHECKING:
    from kitemark.analysis.suggestion import Suggestion, Suggestions, Unshown

_WIDTH = 110
_ITEM = "  "


def render_suggestions(suggestions: Suggestions, *, whole: bool) -> str:
    """Give the suggestions as YAML; `whole` is a file of its own, else what goes under `examples:`.

    What was not found stands in comments. Where a suggestion begins with a pack of its own,
    `examples:` alone has no place for it: it then stands in comments too, to be saved by itself.
    """
    lines = list(_head(suggestions))
    if whole and suggestions.suggestions:
        lines += ["", "kitemark: 1", "examples:"]
    for one in suggestions.suggestions:
        lines += ["", *_example(one)]
    if not whole:
        for one in suggestions.suggestions:
            if one.pack is not None:
                lines += ["", *remark(f"Save this as {pack_name(one)} beside the examples:")]
                lines += commented(render_pack(one).splitlines())
    lines += _unshown(suggestions)
    return "\n".join(lines) + "\n"


def pack_name(suggestion: Suggestion) -> str:
    """Give the name of the file of a suggestion's own pack."""
    return f"{suggestion.id}.yaml"


def render_pack(suggestion: Suggestion) -> str:
    """Give a suggestion's own pack as a file."""
    lines: list[str] = []
    for key, value in (suggestion.pack or {}).items():
        if isinstance(value, list) and value:
            lines += [f"{key}:", *(line for item in value for line in _item(item, _ITEM))]
        else:
            lines += _entry(key, value, "")
    return "\n".join(lines) + "\n"


def _head(suggestions: Suggestions) -> Iterator[str]:
    missing, found = len(suggestions.missing), sum(len(one.shows) for one in suggestions.suggestions)
    if suggestions.failing:
        are = "example does" if suggestions.failing == 1 else "examples do"
        yield from remark(
            f"{suggestions.failing} {are} not come out as they must: run kitemark test without --suggest."
        )
    if not missing:
        yield from remark("Nothing is missing: the examples show every outcome.")
        return
    count = len(suggestions.suggestions)
    of = (
        f"{found} of the {missing} outcomes"
        if found < missing
        else "the one outcome"
        if missing == 1
        else f"the {missing} outcomes"
    )
    if not count:
        yield from remark(f"No example was found that shows any of the {missing} outcomes that no example shows.")
        return
    yield from remark(f"{count} example{'' if count == 1 else 's'} for {of} that no example shows yet.")
    yield from remark("Each has come out as it says. Read it, give it words of your own, and keep what you mean.")


def _example(one: Suggestion) -> Iterator[str]:
    margin = f"{_ITEM}  "
    if len(one.shows) > 1:
        yield from remark(f"Shows {len(one.shows)} outcomes that nothing before it does.", _ITEM)
    yield f"{_ITEM}- id: {written(one.id)}"
    yield f"{margin}title: {written(one.title)}"
    yield f"{margin}of: {written(one.of)}" if one.pack is None else f"{margin}pack: {pack_name(one)}"
    if one.changes:
        yield from _entry("changes", one.changes, margin)
    yield from _entry("expect", one.expect, margin)


def _entry(key: str, value: Any, margin: str) -> Iterator[str]:
    """Give a key and its value on one line where it fits, and else in lines that can be read."""
    name = written(key)
    line = f"{margin}{name}: {written(value)}"
    if len(line) <= _WIDTH or not value or not isinstance(value, dict | list):
        yield line
    elif isinstance(value, dict) and any(isinstance(one, dict | list) for one in value.values()):
        yield f"{margin}{name}:"
        for inside, one in value.items():
            yield from _entry(inside, one, f"{margin}  ")
    elif isinstance(value, dict):
        yield from _folded(f"{margin}{name}: {{", [f"{written(one)}: {written(value[one])}" for one in value], "}")
    elif any(isinstance(one, dict) for one in value):
        yield f"{margin}{name}:"
        for one in value:
            yield from _item(one, f"{margin}  ")
    else:
        yield from _folded(f"{margin}{name}: [", [written(one) for one in value], "]")


def _item(value: Any, margin: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield from _folded(f"{margin}- {{", [f"{written(key)}: {written(one)}" for key, one in value.items()], "}")
    else:
        yield f"{margin}- {written(value)}"


def _folded(opening: str, items: Iterable[str], closing: str) -> Iterator[str]:
    """Give a list or mapping in brackets over as many lines as it takes."""
    margin = " " * (len(opening) - len(opening.lstrip()) + 4)
    line, fresh = opening, True
    for item in items:
        more = item if fresh else f", {item}"
        if not fresh and len(line) + len(more) + 1 > _WIDTH:
            yield f"{line},"
            line, more = margin, item
        line, fresh = line + more, False
    yield line + closing


def _unshown(suggestions: Suggestions) -> Iterator[str]:
    never = [one for one in suggestions.unshown if one.never]
    for why, some in itertools.groupby(sorted(never, key=lambda one: one.why), key=lambda one: one.why):
        yield from ("", *remark(f"Shown by no example, as none can: {why}."))
        yield from _listed(suggestions, list(some))
    left = [one for one in suggestions.unshown if not one.never]
    for why, some in itertools.groupby(sorted(left, key=lambda one: one.why), key=lambda one: one.why):
        yield from ("", *remark(f"No example was found, and it is undecided whether there is one: {why}."))
        yield from _listed(suggestions, list(some))


def _listed(suggestions: Suggestions, some: Iterable[Unshown]) -> Iterator[str]:
    for one in some:
        subject, name, came_out = one.outcome
        words = " ".join(suggestions.words.get(name, "").split())
        said = f"{'level ' if subject == 'level' else ''}{name}: {came_out}" + (f" ({words})" if words else "")
        yield from (line.replace("# ", "#   ", 1) for line in remark(said))


def suggestions_data(suggestions: Suggestions) -> dict[str, Any]:
    """Give the suggestions as plain data."""
    return {
        "kitemark": 1,
        "suggestions": [
            {
                "id": one.id,
                "title": one.title,
                "of": one.of,
                "pack": one.pack,
                "changes": one.changes,
                "expect": one.expect,
                "shows": [_outcome(shown) for shown in one.shows],
            }
            for one in suggestions.suggestions
        ],
        "unshown": [{**_outcome(one.outcome), "never": one.never, "why": one.why} for one in suggestions.unshown],
    }


def _outcome(outcome: tuple[str, str, str]) -> dict[str, str]:
    return dict(zip(("subject", "id", "outcome"), outcome, strict=True))
