"""The outline of a standard: which criteria and sections there are, where they stand, on what scale.

Conditions are read against the outline, so it is drawn first, without them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kitemark.compile.place import Place
from kitemark.compile.scales import Scales
from kitemark.model.standard import Criterion as CriterionForm
from kitemark.model.standard import Scoring, StandardFile
from kitemark.model.standard import Section as SectionForm
from kitemark.quantity import Number, shown
from kitemark.rules.scale import Scale
from kitemark.rules.standard import ROOT

MEAN_OUT_OF = 100
_MEAN = "combine the section by mean"


@dataclass(slots=True)
class Sketch:
    """A criterion or section as the outline knows it; `maximum` is its largest score, all of it applying.

    What is `raw` is of its score before bands. The maximum is `fixed` where it is the same whatever applies, else None.
    """

    id: str
    place: Place
    form: CriterionForm | Scoring
    parent: str | None
    top: str
    default: str | None
    children: list[str] = field(default_factory=list)
    scale: Scale | None = None
    lower: bool = False
    raw_lower: bool = False
    raw_scale: Scale | None = None
    raw_fixed: Number | None = None
    fixed: Number | None = None
    maximum: Number = 0
    sound: bool = True

    @property
    def is_criterion(self) -> bool:
        """Whether it is a criterion and not a section."""
        return isinstance(self.form, CriterionForm)

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags; sections have none."""
        return self.form.tags if isinstance(self.form, CriterionForm) else ()

    @property
    def title(self) -> str | None:
        """Its title, if it has one."""
        return self.form.title if isinstance(self.form, CriterionForm | SectionForm) else None

    @property
    def weight(self) -> Number:
        """Its weight among its siblings."""
        return self.form.weight if isinstance(self.form, CriterionForm | SectionForm) else 1


def draw(standard: StandardFile, scales: Scales, place: Place) -> dict[str, Sketch]:
    """Give the sketches by id in the file's order, the root first, each section before its children."""
    sketches: dict[str, Sketch] = {}
    root = Sketch(ROOT, place, standard, None, ROOT, standard.scale)
    sketches[ROOT] = root
    _inside(root, sketches)
    if not any(sketch.is_criterion for sketch in sketches.values()):
        message = "found no criterion in the whole standard, wanted at least one"
        place.report("no-criteria", message, "add one under 'criteria', with an id and a title")
    for sketch in reversed(list(sketches.values())):
        if sketch.is_criterion:
            _criterion(sketch, scales)
        else:
            _section(sketch, sketches, scales)
    return sketches


def _inside(parent: Sketch, sketches: dict[str, Sketch]) -> None:
    form = parent.form
    assert isinstance(form, Scoring)  # noqa: S101 - only sections have an inside
    children: list[tuple[Place, CriterionForm | SectionForm]] = [
        *((parent.place.at("sections", i), section) for i, section in enumerate(form.sections)),
        *((parent.place.at("criteria", i), criterion) for i, criterion in enumerate(form.criteria)),
    ]
    for here, child in children:
        if child.id in sketches:
            message = f"found the id '{child.id}' a second time, wanted one of its own"
            here.at("id").report("duplicate-id", message, sketches[child.id].place.at("id").as_first())
            continue
        top = parent.top or (child.id if isinstance(child, SectionForm) else ROOT)
        own = child.scale if isinstance(child, SectionForm) and child.bands is None else None
        sketch = Sketch(child.id, here, child, parent.id, top, own or parent.default)
        sketches[child.id] = sketch
        parent.children.append(child.id)
        if isinstance(child, SectionForm):
            _inside(sketch, sketches)
    if not children and parent.id != ROOT:
        message = f"found no criteria and no sections in '{parent.id}', wanted at least one"
        parent.place.report("empty", message, "write its criteria under 'criteria', or take the section out")


def _criterion(sketch: Sketch, scales: Scales) -> None:
    form = sketch.form
    assert isinstance(form, CriterionForm)  # noqa: S101 - the caller tells them apart
    name = form.scale or sketch.default
    if name is None:
        sketch.place.report(
            "missing-key", f"found no scale for '{sketch.id}'", "set 'scale: ...' here, on a section or at the top"
        )
        sketch.sound = False
        return
    # A default scale is asked for once, where it is set.
    sketch.scale = scales.get(name) if form.scale is None else scales.called(name, sketch.place.at("scale"))
    if sketch.scale is None:
        sketch.sound = False
        return
    sketch.lower = sketch.raw_lower = sketch.scale.lower
    sketch.maximum = sketch.fixed = sketch.scale.maximum


def _section(sketch: Sketch, sketches: Mapping[str, Sketch], scales: Scales) -> None:
    form, place = sketch.form, sketch.place
    assert isinstance(form, Scoring)  # noqa: S101 - the caller tells them apart
    if form.scale is not None:
        scales.called(form.scale, place.at("scale"))
    children = [sketches[child] for child in sketch.children]
    if not all(child.sound for child in children):
        sketch.sound = False
        return
    lowers = {child.lower for child in children}
    if len(lowers) > 1:
        names = ", ".join(child.id for child in children if child.lower)
        place.report(
            "mixed-directions",
            f"found two directions in one section: lower is better for {names}, and higher for the others",
            "give all children scales with the same direction",
        )
        sketch.sound = False
        return
    sketch.raw_lower = sketch.lower = lowers == {True}
    sketch.raw_scale = sketch.scale = _shared_scale(sketch, form, children)
    sketch.maximum = _maximum(sketch, form, children)
    same = {child.fixed for child in children}
    told = form.combine == "mean" or (form.combine != "sum" and len(same) == 1 and None not in same)
    sketch.fixed = sketch.raw_fixed = sketch.maximum if told else None
    _own_scale(sketch, form, scales)


def _shared_scale(sketch: Sketch, form: Scoring, children: list[Sketch]) -> Scale | None:
    if form.combine not in ("worst", "best") or not children:
        return None
    first = children[0].scale
    for child in children:
        if child.scale is None or first is None or child.scale.id != first.id:
            bare = children[0] if first is None else child if child.scale is None else None
            what = f"'{bare.id}' without a scale" if bare else f"'{child.id}' on another scale than '{children[0].id}'"
            hint = f"give it 'scale' and 'bands', or {_MEAN}" if bare else f"put all on one scale, or {_MEAN}"
            sketch.place.report("mixed-scales", f"found {what}, wanted one scale for {form.combine}", hint)
            sketch.sound = False
            return None
    return first


def _maximum(sketch: Sketch, form: Scoring, children: list[Sketch]) -> Number:
    place = sketch.place
    if form.out_of is not None and (form.combine != "mean" or form.out_of <= 0):
        mean = form.combine == "mean"
        wanted = "a number above 0" if mean else f"none beside combine: {form.combine}"
        hint = f"write {MEAN_OUT_OF}, which is usual" if mean else "take 'out_of' away, or combine by mean"
        place.at("out_of").report("out-of-range", f"found out_of {shown(form.out_of)}, wanted {wanted}", hint)
    if form.combine == "mean":
        for child in children:
            if child.weight > 0 and child.maximum <= 0:
                message = (
                    f"found '{child.id}' in a mean with a maximum of {shown(child.maximum)}, wanted a maximum above 0"
                )
                hint = "give it a scale on which the best point is above 0, or a weight of 0"
                child.place.report("no-maximum", message, hint)
        maximum: Number = form.out_of if form.out_of is not None else MEAN_OUT_OF
    elif form.combine == "sum":
        maximum = sum((child.weight * max(child.maximum, 0) for child in children), start=0)
    else:
        maximum = max((child.maximum for child in children), default=0)
    return min(maximum, form.capped_at) if form.capped_at is not None else maximum


def _own_scale(sketch: Sketch, form: Scoring, scales: Scales) -> None:
    if form.bands is None:
        return
    own = scales.get(form.scale) if form.scale is not None else None
    if form.scale is None:
        sketch.place.report("missing-key", "found bands without a scale of the section's own", "add 'scale: ...'")
    if own is None:
        sketch.sound = False
        return
    sketch.scale, sketch.lower, sketch.maximum, sketch.fixed = own, own.lower, own.maximum, own.maximum
