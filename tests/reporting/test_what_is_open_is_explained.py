"""What cannot be told is explained where it stands; nothing is called by an inner name, or by what it is not."""

from __future__ import annotations

import re
from typing import Any

import pytest
from drawn_reports import NAMES, PACKS, named, result_of

import kitemark
from kitemark.render.terminal import render_text
from kitemark.reporting.making import report_of

Data = dict[str, Any]


def text(result: kitemark.Result) -> str:
    return render_text(result, width=100)


def whole(result: kitemark.Result) -> str:
    return " ".join((text(result) + result.to_markdown().replace("\\", "")).split())


def everywhere() -> Any:
    return pytest.mark.parametrize("pack", PACKS, ids=NAMES)


@everywhere()
def test_a_requirement_that_is_open_says_what_would_settle_it_and_its_sign_is_explained(pack: object) -> None:
    found = text(result_of(pack))
    holding = found.partition("\nScores\n")[0]
    signs = [line for line in holding.splitlines() if line.startswith("  ? ")]
    assert ("? means that it cannot be told yet." in found) is bool(signs)
    if signs:
        assert "What would settle it: " in holding


@everywhere()
def test_settling_is_never_said_to_be_reaching(pack: object) -> None:
    words = whole(result_of(pack))
    assert "settle it: it would" not in words
    for said in re.findall(r"make it certain that it is not reached; ([^.]*)\.", words):
        assert said == "reaching it takes better ones"


@everywhere()
def test_no_field_is_called_by_the_name_that_the_file_gives_it(pack: object) -> None:
    result = result_of(pack)
    fields = {name for kind in result.standard.rules.kinds.values() for name in kind.fields}
    settled = [
        point.settles for matter in (*report_of(result).open, *report_of(result).further) for point in matter.points
    ]
    found = " ".join([*settled, *(words for words in [whole(result)] if "more “" in words)])
    assert not [name for name in fields if f"“{name}”" in found or f"“{name.replace('_', ' ')}”" in found]


def test_files_that_were_looked_at_are_counted_by_the_title_of_their_kind() -> None:
    assert "16 more in “Sample of files”, no better than today's," in named("harbour-day-centre").to_markdown()


def judged_standard(**more: Any) -> Data:
    return {
        "kitemark": 1,
        "id": "small",
        "version": "1.0.0",
        "title": "Small",
        "scale": "practice",
        "scales": {"practice": [{"value": n} for n in range(3)]},
        "evidence": {"breach": {"fields": {"days": {"type": "integer"}}}},
        "measures": {
            "told": {"title": "Days until told", "from": "breach", "take": {"median": "days"}, "if_none": 0}
            | {"better": "lower"}
        },
        "judgements": {"assessors": 2},
        "criteria": [{"id": name, "title": name.upper()} for name in "abcde"],
        "levels": [{"id": "one", "requires": [{"each": "criteria", "at_least": 1}, {"measure": "told", "at_most": 1}]}],
        **more,
    }


def pack_of(*judged: tuple[str, str, str], evidence: Any = ()) -> Data:
    judgements = [
        {"criterion": name, "rating": 1, "assessor": who, "because": "Seen."} | ({"role": role} if role else {})
        for name, who, role in judged
    ]
    data = {"kitemark": 1, "organisation": {"id": "org", "profile": {}}, "date": "2026-11-01"}
    return {**data, "evidence": list(evidence), "judgements": judgements}


def small(*judged: tuple[str, str, str], evidence: Any = (), **more: Any) -> kitemark.Result:
    standard = kitemark.standard_from(judged_standard(**more))
    return kitemark.evaluate(standard, kitemark.assessment_from(pack_of(*judged, evidence=evidence)))


def test_where_nobody_has_judged_nobody_is_missed_beside_others() -> None:
    words = whole(small(("a", "Ann", "")))
    assert "Nobody has judged b B; c C; d D; e E." in words
    assert "2 assessors have to judge each." in words
    # Of the one that somebody has judged one more is wanted.
    assert "1 of 2 assessors has rated it" in words
    assert "Not enough assessors have judged it. **What would settle it:** 1 more assessor has to judge it." in words


def test_a_judgement_that_does_not_count_is_not_called_nobodys() -> None:
    judgements = {"assessors": 1, "roles": ["peer"]}
    words = whole(small(("a", "Ann", "self"), ("b", "Ann", "peer"), judgements=judgements))
    assert "Nobody whose judgement counts has judged it." in words
    assert "Nobody has judged a" not in words


def test_what_no_record_stands_for_is_said_to_be_none_on_record() -> None:
    assert "Days until told is at most 1: there is none on record, which counts as 0." in str(small().to_dict())
    records = [{"id": "r", "kind": "breach", "date": "2026-10-01", "days": 0}]
    assert "Days until told is at most 1: it is 0." in str(small(evidence=records).to_dict())


@everywhere()
def test_a_report_is_under_a_standard_and_not_by_it(pack: object) -> None:
    result = result_of(pack)
    title = result.standard.title
    assert f"under the standard {title}" in result.to_markdown().replace("\\", "")
    assert f"By {title}" not in result.to_html()


def test_what_would_settle_a_rating_says_which_judgements_do_not_count_and_why() -> None:
    judgements = {"assessors": 1, "roles": ["peer", "independent"]}
    one = whole(small(("a", "Ann", "self"), ("b", "Ann", ""), ("c", "Ann", "peer"), judgements=judgements))
    counts = "only the roles 'independent' and 'peer' count."
    assert f"1 assessor has to judge it; what is judged in the role 'self' does not count: {counts}" in one
    assert f"1 assessor has to judge it; what is judged without a role does not count: {counts}" in one
    many = whole(small(*((name, "Ann", "self") for name in "abcde"), judgements={"assessors": 1, "roles": ["peer"]}))
    assert (
        "1 assessor has to judge each; what is judged in the role 'self' does not count: only the role 'peer'" in many
    )
