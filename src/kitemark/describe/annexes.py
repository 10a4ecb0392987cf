"""Annexes of a handbook: safeguards, measures, evidence, scales, the profile and the tags, each explained once."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.describe import measures as said
from kitemark.describe.conditions import condition_words
from kitemark.describe.fields import description, field_words
from kitemark.describe.page import Entry, Item, Part, Table, entries, listed, parts_of
from kitemark.describe.ratings import held_at
from kitemark.describe.records import accepted_title, records_words
from kitemark.describe.uses import uses
from kitemark.describe.wording import Wording
from kitemark.describe.words import fact_tests, named
from kitemark.explain.words import joined, sentence
from kitemark.model.measures import EvidenceKind, VoiceBy
from kitemark.model.standard import Safeguard, StandardFile
from kitemark.quantity import shown
from kitemark.rules.measure import Measure
from kitemark.rules.records import FieldRule, Sieve
from kitemark.rules.scale import Scale
from kitemark.rules.standard import LimitRule, Node

_OPTIONAL = "yes"
_SIGNS = {"<=": "is at most", "<": "is less than", "==": "is the same as"}


class Annexes:
    """Makes the parts that explain what the criteria and levels name."""

    def __init__(self, standard: StandardFile, wording: Wording) -> None:
        """Take the standard's texts, and its rules with their words."""
        self._model = standard
        self._rules = wording.rules
        self._wording = wording

    def parts(self) -> Iterator[Part]:
        """Give the annexes that have something to say."""
        yield from parts_of("safeguards", "Safeguards", self._safeguards())
        yield from parts_of("measures", "What is measured", self._measures())
        yield from parts_of("accepted", "Which evidence may be trusted", self._accepted())
        yield from parts_of("kinds", "Kinds of evidence", self._kinds())
        yield from parts_of("scales", "Scales", self._scales())
        yield from self._profile()
        yield from self._tags()

    def _safeguards(self) -> Iterator[Part]:
        held: dict[str, list[tuple[Node, LimitRule]]] = {}
        for node in self._rules.nodes.values():
            for limit in node.limits:
                if limit.id is not None:
                    held.setdefault(limit.id, []).append((node, limit))
        for form in self._model.safeguards:
            yield self._safeguard(form, held[form.id])

    def _safeguard(self, form: Safeguard, held: list[tuple[Node, LimitRule]]) -> Part:
        limit = held[0][1]
        points = list(dict.fromkeys(held_at(limit, node) for node, limit in held))
        unless = condition_words(limit.unless, self._wording) if limit.unless else "nothing lifts it"
        names = [node.id for node, _ in held]
        every = len(names) > 1 and names == [criterion.id for criterion in self._rules.criteria]
        blocks = entries(
            ("Why", form.because),
            ("Holds", "Every criterion." if every else joined(names)),
            ("At", f"no better than {joined(points, 'or')}"),
            ("Where", sentence(fact_tests(limit.when, self._rules.facts)) if limit.when else None),
            ("Unless", sentence(unless)),
        )
        return Part(f"safeguard-{form.id}", form.title or form.id, blocks)

    def _measures(self) -> Iterator[Part]:
        read = uses(self._rules)
        for name in self._model.measures:
            yield self._measure(self._rules.measures[name], read.get(name, []))

    def _measure(self, measure: Measure, read: list[str]) -> Part:
        form, wording = self._model.measures[measure.id], self._wording
        records = said.records(measure, wording)
        blocks = (
            *entries(
                ("In short", form.summary),
                ("Guidance", form.guidance),
                ("What is counted", sentence(said.counted(measure))),
            ),
            Entry("From", sentence(records[0]) if len(records) == 1 else "", _points(records)),
            *entries(
                ("Period", sentence(said.period(measure, wording))),
                ("How many", sentence(said.least(measure))),
                ("How sure", sentence(said.certainty(measure))),
                ("Few people", sentence(said.small_groups(measure, wording))),
                ("Better", "Less is better." if measure.lower else None),
                ("Read by", sentence(joined(read)) if read else "Nothing that decides."),
            ),
        )
        return Part(f"measure-{measure.id}", measure.title, blocks)

    def _accepted(self) -> Iterator[Part]:
        for name, form in self._model.accepted.items():
            accepted = self._rules.accepted[name]
            records = records_words(self._wording.sources.of(accepted.sieve), self._wording)
            where = Entry("What counts", sentence(records[0]) if len(records) == 1 else "", _points(records))
            made = listed("Made from", self._sources(accepted.sieve))
            blocks = (*entries(("In short", form.summary)), where, *made)
            yield Part(f"accepted-{name}", sentence(accepted_title(name, self._wording)).rstrip("."), blocks)

    def _sources(self, sieve: Sieve) -> tuple[Item, ...]:
        kinds = sieve.kinds or ()
        found = [Item(kind.title, "", f"kind-{name}") for name, kind in self._rules.kinds.items() if name in kinds]
        found += [Item(accepted_title(name, self._wording), "", f"accepted-{name}") for name in sieve.accepted]
        return tuple(found)

    def _kinds(self) -> Iterator[Part]:
        for name, form in self._model.evidence.items():
            kind = self._rules.kinds[name]
            rows = tuple(
                (field, field_words(schema), "" if field in kind.required else _OPTIONAL, description(schema))
                for field, schema in kind.fields.items()
            )
            fields = Table("Fields", ("Field", "What stands there", "Optional", "Meaning"), rows)
            blocks = (
                *entries(
                    ("In short", form.summary),
                    ("Guidance", form.guidance),
                    ("Called in a file", name),
                    ("Voice", _voice(form)),
                    ("Counts people in", form.people),
                ),
                *((fields,) if rows else entries(("Fields", "None of its own."))),
                *entries(("Must hold", "; ".join(_rule_words(rule) for rule in kind.rules))),
            )
            yield Part(f"kind-{name}", kind.title, blocks)

    def _scales(self) -> Iterator[Part]:
        used = {node.scale.id: node.scale for node in self._rules.nodes.values() if node.scale is not None}
        used.update({criterion.judged_on.id: criterion.judged_on for criterion in self._rules.criteria})
        for name in self._model.scales:
            if name in used:
                yield Part(f"scale-{name}", sentence(named(name)).rstrip("."), (_scale(used[name]),))

    def _profile(self) -> Iterator[Part]:
        facts, required = self._rules.facts, self._rules.facts_required
        rows = tuple(
            (fact, field_words(schema), "" if fact in required else _OPTIONAL, description(schema))
            for fact, schema in facts.items()
        )
        table = Table("Facts", ("Fact", "What stands there", "Optional", "Meaning"), rows)
        if rows:
            yield Part("profile", "What the profile says of an organisation", (table,))

    def _tags(self) -> Iterator[Part]:
        table = Table("Tags", ("Tag", "Meaning"), tuple(self._model.tags.items()))
        if self._model.tags:
            yield Part("tags", "What the tags mean", (table,))


def _points(texts: list[str]) -> tuple[Item, ...]:
    return tuple(Item("", sentence(text)) for text in texts) if len(texts) > 1 else ()


def _scale(scale: Scale) -> Entry | Table:
    if scale.points and not any(point.name or point.means for point in scale.points):
        return Entry("Points, worst first", sentence(joined([shown(point.value) for point in scale.points])))
    if scale.points:
        rows = tuple((shown(p.value), p.name or "", p.means or "") for p in scale.points)
        return Table("Points, worst first", ("Value", "Name", "Meaning"), rows)
    step = f", in steps of {shown(scale.step)}" if scale.step is not None else ""
    return Entry("Values", f"From {shown(scale.worst)}, the worst, to {shown(scale.best)}{step}.")


def _voice(form: EvidenceKind) -> str | None:
    if not isinstance(form.voice, VoiceBy):
        return form.voice
    values: dict[str, list[str]] = {}
    for value, voice in (form.voice.__pydantic_extra__ or {}).items():
        values.setdefault(voice, []).append(value)
    said_by = joined([f"{voice} where it is {joined(found, 'or')}" for voice, found in values.items()])
    return f"by '{named(form.voice.by)}': {said_by}"


def _rule_words(rule: FieldRule) -> str:
    right = rule.right if isinstance(rule.right, str) else shown(rule.right)
    return f"{rule.left} {_SIGNS[rule.sign]} {right}"
