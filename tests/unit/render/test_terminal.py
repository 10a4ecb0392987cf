"""The text for a terminal: what it says in each state, and what it never lets through."""

from __future__ import annotations

from typing import Any

import pytest

import kitemark
from kitemark.problems import printable
from kitemark.render.page import KEPT, one_line
from kitemark.render.terminal import render_text

Data = dict[str, Any]


def standard(**more: Any) -> Data:
    """A standard of one section with two judged criteria."""
    criteria = [{"id": "a", "title": "Answers given"}, {"id": "b", "title": "Bed"}]
    one = {"id": "one", "title": "One", "requires": [{"each": "criteria", "at_least": 1}]}
    two = {"id": "two", "title": "Two", "requires": [{"each": "criteria", "at_least": 2}]}
    return {
        "kitemark": 1,
        "id": "shown",
        "version": "1.0.0",
        "title": "Shown",
        "scale": "practice",
        "scales": {"practice": [{"value": n} for n in range(4)]},
        "profile": {"fields": {"size": {"enum": ["small", "large"]}}},
        "evidence": {"survey": {"people": "n", "fields": {"n": {"type": "integer"}}}},
        "measures": {"n": {"title": "Score", "from": "survey", "take": {"mean": "n"}}},
        "sections": [{"id": "s", "title": "Section of two", "criteria": criteria}],
        "levels": [one, two],
        **more,
    }


def pack(*ratings: int, **more: Any) -> Data:
    """A pack with ratings of `a` and `b`."""
    judged = [
        {"criterion": name, "rating": rating, "assessor": "Ann", "because": "As seen"}
        for name, rating in zip("ab", ratings, strict=False)
    ]
    organisation = {"id": "org", "name": "Harbour House", "profile": {"size": "small"}}
    return {"kitemark": 1, "organisation": organisation, "date": "2026-11-01", "judgements": judged, **more}


def result(standard_of: Data, pack_of: Data, target: str | None = None) -> kitemark.Result:
    """What a pack comes to."""
    return kitemark.evaluate(kitemark.standard_from(standard_of), kitemark.assessment_from(pack_of), target=target)


def text(standard_of: Data, pack_of: Data, target: str | None = None, **how: Any) -> str:
    """The text of what a pack comes to, of a fixed width."""
    return render_text(result(standard_of, pack_of, target), **{"width": 100, **how})


def test_the_whole_text_of_a_small_result() -> None:
    assert (
        text(standard(), pack(1, 2))
        == """\
Harbour House
Shown 1.0.0, as of 1 November 2026

Level     One
Overall   50%
Basis     self-assessment, not certification

What holds it from Two
  ✗ Every criterion is at least 2: 1 of 2 is; this one is not: a Answers given.
      a Answers given: 1
        Rated 1 by Ann: As seen.

Scores
  s Section of two ██████████░░░░░░░░░░ 50%
"""
    )


def test_what_is_open_is_said_with_what_could_be() -> None:
    found = text(standard(), pack(2))
    assert "Level     No level\nPossible  Two, once what is open is settled\nOverall   33.3…%, could be 83.3…%" in found
    assert "? Every criterion is at least 1: 1 of 2 is; it cannot be told yet of this one: b" in found
    assert "What would settle it: 1 assessor has to judge it.\n  ? means that it cannot be told yet.\n" in found
    assert "s Section of two ██████▒▒▒▒▒▒▒▒▒▒░░░░ 33.3…% to 83.3…%" in found
    assert "Cannot tell yet\n  b Bed: Cannot tell yet: nobody has judged it." in found


def test_the_highest_level_has_nothing_that_holds_it() -> None:
    assert "What holds it" not in text(standard(), pack(3, 3))


def test_a_target_is_asked_and_answered() -> None:
    reached = text(standard(), pack(2, 2), "one")
    assert "\n\nAsked     One: reached\nOverall   66.6…%\n" in reached
    assert "What holds it" not in reached
    short = text(standard(), pack(1, 1), "two")
    assert "\n\nAsked     Two: not reached\nOverall" in short
    assert "What holds it from Two" in short
    waiting = text(standard(), pack(2), "two")
    assert "\n\nAsked     Two: not yet, and possible once what is open is settled\nOverall" in waiting
    assert "What holds it from One" in waiting
    assert not any("Level  " in said for said in (reached, short, waiting))


def test_all_that_stands_between_a_pack_and_a_target_is_told_level_by_level() -> None:
    found = text(standard(), pack(1, 0), "two")
    one, two = (found.index(f"What holds it from {level}\n") for level in ("One", "Two"))
    assert one < two
    assert all("✗ Every criterion is at least" in part for part in (found[one:two], found[two:]))
    # Why a criterion falls short is said once, however many levels ask for it.
    assert found.count("b Bed: 0\n") == 1
    assert "What holds it from Two" not in text(standard(), pack(1, 0))


def test_a_level_that_only_builds_on_another_is_held_by_what_holds_that() -> None:
    levels = [*standard()["levels"], {"id": "three", "title": "Three", "requires": []}]
    found = text(standard(levels=levels), pack(1, 1), "three")
    assert "What holds it from Two\n  ✗ Every criterion is at least 2" in found


def test_an_empty_pack_proves_nothing() -> None:
    found = text(standard(levels=[{"id": "one", "title": "One"}]), pack())
    assert "There is no evidence and no judgement yet, and nothing proves nothing." in found


def test_where_nothing_applies_there_is_no_score_and_nothing_holds_a_level() -> None:
    criteria = [{"id": "a", "title": "Answers given", "applies_when": {"size": "large"}}]
    found = text(standard(sections=[], criteria=criteria), pack())
    assert "Overall   no score, as nothing applies" in found
    assert "a Answers given does not apply" in found
    assert "What holds it" not in found


def test_an_award_says_who_decided_it_and_when() -> None:
    decision = {"level": "one", "by": "The panel", "date": "2026-10-20"}
    found = text(standard(), pack(1, 2, decision=decision))
    assert "Basis     award of One decided by The panel on 20 October 2026" in found


def test_flags_commendations_withheld_units_and_a_comment_are_listed() -> None:
    more = {
        "smallest_group": 10,
        "flags": [{"id": "f", "title": "Look", "when": {"overall": {"less_than": "60%"}}, "says": "Low."}],
        "commendations": [{"id": "w", "title": "Well done", "requires": [{"each": ["b"], "at_least": 2}]}],
    }
    survey = {"id": "s1", "kind": "survey", "date": "2026-10-01", "n": 7}
    late = {"id": "s2", "kind": "survey", "date": "2026-12-01", "n": 70}
    units = [{"id": "north", "name": "The north"}, {"id": "south", "judgements": pack(1, 1)["judgements"]}]
    comment = {"by": "the forum", "text": "We said so."}
    found = text(standard(**more), pack(1, 2, evidence=[survey, late], units=units, users_comment=comment))
    assert "Flags, for people to look at\n  Look: Low.\n" in found
    assert "Commendations\n  Well done\n" in found
    assert "Withheld\n  Score: withheld, as it rests on fewer than 10 people\n" in found
    assert "Left out, as dated after the assessment\n  record s2, 1 December 2026\n" in found
    assert (
        "Units\n  The north: No level, could be Two; held from One by a and b\n  south: One; held from Two by a and b\n"
        in found
    )
    assert "the forum\n  We said so.\n" in found


def test_limits_that_hold_are_listed_with_whom_they_hold() -> None:
    guard = {"id": "g", "title": "Paper alone", "each": "criteria", "at_most": 1}
    limits = [{"at_most": "40%", "because": "Too little."}]
    whole = standard(safeguards=[guard], limits=limits)
    whole["sections"][0]["limits"] = [{"at_most": "20%"}]
    found = text(whole, pack(3, 3))
    assert "Paper alone, held at 1: a, b" in found
    assert "a limit, held at 20%: s" in found
    assert "Too little" not in found


def test_what_falls_short_of_a_mark_is_said_without_its_rating() -> None:
    marks = [{"measure": "n", "one": 5}]
    criteria = [{"id": "a", "title": "Answers given", "marks": marks}]
    levels = [{"id": "one", "title": "One", "requires": [{"each": "criteria", "marks": "one"}]}]
    survey = {"id": "s1", "kind": "survey", "date": "2026-10-01", "n": 4}
    found = text(standard(sections=[], criteria=criteria, levels=levels), pack(3, evidence=[survey]))
    assert "      a Answers given: Score: it is 4, wanted at least 5\n\nScores" in found


def test_units_that_fall_short_are_named_with_the_level_that_they_have() -> None:
    levels = [
        *standard()["levels"],
        {"id": "three", "title": "Three", "requires": [{"each": "units", "at_least": "two"}]},
    ]
    units = [{"id": "north", "judgements": pack(1, 1)["judgements"]}]
    found = text(standard(levels=levels), pack(2, 2, units=units))
    assert "✗ Every unit is at least two: the only one is not: 'north'.\n      north: One\n\nScores" in found


def test_a_bar_is_full_where_the_score_is_best_in_either_direction() -> None:
    demerits = {"better": "lower", "points": [{"value": 9}, {"value": 3}, {"value": 0}]}
    levels = [{"id": "one", "title": "One"}]
    lower = standard(scales={"practice": demerits}, levels=levels)
    assert f"s Section of two {'█' * 20} 0%" in text(lower, pack(0, 0))
    assert f"s Section of two {'░' * 20} 100%" in text(lower, pack(9, 9))
    worst = standard(levels=levels, sections=[{**standard()["sections"][0], "combine": "worst"}])
    assert f"s Section of two {'█' * 13}{'░' * 7} 2" in text(worst, pack(2, 3))


def test_a_bar_of_a_scale_with_one_point_or_no_maximum_is_drawn_all_the_same() -> None:
    levels = [{"id": "one", "title": "One"}]
    one_point = standard(
        scales={"practice": [{"value": 0}]},
        levels=levels,
        combine="sum",
        sections=[],
        criteria=[{"id": "a", "title": "Answers given"}],
    )
    assert f"a Answers given {'░' * 20} 0" in text(one_point, pack(0))
    below = standard(scales={"practice": [{"value": -2}, {"value": -1}]}, levels=levels, combine="sum")
    below["sections"][0]["combine"] = "sum"
    assert f"s Section of two {'░' * 20} -3" in text(below, pack(-1, -2))


def test_a_long_title_is_cut_to_the_width() -> None:
    sections = [{**standard()["sections"][0], "title": "A very long title of a section that goes on and on"}]
    lines = text(standard(sections=sections), pack(1, 2), width=50).splitlines()
    assert any("..." in line and line.endswith("50%") for line in lines)


@pytest.mark.parametrize("width", [10, 40, 60, 80, 100, 300])
def test_no_line_is_wider_than_asked_for_within_reason(width: int) -> None:
    lines = text(standard(), pack(2), width=width).splitlines()
    assert max(map(len, lines)) <= max(40, min(width, 100)) + 4


def test_plain_letters_alone_where_no_others_are_wanted() -> None:
    found = text(standard(title="Café"), pack(2), ascii_only=True)
    assert found.isascii()
    assert "Caf? 1.0.0" in found
    assert "33.3...%" in found
    assert "######++++++++++...." in found


def test_colours_only_where_asked_for() -> None:
    plain, painted = (text(standard(), pack(1, 2), colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[32mLevel     One\x1b[0m" in painted
    assert "\x1b[31m  ✗ Every criterion" in painted


def test_nothing_can_steer_the_terminal_or_turn_the_text_round() -> None:
    hostile = pack(1, 2)
    hostile["organisation"]["name"] = "Harbour\x1b[2J\u202eesuoH\nLevel: Gold"
    found = text(standard(), hostile)
    assert "\x1b" not in found
    assert "\u202e" not in found
    assert found.startswith("Harbour?[2J?esuoH Level: Gold\n")
    assert one_line("a\u2028b\tc\x00") == "a b c?"


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ("In\n  place ", "In place", "In?  place "),
        ("a\u2009b\u202fc", "a b c", "a?b?c"),
        (f"a{KEPT}{KEPT}b", f"a{KEPT}{KEPT}b", "a??b"),
        ("a\u200db\u202ec", "a?b?c", "a?b?c"),
        ("a\U000e01f0b\ud800", "a?b?", "a?b?"),
        ("a\x1b[1mb\x9bc", "a?[1mb?c", "a?[1mb?c"),
        ("Ōsaka – ¡sí!", "Ōsaka – ¡sí!", "Ōsaka – ¡sí!"),
    ],
)
def test_a_page_makes_spaces_of_blanks_and_a_problem_shows_that_they_are_none(text: str, line: str, name: str) -> None:
    assert (one_line(text), printable(text)) == (line, name)


def test_where_nobody_has_judged_many_criteria_they_are_told_in_one_line() -> None:
    criteria = [{"id": name, "title": f"Criterion {name}"} for name in "abcdef"]
    sections = [{"id": "s", "title": "Section of six", "criteria": criteria}]
    many = text(standard(sections=sections), pack(2))
    assert "Cannot tell yet\n  Nobody has judged 5 of the 6 criteria: b, c, d, e, f\n" in many
    far = pack(0)["judgements"]
    far.append({**far[0], "assessor": "Bob", "rating": 3})
    both = text(standard(sections=sections), pack(judgements=far))
    assert "c, d, e, f\n" in both
    assert "  a Criterion a: Unsettled between 0 and 2, as Ann and Bob are too far apart.\n" in both


def test_a_basis_says_where_the_evidence_does_not_carry_the_award() -> None:
    for level, carried in (("one", True), ("two", False)):
        decision = {"level": level, "by": "The panel", "date": "2026-10-20"}
        found = " ".join(text(standard(), pack(1, 2, decision=decision)).split())
        award = f"Basis award of {level.title()} decided by The panel on 20 October 2026"
        assert f"{award} What holds" in found if carried else f"{award}, which this evidence does not carry" in found


def test_a_unit_says_what_holds_it_where_it_holds_the_others_back() -> None:
    units = [
        {"id": "north", "judgements": pack(1, 0)["judgements"]},
        {"id": "south", "judgements": pack(1, 2)["judgements"]},
        {"id": "east", "judgements": pack(3, 3)["judgements"]},
    ]
    found = text(standard(), pack(1, 1, units=units))
    assert "Units\n  north: No level; held from One by b\n  south: One; held from Two by a\n  east: Two\n" in found
