"""Every number in a report is the result's, in every form; what is open comes with what would settle it."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from drawn_reports import NAMES, PACKS, Sheet, named, result_of

import kitemark
from kitemark.explain.words import percentage
from kitemark.reporting.making import report_of
from kitemark.reporting.report import CriterionReport, SectionReport
from kitemark.rules.standard import Section


def all_criteria(sections: tuple[SectionReport, ...]) -> list[CriterionReport]:
    found = []
    for section in sections:
        found += [*section.criteria, *all_criteria(section.sections)]
    return found


@pytest.mark.parametrize("pack", PACKS, ids=NAMES)
def test_the_same_result_gives_the_same_report(pack: object) -> None:
    result = result_of(pack)
    again = kitemark.evaluate(result.standard, result.assessment)
    assert result.to_html() == again.to_html()
    assert result.to_markdown() == again.to_markdown()
    assert report_of(result) == report_of(again)


@pytest.mark.parametrize("pack", PACKS, ids=NAMES)
def test_every_criterion_is_there_with_its_rating_and_every_reason(pack: object) -> None:
    result = result_of(pack)
    data, found = result.to_dict(), all_criteria(report_of(result).sections)
    assert [one.id for one in found] == [criterion.id for criterion in result.standard.rules.criteria]
    for one in found:
        node = data["nodes"][one.id]
        assert list(one.reasons) == node["because"]
        assert one.applies == node["applies"]
        if one.points:
            scale = result[one.id].outcome.node.scale
            reached = [point for point in one.points if point.state == "reached"]
            here = [point.name for point in one.points if point.here]
            assert here == [scale.name(Fraction(node["low"]))] == [reached[-1].name]
            possible = [point for point in one.points if point.state != "beyond"]
            assert possible[-1].name == scale.name(Fraction(node["high"]))


@pytest.mark.parametrize("pack", PACKS, ids=NAMES)
def test_every_score_in_the_table_and_in_the_chart_is_the_results(pack: object) -> None:
    result = result_of(pack)
    data, report, html = result.to_dict(), report_of(result), result.to_html()
    bars = [float(w) for w in re.findall(r'class="bar" x="0"[^>]* width="([0-9.]+)%"', html)]
    rows = [row for row in (report.overall, *report.principles) if row is not None and row.applies]
    assert len(bars) == len(rows)
    table = {row[0]: row[1:] for row in Sheet(html).rows if row}
    for row, bar in zip(rows, bars, strict=True):
        node = data["nodes"][row.id] if row.id else data["overall"]
        low, high, most = (Fraction(node[key]) for key in ("low", "high", "max"))
        assert isinstance(result.standard.rules.nodes[row.id], Section)
        assert (row.low_share, row.high_share) == (low / most, high / most)
        assert bar == pytest.approx(float(low / most) * 100, abs=0.006)
        assert table[row.title][0] == percentage(low / most) == row.low
        assert percentage(high / most) == row.high


@pytest.mark.parametrize("pack", PACKS, ids=NAMES)
def test_every_floor_is_what_a_level_requires_and_stands_as_it_does(pack: object) -> None:
    result = result_of(pack)
    report = report_of(result)
    for place, level in enumerate(result.outcome.levels):
        rows = [row for row in (report.overall, *report.principles) if row is not None]
        floors = [f for row in rows for f in row.floors if f.level == level.rule.title]
        # A level that holds has no floor that is not reached.
        assert all(floor.state == "met" for floor in floors) or not level.low
        assert all(0 <= floor.share <= 1 for floor in floors), place


@pytest.mark.parametrize("pack", PACKS, ids=NAMES)
def test_every_form_says_the_level_the_basis_and_what_holds_it(pack: object) -> None:
    result = result_of(pack)
    report = report_of(result)
    page, text = Sheet(result.to_html()), result.to_markdown().replace("\\", "")
    headline = f"This assessment comes to: {report.standing.level}"
    if report.basis.awarded is not None:
        headline = f"Awarded: {report.basis.awarded}"
    for words in (page.words, text):
        assert headline in words
        assert report.basis.words in words
        assert result.standard.sha256 in words
        assert result.assessment.sha256 in words
        for held in report.held:
            for asked in held.requires:
                assert asked.text in words
        for matter in report.open:
            assert all(point.settles in words for point in matter.points)


def test_what_cannot_be_told_yet_comes_with_the_number_that_would_settle_it() -> None:
    [matter] = report_of(named("harbour-day-centre")).open
    assert matter.name == "G1 You said, this happened"
    [point] = matter.points
    assert point.decides == "the mark of Bronze"
    assert (
        point.settles
        == "12 more answers, no better than today's, would make it certain that it is not reached; reaching it takes better ones."
    )


def test_where_all_have_to_answer_either_may_come_of_it() -> None:
    result = named("oxley-moor")
    words = " ".join(point.settles for one in report_of(result).further for point in one.points)
    assert "14 more answers, which is all that there can be, would decide it, one way or the other." in words


def test_good_practice_comes_before_what_is_missing() -> None:
    html = named("harbour-day-centre").to_html()
    places = [html.index(f'<section id="{name}"') for name in ("result", "comment", "strengths", "held-1", "open")]
    assert places == sorted(places)


def test_the_users_comment_is_printed_as_given() -> None:
    result = named("harbour-day-centre")
    comment = result.assessment.model.users_comment
    assert comment is not None
    assert comment.text in Sheet(result.to_html()).words
    assert comment.text in result.to_markdown()


def test_evidence_is_named_with_its_age_and_voice_and_never_its_values() -> None:
    criteria = {one.id: one for one in all_criteria(report_of(named("harbour-day-centre")).sections)}
    lines = [(one.what, one.dated, one.age, one.voice) for one in criteria["A2"].evidence]
    assert lines == [
        ("Survey of users", "18 September 2026", "1 month", "people"),
        ("Morning visit by two trustees and a user (Visit and observation)", "3 June 2026", "4 months", "seen"),
    ]
    # How many complaints there are is how many people complained: too few to be told.
    assert "Complaints log" in [one.what for one in criteria["D4"].evidence]


def test_units_are_told_one_by_one() -> None:
    report = report_of(named("millbrook"))
    assert [unit.name for unit in report.units][:2] == ["Adult Social Care", "Housing"]
    assert [unit.level for unit in report.units] == ["Good", "Good", "Good", "Acceptable", "Below", "Below"]
    # What holds a unit is told of those that hold the whole back.
    assert [unit.name for unit in report.units if unit.held] == ["Planning", "Waste and Streets"]


def test_how_people_were_asked_is_read_from_whatever_is_recorded() -> None:
    survey, files = report_of(named("harbour-day-centre")).methods
    lines = dict(survey.lines)
    assert lines["When"] == "18 September 2026"
    assert lines["Answers behind each figure"] == "from 15 to 18"
    assert (
        lines["Where people answered"]
        == "private; others are not named, as no set of answers with them counts 10 people"
    )
    assert lines["Anonymity"] == "anonymous; others are not named, as no set of answers with them counts 10 people"
    assert survey.missing[-1] == "whether answers were weighted"
    assert (files.title, files.missing) == ("Sample of files", ())


def decided(level: str, pack: str = "harbour-day-centre") -> kitemark.Result:
    result = named(pack)
    data = result.assessment.written_out(result.standard)
    data["decision"] = {"level": level, "by": "Awards panel", "date": "2026-10-28"}
    return kitemark.evaluate(result.standard, kitemark.assessment_from(data))


def test_only_an_award_that_the_evidence_carries_looks_like_one() -> None:
    awarded, claimed, own = decided("committed"), decided("gold"), named("harbour-day-centre")
    assert 'class="report award"' in awarded.to_html()
    assert "Awarded: Committed" in awarded.to_html()
    assert "award of Committed decided by Awards panel on 28 October 2026" in awarded.to_html()
    for other in (claimed, own):
        assert "award report" not in other.to_html().lower()
        assert 'class="report"' in other.to_html()
        assert "This assessment comes to: Committed" in other.to_markdown()
    assert "which this evidence does not carry" in claimed.to_html()


def test_asked_about_a_level_the_report_answers_that() -> None:
    result = named("harbour-day-centre")
    asked = kitemark.evaluate(result.standard, result.assessment, target="silver")
    report = report_of(asked)
    assert (report.standing.asked, report.standing.answer) == ("Silver", "not yet")
    assert [held.level for held in report.held] == ["Bronze", "Silver"]
    assert "Silver: not yet" in asked.to_markdown()


FLOORS = {
    "higher": ({"value": -4}, {"value": -2}, {"value": 3}),
    "lower": ({"value": 9}, {"value": 5}, {"value": 0}),
}


@pytest.mark.parametrize("strict", [1, 2])
@pytest.mark.parametrize("better", FLOORS)
def test_a_floor_is_the_strictest_that_a_level_asks_itself_or_builds_on(better: str, strict: int) -> None:
    middle = FLOORS[better][1]["value"]
    signs = {"higher": ("at_least", "more_than"), "lower": ("at_most", "less_than")}[better]
    # One of two levels asks for more than the middle point, the other for it: so the second asks for more, too.
    asks = [{"overall": {signs[strict == number]: middle}} for number in (1, 2)]
    standard = {
        "kitemark": 1,
        "id": "floors",
        "version": "1.0.0",
        "title": "Floors",
        "scale": "s",
        "combine": "sum",
        "scales": {"s": {"better": better, "points": list(FLOORS[better])}},
        "criteria": [{"id": "a", "title": "A"}],
        "levels": [
            {"id": name, "title": name, "requires": [one]} for name, one in zip(("one", "two"), asks, strict=True)
        ],
    }
    judgement = {"criterion": "a", "rating": middle, "assessor": "A", "because": "Seen."}
    pack = {"organisation": {"id": "o"}, "date": "2026-11-01", "judgements": [judgement]}
    report = report_of(kitemark.evaluate(kitemark.standard_from(standard), kitemark.assessment_from(pack)))
    assert report.overall is not None
    word = {"higher": "more than", "lower": "less than"}[better]
    said = {"unmet": f"{word} {middle}", "met": f"{middle}"}
    wanted = ["unmet", "unmet"] if strict == 1 else ["met", "unmet"]
    assert [(one.state, one.words) for one in report.overall.floors] == [(state, said[state]) for state in wanted]


def test_a_figure_says_which_other_would_do_and_whether_it_does() -> None:
    text = named("northside-recovery").to_markdown().replace("\\", "")
    other = "“Share of upheld complaints with learning noted and done”: at least 75% (reached)"
    assert f"**Silver: not yet.** It asks for none; or else {other}." in text
    assert "another figure" not in text


def test_figures_by_site_are_not_said_to_rest_on_all_answers() -> None:
    survey = report_of(named("northside-recovery")).methods[0]
    assert "; for a figure by " in dict(survey.lines)["Answers behind each figure"]


def test_a_commendation_says_what_it_is_given_for() -> None:
    praise = report_of(named("northside-recovery")).strengths[0]
    assert praise.text.startswith("Commended. ")
    assert "is at least 5: it is 6" in praise.text
