"""The handbook: a whole standard as a page, in the order in which people ask about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kitemark.describe.annexes import Annexes
from kitemark.describe.conditions import condition_words, requirement
from kitemark.describe.criteria import Chapters, section_score
from kitemark.describe.page import Entry, Item, Page, Part, entries, parts_of
from kitemark.describe.ratings import limit_item
from kitemark.describe.wording import Wording
from kitemark.explain.words import day, joined, percentage, sentence
from kitemark.model.standard import Level, StandardFile
from kitemark.rules.standard import Rules
from kitemark.standard import Standard

_SETTLED = {
    "median": "the middle one of their ratings counts, and of two middles the worse",
    "worst": "the worst of their ratings counts",
    "best": "the best of their ratings counts",
    "latest": "the latest of their ratings counts",
}
_NOT_APPLICABLE = {
    "refused": "assessors may not mark a criterion not applicable",
    "excluded": "a criterion that assessors mark not applicable, with a reason, is left out",
    "met": "a criterion that assessors mark not applicable, with a reason, counts as met",
}

_SCORES = (
    "A section's score is the mean of its criteria's ratings, each as a share of the best there is, out of 100, "
    "unless the section says otherwise."
)
_UNKNOWN = (
    "What nobody knows yet counts as the worst there could be, and is said to be not known. A measure that is a "
    "range counts with its worse end."
)


def handbook(standard: Standard) -> Page:
    """Give a standard's handbook."""
    book = _Handbook(standard)
    return Page(standard.title, f"Handbook of version {standard.version}", language(standard), tuple(book.parts()))


def language(standard: Standard) -> str:
    """Give the language in which a standard is written."""
    return standard.model.language or "en"


class _Handbook:
    """Makes the parts of a handbook."""

    def __init__(self, standard: Standard) -> None:
        self._model: StandardFile = standard.model
        self._rules: Rules = standard.rules
        self._wording = Wording(standard.rules)
        self._forms: dict[str, Level] = {level.id: level for level in standard.model.levels}

    def parts(self) -> Iterator[Part]:
        yield self._about()
        yield Part("how", "How a level comes about", entries(*self._how()))
        yield Part("levels", "Levels", (), tuple(self._levels()), listed=True)
        yield from Chapters(self._model, self._wording).parts()
        yield from parts_of("commendations", "Commendations", self._commendations())
        yield from parts_of("flags", "Flags, for people to look at", self._flags())
        yield from Annexes(self._model, self._wording).parts()

    # What it is, and how it works

    def _about(self) -> Part:
        model, force = self._model, self._model.effective
        until = f" until {day(force.until)}" if force and force.until else ""
        publisher = model.publisher
        by = f"{publisher.name}{f', {publisher.url}' if publisher.url else ''}" if publisher else None
        blocks = entries(
            ("Summary", model.summary),
            ("Standard", f"{model.id}, version {model.version}"),
            ("Published by", by),
            ("Licence", model.licence),
            ("In force", f"from {day(force.from_)}{until}" if force else None),
            ("An award lasts", str(model.lasts) if model.lasts else None),
            ("Reviewed", f"every {model.review}" if model.review else None),
            ("Without a level", f"An organisation that reaches no level is called: {self._rules.otherwise}."),
        )
        return Part("about", "About this standard", blocks)

    def _how(self) -> Iterator[tuple[str, str]]:
        if self._rules.kinds:
            yield "Evidence", "Records are counted by measures. What a record must hold stands under its kind."
        yield "Ratings", self._judgements()
        yield "Not applicable", sentence(_NOT_APPLICABLE[self._model.not_applicable])
        if self._model.sections:
            yield "Scores", _SCORES
        root = self._rules.root
        steps = " ".join(item.text + _inline(item.items) for item in section_score(root))
        limits = " ".join(limit_item(limit, root, self._wording).text for limit in root.limits)
        yield "The whole", f"{steps} {limits}".strip()
        yield "Not known yet", _UNKNOWN
        yield from self._softened()
        yield from self._small()
        if self._rules.asks_units:
            yield "Units", "Units (departments, sites) are assessed one by one, and then the organisation as a whole."

    def _judgements(self) -> str:
        judged = self._rules.judgements
        people = "one assessor" if judged.assessors == 1 else f"{judged.assessors} assessors"
        roles = joined(list(self._model.judgements.roles or ()), "or")
        by = f" in the role {roles}" if roles else ""
        text = f"At least {people}{by} must have rated a criterion. Where several did, {_SETTLED[judged.settle]}."
        if judged.settle == "latest":
            return text
        apart = f"{judged.may_differ_by} point{'' if judged.may_differ_by == 1 else 's'}"
        return f"{text} Ratings more than {apart} apart leave it open between them."

    def _softened(self) -> Iterator[tuple[str, str]]:
        shares = [
            f"{level.title} {percentage(share.value)}"
            for level in self._rules.levels
            if (share := self._model.tolerance.get(level.id)) is not None
        ]
        if shares:
            text = "The worse end of a share's range may lie below a mark by no more than this much"
            yield "Tolerance", f"{text}: {joined(shares)}. The share itself must reach the mark."

    def _small(self) -> Iterator[tuple[str, str]]:
        if self._rules.smallest_group > 1:
            few = self._rules.smallest_group
            text = f"A figure that rests on fewer than {few} people is withheld, and counts as not known."
            yield "Small groups", f"{text} Counts of records are never withheld."

    # Levels, commendations, flags

    def _levels(self) -> Iterator[Part]:
        for place, rule in enumerate(self._rules.levels):
            form = self._forms[rule.id]
            before = self._rules.levels[place - 1].title if place else ""
            builds = "Stands by itself." if not rule.builds_on else f"All that {before} asks for is asked here too."
            asked = tuple(requirement(condition, self._wording) for condition in rule.requires)
            lasts = form.lasts or self._model.lasts
            yield Part(
                f"level-{rule.id}",
                rule.title,
                (
                    *entries(("In short", form.summary), ("Guidance", form.guidance)),
                    *entries(("Lasts", str(lasts) if lasts else None), ("Builds on", builds if place else None)),
                    Entry("What it takes", "" if asked else "Nothing more.", asked),
                ),
            )

    def _commendations(self) -> Iterator[Part]:
        summaries = {form.id: form.summary for form in self._model.commendations}
        for rule in self._rules.commendations:
            asked = tuple(requirement(condition, self._wording) for condition in rule.requires)
            blocks = (*entries(("In short", summaries[rule.id])), Entry("What it takes", "", asked))
            yield Part(f"commendation-{rule.id}", rule.title, blocks)

    def _flags(self) -> Iterator[Part]:
        for rule in self._rules.flags:
            raised = Entry("Raised where", sentence(condition_words(rule.when, self._wording)))
            yield Part(f"flag-{rule.id}", rule.title, (raised, *entries(("Says", rule.says))))


def _inline(items: Iterable[Item]) -> str:
    points = [f"{item.lead} {item.text}" for item in items]
    return f" {sentence('; '.join(points))}" if points else ""
