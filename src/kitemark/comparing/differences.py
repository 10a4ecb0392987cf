"""Differences: everything that is different between two standards, in the order of the new file."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kitemark.comparing.asked import asked_words, held
from kitemark.comparing.asking import (
    asks,
    compared_bands,
    compared_condition,
    compared_conditions,
    compared_limit,
    compared_limits,
    compared_marks,
    compared_rating,
    scoped,
)
from kitemark.comparing.change import Change, Places, Thing
from kitemark.comparing.kinds import Added, Dropped, Moved, Renamed, Reordered
from kitemark.comparing.refusing import with_refusals
from kitemark.comparing.renaming import Aligned, align
from kitemark.comparing.sides import Side, in_order, same, shown
from kitemark.comparing.walking import Forms, Walker
from kitemark.model.sections import Criterion, Scoring, Section
from kitemark.reading import Path
from kitemark.rules.standard import ROOT, Node
from kitemark.rules.standard import Criterion as CriterionRule
from kitemark.standard import Standard

STANDARD = Thing("the standard")
_IN_PACKS = frozenset({"criterion", "kind of evidence", "level"})
"""Kinds of things that packs name by their ids."""


@dataclass(frozen=True, slots=True)
class _Planted:
    """A criterion or section where it stands."""

    form: Criterion | Section
    path: Path
    parent: str

    @property
    def kind(self) -> str:
        return "criterion" if isinstance(self.form, Criterion) else "section"


def differences(old: Standard, new: Standard) -> tuple[Change, ...]:
    """Give everything that is different between two standards, each difference once.

    How a file is written (order of keys, comments, anchors, a default written out) is no
    difference. Examples in files of their own are not compared.
    """
    return aligned_differences(align(old, new))


def aligned_differences(aligned: Aligned) -> tuple[Change, ...]:
    """Give everything that is different between two standards that are compared under the same names."""
    both = Side(aligned.old), Side(aligned.new)
    found = with_refusals(_Differences(both, aligned).all(), both)
    return tuple(_in_old_file(change, aligned) for change in found)


def _in_old_file(change: Change, aligned: Aligned) -> Change:
    """Give a change with its place in the old file as that stands."""
    if isinstance(change, Renamed) or not aligned.names:
        return change
    places = Places(aligned.old_path(change.places.old), change.places.new)
    return dataclasses.replace(change, places=places)


class _Differences(Walker):
    """Compares two standards whole; criteria and sections are known wherever they stand."""

    apart = frozenset({"id", "sections", "criteria"})

    def __init__(self, both: tuple[Side, Side], aligned: Aligned) -> None:
        super().__init__(both)
        self._aligned = aligned
        self._nodes: tuple[str, str] = (ROOT, ROOT)
        self.special |= {
            "limits": self._limits,
            "bands": self._bands,
            "rating": self._rating,
            "marks": self._marks,
            "applies_when": self._applies,
            "levels": self._levels,
            "safeguards": self._safeguards,
            "commendations": self._commendations,
            "flags": self._flags,
        }

    def all(self) -> Iterator[Change]:
        """Give every change: the standard's own keys, then its criteria and sections."""
        was, now = (side.standard.id for side in self.both)
        if was != now:
            yield Renamed(Thing("the standard", now), Places(("id",), ("id",)), was, effect="none")
        yield from self._renames()
        yield from self.compared(STANDARD, self.both[0].standard.model, self.both[1].standard.model, Places((), ()))
        yield from self._tree()

    def _renames(self) -> Iterator[Change]:
        """Give what has only another id; that decides nothing, as everything else is compared under the new ids."""
        names, news = self._aligned.names, self.both[1].standard.model
        for kind, part, forms in (
            (
                "kind of evidence",
                names.kinds,
                {name: (form, ("evidence", name)) for name, form in news.evidence.items()},
            ),
            ("measure", names.measures, {name: (form, ("measures", name)) for name, form in news.measures.items()}),
            ("level", names.levels, {one.id: (one, ("levels", at)) for at, one in enumerate(news.levels)}),
            ("", names.nodes, {name: (one.form, one.path) for name, one in _planted(news, ())}),
        ):
            for was, now in part.items():
                form, path = forms[now]
                thing = Thing(kind or ("criterion" if isinstance(form, Criterion) else "section"), now, form.title)
                yield Renamed(
                    thing,
                    Places(self._old_place(thing, now, was), path),
                    was,
                    effect="none",
                    refuses=thing.kind in _IN_PACKS,
                )

    def _old_place(self, thing: Thing, now: str, was: str) -> Path:
        """Give where something stands in the old file that has another id now."""
        if thing.kind in ("measure", "kind of evidence"):
            return ("measures" if thing.kind == "measure" else "evidence", was)
        olds = self.both[0].standard.model
        if thing.kind == "level":
            return ("levels", next(at for at, one in enumerate(olds.levels) if one.id == now))
        return self._olds[now].path

    # Criteria and sections

    @functools.cached_property
    def _olds(self) -> Mapping[str, _Planted]:
        return dict(_planted(self.both[0].standard.model, ()))

    def _tree(self) -> Iterator[Change]:
        olds, news = self._olds, dict(_planted(self.both[1].standard.model, ()))
        for name in dict.fromkeys((*news, *olds)):
            was, now = olds.get(name), news.get(name)
            if now is None:
                if was is not None:
                    yield Dropped(_thing(was), Places(was.path, None), refuses=was.kind == "criterion")
            elif was is None or was.kind != now.kind:
                if was is not None:
                    yield Dropped(_thing(was), Places(was.path, None), refuses=True)
                yield Added(_thing(now), Places(None, now.path), _question(now))
            else:
                yield from self._planted(was, now)
        yield from self._orders(olds, news)

    def _planted(self, was: _Planted, now: _Planted) -> Iterator[Change]:
        thing, places = _thing(now), Places(was.path, now.path)
        if was.parent != now.parent:
            yield Moved(thing, places, was.parent or None, now.parent or None)
        self._nodes = was.form.id, now.form.id
        yield from self.compared(thing, was.form, now.form, places)
        self._nodes = ROOT, ROOT

    def _orders(self, olds: Mapping[str, _Planted], news: Mapping[str, _Planted]) -> Iterator[Change]:
        was, now = _by_parent(olds), _by_parent(news)
        for parent in dict.fromkeys(one.parent for one in news.values()):
            for kind, what in (("section", "sections"), ("criterion", "criteria")):
                orders = in_order(was.get((parent, kind), ()), now.get((parent, kind), ()))
                if orders[0] != orders[1]:
                    thing = _thing(news[parent]) if parent else STANDARD
                    paths = olds[parent].path if parent in olds else (), news[parent].path if parent else ()
                    yield Reordered(thing, Places(*paths).at(what), f"the {what}", *orders, effect="none")

    def _node_rules(self) -> tuple[Node, Node]:
        return (
            self.both[0].standard.rules.nodes[self._nodes[0]],
            self.both[1].standard.rules.nodes[self._nodes[1]],
        )

    def _limits(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        return compared_limits(thing, pair, self._node_rules(), places, self.both)

    def _bands(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        bands = [getattr(node, "bands", None) for node in self._node_rules()]
        if bands[0] is not None and bands[1] is not None:
            yield from compared_bands(thing, (bands[0], bands[1]), places, share=False)
        del pair

    def _rating(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        old, new = self._node_rules()
        assert isinstance(old, CriterionRule)  # noqa: S101 - only criteria are rated
        assert isinstance(new, CriterionRule)  # noqa: S101
        del pair
        return compared_rating(thing, (old.rating, new.rating), places, self.both)

    def _marks(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        return compared_marks(thing, pair, places, self.both)

    def _applies(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        old, new = self._node_rules()
        yield scoped(thing, (old.applies_when, new.applies_when), places, self.both)
        del pair

    # Levels and what stands beside them

    def asking(self, thing: Thing, side: Side) -> str:
        """Give what a level, a safeguard, a commendation or a flag asks."""
        return asked_words(thing, side)

    def _levels(self, _: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        return self.by_id("level", pair, places, self._required("levels"))

    def _commendations(self, _: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        return self.by_id("commendation", pair, places, self._required("commendations"))

    def _required(self, key: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as `by_id` takes it
        def compared(thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
            rules = [next(one for one in getattr(side.standard.rules, key) if one.id == thing.id) for side in self.both]

            def requires(_: Thing, forms: Forms, here: Places) -> Iterator[Change]:
                return compared_conditions(
                    lambda place: Thing("requirement", str(place + 1), None, thing),
                    forms,
                    (rules[0].requires, rules[1].requires),
                    here,
                    self.both,
                )

            self.special["requires"] = requires
            return self.compared(thing, *pair, places)

        return compared

    def _flags(self, _: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        return self.by_id("flag", pair, places, self._flag)

    def _flag(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        rules = [next(one.when for one in side.standard.rules.flags if one.id == thing.id) for side in self.both]
        for change in compared_condition(
            thing, (pair[0].when, pair[1].when), (rules[0], rules[1]), places.at("when"), self.both
        ):
            yield dataclasses.replace(change, effect="none")
        alike = pair[0].model_copy(update={"when": pair[1].when})
        yield from self.compared(thing, alike, pair[1], places)

    def _safeguards(self, _: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        return self.by_id("safeguard", pair, places, self._safeguard)

    def _safeguard(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        holds = [held(side, thing.id) for side in self.both]
        if not same(pair[0].each, pair[1].each):
            names = [", ".join(some) or "nothing" for some in holds]
            yield asks(
                thing,
                places.at("each"),
                f"it holds {names[0]}",
                f"it holds {names[1]}",
                "harder" if set(holds[0]) < set(holds[1]) else "easier" if set(holds[1]) < set(holds[0]) else "open",
            )
        keys = ("each", "at_most", "unless", "when", "because")
        nodes = [self.both[at].standard.rules.nodes[some[0]] if some else None for at, some in enumerate(holds)]
        if nodes[0] is not None and nodes[1] is not None:
            rules = [next(limit for limit in node.limits if limit.id == thing.id) for node in nodes if node is not None]
            yield from compared_limit(thing, pair, (rules[0], rules[1]), (nodes[0], nodes[1]), places, self.both)
            alike = pair[0].model_copy(update={key: getattr(pair[1], key) for key in keys})
            yield from self.compared(thing, alike, pair[1], places)
        else:
            yield asks(thing, places, shown(pair[0]), shown(pair[1]), "open")


def _question(planted: _Planted) -> str:
    return (planted.form.asks or "") if isinstance(planted.form, Criterion) else ""


def _thing(planted: _Planted) -> Thing:
    return Thing(planted.kind, planted.form.id, planted.form.title)


def _planted(inside: Scoring, path: Path, parent: str = ROOT) -> Iterator[tuple[str, _Planted]]:
    for place, section in enumerate(inside.sections):
        here = (*path, "sections", place)
        yield section.id, _Planted(section, here, parent)
        yield from _planted(section, here, section.id)
    for place, criterion in enumerate(inside.criteria):
        yield criterion.id, _Planted(criterion, (*path, "criteria", place), parent)


def _by_parent(planted: Mapping[str, _Planted]) -> dict[tuple[str, str], list[str]]:
    """Give the names below each section, criteria and sections apart."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, one in planted.items():
        found.setdefault((one.parent, one.kind), []).append(name)
    return found
