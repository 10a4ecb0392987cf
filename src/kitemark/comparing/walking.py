"""Walking through two standards side by side, key by key, so that nothing that differs goes unmentioned.

Every key of every form is compared. What has words of its own is put so; anything else is said as
a setting that has another value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from pydantic import BaseModel

from kitemark.analysis.sameness import bare_schema
from kitemark.comparing.change import Change, Effect, Places, Thing
from kitemark.comparing.kinds import (
    Added,
    Dropped,
    ExampleChanged,
    Listed,
    Lowered,
    Raised,
    Redefined,
    Renamed,
    Reordered,
    Reweighted,
    Reworded,
    SetOtherwise,
    Versioned,
)
from kitemark.comparing.sides import Side, in_order, same, shown
from kitemark.model.examples import Example
from kitemark.model.scales import Points
from kitemark.quantity import Amount, Number

Both = tuple[Side, Side]
Forms = tuple[Any, Any]

_WORDS = frozenset(
    {"title", "summary", "guidance", "why", "asks", "because", "says", "means", "otherwise", "licence", "url"}
)
_IDLE = frozenset({"effort", "publisher", "language", "licence"})
"""Keys of settings that decide nothing and promise nothing."""
_MORE_IS: Mapping[str, Effect] = {
    "smallest_group": "harder",
    "confidence": "harder",
}
_CONTRARY: Mapping[Effect, Effect] = {"harder": "easier", "easier": "harder", "open": "open", "none": "none"}
_ONE_OF: Mapping[str, str] = {
    "tags": "tag",
    "scales": "scale",
    "evidence": "kind of evidence",
    "accepted": "accepted evidence",
    "measures": "measure",
}
_REFUSING = frozenset({"kind of evidence", "criterion", "fact", "field", "scale"})


class Walker:
    """Compares forms of two standards; what has words of its own is in `special`.

    Keys that are `apart` are compared by whoever calls.
    """

    apart: ClassVar[frozenset[str]] = frozenset({"id"})

    def __init__(self, both: Both) -> None:
        """Take the two sides."""
        self.both = both
        self.special: dict[str, Callable[[Thing, Forms, Places], Iterator[Change]]] = {
            "version": self._version,
            "weight": self._weight,
            "scales": self._named(self._scale),
            "tags": self._tags,
            "evidence": self._named(self._form),
            "accepted": self._named(self._form),
            "measures": self._named(self._form),
            "profile": self._profile,
            "fields": self._fields,
            "needs": self._amounts("harder"),
            "tolerance": self._amounts("easier"),
            "looks_like": self._texts,
            "examples": self._examples,
        }

    def compared(self, thing: Thing, old: BaseModel, new: BaseModel, places: Places) -> Iterator[Change]:
        """Give the changes between two forms of the same class, key by key."""
        if type(old) is not type(new):
            yield SetOtherwise(thing, places, "form", shown(old), shown(new))
            return
        for name, field in type(old).model_fields.items():
            key = field.alias or name
            pair = getattr(old, name), getattr(new, name)
            if key not in self.apart and not same(*pair):
                here = places.at(key)
                yield from list(self._key(key, thing, pair, here)) or [self._setting(key, thing, pair, here)]
        if not same(old.__pydantic_extra__, new.__pydantic_extra__):
            yield SetOtherwise(thing, places, thing.kind, shown(old), shown(new))

    def _key(self, key: str, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        known = self.special.get(key)
        if known is not None:
            return known(thing, pair, places)
        if key in _WORDS:
            return iter([Reworded(thing, places, key, shown(pair[0]), shown(pair[1]), effect="none")])
        if all(isinstance(one, BaseModel) for one in pair) and key != "take":
            return self.compared(_part(key, thing), *pair, places)
        if all(_are_names(one) for one in pair):
            return self._listed(key, thing, pair, places)
        return iter(())

    def _setting(self, key: str, thing: Thing, pair: Forms, places: Places) -> Change:
        said = shown(pair[0]), shown(pair[1])
        if thing.kind in ("measure", "accepted evidence", "kind of evidence"):
            return Redefined(thing, places, key, *said, refuses=thing.kind == "kind of evidence")
        return self._amount(thing, places, key, pair) or SetOtherwise(
            thing, places, key, *said, refuses=thing.kind == "field", effect="none" if key in _IDLE else "open"
        )

    def _amount(self, thing: Thing, places: Places, key: str, pair: Forms) -> Change | None:
        if key not in _MORE_IS or any(not isinstance(one, Amount | int) for one in pair if one is not None):
            return None
        values = tuple(0 if one is None else one for one in pair)
        return _moved(thing, places, key.replace("_", " "), (values[0], values[1]), self._plainly(_MORE_IS[key]))

    def _version(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        yield Versioned(thing, places, "version", *pair, effect="none")

    def _weight(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        yield Reweighted(thing, places, "weight", shown(pair[0]), shown(pair[1]))

    def _listed(self, key: str, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        olds, news = (tuple(one or ()) for one in pair)
        if None in pair:
            return
        gained, lost = tuple(n for n in news if n not in olds), tuple(n for n in olds if n not in news)
        idle = not (gained or lost) or key == "suggests"
        refuses = key == "rules" or (key == "optional" and bool(lost))
        yield Listed(thing, places, key, gained, lost, effect="none" if idle else "open", refuses=refuses)

    # Mappings by name

    def _named(self, inner: Callable[[Thing, Forms, Places], Iterator[Change]]) -> Any:
        def compared(_: Thing, pair: Forms, places: Places) -> Iterator[Change]:
            key = str((places.new or places.old or ("",))[-1])
            return self._mapping(_ONE_OF[key], pair, places, inner)

        return compared

    def _mapping(
        self,
        kind: str,
        pair: Forms,
        places: Places,
        inner: Callable[[Thing, Forms, Places], Iterator[Change]],
        of: Thing | None = None,
    ) -> Iterator[Change]:
        olds, news = pair
        for name in dict.fromkeys((*olds, *news)):
            form = news.get(name, olds.get(name))
            thing = Thing(kind, name, _title(form), of)
            if name not in olds:
                yield Added(thing, Places(None, places.at(name).new), refuses=False)
            elif name not in news:
                yield Dropped(thing, Places(places.at(name).old, None), refuses=kind in _REFUSING)
            elif not same(olds[name], news[name]):
                yield from inner(thing, (olds[name], news[name]), places.at(name))

    def _form(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        return self.compared(thing, *pair, places)

    def _tags(self, _: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        if all(isinstance(one, dict) for one in pair):
            return self._mapping("tag", pair, places, self._text)
        return self._listed("tags", _, pair, places)

    def _text(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        yield Reworded(thing, places, "means", *pair, effect="none")

    def _texts(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        for point in dict.fromkeys((*pair[0], *pair[1])):
            was, now = pair[0].get(point), pair[1].get(point)
            if was != now:
                yield Reworded(thing, places.at(point), f"description of {point}", was, now, effect="none")

    def _amounts(self, more: Effect) -> Any:
        def compared(thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
            key = str((places.new or places.old or ("",))[-1])
            for name in dict.fromkeys((*pair[0], *pair[1])):
                values = pair[0].get(name, 0), pair[1].get(name, 0)
                what = f"least number of {name}" if key == "needs" else f"tolerance for {name}"
                if not same(*values):
                    yield _moved(thing, places.at(name), what, values, self._plainly(more, thing.id))

        return compared

    def _plainly(self, effect: Effect, measure: str = "") -> Effect:
        """Give an effect, or that it is not plain: a group that falls away may have been the worst of a measure."""
        both = [side.standard.rules.measures for side in self.both]
        measures = [one for some in both for one in some.values()]
        if measure:
            measures = [some[measure] for some in both if measure in some]
        grouped = any(one.groups is not None for one in measures)
        return "open" if grouped and (measure or effect == "harder") else effect

    # Profile, fields and schemas

    def _profile(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        olds, news = (({}, ()) if one is None else (one.fields, one.optional) for one in pair)
        yield from self._schemas("fact", None, (olds, news), places)
        if pair[0] is None and pair[1] is not None and not news[0]:
            yield Added(Thing("profile"), places)
        del thing

    def _fields(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        forms = [(one, ()) for one in pair]
        return self._schemas("field", thing, (forms[0], forms[1]), Places(_up(places.old), _up(places.new)))

    def _schemas(
        self, kind: str, of: Thing | None, pair: tuple[tuple[Any, Any], tuple[Any, Any]], places: Places
    ) -> Iterator[Change]:
        olds, news = pair
        for change in self._mapping(kind, (olds[0], news[0]), places.at("fields"), self._schema, of):
            required = isinstance(change, Added) and change.thing.id not in news[1]
            says = "every record must give it" if kind == "field" else "every profile must give it"
            yield Added(change.thing, change.places, says, refuses=True) if required else change
        if not same(olds[1], news[1]):
            yield from self._listed("optional", of or Thing("profile"), (olds[1], news[1]), places.at("optional"))

    def _schema(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        words = same(*map(bare_schema, pair))
        said = self.both[0].written(places.old), self.both[1].written(places.new)
        if words:
            yield Reworded(thing, places, "description", *(_described(one) for one in pair), effect="none")
        else:
            yield SetOtherwise(thing, places, "form", *said, refuses=True)

    # Scales

    def _scale(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        old, new = (Points(points=one) if isinstance(one, tuple) else one for one in pair)
        if not (isinstance(old, Points) and isinstance(new, Points)):
            yield SetOtherwise(thing, places, "scale", shown(pair[0]), shown(pair[1]), refuses=True)
            return
        if old.better != new.better:
            yield SetOtherwise(thing, places, "better", old.better, new.better)
        yield from self._points(thing, (old, new), places)

    def _points(self, thing: Thing, pair: tuple[Points, Points], places: Places) -> Iterator[Change]:
        olds, news = ({point.value: point for point in one.points} for one in pair)
        for value in dict.fromkeys((*olds, *news)):
            point = Thing("point", str(Amount(value)), (news.get(value) or olds[value]).name, thing)
            if value not in olds:
                yield Added(point, places)
            elif value not in news:
                yield Dropped(point, places, refuses=True)
            else:
                yield from self._point(point, olds[value], news[value], places)
        orders = in_order(*([str(Amount(value)) for value in one] for one in (olds, news)))
        if orders[0] != orders[1]:
            yield Reordered(thing, places, "the points", *orders)

    def _point(self, thing: Thing, old: Any, new: Any, places: Places) -> Iterator[Change]:
        if old.name != new.name:
            if old.name is None or new.name is None:
                yield Reworded(thing, places, "name", old.name, new.name, effect="none", refuses=new.name is None)
            else:
                yield Renamed(thing, places, old.name, effect="none", refuses=True)
        if old.means != new.means:
            yield Reworded(thing, places, "means", old.means, new.means, effect="none")

    # Examples

    def _examples(self, _: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        yield from self.by_id("example", pair, places, self._example)

    def _example(self, thing: Thing, pair: Forms, places: Places) -> Iterator[Change]:
        old, new = pair
        keys = (field.alias or name for name, field in Example.model_fields.items())
        what = tuple(key for key in keys if not same(getattr(old, key), getattr(new, key)))
        yield ExampleChanged(thing, places, what, effect="none")

    def asking(self, thing: Thing, side: Side) -> str:
        """Give what something new or gone asks, where that can be said shortly."""
        del thing, side
        return ""

    def by_id(
        self,
        kind: str,
        pair: tuple[Sequence[Any], Sequence[Any]],
        places: Places,
        inner: Callable[[Thing, Forms, Places], Iterator[Change]],
    ) -> Iterator[Change]:
        """Give the changes of a list of forms with ids, the order among those that stay included."""
        olds, news = ({form.id: (place, form) for place, form in enumerate(one)} for one in pair)
        idle: Effect = "none" if kind in ("example", "flag") else "open"
        gone: Mapping[type, Effect] = {Added: "harder", Dropped: "easier"} if kind == "safeguard" else {}
        for name in dict.fromkeys((*olds, *news)):
            (old, was), (new, now) = olds.get(name, (None, None)), news.get(name, (None, None))
            form = was if now is None else now
            thing = Thing(kind, name, getattr(form, "title", None))
            here = Places(_in(places.old, old), _in(places.new, new))
            if was is None or now is None:
                how, side = (Added, self.both[1]) if was is None else (Dropped, self.both[0])
                refuses = how is Dropped and kind == "level"  # a pack's decision may name it
                yield how(thing, here, self.asking(thing, side), effect=gone.get(how, idle), refuses=refuses)
            elif not same(was, now):
                yield from inner(thing, (was, now), here)
        orders = in_order(olds, news)
        if orders[0] != orders[1]:
            yield Reordered(Thing("the standard"), places, f"the {kind}s", *orders, effect=idle)


def _part(key: str, thing: Thing) -> Thing:
    return Thing(key.replace("_", " "), "", None, thing) if thing.id else Thing(key.replace("_", " "))


def _are_names(value: Any) -> bool:
    return value is None or (isinstance(value, tuple) and all(isinstance(one, str) for one in value))


def _title(form: Any) -> str | None:
    title = getattr(form, "title", None) if isinstance(form, BaseModel) else None
    return title if isinstance(title, str) else None


def _described(schema: Any) -> str | None:
    said = schema.get("description") if isinstance(schema, dict) else None
    return said if isinstance(said, str) else shown(schema)


def _in(path: tuple[str | int, ...] | None, step: int | None) -> tuple[str | int, ...] | None:
    return None if path is None or step is None else (*path, step)


def _up(path: tuple[str | int, ...] | None) -> tuple[str | int, ...] | None:
    return None if path is None else path[:-1]


def _moved(thing: Thing, places: Places, what: str, values: tuple[Any, Any], more: Effect) -> Change:
    was, now = (_number(value) for value in values)
    up = now > was
    said = [shown(value) if value != 0 else "none" for value in values]
    return (Raised if up else Lowered)(thing, places, what, *said, effect=more if up else _CONTRARY[more])


def _number(value: Any) -> Number:
    return value.value if isinstance(value, Amount) else value
