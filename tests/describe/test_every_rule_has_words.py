"""The interpretation that documents has a case for every class of the algebra, so that none is forgotten."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

import kitemark
from kitemark.describe import book, conditions, criteria, handbook, marks, measures, ratings, tracing
from kitemark.rules import condition as condition_rules
from kitemark.rules import measure as measure_rules
from kitemark.rules import rating as rating_rules
from kitemark.rules import standard as standard_rules

from .small import every_part

sys.path.insert(0, str(Path(__file__).parents[1]))

from reference.strategies import standards


def leaves(rule: type) -> set[type]:
    """The classes of a rule that have no further forms, however deep."""
    # A dataclass with slots leaves the class behind from which it was made.
    forms = [form for form in rule.__subclasses__() if getattr(sys.modules[form.__module__], form.__name__) is form]
    return set[type]().union(*map(leaves, forms)) if forms else {rule}


TABLES: dict[str, tuple[Any, type]] = {
    "describe.measures.TAKES": (measures.TAKES, measure_rules.Take),
    "describe.ratings.RATINGS": (ratings.RATINGS, rating_rules.RatingRule),
    "describe.marks.MARKS": (marks.MARKS, rating_rules.MarkRule),
    "describe.conditions.CONDITIONS": (conditions.CONDITIONS, condition_rules.ConditionRule),
    "describe.tracing.RATINGS": (tracing.RATINGS, rating_rules.RatingRule),
    "describe.tracing.MARKS": (tracing.MARKS, rating_rules.MarkRule),
    "describe.tracing.CONDITIONS": (tracing.CONDITIONS, condition_rules.ConditionRule),
    "describe.tracing.ASKS": (tracing.ASKS, condition_rules.Ask),
}


@pytest.mark.parametrize(("table", "rule"), TABLES.values(), ids=TABLES)
def test_a_table_has_a_case_for_every_form_of_its_rule(table: Any, rule: type) -> None:
    assert set(table) == leaves(rule)
    assert len(leaves(rule)) > 2


def test_conditions_with_parts_are_told_as_a_heading_over_their_parts() -> None:
    def has_parts(rule: type) -> bool:
        return "parts" in {field.name for field in dataclasses.fields(rule)}

    assert set(conditions.SEVERAL) == {rule for rule in leaves(condition_rules.ConditionRule) if has_parts(rule)}


def test_a_section_combines_and_rounds_in_as_many_ways_as_the_language_says() -> None:
    assert set(criteria._COMBINED) == {"mean", "sum", "worst", "best"}
    assert set(criteria._ROUNDED) == {"half-up", "half-even", "down"}


def test_every_policy_has_words() -> None:
    policies = {"refused", "excluded", "met"}
    assert set(criteria._NOT_APPLICABLE) == set(book._NOT_APPLICABLE) == policies
    assert set(book._SETTLED) == {"median", "worst", "best", "latest"}
    assert set(criteria._ASKED_OF) | {"both"} == {"organisation", "units", "both"}


def test_a_handbook_reads_every_part_of_the_compiled_standard() -> None:
    # A field that is added to the rules must be put in words, or be listed here with the reason.
    read = {
        "id", "version", "title", "otherwise", "smallest_group", "judgements", "facts", "facts_required", "kinds",
        "accepted", "measures", "nodes", "criteria", "levels", "commendations", "flags", "asks_units",
    }  # fmt: skip
    of_the_engine = {
        "lasts",
        "conditional",
        "order",
        "cited_by",
        "apart",
        "weighings",
        "marked",
    }  # how long is said by the standard's file
    assert {field.name for field in dataclasses.fields(standard_rules.Rules)} == read | of_the_engine


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(standards())
def test_every_standard_that_loads_has_a_handbook_that_names_all_of_it(data: dict[str, Any]) -> None:
    loaded = kitemark.standard_from(data)
    page = handbook(loaded)
    found = {part.id for part in every_part(page.parts)}
    wanted = {f"criterion-{one.id}" for one in loaded.rules.criteria}
    wanted |= {f"level-{one.id}" for one in loaded.rules.levels}
    wanted |= {f"measure-{name}" for name in loaded.rules.measures}
    wanted |= {f"kind-{name}" for name in loaded.rules.kinds}
    wanted |= {f"accepted-{name}" for name in loaded.rules.accepted}
    wanted |= {f"flag-{one.id}" for one in loaded.rules.flags}
    wanted |= {f"commendation-{one.id}" for one in loaded.rules.commendations}
    wanted |= {f"safeguard-{one.id}" for one in loaded.model.safeguards}
    wanted |= {f"section-{name}" for name, node in loaded.rules.nodes.items() if name and not hasattr(node, "rating")}
    assert wanted <= found
    assert len(found) == sum(1 for _ in every_part(page.parts))
