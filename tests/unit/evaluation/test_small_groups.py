"""Small groups: a figure from which a withheld one could be worked out decides, and is not told."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark

Data = dict[str, Any]
HIDDEN = "known and not told, as a figure about too few people could be worked out from it"
WITHHELD = "withheld, as it rests on fewer than 10 people"


def standard(*criteria: str, **measure: Any) -> kitemark.Standard:
    """A standard of criteria that are rated by one share of answers, with groups of at least ten."""
    bands = {"1": "10%", "2": "50%", "3": "90%"}
    happy = {"title": "Happy", "from": "survey", "take": {"share": "yes", "of": "answers"}, **measure}
    fields = {"answers": {"type": "integer"}, "yes": {"type": "integer"}, "site": {"enum": ["east", "west"]}}
    return kitemark.standard_from(
        {
            "kitemark": 1,
            "id": "small",
            "version": "1.0.0",
            "title": "Small",
            "smallest_group": 10,
            "scale": "s",
            "scales": {"s": [{"value": n} for n in range(4)]},
            "evidence": {"survey": {"people": "answers", "fields": fields, "optional": ["site"]}},
            "measures": {"happy": happy},
            "criteria": [{"id": c, "title": c, "rating": {"measure": "happy", "bands": bands}} for c in criteria],
            "levels": [{"id": "one", "requires": [{"each": "criteria", "at_least": 2}]}],
        }
    )


def survey(yes: int, answers: int, *criteria: str, **more: Any) -> Data:
    """One record; its id is made of its counts, which no two share."""
    record = {"id": f"r{yes}-{answers}", "kind": "survey", "date": "2026-10-01", "yes": yes, "answers": answers}
    return {**record, "criteria": list(criteria), **more}


def result(of: kitemark.Standard, *records: Data, units: Any = (), **more: Any) -> kitemark.Result:
    data = {"organisation": {"id": "o"}, "date": "2026-11-01", "evidence": list(records), "units": list(units), **more}
    return kitemark.evaluate(of, kitemark.assessment_from(data))


def said(found: Any) -> dict[str, str]:
    """What is said of the measure for each criterion."""
    return {node.id: node.because.rpartition("for Happy ")[2].rstrip(".") for node in found.nodes}


# A cited measure


def test_a_cited_reading_that_overlaps_a_withheld_one_is_not_told() -> None:
    # What speaks to b, less what speaks to a, would be what speaks to c.
    found = result(standard("a", "b", "c", cited=True), survey(30, 40, "a", "b"), survey(2, 5, "b", "c"))
    assert said(found) == {"a": "it is 75%", "b": HIDDEN, "c": WITHHELD}


def test_a_reading_that_is_not_told_decides_as_it_is() -> None:
    found = result(standard("a", "b", "c", cited=True), survey(30, 40, "a", "b"), survey(2, 5, "b", "c"))
    assert [(node.low, node.high) for node in found.nodes] == [(2, 2), (2, 2), (0, 3)]
    assert found.withheld == ("happy",)
    assert "32" not in found.explain()


def test_a_cited_reading_that_shares_nothing_with_a_withheld_one_is_told() -> None:
    found = result(standard("a", "b", cited=True), survey(30, 40, "a"), survey(2, 5, "b"))
    assert said(found) == {"a": "it is 75%", "b": WITHHELD}


def test_where_nothing_is_withheld_overlapping_readings_are_told() -> None:
    found = result(standard("a", "b", cited=True), survey(30, 40, "a", "b"), survey(3, 12, "b"))
    assert said(found) == {"a": "it is 75%", "b": "it is 63.4…%"}


def test_what_a_hidden_reading_lacks_is_not_counted() -> None:
    of = standard("a", "b", "c", cited=True, needs={"answers": 100})
    found = result(of, survey(30, 40, "a", "b"), survey(2, 5, "b", "c"))
    assert said(found) == {
        "a": "cannot tell yet, as 40 answers are too few and 100 are needed",
        "b": "cannot tell yet, as the answers are too few and 100 are needed",
        "c": WITHHELD,
    }


def test_a_count_is_told_whoever_stands_behind_it() -> None:
    data = standard("a", "b", cited=True).to_data()
    data["measures"]["happy"]["take"] = "count"
    for criterion in data["criteria"]:
        criterion["rating"]["bands"] = {"1": 1}
    found = result(kitemark.standard_from(data), survey(30, 40, "a", "b"), survey(2, 5, "b"))
    assert said(found) == {"a": "it is 1", "b": "it is 2"}


def test_a_cited_reading_is_not_told_where_it_less_another_would_be_of_too_few() -> None:
    # Nobody reads the five by themselves.
    found = result(standard("a", "b", cited=True), survey(30, 40, "a", "b"), survey(2, 5, "b"))
    assert said(found) == {"a": "it is 75%", "b": HIDDEN}


def test_a_few_who_stand_behind_every_figure_are_in_good_company() -> None:
    found = result(standard("a", "b", cited=True), survey(30, 40, "a", "b"), survey(2, 5, "a", "b"))
    assert said(found) == {"a": "it is 71.1…%", "b": "it is 71.1…%"}


def counting(*criteria: str, least: int, **measure: Any) -> kitemark.Standard:
    """The same with a count of surveys in place of the share, which needs so many answers."""
    data = standard(*criteria, **measure, needs={"answers": least}).to_data()
    data["measures"]["happy"]["take"] = "count"
    for criterion in data["criteria"]:
        criterion["rating"]["bands"] = {"1": 1}
    return kitemark.standard_from(data)


def test_what_a_count_lacks_is_not_told_where_it_less_another_would_be_of_too_few() -> None:
    found = result(counting("a", "b", "c", least=60, cited=True), survey(30, 50, "a", "b"), survey(2, 3, "b", "c"))
    assert said(found) == {
        "a": "cannot tell yet, as 50 answers are too few and 60 are needed",
        "b": "cannot tell yet, as the answers are too few and 60 are needed",
        "c": "cannot tell yet, as the answers are too few and 60 are needed",
    }
    assert found.withheld == ()


def test_a_count_that_lacks_nothing_is_told_beside_one_that_does() -> None:
    found = result(counting("a", "b", least=51, cited=True), survey(30, 50, "a", "b"), survey(20, 30, "b"))
    assert said(found) == {"a": "cannot tell yet, as 50 answers are too few and 51 are needed", "b": "it is 2"}


# Units


def unit(name: str, *records: Data) -> Data:
    return {"id": name, "evidence": list(records)}


def test_the_organisations_reading_is_not_told_where_a_units_is_withheld() -> None:
    found = result(standard("a"), units=[unit("north", survey(3, 7)), unit("south", survey(20, 40))])
    assert said(found) == {"a": HIDDEN}
    assert [said(one) for one in found.units.values()] == [{"a": WITHHELD}, {"a": "it is 50%"}]
    assert (found["a"].low, found["a"].high) == (1, 1)
    assert "48.9" not in found.explain() + found.to_json()


@pytest.mark.parametrize(
    ("own", "units", "wanted"),
    [
        ((), (survey(12, 17), survey(20, 40)), "it is 56.1…%"),
        ((survey(30, 60),), (survey(3, 7),), HIDDEN),
        ((survey(1, 2),), (survey(3, 7),), WITHHELD),
        ((survey(30, 60),), (survey(3, 17),), "it is 42.8…%"),
        ((survey(3, 7),), (survey(30, 60),), HIDDEN),
        ((survey(3, 7), survey(2, 5)), (survey(30, 60),), "it is 48.6…%"),
    ],
)
def test_what_an_organisation_tells_depends_on_what_its_units_withhold(own: Any, units: Any, wanted: str) -> None:
    found = result(standard("a"), *own, units=[unit(f"u{n}", one) for n, one in enumerate(units)])
    assert said(found) == {"a": wanted}


def test_what_an_organisation_counts_is_not_told_where_a_units_few_could_be_worked_out() -> None:
    of = counting("a", least=100)
    found = result(of, units=[unit("north", survey(2, 3)), unit("south", survey(30, 50))])
    assert said(found) == {"a": "cannot tell yet, as the answers are too few and 100 are needed"}
    assert "50 answers" in said(found.units["south"])["a"]


def test_what_an_organisation_lacks_is_not_counted_where_a_units_reading_is_withheld() -> None:
    of = standard("a", needs={"answers": 100})
    found = result(of, units=[unit("north", survey(3, 7)), unit("south", survey(20, 40))])
    assert said(found) == {"a": "cannot tell yet, as the answers are too few and 100 are needed"}


def test_a_pack_without_units_withholds_nothing_from_itself() -> None:
    data = standard("a").to_data()
    data["levels"][0]["requires"].append({"each": "units", "at_least": "one"})
    assert said(result(kitemark.standard_from(data), survey(30, 40))) == {"a": "it is 75%"}
