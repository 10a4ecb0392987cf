"""The commissioner's question, and the schedule that answers it (shared/domain.md, S003-17 to S003-19).

    S003-17  Commissioners need to know more about involvement.
    S003-18  The service specification should say exactly what providers are to do,
    S003-19  and how it should be evidenced.

`kitemark evidence STANDARD --level L` prints that schedule. It is read off the compiled rules that score,
so that contract and score cannot drift apart: what changes one changes the other.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

import kitemark
from kitemark.bundled import bundled_folder
from kitemark.describe import schedule
from kitemark.describe.scheduling import Row, Schedule
from kitemark.render.contract import render_schedule_markdown
from kitemark.render.html import render_schedule_html

from .small import rows

Data = dict[str, Any]
CARE = kitemark.load_standard("customer-care")
PACKS = bundled_folder() / "customer-care" / "examples"
LEVELS = [(name, level.id) for name in kitemark.bundled_ids() for level in kitemark.load_standard(name).rules.levels]


def node(data: Data, name: str) -> Data:
    """A criterion of a standard's data."""
    [found] = [one for section in data["sections"] for one in section["criteria"] if one["id"] == name]
    return found  # type: ignore[no-any-return]


def line(standard: kitemark.Standard, level: str, measure: str, criterion: str) -> Row:
    """The strictest row of a level for a measure of a criterion."""
    found = [
        row for row in rows(schedule(standard, level)) if row.measure == measure and row.criterion.startswith(criterion)
    ]
    return found[-1]


def state(standard: kitemark.Standard, pack: Path, level: str) -> str:
    """How a level stands for a pack."""
    result = kitemark.evaluate(standard, kitemark.load_assessment(pack))
    [found] = [one for one in result.to_dict()["levels"] if one["id"] == level]
    return str(found["state"])


def marks_state(standard: kitemark.Standard, pack: Path, level: str, criterion: str) -> bool:
    """Whether a criterion has a level's mark for certain."""
    result = kitemark.evaluate(standard, kitemark.load_assessment(pack))
    return bool(result.outcome.marks[criterion, level][0][0])


def labelled(found: Schedule) -> dict[str, list[tuple[str, str]]]:
    """What the brief says under each label."""
    return {one.label: [("", one.text)] * bool(one.text) + [(i.lead, i.text) for i in one.items] for one in found.brief}


@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_a_commissioner_who_knows_nothing_of_it_yet_reads_first_what_it_is_about(name: str, level: str) -> None:
    standard = kitemark.load_standard(name)
    found = schedule(standard, level)
    brief = labelled(found)
    assert brief["What it is"] == [("", standard.model.summary)]
    assert brief["What it looks at"] == [(f"{one.id} {one.title}", one.summary) for one in standard.model.sections]
    meant = {one.title: one.summary for one in standard.model.levels}
    assert brief["What the levels mean"] == [(title, meant[title]) for title in (*found.builds_on, found.level)]
    # one page: about as much as fits on one, in words that need no other page
    words = " ".join(text for said in brief.values() for pair in said for text in pair).split()
    assert len(words) < 450
    for drawn in (render_schedule_markdown(found), render_schedule_html(found)):
        assert (
            drawn.index("In brief") < drawn.index("What it looks at") < drawn.rindex(found.groups[0].rows[0].threshold)
        )


@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_no_line_asks_twice_for_the_same_rating(name: str, level: str) -> None:
    for row in rows(schedule(kitemark.load_standard(name), level)):
        asked = [part.split(" where ")[0] for part in row.threshold.split("; ")]
        assert len(asked) == len(set(asked)), row.threshold


@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_a_commissioner_learns_what_to_do_and_how_it_is_shown_on_every_line(name: str, level: str) -> None:
    found = schedule(kitemark.load_standard(name), level)
    assert found.groups
    for row in rows(found):
        assert row.threshold
        assert row.title
        if row.measure is not None:
            # requirement, measure, data, period, least number, who collects, how often
            assert all([row.counted, row.fields, row.records, row.period, row.least, row.who, row.how_often])


@pytest.mark.parametrize(("name", "level"), LEVELS)
def test_every_requirement_of_the_level_and_of_those_below_it_stands_there_with_its_reason(
    name: str, level: str
) -> None:
    rules = kitemark.load_standard(name).rules
    place = [one.id for one in rules.levels].index(level)
    wanted = [(one.title, condition.because) for one in rules.levels[: place + 1] for condition in one.requires]
    groups = [
        (group.level, group.because.rstrip("."))
        for group in schedule(kitemark.load_standard(name), level).groups
        if group.level
    ]
    assert groups == [(title, (because or "").rstrip(".")) for title, because in wanted]


def test_the_schedule_names_the_very_rules_from_which_it_was_made() -> None:
    found = schedule(CARE, "bronze")
    assert (found.version, found.sha256) == (f"customer-care@{CARE.version}", CARE.sha256)


def test_a_changed_threshold_changes_the_contract_and_the_score() -> None:
    data = CARE.to_data()
    pack = PACKS / "reprisal.yaml"
    assert line(CARE, "bronze", "respected", "A2").threshold == "at least 70% (and 55% at the worse end)"
    assert marks_state(CARE, pack, "bronze", "A2")
    node(data, "A2")["marks"][0]["bronze"] = "99%"
    stricter = kitemark.standard_from(data)
    assert line(stricter, "bronze", "respected", "A2").threshold == "at least 99% (and 84% at the worse end)"
    assert not marks_state(stricter, pack, "bronze", "A2")


def test_a_changed_tolerance_period_or_small_group_changes_the_contract() -> None:
    data = CARE.to_data()
    data["tolerance"]["bronze"] = "5%"
    data["accepted"]["safe-surveys"]["within"] = "6 months"
    data["smallest_group"] = 25
    data["review"] = "3 months"
    changed = kitemark.standard_from(data)
    row = line(changed, "bronze", "respected", "A2")
    assert row.threshold == "at least 70% (and 65% at the worse end)"
    assert (row.period, row.how_often) == ("the 6 months before the assessment", "again in every 6 months")
    assert "fewer than 25 people" in row.small_groups
    assert schedule(changed, "bronze").review == "3 months"


def test_a_changed_requirement_changes_the_contract_and_the_score() -> None:
    pack = PACKS / "tiny-gold.yaml"
    assert state(CARE, pack, "gold") == "met"
    data = CARE.to_data()
    [peers] = [one for one in data["levels"][-1]["requires"] if one.get("measure") == "fair-peer-projects"]
    peers["at_least"] = 40
    stricter = kitemark.standard_from(data)
    asked = {
        row.threshold
        for row in rows(schedule(stricter, "gold"))
        if row.measure == "fair-peer-projects" and not row.criterion
    }
    assert asked == {"at least 40"}
    assert state(stricter, pack, "gold") == "unmet"


def test_who_may_collect_is_said_as_far_as_the_rules_say_it() -> None:
    row = line(CARE, "bronze", "respected", "A2")
    assert row.who == (
        "Setting: private, home or online; asked by: other-staff, peer or outside; design: all-users or random; voice: people",
    )
    data = copy.deepcopy(CARE.to_data())
    data["accepted"]["safe-surveys"]["where"]["asked_by"] = ["outside"]
    assert "asked by: outside;" in line(kitemark.standard_from(data), "bronze", "respected", "A2").who[0]


def test_a_small_provider_reads_what_is_asked_of_its_size() -> None:
    def shops(level: str) -> dict[str, str]:
        return {
            row.where: row.threshold
            for row in rows(schedule(CARE, level))
            if row.measure == "shops-per-year" and row.criterion.startswith("F2") and row.threshold != "at least 1"
        }

    bronze, silver = shops("bronze"), shops("silver")
    assert bronze == {
        "choice is limited or none and size is tiny": "at least 2",
        "choice is limited or none and size is small": "at least 4",
        "choice is limited or none and size is large": "at least 12",
        "choice is limited or none and size is medium": "at least 6",
    }
    # Silver asks it wherever there is choice or not, and for more: what bronze asks is not said again.
    assert silver == {
        "size is tiny": "at least 4",
        "size is small": "at least 8",
        "size is large": "at least 24",
        "size is medium": "at least 12",
    }


def test_what_a_level_does_not_rest_on_is_not_in_its_contract() -> None:
    named = {row.measure for row in rows(schedule(CARE, "gold"))}
    only_for_flags = {"worker-and-service", "new-faces", "old-evidence", "files-picked-by-hand", "open-invites"}
    assert only_for_flags <= CARE.rules.measures.keys()
    assert named.isdisjoint(only_for_flags)
    committed = {row.measure for row in rows(schedule(CARE, "committed"))}
    assert committed < named
    assert "respected" not in committed
