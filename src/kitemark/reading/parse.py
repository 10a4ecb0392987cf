"""YAML and JSON text to data with positions, from the parser's events.

The event stream is walked with a stack of our own, so that depth, size, aliases and
merge keys stay bounded whatever the file says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from kitemark.problems import KitemarkError, Problem, nearest, printable
from kitemark.reading.document import Document, Mark, Path, beginning_text, path_text
from kitemark.reading.scalars import NotANumberError, Scalar, resolve

DEEPEST = 64
MOST_VALUES = 1_000_000
MOST_ALIASED = 200_000

_QUOTED = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_ESCAPE = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\.", re.DOTALL)
_NO_KEY = "put it in quotes, or take a bracket away if there are two"
_SEPARATORS = "\x85\u2028\u2029"
"""They end a line in YAML 1.1, which the parser reads, and in YAML 1.2 are signs like any other."""
_STOOD_IN = "\U0010fff0\U0010fff1\U0010fff2"
_STAND_INS = str.maketrans(_SEPARATORS, _STOOD_IN)
_RESTORED = str.maketrans(_STOOD_IN, _SEPARATORS)
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser: the fast one, where PyYAML was built with it."""


class _StopError(Exception):
    """Reading cannot go on; the problem has been noted."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being filled."""

    value: Any
    mark: Mark
    anchor: str | None
    key: str | None = None
    key_mark: Mark | None = None
    merges: list[tuple[Any, Mark]] = field(default_factory=list)
    size: int = 1
    height: int = 1


def parse(text: str, name: str | None) -> Document:
    """Give the document that YAML or JSON text makes, with the problems after which reading could go on.

    KitemarkError with every problem so far where it could not: a syntax error, and what is too large.
    """
    seen = yaml_text(text)
    builder = _Builder(name, separated=seen is not text and _separates(text))
    try:
        loader = LOADER(seen)
    except yaml.YAMLError as error:
        raise KitemarkError([_syntax(error, name, seen)]) from None
    try:
        builder.build(loader)
    except _StopError:
        raise KitemarkError(builder.problems) from None
    except yaml.YAMLError as error:
        raise KitemarkError([*builder.problems, _syntax(error, name, seen)]) from None
    finally:
        loader.dispose()
    problems, faults = tuple(builder.problems), frozenset(builder.faults)
    return Document(builder.root, builder.root_mark, name, None, problems, faults)


class _Builder:
    def __init__(self, name: str | None, *, separated: bool) -> None:
        self.problems: list[Problem] = []
        self.faults: list[Path] = []
        self.root: Any = None
        self.root_mark: Mark | None = None
        self._name = name
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Any, Mark, int, int] | None] = {}
        self._values = 0
        self._aliased = 0
        self._documents = 0
        self._separated = separated

    def build(self, loader: Any) -> None:
        handlers = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open_mapping,
            yaml.SequenceStartEvent: self._open_list,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        get, end = loader.get_event, yaml.StreamEndEvent
        while (event := get()).__class__ is not end:
            handler = handlers.get(event.__class__)
            if handler is not None:
                handler(event)

    def _note(self, code: str, mark: Mark, message: str, hint: str) -> None:
        steps: list[str | int] = []
        for frame in self._stack:
            step = len(frame.value) if frame.value.__class__ is list else frame.key
            if step is not None:
                steps.append(step)
        self.faults.append(tuple(steps))
        path = beginning_text(steps) if code == "too-deep" else path_text(steps)
        self.problems.append(Problem(code, message, self._name, mark.line + 1, mark.column + 1, path, hint))

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._note(
                "many-documents",
                _mark(event),
                "found a second document ('---'), wanted one a file",
                "write each into a file of its own",
            )
            raise _StopError

    def _scalar(self, event: Any) -> None:
        mark = _mark(event)
        frame = self._stack[-1] if self._stack else None
        is_key = frame is not None and frame.value.__class__ is dict and frame.key is None
        if event.tag is not None:
            self._tag(mark)
        text = event.value.translate(_RESTORED) if self._separated else event.value
        if is_key:
            if event.anchor is not None:
                self._anchors[event.anchor] = (text, mark, 1, 1)
            self._take_key(text, mark, plain=event.implicit[0])
            return
        value = self._value(text, mark) if event.implicit[0] else text
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, mark, 1, 1)
        self._put(value, mark, 1, 1)

    def _value(self, text: str, mark: Mark) -> Scalar:
        try:
            return resolve(text)
        except NotANumberError as error:
            self._note("not-a-number", mark, str(error), "put it in quotes if it is not a number")
            return None

    def _take_key(self, text: str, mark: Mark, *, plain: bool) -> None:
        frame = self._stack[-1]
        if plain and text == "<<":
            if frame.merges:
                self._note("duplicate-key", mark, "found '<<' a second time", "merge a list: '<<: [*a, *b]'")
            frame.key, frame.key_mark = "<<", None
            return
        if mark_of_first := (frame.mark.keys or {}).get(text):
            self._twice(text, mark, mark_of_first)
        frame.key, frame.key_mark = text, mark

    def _twice(self, text: str, mark: Mark, first: Mark) -> None:
        called, hint = f"the key '{_short(text)}'", "keep one of the two"
        if " " in text or text.rstrip("%").isdigit():
            # A comma has made keys of what is a part of a text, which may be somebody's words, or of a number.
            called = called if " " not in text else "the same key"
            hint += "; if it belongs to what is before a comma, put that text in quotes, or write a point in a number"
        self._note("duplicate-key", mark, f"found {called} a second time, first on line {first.line + 1}", hint)

    def _tag(self, mark: Mark) -> None:
        # Its name is not repeated: it may be the first word of what somebody said, written without quotes.
        self._note("tag", mark, "found a tag, wanted none", "remove it, or put text that begins with '!' in quotes")

    def _open_mapping(self, event: Any) -> None:
        mark = _mark(event)
        mark.keys, mark.values = {}, {}
        self._open(event, {}, mark)

    def _open_list(self, event: Any) -> None:
        mark = _mark(event)
        mark.items = []
        self._open(event, [], mark)

    def _open(self, event: Any, value: Any, mark: Mark) -> None:
        if self._stack and self._stack[-1].value.__class__ is dict and self._stack[-1].key is None:
            self._key_not_text(mark)
        if event.tag is not None:
            self._tag(mark)
        if len(self._stack) >= DEEPEST:
            self._too_deep(mark)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._stack.append(_Frame(value, mark, event.anchor))

    def _key_not_text(self, mark: Mark) -> None:
        self._note("key-not-text", mark, "found something else than text as a key, wanted text", _NO_KEY)
        raise _StopError

    def _too_deep(self, mark: Mark) -> None:
        self._note("too-deep", mark, f"found more than {DEEPEST} levels of nesting", "nest less deeply")
        raise _StopError

    def _close(self, _event: Any) -> None:
        frame = self._stack.pop()
        for value, mark in frame.merges:
            for key, inner in value.items():
                if key not in frame.value:
                    frame.value[key] = inner
                    assert frame.mark.keys is not None  # noqa: S101 - a mapping's mark has both
                    assert frame.mark.values is not None  # noqa: S101
                    frame.mark.keys[key] = (mark.keys or {}).get(key, mark)
                    frame.mark.values[key] = (mark.values or {}).get(key, mark)
        if frame.anchor is not None:
            self._anchors[frame.anchor] = (frame.value, frame.mark, frame.size, frame.height)
        self._put(frame.value, frame.mark, frame.size, frame.height)

    def _alias(self, event: Any) -> None:
        mark = _mark(event)
        value, value_mark, size, height = self._anchored(event.anchor, mark)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.value.__class__ is dict and frame.key is None:
            if not isinstance(value, str):
                self._key_not_text(mark)
            self._take_key(value, mark, plain=False)
            return
        self._aliased += size
        if self._aliased > MOST_ALIASED:
            message = f"found aliases that grow to more than {MOST_ALIASED:,} values"
            self._note("too-large", mark, message, "write them out")
            raise _StopError
        if len(self._stack) + height > DEEPEST:
            self._too_deep(mark)
        self._put(value, value_mark, size, height)

    def _anchored(self, name: str, mark: Mark) -> tuple[Any, Mark, int, int]:
        known = self._anchors.get(name)
        if known is not None:
            return known
        # Nor is this name: text that begins with '*' may be somebody's words.
        if name in self._anchors:
            self._note("circular", mark, "found an alias inside its own anchor", "write it out")
        else:
            hint = nearest(name, self._anchors) or "put text that begins with '*' in quotes"
            self._note("unknown-alias", mark, "found an alias, but no anchor of that name before it", hint)
        raise _StopError

    def _put(self, value: Any, mark: Mark, size: int, height: int) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            self._note("too-large", mark, f"found more than {MOST_VALUES:,} values", "move records to tables")
            raise _StopError
        if not self._stack:
            self.root, self.root_mark = value, mark
            return
        frame = self._stack[-1]
        frame.size += size
        if height >= frame.height:
            frame.height = height + 1
        if frame.value.__class__ is list:
            frame.value.append(value)
            frame.mark.items.append(mark)  # type: ignore[union-attr]  # a list's mark has items
        elif frame.key_mark is None:
            self._merge(value, mark)
        else:
            key = str(frame.key)
            frame.value[key] = value
            frame.mark.keys[key] = frame.key_mark  # type: ignore[index]  # a mapping's mark has keys
            frame.mark.values[key] = mark  # type: ignore[index]
        frame.key = None
        frame.key_mark = None

    def _merge(self, value: Any, mark: Mark) -> None:
        parts = zip(value, mark.items or [], strict=True) if isinstance(value, list) else [(value, mark)]
        for part, part_mark in parts:
            if isinstance(part, dict):
                self._stack[-1].merges.append((part, part_mark))
            else:
                known = isinstance(part, str) and part in self._anchors
                hint = f"write *{part}, with the asterisk" if known else "merge mappings only"
                self._note("merge", part_mark, "found something else than a mapping after '<<'", hint)
                # What was to come from there is not missing.
                self.faults.append(self.faults[-1][:-1])


def _mark(event: Any) -> Mark:
    place = event.start_mark
    return Mark(place.line, place.column)


def yaml_text(text: str) -> str:
    """Give JSON or YAML text as the parser's YAML of the same length, where every character keeps its place."""
    if _separates(text):
        text = text.translate(_STAND_INS)
    begun = text.lstrip()
    if begun[:1] not in ("{", "["):
        return text
    # JSON may have tabs before its first bracket, too.
    return text[: len(text) - len(begun)].replace("\t", " ") + _QUOTED.sub(_as_yaml, begun)


def _separates(text: str) -> bool:
    """Tell whether a text has separators that stay in its texts, and that the parser must not see."""
    return any(sign in text for sign in _SEPARATORS) and not any(sign in text for sign in _STOOD_IN)


def _as_yaml(quoted: re.Match[str]) -> str:
    # JSON writes characters beyond the first plane as two escapes, YAML as a shorter one:
    # spaces after the text make up for it, so that all that follows keeps its column.
    text = _ESCAPE.sub(_joined, quoted[0])
    return text + " " * (len(quoted[0]) - len(text))


def _joined(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[0]
    return f"\\U{0x10000 + ((int(escape[1], 16) - 0xD800) << 10) + (int(escape[2], 16) - 0xDC00):08x}"


def _short(text: str) -> str:
    return printable(text, 40)


def _syntax(error: yaml.YAMLError, name: str | None, text: str) -> Problem:
    from kitemark.reading.syntax import syntax_problem  # noqa: PLC0415 - wanted only after a failure

    return syntax_problem(text, error, name, LOADER)
