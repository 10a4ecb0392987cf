"""Relabelling: a standard or a pack with other ids in every place where they are named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kitemark.analysis.drafting import Data, plain
from kitemark.analysis.editing import parties_in
from kitemark.reading import Path
from kitemark.rules.standard import Rules

Renaming = Mapping[str, str]
_APART = frozenset({"fields", "profile", "scales", "tags", "examples", "looks_like", "bands", "when", "applies_when"})
"""Keys below which nothing is named that may have another id."""
_LINE = frozenset({"measure", "worst", "best", "choose", "when", "because"})
_COMPARED = frozenset({"at_least", "more_than", "at_most", "less_than"})


@dataclass(frozen=True, slots=True)
class Names:
    """Old ids with the new ones, apart by what they are the ids of."""

    nodes: Renaming = field(default_factory=dict)
    measures: Renaming = field(default_factory=dict)
    kinds: Renaming = field(default_factory=dict)
    levels: Renaming = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether any id is another."""
        return bool(self.nodes or self.measures or self.kinds or self.levels)

    @property
    def in_packs(self) -> tuple[tuple[str, str], ...]:
        """The ids that packs name, each old one with the new one."""
        return tuple(pair for one in (self.kinds, self.nodes, self.levels) for pair in one.items())

    def joined(self, other: Names) -> Names:
        """Give these and others."""
        return Names(
            {**self.nodes, **other.nodes},
            {**self.measures, **other.measures},
            {**self.kinds, **other.kinds},
            {**self.levels, **other.levels},
        )

    def path_after(self, path: Path | None) -> Path | None:
        """Give the path of the same place where everything has its new id."""
        return None if path is None else tuple(_step(path, place, self) for place in range(len(path)))

    def turned(self) -> Names:
        """Give the new ids with the old ones."""
        return Names(*({new: old for old, new in one.items()} for one in self._all))

    @property
    def _all(self) -> tuple[Renaming, Renaming, Renaming, Renaming]:
        return self.nodes, self.measures, self.kinds, self.levels


def _step(path: Path, place: int, names: Names) -> str | int:
    step = path[place]
    if not isinstance(step, str) or place == 0:
        return step
    if place == 1:
        at_top = {"evidence": names.kinds, "measures": names.measures, "tolerance": names.levels}
        return at_top.get(str(path[0]), {}).get(step, step)
    return names.levels.get(step, step) if "marks" in path[:place] else step


def relabelled_standard(data: Data, names: Names) -> Data:
    """Give a standard's data with other ids, without its examples."""
    return _Relabeller(names).standard({key: value for key, value in data.items() if key != "examples"})


class _Relabeller:
    """Goes through a standard's data; each key says what may be named there."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._known: dict[str, Callable[[Any], Any]] = {
            "measure": lambda value: _named(value, names.measures),
            "from": lambda value: _named(value, names.kinds),
            "to": lambda value: _named(value, names.kinds),
            "suggests": lambda value: _named(value, names.kinds),
            "tolerance": lambda value: _keyed(value, names.levels),
            "each": self._selection,
            "some": self._selection,
            "marks": self._marks,
            "where": self._tests,
            "share": self._tests,
        }

    def standard(self, data: Data) -> Data:
        found = {key: self._inside(key, value) for key, value in data.items()}
        for key, names in (("measures", self._names.measures), ("evidence", self._names.kinds)):
            if key in found:
                found[key] = _keyed(found[key], names)
        if "levels" in found:
            found["levels"] = [_called(level, self._names.levels) for level in found["levels"]]
        if "flags" in found:
            found["flags"] = [{**flag, "when": self._walked(flag["when"])} for flag in found["flags"]]
        return found

    def _inside(self, key: Any, value: Any) -> Any:
        if key in _APART or key == "evidence":  # kinds of evidence name nothing else
            return value
        if key in self._known:
            return self._known[key](value)
        if key in ("sections", "criteria") and isinstance(value, list):
            return [_called(self._walked(one), self._names.nodes) for one in value]
        return self._walked(value)

    def _walked(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._walked(one) for one in value]
        if not isinstance(value, dict):
            return value
        found = {key: self._inside(key, item) for key, item in value.items()}
        if value.get("each") == "units" or value.get("some") == "units":
            found |= {key: _named(found[key], self._names.levels) for key in _COMPARED & found.keys()}
        if "by" in value and "every" in value:
            found["every"] = _named(value["every"], self._groups(value["by"]))
        return found

    def _selection(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: _named(item, self._names.nodes) if key in ("in", "children") else item
                for key, item in value.items()
            }
        return [_named(one, self._names.nodes) for one in value] if isinstance(value, list) else value

    def _marks(self, value: Any) -> Any:
        if not isinstance(value, list):
            return _named(value, self._names.levels)
        return [self._line(one) for one in value]

    def _line(self, line: Any) -> Any:
        if not isinstance(line, dict):
            return line
        found = self._walked(line)
        for key in ("worst", "best", "choose"):
            if isinstance(line.get(key), list):
                found[key] = [self._line(one) for one in line[key]]
        return {key if key in _LINE else self._names.levels.get(key, key): value for key, value in found.items()}

    def _tests(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: _named(item, self._groups(key)) for key, item in value.items()}

    def _groups(self, field_name: Any) -> Renaming:
        """Give the names of what a field of a record or a judgement may hold."""
        if field_name in ("criteria", "criterion"):
            return self._names.nodes
        return self._names.kinds if field_name == "kind" else {}


def _named(value: Any, names: Renaming) -> Any:
    if isinstance(value, list):
        return [_named(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def _keyed(value: Any, names: Renaming) -> Any:
    return {names.get(key, key): item for key, item in value.items()} if isinstance(value, dict) else value


def _called(form: Any, names: Renaming) -> Any:
    return {**form, "id": names.get(form["id"], form["id"])} if isinstance(form, dict) and "id" in form else form


# Packs


def relabelled_pack(pack: Data, names: Names, both: tuple[Rules, Rules]) -> Data:
    """Give a pack in which everything has its new id, and a point that only one version names so its value."""
    found = dict(pack)
    if isinstance(pack.get("decision"), dict):
        found["decision"] = _of(pack["decision"], "level", names.levels)
    if isinstance(pack.get("units"), list):
        found["units"] = [dict(unit) for unit in pack["units"]]
    points = _Points(both)
    for party in parties_in(found):
        if "evidence" in party:
            party["evidence"] = [_record(record, names) for record in party["evidence"]]
        if "judgements" in party:
            renamed = [_of(one, "criterion", names.nodes) for one in party["judgements"]]
            party["judgements"] = [points.by_value(one) for one in renamed]
    return found


def _record(record: Data, names: Names) -> Data:
    return _of(_of(record, "kind", names.kinds), "criteria", names.nodes)


def _of(holder: Data, key: str, names: Renaming) -> Data:
    return {**holder, key: _named(holder[key], names)} if key in holder else holder


class _Points:
    """The names of points in two versions."""

    def __init__(self, both: tuple[Rules, Rules]) -> None:
        self._scales = [{one.id: one.judged_on for one in rules.criteria} for rules in both]

    def by_value(self, judgement: Data) -> Data:
        said = judgement.get("rating")
        if not isinstance(said, str):
            return judgement
        values = set(self._values(judgement["criterion"], said))
        known = values - {None}
        return {**judgement, "rating": plain(known.pop())} if len(values) == 2 and len(known) == 1 else judgement

    def _values(self, criterion: str, said: str) -> Iterator[Any]:
        for scales in self._scales:
            if criterion in scales:
                yield scales[criterion].called(said)
