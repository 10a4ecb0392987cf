"""Sections and criteria as parts of a page: what is asked, why, how it is rated and what holds it."""

from __future__ import annotations

from collections.abc import Iterator

from kitemark.describe.marks import mark_item
from kitemark.describe.page import Block, Entry, Item, Part, entries, listed
from kitemark.describe.ratings import bands_words, limit_item, rating_item
from kitemark.describe.wording import Wording
from kitemark.describe.words import fact_tests, goal_on, named, point_words
from kitemark.explain.words import joined, sentence
from kitemark.model.standard import Criterion as CriterionForm
from kitemark.model.standard import Scoring, StandardFile
from kitemark.model.standard import Section as SectionForm
from kitemark.quantity import Number, number_from_text, shown
from kitemark.rules.rating import is_plain_judgement
from kitemark.rules.scale import Scale
from kitemark.rules.standard import Criterion, Section

_COMBINED = {"mean": "the mean of", "sum": "the sum of", "worst": "the worst of", "best": "the best of"}
_ROUNDED = {"half-up": "halves upwards", "half-even": "halves to the even neighbour", "down": "downwards"}
_ASKED_OF = {
    "organisation": "Asked of the organisation as a whole, and not of its units.",
    "units": "Asked of each unit; the organisation takes the worst of their ratings.",
}
_NOT_APPLICABLE = {
    "refused": "Assessors may not mark it not applicable.",
    "excluded": "Assessors may mark it not applicable, with a reason; it is then left out.",
    "met": "Assessors may mark it not applicable, with a reason; it then counts as met.",
}


class Chapters:
    """Makes the parts of a standard's tree."""

    def __init__(self, standard: StandardFile, wording: Wording) -> None:
        """Take the standard's texts, and its rules with their words."""
        self._standard = standard
        self._wording = wording

    def parts(self) -> Iterator[Part]:
        """Give a part for each section, and one for the criteria beside them."""
        for section in self._standard.sections:
            yield self._section(section)
        beside = tuple(self._criterion(form) for form in self._standard.criteria)
        if beside:
            title = "Criteria beside the sections" if self._standard.sections else "Criteria"
            yield Part("criteria", title, (), beside, listed=True)

    def _section(self, form: SectionForm) -> Part:
        node = self._wording.rules.nodes[form.id]
        assert isinstance(node, Section)  # noqa: S101 - a section's form makes a section
        limits = tuple(limit_item(limit, node, self._wording) for limit in node.limits)
        blocks: tuple[Block, ...] = (
            *entries(("In short", form.summary), ("Why", form.why), ("Guidance", form.guidance)),
            *listed("Its score", () if _is_plain(node) else section_score(node)),
            *entries(("Weight", _weight(node))),
            *listed("What holds it", limits),
            *entries(("Where it applies", self._applies(node))),
        )
        return Part(f"section-{form.id}", _title(form.id, form.title), blocks, self._below(form), listed=True)

    def _below(self, form: Scoring) -> tuple[Part, ...]:
        sections = [self._section(inner) for inner in form.sections]
        return (*sections, *(self._criterion(inner) for inner in form.criteria))

    def _criterion(self, form: CriterionForm) -> Part:
        node = self._wording.rules.nodes[form.id]
        assert isinstance(node, Criterion)  # noqa: S101 - a criterion's form makes a criterion
        blocks: list[Block] = [
            *entries(("Question", form.asks), ("Why", form.why), ("Guidance", form.guidance)),
            *listed("What each rating looks like", looks(form, node.scale)),
            *self._rating(node),
            *listed("Evidence to bring", self._suggested(form)),
            *listed("What is measured", (mark_item(mark, self._wording) for mark in node.marks)),
            *listed("What holds it", (limit_item(limit, node, self._wording) for limit in node.limits)),
            *entries(
                ("Where it applies", self._applies(node)),
                ("Not applicable", self._policy(node)),
                ("Whom it is asked of", _ASKED_OF.get(node.asked_of)),
                ("Weight", _weight(node)),
                ("Effort", f"{shown(form.effort)} for each step up" if form.effort != 1 else None),
            ),
            *listed("Tags", (Item(tag, self._standard.tags.get(tag, "")) for tag in form.tags)),
        ]
        return Part(f"criterion-{form.id}", _title(form.id, form.title), tuple(blocks))

    def _rating(self, node: Criterion) -> Iterator[Entry]:
        item = rating_item(node.rating, self._wording)
        text = f"Assessors judge it on the scale '{node.scale.id}'." if is_plain_judgement(node.rating) else item.text
        if item.lead:
            yield Entry("How it is rated", "", (item,))
        else:
            yield Entry("How it is rated", text, item.items)

    def _suggested(self, form: CriterionForm) -> Iterator[Item]:
        for name in form.suggests:
            kind = self._wording.rules.kinds[name]
            fields = [named(field) + ("" if field in kind.required else " (optional)") for field in kind.fields]
            held = f"It holds: {joined(fields)}." if fields else "It has no fields of its own."
            yield Item(kind.title, held, f"kind-{name}")

    def _applies(self, node: Criterion | Section) -> str | None:
        where = fact_tests(node.applies_when, self._wording.rules.facts)
        return sentence(f"only where {where}") if where else None

    def _policy(self, node: Criterion) -> str | None:
        common = self._standard.not_applicable
        return _NOT_APPLICABLE[node.not_applicable] if node.not_applicable != common else None


def _title(name: str, title: str | None) -> str:
    return f"{name} {title}" if title and title != name else name


def _weight(node: Criterion | Section) -> str | None:
    return f"{shown(node.weight)} among its neighbours" if node.weight != 1 else None


def looks(form: CriterionForm, scale: Scale) -> Iterator[Item]:
    """Give what each rating looks like here, or what it means anywhere."""
    here = {_point(key, scale): text for key, text in form.looks_like.items()}
    if not scale.points:
        yield from (Item(shown(value), here[value]) for value in sorted(here))
        return
    for point in scale.points:
        text = here.get(point.value, point.means or "")
        if text or point.name:
            yield Item(point_words(scale, point.value), text)


def _point(key: str, scale: Scale) -> Number:
    value = number_from_text(key)
    if value is not None and scale.holds(value):
        return value
    called = scale.called(key)
    assert called is not None  # noqa: S101 - compiled, so every key is a point
    return called


def section_score(node: Section) -> tuple[Item, ...]:
    """Give how a section's score comes about, step by step."""
    made = f"{_COMBINED[node.combine]} its parts"
    if node.combine == "mean":
        made += f", each as a share of the most it can be, out of {shown(node.out_of)}"
    if node.combine in ("mean", "sum"):
        made += ", by their weights"
    items = [Item("", sentence(made))]
    if node.capped_at is not None:
        items.append(Item("", f"No more than {shown(node.capped_at)}."))
    if node.decimals is not None:
        places = f"decimals: {node.decimals}" if node.decimals else "to a whole number"
        items.append(Item("", f"Rounded ({places}; {_ROUNDED[node.rounding]})."))
    if node.bands is not None:
        text = f"What comes out stands on the scale '{node.bands.scale.id}'."
        bands = bands_words(node.bands, lambda goal: goal_on(None, goal))
        items.append(Item("", text, items=bands))
    return tuple(items)


def _is_plain(node: Section) -> bool:
    """Tell whether a section is the usual mean, which is said once for all."""
    return (node.combine, node.out_of, node.capped_at, node.decimals, node.bands) == ("mean", 100, None, None, None)
