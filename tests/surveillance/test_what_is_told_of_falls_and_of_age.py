"""The outlook in words: no rating falls untold before the level does, and what would leave the least is not cut away."""

from __future__ import annotations

import datetime

import pytest
from watched import EXAMPLES

import kitemark
from kitemark.render.outline import Chapter
from kitemark.surveillance import ageing, falls
from kitemark.surveillance.outline import ageing_chapter, falls_chapter

CARE = EXAMPLES / "customer-care/examples"


def loaded(name: str) -> kitemark.Result:
    assessment = kitemark.load_assessment(CARE / f"{name}.yaml")
    return kitemark.evaluate(assessment.named_standard(), assessment)


def words(chapter: Chapter) -> list[str]:
    return [line.text for point in chapter.points for line in (point, *point.points)]


@pytest.mark.parametrize("name", ["harbour-day-centre", "reprisal", "northside-recovery"])
def test_the_ratings_that_have_fallen_on_a_day_are_those_the_calendar_told(name: str) -> None:
    result = loaded(name)
    found = ageing(result)
    end = found.first_fall.day if found.first_fall else result.assessment.date + datetime.timedelta(days=3 * 365)
    for months in (6, 12, 17, 20, 24):
        day = result.assessment.date + datetime.timedelta(days=30 * months)
        if day > max(end, found.until):
            continue
        later = kitemark.evaluate(result.standard, result.assessment.dated(day))
        told = {one.criterion: one.after for lapse in found.lapses if lapse.day <= day for one in lapse.rated}
        for criterion in result.standard.rules.criteria:
            now = told.get(criterion.id, result[criterion.id].low)
            assert later[criterion.id].low == now


def test_a_day_of_many_falls_names_every_rating() -> None:
    result = loaded("harbour-day-centre")
    chapter = ageing_chapter(ageing(result), result)
    day = next(point for point in chapter.points if point.text == "19 March 2028")
    named = [line.text[:2] for line in day.points if " instead of " in line.text]
    assert {"A1", "A2", "C3", "D6", "F1", "G1"} <= set(named)
    assert words(chapter)[-1] == "Ratings and levels are followed up to 3 February 2029."


def test_what_would_leave_the_least_is_told_whole_where_it_is_few_things() -> None:
    result = loaded("northside-recovery")
    every = falls(result)
    least, *others = falls_chapter(every, result).points
    assert least.text == "Any one of these would leave Not yet accredited:"
    assert len(least.points) == len([fall for fall in every if fall.to is None])
    told = " ".join(line.text for line in least.points)
    assert "upheld reprisals" in told
    assert "someone could be picked out" in told
    for group in others:
        assert group.points[-1].text.startswith("and ")


def test_every_group_says_how_many_more_there_are() -> None:
    for pack in ("council-service/examples/wyncombe", "customer-care/examples/tiny-gold"):
        assessment = kitemark.load_assessment(EXAMPLES / f"{pack}.yaml")
        result = kitemark.evaluate(assessment.named_standard(), assessment)
        every = falls(result)
        count = 0
        for group in falls_chapter(every, result).points:
            *lines, last = group.points
            more = last.text.split(" ")[1] if last.text.startswith("and ") else "1"
            count += len(lines) + int(more)
        assert count == len(every)
