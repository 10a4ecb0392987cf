"""Settings: the ratings and measures that somebody sets, read by the standard. All that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from kitemark.binding.judgements import off_scale_words, value_on
from kitemark.problems import Problem, listing, nearest, nearest_titled, printable
from kitemark.quantity import Number, exact_text
from kitemark.rules.measure import Measure
from kitemark.rules.naming import rating_measures
from kitemark.rules.rating import asks_assessors
from kitemark.rules.standard import Criterion, Rules
from kitemark.supposition.figures import Figure, exact_number, figure_from, misfits, said_words, wanted_words
from kitemark.supposition.supposed import Supposed

Key = tuple[str, str | None]
"""A measure, and the criterion for which it is read where it is cited."""

RATINGS, MEASURES = "ratings", "measures"
"""What ratings and measures are set by, for the path of a problem: `ratings A2`."""


@dataclass(slots=True)
class Settings:
    """What is set, by unit (None for the organisation), and what is wrong with the rest."""

    ratings: dict[str | None, dict[str, Number]] = field(default_factory=dict)
    measures: dict[str | None, dict[Key, Figure]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    said_ratings: dict[str, str] = field(default_factory=dict)
    said_measures: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def supposed(self) -> Supposed:
        """Give what is set as plain data."""
        return Supposed(self.said_ratings, self.said_measures, tuple(self.words))


def read_settings(
    rules: Rules,
    units: Collection[str],
    ratings: Mapping[str, object],
    measures: Mapping[str, object],
) -> Settings:
    """Give what is set by `[UNIT/]CRITERION`, and by `[UNIT/]MEASURE[@CRITERION]`, for a pack with these units."""
    reader = _Reader(rules, units)
    for name in sorted(ratings):
        reader.rating(name, ratings[name])
    # What is said for one criterion goes before what is said for all.
    for name in sorted(measures, key=lambda name: ("@" in name, name)):
        reader.measure(name, measures[name])
    return reader.settings


class _Reader:
    def __init__(self, rules: Rules, units: Collection[str]) -> None:
        self.settings = Settings()
        self._rules = rules
        self._units = units
        self._criteria = {criterion.id: criterion for criterion in rules.criteria}

    def rating(self, name: str, said: object) -> None:
        """Read a rating that is set."""
        path = f"{RATINGS} {name}"
        unit, wanted = self._placed(name, path)
        criterion = self._criterion(wanted, path)
        if unit == "" or criterion is None or not self._may_be_rated(criterion, unit, path):
            return
        number = exact_number(said)
        value = value_on(criterion.judged_on, said if number is None else _named(criterion, said, number))
        if value is None:
            self._off_scale(criterion, said, number, path)
            return
        self.settings.ratings.setdefault(unit, {})[criterion.id] = value
        self.settings.said_ratings[name] = exact_text(value)
        called = criterion.judged_on.name(value)
        text = exact_text(value)
        self.settings.words.append(f"{name} = {text}" + (f" ({called})" if called != text else ""))

    def _off_scale(self, criterion: Criterion, said: object, number: Number | None, path: str) -> None:
        if number is None and not isinstance(said, str | bool):
            message = f"found {said_words(said)}, wanted a point of the scale '{criterion.judged_on.id}'"
            self._note("wrong-type", message, path, "give its value or its name")
            return
        message, hint = off_scale_words(criterion, said if isinstance(said, str | bool) else number)
        self._note("not-on-scale", message, path, hint)

    def measure(self, name: str, said: object) -> None:
        """Read a measure that is set."""
        path = f"{MEASURES} {name}"
        unit, wanted = self._placed(name, path)
        called, _, criterion = wanted.partition("@")
        measure = self._rules.measures.get(called)
        if measure is None:
            known = self._rules.measures
            hint = self._meant(called) or (
                f"the measures are {listing(known)}" if known else "the standard has none: set a rating"
            )
            self._note("unknown-name", f"found '{printable(called, 60)}', wanted the id of a measure", path, hint)
            return
        keys = list(self._keys(measure, criterion if "@" in wanted else None, path))
        figure = figure_from(said, measure)
        if figure is None:
            code = "wrong-unit" if isinstance(said, str) else "wrong-type"
            message = f"found {said_words(said)}, wanted {wanted_words(measure)}"
            self._note(code, message, path, f"it is '{measure.title}'")
            return
        wrong = list(misfits(figure, said, measure, self._rules, path))
        self.settings.problems += wrong
        if wrong or not keys or unit == "":
            return
        self.settings.measures.setdefault(unit, {}).update(dict.fromkeys(keys, figure))
        self.settings.said_measures[name] = figure.text
        self.settings.words.append(f"{name} = {figure.text}")

    def _placed(self, name: str, path: str) -> tuple[str | None, str]:
        """Give the unit for which something is set, and what; no unit is None, and an unknown one empty."""
        unit, slash, rest = name.partition("/")
        if not slash:
            return None, name
        if unit in self._units:
            return unit, rest
        hint = nearest(unit, self._units) or (
            f"the units are {listing(sorted(self._units))}" if self._units else "the pack lists no units"
        )
        self._note("unknown-name", f"found '{printable(unit, 60)}' before '/', wanted the id of a unit", path, hint)
        return "", rest

    def _meant(self, called: str) -> str | None:
        """Give the hint for what no measure is called: a criterion, a measure's title as reports have it, or near."""
        if called in self._criteria:
            return "it is a criterion, which is set by --set, in Python by ratings="
        by_title = {measure.title.casefold(): measure.id for measure in self._rules.measures.values()}
        meant = by_title.get(called.casefold())
        return f"did you mean '{meant}'?" if meant is not None else nearest(called, self._rules.measures)

    def _criterion(self, name: str, path: str) -> Criterion | None:
        found = self._criteria.get(name)
        if found is None:
            hint = nearest_titled(name, self._criteria.values()) or f"the criteria are {listing(self._criteria, 60)}"
            if name.partition("@")[0] in self._rules.measures:
                hint = "it is a measure, which is set by --set-measure, in Python by measures="
            self._note("unknown-name", f"found '{printable(name, 60)}', wanted the id of a criterion", path, hint)
        return found

    def _may_be_rated(self, criterion: Criterion, unit: str | None, path: str) -> bool:
        if not asks_assessors(criterion.rating):
            measures = list(dict.fromkeys(measure.id for measure in rating_measures(criterion.rating)))
            message = f"found a rating for '{criterion.id}', which nobody judges: it is rated by {_measures(measures)}"
            self._note("setting", message, path, "set the measure, and not the rating")
            return False
        if unit is None and criterion.asked_of == "units" and self._units:
            message = f"found a rating of '{criterion.id}' for the organisation, and it is judged in its units"
            first = min(self._units)
            self._note("setting", message, path, f"set it for a unit, as in '{first}/{criterion.id}'")
            return False
        if unit is not None and criterion.asked_of == "organisation":
            message = f"found a rating of '{criterion.id}' for a unit, and it is asked of the organisation alone"
            self._note("setting", message, path, f"set '{criterion.id}' without the unit")
            return False
        return True

    def _keys(self, measure: Measure, criterion: str | None, path: str) -> Iterator[Key]:
        """Give under which keys a measure is read."""
        reads = sorted(self._rules.cited_by.get(measure.id, ()))
        if criterion is None:
            yield from ((measure.id, name) for name in reads) if measure.cited else [(measure.id, None)]
        elif not measure.cited:
            message = f"found a criterion for '{measure.id}', which is one number for all criteria"
            self._note("setting", message, path, f"set '{measure.id}' without '@'")
        elif criterion not in reads:
            hint = nearest(criterion, reads) or f"it is read for {listing(reads)}"
            message = f"found '{printable(criterion, 60)}', wanted a criterion for which '{measure.id}' is read"
            self._note("unknown-name", message, path, hint)
        else:
            yield measure.id, criterion

    def _note(self, code: str, message: str, path: str, hint: str) -> None:
        self.settings.problems.append(Problem(code, message, path=path, hint=hint))


def _named(criterion: Criterion, said: object, number: Number) -> object:
    """Give a rating as a number, save where a point of the scale is called just so."""
    return said if isinstance(said, str) and criterion.judged_on.called(said) is not None else number


def _measures(names: list[str]) -> str:
    return ("the measure " if len(names) == 1 else "the measures ") + listing(f"'{name}'" for name in names)
