"""Renaming: what only has another id in the new version, and the old version with the new ids.

Two versions are compared under the same names: an id decides nothing, so that whoever holds a level
by the old version holds it by the old version with the new ids, once the pack says them.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kitemark.comparing.relabelling import Names, relabelled_standard
from kitemark.comparing.sides import meaning
from kitemark.model.sections import Criterion, Scoring
from kitemark.problems import KitemarkError
from kitemark.reading import Path
from kitemark.standard import Standard, standard_from


@dataclass(frozen=True)
class Aligned:
    """Two versions under the same names: `old` is the old version with the ids of the new one.

    `original` is the old version with its own ids, and `names` are those that are others in the new one.
    """

    original: Standard
    old: Standard
    new: Standard
    names: Names = field(default_factory=Names)

    def old_path(self, path: Path | None) -> Path | None:
        """Give where something of the aligned old version stands in the old file."""
        return self._turned.path_after(path)

    @functools.cached_property
    def _turned(self) -> Names:
        return self.names.turned()

    def aligned_path(self, path: Path | None) -> Path | None:
        """Give where something of the old file stands in the aligned old version."""
        return self.names.path_after(path)


def align(old: Standard, new: Standard) -> Aligned:
    """Give two versions under the same names; what cannot be renamed in all that is said of it keeps its id."""
    found, names = old, Names()
    for part in (_kinds, _nodes, _measures, _levels):
        renamed = part(found, new)
        if renamed is not None and (relabelled := _relabelled(found, renamed)) is not None:
            found, names = relabelled, names.joined(renamed)
    return Aligned(old, found, new, names)


def _relabelled(standard: Standard, names: Names) -> Standard | None:
    """Give a standard with other ids; None where it does not load so."""
    try:
        return standard_from(relabelled_standard(standard.to_data(), names))
    except KitemarkError:
        return None


# What was renamed


def _kinds(old: Standard, new: Standard) -> Names | None:
    found = _paired(old.model.evidence, new.model.evidence)
    return Names(kinds=found) if found else None


def _measures(old: Standard, new: Standard) -> Names | None:
    found = _paired(old.model.measures, new.model.measures)
    return Names(measures=found) if found else None


def _levels(old: Standard, new: Standard) -> Names | None:
    olds, news = ({level.id: level for level in one.model.levels} for one in (old, new))
    found = _paired(olds, news)
    return Names(levels=found) if found else None


def _nodes(old: Standard, new: Standard) -> Names | None:
    olds, news = (dict(_planted(one.model)) for one in (old, new))
    pairs = _by(olds, news, lambda form: (isinstance(form, Criterion), form.title))
    return Names(nodes=pairs) if pairs else None


def _planted(inside: Scoring) -> Iterator[tuple[str, Any]]:
    for section in inside.sections:
        yield section.id, section
        yield from _planted(section)
    yield from ((criterion.id, criterion) for criterion in inside.criteria)


def _paired(olds: Mapping[str, Any], news: Mapping[str, Any]) -> dict[str, str]:
    """Give the ids that are gone, each with the new one of the same title, or else of the same form."""
    found = _by(olds, news, lambda form: form.title)
    gone = {name: form for name, form in olds.items() if name not in news and name not in found}
    came = {name: form for name, form in news.items() if name not in olds and name not in found.values()}
    return found | _by(gone, came, _bare)


def _bare(form: Any) -> Any:
    """Give what a form says apart from its id and title, equal where it means the same."""
    apart = {"title": None, "id": None} if hasattr(form, "id") else {"title": None}
    return meaning(form.model_copy(update=apart))


def _by(olds: Mapping[str, Any], news: Mapping[str, Any], called: Callable[[Any], Hashable]) -> dict[str, str]:
    """Give the ids that are gone, each with the new one of what alone is called the same."""
    gone = _alone({name: form for name, form in olds.items() if name not in news}, called)
    came = _alone({name: form for name, form in news.items() if name not in olds}, called)
    return {name: came[words] for words, name in gone.items() if words in came}


def _alone(forms: Mapping[str, Any], called: Callable[[Any], Hashable]) -> dict[Hashable, str]:
    """Give what only one of them is called, with its id."""
    names = {name: called(form) for name, form in forms.items()}
    counts = Counter(names.values())
    return {words: name for name, words in names.items() if words and counts[words] == 1}
