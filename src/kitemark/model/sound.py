"""The sound part of a faulty document, so that one reading can tell what else is wrong.

What a model cannot take is taken out, and the rest is checked further. Nothing that only
follows from what was taken out may then be reported: `Taint` says what that could be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from kitemark.model.fields import Strict
from kitemark.model.keys import models_at, real_path
from kitemark.model.misspelt import as_meant
from kitemark.model.nothing import nothings
from kitemark.problems import Problem, nearest
from kitemark.reading import Document, Path

M = TypeVar("M", bound=Strict)

_ROUNDS = 12
_STANDS_IN: Mapping[str, Any] = {
    "kitemark": 1,
    "id": "unnamed",
    "version": "0.0.0",
    "title": "Untitled",
    "organisation": {"id": "unnamed"},
    "date": "9999-12-31",
}
"""What stands for a required key at the top that is not there or not sound."""


@dataclass(frozen=True, slots=True)
class SoundPart(Generic[M]):
    """What is left of a document: its model, a document that places it, and the paths taken out."""

    model: M
    document: Document
    removed: frozenset[Path]
    whole: Document
    """The document that the paths are of: misspelt keys are there as they are meant."""
    stood_in: frozenset[Path] = frozenset()
    """The paths, of those taken out, for which something stands."""


class _Left(list[Any]):
    """A list of which items may have been taken out; `places` are those of the items left."""

    def __init__(self, items: Iterable[Any]) -> None:
        super().__init__(items)
        self.places = list(range(len(self)))


@dataclass(frozen=True, slots=True)
class _PartDocument(Document):
    """A document whose paths are those of the part; problems stand where the whole has them."""

    whole: Document = field(kw_only=True)

    def problem(self, code: str, path: Iterable[str | int], message: str, hint: str, *, key: bool = False) -> Problem:
        """Give a problem at its place in the whole document."""
        return self.whole.problem(code, _in_whole(self.data, tuple(path)), message, hint, key=key)


def sound_part(model: type[M], document: Document) -> SoundPart[M] | None:
    """Give the part of a document that the model takes, or None where there is too little left."""
    if not isinstance(document.data, dict):
        return None
    for _ in range(_ROUNDS):
        meant = as_meant(model, document)
        if meant is None:
            break
        document = meant
    data = _copied(document.data)
    removed: set[Path] = set(document.faults)
    for path in sorted(nothings(data, (), model.free), key=_later_first, reverse=True):
        _remove(data, path)
        removed.add(path)
    stood_in: set[Path] = set()
    for _ in range(_ROUNDS):
        try:
            built = model.model_validate(data)
        except ValidationError as error:
            stood_in |= _stand_in(model, data, error)
            if not _take_out(data, error, removed, stood_in):
                return None
        else:
            part = _PartDocument(data, document.mark, document.name, document.folder, whole=document)
            return SoundPart(built, part, frozenset(removed | stood_in), document, frozenset(stood_in))
    return None


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return _Left(map(_copied, value)) if isinstance(value, list) else value


def _stand_in(model: type[Strict], data: Any, error: ValidationError) -> set[Path]:
    """Put what stands for required keys that are at fault into their place, and give their paths in the whole."""
    found: set[Path] = set()
    for detail in error.errors(include_url=False):
        path = real_path(data, detail["loc"])
        if detail["type"] == "missing":
            path = (*path, str(detail["loc"][-1]))
        owner = data
        for step in path[:-1]:
            owner = owner[step]
        known = {key: value for each in models_at(model, path[:-1]) for key, value in _stands_in(each)}
        if path and path[-1] in known and isinstance(owner, dict):
            # Of several in a list each is another.
            apart = f"-{path[-2]}" if len(path) > 1 and isinstance(path[-2], int) else ""
            owner[str(path[-1])] = f"{known[str(path[-1])]}{apart}"
            found.add(_in_whole(data, path))
    return found


def _stands_in(model: type[BaseModel]) -> Iterable[tuple[str, Any]]:
    return model.stands_in.items() if issubclass(model, Strict) else ()


def _take_out(data: Any, error: ValidationError, removed: set[Path], stood_in: Collection[Path]) -> bool:
    found = {real_path(data, detail["loc"]): detail for detail in error.errors(include_url=False)}
    for path in sorted(found, key=_later_first, reverse=True):
        detail = found[path]
        if _in_whole(data, path) in stood_in:
            continue
        top = str(detail["loc"][0])
        if path == () or (len(path) == 1 and path[0] in _STANDS_IN):
            if top not in _STANDS_IN:
                return False
            data[top] = _STANDS_IN[top]
            removed.add((top,))
        else:
            removed.add(_in_whole(data, path))
            _remove(data, path)
    return True


def _later_first(path: Path) -> tuple[tuple[int, int, str], ...]:
    return tuple((0, step, "") if isinstance(step, int) else (1, 0, step) for step in path)


def _remove(data: Any, path: Path) -> None:
    for step in path[:-1]:
        data = data[step]
    if isinstance(data, _Left):
        del data.places[int(path[-1])]
    del data[path[-1]]


def _in_whole(data: Any, path: Path) -> Path:
    whole: list[str | int] = []
    for step in path:
        inside = isinstance(data, _Left) and isinstance(step, int) and step < len(data)
        whole.append(data.places[step] if inside else step)
        known = inside or (isinstance(data, dict) and step in data)
        data = data[step] if known else None
    return tuple(whole)


# What may only follow from what was taken out


_NAMED = ("scales", "evidence", "accepted", "measures", "tags")
_NAMING = ("accepted", "measures")
_LISTED = ("safeguards", "levels", "commendations", "flags")
_HARMLESS = frozenset(
    {"kitemark", "id", "version", "title", "summary", "publisher", "licence", "language", "effective", "lasts"}
    | {"review", "otherwise", "smallest_group", "tolerance"}
)
_WHOLE = "the whole"
"""What the outermost section is called here, which is no id."""
_TOP = (*_NAMED, *_LISTED, "profile", "sections", "criteria", "scale", "judgements", "combine", "bands")
_TELLING = ("scale", "tags", "combine", "bands", "id", "sections", "criteria", "out_of", "capped_at", "rating")
"""Keys of sections and criteria that other places depend on."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A part of a standard that has a name: its path, what it is called, and every word in it.

    `named` says that it is called by what can be a name.
    """

    path: Path
    names: frozenset[str]
    words: frozenset[str]
    named: bool = True


class Taint:
    """What in a standard may be wrong only because something was taken out of it."""

    def __init__(self, whole: Document, removed: Iterable[Path]) -> None:
        """Take the whole document and the paths taken out."""
        self.everything = False
        self._nameless = False
        self._criteria = False
        self._paths: set[str] = set()
        self._exactly: set[str] = set()
        self._names: set[str] = set()
        self._whole = whole
        items = list(_items(whole.data))
        for path in removed:
            self._criteria = self._criteria or path[:1] in (("sections",), ("criteria",))
            self._touch(path, items)
        self._spread(items)

    def _text(self, path: Path) -> str:
        """Give a path as problems have it, which is as the keys are written."""
        return self._whole.problem("", path, "", "").path

    def _touch(self, path: Path, items: Iterable[_Item]) -> None:
        item = max(
            (one for one in items if path[: len(one.path)] == one.path), key=lambda one: len(one.path), default=None
        )
        self._exactly.update((self._text(path), self._text(path[:-1])))
        if item is None:
            key = str(path[0]) if path else ""
            self.everything = self.everything or (key not in _HARMLESS and _near(key, _TOP))
        elif len(path) == len(item.path) + 1 and _near(str(path[-1]), ("sections", "criteria")):
            self.everything = True  # nobody knows what stood there
        elif (
            path == item.path or item.path[0] in (*_NAMED[:4], "profile") or _near(str(path[len(item.path)]), _TELLING)
        ):
            self._paths.add(self._text(item.path))
            self._names |= item.names
            # Where nobody knows what it was called, any name may be its own.
            self._nameless = self._nameless or not item.named

    def _spread(self, items: Iterable[_Item]) -> None:
        left = [item for item in items if self._text(item.path) not in self._paths]
        grown = True
        while grown:
            grown = False
            for item in list(left):
                if item.words & self._names:
                    left.remove(item)
                    self._paths.add(self._text(item.path))
                    if item.path[0] in (*_NAMED, "profile", "scale", "sections", "criteria"):
                        self._names |= item.names
                        grown = True

    def touches(self, problem: Problem) -> bool:
        """Tell whether the problem may only follow from what was taken out."""
        if self.everything or (problem.code in ("empty-selection", "empty") and (self._paths or self._exactly)):
            return True
        if problem.code == "no-criteria" and self._criteria:
            return True
        if problem.path in self._exactly or (self._nameless and problem.code == "unknown-name"):
            return True
        return any(problem.path == path or problem.path.startswith((f"{path}.", f"{path}[")) for path in self._paths)


def _near(key: str, known: tuple[str, ...]) -> bool:
    return key in known or nearest(key, known) is not None


def _items(data: Any) -> Iterator[_Item]:
    for key in _NAMED:
        for name, value in _pairs(data.get(key)):
            # A kind, a scale or a tag names nothing else, whatever its fields and points are called.
            words = _words(value) if key in _NAMING else frozenset()
            yield _Item((key, name), frozenset({name}), words, key == "tags" or _is_id(name))
    profile = data.get("profile")
    for name, value in _pairs(profile.get("fields") if isinstance(profile, dict) else None):
        yield _Item(("profile", "fields", name), frozenset({name}), _words(value), _is_id(name))
    for key in _LISTED:
        for place, value in enumerate(_list(data.get(key))):
            yield _Item((key, place), _called(value), _words(value), bool(_called(value)))
    yield _Item(("scale",), frozenset({_WHOLE}), _words(data.get("scale")))
    yield _Item(("judgements",), frozenset(), _words(data.get("judgements")))
    yield from _nodes(data, (), _WHOLE)


def _nodes(section: Any, path: Path, inside: str) -> Iterator[_Item]:
    """Give the criteria and sections in a section, each of which depends on what that sets for all in it."""
    for key in ("sections", "criteria"):
        for place, node in enumerate(_list(section.get(key)) if isinstance(section, dict) else ()):
            here = (*path, key, place)
            own = (
                {k: v for k, v in node.items() if k not in ("sections", "criteria")} if isinstance(node, dict) else node
            )
            tags = _words(node.get("tags")) if isinstance(node, dict) else frozenset()
            yield _Item(here, _called(node) | tags, _words(own) | {inside}, bool(_called(node)))
            yield from _nodes(node, here, next(iter(_called(node)), inside))


def _pairs(value: Any) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, dict) else ()


def _list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else ()


def _called(value: Any) -> frozenset[str]:
    name = value.get("id") if isinstance(value, dict) else None
    return frozenset({name}) if isinstance(name, str) and _is_id(name) else frozenset()


def _is_id(name: str) -> bool:
    return re.match(r"[A-Za-z0-9_-]+\Z", name) is not None


def _words(value: Any) -> frozenset[str]:
    if isinstance(value, dict):
        return frozenset(value).union(*(_words(item) for item in value.values()))
    if isinstance(value, list):
        return frozenset().union(*(_words(item) for item in value))
    return frozenset({value}) if isinstance(value, str) else frozenset()
